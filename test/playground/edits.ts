// The changes that people of the playground make to files: each a small one that a team could really want.

import { createHash } from 'node:crypto';
import { updateManifest } from '../../src/dataset/manifest-update.ts';

const sentences = [
  { title: 'Eval set: say how long lost property is kept', text: ' Unclaimed items are kept for 60 days.' },
  { title: 'Eval set: when grants for meals are looked at', text: ' Las becas se revisan cada trimestre.' },
  { title: 'Eval set: a term for appeals', text: ' Appeals are answered within 20 working days.' },
  { title: 'Eval set: the card works without a network', text: ' La tarjeta se muestra también sin cobertura.' },
  { title: 'Eval set: who may open a lift', text: ' Only the shift leader may open a lift to guests.' },
  { title: 'Eval set: brigades rest, too', text: ' Ninguna brigada trabaja más de doce horas seguidas.' },
] as const;

/** The eval set with a sentence more in the record that it belongs to: the first ones have one each, tried from `turn` on. */
export function changeRecord(jsonl: string, turn: number): { title: string; text: string } {
  const lines = jsonl.trimEnd().split('\n');
  const order = sentences.map((_, n) => (turn + n) % sentences.length);
  const at = order.find((n) => !lines[n]?.includes(sentences[n]?.text ?? '')) ?? 0;
  const { title, text } = sentences[at] as (typeof sentences)[number];
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
