import { expect, test } from 'vitest';
import { countFields } from './completeness.ts';

const item = (id: string) => ({ id, description: 'Export the list', priority: 'High' });
const record = () => ({
  concept: 'A clinic portal',
  requirements: {
    title: 'Portal',
    description: 'Appointments and records.',
    functional_requirements: [item('FR001'), item('FR002')],
    non_functional_requirements: [item('NFR001')],
    constraints: [item('C001')] as object[],
  },
});

test('a whole record has six complete fields', () => {
  expect(countFields(record())).toEqual({ required: 6, complete: 6 });
});

test('an empty list, an item without priority and a blank text are incomplete', () => {
  const broken = record();
  broken.requirements.functional_requirements = [];
  broken.requirements.constraints.push({ id: 'C002', description: 'In the EU' });
  broken.requirements.title = '\u00a0\n';
  expect(countFields(broken)).toEqual({ required: 6, complete: 3 });
});

test('requirements as a YAML string leave only the concept', () => {
  expect(countFields({ concept: 'A shop', requirements_yaml: 'title: Shop' })).toEqual({ required: 6, complete: 1 });
});

test.each([null, 7, 'text', [], {}])('%j is no record: nothing is complete', (value) => {
  expect(countFields(value)).toEqual({ required: 6, complete: 0 });
});
