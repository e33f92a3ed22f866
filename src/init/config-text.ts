// The configuration that `init` writes: what differs from the defaults, and why it stands there.

import { defaultConfig } from '../config/config.ts';
import { type Layout, layoutKeys } from './layout.ts';

const head = `# Goldgate: only what differs from the defaults stands here. All keys: docs/config.schema.json of Goldgate.
# Every rule can be set below \`rules:\`; \`goldgate explain\` lists them, \`goldgate explain RULE\` shows how.`;

const why: Record<keyof Layout, string> = {
  datasets: 'The datasets: {role}_{split}.jsonl, gated by every rule.',
  manifest: 'Their hashes, sizes and counts.',
  expectations: 'What the test cases of each story must mention.',
  testcases: 'The test cases, one Markdown file a story.',
  stories: 'The stories.',
  tasks: 'Their tasks.',
};

/** YAML, or `null` when the defaults say it all. */
export function renderConfig(layout: Layout): string | null {
  const written = layoutKeys.filter((key) => JSON.stringify(layout[key]) !== JSON.stringify(defaultConfig[key]));
  if (written.length === 0) return null;
  const lines = written.map((key) => {
    const value = layout[key];
    const text = Array.isArray(value) ? `[${value.map(scalar).join(', ')}]` : scalar(value as string);
    return { line: `${key}: ${text}`, why: why[key] };
  });
  const widest = Math.max(...lines.map(({ line }) => line.length));
  return `${head}\n\n${lines.map(({ line, why }) => `${line.padEnd(widest)}  # ${why}\n`).join('')}`;
}

/** Every JSON text is a YAML scalar; what surely needs no quotes goes without. */
const scalar = (text: string) => (/^[A-Za-z][\w./-]*(?:\/\*\.jsonl)?$/.test(text) ? text : JSON.stringify(text));
