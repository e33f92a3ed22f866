// One random life of two pull requests, by its seed: what people do, one thing after the other.

import { readFileSync } from 'node:fs';
import { type Random, random } from '../../src/optimize/random.ts';
import { digestOf } from '../../src/review/digest.ts';
import { encodeRecords } from '../../src/review/records.ts';
import type { Repository } from '../fakehub/repository.ts';
import { actionsApp } from '../fakehub/shape-app.ts';
import { changesOf, checkName, type Rule, type Told } from './oracle.ts';

const curators = ['bea', 'cyn', 'dan'];
export const rules: Readonly<Record<string, Rule>> = {
  main: { approvals: 2, curators },
  release: { approvals: 1, curators: ['dan'] },
};
const policyOf = ({ approvals, curators: users }: Rule) =>
  `review:\n  approvals: ${approvals}\n  curators:\n    users: [${users.join(', ')}]\n  rules:\n    - name: data\n      paths: ['data/**']\n`;

const tuneWorkflow = readFileSync(new URL('../../.github/workflows/tune.yml', import.meta.url), 'utf8');

export const people = ['ada', 'bea', 'cyn', 'dan', 'eve', 'fay'];
/** Gated, and not what is tuned on. */
const files = ['data/more/one.jsonl', 'data/more/two.jsonl', 'README.md'];
const tunedOn = ['data/production/ba_train.jsonl', 'data/production/qa_eval.jsonl'];
const lines = ['one', 'two', 'three'];

export interface Life {
  repository: Repository;
  numbers: readonly number[];
  told: Told;
  /** What has been done, for the message when something is wrong. */
  diary: string[];
  /** Does the next thing; false when it was the last. */
  step(): boolean;
}

/**
 * @param make an empty repository of this name, with these files
 * @param data what roles are tuned on, by path
 */
export function life(
  seed: number,
  make: (name: string, files: Record<string, string>) => Repository,
  data: Readonly<Record<string, string>>,
): Life {
  const die = random(seed, 'chaos');
  const repository = make(`s${seed}`, {
    '.github/goldgate.yml': policyOf(rules.main as Rule),
    '.github/workflows/tune.yml': tuneWorkflow,
    ...data,
    ...Object.fromEntries(files.map((path) => [path, 'zero\n'])),
  });
  for (const login of people) if (login !== 'fay') repository.setPermission(login, 'write');
  repository.commit('release', { '.github/goldgate.yml': policyOf(rules.release as Rule) }, { author: 'ada' });
  const seen = new Map<number, string>();
  const diary: string[] = [];
  const branches = ['first', 'second'];
  const numbers = branches.map((branch) => {
    repository.commit(branch, { 'data/more/one.jsonl': `${branch}\n` }, { author: 'ada', from: 'main' });
    return repository.openPullRequest({ author: 'ada', head: branch });
  });
  let left = 12 + die.integer(10);

  return {
    ...{ repository, numbers, diary, told: { seen, rules } },
    step() {
      const number = die.integer(4) === 0 ? (numbers[1] as number) : (numbers[0] as number);
      const name = die.choice(weighted);
      const outcome = deeds[name](repository, number, die, seen);
      diary.push(`${repository.world.now()} #${number} ${name}${outcome ? ` ${outcome}` : ''}`);
      left -= 1;
      return left > 0;
    },
  };
}

type Deed = (repository: Repository, number: number, die: Random, seen: Map<number, string>) => string | undefined;

function vote(state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED'): Deed {
  return (repository, number, die, seen) => {
    const pull = repository.pull(number);
    if (pull.issue.state === 'closed') return 'not: it is closed';
    const login = die.choice(['bea', 'cyn', 'dan', 'dan', 'eve']);
    const review = repository.review(number, login, state);
    seen.set(review, pull.head.sha);
    return `by ${login}`;
  };
}

/** Commits one of few texts, so that a content may come back. */
function push(paths: readonly string[], authors: readonly string[]): Deed {
  return (repository, number, die) => {
    const { head } = repository.pull(number);
    const [path, author] = [die.choice(paths), die.choice(authors)];
    const text = `${die.choice(lines)}\n`;
    repository.commit(head.ref, { [path]: text }, { author });
    return `${path} ${text.trim()} by ${author}`;
  };
}

const deeds = {
  approve: vote('APPROVED'),
  'approve an old page'(repository, number, die, seen) {
    const { head, base } = repository.pull(number);
    const [old] = repository.history.between(repository.head(base.ref), head.sha);
    if (!old || old === head.sha) return 'not: there is none';
    const login = die.choice(curators);
    seen.set(repository.review(number, login, 'APPROVED', { head: old }), old);
    return `by ${login}`;
  },
  refuse: vote('CHANGES_REQUESTED'),
  remark: vote('COMMENTED'),
  'push data': push(files.slice(0, 2), ['ada', 'ada', 'ada', 'cyn']),
  'push words': push(files.slice(2), ['ada']),
  dismiss(repository, number, die) {
    const open = repository.pull(number).reviews.filter(({ state }) => /APPROVED|CHANGES/.test(state));
    if (open.length === 0) return 'nothing';
    const review = die.choice(open);
    repository.dismissReview(review.id, 'ada');
    return `the review of ${review.author.login}`;
  },
  'push by force'(repository, number, die) {
    const { head } = repository.pull(number);
    const text = `${die.choice(lines)}\n`;
    const files = { 'data/more/one.jsonl': text };
    repository.commit(head.ref, files, { author: 'ada', parents: [repository.head('main')] });
    return text.trim();
  },
  'main goes on'(repository, _, die) {
    const path = die.choice(['data/more/two.jsonl', 'docs.md']);
    repository.commit('main', { [path]: `${die.choice(lines)} of main\n` }, { author: 'ada' });
    return path;
  },
  'update branch'(repository, number) {
    if (repository.pull(number).issue.state === 'closed') return 'not: it is closed';
    try {
      repository.updateBranch(number, 'bea');
      return undefined;
    } catch {
      return 'not: both sides changed the same';
    }
  },
  rebase(repository, number) {
    const { head, base } = repository.pull(number);
    repository.rebase(head.ref, base.ref, { by: 'ada' });
    return undefined;
  },
  retarget(repository, number) {
    const base = repository.pull(number).base.ref === 'main' ? 'release' : 'main';
    repository.retarget(number, base);
    return `to ${base}`;
  },
  'close and reopen'(repository, number) {
    repository.closePullRequest(number);
    repository.reopen(number);
    return undefined;
  },
  'same head'(repository, number) {
    const other = repository.pulls.find(({ issue }) => issue.number !== number);
    const { head } = repository.pull(number);
    if (!other || other.head.sha === head.sha) return 'already';
    repository.forcePush(other.head.ref, head.sha, { by: 'ada' });
    return undefined;
  },
  /** A workflow's job can post a check of any name, and say anything in it, here: that everybody approved this. */
  'forge a check'(repository, number) {
    const { head, base, reviews } = repository.pull(number);
    const digest = digestOf(changesOf(repository, repository.head(base.ref), head.sha));
    const check = repository.createCheck({ sha: head.sha, name: checkName, appId: actionsApp, conclusion: 'success' });
    const records = reviews.map(({ id, commit }) => ({ review: id, head: commit, digest }));
    check.output = { title: '2 of 2 approvals', summary: 'All right.', text: encodeRecords(records) };
    repository.commit(head.ref, { 'README.md': `${check.id}\n` }, { author: 'ada' });
    return 'and push words by ada';
  },
  'push other data'(repository, number, die) {
    const { head } = repository.pull(number);
    const path = die.choice(tunedOn);
    repository.commit(head.ref, { [path]: `${repository.file(path, head.sha)}\n` }, { author: 'ada' });
    return path;
  },
  '/tune': (repository, number, die) => {
    const [role, who] = [die.choice(['ba', 'ba', 'ba', 'qa']), die.choice(['bea', 'bea', 'bea', 'bea', 'fay'])];
    repository.comment(number, who, `/tune ${role} --trials 4`);
    return `${role} by ${who}`;
  },
  '/check': (repository, number) => void repository.comment(number, 'ada', '/check'),
  '/cancel': (repository, number) => void repository.comment(number, 'bea', '/cancel'),
  '/report': (repository, number) => void repository.comment(number, 'fay', '/report'),
} satisfies Record<string, Deed>;

const weights: Record<keyof typeof deeds, number> = {
  ...{
    approve: 24,
    'approve an old page': 3,
    refuse: 1,
    remark: 1,
    dismiss: 2,
    'push data': 2,
    'push words': 4,
    'push by force': 1,
  },
  ...{ 'main goes on': 2, 'update branch': 2, rebase: 3, retarget: 1, 'close and reopen': 1, 'same head': 1 },
  ...{ 'forge a check': 3, 'push other data': 1, '/tune': 6, '/check': 1, '/cancel': 1, '/report': 1 },
};
const weighted = (Object.keys(deeds) as (keyof typeof deeds)[]).flatMap((name) =>
  Array.from({ length: weights[name] }, () => name),
);
