import { expect, test } from 'vitest';
import { parseYamlList } from './yaml-list.ts';

const items = [{ id: 'C001', description: 'EU only', priority: 'High' }];
const block = '- id: C001\n  description: EU only\n  priority: High\n';
const json = JSON.stringify(items);

test.each([
  ['block YAML', block],
  ['with CRLF', block.replaceAll('\n', '\r\n')],
  ['indented', block.replace(/^/gm, '    ')],
  ['a document', `---\n${block}...\n`],
  ['flow YAML', '[{id: C001, description: EU only, priority: High}]'],
  ['JSON', json],
  ['a fence', `\`\`\`yaml\n${block}\`\`\``],
  ['a fence with CRLF', `\`\`\`yaml\n${block}\`\`\``.replaceAll('\n', '\r\n')],
  ['a fence among words', `Here they are:\n\n\`\`\`json\n${json}\n\`\`\`\nAnything else?`],
  ['a fence that is never closed', `\`\`\`\n${block}`],
  ['under its own name', `constraints:\n${block}`],
  ['under a sentence', `Here are the constraints:\n${block}`],
  ['through an alias', '- &a {id: C001, description: EU only, priority: High}\n'],
])('a list as %s', (_, text) => expect(parseYamlList(text)).toEqual({ items }));

test.each([
  ['is empty', ''],
  ['is empty', ' \n\t'],
  ['is no list', 'none'],
  ['is no list', 'a: 1\nb: [2]'],
  ['is no list', 'a:\n  b: [2]'],
  ['is no valid YAML: "Nested mappings are not allowed in compact mappings"', '- a: b: c'],
  ['is no valid YAML: the key "a" stands twice', '- {a: 1, a: 2}'],
  ['is nested too deeply', '['.repeat(60_000)],
  ['has 200000 characters, more than 65536', '- x\n'.repeat(50_000)],
])('what is none %s', (problem, text) => expect(parseYamlList(text)).toEqual({ problem }));

test('an empty list is a list', () => expect(parseYamlList('[]')).toEqual({ items: [] }));

test('a bomb of aliases does not go off', () => {
  const laughs = Array.from({ length: 9 }, (_, level) => {
    const values = Array(9).fill(level === 0 ? 'ha' : `*a${level - 1}`);
    return `- &a${level} [${values.join(', ')}]`;
  }).join('\n');
  expect(parseYamlList(laughs)).toEqual({
    problem: expect.stringMatching(/^is no valid YAML: "Excessive alias count/),
  });
});
