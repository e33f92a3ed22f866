// Everything that the bench measures on: data, a repository, the peer. What is there already is used again.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateFile } from './generate.mjs';

const bench = import.meta.dirname;
const data = join(bench, 'data');

/** A folder in the default layout: training records, an eval set of 1,000 of which 5 % leak, a manifest. */
function dataset(name, records, cli) {
  const folder = join(data, name);
  const production = join(folder, 'data', 'production');
  if (existsSync(join(production, 'manifest.json'))) return folder;
  mkdirSync(production, { recursive: true });
  generateFile(records, join(production, 'ba_train.jsonl'));
  generateFile(1000, join(production, 'ba_eval.jsonl'), { seed: 7, leak: 5, leakOf: records });
  for (const truth of ['ba_train', 'ba_eval']) rmSync(join(production, `${truth}.truth.json`));
  initialise(folder);
  execFileSync(process.execPath, [cli, 'manifest', 'update', '--curator', 'bench'], { cwd: folder });
  return folder;
}

/** A repository of its own: else the command line would work on the one around it. */
function initialise(folder) {
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
}

/** The same with everything committed, and then 10 records changed. */
function repository(records, cli) {
  const folder = join(data, 'repository');
  if (existsSync(folder)) return folder;
  const source = dataset('records', records, cli);
  const production = join(folder, 'data', 'production');
  mkdirSync(production, { recursive: true });
  for (const file of ['ba_train.jsonl', 'ba_eval.jsonl', 'manifest.json']) {
    copyFileSync(join(source, 'data', 'production', file), join(production, file));
  }
  const own = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org'];
  const git = (...args) => execFileSync('git', [...own, ...args], { cwd: folder });
  initialise(folder);
  git('add', '.');
  git('commit', '--quiet', '--message', 'Base');
  const file = join(production, 'ba_train.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let i = 0; i < 10; i++) {
    const line = Math.floor(((i + 0.5) * records) / 10);
    lines[line] = lines[line].replace('"concept":"A ', `"concept":"Another ${i} `);
  }
  writeFileSync(file, lines.join('\n'));
  return folder;
}

/** A file without damage: the peer stops at the first record that is invalid. */
function soundFile(records) {
  const file = join(data, 'sound.jsonl');
  if (!existsSync(file)) generateFile(records, file, { invalid: 0 });
  return file;
}

/** Near duplicates of every degree, many of them close to the threshold. */
function nearFolder() {
  const folder = join(data, 'near');
  const file = join(folder, 'data', 'production', 'ba_train.jsonl');
  if (!existsSync(file)) {
    mkdirSync(join(folder, 'data', 'production'), { recursive: true });
    initialise(folder);
    generateFile(5000, file, { seed: 3, exact: 0, near: 20, words: 16, invalid: 0 });
  }
  return { folder, file };
}

/** The peer's program itself, without its Node wrapper, and our schema in one file, which is how it wants it. */
function peer() {
  const folder = join(bench, 'peers');
  const platform = `jsonschema-${process.platform}-${process.arch === 'x64' ? 'x86_64' : process.arch}`;
  const command = join(folder, 'node_modules/@sourcemeta/jsonschema/build/github-releases', platform);
  if (!existsSync(command)) execFileSync('npm', ['ci', '--silent', '--prefix', folder], { stdio: 'inherit' });
  const read = (name) => JSON.parse(readFileSync(join(bench, `../src/dataset/schemas/${name}.schema.json`), 'utf8'));
  const { $schema, $id, ...metadata } = read('metadata');
  const schema = read('ba');
  schema.properties.metadata = { $ref: '#/$defs/metadata' };
  schema.$defs.metadata = metadata;
  const schemaFile = join(data, 'ba.schema.json');
  writeFileSync(schemaFile, JSON.stringify(schema));
  return [command, 'validate', '--fast', schemaFile];
}

/** Prepares everything for sets of `records`, the large one has ten times as many; `cli` is the program to measure. */
export function prepare(records, cli) {
  mkdirSync(data, { recursive: true });
  return {
    peer: peer(),
    sound: soundFile(records),
    records: dataset('records', records, cli),
    million: dataset('million', 10 * records, cli),
    repository: repository(records, cli),
    near: nearFolder(),
    cache: join(data, 'cache'),
  };
}
