// Writes deterministic ba records of about 2.4 KB, with damage whose truth is known.
//
//   node bench/generate.mjs N OUT.jsonl [--seed 1] [--exact 1] [--near 1] [--invalid 0.1] [--words 6]
//                                       [--leak 0 --leak-seed 1 --leak-of 100000]
//
// `--exact`, `--near`, `--invalid` and `--leak` are per cent of the records. Half of the exact duplicates are the same
// bytes, half have their keys in another order. A leak copies a record of the set with `--leak-seed`, half of them with
// up to `--words` words changed. OUT.truth.json lists what was done, as pairs of lines from 1: [line, of, words changed].
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { actions, circumstances, people, qualities, things } from './words.mjs';

/** mulberry32: small, and good enough to choose words. */
function randomFrom(seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
const seedOf = (seed, number) => Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b);

class Writer {
  constructor(random) {
    this.random = random;
  }
  between(low, high) {
    return low + Math.floor(this.random() * (high - low + 1));
  }
  pick(list) {
    return list[Math.floor(this.random() * list.length)];
  }
  sentence() {
    const thing = () => this.pick(things);
    const quality = () => this.pick(qualities);
    const action = () => this.pick(actions);
    const person = () => this.pick(people);
    const how = () => this.pick(circumstances);
    switch (this.between(0, 7)) {
      case 0:
        return `A ${person()} can ${action()} every ${quality()} ${thing()} of the ${thing()} ${how()}.`;
      case 1:
        return `The ${quality()} ${thing()} and its ${thing()} are shown to the ${person()}, who may ${action()} them ${how()}.`;
      case 2:
        return `Whoever wants to ${action()} a ${thing()} must first ${action()} the ${quality()} ${thing()} next to it.`;
      case 3:
        return `No ${thing()} is ${quality()} for longer than ${this.between(2, 90)} days unless a ${person()} decides to ${action()} it.`;
      case 4:
        return `The list of ${quality()} ${thing()} entries holds up to ${this.between(2, 99)}00 rows and can ${action()} each ${thing()} ${how()}.`;
      case 5:
        return `If the ${thing()} sensor fails, the ${person()} is told to ${action()} the ${thing()} and to ${action()} the ${quality()} ${thing()}.`;
      case 6:
        return `Every change to a ${quality()} ${thing()} keeps the name of the ${person()} and the ${thing()} it came from.`;
      default:
        return `It takes the ${person()} no more than ${this.between(2, 60)} seconds to ${action()} a ${thing()} ${how()}.`;
    }
  }
  sentences(count) {
    return Array.from({ length: count }, () => this.sentence()).join(' ');
  }
  items(prefix, low, high) {
    return Array.from({ length: this.between(low, high) }, (_, index) => ({
      id: prefix + String(index + 1).padStart(3, '0'),
      description: this.sentences(this.random() < 0.25 ? 2 : 1),
      priority: this.pick(['High', 'Medium', 'Low']),
    }));
  }
}

/** Record `number` of the set `seed`, without damage. */
export function recordOf(seed, number) {
  const write = new Writer(randomFrom(seedOf(seed, number)));
  const title = `${write.pick(qualities)} ${write.pick(things)} ${write.pick(things)} ${write.pick(['desk', 'planner', 'tracker', 'register', 'exchange'])}`;
  const foreign = write.random() < 0.03 ? ' La versión española llega después: «mañana», dicen, a 5 €.' : '';
  return {
    concept: `A ${title} with which a ${write.pick(people)} can ${write.pick(actions)} each ${write.pick(things)} and ${write.pick(actions)} the ${write.pick(qualities)} ${write.pick(things)}.`,
    requirements: {
      title,
      description: write.sentences(3) + foreign,
      functional_requirements: write.items('FR', 4, 7),
      non_functional_requirements: write.items('NFR', 2, 4),
      constraints: write.items('C', 1, 3),
    },
    source: write.pick(['interview', 'workshop', 'ticket', 'old manual']),
    reviewer: write.pick(['r.ortega', 'm.lindqvist', 'a.nakamura']),
    notes: write.random() < 0.5 ? '' : write.sentence(),
    metadata: {
      domain: write.pick(['web', 'app', 'api']),
      tier: write.pick(['simple', 'medium', 'corporate']),
      language: foreign ? 'es' : 'en',
    },
  };
}

/** Replaces 2 to `most` words of the descriptions, and one of most concepts: another key; returns how many. */
function changeWords(record, write, most) {
  const count = write.between(2, most);
  const { requirements } = record;
  if (write.random() < 0.8) record.concept = record.concept.replace(/each \S+/, `each ${write.pick(things)}`);
  const holders = [requirements, ...requirements.functional_requirements, ...requirements.constraints];
  for (let i = 0; i < count; i++) {
    const holder = write.pick(holders);
    const words = holder.description.split(' ');
    words[write.between(0, words.length - 1)] = write.pick(things);
    holder.description = words.join(' ');
  }
  return count;
}

function reverseKeys(value) {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, reverseKeys(child)]),
  );
}

const damages = [
  ['missing title', (record) => delete record.requirements.title],
  ['notes is a number', (record) => (record.notes = 42)],
  ['id without zeros', (record) => (record.requirements.functional_requirements[1].id = 'FR2')],
  ['unknown priority', (record) => (record.requirements.functional_requirements[0].priority = 'Maybe')],
  ['item without priority', (record) => delete record.requirements.constraints[0].priority],
  ['item is a text', (record) => (record.requirements.non_functional_requirements[0] = 'fast')],
];

/** Yields the lines of a set, and fills `truth` with the damage done. */
export function* generateLines(count, options, truth) {
  const untouched = [];
  for (let number = 0; number < count; number++) {
    const line = number + 1;
    const write = new Writer(randomFrom(seedOf(options.seed ^ 0x51ed270b, number)));
    let dice = write.random() * 100;
    const hits = (share) => {
      const before = dice;
      dice -= share;
      return before >= 0 && dice < 0;
    };
    let record;
    if (hits(options.leak)) {
      const of = write.between(0, options.leakOf - 1);
      record = recordOf(options.leakSeed, of);
      truth.leak.push([line, of + 1, write.random() < 0.5 ? changeWords(record, write, options.words) : 0]);
    } else if (hits(untouched.length > 0 ? options.exact : 0)) {
      const of = write.pick(untouched);
      record = recordOf(options.seed, of);
      if (truth.exact.length % 2) record = reverseKeys(record);
      truth.exact.push([line, of + 1, 0]);
    } else if (hits(untouched.length > 0 ? options.near : 0)) {
      const of = write.pick(untouched);
      record = recordOf(options.seed, of);
      truth.near.push([line, of + 1, changeWords(record, write, options.words)]);
    } else if (hits(options.invalid)) {
      const [damage, apply] = damages[truth.invalid.length % damages.length];
      record = recordOf(options.seed, number);
      apply(record);
      truth.invalid.push([line, damage]);
    } else {
      record = recordOf(options.seed, number);
      untouched.push(number);
    }
    yield `${JSON.stringify(record)}\n`;
  }
}

/** Writes a set and its truth; returns its size in bytes. */
export function generateFile(count, out, chosen = {}) {
  const options = {
    seed: 1,
    exact: 1,
    near: 1,
    invalid: 0.1,
    words: 6,
    leak: 0,
    leakSeed: 1,
    leakOf: 100_000,
    ...chosen,
  };
  const truth = { count, ...options, exact: [], near: [], invalid: [], leak: [] };
  const file = openSync(out, 'w');
  let bytes = 0;
  let batch = '';
  for (const line of generateLines(count, options, truth)) {
    batch += line;
    if (batch.length > 1 << 22) {
      bytes += writeSync(file, batch);
      batch = '';
    }
  }
  bytes += writeSync(file, batch);
  closeSync(file);
  writeFileSync(out.replace(/(\.jsonl)?$/, '.truth.json'), JSON.stringify(truth));
  return bytes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const number = { type: 'string' };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: number,
      exact: number,
      near: number,
      invalid: number,
      words: number,
      leak: number,
      'leak-seed': number,
      'leak-of': number,
    },
  });
  const [count, out] = positionals;
  if (!count || !out) throw new Error('usage: node bench/generate.mjs N OUT.jsonl [--seed N] …');
  const chosen = Object.fromEntries(
    Object.entries(values).map(([key, text]) => [
      key.replace(/-(.)/, (_, letter) => letter.toUpperCase()),
      Number(text),
    ]),
  );
  const bytes = generateFile(Number(count), out, chosen);
  console.log(`${out}: ${count} records, ${bytes} bytes, ${Math.round(bytes / Number(count))} a record`);
}
