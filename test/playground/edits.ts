// The changes that people of the playground make to files: each a small one that a team could really want.

import { createHash } from 'node:crypto';
import { updateManifest } from '../../src/dataset/manifest-update.ts';

const sentences = [
  { title: 'Eval set: say how long lost property is kept', text: ' Unclaimed items are kept for 60 days.' },
  { title: 'Eval set: grants are looked at every term', text: ' Las becas se revisan cada trimestre.' },
  { title: 'Eval set: a term for appeals', text: ' Appeals are answered within 20 working days.' },
] as const;

/** The eval set with a sentence more in one of its records, which the `turn` picks. */
export function changeRecord(jsonl: string, turn: number): { title: string; text: string } {
  const lines = jsonl.trimEnd().split('\n');
  const { title, text } = sentences[turn % sentences.length] as (typeof sentences)[number];
  const at = turn % lines.length;
  const record = JSON.parse(lines[at] as string) as { requirements: { description: string } };
  record.requirements.description += text;
  lines[at] = JSON.stringify(record);
  return { title, text: `${lines.join('\n')}\n` };
}

/** The manifest with the eval set's new hash, as `goldgate manifest update` writes it. */
export function inManifest(manifest: string, jsonl: string, today: string): string {
  const sha256 = createHash('sha256').update(jsonl).digest('hex');
  const state = { name: 'ba_eval', path: 'ba_eval.jsonl', sha256, bytes: Buffer.byteLength(jsonl) };
  const examples = jsonl.trimEnd().split('\n').length;
  return updateManifest(manifest, [{ ...state, examples }], { today, names: [] }).text;
}

export const moreReadme = (text: string, turn: number): string =>
  `${text}\n## Note ${turn + 1}\n\nQuestions go to the curators; whoever finds a wrong record opens a pull request.\n`;

export const looserPolicy = (yaml: string): string => yaml.replace('approvals: 2', 'approvals: 1');

/** A record that reviews have never seen; the manifest does not know it, so that the nightly finds it. */
export const unseenRecord = (jsonl: string): string =>
  `${jsonl}${JSON.stringify({ ...JSON.parse(jsonl.slice(0, jsonl.indexOf('\n'))), concept: 'Slipped in past the gate' })}\n`;
