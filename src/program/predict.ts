// Runs a program on one example's inputs: predictor after predictor, each answer read into values.

import { renderJsonMessages, renderMessages } from './chat.ts';
import { addUsage, type Model, noUsage, type Reply, type Usage } from './model.ts';
import { parseAnswer, parseJsonAnswer } from './parse-answer.ts';
import type { Predictor, Program } from './program.ts';
import type { Limits } from './role.ts';
import type { Values } from './values.ts';

/** What one predictor was given and gave; a bootstrapped demo is made of it. */
export interface Step {
  path: string;
  inputs: Values;
  /** With `reasoning`, where the answer held one. */
  outputs: Values;
}

export interface Prediction {
  /** The declared outputs of every predictor. What an answer lacked is absent here and listed in `missing`. */
  outputs: Values;
  /** Output fields that no answer held, after the second try in JSON mode. */
  missing: readonly string[];
  steps: readonly Step[];
  /** Tokens and dollars of all calls; the seconds of the slowest. */
  usage: Usage;
  /** Every answer was remembered. */
  cached: boolean;
}

export interface Running {
  model: Model;
  limits: Limits;
  /** See Call.sample. */
  sample: string;
  signal: AbortSignal;
}

/**
 * Throws ModelError when the model does not answer; an answer that cannot be read is no error but `missing`. A
 * predictor that waits for such an output is not asked.
 */
export async function runProgram(program: Program, inputs: Values, running: Running): Promise<Prediction> {
  const replies: Reply[] = [];
  const steps: Step[] = [];
  const missing: string[] = [];
  const outputs: Record<string, Values[string]> = {};
  for (const predictor of program.predictors) {
    const { inputs: takes, outputs: gives } = predictor.signature;
    if (takes.some(({ name }) => missing.includes(name))) {
      missing.push(...gives.map(({ name }) => name));
      continue;
    }
    const given = pick({ ...inputs, ...outputs }, takes);
    const answer = await ask(predictor, given, running, replies);
    steps.push({ path: predictor.path, inputs: given, outputs: answer });
    Object.assign(outputs, pick(answer, gives));
    missing.push(...absent(predictor, answer));
  }
  const summed = replies.reduce<Usage>(addUsage, noUsage);
  return {
    outputs,
    missing,
    steps,
    usage: { ...summed, seconds: Math.max(0, ...replies.map(({ seconds }) => seconds)) },
    cached: replies.length > 0 && replies.every(({ cached }) => cached),
  };
}

/** One answer in the chat format; where it lacks a declared output, what a second one in JSON mode adds. */
async function ask(predictor: Predictor, inputs: Values, running: Running, replies: Reply[]): Promise<Values> {
  const { model, limits, sample, signal } = running;
  const call = { maxTokens: limits.maxTokens, temperature: 0, timeoutSeconds: limits.seconds, sample };
  const first = await model.complete({ ...call, messages: renderMessages(predictor, inputs) }, signal);
  replies.push(first);
  const answer = parseAnswer(predictor, first.text);
  if (absent(predictor, answer).length === 0) return answer;
  const second = await model.complete({ ...call, messages: renderJsonMessages(predictor, inputs), json: true }, signal);
  replies.push(second);
  return { ...parseJsonAnswer(predictor, second.text), ...answer };
}

const absent = ({ signature }: Predictor, values: Values) =>
  signature.outputs.map(({ name }) => name).filter((name) => values[name] === undefined);

function pick(values: Values, fields: readonly { name: string }[]): Values {
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const value = values[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
