// The rows of the review's semantics, by number: what happens to a pull request, and what the check then says. What is
// about GitHub's transport (pages, deliveries, merge groups) is decided here as far as plain facts show it.

import { readdirSync, readFileSync } from 'node:fs';
import { judgeReview, wantedContents } from '../../src/config/judge-review.ts';
import { workOf } from '../../src/review/events.ts';
import type { PullRequestFacts, Review } from '../../src/review/facts.ts';
import { mergeWork } from '../../src/review/merge-work.ts';
import { passes, type Verdict } from '../../src/review/verdict.ts';
import type { Work } from '../../src/review/work.ts';
import { worstVerdict } from '../../src/review/worst.ts';
import { dataset, person, policyOf, pull, readme, type Scenario, twoOfFour, webFlow } from './facts.ts';

const title = ({ verdict }: Scenario) => `${passes(verdict) ? '✓' : '✗'} ${verdict.title}`;
const titles = (...scenarios: Scenario[]) => scenarios.map(title).join(' | ');
const why = ({ verdict }: Scenario, login: string | null) =>
  verdict.reviewers.find(({ person }) => (person?.login ?? null) === login)?.why ?? 'no reviewer';
const short = ({ head }: Scenario) => head.slice(0, 7);
const judged = (facts: PullRequestFacts) => {
  const verdict = judgeReview(facts);
  return `${passes(verdict) ? '✓' : '✗'} ${verdict.title}`;
};
/** A second opinion on the same: whatever the order in which GitHub's lists arrive. */
const reversed = ({ facts }: Scenario): PullRequestFacts => ({
  ...facts,
  reviews: [...facts.reviews].reverse(),
  commits: [...facts.commits].reverse(),
});

const two = '✓ 2 of 2 approvals';
const one = '✗ 1 of 2 approvals';
const none = '✗ 0 of 2 approvals';
const free = '✓ no gated file changed';
const over = (paths: string, more = '') =>
  policyOf(`curators: {users: [alice, bob, carol]}\nrules:\n- name: data\n  paths: ${paths}\n${more}`);
const ofTeam = policyOf('curators: {teams: [org/qa]}');
const twoNamed = policyOf('curators: {users: [alice, bob]}');
const files = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, 'new']));
/** What a policy gates, of some paths. */
const gatedBy = (policy: string, ...paths: string[]) =>
  gatedOf(pull(policy).commit({ [dataset]: null, ...files(...paths) }));
const gatedOf = ({ verdict }: Scenario) =>
  verdict.gated
    .map(({ path }) => path)
    .filter((path) => path !== dataset)
    .join(' ');
/** GitHub tells more of a review than is judged. */
const withDetails = ({ facts }: Scenario, details: object) =>
  judged({ ...facts, reviews: facts.reviews.map((review): Review => ({ ...review, ...details })) });
/** What a delivery asks for. */
function heard(event: string, payload: object): Work {
  const repository = { name: 'repo', owner: { login: 'org' } };
  const [work] = workOf(event, { repository, ...payload })?.work ?? [];
  if (work === undefined) throw new Error(`nobody hears ${event}`);
  return work;
}

/** `expected` is what `seen` gives; ` | ` stands between the cases that `subject` lists. */
export type Row = [number: number, subject: string, expected: string, seen: () => string];

export const rows: readonly Row[] = [
  [1, 'A approves, then comments', one, () => title(pull().approve('alice').comment('alice'))],
  [
    2,
    'A approves, then requests changes',
    '✗ changes requested by alice',
    () => title(pull().approve('alice', 'bob', 'carol').requestChanges('alice')),
  ],
  [3, 'A requests changes, then approves', two, () => title(pull().requestChanges('alice').approve('alice', 'bob'))],
  [
    4,
    'A requests changes; B and C approve; a push in between; A is one of two who could; A approves; A is dismissed',
    `✗ changes requested by alice | ✗ changes requested by alice | ✗ changes requested by alice | ${two} | ${two}`,
    () => {
      const start = () => pull().requestChanges('alice').approve('bob', 'carol');
      return titles(
        start(),
        pull()
          .requestChanges('alice')
          .commit({ [dataset]: 'two' })
          .approve('bob', 'carol'),
        pull(
          over('["data/**"]', '  any-of: [{curators: {users: [alice, carol]}}, {curators: {users: [bob, carol]}}]\n'),
        )
          .requestChanges('alice')
          .approve('bob', 'carol'),
        pull().requestChanges('alice').approve('alice', 'bob'),
        start().dismiss('carol').dismiss('alice').approve('carol'),
      );
    },
  ],
  [
    5,
    '… by someone who is no curator',
    `${two}; is no curator here, so it does not block`,
    () => {
      const scenario = pull().requestChanges('mallory').approve('alice', 'bob');
      return `${title(scenario)}; ${why(scenario, 'mallory')}`;
    },
  ],
  [6, 'A approves twice, the later is dismissed', none, () => title(pull().approve('alice', 'alice').dismiss('alice'))],
  [7, 'A pending review', one, () => title(pull().approve('alice').review('bob', 'PENDING'))],
  [
    8,
    'A approves twice, or sits in two teams',
    `${one} | ${one}`,
    () =>
      titles(
        pull().approve('alice', 'alice'),
        pull(policyOf('curators: {teams: [org/qa, org/ba]}'))
          .team('org/qa', ['alice', 'bob'])
          .team('org/ba', ['alice', 'carol'])
          .approve('alice'),
      ),
  ],
  [
    9,
    'Equal times: the higher id is later, whatever it says; unsorted pages',
    `✗ changes requested by alice | ✗ changes requested by alice | ${one} | ${one}`,
    () => {
      const at = '2026-01-01T10:00:00Z';
      const refused = pull().review('alice', 'APPROVED', at).review('alice', 'CHANGES_REQUESTED', at);
      const approved = pull().review('alice', 'CHANGES_REQUESTED', at).review('alice', 'APPROVED', at);
      return [refused, approved].flatMap((each) => [title(each), judged(reversed(each))]).join(' | ');
    },
  ],
  [
    10,
    '101 reviews and more, the last of which decide',
    two,
    () => {
      const scenario = pull();
      for (let n = 0; n < 120; n++) scenario.comment(`reader${n}`);
      return title(scenario.approve('alice', 'bob'));
    },
  ],
  [
    11,
    'Body edited after approval',
    two,
    () => withDetails(pull().approve('alice', 'bob'), { body: 'Not at all.', updated_at: '2026-03-01T00:00:00Z' }),
  ],
  [
    12,
    'Minimised: an approval; a request for changes',
    `${two} | ✗ changes requested by alice`,
    () =>
      [pull().approve('alice', 'bob'), pull().approve('bob', 'carol').requestChanges('alice')]
        .map((each) => withDetails(each, { isMinimized: true, minimizedReason: 'OUTDATED' }))
        .join(' | '),
  ],
  [13, '“LGTM” in a comment', none, () => title(pull().comment('alice').comment('bob'))],

  [
    14,
    'The author, whatever is excluded',
    `${none}; opened the pull request`,
    () => {
      const scenario = pull(policyOf('curators: {users: [alice, bob, author]}\nexclude: []')).approve('author');
      return `${title(scenario)}; ${why(scenario, 'author')}`;
    },
  ],
  [
    15,
    'Author or committer of any commit; switched off',
    `${none} | ${two}`,
    () => {
      const made = (policy: string) =>
        pull(policy)
          .commit({ [readme]: 'a' }, { author: 'alice' })
          .commit({ [readme]: 'b' }, { committer: 'bob' })
          .approve('alice', 'bob');
      return titles(
        made(policyOf('curators: {users: [alice, bob, carol, dave]}')),
        made(`${twoOfFour}  exclude: []\n`),
      );
    },
  ],
  [
    16,
    'Co-authors; of a merge that only updates; switched off',
    `${one} | ${one} | ${two}`,
    () => {
      const made = (policy: string) =>
        pull(policy)
          .commit({}, { coAuthors: ['alice'] })
          .approve('alice', 'bob');
      const updated = pull()
        .update('author', {}, { coAuthors: ['alice'] })
        .approve('alice', 'bob');
      return titles(made(twoOfFour), updated, made(`${twoOfFour}  exclude: [committers]\n`));
    },
  ],
  [
    17,
    'No account for a commit; where co-authors count; GitHub’s own committer, signed and not',
    `✗ unknown author of SHA | ✗ unknown author of SHA | ✓ 2 of 2 approvals | ✗ unknown committer of SHA`,
    () => {
      const by = (author: string | null, verified: boolean, policy = twoOfFour) => {
        const scenario = pull(policy).commit({}, { author, committer: webFlow, verified }).approve('alice', 'bob');
        return title(scenario).replace(short(scenario), 'SHA');
      };
      const coAuthorsCount = `${twoOfFour}  exclude: [committers]\n`;
      return [by(null, true), by(null, true, coAuthorsCount), by('author', true), by('author', false)].join(' | ');
    },
  ],
  [
    18,
    'Which commit excludes whom, and that it may be forged',
    'is author and committer of SHA; e-mail addresses in commits can be forged',
    () => {
      const scenario = pull().commit({}, { author: 'alice' }).approve('alice');
      return why(scenario, 'alice').replace(short(scenario), 'SHA');
    },
  ],
  [
    19,
    'A commit on a side branch of a merge',
    one,
    () => {
      const scenario = pull().commit({ [readme]: 'side' }, { author: 'alice' });
      const [first, side] = scenario.commits.map(({ sha }) => sha) as [string, string];
      return title(scenario.commit({}, { parents: [first, side] }).approve('alice', 'bob'));
    },
  ],
  [
    20,
    'B updates the branch; resolves a conflict in the dataset; merges another branch of the pull request; merges two at once; nobody can read what',
    `${two} | ${one} | ${one} | ${one} | ${one}`,
    () => {
      const scenario = pull();
      const inside = scenario.head;
      scenario.commit({ [readme]: 'x' });
      const unread = pull().update('bob');
      for (const { sha } of unread.commits) unread.contents[sha] = null;
      unread.commit({ [readme]: 'x' }).approve('alice', 'bob');
      return titles(
        pull().update('bob').approve('alice', 'bob'),
        pull()
          .update('bob', { [dataset]: 'resolved' })
          .approve('alice', 'bob'),
        scenario.update('bob', {}, { parents: [scenario.head, inside] }).approve('alice', 'bob'),
        pull()
          .update('bob', {}, { parents: [inside, 'b'.repeat(40), 'c'.repeat(40)] })
          .approve('alice', 'bob'),
        unread,
      );
    },
  ],
  [
    21,
    'A bot, even a listed one: neither counts nor blocks',
    `${one} | ${two}`,
    () => {
      const bot = policyOf('curators: {users: [alice, bob, "helper[bot]"]}');
      const listed = () => {
        const scenario = pull(bot).approve('alice');
        scenario.users['helper[bot]'] = person('helper[bot]');
        return scenario;
      };
      return titles(listed().approve('helper[bot]'), listed().requestChanges('helper[bot]').approve('bob'));
    },
  ],
  [22, 'Accounts that are gone approve', none, () => title(pull().approve(null, null))],
  [
    23,
    'An account that is gone requests changes; two of them, one dismissed; dismissed',
    `✗ changes requested by an account that is gone | ✗ changes requested by an account that is gone | ${two}`,
    () =>
      titles(
        pull().requestChanges(null).approve('alice', 'bob'),
        pull().requestChanges(null).requestChanges(null).dismiss(null).approve('alice', 'bob'),
        pull().requestChanges(null).dismiss(null).approve('alice', 'bob'),
      ),
  ],
  [
    24,
    'Logins in another case',
    two,
    () => title(pull(policyOf('curators: {users: [ALICE, Bob]}')).approve('alice', 'bob')),
  ],
  [
    25,
    'Members as GitHub lists them: those of child teams, none that is only invited',
    one,
    () => title(pull(ofTeam).team('org/qa', ['alice', 'carol']).approve('alice', 'invited')),
  ],
  [
    26,
    'The team itself cannot be read; though others would be enough; or another rule',
    Array(3).fill('✗ cannot see who is in the team org/qa').join(' | '),
    () =>
      [
        ofTeam,
        policyOf('curators: {users: [alice, bob, carol], teams: [org/qa]}'),
        over('["data/**"]', '  any-of: [{curators: {teams: [org/qa]}}, {curators: {users: [alice, bob]}}]\n'),
      ]
        .map((policy) => title(pull(policy).team('org/qa', { unreadable: '404' }).approve('alice', 'bob')))
        .join(' | '),
  ],
  [
    27,
    'Left the team after approving',
    `${two} | ${one}`,
    () => {
      const approved = (members: string[]) => pull(ofTeam).team('org/qa', members).approve('alice', 'bob');
      return titles(approved(['alice', 'bob', 'carol']), approved(['alice', 'carol']));
    },
  ],
  [
    28,
    'A curator who can only read',
    `${two}; alice cannot write to the repository: counted here, but not by GitHub’s own rule for required reviews`,
    () => {
      const scenario = pull().approve('alice', 'bob');
      scenario.permissions[person('alice').id] = 'read';
      return `${title(scenario)}; ${scenario.verdict.notes}`;
    },
  ],
  [
    29,
    'Fewer eligible people than needed, with names',
    '✗ cannot be satisfied: 1 eligible, 2 needed; only alice can give one; bob is author and committer of SHA',
    () => {
      const scenario = pull(twoNamed).commit({}, { author: 'bob' }).approve('alice');
      const text = scenario.verdict.rules[0]?.text.replace(short(scenario), 'SHA') ?? '';
      return `${title(scenario)}; ${/only alice[^;]*; [^;]*/.exec(text)}`;
    },
  ],

  [
    30,
    'A push that changes a gated file',
    none,
    () =>
      title(
        pull()
          .approve('alice', 'bob')
          .commit({ [dataset]: 'two' }),
      ),
  ],
  [
    31,
    'A push that changes only other files',
    two,
    () =>
      title(
        pull()
          .approve('alice', 'bob')
          .commit({ [readme]: 'x' }),
      ),
  ],
  [32, 'An update merge with the same gated blobs', two, () => title(pull().approve('alice', 'bob').update('author'))],
  [
    33,
    '… with the same dataset changed on base',
    none,
    () =>
      title(
        pull()
          .approve('alice', 'bob')
          .update('author', { [dataset]: 'both' }),
      ),
  ],
  [
    34,
    'A force-push with identical gated blobs; with others',
    `${two} | ${none}`,
    () =>
      titles(
        pull().approve('alice', 'bob').rebase(),
        pull()
          .approve('alice', 'bob')
          .rebase({ [dataset]: 'two' }),
      ),
  ],
  [
    35,
    'GitHub binds the review to the new head: the record knows better',
    none,
    () => {
      const scenario = pull()
        .approve('alice', 'bob')
        .commit({ [dataset]: 'two' });
      for (const review of scenario.reviews) review.commit = scenario.head;
      return title(scenario);
    },
  ],
  [
    36,
    'No record: its commit is still there with the same content; with other content; is there no longer; not known yet',
    `${two} | ${none} | ${none} | ${none}; 1 wanted`,
    () => {
      const down = () => pull().down().approve('alice', 'bob');
      const unknown = down().commit({ [readme]: 'x' });
      const [first] = unknown.commits;
      delete unknown.contents[first?.sha ?? ''];
      const seen = [down().commit({ [readme]: 'x' }), down().commit({ [dataset]: 'two' }), down().rebase(), unknown];
      return `${titles(...seen)}; ${wantedContents(unknown.facts).length} wanted`;
    },
  ],
  [
    37,
    'Added, then reverted; approved in between too',
    `${two} | ${two}`,
    () =>
      titles(
        pull()
          .approve('alice', 'bob')
          .commit({ [dataset]: 'two' })
          .commit({ [dataset]: 'one' }),
        pull()
          .approve('alice', 'bob')
          .commit({ [dataset]: 'two' })
          .approve('bob')
          .commit({ [dataset]: 'one' }),
      ),
  ],
  [
    38,
    'No record tells of the old head: it is unreachable; it is listed, but cannot be read; GitHub names none',
    `${none} | ${none} | ${none}`,
    () => {
      const down = () => pull().down().approve('alice', 'bob');
      const unread = down().commit({ [readme]: 'x' });
      unread.contents[unread.commits[0]?.sha ?? ''] = null;
      const nameless = down();
      for (const review of nameless.reviews) review.commit = null;
      return titles(down().rebase({}, { reachable: false }), unread, nameless);
    },
  ],
  [
    39,
    'A review and a push in one job, in either order: the record is of the review’s own head',
    'own head | own head',
    () => {
      const [own, pushed] = ['a', 'b'].map((digit) => digit.repeat(40)) as [string, string];
      const review = heard('pull_request_review', {
        action: 'submitted',
        review: { id: 5, commit_id: own },
        pull_request: { number: 7, head: { sha: pushed } },
      });
      const push = heard('pull_request', {
        action: 'synchronize',
        before: own,
        pull_request: { number: 7, head: { sha: pushed } },
      });
      return [mergeWork(review, push), mergeWork(push, review)]
        .map((work) => (work.kind === 'pull-request' && work.reviews[0]?.head === own ? 'own head' : 'another'))
        .join(' | ');
    },
  ],
  [
    40,
    'The same second: without a record; a record of the new head for a review of the old; and the old content again',
    `${one} | ${one} | ${none}`,
    () => {
      const at = '2026-01-02T00:00:00Z';
      const raced = pull();
      const read = raced.head;
      raced.commit({ [dataset]: 'two' }).approve('alice', 'bob');
      for (const review of raced.reviews.slice(0, 1)) review.commit = read;
      const unrecorded = pull()
        .down()
        .commit({ [dataset]: 'two' }, { at })
        .review('alice', 'APPROVED', at);
      unrecorded.review('bob', 'APPROVED', '2026-01-02T00:00:01Z');
      return [title(unrecorded), title(raced), title(raced.commit({ [dataset]: 'one' }))].join(' | ');
    },
  ],
  [
    41,
    'Facts in any order, or twice',
    `${one} | ${one}`,
    () => {
      const scenario = pull().requestChanges('alice').comment('bob').approve('alice');
      const { facts } = scenario;
      return `${judged(reversed(scenario))} | ${judged({ ...facts, reviews: [...facts.reviews, ...facts.reviews] })}`;
    },
  ],

  [
    42,
    'A rename into or out of a gated path',
    `${none} | ${none}`,
    () =>
      titles(
        pull().commit({ [dataset]: null, ...files('data/production/new.jsonl') }),
        pull().commit({ [dataset]: null, ...files('elsewhere.jsonl') }),
      ),
  ],
  [
    43,
    'Removed; another mode',
    `${none} | ${none}`,
    () =>
      titles(
        pull()
          .approve('alice', 'bob')
          .commit({ [dataset]: null }),
        pull()
          .approve('alice', 'bob')
          .commit({ [dataset]: { mode: '100755', blob: 'one' } }),
      ),
  ],
  [
    44,
    'A symlink at a path or above it, a submodule, an LFS pointer, .gitattributes; links where the gate itself stands',
    'data data/production data/production/lfs.jsonl data/production/x.jsonl sub/.gitattributes | .github/CODEOWNERS .github/workflows',
    () => {
      const link = { mode: '120000', blob: 'link' };
      const changed = {
        [dataset]: null,
        data: { mode: '160000', blob: 'sub' },
        'data/production': link,
        'data/production/x.jsonl': link,
        'data/production/lfs.jsonl': 'version https://git-lfs.github.com/spec/v1',
        'docs/latest': link,
        'sub/.gitattributes': 'x',
      };
      const guarding = { '.github/workflows': link, '.github/CODEOWNERS': link, 'docs/latest': link };
      return `${gatedOf(pull().commit(changed))} | ${gatedOf(pull(over('[nothing/**]')).commit(guarding))}`;
    },
  ],
  [
    45,
    'One below either limit; 3,000 files; 250 commits; fewer commits than there are',
    '✓ 2 of 2 approvals | ✗ too large to be seen whole, 3000 files | ✗ too large to be seen whole, 250 commits | ✗ only 1 of 2 commits could be seen',
    () => {
      const counted = [
        { files: 3000, commits: 1 },
        { files: 1, commits: 250 },
        { files: 1, commits: 2 },
      ].map((counts) => pull().approve('alice', 'bob').with({ counts }));
      const long = pull();
      for (let commits = 1; commits < 249; commits++) long.commit();
      const most = long.approve('alice', 'bob').with({ counts: { files: 2999, commits: 249 } });
      return titles(most, ...counted);
    },
  ],
  [
    46,
    'No patch and no added lines: another blob is another content',
    none,
    () =>
      title(
        pull()
          .approve('alice', 'bob')
          .commit({ [dataset]: 'large' }),
      ),
  ],
  [
    47,
    'Gated by the base’s policy, not by the head’s',
    '✗ 0 of 2 approvals for data',
    () => title(pull(over('[docs/**]')).commit(files('docs/a.md', '.github/goldgate.yml'))),
  ],
  [
    48,
    'NFC, spaces, case, dotfiles, line breaks',
    'data/.hidden data/a b.jsonl data/é.jsonl data/line\nbreak',
    () =>
      gatedBy(
        over('["data/[.al]*", "data/é*"]'),
        'data/e\u0301.jsonl',
        'data/a b.jsonl',
        'DATA/x',
        'data/.hidden',
        'data/line\nbreak',
      ).normalize('NFC'),
  ],
  [
    49,
    'Negated globs: ordered, the last match counts',
    'data/a data/tmp/keep',
    () => gatedBy(over('["data/**", "!data/tmp/**", "data/tmp/keep"]'), 'data/a', 'data/tmp/x', 'data/tmp/keep'),
  ],

  [50, 'No gated file', free, () => title(pull(over('[nothing/**]')))],
  [
    51,
    'A draft with one approval; with two',
    `${one} | ${two}`,
    () => titles(pull().approve('alice').with({ draft: true }), pull().approve('alice', 'bob').with({ draft: true })),
  ],
  [
    52,
    'Closed: only others with its head are looked for; reopened: it is evaluated',
    'commit | pull-request 7',
    () =>
      ['closed', 'reopened']
        .map((action) => heard('pull_request', { action, pull_request: { number: 7, head: { sha: 'a'.repeat(40) } } }))
        .map((work) => (work.kind === 'pull-request' ? `${work.kind} ${work.number}` : work.kind))
        .join(' | '),
  ],
  [
    53,
    'Retargeted: another policy, another difference',
    `${two} | ✗ 0 of 3 approvals`,
    () => {
      const scenario = pull().approve('alice', 'bob');
      const contents = { [scenario.head]: [{ path: dataset, mode: '100644', blob: 'f'.repeat(40) }] };
      const policy = policyOf('curators: {users: [alice, bob, carol]}\napprovals: 3');
      return `${title(scenario)} | ${judged({ ...scenario.facts, contents, policy })}`;
    },
  ],
  [
    54,
    'Two pull requests with one head',
    '1 of 2 approvals',
    () =>
      worstVerdict(
        [pull().approve('alice', 'bob'), pull().approve('alice'), pull(over('[x]'))].map(({ verdict }) => verdict),
      ).title,
  ],
  [
    55,
    'A fork’s pull request; “Re-run” at its check names no pull request: looked up by SHA',
    `${two} | commit`,
    () => {
      const check_run = { head_sha: 'a'.repeat(40), pull_requests: [] };
      return `${title(fork(pull().approve('alice', 'bob')))} | ${heard('check_run', { action: 'rerequested', check_run }).kind}`;
    },
  ],
  [56, 'The head’s repository is gone: a fork', one, () => title(fork(pull().approve('alice')))],
  [
    57,
    'A merge group: each member by its own facts; all approved',
    '✗ waiting | ✓ met',
    () => {
      const approved = () => pull().approve('alice', 'bob');
      return `${outcomes(approved(), pull().approve('alice'))} | ${outcomes(approved(), approved())}`;
    },
  ],
  [
    58,
    'Two dataset changes, each approved: the combined tree is the dataset checks’ to judge',
    '✓ met',
    () =>
      outcomes(
        pull().approve('alice', 'bob'),
        pull().commit(files('data/production/qa.jsonl')).approve('bob', 'carol'),
      ),
  ],

  [
    59,
    'The policy is the base’s: what the head writes into it is gated, not read',
    '✗ 0 of 2 approvals for golden data',
    () =>
      title(
        pull()
          .commit({ '.github/goldgate.yml': policyOf('curators: {users: [mallory]}\napprovals: 1') })
          .approve('mallory'),
      ),
  ],
  [
    60,
    'Always gated, though the policy excludes it',
    '.gitattributes .github/CODEOWNERS .github/goldgate.yml .github/workflows/ci.yml CODEOWNERS docs/CODEOWNERS',
    () =>
      gatedBy(
        over('["**", "!.github/**", "!**/CODEOWNERS", "!**/.gitattributes", "!src/**"]'),
        '.github/goldgate.yml',
        '.github/workflows/ci.yml',
        'CODEOWNERS',
        '.github/CODEOWNERS',
        'docs/CODEOWNERS',
        '.gitattributes',
        'src/a.ts',
      ),
  ],
  [
    61,
    'No policy file, which names `goldgate init`; no `review` in it, though nothing gated changed',
    '✗ no policy on the base branch; `goldgate init` writes one | ✗ no review policy on the base branch',
    () => {
      const none = pull(null).approve('alice', 'bob');
      const { problems } = none.verdict;
      const bare = pull('fail-on: error\n').commit({ [dataset]: null, [readme]: 'x' });
      return `${title(none)}; ${problems.join().split('; ')[1]} | ${title(bare)}`;
    },
  ],
  [
    62,
    'A broken policy quotes its line: YAML, key, approvals, curators, users, glob',
    [
      '1: Flow sequence in block collection must be sufficiently indented and end with a ] │ review: [',
      '3: unknown key `aprovals` in `review` │   aprovals: 2',
      '3: `review.approvals` must be >= 1 │   approvals: 0',
      '2: `review.curators` must NOT have fewer than 1 properties │   curators: {}',
      '2: `review.curators.users` must NOT have fewer than 1 items │   curators: {users: []}',
      '5: `review.rules.0.paths.0` holds a `.` or `..`; write the path itself │   - paths: ["../x"]',
    ].join('\n'),
    () =>
      [
        'review: [\n',
        policyOf('curators: {users: [a, b]}\naprovals: 2'),
        policyOf('curators: {users: [a, b]}\napprovals: 0'),
        policyOf('curators: {}'),
        policyOf('curators: {users: []}'),
        policyOf('curators: {users: [a, b]}\n\nrules:\n- paths: ["../x"]'),
      ]
        .map((policy) => pull(policy).approve('alice', 'bob').verdict)
        .map(({ outcome, problems }) =>
          outcome === 'unknown' ? problems[0]?.replace('.github/goldgate.yml:', '') : outcome,
        )
        .join('\n'),
  ],
  [
    63,
    'Every rule below is skipped',
    Array(3).fill('✗ cannot be satisfied: none of its rules is over data/x').join(' | '),
    () =>
      [
        'any-of: [{paths: [data/a]}, {paths: [data/b]}]',
        'all-of: [{paths: [data/a]}]',
        'any-of: [{all-of: [{paths: [data/a]}]}]',
      ]
        .map((rules) =>
          title(
            pull(over('[data/x]', `  ${rules}\n`))
              .commit(files('data/x'))
              .approve('alice', 'bob'),
          ),
        )
        .join(' | '),
  ],
  [
    64,
    'The head’s content cannot be read',
    '✗ the content of SHA cannot be read',
    () => {
      const scenario = pull().approve('alice', 'bob');
      scenario.contents[scenario.head] = null;
      return title(scenario).replace(short(scenario), 'SHA');
    },
  ],

  [
    65,
    'Which documents tell to require the check from this App',
    'README.md docs/deploy.md',
    () =>
      readdirSync('docs')
        .flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : []))
        .concat('README.md')
        .filter((path) => tellsSource(readFileSync(path, 'utf8')))
        .sort()
        .join(' '),
  ],
];

/** That only our App's check is to count, and what happens otherwise. */
const tellsSource = (text: string): boolean =>
  [/from this App/i, /(?:as the\s+expected source|your App as its source)/, /any source/].every((words) =>
    words.test(text),
  );

function fork(scenario: Scenario): Scenario {
  const { head } = scenario.facts;
  return scenario.with({ head: { ...head, fork: true } });
}

/** Of a merge group, or of several pull requests with one head. */
function outcomes(...scenarios: Scenario[]): string {
  const verdict: Verdict = worstVerdict(scenarios.map((scenario) => scenario.verdict));
  return `${passes(verdict) ? '✓' : '✗'} ${verdict.outcome}`;
}
