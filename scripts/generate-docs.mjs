// Fills the marked parts of the documents from the registry and the configuration's schema.
import { readFileSync, writeFileSync } from 'node:fs';
import { actionInputs, actionOutputs } from '../src/commands/action-interface.ts';
import { configSchema } from '../src/config/config.ts';
import { rules } from '../src/registry.ts';

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
const value = (json) => (json === undefined ? '' : `\`${JSON.stringify(json)}\``);

const parts = {
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
    Object.entries(configSchema.properties).flatMap(([key, schema]) => [
      [`\`${key}\``, value(schema.default), schema.description],
      ...(key === 'limits' || key === 'model'
        ? Object.entries(schema.properties).map(([name, inner]) => [
            `\`${key}.${name}\``,
            value(inner.default),
            inner.description,
          ])
        : []),
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
};

for (const path of ['README.md', 'docs/configuration.md']) {
  const text = readFileSync(path, 'utf8');
  const filled = text.replace(
    /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, start, name, end) => `${start}${parts[name]}\n${end}`,
  );
  if (filled !== text) writeFileSync(path, filled);
}
