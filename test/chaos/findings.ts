// What is not right once everything is quiet: checks, commands, runs and reports, each worked out from the whole world.

import { type Marker, parseMarker } from '../../src/review/command-marker.ts';
import type { FaultyRequest } from '../fakehub/faults.ts';
import type { Comment, Pull, Run } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';
import type { World } from '../fakehub/world.ts';
import { checksOf, expectedOf, type Told } from './oracle.ts';
import { commentOf, type Runner } from './runner.ts';

export const kinds = ['success', 'check', 'command', 'run', 'report'] as const;
/** `success`: a check passes that must not. The others: something is missing, or there twice. */
export interface Finding {
  kind: (typeof kinds)[number];
  what: string;
}

export interface Counts {
  commands: number;
  runs: number;
  reports: number;
  /** Runs that cost nothing, as an older one works on their comment. */
  spared: number;
  /** Checks that a later one of the same commit has replaced. */
  replaced: number;
  /** Green where the content is right and GitHub alone cannot prove it: these need the app's own records. */
  recorded: number;
}

/** One request, and for one that reads a pull request, the head that it was told. */
export interface Asked {
  method: string;
  path: string;
  head: string | null;
}

export function askedOf({ repositories }: World, { method, path }: FaultyRequest): Asked {
  const [, name = '', number] = /^\/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)$/.exec(path) ?? [];
  const head = number ? repositories.get(name.toLowerCase())?.pull(Number(number)).head.sha : null;
  return { method, path, head: head ?? null };
}

/**
 * Checks that were changed on a commit which was not, at the last look after the reviews were read, the pull request's
 * head. `asked` is in order.
 */
export function lateWrites(repository: Repository, asked: readonly Asked[]): Finding[] {
  const heads = new Map<string, string | null>();
  return asked.flatMap(({ method, path, head }) => {
    if (!path.startsWith(`/repos/${repository.fullName}/`)) return [];
    const [, what, id = ''] = /\/(pulls|check-runs)\/(\d+)(?:\/reviews)?$/.exec(path) ?? [];
    if (method === 'GET' && what === 'pulls') heads.set(id, head);
    const check = method === 'PATCH' && what === 'check-runs' ? repository.checks.get(Number(id)) : undefined;
    const [, numbers = ''] = /^pr ([\d,]+) /.exec(check?.externalId ?? '') ?? [];
    if (numbers === '' || numbers.split(',').some((number) => heads.get(number) === check?.sha)) return [];
    return [
      {
        kind: 'check',
        what: `a check was written on ${check?.sha.slice(0, 7)}, which was not seen to be the head of #${numbers}`,
      },
    ];
  });
}

export function findingsOf(repository: Repository, told: Told, runner: Runner, counts: Counts): Finding[] {
  const pulls = repository.pulls.filter(({ issue }) => issue.state === 'open');
  return pulls.flatMap((pull) => [
    ...checkFindings(repository, pull, pulls, told, counts),
    ...commentFindings(repository, pull, runner, counts),
  ]);
}

function checkFindings(
  repository: Repository,
  { head, issue }: Pull,
  pulls: readonly Pull[],
  told: Told,
  counts: Counts,
): Finding[] {
  const same = pulls.filter((pull) => pull.head.sha === head.sha);
  const expected = same.map((pull) => expectedOf(repository, pull.issue.number, told));
  const [must, may] = [expected.every((each) => each.must), expected.every((each) => each.may)];
  const checks = checksOf(repository, head.sha);
  const check = checks.at(-1);
  if (!check) return [{ kind: 'check', what: `#${issue.number} has no check on its head` }];
  counts.replaced += checks.length - 1;
  const green = check.conclusion === 'success';
  const says = `${check.conclusion ?? check.status}, ${check.output.title}`;
  if (green && !may) return [{ kind: 'success', what: `#${issue.number} must not pass: ${says}` }];
  if (!green && must) return [{ kind: 'check', what: `#${issue.number} must pass: ${says}` }];
  if (green && !must) counts.recorded += 1;
  return [];
}

type Own = Comment & { marker: Marker };

function commentFindings(repository: Repository, { issue }: Pull, runner: Runner, counts: Counts): Finding[] {
  const { appUser } = repository.world;
  const own = issue.comments.flatMap((comment): Own[] => {
    const marker = comment.author === appUser ? parseMarker(comment.body) : null;
    return marker ? [{ ...comment, marker }] : [];
  });
  const of = (kind: Marker['kind'], key: string | number) =>
    own.filter(({ marker }) => marker.kind === kind && marker.key === `${key}`);
  const runs = [...repository.runs.values()].filter(({ title }) => title.includes(` · #${issue.number} · `));
  counts.runs += runs.filter((run) => runner.spent.has(run)).length;
  counts.spared += runs.filter((run) => runner.spared.has(run)).length;
  const reportable = runs.filter((run) => runner.isReportable(repository, run));
  const findings: Finding[] = [];
  const find = (kind: Finding['kind'], what: string) => findings.push({ kind, what: `#${issue.number}: ${what}` });

  for (const { id, body, reactions } of issue.comments.filter(({ body }) => body.startsWith('/'))) {
    counts.commands += 1;
    const closing = reactions.filter(({ user, content }) => user === appUser && /^[+-]1$/.test(content));
    const replies = of('reply', id);
    if (closing.length !== 1) find('command', `${body} (${id}) has ${closing.length} closing reactions`);
    // A reply whose answer was lost, and which no list showed yet, is written again.
    const seen = replies.filter((reply, index) => index === 0 || runner.couldSee(replies[0] as Own, reply));
    if (seen.length !== 1) find('command', `${body} (${id}) has ${seen.length} replies`);
    const asked = runs.filter((run) => commentOf(run) === id);
    const spent = asked.filter((run) => runner.spent.has(run));
    const doubled = asked.filter((run) => runner.doubled.has(run)).length;
    if (doubled > 0) find('run', `${body} (${id}) has started ${doubled} runs more than one`);
    if (spent.length > 1) find('run', `${body} (${id}) has spent ${spent.length} runs`);
    const run: Run | undefined = spent[0] ?? asked[0];
    if (!run) continue;
    if (replies[0]?.marker.fields.run !== `${run.id}`)
      find('run', `the reply to ${body} (${id}) does not name its run`);
    const good = reportable.includes(run);
    if (closing[0] && (closing[0].content === '+1') !== good)
      find(
        'command',
        `${body} (${id}) is closed by ${closing[0].content}, and its run has ${good ? 'a' : 'no'} report`,
      );
    if (of('ended', id).length !== (good ? 0 : 1))
      find('report', `${of('ended', id).length} comments say that ${body} (${id}) has no report`);
  }
  for (const role of ['ba', 'qa']) {
    const newest = reportable.filter(({ inputs }) => inputs.role === role).at(-1);
    const stickies = of('report', role);
    counts.reports += stickies.length;
    if (stickies.length !== (newest ? 1 : 0)) find('report', `${stickies.length} reports of ${role}`);
    else if (newest && stickies[0]?.marker.fields.run !== `${newest.id}`)
      find('report', `the report of ${role} is not of the newest run that has one, ${newest.id}`);
  }
  return findings;
}
