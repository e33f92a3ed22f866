import { expect, test, vi } from 'vitest';
import { maskSecret } from './actions.ts';
import { secretForms } from './secret-forms.ts';

const forms = ['k?~~~ÿ=', 'k%3F~~~%C3%BF%3D', 'az9+fn7Dvz0=', 'az9+fn7Dvz0', 'az9-fn7Dvz0'];

test('a secret has five forms, fewer where two are alike', () => {
  expect(secretForms('k?~~~ÿ=')).toEqual(forms);
  expect(secretForms('abc')).toEqual(['abc', 'YWJj']);
});

test('the runner is told every one of them', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    maskSecret('k?~~~ÿ=');
    maskSecret(undefined);
    const told = write.mock.calls.map(([text]) => String(text).trim()).filter(Boolean);
    expect(told).toEqual(forms.map((form) => `::add-mask::${form.replaceAll('%', '%25')}`));
  } finally {
    write.mockRestore();
  }
});
