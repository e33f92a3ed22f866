// What a failure says about itself: when to try again, and words for a log and a check that hold nobody's text or secret.

import { Unanswered, Unclear } from '../../adapters/github/client.ts';
import type { Pause } from './queue.ts';

/** Seconds; an answer that asks for less is asked again no sooner. */
const firstPause = 2;
const longestPause = 3600;
/** What GitHub asks for where a limit's answer names no time. */
const limitPause = 60;

/** Doubled with every try, and what GitHub asks for goes first: that holds for the whole installation. `now`: milliseconds. */
export function pauseAfter(thrown: unknown, tries: number, now: number): Pause {
  const own = firstPause * 2 ** (tries - 1);
  const asked = Math.max(0, ...causesOf(thrown).map((cause) => secondsAsked(cause, now)));
  return { milliseconds: Math.min(longestPause, Math.max(own, asked)) * 1000, everybody: asked > 0 };
}

interface Answered {
  status?: unknown;
  message?: unknown;
  request?: { method?: unknown; url?: unknown };
  response?: { headers?: Readonly<Record<string, unknown>> };
}

function secondsAsked(cause: Answered, now: number): number {
  const headers = cause.response?.headers ?? {};
  const after = Number(headers['retry-after']);
  if (after > 0) return after;
  if (cause.status !== 403 && cause.status !== 429) return 0;
  const reset = Number(headers['x-ratelimit-reset']);
  if (String(headers['x-ratelimit-remaining']) === '0' && reset > 0) return Math.max(1, reset - now / 1000 + 1);
  return cause.status === 429 || /rate limit/i.test(String(cause.message)) ? limitPause : 0;
}

/** For the check that people see. */
export function faultInWords(thrown: unknown): string {
  const causes = causesOf(thrown);
  const written = causes.find((cause) => cause instanceof Unanswered || cause instanceof Unclear);
  if (written instanceof Error) return written.message;
  const told = causes.find(({ status }) => typeof status === 'number');
  if (told === undefined) return 'an error in Goldgate, which its log names';
  return told.response === undefined ? 'GitHub did not answer' : `GitHub answered with status ${told.status}`;
}

/** For the log: kind, status, endpoint, and where in the code; no message, for one may quote what somebody wrote. */
export function faultFields(thrown: unknown): { fault: string; status: number | null; call: string; at: string } {
  const causes = causesOf(thrown);
  const told = causes.find(({ status }) => typeof status === 'number');
  const first = causes.find((cause) => cause instanceof Error && !(cause instanceof AggregateError));
  return {
    fault: causes
      .map((cause) => (cause instanceof Error ? cause.name : typeof cause))
      .slice(0, 5)
      .join(' < '),
    status: typeof told?.status === 'number' && told.response ? told.status : null,
    call: told?.request ? `${told.request.method} ${endpoint(String(told.request.url))}` : '',
    at: first instanceof Error ? framesOf(first) : '',
  };
}

/** The kind of an address: no query and nothing below it, where names stand. */
function endpoint(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname.replace(/^\/api\/v3/, '') : '';
  return path
    .replace(/^\/repos\/[^/]+\/[^/]+/, '/repos')
    .split('/')
    .slice(0, 3)
    .join('/');
}

function framesOf({ stack }: Error): string {
  const frames = [...(stack ?? '').matchAll(/^\s+at .*?([^/\\\s(]+:\d+:\d+)\)?$/gm)].map(([, place]) => place);
  return frames.slice(0, 4).join(' ');
}

/** Itself, all that it gathers, and all that they come from. */
function causesOf(thrown: unknown, depth = 0): Answered[] {
  if (typeof thrown !== 'object' || thrown === null || depth > 5) return [];
  const inner = thrown instanceof AggregateError ? thrown.errors : [];
  return [thrown, ...[...inner, (thrown as Error).cause].flatMap((cause) => causesOf(cause, depth + 1))];
}
