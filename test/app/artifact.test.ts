// An artifact is taken only when all that GitHub and itself say of it fits what was dispatched: each field changed alone.

import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArtifact } from '../../src/adapters/github/artifact.ts';
import { connect, type GitHub, inRepository } from '../../src/adapters/github/client.ts';
import { UnusableArtifact } from '../../src/adapters/github/zip.ts';
import type { Run } from '../fakehub/model.ts';
import { type Files, type Tuned, TuningScene, tuneOnce } from './tuning-scene.ts';

let tuned: Tuned;
beforeAll(async () => {
  tuned = await tuneOnce();
}, 30_000);

/** A finished tuning whose artifact, run or answer is changed; what is said of it, or `null` when a report stands. */
async function told(change: {
  files?: (files: Files) => Files;
  run?: (run: Run) => void;
  answer?: Alter;
}): Promise<string | null> {
  await using team = await TuningScene.start(tuned);
  const number = team.open();
  const id = await team.say(number, '/tune ba');
  const [run] = team.runs as [Run];
  change.run?.(run);
  const { context } = team.scene;
  if (change.answer) context.github = altered(context.github, change.answer);
  await team.end(run, 'success', change.files);
  const stands = team.stickies(number).length > 0;
  expect(team.reactions(id).at(-1)).toBe(stands ? '+1' : '-1');
  return stands ? null : (team.comments(number).at(-1)?.body ?? '');
}

type Answer = Record<string, unknown> & { workflow_run: Record<string, unknown> };
type Alter = { artifact?: (artifact: Answer) => void; run?: (run: Record<string, unknown>) => void };

/** The client, through which an artifact or a run looks different. */
function altered(github: GitHub, { artifact, run }: Alter): GitHub {
  const { actions } = github.api;
  const of = (name: 'listWorkflowRunArtifacts' | 'getWorkflowRun', change: (data: never) => void) =>
    Object.assign(async (given: never) => {
      const answer = await actions[name](given);
      const data = structuredClone(answer.data);
      change(data as never);
      return { ...answer, data };
    }, actions[name]);
  const changed = {
    ...actions,
    createWorkflowDispatch: actions.createWorkflowDispatch,
    listWorkflowRuns: actions.listWorkflowRuns,
    listWorkflowRunArtifacts: of('listWorkflowRunArtifacts', ({ artifacts }: { artifacts: Answer[] }) => {
      for (const one of artifacts) artifact?.(one);
    }),
    getWorkflowRun: of('getWorkflowRun', (data: Record<string, unknown>) => run?.(data)),
  };
  const api = new Proxy(github.api, { get: (target, key) => (key === 'actions' ? changed : Reflect.get(target, key)) });
  return { ...github, api } as GitHub;
}

test('unchanged, it is taken', async () => {
  expect(await told({})).toBeNull();
  expect(await told({ answer: {} })).toBeNull();
});

describe('a field that does not fit', () => {
  const artifacts: Record<string, [(artifact: Answer) => void, string]> = {
    'the artifact’s run': [(one) => Object.assign(one.workflow_run, { id: 1 }), 'another run'],
    'its commit': [(one) => Object.assign(one.workflow_run, { head_sha: '0'.repeat(40) }), 'another commit'],
    'its branch': [(one) => Object.assign(one.workflow_run, { head_branch: 'evil' }), 'another branch'],
    'its repository': [(one) => Object.assign(one.workflow_run, { repository_id: 1 }), 'another repository'],
    'its head’s repository': [
      (one) => Object.assign(one.workflow_run, { head_repository_id: 1 }),
      'another repository',
    ],
    'its run missing': [(one) => Object.assign(one, { workflow_run: null }), 'another run'],
    'its digest': [(one) => Object.assign(one, { digest: `sha256:${'0'.repeat(64)}` }), 'its digest'],
    'no digest': [(one) => Object.assign(one, { digest: null }), 'no digest'],
    'its size': [(one) => Object.assign(one, { size_in_bytes: 2 ** 30 }), 'bytes; at most <code>16777216'],
    'its age': [(one) => Object.assign(one, { expired: true }), 'has expired'],
    'its name': [(one) => Object.assign(one, { name: 'tune-qa' }), 'was not finished'],
  };
  test.each(Object.entries(artifacts))('%s', async (_, [artifact, said]) => {
    expect(await told({ answer: { artifact } })).toContain(said);
  });

  const runs: Record<string, [(run: Record<string, unknown>) => void, string]> = {
    'the run’s event': [(run) => Object.assign(run, { event: 'push' }), 'was not dispatched'],
    'who dispatched it': [(run) => Object.assign(run, { actor: { login: 'eve' } }), 'not dispatched by this app'],
    'its branch': [(run) => Object.assign(run, { head_branch: 'evil' }), 'not of the default branch'],
    'its repository': [(run) => Object.assign(run, { repository: { id: 1 } }), 'not of this repository'],
    'its head’s repository': [(run) => Object.assign(run, { head_repository: { id: 1 } }), 'not of this repository'],
    'its commit': [(run) => Object.assign(run, { head_sha: '0'.repeat(40) }), 'of another commit'],
    'its end': [(run) => Object.assign(run, { conclusion: 'timed_out' }), 'ended as timed out'],
  };
  test.each(Object.entries(runs))('%s', async (_, [run, said]) => {
    expect(await told({ answer: { run } })).toContain(said);
  });

  test('another workflow, or a title of another: it is not ours, and nothing is said', async () => {
    for (const change of [{ path: '.github/workflows/other.yml' }, { display_title: 'tune ba · #1' }]) {
      await using team = await TuningScene.start(tuned);
      const number = team.open();
      const id = await team.say(number, '/tune ba');
      const { context } = team.scene;
      context.github = altered(context.github, { run: (run) => Object.assign(run, change) });
      for (const run of team.runs) await team.end(run);
      expect(team.reactions(id)).toEqual(['eyes', 'rocket']);
      expect(team.comments(number)).toHaveLength(1);
    }
  });

  const edit = (file: string, from: RegExp | string, to: string) => (files: Files) => {
    const text = Buffer.from(files[file] ?? '').toString('utf8');
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return { ...files, [file]: Buffer.from(changed) };
  };
  const contents: Record<string, [(files: Files) => Files, string]> = {
    'the role of the snapshot': [edit('snapshot.json', '"role": "ba"', '"role": "qa"'), 'is of the role qa'],
    'the files of another role': [() => tuned.runs.qa, 'role'],
    'the commit of the workflow': [edit('snapshot.json', '"commit": null', `"commit": "${'1'.repeat(40)}"`), 'made at'],
    'the hash of the data': [edit('snapshot.json', /("train": \{[^}]*"sha256": ")\w{4}/, '$1beef'), 'is not of'],
    'the path of the data': [edit('snapshot.json', /data\/production\/ba_train/, '../../x'), 'is not of'],
    'the program': [edit('program.json', '"instructions": "', '$&x'), 'program.json is not the file'],
    'the baseline': [edit('baseline.json', '"instructions": "', '$&x'), 'baseline.json is not the file'],
    'the scores': [edit('eval.json', /"score": 0\.\d/, '"score": 0.9'), 'eval.json is not the file'],
    'no JSON': [(files) => ({ ...files, 'snapshot.json': Buffer.from('{') }), 'snapshot.json'],
    'a file too few': [({ 'trials.jsonl': _, ...files }) => files, 'trials.jsonl'],
    'a name that climbs': [(files) => ({ ...files, '../x': Buffer.from('x') }), 'invalid relative path'],
  };
  test.each(Object.entries(contents))('%s', async (_, [files, said]) => {
    expect(await told({ files })).toContain(said);
  });
});

describe('the download', () => {
  const requests: IncomingMessage[] = [];
  let location = '';
  let body = Buffer.alloc(0);
  const server = createServer((request, reply) => {
    requests.push(request);
    if (request.url?.endsWith('/artifacts?name=tune-ba&per_page=100')) {
      const workflow_run = { id: 7, head_sha: 'a', head_branch: 'main', repository_id: 1, head_repository_id: 1 };
      const artifact = { id: 3, name: 'tune-ba', digest: `sha256:${'0'.repeat(64)}`, size_in_bytes: 1, workflow_run };
      return reply
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ artifacts: [artifact] }));
    }
    if (request.url?.endsWith('/zip')) return reply.writeHead(302, location === '' ? {} : { location }).end();
    if (request.url === '/again') return reply.writeHead(302, { location: '/file' }).end();
    reply.writeHead(request.url === '/gone' ? 403 : 200).end(body);
  });
  let url = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const run = { id: 7, headSha: 'a', headBranch: 'main', repositoryId: 1, headRepositoryId: 1 };
  const read = (to: string) => {
    location = to;
    requests.length = 0;
    const client = connect({ authentication: { token: 'secret-token' }, baseUrl: url });
    return readArtifact(inRepository(client, { owner: 'acme', repo: 'x' }), run, 'tune-ba', []);
  };

  test('the token stays with the API, and the bytes are held against the digest', async () => {
    await expect(read(`${url}/file`)).rejects.toThrow('is not the bytes that its digest is of');
    expect(requests.map(({ headers }) => headers.authorization?.includes('secret-token') ?? false)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test.each([
    ['', 'does not say where'],
    ['nonsense', 'does not say where'],
    ['file:///etc/passwd', 'over file; only https is'],
    ['http://example.com/x', 'over http; only https is'],
    ['https://10.0.0.1/x', 'cannot be downloaded from 10.0.0.1'],
    ['https://169.254.169.254/latest', 'cannot be downloaded from 169.254.169.254'],
    ['https://[::1]/x', 'cannot be downloaded from [::1]'],
  ])('%j is not gone to', async (to, said) => {
    const refused = await read(to).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UnusableArtifact);
    expect((refused as Error).message).toContain(said);
    expect(requests).toHaveLength(2);
  });

  test('a second redirect is not followed; an address that is no longer good is asked for again', async () => {
    await expect(read(`${url}/again`)).rejects.toThrow('answers 302');
    await expect(read(`${url}/gone`)).rejects.toThrow('answers 403');
    expect(await read(`${url}/gone`).catch((error: unknown) => error)).not.toBeInstanceOf(UnusableArtifact);
  });

  test('more bytes than an artifact may have are not taken', async () => {
    body = Buffer.alloc(17 * 1024 * 1024);
    await expect(read(`${url}/file`)).rejects.toThrow(UnusableArtifact);
  });
});
