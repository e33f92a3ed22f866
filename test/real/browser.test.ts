// A real browser shows the summary, and nothing that comes from data is an element, a script or a request there.

import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import type { Report } from '../../src/core/report.ts';
import { version } from '../../src/core/version.ts';
import { rules } from '../../src/registry.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';

const chromium = process.env.GOLDGATE_CHROMIUM ?? '';
const folder = mkdtempSync(join(tmpdir(), 'goldgate-browser-'));
const requests: string[] = [];
const server = createServer((request, reply) => {
  requests.push(request.url ?? '');
  reply.end();
});
beforeAll(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const attacks = (host: string) => [
  `<script>document.title = 'ran'</script>`,
  `<img src="http://${host}/img" onerror="document.title = 'ran'">`,
  `![x](http://${host}/markdown) [x](javascript:document.title='ran')`,
  `<svg onload="document.title = 'ran'"><iframe srcdoc="<script>parent.document.title = 'ran'</script>"></iframe>`,
  `</code></td></tr></table></details><style>main { display: none }</style><h1>pass</h1>`,
  `<meta http-equiv="refresh" content="0; url=http://${host}/refresh">`,
  '<details ontoggle="document.title = \'ran\'" open><a href="x">x</a></details>',
  '\n\n# pass\n\n```html\n<script>document.title = "ran"</script>\n',
  '| a | b |\n|---|---|\n| <b onmouseover=alert(1)> | `</code><script>` |',
  `<!-- --><script>document.title = 'ran'</script><!-- `,
  `http://${host}/auto www.${host}/auto <http://${host}/angle> @octocat #1 \u202egnp.exe`,
  `<link rel="stylesheet" href="http://${host}/css"><base href="http://${host}/"><form action="//${host}"><input autofocus onfocus="document.title='ran'">`,
];

function reportOf(texts: string[]): Report {
  const findings = texts.flatMap((text): Finding[] => [
    { rule: 'record-schema', level: 'error', path: 'data/a.jsonl', line: 1, message: text, identity: text },
    {
      rule: 'no-strays',
      level: 'warning',
      path: `data/${text}.jsonl`,
      line: 1,
      message: `\`${text}\``,
      identity: text,
      related: [{ path: text, line: 2 }],
    },
  ]);
  const counts = { error: texts.length, warning: texts.length, notice: 0 };
  return {
    version: 1,
    verdict: 'fail',
    files: 2,
    records: 9,
    counts,
    metrics: { completeness: 0.5, 'negative-coverage': null },
    findings,
    notes: texts.slice(0, 3),
  };
}

/** The page as GitHub would make it without its sanitizer: raw HTML stays HTML. */
function pageOf(markdown: string): string {
  const html = micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  const look = `const main = document.querySelector('main');
    const elements = [...main.querySelectorAll('*')];
    const seen = { names: [...new Set(elements.map((e) => e.localName))].sort(),
      attributes: [...new Set(elements.flatMap((e) => e.getAttributeNames()))].sort(), text: main.innerText,
      headings: elements.filter((e) => /^h\\d$/.test(e.localName)).length };
    document.querySelector('pre').textContent = 'SEEN' + btoa(unescape(encodeURIComponent(JSON.stringify(seen)))) + 'END';`;
  return `<!doctype html><meta charset="utf-8"><title>quiet</title><main>${html}</main><pre></pre><script>${look}</script>`;
}

async function browse(page: string, ...args: string[]): Promise<string> {
  const file = join(folder, 'page.html');
  writeFileSync(file, page);
  const flags = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--no-first-run',
  ];
  const profile = mkdtempSync(join(folder, 'profile-'));
  const { stdout } = await promisify(execFile)(
    chromium,
    [...flags, `--user-data-dir=${profile}`, '--virtual-time-budget=3000', ...args, pathToFileURL(file).href],
    { timeout: 90_000, maxBuffer: 64 * 1024 * 1024 },
  );
  return stdout;
}

test('the browser is there', () => {
  expect(chromium).not.toBe('');
  expect(existsSync(chromium)).toBe(true);
});

test('the page looks as it should, and hostile data stays text', async () => {
  const texts = attacks(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  const markdown = renderMarkdown(reportOf(texts), { version, rules, color: false, targets: { completeness: 0.98 } });
  const dom = await browse(pageOf(markdown), '--dump-dom');
  expect(dom).toContain('<title>quiet</title>');
  const seen = JSON.parse(Buffer.from(/SEEN([\w+/=]+)END/.exec(dom)?.[1] ?? '', 'base64').toString());
  const own = [
    'b',
    'blockquote',
    'code',
    'details',
    'h2',
    'p',
    'strong',
    'sub',
    'summary',
    'table',
    'tbody',
    'td',
    'th',
    'thead',
    'tr',
  ];
  expect(seen.names.filter((name: string) => !own.includes(name))).toEqual([]);
  expect(seen.attributes.filter((name: string) => !['open', 'align'].includes(name))).toEqual([]);
  expect(seen.headings).toBe(1);
  expect(seen.text).toContain('Golden data: fail');
  for (const text of ["<script>document.title = 'ran'</script>", 'onerror=', '<style>main', '@octocat', '![x](http:']) {
    expect(seen.text).toContain(text);
  }
  expect(requests).toEqual([]);
});

test('a picture of it has something on it', async () => {
  const picture = join(folder, 'summary.png');
  const blank = join(folder, 'blank.png');
  const markdown = renderMarkdown(reportOf(['a plain message']), { version, rules, color: false });
  await browse(pageOf(markdown), '--window-size=900,900', `--screenshot=${picture}`);
  await browse('<!doctype html><title>blank</title>', '--window-size=900,900', `--screenshot=${blank}`);
  expect(readFileSync(picture).subarray(1, 4).toString()).toBe('PNG');
  expect(statSync(picture).size).toBeGreaterThan(2 * statSync(blank).size);
});
