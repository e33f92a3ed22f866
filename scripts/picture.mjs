// docs/summary.png, the README's picture: a pull request that does damage to our own data, as the job summary shows it.
// Needs a Chromium on the PATH: `node scripts/picture.mjs`.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'goldgate-picture-'));
const git = (...args) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@data.example', ...args], { cwd: folder });
const change = (path, edit) => writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')));
const data = (name) => `data/production/${name}.jsonl`;

cpSync('data', join(folder, 'data'), { recursive: true });
mkdirSync(join(folder, '.github'));
cpSync('.github/goldgate.yml', join(folder, '.github/goldgate.yml'));
git('init', '--quiet', '--initial-branch=main');
git('add', '--all');
git('commit', '--quiet', '--message', 'base');

const heldOut = readFileSync(join(folder, data('ba_eval')), 'utf8').split('\n');
const paraphrase = heldOut[4].replaceAll(' and ', ' as well as ').replace('"concept":"', '"concept":"New: ');
change(data('ba_train'), (text) => `${text}${heldOut[1]}\n${paraphrase}\n`);
change('data/testcases/S003.md', (text) => text.replace(/## Unhappy Path.*/s, ''));
change('.github/goldgate.yml', (text) => text.replace('rules:\n', 'rules:\n  negative-coverage: warning\n'));
execFileSync(process.execPath, [resolve('dist/cli.js'), 'manifest', 'update', '--curator', 'ada'], { cwd: folder });

const { stdout: markdown, stderr } = spawnSync(
  process.execPath,
  [resolve('dist/cli.js'), 'check', '--base', 'HEAD', '--format', 'markdown'],
  { cwd: folder, encoding: 'utf8' },
);
if (markdown === '') throw new Error(stderr);

const cells = (line) =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
const row = (line, tag) =>
  `<tr>${cells(line)
    .map((cell) => `<${tag}>${cell}</${tag}>`)
    .join('')}</tr>`;
const table = ([head, , ...rows]) => `<table>${row(head, 'th')}${rows.map((line) => row(line, 'td')).join('')}</table>`;
const html = markdown
  .split('\n\n')
  .map((block) => {
    if (block.startsWith('|')) return table(block.trim().split('\n'));
    if (block.startsWith('## ')) return `<h2>${block.slice(3)}</h2>`;
    if (block.startsWith('>')) return `<blockquote>${block.replace(/^> ?/gm, '')}</blockquote>`;
    return block.startsWith('<') ? block : `<p>${block}</p>`;
  })
  .join('\n')
  .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
  .replace(/`([^`]+)`/g, '<code>$1</code>');
const style = `
  body { margin: 0; padding: 22px 32px 12px; width: 1016px; background: #fff; color: #1f2328;
    font: 16px/1.5 "Noto Sans", "DejaVu Sans", "Noto Color Emoji", sans-serif; font-size: 14px }
  h2 { margin: 0 0 16px; padding-bottom: 8px; border-bottom: 1px solid #d1d9e0; font-size: 22px; font-weight: 600 }
  table { border-collapse: collapse; margin: 0 0 14px; line-height: 1.45 }
  th, td { border: 1px solid #d1d9e0; padding: 6px 12px; text-align: left; vertical-align: top }
  th { background: #f6f8fa; font-weight: 600 }
  code { font: 12px/1.45 "DejaVu Sans Mono", monospace; background: #818b981f; border-radius: 6px; padding: 2px 5px; white-space: nowrap }
  summary { margin-bottom: 8px; cursor: pointer }
  details { margin-bottom: 14px } details p { margin: 0 0 10px 16px; color: #59636e } details table { margin-left: 16px }
  p { margin: 0 0 14px } sub { color: #59636e; vertical-align: baseline; font-size: 12px }
  blockquote { margin: 0 0 14px; padding: 2px 14px; border-left: 4px solid #d1d9e0; color: #59636e }`;
const page = join(folder, 'summary.html');
writeFileSync(page, `<!doctype html><meta charset="utf-8"><style>${style}</style><body>${html}</body>`);
const height = process.argv[2] ?? '900';
const shot = [
  '--headless',
  '--no-sandbox',
  '--hide-scrollbars',
  '--force-device-scale-factor=1.5',
  `--window-size=1080,${height}`,
];
execFileSync('chromium', [...shot, `--screenshot=${resolve('docs/summary.png')}`, pathToFileURL(page).href], {
  stdio: 'ignore',
});
rmSync(folder, { recursive: true });
