// A part of somebody else's file that is ours: it stands between two markers, and nothing around it is touched.

export interface Marks {
  begin: string;
  end: string;
}

export const hashMarks: Marks = {
  begin: '# goldgate:begin (written by `goldgate init`)',
  end: '# goldgate:end',
};
export const htmlMarks: Marks = {
  begin: '<!-- goldgate:begin (written by `goldgate init`) -->',
  end: '<!-- goldgate:end -->',
};

/** The lines between the markers, or `null` when there is no such part. */
export function readSection(text: string, marks: Marks): string | null {
  const lines = text.split(/\r?\n/);
  const [from, to] = [lines.indexOf(marks.begin), lines.indexOf(marks.end)];
  return from < 0 || to < from ? null : lines.slice(from + 1, to).join('\n');
}

/** `text` with `body` as our part: in place of the one that is there, else at the end. Line ends stay as they are. */
export function writeSection(text: string, body: string, marks: Marks): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text === '' ? [] : text.split(/\r?\n/);
  const section = [marks.begin, ...body.split('\n'), marks.end];
  const [from, to] = [lines.indexOf(marks.begin), lines.indexOf(marks.end)];
  if (from >= 0 && to >= from) return lines.toSpliced(from, to - from + 1, ...section).join(eol);
  while (lines.at(-1) === '') lines.pop();
  return [...lines, ...(lines.length > 0 ? [''] : []), ...section, ''].join(eol);
}
