// Whoever mistypes a name is told which one was meant.

/** At most three names that contain the word, or are a few edits away from it; the nearest first. */
export function nearest(word: string, names: readonly string[]): string[] {
  const wanted = word.slice(0, 100).toLowerCase();
  return names
    .map((name) => ({ name, distance: wanted.length > 2 && name.includes(wanted) ? 0 : editDistance(wanted, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const swapped = (row[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
