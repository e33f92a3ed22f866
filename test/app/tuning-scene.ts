// A pull request whose data a role was really tuned on (by the scripted model), so that its run can end with its artifact.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { answerComment } from '../../src/commands/app/answer-comment.ts';
import { doWork } from '../../src/commands/app/do-work.ts';
import type { Comment, Conclusion, Run } from '../fakehub/model.ts';
import { Endpoint } from '../tune/endpoint.ts';
import { root, Team } from '../tune/team.ts';
import { curators, ReviewScene, type SceneOptions } from './review-scene.ts';

export type Files = Record<string, Uint8Array>;
export interface Tuned {
  /** The data that the runs were made of, by path. */
  data: Record<string, string>;
  /** By role, the files of a finished run's folder. */
  runs: Record<'ba' | 'qa', Files>;
}

/** Once for many tests: it takes a second. */
export async function tuneOnce(): Promise<Tuned> {
  await using endpoint = await Endpoint.open();
  using team = new Team(endpoint, { roles: '  ba: { target: { metric: ba-quality, minimum: 0.5 } }\n' });
  const run = async (role: string): Promise<Files> => {
    const { run: folder } = await team.tune(role);
    return Object.fromEntries(team.files(folder).map((file) => [file, readFileSync(join(team.path, folder, file))]));
  };
  const paths = team.files('data/production').map((name) => `data/production/${name}`);
  return {
    data: Object.fromEntries(paths.map((path) => [path, team.read(path)])),
    runs: { ba: await run('ba'), qa: await run('qa') },
  };
}

export class TuningScene implements AsyncDisposable {
  readonly scene: ReviewScene;
  readonly tuned: Tuned;

  private constructor(scene: ReviewScene, tuned: Tuned) {
    this.scene = scene;
    this.tuned = tuned;
  }

  static async start(tuned: Tuned, options: SceneOptions = {}): Promise<TuningScene> {
    const tune = readFileSync(join(root, '.github/workflows/tune.yml'), 'utf8');
    const scene = await ReviewScene.start({
      ...options,
      files: { '.github/workflows/tune.yml': tune, ...options.files },
    });
    return new TuningScene(scene, tuned);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.scene[Symbol.asyncDispose]();
  }

  get repository() {
    return this.scene.repository;
  }

  get runs(): Run[] {
    return [...this.repository.runs.values()];
  }

  /** A pull request that brings the data. */
  open(head = 'change'): number {
    return this.scene.open(this.tuned.data, head);
  }

  /** Does everything that events have asked for, twice over when they come twice. */
  async settle({ twice = false } = {}): Promise<void> {
    while (this.scene.waiting.length > 0) {
      const work = this.scene.waiting.splice(0);
      for (const each of twice ? [...work, ...work] : work) await doWork(this.scene.context, each);
    }
  }

  /** Writes a comment and has it answered; its id. */
  async say(
    number: number,
    body: string,
    by: string = curators[0],
    options: { twice?: boolean } = {},
  ): Promise<number> {
    const id = this.repository.comment(number, by, body);
    await this.settle(options);
    return id;
  }

  /** As a process that has just started would. */
  answerAnew(comment: number): Promise<void> {
    return answerComment(this.scene.newProcess(), comment);
  }

  /** The run ends, with what the tuning has left. */
  async end(
    run: Run,
    conclusion: Conclusion = 'success',
    change: (files: Files) => Files = (files) => files,
  ): Promise<void> {
    const role = run.inputs.role as 'ba' | 'qa';
    const zip = Buffer.from(zipSync(change({ ...this.tuned.runs[role] })));
    this.repository.completeRun(run, conclusion, { artifacts: { [`tune-${role}`]: zip } });
    await this.settle();
  }

  /** Ours, in the order in which they were written. */
  comments(number: number): Comment[] {
    return this.repository.issue(number).comments.filter(({ author }) => author?.login === 'goldgate[bot]');
  }

  stickies(number: number): Comment[] {
    return this.comments(number).filter(({ body }) => body.startsWith('<!-- goldgate:report:'));
  }

  /** Our reactions to a comment, in order. */
  reactions(comment: number): string[] {
    const { reactions = [] } = this.repository.comments.get(comment) ?? {};
    return reactions.filter(({ user }) => user?.login === 'goldgate[bot]').map(({ content }) => content);
  }
}
