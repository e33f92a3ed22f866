// Fills the marked parts of the documents from the registry and the configuration's schema.
import { readFileSync, writeFileSync } from 'node:fs';
import { actionInputs, actionOutputs } from '../src/commands/action-interface.ts';
import { configSchema } from '../src/config/config.ts';
import { knownMetrics } from '../src/program/metrics/known-metrics.ts';
import { rules } from '../src/registry.ts';
import { renderCommandTable } from '../src/review/command-table.ts';
import { claims, verdictOn } from '../test/policy/claims.ts';
import { coverage, shown } from '../test/review/coverage.ts';

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
/** Text that may hold anything but two backticks in a row. */
const literal = (text) => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
const testLink = (place) => place.replace(/^\S+/, (name) => `[${name}](${name}.test.ts)`);
const value = (json) => (json === undefined ? '' : `\`${JSON.stringify(json)}\``);

const keyRow = (key, schema) => [`\`${key}\``, value(schema.default), schema.description];
const ownNames = {
  roles: 'ROLE',
  rollout: 'ROLE',
  prices: 'MODEL',
  predictors: 'NAME',
  inputs: 'FIELD',
  outputs: 'FIELD',
};
/** What a person can write: a row a key; a name of their own stands in capitals. What was told once is not repeated. */
function* keyRows(path, schema, told = new Set()) {
  const { properties = {}, additionalProperties: named } =
    schema.anyOf?.find(({ type }) => type === 'object') ?? schema;
  const own = named && Object.keys(named).some((key) => key !== 'type' && key !== 'minLength');
  const children = path === 'rules' ? [] : Object.entries(properties);
  for (const [name, child] of [...children, ...(own ? [[ownNames[path.split('.').at(-1)], named]] : [])]) {
    const key = path === '' ? name : `${path}.${name}`;
    const { description, default: preset } = child;
    if (told.has(JSON.stringify(child))) continue;
    told.add(JSON.stringify(child));
    if (description) yield [`\`${key}\``, takes(child), value(preset), description];
    yield* keyRows(key, child, told);
  }
}
function takes({ type, enum: names, items, anyOf, minimum, maximum, exclusiveMinimum }) {
  if (names) return names.map((name) => `\`${name}\``).join(', ');
  if (anyOf) return anyOf.map(takes).join(', or ');
  if (type === 'array') return items.type === 'string' ? 'list of texts' : 'list';
  if (type === 'string') return 'text';
  if (type !== 'integer' && type !== 'number') return type ?? '';
  if (exclusiveMinimum !== undefined) return `above ${exclusiveMinimum}, to ${maximum}`;
  return maximum === undefined ? `${minimum} or more` : `${minimum} to ${maximum}`;
}

const parts = {
  commands: renderCommandTable(),
  rules: table(
    ['Rule', 'Level', 'What must hold', 'Options'],
    rules.map(({ id, level, requirement, options }) => [
      `\`${id}\``,
      level,
      requirement,
      Object.entries(options)
        .map(([name, option]) => `\`${name}\` ${value(option.default)}`)
        .join(', '),
    ]),
  ),
  config: table(
    ['Key', 'Default', 'Meaning'],
    Object.entries(configSchema.properties).map(([key, schema]) => keyRow(key, schema)),
  ),
  keys: table(['Key', 'Takes', 'Default', 'Meaning'], [...keyRows('', configSchema)]),
  metrics: table(
    ['Metric', 'Scores', 'Options'],
    Object.entries(knownMetrics).map(([name, { description, options, required }]) => [
      `\`${name}\``,
      description,
      Object.entries(options)
        .map(
          ([option, { description: what }]) =>
            `\`${option}\`${required.includes(option) ? ' (required)' : ''}: ${what}`,
        )
        .join('<br>'),
    ]),
  ),
  action: [
    table(
      ['Input', 'Default', 'Meaning'],
      Object.entries(actionInputs).map(([name, input]) => [
        `\`${name}\``,
        input.default && `\`${input.default}\``,
        input.description,
      ]),
    ),
    table(
      ['Output', 'Meaning'],
      Object.entries(actionOutputs).map(([name, description]) => [`\`${name}\``, description]),
    ),
  ].join('\n\n'),
  scenarios: table(
    ['Row', 'What happens', 'On plain facts', 'Through fakehub', 'Elsewhere'],
    coverage().map(({ number, subject, expected, fakehub, elsewhere }) => [
      number,
      subject,
      literal(shown(expected)),
      fakehub.map(testLink).join(', '),
      elsewhere.map(testLink).join(', '),
    ]),
  ),
};

for (const path of ['README.md', 'docs/configuration.md', 'docs/tuning.md', 'test/README.md']) {
  const text = readFileSync(path, 'utf8');
  const filled = text.replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start, name, end) => `${start}${parts[name]}\n${end}`,
  );
  if (filled !== text) writeFileSync(path, filled);
}

/** Below each policy to paste stands the verdict that it gives. */
const policies = readFileSync('docs/policy.md', 'utf8');
const judged = policies.replace(
  /(^## \d+\. (.*)\n[\s\S]*?^```yaml\n([\s\S]*?)^```[\s\S]*?^```text\n)[\s\S]*?(?=^```$)/gm,
  (_, start, title, policy) => start + verdictOn(policy, claims[title].shown),
);
if (judged !== policies) writeFileSync('docs/policy.md', judged);
