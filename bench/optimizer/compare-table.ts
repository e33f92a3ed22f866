// The comparison as Markdown: means over seeds with 95 % intervals, and the paired difference to DSPy.

/** By optimizer, then surface: true scores 0–1 and calls, both in the order of the seeds; `lost` counts runs without a program. */
export type Results = Record<string, Record<string, { truths: number[]; calls: number[]; lost: number }>>;

/** Renders a table of `optimizers`, the reference first; the others show how they differ from it, seed by seed. */
export function renderTable(results: Results, surfaces: readonly string[], optimizers: readonly string[]): string {
  const [reference = ''] = optimizers;
  const head = `| surface | ${optimizers.map((name) => `${name} | calls`).join(' | ')} |`;
  const rule = `| --- |${' ---: | ---: |'.repeat(optimizers.length)}`;
  const rows = surfaces.map((surface) => {
    const base = results[reference]?.[surface];
    const cells = optimizers.map((name) => {
      const cell = results[name]?.[surface];
      if (!cell || cell.truths.length === 0) return `${cell?.lost ?? 0} runs lost | –`;
      const lost = cell.lost > 0 ? ` (${cell.lost} lost)` : '';
      const calls = Math.round(mean(cell.calls));
      if (name === reference || !base || base.truths.length !== cell.truths.length)
        return `${interval(cell.truths)}${lost} | ${calls}`;
      const differences = cell.truths.map((truth, index) => truth - (base.truths[index] ?? 0));
      return `${mean(cell.truths).toFixed(3)}, ${signed(differences)}${lost} | ${calls}`;
    });
    return `| ${surface} | ${cells.join(' | ')} |`;
  });
  return [head, rule, ...rows].join('\n');
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Half of the 95 % interval of a mean, by the normal distribution. */
function margin(values: readonly number[]): number {
  const middle = mean(values);
  const variance = values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
  return 1.96 * Math.sqrt(variance / values.length);
}

const interval = (values: readonly number[]) => `${mean(values).toFixed(3)} ± ${margin(values).toFixed(3)}`;

const signed = (values: readonly number[]) =>
  `${mean(values) < 0 ? '−' : '+'}${Math.abs(mean(values)).toFixed(3)} ± ${margin(values).toFixed(3)}`;
