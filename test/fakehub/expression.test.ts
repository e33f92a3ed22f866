import { expect, test } from 'vitest';
import { renderExpressions } from './expression.ts';

const context = {
  inputs: { role: 'ba', comment: '', count: 3 },
  github: { actor: 'ann', event: { inputs: { role: 'ba' } } },
};

test.each([
  [`tune \${{ inputs.role }}`, 'tune ba'],
  [`\${{ github.event.inputs.role }} by \${{ github.actor }}`, 'ba by ann'],
  [`\${{ format('{0} of {1}{0}', inputs.role, inputs.count) }}`, 'ba of 3ba'],
  [`\${{ inputs.comment || 'none' }}`, 'none'],
  [`\${{ inputs.comment && format(' for {0}', inputs.comment) || ' by hand' }}`, ' by hand'],
  [`\${{ inputs.role == 'BA' && 'yes' || 'no' }}`, 'yes'],
  [`\${{ (inputs.role != 'ba') }} \${{ !inputs.comment }}`, 'false true'],
  [`it's \${{ 'it''s' }} \${{ inputs.none }}.`, "it's it's ."],
])('%s', (text, rendered) => expect(renderExpressions(text, context)).toBe(rendered));

test('what it does not know is an error, not an empty text', () => {
  expect(() => renderExpressions(`\${{ toJSON(inputs) }}`, context)).toThrow('toJSON');
  expect(() => renderExpressions(`\${{ inputs.role inputs.role }}`, context)).toThrow('cannot read');
});
