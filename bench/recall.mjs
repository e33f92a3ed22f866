// Near duplicates against an exhaustive comparison: every pair of 5,000 records, word by word, with nothing shared with
// the engine but the definition.
import { readFileSync } from 'node:fs';

/** All pairs of lines (from 1) of a file whose Jaccard similarity is at least `threshold`, as `earlier later` → similarity. */
export function exhaustivePairs(file, threshold) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const sizes = [];
  const holders = new Map();
  const pairs = new Map();
  for (const [b, line] of lines.entries()) {
    const shingles = shinglesOf(JSON.parse(line));
    sizes.push(shingles.size);
    const shared = new Uint32Array(b);
    for (const shingle of shingles) {
      const before = holders.get(shingle);
      if (before === undefined) holders.set(shingle, [b]);
      else {
        for (const a of before) shared[a]++;
        before.push(b);
      }
    }
    for (let a = 0; a < b; a++) {
      const similarity = shared[a] / (sizes[a] + shingles.size - shared[a]);
      if (similarity >= threshold) pairs.set(`${a + 1} ${b + 1}`, similarity);
    }
  }
  return pairs;
}

function shinglesOf(value, into = new Set()) {
  if (typeof value === 'string') {
    const words = value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length > 0) {
      for (let i = 0; i < Math.max(1, words.length - 2); i++) into.add(words.slice(i, i + 3).join('\n'));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const child of Object.values(value)) shinglesOf(child, into);
  }
  return into;
}

/** How well the pairs of a report in JSON agree with the true ones. */
export function scoreReport(report, truth) {
  const near = JSON.parse(report).findings.filter(({ rule }) => rule === 'no-near-duplicates');
  const reported = new Set(near.map(({ line, related: [other] }) => `${other.line} ${line}`));
  const right = [...reported].filter((pair) => truth.has(pair)).length;
  return { true: truth.size, reported: reported.size, recall: right / truth.size, precision: right / reported.size };
}
