// A language model that is none: an OpenAI-compatible server on loopback whose answers are as good as a known response
// surface says of the prompt. `node bench/scripted-model/server.ts [--surface both] [--seed 0] [--port 0]
// [--latency-ms 0] [--data FILE.jsonl …]` prints its address.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { answerTask, type Known } from './answer.ts';
import { answerPlain, answerProposal, isProposal } from './propose.ts';
import { type ChatBody, readProgram, readRequest, textOf } from './read-request.ts';
import { makeSurface, type Surface, type SurfaceName, surfaceNames } from './surface.ts';

export interface Stats {
  /** Calls of the program that is tuned, and calls of the proposer. */
  task: number;
  propose: number;
  tokens: { input: number; output: number };
  /** Of each task call in turn, the true score of the program it was made with. */
  truths: number[];
}

export interface ScriptedModel {
  /** The base URL, ending in `/v1`; `/<surface>/<seed>/v1` on the same host is another surface. */
  url: string;
  stats: Stats;
  /** What a POST to `/v1/chat/completions` is answered, without HTTP. */
  ask(body: ChatBody): Completion;
  /** The expected score, 0–1, of a program as DSPy saves it. */
  truth(program: object): number;
  close(): Promise<void>;
}

export type Completion = ReturnType<typeof complete>;

export interface ScriptedOptions {
  surface?: SurfaceName;
  seed?: number;
  latencyMs?: number;
  port?: number;
  /** JSON Lines whose records the answers are made from: `concept` + `requirements`, `story_title` + `required_mentions`. */
  data?: readonly string[];
}

interface World {
  surface: Surface;
  seed: number;
  stats: Stats;
}

class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function startScriptedModel(options: ScriptedOptions = {}): Promise<ScriptedModel> {
  const { surface: name = 'both', seed = 0, latencyMs = 0, port = 0, data = [] } = options;
  const known = readKnown(data);
  const worlds = new Map<string, World>();
  const worldOf = (surface: SurfaceName, at: number): World => {
    const key = `${surface}/${at}`;
    const world = worlds.get(key) ?? { surface: makeSurface(surface, at), seed: at, stats: noStats() };
    worlds.set(key, world);
    return world;
  };

  const server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const { pathname } = new URL(request.url ?? '/', 'http://loopback');
      const [, prefix = '', route = ''] = /^(\/[a-z]+\/\d+)?(\/.*)$/.exec(pathname) ?? [];
      const [, surface = name, at = String(seed)] = prefix.split('/');
      if (!surfaceNames.includes(surface as SurfaceName)) throw new Refused(404, `There is no surface ${surface}.`);
      const world = worldOf(surface as SurfaceName, Number(at));
      const body = async () =>
        (await json(request).catch(() => {
          throw new Refused(400, 'The body is not JSON.');
        })) as Record<string, unknown>;
      if (route === '/v1/models') send(200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
      else if (route === '/v1/chat/completions') {
        if (latencyMs > 0) await wait(latencyMs);
        send(200, complete((await body()) as unknown as ChatBody, world, known));
      } else if (route === '/truth') send(200, { truth: world.surface.truth(readProgram(await body())) });
      else if (route === '/stats') send(200, world.stats);
      else if (route === '/reset') send(200, Object.assign(world.stats, noStats()));
      else throw new Refused(404, `${pathname} is not served here.`);
    } catch (thrown) {
      if (!(thrown instanceof Refused)) console.error(thrown);
      const { message } = thrown as Error;
      send(thrown instanceof Refused ? thrown.status : 500, { error: { message, type: 'invalid_request_error' } });
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const own = worldOf(name, seed);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stats: own.stats,
    ask: (body) => complete(body, own, known),
    truth: (program) => own.surface.truth(readProgram(program as Record<string, unknown>)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function complete(body: ChatBody, { surface, seed, stats }: World, known: Known) {
  if (!Array.isArray(body.messages)) throw new Refused(400, '`messages` is missing.');
  const sent = JSON.stringify(body.messages);
  const text = answer();
  const tokens = { input: Math.ceil(sent.length / 4), output: Math.ceil(text.length / 4) };
  stats.tokens.input += tokens.input;
  stats.tokens.output += tokens.output;
  return {
    id: 'chatcmpl-scripted',
    object: 'chat.completion',
    created: 0,
    model: 'scripted',
    choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
    usage: {
      prompt_tokens: tokens.input,
      completion_tokens: tokens.output,
      total_tokens: tokens.input + tokens.output,
    },
  };

  function answer(): string {
    const request = readRequest(body);
    if (!request || isProposal(request.outputs)) {
      stats.propose += 1;
      if (!request) return answerPlain(body.messages.map(({ content }) => textOf(content)).join('\n'), seed);
      return request.render(answerProposal(request.outputs, request.inputs, sent, seed));
    }
    stats.task += 1;
    stats.truths.push(surface.truth(request));
    const quality = surface.answer(request, Object.values(request.inputs)[0] ?? '', sent);
    return request.render(answerTask(request.outputs, request.inputs, quality, sent, known));
  }
}

const noStats = (): Stats => ({ task: 0, propose: 0, tokens: { input: 0, output: 0 }, truths: [] });

function readKnown(paths: readonly string[]): Known {
  const lines = paths.flatMap((path) => readFileSync(path, 'utf8').split('\n'));
  const records: Record<string, unknown>[] = lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line));
  return new Map(records.map((record) => [String(record.concept ?? record.story_title).trim(), record]));
}

if (import.meta.main) {
  const { values: flags } = parseArgs({
    options: {
      surface: { type: 'string', default: 'both' },
      seed: { type: 'string', default: '0' },
      port: { type: 'string', default: '0' },
      'latency-ms': { type: 'string', default: '0' },
      data: { type: 'string', multiple: true },
    },
  });
  if (!surfaceNames.includes(flags.surface as SurfaceName)) {
    throw new Error(`--surface is one of ${surfaceNames.join(', ')}`);
  }
  const { url } = await startScriptedModel({
    surface: flags.surface as SurfaceName,
    seed: Number(flags.seed),
    port: Number(flags.port),
    latencyMs: Number(flags['latency-ms']),
    data: flags.data ?? [],
  });
  console.log(url);
}
