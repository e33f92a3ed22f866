// A real model on loopback: `node bench/small-model/serve.mjs [--port 8135] [--lanes 2] [--slots 8] [--context 8192]` installs
// SmolLM2-135M-Instruct and llama.cpp and answers as an OpenAI-compatible server.
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { json } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { loadSmallModel, TooLong } from './complete.mjs';
import { installSmallModel } from './install.mjs';

const name = 'smollm2-135m-instruct';
const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '8135' },
    lanes: { type: 'string', default: String(cpus().length) },
    slots: { type: 'string', default: '8' },
    context: { type: 'string', default: '8192' },
    quiet: { type: 'boolean', default: false },
  },
});

const model = await loadSmallModel(await installSmallModel(), {
  contextSize: Number(flags.context),
  lanes: Number(flags.lanes),
  slots: Number(flags.slots),
});

class Refused extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const textOf = (content) => (typeof content === 'string' ? content : content.map((part) => part.text).join(''));

async function chat(request, signal) {
  const body = await json(request).catch(() => {
    throw new Refused(400, 'invalid_json', 'The body is not JSON.');
  });
  if (!Array.isArray(body.messages)) throw new Refused(400, 'invalid_request', '`messages` is missing.');
  const answer = await model
    .complete(
      {
        messages: body.messages.map(({ role, content }) => ({ role, content: textOf(content) })),
        maxTokens: body.max_completion_tokens ?? body.max_tokens ?? 512,
        temperature: body.temperature ?? 0,
        seed: body.seed ?? 0,
        json: ['json_object', 'json_schema'].includes(body.response_format?.type),
      },
      signal,
    )
    .catch((thrown) => {
      throw thrown instanceof TooLong ? new Refused(400, 'context_length_exceeded', thrown.message) : thrown;
    });
  const { input, kept, output } = answer.tokens;
  if (!flags.quiet)
    console.log(
      `${input} tokens in (${kept} kept), ${output} out, ${answer.seconds.total.toFixed(1)} s, ${answer.finish}`,
    );
  return {
    id: 'chatcmpl-small',
    object: 'chat.completion',
    created: 0,
    model: name,
    choices: [{ index: 0, message: { role: 'assistant', content: answer.text }, finish_reason: answer.finish }],
    usage: {
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: input + output,
      prompt_tokens_details: { cached_tokens: kept },
    },
  };
}

const models = { object: 'list', data: [{ id: name, object: 'model', created: 0, owned_by: 'loopback' }] };

const server = createServer(async (request, response) => {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const send = (status, body) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    const route = `${request.method} ${request.url.split('?')[0]}`;
    if (route === 'GET /v1/models') send(200, models);
    else if (route === 'POST /v1/chat/completions') send(200, await chat(request, gone.signal));
    else throw new Refused(404, 'not_found', `${route} is not served here.`);
  } catch (thrown) {
    if (gone.signal.aborted) return;
    if (!(thrown instanceof Refused)) console.error(thrown);
    const { status = 500, code = 'internal', message } = thrown;
    send(status, { error: { message, type: 'invalid_request_error', param: null, code } });
  }
});
// A call may wait minutes for its turn.
server.requestTimeout = 0;
server.listen(Number(flags.port), '127.0.0.1', () => {
  console.log(
    `http://127.0.0.1:${server.address().port}/v1 serves ${name}, ${flags.lanes} lanes, ${model.contextSize} tokens`,
  );
});
