// Step 2: instructions for every predictor, written by a model that is told about the data, the program and its demos.

import type { Example } from '../program/example.ts';
import { type Model, ModelError } from '../program/model.ts';
import { runProgram } from '../program/predict.ts';
import type { Demo, Predictor, Program } from '../program/program.ts';
import type { Limits } from '../program/role.ts';
import type { Values } from '../program/values.ts';
import type { DemoSet } from './bootstrap.ts';
import { allOrAbort } from './evaluate.ts';
import { describeModule, describeProgram, proposalFields, proposeInstruction, tips } from './proposal-prompts.ts';
import { random } from './random.ts';
import type { TuneSettings } from './settings.ts';
import { type Ask, summarizeDataset } from './summarize.ts';

export interface Proposing {
  program: Program;
  /** What the role does, in a sentence. */
  description: string;
  trainset: readonly Example[];
  promptModel: Model;
  limits: Limits;
  signal: AbortSignal;
  settings: TuneSettings;
  /** Called when a proposal is there. */
  done(proposals: number, of: number): void;
  /** Called for what went otherwise than planned. */
  note(message: string): void;
}

const demosShown = 3;
const noDemos = 'No task demos provided.';

/**
 * What the proposals need and the demos do not give, so that it can be asked for while those are made.
 * `null` when the model gave no summary; the proposals then go without.
 */
export async function readDataset(proposing: Proposing): Promise<string | null> {
  const { settings, trainset, note } = proposing;
  if (settings.optimizer === 'bootstrap' || settings.instructionCandidates < 2) return null;
  const summary = await summarizeDataset(trainset, settings.viewDataBatchSize, asker(proposing, 'summary'));
  if (summary === null) note('No summary of the dataset came out; the proposals go without one.');
  return summary === null ? null : stripLabel(summary);
}

/**
 * By predictor: the original instruction, then up to `instructionCandidates` − 1 proposals, one a demo set. What comes
 * out empty or twice is asked for once more with another tip; then the original stands in its place, which is noted.
 * Source: DSPy's GroundedProposer. Here the program and each module are described once, and nothing is paid for the
 * candidate that is the original anyway.
 */
export async function proposeInstructions(
  proposing: Proposing,
  demoSets: readonly DemoSet[],
  summary: string | null,
): Promise<string[][]> {
  const { program, settings, signal, note } = proposing;
  const proposals = settings.optimizer === 'bootstrap' ? 1 : settings.instructionCandidates;
  const count = Math.min(proposals, demoSets.length);
  const originals = program.predictors.map(({ signature }) => signature.instructions);
  if (count < 2) return originals.map((original) => [original]);
  const program_code = renderDeclaration(proposing);
  const program_example = shownDemos(program, demoSets, 0);
  const describe = asker(proposing, 'describe');
  const program_description = await describe(describeProgram, { program_code, program_example }, 0);
  if (program_description === null) note('No description of the program came out; the proposals go without one.');

  const total = (count - 1) * program.predictors.length;
  let proposed = 0;
  return allOrAbort(signal, program.predictors, async (predictor, inner, at) => {
    const ask = asker({ ...proposing, signal: inner }, 'propose', at);
    const grounds = { ...(await describePredictor(predictor, at)), basic_instruction: originals[at] as string };
    const attempt = async (index: number, again: number) => {
      const tip = random(settings.seed, 'tip', at, index, again).choice(tips);
      const task_demos = shownDemos({ ...program, predictors: [predictor] }, demosOf(demoSets, at), index);
      const inputs = defined({ ...grounds, dataset_description: summary, task_demos, tip: tip || null });
      const signature = { ...proposeInstruction, inputs: proposalFields.filter(({ name }) => name in inputs) };
      const text = stripLabel((await ask(signature, inputs, 2 * index + again)) ?? '');
      if (again === 0) proposing.done(++proposed, total);
      return text;
    };
    const indexes = Array.from({ length: count - 1 }, (_, index) => index + 1);
    const first = await allOrAbort(inner, indexes, (index) => attempt(index, 0));
    const fresh = (text: string, before: readonly string[]) =>
      text !== '' && text !== originals[at] && !before.includes(text);
    const second = await allOrAbort(inner, indexes, (index) =>
      fresh(first[index - 1] as string, first.slice(0, index - 1)) ? Promise.resolve('') : attempt(index, 1),
    );
    return indexes.reduce(
      (list, index) => {
        const text = [first[index - 1] ?? '', second[index - 1] ?? ''].find((one) => fresh(one, list));
        if (text === undefined)
          note(
            `Proposal ${index} for \`${predictor.path}\` came out empty or twice; the original stands in its place.`,
          );
        list.push(text ?? (originals[at] as string));
        return list;
      },
      [originals[at] as string],
    );
  });

  async function describePredictor(predictor: Predictor, at: number) {
    if (program_description === null) return { program_code };
    const module = declaration(predictor);
    const inputs = { program_code, program_example, program_description, module };
    const module_description = await describe(describeModule, inputs, at + 1);
    if (module_description === null)
      note(`No description of \`${predictor.path}\` came out; its proposals go without.`);
    return { program_code, program_description, module, module_description };
  }
}

/** Asks with the proposals' temperature. An answer that does not come or cannot be read is `null`. */
function asker({ promptModel, limits, signal, settings }: Proposing, ...name: (string | number)[]): Ask {
  return async (signature, inputs, index) => {
    const seed = random(settings.seed, ...name, index).integer(2 ** 31);
    const model: Model = {
      name: promptModel.name,
      complete: (call, abort) => promptModel.complete({ ...call, temperature: settings.initTemperature, seed }, abort),
    };
    const program: Program = {
      role: 'proposer',
      predictors: [{ path: 'self', module: 'Predict', signature, demos: [] }],
    };
    try {
      const { outputs } = await runProgram(program, inputs, { model, limits, sample: '', signal });
      const answer = outputs[signature.outputs[0]?.name ?? ''];
      return typeof answer === 'string' && answer.trim() !== '' ? answer.trim() : null;
    } catch (error) {
      if (error instanceof ModelError && error.passing) return null;
      throw error;
    }
  };
}

/** Without a label of up to five words in front ("Proposed Instruction:") and without the quotes around it. */
export function stripLabel(text: string): string {
  const trimmed = text.trim();
  const rest = trimmed.replace(/^[*\s]*(?:[\p{L}\p{N}_'-]+\s+){0,4}[\p{L}\p{N}_'-]+:\**(?:\s+|$)/u, '');
  const bare = (rest === '' ? trimmed : rest).trim();
  return /^(?:".*"|“.*”)$/s.test(bare) ? bare.slice(1, -1).trim() : bare;
}

function defined(values: Record<string, string | null>): Values {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));
}

function declaration({ module, signature }: Predictor): string {
  const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name).join(', ');
  return `${module}(${names(signature.inputs)}) -> ${names(signature.outputs)}`;
}

function renderDeclaration({ program, description }: Proposing): string {
  const modules = program.predictors.map((predictor) => {
    const { inputs, outputs, instructions } = predictor.signature;
    const fields = [...inputs, ...outputs].map((field) => `    ${field.name}: ${field.description}`);
    return [`${predictor.path} = ${declaration(predictor)}`, `    "${instructions}"`, ...fields].join('\n');
  });
  return [`# ${program.role}: ${description}`, ...modules].join('\n');
}

function demosOf(demoSets: readonly DemoSet[], predictor: number): DemoSet[] {
  return demoSets.map((set) => [set[predictor] ?? []]);
}

/** Up to three bootstrapped demos, of the set at `from` and then of the next ones, from the last on to the first. */
function shownDemos({ predictors }: Program, demoSets: readonly DemoSet[], from: number): string {
  const turned = [...demoSets.slice(from), ...demoSets.slice(0, from)];
  const shown = turned.flatMap((set) => set.flatMap((demos, at) => demos.map((demo) => ({ demo, at }))));
  const augmented = shown.filter(({ demo }) => demo.augmented).slice(0, demosShown);
  return augmented.map(({ demo, at }) => renderDemo(predictors[at] as Predictor, demo)).join('\n\n') || noDemos;
}

function renderDemo({ signature }: Predictor, { values }: Demo): string {
  const fields = [...signature.inputs, ...signature.outputs].filter(({ name }) => Object.hasOwn(values, name));
  return fields.map(({ name }) => `${name}: ${values[name]}`).join('\n');
}
