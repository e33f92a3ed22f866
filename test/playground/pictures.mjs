// docs/playground.png and docs/sticky-comment.png: the guided tour in a real browser, up to the report of the tuning.
// Needs what `npm run test:real` installs, and Node 24: `npx node test/playground/pictures.mjs`.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { part } from '../real/bundle.ts';
import { startPlayground } from './playground.ts';

const { chromium } = await import(pathToFileURL(part('playwright-core/index.mjs')).href);
const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.GOLDGATE_CHROMIUM ?? found ?? '', args });
const playground = await startPlayground();
const open = async (size) => {
  const page = await browser.newPage({ colorScheme: 'light', ...size });
  await page.goto(playground.url);
  return page;
};

const page = await open({ viewport: { width: 1400, height: 980 } });
const steps = [
  'open a',
  'approve as Bob',
  'approve as Carol',
  'push another file',
  'push another record',
  'push a revert',
];
for (const step of [...steps, 'ask for a tuning']) {
  await page.getByRole('button', { name: `Next: ${step}` }).click({ timeout: 60_000 });
}
await page.locator('.sticky-comment').waitFor({ timeout: 120_000 });
await page.getByRole('button', { name: 'Next: merge' }).waitFor();
await page.evaluate(() => scrollTo(0, 0));
await page.locator('#told').evaluate((told) => told.replaceChildren());
await page.screenshot({ path: 'docs/playground.png' });

// The comment alone, as wide as the picture, down to the end of its first plot.
const close = await open({ viewport: { width: 1400, height: 3000 }, deviceScaleFactor: 2 });
const comment = close.locator('.sticky-comment');
await comment.waitFor();
const box = await comment.boundingBox();
const plot = await comment.locator('figure').first().boundingBox();
const clip = { x: box.x, y: box.y, width: box.width, height: plot.y + plot.height + 12 - box.y };
await close.screenshot({ path: 'docs/sticky-comment.png', clip });

await browser.close();
await playground.close();
