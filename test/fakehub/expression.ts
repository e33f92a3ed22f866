// As much of a workflow's expressions as a `run-name` uses: literals, `inputs.*`, `github.*`, format(), ||, && and ==.

type Value = string | number | boolean | null;
type Context = Readonly<Record<string, unknown>>;

/** Replaces every `${{ … }}` of `text`. */
export function renderExpressions(text: string, context: Context): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, source: string) => asText(new Parser(source, context).whole()));
}

const asText = (value: Value) => (value === null ? '' : String(value));

class Parser {
  readonly #tokens: string[];
  readonly #context: Context;
  #at = 0;

  constructor(source: string, context: Context) {
    this.#tokens = source.match(/'(?:[^']|'')*'|\|\||&&|==|!=|[(),!]|[\w.-]+/g) ?? [];
    this.#context = context;
  }

  whole(): Value {
    const value = this.#or();
    if (this.#at < this.#tokens.length)
      throw new Error(`fakehub: cannot read the expression at ${this.#tokens[this.#at]}`);
    return value;
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #or(): Value {
    let value = this.#and();
    while (this.#take('||')) {
      const other = this.#and();
      value = value ? value : other;
    }
    return value;
  }

  #and(): Value {
    let value = this.#equal();
    while (this.#take('&&')) {
      const other = this.#equal();
      value = value ? other : value;
    }
    return value;
  }

  #equal(): Value {
    const value = this.#one();
    if (this.#take('==')) return asText(value).toLowerCase() === asText(this.#one()).toLowerCase();
    if (this.#take('!=')) return asText(value).toLowerCase() !== asText(this.#one()).toLowerCase();
    return value;
  }

  #one(): Value {
    if (this.#take('!')) return !this.#one();
    if (this.#take('(')) {
      const value = this.#or();
      this.#take(')');
      return value;
    }
    const token = this.#tokens[this.#at] ?? '';
    this.#at += 1;
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (/^-?[\d.]+$/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    return this.#take('(') ? this.#call(token) : this.#lookUp(token);
  }

  #call(name: string): Value {
    const given: Value[] = [];
    while (!this.#take(')')) {
      given.push(this.#or());
      this.#take(',');
    }
    if (name !== 'format') throw new Error(`fakehub: does not know the function ${name}()`);
    return asText(given[0] ?? '').replace(/\{(\d+)\}/g, (_, index: string) => asText(given[Number(index) + 1] ?? null));
  }

  #lookUp(path: string): Value {
    let value: unknown = this.#context;
    for (const key of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
    return (value ?? null) as Value;
  }
}
