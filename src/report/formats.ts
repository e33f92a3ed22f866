// The one list of formats. Adding a format = one file and one line here.

import type { Report } from '../core/report.ts';
import type { RenderContext, Renderer } from './context.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif.ts';
import { renderText } from './text.ts';

export const formats = {
  text: renderText,
  json: renderJson,
  markdown: renderMarkdown,
  sarif: renderSarif,
  github: renderGithub,
} as const satisfies Record<string, Renderer>;

export type Format = keyof typeof formats;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name);
}

export function renderReport(format: Format, report: Report, context: RenderContext): string {
  return formats[format](report, context);
}
