// Which function checks the records of a role. The built-in ones are compiled beforehand; ajv is loaded only for a
// team's own schema.

import { notLoaded, reasonOf, SetupError } from '../../core/errors.ts';
import type { SchemaError } from './schema-problems.ts';
import { validateBa, validateInputOutput, validateQa } from './validators.generated.ts';

/** Returns whether `record` fits; when it does not, `errors` says why, until the next call. */
export type Validate = { (record: unknown): boolean; errors?: SchemaError[] | null };

/** The built-in validator of a role: ba and qa have their own, every other role holds `input` and `output`. */
export function builtInValidator(role: string): Validate {
  if (role === 'ba') return validateBa as Validate;
  if (role === 'qa') return validateQa as Validate;
  return validateInputOutput as Validate;
}

/**
 * Compiles a team's JSON Schema (draft 2020-12). Its patterns run on a linear-time engine, because they meet data
 * that anybody can send. Throws a SetupError that names the role when the schema does not compile.
 */
export async function compileSchema(role: string, schema: object): Promise<Validate> {
  const [{ Ajv2020 }, re2] = await Promise.all([import('ajv/dist/2020.js'), import('re2js')]).catch(notLoaded);
  try {
    if ('$async' in schema) throw new Error('"$async" schemas are not supported');
    const ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      validateFormats: false,
      logger: false,
      code: { regExp: linearEngine(re2) },
    });
    return ajv.compile(schema) as Validate;
  } catch (thrown) {
    throw new SetupError(
      `The JSON Schema of the role "${role}" does not compile: ${reasonOf(thrown)}. Correct the schema.`,
    );
  }
}

/** ajv's `code.regExp`. ajv calls `test` alone, and tells patterns apart by what `toString` says. */
function linearEngine({ RE2JS }: typeof import('re2js')) {
  const engine = (pattern: string) => {
    const compiled = RE2JS.compile(pattern);
    return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern } as RegExp;
  };
  return Object.assign(engine, { code: 'linearEngine' });
}
