import { expect, test } from 'vitest';
import type { Call, Model, Reply } from './model.ts';
import { ModelError } from './model.ts';
import { runProgram } from './predict.ts';
import type { Field, Module, Predictor, Program } from './program.ts';

const field = (name: string): Field => ({ name, type: 'str', description: '' });
const predictor = (path: string, inputs: string[], outputs: string[], module: Module = 'Predict'): Predictor => ({
  ...{ path, module, demos: [] },
  signature: { instructions: `Run ${path}.`, inputs: inputs.map(field), outputs: outputs.map(field) },
});
const program = (...predictors: Predictor[]): Program => ({ role: 'x', predictors });

/** Answers in turn; remembers what it was asked. */
function scripted(...answers: (string | Partial<Reply> | Error)[]) {
  const calls: Call[] = [];
  const model: Model = {
    name: 'scripted',
    async complete(call) {
      const answer = answers[calls.length];
      calls.push(call);
      if (answer === undefined) throw new Error('asked once too often');
      if (answer instanceof Error) throw answer;
      const reply = typeof answer === 'string' ? { text: answer } : answer;
      return { text: '', tokens: { input: 10, output: 1 }, usd: 0.5, seconds: 2, cached: false, ...reply };
    },
  };
  return { model, calls };
}

const running = (model: Model) => ({
  ...{ model, limits: { seconds: 60, maxTokens: 100 }, sample: 's' },
  signal: new AbortController().signal,
});
const said = (values: Record<string, string>) =>
  Object.entries(values)
    .map(([name, text]) => `[[ ## ${name} ## ]]\n${text}`)
    .join('\n\n');
const pair = predictor('generate', ['q'], ['a', 'b']);

test('one call, cold, within the limits', async () => {
  const { model, calls } = scripted(said({ a: '1', b: '2', c: '3' }));
  const prediction = await runProgram(program(pair), { q: 'Q', unknown: 'x' }, running(model));
  expect(prediction).toEqual({
    ...{ outputs: { a: '1', b: '2' }, missing: [], cached: false },
    steps: [{ path: 'generate', inputs: { q: 'Q' }, outputs: { a: '1', b: '2' } }],
    usage: { tokens: { input: 10, output: 1 }, usd: 0.5, seconds: 2 },
  });
  expect(calls).toMatchObject([{ temperature: 0, maxTokens: 100, timeoutSeconds: 60, sample: 's' }]);
  expect(calls[0]).not.toHaveProperty('json');
});

test('a second try in JSON mode adds what the first lacked', async () => {
  const { model, calls } = scripted(said({ a: 'first' }), {
    text: '{"a": "second", "b": ["x"]}',
    seconds: 7,
    cached: true,
  });
  const prediction = await runProgram(program(pair), { q: 'Q' }, running(model));
  expect(prediction).toMatchObject({ outputs: { a: 'first', b: '- x' }, missing: [], cached: false });
  expect(prediction.usage).toEqual({ tokens: { input: 20, output: 2 }, usd: 1, seconds: 7 });
  expect(calls[1]).toMatchObject({ json: true, sample: 's' });
  expect(calls[1]?.messages[0]?.content).toContain('Outputs will be a JSON object');
});

test('there is no third try: what is still absent is missing', async () => {
  const { model } = scripted('nothing', 'nothing');
  const prediction = await runProgram(program(pair), { q: 'Q' }, running(model));
  expect(prediction).toMatchObject({ outputs: {}, missing: ['a', 'b'] });
});

test('reasoning is kept in the step, and its absence costs no second call', async () => {
  const thinking = predictor('predict', ['q'], ['a'], 'ChainOfThought');
  const with_ = await runProgram(
    program(thinking),
    { q: 'Q' },
    running(scripted(said({ reasoning: 'r', a: '1' })).model),
  );
  expect(with_).toMatchObject({ outputs: { a: '1' }, missing: [], steps: [{ outputs: { reasoning: 'r', a: '1' } }] });
  expect(with_.outputs).not.toHaveProperty('reasoning');
  const without = await runProgram(program(thinking), { q: 'Q' }, running(scripted('just this').model));
  expect(without).toMatchObject({ outputs: { a: 'just this' }, missing: [] });
});

test('a later predictor takes what an earlier one gave', async () => {
  const { model, calls } = scripted(
    { text: said({ a: '1' }), cached: true },
    { text: said({ b: '2' }), cached: true, seconds: 1 },
  );
  const two = program(predictor('one', ['q'], ['a']), predictor('two.predict', ['a', 'q'], ['b'], 'ChainOfThought'));
  const prediction = await runProgram(two, { q: 'Q' }, running(model));
  expect(prediction).toMatchObject({ outputs: { a: '1', b: '2' }, missing: [], cached: true, usage: { seconds: 2 } });
  expect(prediction.steps[1]).toEqual({ path: 'two.predict', inputs: { a: '1', q: 'Q' }, outputs: { b: '2' } });
  expect(calls[1]?.messages.at(-1)?.content).toContain('[[ ## a ## ]]\n1\n\n[[ ## q ## ]]\nQ\n\n');
});

test('a predictor whose input never came is not asked', async () => {
  const { model, calls } = scripted(said({ b: 'x' }), '{}', said({ d: '4' }));
  const three = program(
    predictor('one', ['q'], ['a', 'b']),
    predictor('two', ['a'], ['c']),
    predictor('three', ['b'], ['d']),
  );
  const prediction = await runProgram(three, { q: 'Q' }, running(model));
  expect(prediction).toMatchObject({ outputs: { b: 'x', d: '4' }, missing: ['a', 'c'] });
  expect(prediction.steps.map(({ path }) => path)).toEqual(['one', 'three']);
  expect(calls).toHaveLength(3);
});

test('a call that fails is thrown on', async () => {
  const { model } = scripted(new ModelError('time-out', 'no answer within 60 s'));
  await expect(runProgram(program(pair), { q: 'Q' }, running(model))).rejects.toThrow('no answer within 60 s');
});
