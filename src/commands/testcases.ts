// `goldgate testcases`: writes a story's test cases, as a stub or by a model. What people wrote stays.

import { join, posix } from 'node:path';
import { readConfigFile } from '../adapters/config-file.ts';
import { findRoot } from '../adapters/root.ts';
import { checkFolder, readText, writeFileAtomic } from '../adapters/workspace.ts';
import type { Config } from '../config/config.ts';
import { exitCode, SetupError } from '../core/errors.ts';
import { namelessStory, parseStories } from '../planning/stories.ts';
import { visible } from '../report/escape.ts';
import { count } from '../report/words.ts';
import { negativeCoverage } from '../testcases/coverage.ts';
import { parseExpectations } from '../testcases/expectations.ts';
import type { Expectations, TestcaseFile } from '../testcases/facts.ts';
import { differsInPadding } from '../testcases/fold.ts';
import { parseTestcases } from '../testcases/parse.ts';
import { rule as coverageRule } from '../testcases/rules/negative-coverage.ts';
import { fallsShort, findShortcomings } from '../testcases/shortcomings.ts';
import { renderStub } from '../testcases/stub.ts';
import { isFileName, type WantedStory, wantedStories } from '../testcases/wanted.ts';
import { findRole } from './find-role.ts';
import type { Host } from './host.ts';
import { openConfiguredModel } from './open-model.ts';
import { answer, chooseProgram, NoAnswer } from './serve-program.ts';
import { type Draft, type Writer, writeDrafts } from './testcases-model.ts';

const largestText = 16 * 1024 * 1024;

export interface TestcasesFlags {
  stub?: boolean;
  story?: string[];
  skipIfMissing?: boolean;
  model?: string;
  force?: boolean;
  config?: string;
}

/** Exit code 1: the plan, or a story of it, cannot be read, or what a model wrote falls short. */
export async function testcases(host: Host, flags: TestcasesFlags): Promise<number> {
  const root = findRoot(host.cwd) ?? host.cwd;
  const { config } = await readConfigFile(root, flags.config);
  const stub = flags.stub === true || host.env.DSPY_QA_STUB === '1';
  const mayLack = flags.skipIfMissing === true || host.env.DSPY_QA_SKIP_IF_MISSING === '1';
  const [storiesText, expectationsText] = await Promise.all(
    [config.stories, config.expectations].map((path) => readText(root, path, largestText)),
  );
  if (storiesText == null && mayLack) {
    host.note(`No stories at ${config.stories}: skipped.\n`);
    return exitCode.clean;
  }
  if (storiesText == null && expectationsText == null) {
    throw new SetupError(
      `neither ${config.stories} nor ${config.expectations} exists; write one, or pass --skip-if-missing`,
    );
  }
  const stories = parseStories(storiesText ?? '[]', config.stories);
  const expectations = expectationsText == null ? null : parseExpectations(expectationsText, config.expectations);
  const nameless = stories.problems.filter(({ message }) => message === namelessStory);
  const problems = [stories, ...(expectations ? [expectations] : [])].flatMap(({ path, problems }) =>
    problems.map(({ line, message }) => `${path}:${line}: ${visible(message)}\n`),
  );
  if (problems.length > nameless.length) {
    host.print(problems.join(''));
    return exitCode.findings;
  }
  host.note(problems.join(''));
  const wanted = chooseStories(wantedStories(stories.stories, expectations), flags.story ?? []);
  const write = stub ? stubWriter : await modelWriter(host, root, config, flags);
  const folder = posix.normalize(config.testcases).replace(/\/+$/, '');
  await checkFolder(root, folder);

  const files: TestcaseFile[] = [];
  let falling = 0;
  for (const story of wanted) {
    const path = `${folder}/${story.id}.md`;
    const before = await readText(root, path, largestText);
    const file = before === null ? null : parseTestcases(before, path);
    const kept = file && before !== null ? reasonToKeep(file, before, story, { ...flags, stub }) : null;
    const draft: Draft = kept && before !== null ? { text: before, lacks: [] } : await write(story);
    if (!kept && draft.text !== before) await writeFileAtomic(join(root, path), draft.text);
    files.push(parseTestcases(draft.text, path));
    if (fallsShort(draft.lacks)) falling++;
    host.print(
      `${path}  ${kept ? `kept: ${kept}` : draft.text === before ? 'unchanged' : stub ? 'stub' : 'written'}\n`,
    );
    for (const { message } of draft.lacks) host.print(`  missing: ${visible(message)}\n`);
  }
  const code = summarise(host, config, files, expectations, wanted, { stub, falling });
  // Who asks for some stories by their ids has not asked for one that has none.
  if (nameless.length === 0 || flags.story?.length) return code;
  const lines = `${nameless.length === 1 ? 'line' : 'lines'} ${nameless.map(({ line }) => line).join(', ')}`;
  host.print(`Not written, for want of an id: ${config.stories}, ${lines}.\n`);
  return exitCode.findings;
}

/** Throws SetupError for a story that nobody planned, or whose id cannot be a file's name. */
function chooseStories(all: WantedStory[], ids: readonly string[]): WantedStory[] {
  for (const id of ids) {
    if (all.some((story) => story.id === id)) continue;
    const near = all.find((story) => differsInPadding(story.id, id));
    throw new SetupError(
      `no story has the id ${visible(id)}${near ? `; ${visible(near.id)} differs in zero-padding` : ''}`,
    );
  }
  const chosen = ids.length > 0 ? all.filter((story) => ids.includes(story.id)) : all;
  const bad = chosen.find(({ id }) => !isFileName(id));
  if (bad) throw new SetupError(`the story id "${visible(bad.id)}" cannot be the name of a file; rename the story`);
  return chosen;
}

/** Why an existing file is left alone; `null` when it is not. A stub replaces nothing but a stub, by force neither. */
function reasonToKeep(file: TestcaseFile, text: string, { id, mentions }: WantedStory, flags: TestcasesFlags) {
  if (file.origin === 'stub') return null;
  if (flags.stub) return file.origin === 'human' ? 'a person wrote it' : 'a model wrote it';
  if (flags.force) return null;
  if (file.origin === 'human') return 'a person wrote it; --force overwrites it';
  return fallsShort(findShortcomings(text, id, mentions)) ? null : 'nothing is missing; --force writes it anew';
}

const stubWriter: Writer = async (story) => ({ text: renderStub(story), lacks: [] });

/** Where the rollout has an optimized program for `qa`, that one writes the first try. */
async function modelWriter(host: Host, root: string, config: Config, flags: TestcasesFlags): Promise<Writer> {
  const { model } = await openConfiguredModel(host, config.model, flags.model, ', or pass --stub');
  const role = findRole(config, 'qa');
  const served = await chooseProgram(root, config, role, host.env, model.name);
  if (served.run === null) return writeDrafts(model, host);
  return writeDrafts(model, host, async ({ id, title, description, criteria }, steady) => {
    const name = title.trim() || id;
    const inputs = {
      ...{ story_title: name, story_description: description.trim() || name, acceptance_criteria: criteria },
    };
    try {
      const { outputs, fellBack } = await answer(served, role, inputs, steady, host.signal);
      if (fellBack !== null) host.note(`${served.run}: ${visible(fellBack)}; the untuned program answers\n`);
      return String(outputs.test_cases_md);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      host.note(`${visible(error.message)}; the built-in prompt is asked\n`);
      return null;
    }
  });
}

function summarise(
  host: Host,
  config: Config,
  files: readonly TestcaseFile[],
  expectations: Expectations | null,
  wanted: readonly WantedStory[],
  { stub, falling }: { stub: boolean; falling: number },
): number {
  const ids = new Set(wanted.map(({ id }) => id));
  const asked = expectations && { ...expectations, cases: expectations.cases.filter(({ story }) => ids.has(story)) };
  const { required, covered, score, stubs } = negativeCoverage({ files: [...files], expectations: asked });
  const minimum = Number(config.rules[coverageRule.id]?.minimum ?? coverageRule.options.minimum.default);
  const share = score === null ? 'nothing is required' : `${score.toFixed(2)} (${covered} of ${required} mentions)`;
  host.print(`\n${count(files.length, 'story', 'stories')} · negative coverage: ${share} · stub: ${stubs}\n`);
  if (stub) return exitCode.clean;
  const short = score !== null && score < minimum;
  if (short) host.print(`The goal is ${minimum}.\n`);
  return short || falling > 0 ? exitCode.findings : exitCode.clean;
}
