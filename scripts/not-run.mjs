// The last lines of `npm test`: what it did not run, so that nobody takes it for everything.
import { readdirSync } from 'node:fs';

const parts = {
  browser: 'Chromium',
  nodes: 'Node 20 and 22',
  'no-network': 'no network at all',
  'second-opinion': 'a second schema validator',
  optuna: 'Optuna',
  'small-model': 'a small language model',
  kill: 'fifty kills',
  'disk-full': 'a full disk',
  'second-github': 'an independent GitHub',
  playground: 'the playground in a browser',
  openapi: 'GitHub’s whole description of its API',
};
const tests = readdirSync('test/real').flatMap((name) => /^(.*)\.test\.ts$/.exec(name)?.[1] ?? []);
const outside = new Set(tests.map((name) => parts[name] ?? (name.startsWith('dspy-') ? 'DSPy' : name)));
console.log(`Not run here: test/real (${[...outside].join(', ')}); \`npm run test:real\` installs and runs it.`);
console.log('Nor the comparison with other optimizers (bench/optimizer).');
