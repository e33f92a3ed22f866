// What the people of the playground can do, as a table: each deed is done in the fake GitHub, which tells the app.

import { addCommit } from '../fakehub/branches.ts';
import type { Pull } from '../fakehub/model.ts';
import type { Repository } from '../fakehub/repository.ts';
import { changeRecord, inManifest, looserPolicy, moreReadme, unseenRecord } from './edits.ts';
import { evalFile, manifestFile, people, policyFile } from './town.ts';

/** What GitHub's page would not let somebody do, in words for them. */
export class Refused extends Error {}

interface Deed {
  as: string;
  /** 0: none. */
  pull: number;
  /** `eval`, `readme`, `policy` or `revert`. */
  what: string;
  /** Of a comment. */
  text: string;
}

type Files = Record<string, string>;

export interface Stage {
  repository: Repository;
  /** By pull request: what it was opened for, and what its branch had of the eval set and its manifest, the newest last. */
  opened: Map<number, { kind: string; data: Files[]; turn: number }>;
}

interface Done {
  told: string;
  number?: number;
}

const read = (repository: Repository, path: string, at: string): string => repository.file(path, at)?.toString() ?? '';
const nameOf = (login: string) => people.find((person) => person.login === login)?.name ?? login;
const mayWrite = (login: string) => people.some((one) => one.login === login && one.permission !== 'read');

/** Throws `Refused` when `given` is no deed, or when GitHub would not let them. */
export function perform(stage: Stage, given: unknown): Done {
  const { as, do: name, pull, what, text } = (given ?? {}) as Record<string, unknown>;
  if (!people.some(({ login }) => login === as)) throw new Refused(`Nobody here is called ${as}.`);
  const found = deeds.get(String(name));
  if (!found) throw new Refused(`Nobody can ${name} here.`);
  return found(stage, { as: String(as), pull: Number(pull ?? 0), what: String(what ?? ''), text: String(text ?? '') });
}

const table: Readonly<Record<string, (stage: Stage, deed: Deed) => Done>> = {
  open,
  push,
  update(stage, { as, pull }) {
    const { repository, number } = branchOf(stage, as, pull);
    const main = repository.defaultBranch;
    const { head } = repository.pull(number);
    if (repository.history.ancestors(head.sha).has(repository.head(main))) {
      const turn = repository.history.ancestors(repository.head(main)).size;
      const text = `${read(repository, 'CONTRIBUTING.md', main)}Read the data before you approve it (${turn}).\n`;
      repository.commit(main, { 'CONTRIBUTING.md': text }, { author: 'dana', message: 'A word to reviewers' });
    }
    repository.updateBranch(number, as);
    return { told: `${nameOf(as)} updated the branch from main, where a colleague had changed another file.` };
  },
  'force-push'(stage, { as, pull }) {
    const { repository, source, number } = branchOf(stage, as, pull);
    const { head, base } = repository.pull(number);
    const { history } = repository;
    const from = history.mergeBase(head.sha, repository.head(base.ref)) as string;
    const message = `Everything in one commit, instead of ${head.sha.slice(0, 7)}`;
    addCommit(source, head.ref, history.commit(head.sha).tree, [from], { author: as, message });
    return { told: `${nameOf(as)} force-pushed the same content as one commit.` };
  },
  approve: (stage, deed) => review(stage, deed, 'APPROVED', 'approved'),
  'request-changes': (stage, deed) => review(stage, deed, 'CHANGES_REQUESTED', 'requested changes'),
  dismiss(stage, { as, pull }) {
    const { repository } = stage;
    const { reviews } = openPull(stage, pull);
    if (!['maintain', 'admin'].includes(repository.permissionOf(repository.world.user(as)))) {
      throw new Refused(`${nameOf(as)} may not dismiss reviews; Dana may.`);
    }
    const last = reviews.findLast(({ state }) => state === 'APPROVED' || state === 'CHANGES_REQUESTED');
    if (!last) throw new Refused('There is no review to dismiss.');
    repository.dismissReview(last.id, as);
    return { told: `${nameOf(as)} dismissed the review of ${nameOf(last.author.login)}.` };
  },
  comment({ repository }, { as, pull, text }) {
    if (text.trim() === '') throw new Refused('A comment needs a text.');
    const { issue } = repository.pull(pull);
    repository.comment(issue.number, as, text);
    return { told: `${nameOf(as)} commented.` };
  },
  merge(stage, { as, pull }) {
    const { issue } = openPull(stage, pull);
    if (!mayWrite(as)) throw new Refused(`${nameOf(as)} may only read here; GitHub shows no merge button.`);
    if (!stage.repository.canMerge(issue.number)) throw new Refused('The required check is not green.');
    stage.repository.mergePullRequest(issue.number, as);
    return { told: `${nameOf(as)} merged #${issue.number}.` };
  },
  nightly(stage) {
    runNightly(stage);
    return { told: 'The nightly runs on main.' };
  },
  'break-main'(stage, { as }) {
    const text = read(stage.repository, evalFile, stage.repository.defaultBranch);
    if (text.includes('Slipped in')) throw new Refused('Main is broken already; repair it first.');
    onMain(stage, as, unseenRecord(text), 'Just one record');
    return { told: `${nameOf(as)} pushed a record to main, past the gate. The nightly runs.` };
  },
  'repair-main'(stage, { as }) {
    const text = read(stage.repository, evalFile, stage.repository.defaultBranch);
    const repaired = text.replace(/^.*Slipped in past the gate.*\n/m, '');
    if (text === repaired) throw new Refused('Nothing is broken on main.');
    onMain(stage, as, repaired, 'Take the record back');
    return { told: `${nameOf(as)} took the record back. The nightly runs.` };
  },
};

const deeds = new Map(Object.entries(table));

function open({ repository, opened }: Stage, { as, what }: Deed): Done {
  const turn = opened.size;
  const main = repository.defaultBranch;
  const before = { [evalFile]: read(repository, evalFile, main), [manifestFile]: read(repository, manifestFile, main) };
  const changed = changeData(repository, before, turn);
  const readme = moreReadme(read(repository, 'README.md', main), turn);
  const policy = looserPolicy(read(repository, policyFile, main));
  const kind = new Map([
    ['eval', changed],
    ['readme', { title: 'A note in the README', files: { 'README.md': readme } as Files }],
    ['policy', { title: 'One approval is enough', files: { [policyFile]: policy } as Files }],
  ]).get(what);
  if (!kind) throw new Refused(`Nobody can open a pull request for "${what}".`);
  const { title, files } = kind;
  const fork = mayWrite(as)
    ? undefined
    : (repository.forks.find(({ owner }) => owner.login === as) ?? repository.fork(as));
  const branch = `${as.replace(/\W/g, '')}/${what}-${turn + 1}`;
  (fork ?? repository).commit(branch, files, { author: as, message: title, from: repository.head(main) });
  const number = repository.openPullRequest({ author: as, head: branch, title, ...(fork ? { fork } : {}) });
  opened.set(number, { kind: what, data: what === 'eval' ? [before, files] : [before], turn: turn + 1 });
  return { told: `${nameOf(as)} opened #${number}${fork ? ' from a fork' : ''}.`, number };
}

function push(stage: Stage, { as, pull, what }: Deed): Done {
  const { source, number, ref } = branchOf(stage, as, pull);
  const known = stage.opened.get(number);
  if (!known) throw new Refused(`#${number} was not opened here.`);
  known.turn += 1;
  const send = (files: Files, message: string) => source.commit(ref, files, { author: as, message });
  if (what === 'readme') {
    send({ 'README.md': moreReadme(read(source, 'README.md', ref), known.turn) }, 'Another note in the README');
    return { told: `${nameOf(as)} pushed a change to the README.` };
  }
  if (what === 'eval') {
    const { files, title } = changeData(stage.repository, known.data.at(-1) as Files, known.turn);
    known.data.push(files);
    send(files, title);
    return { told: `${nameOf(as)} pushed another change to the eval set.` };
  }
  if (what !== 'revert') throw new Refused(`Nobody can push "${what}".`);
  if (known.data.length < 2) throw new Refused('There is nothing to revert on this branch; push another record first.');
  known.data.pop();
  send(known.data.at(-1) as Files, 'Revert the last change to the eval set');
  return { told: `${nameOf(as)} pushed a revert of the last change to the eval set.` };
}

/** As a careful author does it: the record, and its file's hash in the manifest. */
function changeData({ world }: Repository, before: Files, turn: number): { title: string; files: Files } {
  const { title, text } = changeRecord(before[evalFile] as string, turn);
  const manifest = inManifest(before[manifestFile] as string, text, world.now().slice(0, 19).replace('T', ' '));
  return { title, files: { [evalFile]: text, [manifestFile]: manifest } };
}

function review(stage: Stage, { as, pull }: Deed, state: 'APPROVED' | 'CHANGES_REQUESTED', words: string): Done {
  const { issue } = openPull(stage, pull);
  if (issue.author.login === as) throw new Refused('GitHub lets nobody review a pull request of their own.');
  stage.repository.review(issue.number, as, state);
  return { told: `${nameOf(as)} ${words}.` };
}

function openPull({ repository }: Stage, number: number): Pull {
  const { pull } = repository.issues.get(number) ?? {};
  if (!pull) throw new Refused('Open a pull request first.');
  if (pull.issue.state !== 'open') throw new Refused(`#${number} is closed.`);
  return pull;
}

/** Where the pull request's branch lives, if they may push to it. */
function branchOf(stage: Stage, as: string, number: number) {
  const { head, issue } = openPull(stage, number);
  const source = head.repository as Repository;
  if (!mayWrite(as) && source.owner.login !== as) throw new Refused(`${nameOf(as)} may not push to this branch.`);
  return { repository: stage.repository, source, number: issue.number, ref: head.ref };
}

function onMain(stage: Stage, as: string, text: string, message: string): void {
  if (!mayWrite(as)) throw new Refused(`${nameOf(as)} may not push to main.`);
  stage.repository.commit(stage.repository.defaultBranch, { [evalFile]: text }, { author: as, message });
  runNightly(stage);
}

/** As its schedule would. */
function runNightly({ repository }: Stage): void {
  repository.startRun({ workflow: 'nightly.yml', event: 'schedule' });
}
