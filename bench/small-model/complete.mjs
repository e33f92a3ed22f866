// SmolLM2 behind one function: chat messages in, one answer out; what a prompt shares with the one before is not read again.

// The system message the model was trained with where a chat has none.
const greeting = 'You are a helpful AI assistant named SmolLM, trained by Hugging Face';

/** How often a waiting call lets others go first. */
const mostPassed = 8;

/** A prompt that leaves no room for the answer asked for. */
export class TooLong extends Error {}

/**
 * Loads the GGUF file. Each lane is a context of its own with one thread: on a shared machine two lanes of one thread
 * are faster than one lane of two, whose threads wait for each other at every layer. Contexts never shift: a prompt
 * that does not fit throws TooLong.
 */
export async function loadSmallModel({ gguf, llama: engine }, { contextSize, lanes }) {
  const llama = await engine.getLlama({ build: 'never', gpu: false, logLevel: 'error', maxThreads: lanes });
  const model = await llama.loadModel({ modelPath: gguf });
  const free = [];
  /** Calls that no lane is free for: `{prompt, passed, start}`. */
  const waiting = [];
  for (let lane = 0; lane < lanes; lane++) {
    const context = await model.createContext({ contextSize, threads: 1 });
    free.push({ sequence: context.getSequence(), used: 0 });
  }
  const size = Math.min(contextSize, free[0].sequence.contextSize);
  let clock = 0;

  const promptTokens = (messages) => {
    const chat = messages[0]?.role === 'system' ? messages : [{ role: 'system', content: greeting }, ...messages];
    return [
      ...chat.flatMap(({ role, content }) => [
        ...model.tokenize(`<|im_start|>${role}\n`, true),
        ...model.tokenize(content),
        ...model.tokenize('<|im_end|>\n', true),
      ]),
      ...model.tokenize('<|im_start|>assistant\n', true),
    ];
  };

  /** How much of the prompt the lane has read. */
  const read = ({ sequence }, prompt) => sequence.compareContextTokens(prompt).firstDifferentIndex;

  /** Of the free lanes, the one that has read most of the prompt; among equals the one unused the longest. */
  async function takeLane(prompt) {
    if (free.length === 0) return new Promise((start) => waiting.push({ prompt, passed: 0, start }));
    const [lane] = free.sort((a, b) => read(b, prompt) - read(a, prompt) || a.used - b.used);
    free.shift();
    return lane;
  }

  /** Of the waiting calls, the one that the lane has read most of goes first, but none is passed by for ever. */
  function giveBack(lane) {
    lane.used = ++clock;
    const kept = (call) => (call.passed > mostPassed ? Number.POSITIVE_INFINITY : read(lane, call.prompt));
    const next = waiting.reduce((best, call) => (best && kept(best) >= kept(call) ? best : call), undefined);
    if (!next) return void free.push(lane);
    for (const call of waiting.splice(0)) if (call !== next) waiting.push({ ...call, passed: call.passed + 1 });
    next.start(lane);
  }

  /**
   * One answer: `{text, finish: 'stop' | 'length', tokens: {input, kept, output}, seconds: {prompt, total}}`. `kept`
   * counts the prompt's tokens that an earlier call had read; seconds are without waiting for a lane.
   */
  async function complete({ messages, maxTokens, temperature, seed, json }, signal) {
    const prompt = promptTokens(messages);
    if (prompt.length + maxTokens > size)
      throw new TooLong(
        `This model's maximum context length is ${size} tokens. However, you requested ${prompt.length + maxTokens} tokens (${prompt.length} in the messages, ${maxTokens} in the completion).`,
      );
    const lane = await takeLane(prompt);
    try {
      signal.throwIfAborted();
      return await answer(lane.sequence, prompt);
    } finally {
      giveBack(lane);
    }

    async function answer(sequence, prompt) {
      const started = performance.now();
      // The last token is always read anew: the first token of the answer is drawn from what it gives.
      await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
      const kept = sequence.nextTokenIndex;
      const grammar = json ? await llama.getGrammarFor('json') : undefined;
      const options = {
        temperature,
        seed,
        ...(grammar && { grammarEvaluationState: new engine.LlamaGrammarEvaluationState({ model, grammar }) }),
      };
      const output = [];
      let first = started;
      for await (const token of sequence.evaluate(prompt.slice(kept), options)) {
        if (output.length === 0) first = performance.now();
        output.push(token);
        signal.throwIfAborted();
        if (output.length >= maxTokens) break;
      }
      return {
        text: model.detokenize(output),
        finish: output.length >= maxTokens ? 'length' : 'stop',
        tokens: { input: prompt.length, kept, output: output.length },
        seconds: { prompt: (first - started) / 1000, total: (performance.now() - started) / 1000 },
      };
    }
  }

  return { contextSize: size, complete };
}
