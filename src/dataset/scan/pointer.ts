// RFC 6901 pointers: how every finding names a place inside a record.

/** `['a/b', 0]` → `/a~1b/0`. */
export function pointerOf(path: readonly (string | number)[]): string {
  let pointer = '';
  for (const token of path) pointer += `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return pointer;
}

/** What stands at `pointer` in `root`; `undefined` when nothing does. */
export function valueAt(root: unknown, pointer: string): unknown {
  let value = root;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
