// Lines of a stream of bytes, for the work that is about single examples rather than about the gate's speed.

/** Lines that hold anything but white space, without `\n`, `\r` and byte order mark; `line` counts from 1. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<{ line: number; bytes: Buffer }> {
  let line = 1;
  let rest: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      const bytes = trim([...rest, chunk.subarray(from, end)], line);
      if (bytes.length > 0) yield { line, bytes };
      rest = [];
      from = end + 1;
      line++;
    }
    // A copy (which `slice` of a Buffer is not): the stream may use its chunk again.
    if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)));
  }
  const bytes = trim(rest, line);
  if (bytes.length > 0) yield { line, bytes };
}

const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x09 || byte === 0x0d;

function trim(pieces: Uint8Array[], line: number): Buffer {
  const [only] = pieces;
  const bytes =
    pieces.length === 1 && only ? Buffer.from(only.buffer, only.byteOffset, only.length) : Buffer.concat(pieces);
  let from = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let end = bytes.length;
  while (isSpace(bytes[end - 1])) end--;
  while (from < end && isSpace(bytes[from])) from++;
  return bytes.subarray(from, end);
}
