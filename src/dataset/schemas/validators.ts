// Which functions check the records of a role. The built-in ones are compiled beforehand; ajv is loaded only for a
// team's own schema.

import { notLoaded, reasonOf, SetupError } from '../../core/errors.ts';
import { acceptBa, acceptInputOutput, acceptQa } from './accept.generated.ts';
import { explainBa, explainInputOutput, explainQa } from './explain.generated.ts';
import type { SchemaError } from './schema-problems.ts';

/** ajv's compiled schema. When it returns `false`, `errors` says why, until the next call. */
type Compiled = { (record: unknown): boolean; errors?: SchemaError[] | null };

export interface Validator {
  /** Whether a record fits. Stops at the first fault, so its time and memory are in bounds. */
  accept: Compiled;
  /** Finds every fault: only for records of a size at which a fault in each of their values does no harm. */
  explain: Compiled;
}

/** The built-in validator of a role: ba and qa have their own, every other role holds `input` and `output`. */
export function builtInValidator(role: string): Validator {
  const [accept, explain] =
    role === 'ba'
      ? [acceptBa, explainBa]
      : role === 'qa'
        ? [acceptQa, explainQa]
        : [acceptInputOutput, explainInputOutput];
  return { accept: accept as Compiled, explain: explain as Compiled };
}

/**
 * Compiles a team's JSON Schema (draft 2020-12). Its patterns run on a linear-time engine, because they meet data
 * that anybody can send. Throws a SetupError that names the role when the schema does not compile.
 */
export async function compileSchema(role: string, schema: object): Promise<Validator> {
  const [{ Ajv2020 }, re2] = await Promise.all([import('ajv/dist/2020.js'), import('re2js')]).catch(notLoaded);
  const compile = (allErrors: boolean) => {
    const code = { regExp: linearEngine(re2) };
    const ajv = new Ajv2020({ allErrors, strict: false, validateFormats: false, logger: false, code });
    return ajv.compile(schema) as Compiled;
  };
  try {
    if ('$async' in schema) throw new Error('"$async" schemas are not supported');
    return { accept: compile(false), explain: compile(true) };
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
