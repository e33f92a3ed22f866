// Commands in comments, from the comment to the last reaction, on fakehub.

import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { reportNightly } from '../../src/commands/app/nightly-issue.ts';
import { openCommands } from '../../src/commands/app/tuning-open.ts';
import { parseCommand } from '../../src/review/command-parser.ts';
import type { Run } from '../fakehub/model.ts';
import { type Tuned, TuningScene, tuneOnce } from './tuning-scene.ts';

let tuned: Tuned;
beforeAll(async () => {
  tuned = await tuneOnce();
}, 30_000);

let open: TuningScene | null = null;
async function start(options: Parameters<typeof TuningScene.start>[1] = {}): Promise<TuningScene> {
  open = await TuningScene.start(tuned, options);
  return open;
}
afterEach(async () => {
  if (!open) return;
  expect(open.scene.hub.violations).toEqual([]);
  // Whatever we write asks nothing of ourselves.
  for (const { author, body } of open.repository.comments.values()) {
    if (author?.login !== 'goldgate[bot]' || !body.startsWith('<!--')) continue;
    expect(parseCommand(body)).toBeNull();
    if (!body.startsWith('<!-- goldgate:report'))
      for (const line of body.split('\n')) expect(parseCommand(line)).toBeNull();
  }
  await open[Symbol.asyncDispose]();
  open = null;
});

describe('/tune', () => {
  test('👀, a reply with run, SHA and parameters, 🚀, the report, 👍', async () => {
    const team = await start();
    const number = team.open();
    const head = team.repository.pull(number).head;
    const id = await team.say(number, '/tune ba --candidates 4 trials=5');
    expect(team.reactions(id)).toEqual(['eyes', 'rocket']);
    const [run] = team.runs;
    expect(team.runs).toHaveLength(1);
    expect(run?.inputs).toMatchObject({
      ...{ role: 'ba', 'pull-request': `${number}`, sha: team.repository.head('change'), 'comment-id': `${id}` },
      parameters: '--candidates 4 --trials 5',
    });
    const [reply] = team.comments(number);
    expect(reply?.body).toContain(`@bea the tuning of <code>ba</code> runs`);
    for (const part of [team.repository.head('change'), `run ${run?.id}`, '--candidates 4 --trials 5']) {
      expect(reply?.body).toContain(part);
    }
    expect(head).toBeTruthy();
    if (run) await team.end(run);
    expect(team.reactions(id)).toEqual(['eyes', 'rocket', '+1']);
    const [sticky, ...more] = team.stickies(number);
    expect(more).toEqual([]);
    expect(sticky?.body.split('\n')[0]).toBe(
      `<!-- goldgate:report:ba head=${team.repository.head('change')} run=${run?.id} seq=${id} -->`,
    );
    expect(sticky?.body.length).toBeLessThan(60_000);
    for (const part of [/^# (✅ Go|❌ No-Go): ba$/m, /```mermaid/, /goldgate pilots record/, /<details>/]) {
      expect(sticky?.body).toMatch(part);
    }
    expect(team.comments(number)).toHaveLength(2);
  });

  test('a comment that is delivered twice, and everything else twice: one run, one reply, one report', async () => {
    const team = await start();
    const number = team.open();
    const id = await team.say(number, '/tune ba', 'bea', { twice: true });
    await Promise.all([team.answerAnew(id), team.answerAnew(id)]);
    expect(team.runs).toHaveLength(1);
    const [run] = team.runs;
    if (run) await team.end(run, 'failure');
    const events = team.runs.map(({ id }) => id);
    await team.settle();
    await team.answerAnew(id);
    expect(events).toHaveLength(1);
    expect(team.comments(number)).toHaveLength(2);
    expect(team.reactions(id)).toEqual(['eyes', 'rocket', '+1']);
  });

  test('two roles run beside each other, each with its report; one role runs once', async () => {
    const team = await start();
    const number = team.open();
    const ids = [await team.say(number, '/tune ba'), await team.say(number, '/tune qa', 'cem')];
    const again = await team.say(number, '/tune ba --seed 1', 'cem');
    expect(team.runs.map(({ inputs }) => inputs.role)).toEqual(['ba', 'qa']);
    expect(team.reactions(again)).toEqual(['eyes', '-1']);
    expect(team.comments(number).at(-1)?.body).toContain('is running here already');
    for (const run of team.runs) await team.end(run);
    expect(team.stickies(number).map(({ body }) => body.slice(0, 26))).toEqual([
      '<!-- goldgate:report:ba he',
      '<!-- goldgate:report:qa he',
    ]);
    for (const id of ids) expect(team.reactions(id)).toEqual(['eyes', 'rocket', '+1']);
    // What has ended can be asked for again.
    await team.say(number, '/tune ba --seed 1');
    expect(team.runs).toHaveLength(3);
  });

  test('a second run writes the same comment again; the older one, told late, does not', async () => {
    const team = await start();
    const number = team.open();
    await team.say(number, '/tune ba');
    const [first] = team.runs;
    if (first) await team.end(first);
    await team.say(number, '/tune ba --seed 2');
    const [, second] = team.runs;
    if (second) await team.end(second);
    const [sticky, ...more] = team.stickies(number);
    expect(more).toEqual([]);
    expect(sticky?.body).toContain(`run=${second?.id} `);
    // Duplicates, as two processes might leave them, and the older run's event once more.
    team.repository.comment(
      number,
      'goldgate[bot]',
      (sticky?.body ?? '').replace(`run=${second?.id}`, `run=${first?.id}`),
    );
    team.repository.comment(number, 'bea', sticky?.body ?? '');
    await team.scene.context.github.api.repos.get({ owner: 'acme', repo: 'prompts' });
    const { finishTuning } = await import('../../src/commands/app/tuning-finish.ts');
    await finishTuning(team.scene.newProcess(), first?.id ?? 0);
    expect(team.stickies(number).map(({ id, body }) => [id, body.includes(`run=${second?.id} `)])).toEqual([
      [sticky?.id, true],
    ]);
    // Deleted by somebody: it is written again when asked for.
    team.repository.deleteComment(sticky?.id ?? 0);
    const asked = await team.say(number, '/report ba', 'ann');
    expect(team.reactions(asked)).toEqual(['eyes', 'rocket', '+1']);
    expect(team.stickies(number)[0]?.body).toContain(`run=${second?.id} `);
    // What a lost answer and a list that lagged have left: two for one role, which the sweep makes one.
    const [kept] = team.stickies(number);
    team.repository.comment(number, 'goldgate[bot]', kept?.body ?? '');
    expect(team.stickies(number)).toHaveLength(2);
    await openCommands(team.scene.context, new Date(Date.now() - 6 * 3_600_000));
    expect(team.stickies(number).map(({ id }) => id)).toEqual([kept?.id]);
  });

  test.each([
    ['before the reply', 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'],
    ['before the dispatch', 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches'],
    ['before the reply is changed', 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'],
    ['before the rocket', 'GET /repos/{owner}/{repo}/actions/runs/{run_id}'],
  ])('killed %s, or just after: one run, for the head of the first time', async (_, route) => {
    for (const kind of ['hang-up', 'lost-answer'] as const) {
      const team = await start();
      const number = team.open();
      const sha = team.repository.head('change');
      const id = team.repository.comment(number, 'bea', '/tune ba --seed 0');
      team.scene.waiting.length = 0;
      let once = true;
      team.scene.hub.faults.request = (request) => {
        if (request.route !== route || !once) return null;
        once = false;
        return kind === 'hang-up' ? { kind, when: 'before' } : { kind };
      };
      await expect(team.answerAnew(id)).rejects.toThrow();
      const begun = team.comments(number).length > 0;
      team.repository.commit('change', { 'README.md': 'moved\n' });
      await team.answerAnew(id);
      await team.answerAnew(id);
      expect(team.runs).toHaveLength(1);
      const [run] = team.runs;
      expect(run?.inputs.sha).toBe(begun ? sha : team.repository.head('change'));
      expect(team.reactions(id)).toEqual(['eyes', 'rocket']);
      expect(team.comments(number)).toHaveLength(1);
      if (run) await team.end(run);
      const sticky = team.stickies(number)[0]?.body ?? '';
      expect(sticky.includes('The head has moved on since')).toBe(begun);
      await team[Symbol.asyncDispose]();
    }
    open = null;
  });

  test('what GitHub’s lists do not show yet is done twice, and taken together again: the older run is told', async () => {
    const team = await start();
    const number = team.open();
    const id = team.repository.comment(number, 'bea', '/tune ba --seed 0');
    team.scene.waiting.length = 0;
    let lost = 1;
    team.scene.hub.faults.request = ({ route }) =>
      route.endsWith('/dispatches') && lost-- > 0 ? { kind: 'lost-answer' } : null;
    await expect(team.answerAnew(id)).rejects.toThrow();
    team.scene.hub.faults.lagMs = 60_000;
    await team.answerAnew(id);
    team.scene.hub.faults.lagMs = 0;
    expect(team.comments(number)).toHaveLength(2);
    const [older, newer] = team.runs as [Run, Run];
    await team.settle();
    // The workflow's own guard: it finds the older one, and ends before it spends.
    team.repository.completeRun(newer, 'failure');
    await team.settle();
    expect(team.reactions(id)).toEqual(['eyes', 'rocket']);
    await team.end(older);
    expect(team.reactions(id)).toEqual(['eyes', 'rocket', '+1']);
    const [reply, report, ...more] = team.comments(number);
    expect(reply?.body).toContain(`run=${older.id} -->`);
    expect(reply?.body).not.toContain(`${newer.id}`);
    expect(report?.body).toMatch(new RegExp(`^<!-- goldgate:report:ba head=\\w+ run=${older.id} `));
    expect(more).toEqual([]);
  });

  test('a fork: a maintainer alone, and by the SHA', async () => {
    const team = await start();
    const fork = team.repository.fork('fay');
    fork.commit('change', tuned.data, { author: 'fay' });
    const number = team.repository.openPullRequest({ author: 'fay', head: 'change', fork });
    team.repository.setPermission('mia', 'maintain');
    const sha = fork.head('change');
    for (const [by, body, said] of [
      ['bea', '/tune ba', 'this comes from a fork'],
      ['mia', '/tune ba', `The head is <code>${sha}</code>`],
      ['bea', `/tune ba ${sha}`, 'only a maintainer'],
      ['mia', `/tune ba ${'0'.repeat(40)}`, 'is not the head'],
      ['fay', `/tune ba ${sha}`, 'needs the permission write'],
    ] as const) {
      const id = await team.say(number, body, by);
      expect(team.reactions(id).at(-1)).toBe('-1');
      expect(team.comments(number).at(-1)?.body).toContain(said);
    }
    expect(team.runs).toEqual([]);
    const id = await team.say(number, `/tune ba ${sha}`, 'mia');
    expect(team.runs[0]?.inputs).toMatchObject({ sha, 'comment-id': `${id}` });
    for (const run of team.runs) await team.end(run);
    expect(team.stickies(number)).toHaveLength(1);
  });

  test.each([
    ['/tune nobody', 'nobody'],
    ['/tune ba --output x', 'is no tuning parameter'],
    ['/tune ba --trials 0', '--trials takes'],
    ['/tune ba --trials', 'lacks its value'],
    ['/tune ba --metric @everybody', '--metric takes'],
  ])('%s is refused by one reply', async (body, said) => {
    const team = await start();
    const number = team.open();
    const id = await team.say(number, body, 'bea', { twice: true });
    expect(team.reactions(id).at(-1)).toBe('-1');
    const [reply, ...more] = team.comments(number);
    expect([reply?.body, more]).toEqual([expect.stringContaining(said), []]);
    expect(reply?.body.match(/@\w+/g)).toEqual(['@bea']);
    expect(team.runs).toEqual([]);
  });

  test('no tune.yml, or one of other roles: the reply says what to do', async () => {
    const team = await start({
      policy: 'roles:\n  writer:\n    instructions: Write.\n    inputs: { a: x }\n    outputs: { b: y }\n',
    });
    const number = team.open();
    await team.say(number, '/tune writer');
    expect(team.comments(number).at(-1)?.body).toContain('not in the list of allowed values');
    team.repository.commit('main', { '.github/workflows/tune.yml': null });
    const id = await team.say(number, '/tune ba');
    expect(team.comments(number).at(-1)?.body).toContain('<code>goldgate init --tune MODEL</code>');
    expect(team.reactions(id)).toEqual(['eyes', '-1']);
    expect(team.comments(number)).toHaveLength(2);
  });
});

describe('what ends without a report', () => {
  test('/cancel ends what runs; its command is closed by 👎 and one reply', async () => {
    const team = await start();
    const number = team.open();
    const id = await team.say(number, '/tune ba');
    const cancel = await team.say(number, '/cancel', 'cem');
    expect(team.runs[0]?.conclusion).toBe('cancelled');
    expect(team.reactions(cancel)).toEqual(['eyes', 'rocket', '+1']);
    expect(team.reactions(id)).toEqual(['eyes', 'rocket', '-1']);
    const ended = team.comments(number).filter(({ body }) => body.startsWith('<!-- goldgate:ended:'));
    expect(ended.map(({ body }) => body)).toEqual([expect.stringContaining('the run ended as cancelled')]);
    expect(team.stickies(number)).toEqual([]);
    await team.say(number, '/cancel');
    expect(team.comments(number).at(-1)?.body).toContain('no tuning is running here');
    await team.say(number, '/report');
    expect(team.comments(number).at(-1)?.body).toContain('the run ended as cancelled');
  });

  test('a run that broke off has no snapshot', async () => {
    const team = await start();
    const number = team.open();
    const id = await team.say(number, '/tune ba');
    const { 'snapshot.json': _, ...rest } = tuned.runs.ba;
    for (const run of team.runs) await team.end(run, 'failure', () => rest);
    expect(team.reactions(id).at(-1)).toBe('-1');
    expect(team.comments(number).at(-1)?.body).toContain('the run was not finished');
  });
});

describe('who is heard, and what else', () => {
  test('/help and /check answer; unknown and forbidden ones are answered once; others’ are passed over', async () => {
    const team = await start();
    const number = team.open();
    const help = await team.say(number, '/help', 'ann');
    expect(team.comments(number).at(-1)?.body).toContain('| `/tune ROLE [SHA]');
    expect(team.reactions(help)).toEqual(['eyes', 'rocket', '+1']);
    await team.say(number, '/check', 'ann');
    expect(team.comments(number).at(-1)?.body).toMatch(/0 of 2 approvals.*\/checks">the check/s);
    await team.say(number, '/tnue ba', 'bea', { twice: true });
    expect(team.comments(number).at(-1)?.body).toContain('did you mean <code>/tune</code>?');
    team.scene.hub.world.addUser('eve');
    const eve = await team.say(number, '/cancel', 'eve', { twice: true });
    expect(team.reactions(eve)).toEqual(['-1']);
    expect(team.comments(number).at(-1)?.body).toContain('<code>/cancel</code> needs the permission write');
    const before = team.comments(number).length;
    expect(before).toBe(4);
    team.scene.hub.world.addUser('robo[bot]', { type: 'Bot' });
    for (const [by, body] of [
      ['robo[bot]', '/tune ba'],
      ['goldgate[bot]', '/tune ba'],
      ['bea', '/lgtm'],
      ['bea', 'thanks\n/tune ba'],
    ] as const) {
      await team.answerAnew(team.repository.comment(number, by, body));
    }
    const edited = team.repository.comment(number, 'bea', 'LGTM');
    await new Promise((resolve) => setTimeout(resolve, 1100));
    team.repository.editComment(edited, '/tune ba');
    await team.answerAnew(edited);
    const issue = team.repository.openIssue({ author: 'bea', title: 'x', body: '' });
    const there = team.repository.comment(issue, 'bea', '/tune ba');
    await team.answerAnew(there);
    await team.answerAnew(999_999);
    expect(team.runs).toEqual([]);
    expect(team.comments(number)).toHaveLength(before + 1);
    expect(team.reactions(there)).toEqual([]);
    team.repository.closePullRequest(number);
    await team.say(number, '/tune ba');
    expect(team.comments(number).at(-1)?.body).toContain('this pull request is closed');
  });

  test('the sweep finds what no delivery told, and nothing once it is done', async () => {
    const team = await start();
    const number = team.open();
    const since = new Date(Date.now() - 6 * 3_600_000);
    const asked = team.repository.comment(number, 'bea', '/tune ba');
    team.repository.comment(number, 'bea', 'a plain one');
    expect(await openCommands(team.scene.context, since)).toEqual({ comments: [asked], runs: [] });
    await team.answerAnew(asked);
    const [run] = team.runs;
    team.scene.waiting.length = 0;
    if (run) await team.end(run).then(() => {});
    expect(await openCommands(team.scene.context, since)).toEqual({ comments: [], runs: [] });
    const other = team.repository.comment(number, 'bea', '/tune qa');
    await team.answerAnew(other);
    const second = team.runs[1];
    if (second) team.repository.completeRun(second, 'cancelled');
    expect(await openCommands(team.scene.context, since)).toEqual({ comments: [other], runs: [second?.id] });
    // By the comment alone, too.
    await team.answerAnew(other);
    expect(team.reactions(other)).toEqual(['eyes', 'rocket', '-1']);
    expect(await openCommands(team.scene.context, since)).toEqual({ comments: [], runs: [] });
  });
});

describe('the nightly’s issue', () => {
  const files = { '.github/workflows/data-nightly.yml': 'name: nightly\non: { schedule: [{ cron: "1 1 * * *" }] }\n' };
  test('opened once, kept up to date, closed when it passes; an older run changes nothing', async () => {
    const team = await start({ files });
    const night = (conclusion: 'success' | 'failure' | 'cancelled', event = 'schedule') => {
      const run = team.repository.startRun({ workflow: 'data-nightly.yml', event });
      team.repository.completeRun(run, conclusion);
      return run.id;
    };
    const issues = () => [...team.repository.issues.values()].filter(({ pull }) => !pull);
    const tell = (id: number) => reportNightly(team.scene.context, id);
    await tell(night('success'));
    await tell(night('cancelled'));
    await tell(night('failure', 'pull_request'));
    expect(issues()).toEqual([]);
    const first = night('failure');
    await tell(first);
    await tell(first);
    const second = night('failure');
    await tell(second);
    await tell(first);
    expect(issues()).toMatchObject([{ state: 'open', title: 'The nightly fails: data-nightly.yml' }]);
    const body = () => issues()[0]?.body ?? '';
    expect(body()).toMatch(new RegExp(`^<!-- goldgate:nightly:data-nightly.yml run=${second} -->`));
    expect(body()).toMatch(new RegExp(`^Since: .*run ${first}<`, 'm'));
    expect(body()).toMatch(new RegExp(`^Newest: .*run ${second}<.*failure`, 'm'));
    const passed = night('success');
    await tell(passed);
    expect(issues()).toMatchObject([{ state: 'closed' }]);
    expect(body()).toContain(`✅ Passed again: `);
    await tell(second);
    expect(issues()).toHaveLength(1);
    await tell(night('failure'));
    expect(issues().map(({ state }) => state)).toEqual(['closed', 'open']);
  });
});
