// A tuning to watch: the scripted model on loopback answers, our own data is tuned on, and the report opens nowhere else.
import { spawn } from 'node:child_process';
import { startScriptedModel } from '../bench/scripted-model/server.ts';

const data = ['train', 'eval'].map((split) => `data/production/ba_${split}.jsonl`);
const model = await startScriptedModel({ surface: 'easy', seed: 0, latencyMs: 400, data });
const flags = ['--candidates', '8', '--trials', '8', '--seed', '0', '--no-cache'];
const child = spawn(process.execPath, ['dist/cli.js', 'tune', 'ba', '--model', 'scripted', ...flags], {
  stdio: 'inherit',
  env: { ...process.env, OPENAI_BASE_URL: model.url, OPENAI_API_KEY: '' },
});
const code = await new Promise((done) => child.once('close', done));
await model.close();
// A No-Go is a result, too.
process.exitCode = code === 1 ? 0 : (code ?? 1);
