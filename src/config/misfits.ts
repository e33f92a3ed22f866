// Holds a written configuration against its schema. JSON Schema's keywords that the configuration uses are few, and a
// short walk over them starts sooner than a compiled validator; a test compares the two.

export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';
  enum?: readonly unknown[];
  minLength?: number;
  minItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  anyOf?: readonly Schema[];
  propertyNames?: { pattern: string };
  required?: readonly string[];
  properties?: Readonly<Record<string, Schema>>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  $defs?: Readonly<Record<string, Schema>>;
}

export interface Misfit {
  /** Keys and indexes from the top. */
  path: string[];
  message: string;
}

const isOf = {
  object: (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
  array: (value: unknown): value is unknown[] => Array.isArray(value),
  string: (value: unknown): value is string => typeof value === 'string',
  number: (value: unknown): value is number => Number.isFinite(value),
  integer: (value: unknown): value is number => Number.isInteger(value),
  boolean: (value: unknown): value is boolean => typeof value === 'boolean',
  null: (value: unknown): value is null => value === null,
};

const words = {
  object: 'an object of keys',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

/** What is wanted; for a list, the one text that stands in its place made into one. */
function wanted(type: keyof typeof words, value: unknown): string {
  const single = type === 'array' && isOf.string(value) && /^[\w./][\w./*-]{0,99}$/.test(value);
  return `must be ${words[type]}${single ? `, such as [${value}]` : ''}`;
}

/** Everything in `value` that `schema` does not allow. `$ref` points into the `$defs` of `root`. */
export function* findMisfits(value: unknown, schema: Schema, root = schema, path: string[] = []): Iterable<Misfit> {
  if (schema.$ref !== undefined) {
    yield* findMisfits(value, referred(schema, root), root, path);
    return;
  }
  const subject = path.length > 0 ? `\`${path.join('.')}\`` : 'the file';
  const misfit = (message: string): Misfit => ({ path, message: `${subject} ${message}` });
  if (schema.anyOf) yield* findInForms(value, schema.anyOf, root, path, misfit);
  const { type, minLength = 0, minItems = 0, minimum = -Infinity, maximum = Infinity } = schema;
  const { exclusiveMinimum = -Infinity } = schema;
  if (type && !isOf[type](value)) yield misfit(wanted(type, value));
  if (schema.enum && !schema.enum.includes(value)) yield misfit(`must be one of ${schema.enum.join(', ')}`);
  if (isOf.string(value) && value.length < minLength) yield misfit(`must NOT have fewer than ${minLength} characters`);
  if (isOf.number(value) && value < minimum) yield misfit(`must be >= ${minimum}`);
  if (isOf.number(value) && value > maximum) yield misfit(`must be <= ${maximum}`);
  if (isOf.number(value) && value <= exclusiveMinimum) yield misfit(`must be > ${exclusiveMinimum}`);
  if (isOf.array(value)) {
    const seen = new Set<unknown>();
    const twice = schema.uniqueItems
      ? value.findIndex((item) => isOf.string(item) && seen.size === seen.add(item).size)
      : -1;
    if (twice >= 0) yield misfit(`must NOT have duplicate items; ${JSON.stringify(value[twice])} stands twice`);
    if (value.length < minItems) yield misfit(`must NOT have fewer than ${minItems} items`);
    const { items } = schema;
    if (items)
      for (const [index, item] of value.entries()) yield* findMisfits(item, items, root, [...path, `${index}`]);
  }
  if (isOf.object(value)) yield* findInObject(value, schema, root, path, misfit);
}

/** What is wrong with the form that the value comes nearest to: the first whose type it has. */
function* findInForms(
  value: unknown,
  references: readonly Schema[],
  root: Schema,
  path: string[],
  misfit: (message: string) => Misfit,
): Iterable<Misfit> {
  const forms = references.map((form) => referred(form, root));
  const found = forms.map((form) => [...findMisfits(value, form, root, path)]);
  if (found.some((misfits) => misfits.length === 0)) return;
  const nearest = forms.findIndex(({ type }) => type !== undefined && isOf[type](value));
  if (nearest >= 0) yield* found[nearest] as Misfit[];
  else
    yield misfit(
      `must be ${forms.map(({ type, enum: names }) => (type ? words[type] : names?.join(', '))).join(' or ')}`,
    );
}

const referred = (schema: Schema, root: Schema): Schema =>
  schema.$ref === undefined ? schema : (root.$defs?.[schema.$ref.replace('#/$defs/', '')] as Schema);

function* findInObject(
  value: Record<string, unknown>,
  { required = [], properties = {}, additionalProperties = true, minProperties = 0, propertyNames }: Schema,
  root: Schema,
  path: string[],
  misfit: (message: string) => Misfit,
): Iterable<Misfit> {
  const names = Object.keys(value);
  if (names.length < minProperties) yield misfit(`must NOT have fewer than ${minProperties} properties`);
  const allowed = propertyNames ? new RegExp(propertyNames.pattern) : null;
  for (const name of names.filter((name) => allowed?.test(name) === false)) {
    yield { path: [...path, name], message: `the name \`${name}\` must match ${propertyNames?.pattern}` };
  }
  for (const key of required) if (!Object.hasOwn(value, key)) yield misfit(`must have required property '${key}'`);
  for (const [key, child] of Object.entries(value)) {
    const schema = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    const where = [...path, key];
    if (typeof schema === 'object') yield* findMisfits(child, schema, root, where);
    else if (schema === false) {
      const within = path.length > 0 ? ` in \`${path.join('.')}\`` : '';
      yield { path: where, message: `unknown key \`${key}\`${within}` };
    }
  }
}
