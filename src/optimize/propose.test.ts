import { describe, expect, it } from 'vitest';
import type { Example } from '../program/example.ts';
import { type Call, ModelError } from '../program/model.ts';
import type { Program } from '../program/program.ts';
import { defaultDescription } from '../program/signature.ts';
import type { DemoSet } from './bootstrap.ts';
import { type Proposing, proposeInstructions, readDataset, stripLabel } from './propose.ts';
import { resolveSettings, type TuneRequest } from './settings.ts';
import { chatAnswer, scriptedModel } from './testing-model.ts';

const text = (name: string) => ({ name, type: 'str' as const, description: defaultDescription(name) });
const program: Program = {
  role: 'echo',
  predictors: [
    {
      path: 'self',
      module: 'ChainOfThought',
      signature: { instructions: 'Repeat the word.', inputs: [text('word')], outputs: [text('echo')] },
      demos: [],
    },
  ],
};

const trainset = (count: number): Example[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ key: `t${index}`, inputs: { word: `w${index}` }, labels: { echo: `w${index}` }, record: {} },
    ...{ path: 'train.jsonl', line: index + 1 },
  }));

const demoSets: DemoSet[] = Array.from({ length: 8 }, (_, set) => [
  set < 2 ? [] : [{ augmented: true, values: { word: `demo ${set}`, echo: `demo ${set}` } }],
]);

const wants = (call: Call, field: string) =>
  call.messages.at(-1)?.content.includes(`starting with the field \`[[ ## ${field} ## ]]\``);

function answer(call: Call): string {
  if (wants(call, 'proposed_instruction')) return chatAnswer({ proposed_instruction: `"Say it ${call.seed}."` });
  if (wants(call, 'observations')) return chatAnswer({ observations: 'Words.' });
  if (wants(call, 'summary')) return chatAnswer({ summary: 'Summary: Words.' });
  if (wants(call, 'program_description')) return chatAnswer({ program_description: 'It repeats.' });
  return chatAnswer({ module_description: 'It is all there is.' });
}

function proposing(reply: (call: Call) => string = answer, request: TuneRequest = {}, count = 20) {
  const model = scriptedModel(reply);
  const notes: string[] = [];
  const settings = resolveSettings({ candidates: 8, trials: 8, ...request }, { train: count, val: 20, predictors: 1 });
  const task: Proposing = {
    ...{ program, description: 'Repeats a word.', trainset: trainset(count), promptModel: model, settings },
    limits: { seconds: 5, maxTokens: 100 },
    signal: new AbortController().signal,
    done: () => {},
    note: (message) => notes.push(message),
  };
  return { task, calls: model.calls, notes };
}

describe('readDataset', () => {
  const read = async (count: number, reply = answer) => {
    const { task, calls, notes } = proposing(reply, {}, count);
    return { summary: await readDataset(task), calls, notes };
  };

  it('looks at ten batches at most and sums up: 11 calls', async () => {
    const { summary, calls } = await read(500);
    expect(summary).toBe('Words.');
    expect(calls).toHaveLength(11);
    expect(calls[9]?.messages.at(-1)?.content).toContain('"word":"w99"');
    expect((await read(25)).calls).toHaveLength(4);
  });

  it('stops after five replies that add nothing', async () => {
    const complete = (call: Call) =>
      call.messages.at(-1)?.content.includes('prior_observations')
        ? chatAnswer({ observations: 'COMPLETE' })
        : answer(call);
    expect((await read(500, complete)).calls).toHaveLength(7);
  });

  it('goes without a summary where none comes out, and says so', async () => {
    const { summary, notes } = await read(5, () => {
      throw new ModelError('time-out', 'no answer within 5 s');
    });
    expect(summary).toBeNull();
    expect(notes).toEqual(['No summary of the dataset came out; the proposals go without one.']);
  });

  it('asks nothing when there is nothing to propose', async () => {
    const { task, calls } = proposing(answer, { optimizer: 'bootstrap' });
    expect(await readDataset(task)).toBeNull();
    expect(calls).toHaveLength(0);
  });
});

describe('proposeInstructions', () => {
  it('puts the original first, pays nothing for it, and describes the program once', async () => {
    const { task, calls } = proposing();
    const [list = []] = await proposeInstructions(task, demoSets, 'Words.');
    expect(list).toHaveLength(8);
    expect(list[0]).toBe('Repeat the word.');
    expect(new Set(list).size).toBe(8);
    for (const proposal of list.slice(1)) expect(proposal).toMatch(/^Say it \d+\.$/);
    expect(calls).toHaveLength(7 + 2);
    expect(calls.every(({ temperature, seed }) => temperature === 1 && seed !== undefined)).toBe(true);
  });

  it('gives its grounds in order, with three demos from its own set on', async () => {
    const { task, calls } = proposing();
    await proposeInstructions(task, demoSets, 'Words.');
    const proposals = calls.filter((call) => wants(call, 'proposed_instruction'));
    const last = proposals[6]?.messages.at(-1)?.content ?? '';
    const fields = [...last.matchAll(/^\[\[ ## (\w+) ## \]\]$/gm)].map(([, name]) => name);
    expect(fields.filter((name) => name !== 'tip')).toEqual([
      ...['dataset_description', 'program_code', 'program_description', 'module', 'module_description'],
      ...['task_demos', 'basic_instruction'],
    ]);
    expect([...last.matchAll(/^word: (demo \d)$/gm)].map(([, shown]) => shown)).toEqual(['demo 7', 'demo 2', 'demo 3']);
  });

  it('asks once more for what comes out empty or twice, then keeps the original and says so', async () => {
    const { task, calls, notes } = proposing((call) =>
      wants(call, 'proposed_instruction') ? chatAnswer({ proposed_instruction: 'Say it.' }) : answer(call),
    );
    const [list = []] = await proposeInstructions(task, demoSets, null);
    expect(list).toEqual(['Repeat the word.', 'Say it.', ...Array.from({ length: 6 }, () => 'Repeat the word.')]);
    expect(calls.filter((call) => wants(call, 'proposed_instruction'))).toHaveLength(7 + 6);
    expect(notes).toHaveLength(6);
    expect(notes[0]).toBe('Proposal 2 for `self` came out empty or twice; the original stands in its place.');
  });

  it('goes without the descriptions that do not come', async () => {
    const { task, calls, notes } = proposing((call) => {
      if (wants(call, 'program_description')) throw new ModelError('server', 'the server answers 500');
      return answer(call);
    });
    const [list = []] = await proposeInstructions(task, demoSets, 'Words.');
    expect(new Set(list).size).toBe(8);
    expect(notes).toEqual(['No description of the program came out; the proposals go without one.']);
    const proposal = calls.find((call) => wants(call, 'proposed_instruction'))?.messages.at(-1)?.content ?? '';
    expect(proposal).not.toContain('module_description');
  });

  it('throws on what no retry helps', async () => {
    const { task } = proposing(() => {
      throw new ModelError('key', 'the key is revoked (401)');
    });
    await expect(proposeInstructions(task, demoSets, null)).rejects.toThrow('revoked');
  });
});

describe('stripLabel', () => {
  it.each([
    ['Proposed Instruction: Write tests.', 'Write tests.'],
    ['**Instruction:** "Write tests."', 'Write tests.'],
    ['“Write tests.”', 'Write tests.'],
    ['Write tests, and mind this: be short.', 'Write tests, and mind this: be short.'],
    ['Here is the new and better instruction: Write tests.', 'Here is the new and better instruction: Write tests.'],
    ['Say "yes" or "no"', 'Say "yes" or "no"'],
    ['Instruction:', 'Instruction:'],
    ['', ''],
  ])('%s', (given, stripped) => {
    expect(stripLabel(given)).toBe(stripped);
  });
});
