// What must hold for the report on any facts, in each format.

import { type Config, defaultConfig } from '../../src/config/config.ts';
import { version } from '../../src/core/version.ts';
import { type Facts, gate } from '../../src/gate.ts';
import { rules } from '../../src/registry.ts';
import { type Format, formats, renderReport } from '../../src/report/formats.ts';
import { commandsIn } from '../../src/report/runner-rules.ts';

const nothing: Facts = { datasets: null, manifest: null, testcases: null, planning: null, change: null, pilots: null };
const limits: Record<Format, number> = {
  text: 1024 * 1024,
  json: 64 * 1024 * 1024,
  markdown: 65_535,
  sarif: 10_000_000,
  github: 64 * 1024,
};

/** Runs every rule over the facts and renders the report in each format. */
export function checkReports(facts: Partial<Facts>, config: Config = defaultConfig): void {
  const report = gate(config, { ...nothing, ...facts });
  for (const { line, column, message, identity, rule } of report.findings) {
    const right = line >= 1 && Number.isInteger(line) && (column === undefined || column >= 1) && message && identity;
    if (!right) throw new Error(`${rule} gives no place or no message: ${JSON.stringify({ line, column, message })}`);
  }

  for (const format of Object.keys(formats) as Format[]) {
    const text = renderReport(format, report, { version, rules, color: false });
    if (text.length > limits[format]) throw new Error(`${format} has ${text.length} characters`);
    if (!text.isWellFormed()) throw new Error(`${format} holds half a character`);
    if (format === 'json' || format === 'sarif') JSON.parse(text);
    const commands = commandsIn(text);
    const own = format === 'github' ? ['error', 'warning', 'notice'] : [];
    const foreign = commands.find(({ name }) => !own.includes(name));
    if (foreign) throw new Error(`${format} holds the command ${foreign.name}`);
    if (commands.length > 30) throw new Error(`${format} holds ${commands.length} annotations`);
  }
}
