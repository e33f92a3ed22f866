// Several metrics as one number.

import type { Metric } from '../metric.ts';
import { addUsage, type Usage } from '../model.ts';

export interface Part {
  metric: Metric;
  /** Above 0, relative to those of the other parts. */
  weight: number;
}

/**
 * The weighted mean of the parts that have something to judge in the example; it counts once, whatever a part's own
 * weight. Reasons begin with the part's name. At least one part.
 */
export function weighted(parts: readonly Part[]): Metric {
  const metrics = parts.map(({ metric }) => metric);
  return {
    name: parts.map(({ metric, weight }) => `${weight} ${metric.name}`).join(' + '),
    calls: metrics.reduce((sum, { calls = 0 }) => sum + calls, 0),
    async prepare(judging) {
      for (const metric of metrics) await metric.prepare?.(judging);
    },
    async score(example, outputs, judging) {
      const scored = await Promise.all(metrics.map((metric) => metric.score(example, outputs, judging)));
      const judged = parts.flatMap(({ weight }, index) => {
        const { score, weight: counts } = scored[index] ?? { score: 0, weight: 0 };
        return counts > 0 ? [{ score, weight }] : [];
      });
      const whole = judged.reduce((sum, { weight }) => sum + weight, 0);
      const earned = judged.reduce((sum, { score, weight }) => sum + score * weight, 0);
      const reasons = scored.flatMap(({ reasons }, index) => reasons.map((text) => `${metrics[index]?.name}: ${text}`));
      const spent = scored.flatMap(({ usage }) => usage ?? []);
      const usage: Usage | undefined = spent.length > 0 ? spent.reduce(addUsage) : undefined;
      return {
        // A sum of rounded shares may pass 1 by a hair.
        score: whole === 0 ? 0 : Math.min(1, earned / whole),
        weight: whole === 0 ? 0 : 1,
        reasons,
        ...(usage ? { usage } : {}),
      };
    },
  };
}
