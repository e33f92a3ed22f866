// The playground in a real browser: the guided tour from its first click to the merge, and what a person sees on the way.

import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Playground, startPlayground } from '../playground/playground.ts';
import { part } from './bundle.ts';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];
let browser: Browser;
let playground: Playground;
let page: Page;
const complaints: string[] = [];
const strange: string[] = [];

beforeAll(async () => {
  const { chromium } = await import(pathToFileURL(part('playwright-core/index.mjs')).href);
  const executablePath = process.env.GOLDGATE_CHROMIUM ?? '';
  browser = await chromium.launch({ executablePath, args: [...quiet, '--disable-sync', '--no-first-run'] });
  playground = await startPlayground();
});
afterAll(async () => {
  await browser?.close();
  await playground?.close();
});
beforeEach(async () => {
  await page?.close();
  complaints.length = 0;
  page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('request', (request) => {
    if (!request.url().startsWith(playground.url)) strange.push(request.url());
  });
  await page.goto(playground.url);
});
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

test('the tour leads from a red check to a merge', async () => {
  const gate = page.locator('.check');
  const next = async (name: string) => button(`Next: ${name}`).click({ timeout: 90_000 });
  const reads = (text: RegExp) => gate.filter({ hasText: text }).waitFor({ timeout: 30_000 });

  await next('open a pull request as Ana');
  await reads(/double-review fails.*0 of 2/);
  await next('approve as Bob');
  await reads(/1 of 2/);
  await next('approve as Carol');
  await reads(/double-review passes/);
  expect(await button('Merge pull request').isEnabled()).toBe(true);
  await next('push another file as Ana');
  await next('push another record as Ana');
  await reads(/double-review fails/);
  expect(await button('Merge pull request').isDisabled()).toBe(true);
  await next('push a revert as Ana');
  await reads(/double-review passes/);
  await next('ask for a tuning as Dana');
  const report = page.locator('.sticky-comment');
  await report.waitFor({ timeout: 120_000 });
  expect(await report.locator('h1').first().innerText()).toMatch(/Go: ba$/);
  expect(await report.locator('table').count()).toBeGreaterThan(1);
  expect(await report.locator('figure.chart svg').count()).toBeGreaterThan(0);
  expect(await report.locator('details').count()).toBeGreaterThan(0);
  await next('merge as Dana');
  await page.getByText('That is all of it.').waitFor();
  expect(await page.locator('.title .state').innerText()).toBe('merged');
  expect([complaints, strange]).toEqual([[], []]);
});

test('it can be used with a keyboard, and every control has a name', async () => {
  await page.getByRole('radio', { name: /Ana/ }).waitFor();
  const order: string[] = [];
  for (let presses = 0; presses < 6; presses++) {
    await page.keyboard.press('Tab');
    order.push(
      await page.evaluate(
        () => (document.activeElement as HTMLElement).innerText || document.activeElement?.getAttribute('value') || '',
      ),
    );
  }
  expect(order.slice(0, 3)).toEqual([
    'Skip to the pull request',
    expect.stringMatching(/^Next: /),
    expect.stringMatching(/^ana$/),
  ]);
  await page.getByRole('radio', { name: /Ana/ }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('bob');
  await button('Change the eval set').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: /#\d/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Change the eval set');
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, textarea, summary, nav, aside, [role]')].flatMap((node) => {
      const labels = [...((node as HTMLInputElement).labels ?? [])].map(({ textContent }) => textContent);
      const name = node.getAttribute('aria-label') ?? [...labels, node.textContent].join('').trim();
      return name === '' && node.id !== 'told' ? [node.outerHTML.slice(0, 120)] : [];
    }),
  );
  expect(nameless).toEqual([]);
  const headings = await page.evaluate(() => document.querySelectorAll('h1:not(.markdown *)').length);
  expect([headings, await page.getAttribute('html', 'lang')]).toEqual([1, 'en']);
  expect(complaints).toEqual([]);
});

test('it stands in the dark, and on a narrow screen', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(Math.max(...(paper.match(/\d+/g) ?? []).slice(0, 3).map(Number))).toBeLessThan(60);
  for (const width of [1400, 900, 390]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('what somebody writes becomes text, and only GitHub’s own elements', async () => {
  await button('Change the README alone').click();
  const attack = [
    '<img src="http://192.0.2.1/x" onerror="document.title=1"><svg onload="document.title=1"></svg>',
    '<a href="javascript:document.title=1" onclick="document.title=1">here</a> <form action="//192.0.2.1"><input autofocus></form>',
    '<details open ontoggle="document.title=1"><summary>more</summary>\n\n**bold** ~~gone~~\n\n</details>',
    '<style>main { display: none }</style><meta http-equiv="refresh" content="0; url=http://192.0.2.1">',
    '- [x] done\n\n| a | b |\n|--:|---|\n| 1 | `2` |',
    '```mermaid\npie title Unknown\n```',
  ].join('\n\n');
  await page.getByLabel('Write a comment').fill(attack);
  await button('Comment').click();
  const comment = page.locator('article', { hasText: 'bold' });
  await comment.waitFor();
  const seen = await comment.evaluate((node) => {
    const all = [...node.querySelectorAll('.markdown *')];
    return {
      names: [...new Set(all.map(({ localName }) => localName))].sort(),
      attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))].sort(),
    };
  });
  const kept = 'a code del details figcaption figure input li p pre strong summary table tbody td th thead tr ul';
  expect(seen.names).toEqual(kept.split(' '));
  const harmless = ['align', 'aria-label', 'class', 'data-key', 'disabled', 'open', 'title', 'type'];
  expect(seen.attributes.filter((name) => !harmless.includes(name))).toEqual([]);
  expect(await comment.locator('figcaption').innerText()).toBe('Mermaid diagram');
  expect(await page.title()).toBe('Goldgate playground');
  // All that the browser has to say is that the page's policy would not have run it, either.
  expect(complaints.filter((text) => !text.startsWith('Executing inline event handler violates'))).toEqual([]);
  expect(strange).toEqual([]);
});
