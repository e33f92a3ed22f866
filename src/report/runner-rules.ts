// For the tests alone: what the Actions runner reads as a command in a step's output, by its own two rules.

export interface RunnerCommand {
  name: string;
  properties: Record<string, string>;
  message: string;
}

const known = new Set(
  `error warning notice debug group endgroup add-mask add-matcher remove-matcher echo stop-commands set-output set-env
   save-state add-path internal-set-repo-path`.split(/\s+/),
);
/** .NET's `TrimStart` cuts these; JavaScript's adds U+FEFF and lacks U+0085. */
const space = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The commands in captured output, in order. */
export function commandsIn(output: string): RunnerCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line) => version2(line.replace(space, '')) ?? version1(line) ?? []);
}

/** `::name key=value,key=value::message`, at the start of the line. */
function version2(line: string): RunnerCommand | undefined {
  const end = line.indexOf('::', 2);
  if (!line.startsWith('::') || end < 0) return undefined;
  return parse(line.slice(2, end), ',', line.slice(end + 2), (text, property) =>
    property ? text.replaceAll('%3A', ':').replaceAll('%2C', ',') : text,
  );
}

/** `##[name key=value;key=value]message`, anywhere in the line. */
function version1(line: string): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  return parse(line.slice(start + 3, end), ';', line.slice(end + 1), (text) =>
    text.replaceAll('%3B', ';').replaceAll('%5D', ']'),
  );
}

function parse(info: string, separator: string, message: string, decode: (text: string, property: boolean) => string) {
  const [name = '', ...rest] = info.split(' ');
  if (!known.has(name.toLowerCase())) return undefined;
  const restore = (text: string, property: boolean) =>
    decode(text.replaceAll('%0D', '\r').replaceAll('%0A', '\n'), property).replaceAll('%25', '%');
  const properties: Record<string, string> = {};
  for (const pair of rest.join(' ').trim().split(separator)) {
    const [key = '', ...value] = pair.split('=');
    if (value.length > 0) properties[key] = restore(value.join('='), true);
  }
  return { name: name.toLowerCase(), properties, message: restore(message, false) };
}
