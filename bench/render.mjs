// The medians of a run as two Markdown tables: every goal with what was reached, and what was measured.

const names = {
  start: '`node -e 0`',
  hash: 'Node reads and hashes the training file',
  peer: '`@sourcemeta/jsonschema validate --fast`, one file without faults',
  schema: '`check`, rules for JSON, UTF-8 and schema',
  pairs: '`check`, those, duplicates, leakage and manifest',
  all: '`check`, every default rule',
  million: '`check`, ten times the records',
  whole: '`check` in the repository with 10 changed records',
  cold: '`check --base HEAD` there, no cache',
  warm: '`check --base HEAD` there, with a cache',
  own: '`check` of this repository',
};

export function renderResults({ rounds, records, machine, seconds: s, mebibytes: m, score }) {
  const goals = [
    ['JSON, UTF-8 and schema: time', '≤ 0.5 × peer', s.schema / s.peer, 0.5, '×'],
    ['… memory', '≤ 0.15 × peer', m.schema / m.peer, 0.15, '×'],
    ['schema, duplicates, leakage, manifest: time', '≤ 1.0 × peer', s.pairs / s.peer, 1, '×'],
    ['… memory', '≤ 200 MiB', m.pairs, 200, 'MiB'],
    ['every default rule: time', '≤ 1.3 × peer', s.all / s.peer, 1.3, '×'],
    ['ten times the records: time', '≤ 11 ×', s.million / s.all, 11, '×'],
    ['… more memory', '≤ 100 MiB', m.million - m.all, 100, 'MiB'],
    ['`--base`, warm: time', '≤ 2.5 × reading and hashing', s.warm / s.hash, 2.5, '×'],
    ['`--base`, cold: time', '≤ 1.2 × the whole check', s.cold / s.whole, 1.2, '×'],
    ['this repository, cold: time', '≤ 4 × `node -e 0`', s.own / s.start, 4, '×'],
    ['near duplicates: recall', '≥ 0.99', score.recall, 0.99, ''],
    ['near duplicates: precision', '1.0', score.precision, 1, ''],
  ];
  return [
    `${records.toLocaleString('en')} records, medians of ${rounds} rounds in which all commands took turns. ${machine}.`,
    '',
    '| goal | | reached | |',
    '|---|---|---:|---|',
    ...goals.map(([what, goal, value, limit, unit]) => {
      const isReached = unit === '' ? value >= limit : value <= limit;
      return `| ${what} | ${goal} | ${shown(value, unit)} | ${isReached ? '✓' : 'missed'} |`;
    }),
    '',
    '| measured | seconds | MiB |',
    '|---|---:|---:|',
    ...Object.entries(names).map(([name, text]) => `| ${text} | ${s[name].toFixed(3)} | ${m[name].toFixed(0)} |`),
    '',
    `Near duplicates: ${score.true} true pairs among 5,000 records, ${score.reported} reported.`,
    '',
  ].join('\n');
}

function shown(value, unit) {
  if (unit === 'MiB') return `${value.toFixed(0)} MiB`;
  return unit === '×' ? `${value.toFixed(2)} ×` : value.toFixed(4);
}
