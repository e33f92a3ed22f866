import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRun } from '../pilots/comparison.ts';
import { sampleRun } from '../pilots/sample.ts';
import { renderDocumentHtml } from './document-html.ts';
import { documentOf, hostile, unseen } from './document-sample.ts';

const report = compareRun(sampleRun);

test('the page: every tag and attribute is ours, whatever the data says', () => {
  const tags = (page: string) => page.match(/<[^>]*>/g);
  const calm = tags(renderDocumentHtml(documentOf('calm')));
  fc.assert(
    fc.property(hostile, (text) => {
      const page = renderDocumentHtml(documentOf(text));
      expect(tags(page)).toEqual(calm);
      expect(page).not.toMatch(unseen);
    }),
    { numRuns: 500, seed: 8 },
  );
});

test('the page needs nothing: no script, no address, a policy, a name for each picture, a head for each table', () => {
  const page = renderDocumentHtml(report);
  expect(page).not.toMatch(/<script|<img|<link|<iframe|https?:|\son\w+=|\sstyle=|\shref=|\ssrc=|url\(|@import/i);
  expect(page).toMatch(
    /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/=]{44}'/,
  );
  expect(page.match(/<svg [^>]*role="img"><title>[^<]+<\/title><desc>[^<]+<\/desc>/g)).toHaveLength(3);
  const heads = page.match(/<table><thead><tr><th scope="col"/g) ?? [];
  expect(heads).toHaveLength(page.match(/<table>/g)?.length ?? 0);
  expect(renderDocumentHtml(report)).toBe(page);
});
