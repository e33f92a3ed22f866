// SmolLM2 behind one function: chat messages in, one answer out; what a prompt shares with the one before is not read again.

// The system message the model was trained with where a chat has none.
const greeting = 'You are a helpful AI assistant named SmolLM, trained by Hugging Face';

/** How often a waiting call lets others go first. */
const mostPassed = 8;

/** A prompt that leaves no room for the answer asked for. */
export class TooLong extends Error {}

/**
 * Loads the GGUF file. So many calls run at once as there are lanes, with one thread each: on a shared machine two
 * threads on two calls are faster than two on one, which wait for each other at every layer. Each slot is a context
 * that remembers the last prompt it read (23 KB a token), so that the examples of one program read its head once.
 * Contexts never shift: a prompt that does not fit throws TooLong.
 */
export async function loadSmallModel({ gguf, llama: engine }, { contextSize, lanes, slots }) {
  const llama = await engine.getLlama({ build: 'never', gpu: false, logLevel: 'error', maxThreads: lanes });
  const model = await llama.loadModel({ modelPath: gguf });
  const free = [];
  for (let slot = 0; slot < slots; slot++) {
    const context = await model.createContext({ contextSize, threads: 1 });
    free.push({ sequence: context.getSequence(), used: 0 });
  }
  const size = Math.min(contextSize, free[0].sequence.contextSize);
  /** Calls whose turn has not come: `{prompt, passed, start}`. */
  let waiting = [];
  let running = 0;
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

  const takeSlot = (prompt) =>
    new Promise((start) => {
      waiting.push({ prompt, passed: 0, start });
      startNext();
    });

  function giveBack(slot) {
    running -= 1;
    slot.used = ++clock;
    free.push(slot);
    startNext();
  }

  /** The call that a free slot has read most of goes first, in the slot unused the longest among equals. */
  function startNext() {
    if (running === lanes || waiting.length === 0) return;
    const gain = ({ prompt, passed }, { sequence }) =>
      sequence.compareContextTokens(prompt).firstDifferentIndex + (passed > mostPassed ? size : 0);
    const pairs = waiting.flatMap((call) => free.map((slot) => ({ call, slot, gain: gain(call, slot) })));
    const [{ call, slot }] = pairs.sort((a, b) => b.gain - a.gain || a.slot.used - b.slot.used);
    running += 1;
    free.splice(free.indexOf(slot), 1);
    waiting = waiting.filter((other) => other !== call);
    for (const other of waiting) other.passed += 1;
    call.start(slot);
  }

  /**
   * One answer: `{text, finish: 'stop' | 'length', tokens: {input, kept, output}, seconds: {prompt, total}}`. `kept`
   * counts the prompt's tokens that an earlier call had read; seconds are without waiting for a turn.
   */
  async function complete({ messages, maxTokens, temperature, seed, json }, signal) {
    const prompt = promptTokens(messages);
    if (prompt.length + maxTokens > size)
      throw new TooLong(
        `This model's maximum context length is ${size} tokens. However, you requested ${prompt.length + maxTokens} tokens (${prompt.length} in the messages, ${maxTokens} in the completion).`,
      );
    const slot = await takeSlot(prompt);
    try {
      signal.throwIfAborted();
      return await answer(slot.sequence, prompt);
    } finally {
      giveBack(slot);
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
