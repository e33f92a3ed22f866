// What one sees while a tuning runs: a picture that is redrawn on a terminal, a line a step anywhere else.

import { createLogUpdate } from 'log-update';
import picocolors from 'picocolors';
import type { Progress } from '../optimize/trial.ts';
import { bar } from '../report/table.ts';
import { count } from '../report/words.ts';
import type { Host } from './host.ts';

/** What is spent and under way, asked for at every drawing. */
export interface Meter {
  /** Calls made, and calls that were remembered instead. */
  calls: number;
  remembered: number;
  /** Calls under way, and how many may be. */
  inFlight: number;
  concurrency: number;
  tokens: { input: number; output: number };
  usd: number;
  /** Of the run, earlier sessions included. */
  seconds: number;
}

export interface ViewPlan {
  role: string;
  /** Caps; `null` is none. */
  usd: number | null;
  minutes: number | null;
  /** How many calls such a run makes, more or less. */
  expectedCalls: number;
}

export interface View {
  show(progress: Progress): void;
  /** Takes the picture away; what is printed next stands in its place. */
  close(): void;
}

const interval = 200;
const sparks = '▁▂▃▄▅▆▇█';
const steps = {
  bootstrap: 'looking for demos',
  propose: 'proposing instructions',
  search: 'searching',
  evaluate: 'evaluating on the held-out set',
} as const;

export function openView(host: Host, plan: ViewPlan, meter: () => Meter): View {
  return host.interactive ? pictureView(host, plan, meter) : lineView(host, plan, meter);
}

function lineView(host: Host, plan: ViewPlan, meter: () => Meter): View {
  let last = '';
  return {
    show(progress) {
      if (progress.step === 'trial') {
        const { trial, best } = progress;
        const size = trial.kind === 'minibatch' ? ` on ${count(trial.examples, 'example')}` : '';
        host.note(
          `${plan.role}: trial ${trial.trial}, ${trial.kind}${size}: ${score(trial.score)}; best ${score(best)}; ${spent(plan, meter())}\n`,
        );
      } else if (progress.step !== last) {
        last = progress.step;
        host.note(`${plan.role}: ${steps[progress.step]}; ${spent(plan, meter())}\n`);
      }
    },
    close() {},
  };
}

function pictureView(host: Host, plan: ViewPlan, meter: () => Meter): View {
  const stream = { isTTY: true, columns: 100, rows: 24, write: host.note };
  const draw = createLogUpdate(stream as unknown as NodeJS.WritableStream);
  const colors = picocolors.createColors(host.color);
  let step: keyof typeof steps = 'bootstrap';
  let [done, of] = [0, 1];
  let trial = 0;
  let best: number | null = null;
  let baseline: number | null = null;
  const scores: number[] = [];
  const render = () => {
    const share = of > 0 ? Math.min(1, done / of) : 0;
    const history = scores.slice(-30).map((value) => sparks[Math.min(7, Math.floor(value * 8))]);
    const standing =
      best === null ? '' : `trial ${trial}, best ${colors.bold(score(best))}, baseline ${score(baseline)}`;
    draw(
      [
        `${colors.bold(plan.role)}  ${steps[step]}  ${colors.cyan(bar(share, 20).padEnd(20))}  ${done} of ${of}`,
        ...(standing ? [`${standing}  ${colors.cyan(history.join(''))}`] : []),
        colors.dim(spent(plan, meter())),
      ].join('\n'),
    );
  };
  const timer = setInterval(render, interval);
  return {
    show(progress) {
      if (progress.step === 'trial') {
        best = progress.best;
        trial = progress.trial.trial;
        if (progress.trial.kind === 'baseline') baseline = progress.trial.score;
        if (progress.trial.score !== null) scores.push(progress.trial.score);
      } else [step, done, of] = [progress.step, progress.done, progress.of];
      render();
    },
    close() {
      clearInterval(timer);
      draw.clear();
      draw.done();
    },
  };
}

const score = (value: number | null) => (value === null ? 'none' : value.toFixed(3));

/** `143 calls (12 remembered, 6 under way) · 81 k tokens · $0.031 of $0.20 · 1:24 of 6:00, about 0:50 left`. */
export function spent(plan: ViewPlan, { calls, remembered, inFlight, tokens, usd, seconds }: Meter): string {
  const extra = [
    ...(remembered > 0 ? [`${remembered} remembered`] : []),
    ...(inFlight > 0 ? [`${inFlight} under way`] : []),
  ];
  const all = tokens.input + tokens.output;
  const cap = plan.minutes === null ? '' : ` of ${clock(plan.minutes * 60)}`;
  const answered = calls + remembered;
  const ahead = answered > 0 ? (seconds / answered) * (plan.expectedCalls - answered) : 0;
  const left = ahead > 0 ? `, about ${clock(ahead)} left` : '';
  return [
    `${calls} calls${extra.length > 0 ? ` (${extra.join(', ')})` : ''}`,
    `${all < 10_000 ? all : `${Math.round(all / 1000)} k`} tokens`,
    `$${usd.toFixed(3)}${plan.usd === null ? '' : ` of $${plan.usd.toFixed(2)}`}`,
    `${clock(seconds)}${cap}${left}`,
  ].join(' · ');
}

/** `1:24`. */
const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
