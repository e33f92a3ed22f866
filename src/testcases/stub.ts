// A stub stands in for test cases where no model may be asked. It is always the same for the same story, and says on
// its first line what it is, so that it never passes for work that somebody did.

import type { WantedStory } from './wanted.ts';

export const stubMarker =
  '<!-- goldgate:stub written without a model; it never counts as coverage. Delete this line once it is real. -->';

/** The Markdown of a stub: sections, numbered cases and expected results from the criteria and required mentions. */
export function renderStub({ id, title, description, criteria, mentions }: WantedStory): string {
  const happy = criteria.length > 0 ? criteria : [description || title || id];
  const happyCases = happy.map(
    (text, index) => `${index + 1}. Carry out: ${escapeText(text)}\n   - Expected Result: ${escapeText(text)}`,
  );
  const unhappyCases = mentions.map(
    (text, index) =>
      `${index + 1}. Provoke the failure "${escapeText(text)}".\n` +
      `   - Expected Result: the user is told of "${escapeText(text)}", and no data is lost.`,
  );
  if (unhappyCases.length === 0) {
    unhappyCases.push('1. Leave a required input empty.\n   - Expected Result: an error names the missing input.');
  }
  return [
    stubMarker,
    `# ${escapeText(title === '' ? id : `${id}: ${title}`)}`,
    ...(description === '' ? [] : [escapeText(description)]),
    '## Happy Path',
    happyCases.join('\n'),
    '## Unhappy Path',
    `${unhappyCases.join('\n')}\n`,
  ].join('\n\n');
}

/** Text from a plan on one line, as text: it starts no list, heading, comment, link or element. */
function escapeText(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]<>&!]/g, '\\$&')
    .replace(/^(\d{1,9})([.)])/, '$1\\$2')
    .replace(/^[-+#=~|]/, '\\$&');
}
