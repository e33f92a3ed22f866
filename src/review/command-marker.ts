// The first line of what we write, by which it is found again: on GitHub it is all the memory there is. It proves nothing
// by itself; who wrote the comment does.

/** `reply` and `ended` answer the comment of the key, an id; `report` is the one of a role. */
export interface Marker {
  kind: 'reply' | 'ended' | 'report';
  key: string;
  fields: Readonly<Record<string, string>>;
}

export function renderMarker({ kind, key, fields }: Marker): string {
  const told = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  return `<!-- goldgate:${kind}:${key}${told.join('')} -->`;
}

/** Of a body's first line; `null` when it is no marker. */
export function parseMarker(body: string): Marker | null {
  const [, kind, key = '', fields = ''] =
    /^<!-- goldgate:(reply|ended|report):([\w-]{1,64})((?: [a-z]{1,20}=[\w-]{1,64}){0,10}) -->[ \t]*(?:\r?\n|$)/.exec(
      body,
    ) ?? [];
  if (kind === undefined) return null;
  const pairs = fields.split(' ').flatMap((field) => (field === '' ? [] : [field.split('=') as [string, string]]));
  return { kind: kind as Marker['kind'], key, fields: Object.fromEntries(pairs) };
}

/** What a tuning's run is for, as its `run-name` says. */
export interface RunTitle {
  role: string;
  pullRequest: number;
  comment: number;
}

/** `tune ba · #12 · comment 345`; `null` for a run that no comment asked for. */
export function parseRunTitle(title: string): RunTitle | null {
  const [, role, pullRequest, comment] =
    /^tune ([A-Za-z][\w-]{0,63}) · #([1-9]\d{0,9}) · comment ([1-9]\d{0,15})$/.exec(title) ?? [];
  return role === undefined ? null : { role, pullRequest: Number(pullRequest), comment: Number(comment) };
}
