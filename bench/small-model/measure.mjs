// How long a call takes on the small model: `node bench/small-model/measure.mjs [URL]` against a running serve.mjs, with
// prompts shaped as tuning's are: a head of five long examples that all calls share, and one short input of their own.
import { readFileSync } from 'node:fs';

const url = process.argv[2] ?? 'http://127.0.0.1:8135/v1';
const concurrency = 2;
const maxTokens = 400;
const path = new URL('../../data/production/ba_train.jsonl', import.meta.url);
const records = readFileSync(path, 'utf8').trim().split('\n').map(JSON.parse);

const user = ({ concept }) => ({ role: 'user', content: `[[ ## concept ## ]]\n${concept}` });
const assistant = ({ requirements }) => ({
  role: 'assistant',
  content: Object.entries(requirements)
    .map(([name, value]) => `[[ ## ${name} ## ]]\n${typeof value === 'string' ? value : listOf(value)}`)
    .join('\n\n'),
});
const listOf = (items) =>
  items
    .map(({ id, description, priority }) => `- id: ${id}\n  description: ${description}\n  priority: ${priority}`)
    .join('\n');

const head = records.slice(0, 5).flatMap((record) => [user(record), assistant(record)]);

async function ask(record) {
  const started = performance.now();
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [...head, user(record)], max_tokens: maxTokens, temperature: 0, seed: 0 }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error.message);
  return {
    seconds: (performance.now() - started) / 1000,
    usage: answer.usage,
    text: answer.choices[0].message.content,
  };
}

async function round(name) {
  const started = performance.now();
  const queue = records.slice(5, 13).entries();
  const answers = [];
  const lane = async () => {
    for (const [index, record] of queue) answers[index] = await ask(record);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - started) / 1000;
  const written = answers.reduce((sum, { usage }) => sum + usage.completion_tokens, 0);
  console.log(
    `${name}: ${answers.length} calls in ${seconds.toFixed(1)} s, ${(seconds / answers.length).toFixed(1)} s a call, slowest ${Math.max(
      ...answers.map((answer) => answer.seconds),
    ).toFixed(
      1,
    )} s; ${answers[0].usage.prompt_tokens} tokens in, ${written / answers.length} out, ${(written / seconds).toFixed(0)} tokens/s`,
  );
  return answers.map(({ text }) => text);
}

const first = await round('The head is new ');
const second = await round('The head is kept');
const same = first.filter((text, index) => text === second[index]).length;
console.log(`${same} of ${first.length} answers are the same the second time`);
