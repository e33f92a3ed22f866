// Writes the JSON Schemas of the files that people write. Editors check the configuration as it is written, with its short
// forms: a rule may be a level alone, a metric a name, a weight or one object of options.
import { writeFileSync } from 'node:fs';
import { configSchema } from '../src/config/config.ts';
import { metricSchema } from '../src/program/metrics/setting.ts';
import { factsSchema } from '../src/review/facts-schema.ts';

const written = structuredClone(configSchema);
const { rules, roles } = written.properties;
for (const [id, setting] of Object.entries(rules.properties)) {
  rules.properties[id] = { description: setting.description, anyOf: [{ $ref: '#/$defs/level' }, setting] };
}

const uses = Object.entries(metricSchema.properties).map(([name, list]) => {
  const { description, items } = list;
  const weight = items.required.length === 0 ? [{ type: 'number', exclusiveMinimum: 0 }] : [];
  return [name, { description, anyOf: [...weight, items, { ...list, description: undefined }] }];
});
written.$defs.metric = {
  description: metricSchema.description,
  anyOf: [
    { enum: Object.entries(metricSchema.properties).flatMap(([n, { items }]) => (items.required.length ? [] : [n])) },
    { type: 'object', minProperties: 1, additionalProperties: false, properties: Object.fromEntries(uses) },
  ],
};
const role = roles.additionalProperties.properties;
role.metric = { ...role.metric, $ref: '#/$defs/metric' };
role.target.properties.metric = { $ref: '#/$defs/metric' };

writeFileSync('docs/config.schema.json', `${JSON.stringify(written, null, 2)}\n`);
writeFileSync('docs/pull-request.schema.json', `${JSON.stringify(factsSchema, null, 2)}\n`);
