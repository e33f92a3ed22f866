// Writes the configuration's JSON Schema for editors.
import { writeFileSync } from 'node:fs';
import { configSchema } from '../src/config/config.ts';

// Editors check the file as it is written: a rule may be a level alone.
const written = structuredClone(configSchema);
for (const [id, setting] of Object.entries(written.properties.rules.properties)) {
  const { description } = setting;
  written.properties.rules.properties[id] = { description, anyOf: [{ $ref: '#/$defs/level' }, setting] };
}
writeFileSync('docs/config.schema.json', `${JSON.stringify(written, null, 2)}\n`);
