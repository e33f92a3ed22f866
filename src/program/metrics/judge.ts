// For what only a reader can tell: a model with a rubric. It can say nothing but a number and reasons.

import { SetupError } from '../../core/errors.ts';
import { readCarefully } from '../../dataset/scan/careful-reader.ts';
import type { Metric, Scored } from '../metric.ts';
import { addUsage, type Model, ModelError, type Usage } from '../model.ts';
import { judgePrompt } from './judge-prompt.ts';

const maxTokens = 1024;
const timeoutSeconds = 60;
const longestReply = 20_000;
const mostReasons = 10;
const longestReason = 300;

/**
 * The score that the model gives, 0–1, at temperature 0. A reply that is not exactly `{score, reasons}` within bounds is
 * asked for once more, then the example fails as ModelError `reply`; no reply is ever mended. Throws SetupError when
 * there is no model.
 */
export function judge({ rubric, field }: { rubric: string; field?: string }): Metric {
  const name = field === undefined ? 'judge' : `judge ${field}`;
  return {
    name,
    calls: 1,
    async prepare({ model }) {
      demand(model, name);
    },
    async score(example, outputs, { model: given, signal, sample }) {
      const model = demand(given, name);
      if (Object.keys(outputs).length === 0) return { score: 0, weight: 1, reasons: ['the answer is missing'] };
      const value = field !== undefined && Object.hasOwn(outputs, field) ? outputs[field] : undefined;
      if (field !== undefined && value === undefined) {
        return { score: 0, weight: 1, reasons: [`\`${field}\` is missing`] };
      }
      const answer = field === undefined || value === undefined ? outputs : { [field]: value };
      const ask = async (flaw?: string) => {
        const messages = judgePrompt(rubric, example, answer, flaw);
        const reply = await model.complete(
          { messages, maxTokens, temperature: 0, timeoutSeconds, json: true, sample },
          signal,
        );
        return { reply, verdict: parseVerdict(reply.text) };
      };
      const first = await ask();
      if ('reasons' in first.verdict) return scored(first.verdict, first.reply);
      const second = await ask(first.verdict.flaw);
      if ('reasons' in second.verdict) return scored(second.verdict, addUsage(first.reply, second.reply));
      throw new ModelError('reply', `the judge ${model.name} gave no usable verdict twice: ${second.verdict.flaw}`);
    },
  };
}

function demand(model: Model | null, name: string): Model {
  if (model) return model;
  throw new SetupError(`the metric ${name} asks a model, and there is none: set \`model\``);
}

type Verdict = { score: number; reasons: string[] };

function scored({ score, reasons }: Verdict, { tokens, usd, seconds }: Usage): Scored {
  return { score, weight: 1, reasons: reasons.map(tell), usage: { tokens, usd, seconds } };
}

/** Quoted, because it may repeat what the data told the judge to say. */
const tell = (reason: string) =>
  JSON.stringify(reason.length > longestReason ? `${reason.slice(0, longestReason).toWellFormed()}…` : reason);

/** A fence around all of the reply; of one among words, nobody could tell which words count. */
const wholeFence = /^```(?:json)?[ \t]*\r?\n([\s\S]*)```$/;

/** The verdict, or its flaw in words that hold nothing of the reply. */
function parseVerdict(reply: string): Verdict | { flaw: string } {
  if (reply.length > longestReply) return { flaw: 'it is too long' };
  let value: unknown;
  const trimmed = reply.trim();
  const text = wholeFence.exec(trimmed)?.[1] ?? trimmed;
  try {
    value = JSON.parse(text);
  } catch {
    return { flaw: 'it is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { flaw: 'it is no JSON object' };
  if (Object.keys(value).sort().join() !== 'reasons,score') return { flaw: 'its keys are not `score` and `reasons`' };
  const { score, reasons } = value as { score: unknown; reasons: unknown };
  if (readCarefully(text, 4).some(({ kind }) => kind === 'unique-keys')) return { flaw: 'a key stands in it twice' };
  if (typeof score !== 'number' || !(score >= 0 && score <= 1)) return { flaw: '`score` is no number from 0 to 1' };
  if (!Array.isArray(reasons) || reasons.length === 0 || reasons.length > mostReasons) {
    return { flaw: `\`reasons\` is no list of 1 to ${mostReasons} texts` };
  }
  if (!reasons.every((reason) => typeof reason === 'string' && reason.trim() !== '')) {
    return { flaw: '`reasons` holds something that is no text' };
  }
  return { score, reasons };
}
