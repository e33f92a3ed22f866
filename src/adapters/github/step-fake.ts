// For the tests alone: the few endpoints of GitHub's API that a step asks, on loopback, over files that a test writes down.

import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Issue {
  number: number;
  title: string;
  body: string;
  user: { login: string };
  html_url: string;
  pull_request?: object;
}
interface WorkflowRun {
  id: number;
  display_title: string;
  conclusion: string | null;
  /** Steps that have begun, by job. */
  steps?: number;
}

export const head = 'a'.repeat(40);
const treeId = 'b'.repeat(40);
const blobId = (bytes: Buffer) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

export class FakeGitHub implements AsyncDisposable {
  files: Record<string, string | Buffer> = {};
  issues: Issue[] = [];
  runs: WorkflowRun[] = [];
  /** `GET /pulls/12`, in order. */
  readonly requests: string[] = [];
  readonly tokens = new Set<string | undefined>();
  /** Changes what is answered to a path below the repository, or its status when it returns a number. */
  alter: (path: string, answer: never) => unknown = (_, answer) => answer;
  readonly #server = createServer(async (request, reply) => {
    const { status, answer } = await this.#answer(request);
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });

  async listen(): Promise<this> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get env() {
    return { GITHUB_API_URL: this.url, GITHUB_REPOSITORY: 'octo/data' };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  async #answer(request: IncomingMessage): Promise<{ status: number; answer: unknown }> {
    const url = new URL(request.url ?? '', this.url);
    const path = url.pathname.replace('/repos/octo/data', '');
    this.requests.push(`${request.method} ${path}`);
    this.tokens.add(request.headers.authorization);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Partial<Issue>) : {};
    const plain = this.#route(`${request.method} ${path}`, sent, Number(url.searchParams.get('page') ?? 1));
    const answer = plain === undefined ? 404 : this.alter(path, plain as never);
    if (typeof answer === 'number') return { status: answer, answer: { message: 'No' } };
    return { status: 200, answer };
  }

  #route(request: string, sent: Partial<Issue>, page: number): unknown {
    const [, id = ''] = /\/([^/]+)(?:\/(?:runs|jobs))?$/.exec(request) ?? [];
    const blobs = Object.entries(this.files).map(([path, bytes]) => ({ path, bytes: Buffer.from(bytes) }));
    if (request === 'GET /pulls/12') return { number: 12, state: 'open', head: { sha: head } };
    if (request === `GET /git/commits/${head}`) return { sha: head, tree: { sha: treeId } };
    if (request === `GET /git/trees/${treeId}`) {
      const tree = blobs.map(({ path, bytes }) => ({
        ...{ path, mode: '100644', type: 'blob', sha: blobId(bytes), size: bytes.length },
      }));
      return {
        sha: treeId,
        truncated: false,
        tree: [{ path: 'data', mode: '040000', type: 'tree', sha: treeId }, ...tree],
      };
    }
    if (request.startsWith('GET /git/blobs/')) {
      const blob = blobs.find(({ bytes }) => blobId(bytes) === id)?.bytes;
      return blob && { sha: id, size: blob.length, encoding: 'base64', content: blob.toString('base64') };
    }
    if (request === 'GET /actions/workflows/tune.yml/runs') {
      const workflow_runs = this.runs.map((run) => ({
        ...{ path: '.github/workflows/tune.yml', event: 'workflow_dispatch', head_sha: head, repository: { id: 1 } },
        ...{ created_at: '2026-01-02T03:04:05Z', html_url: `https://github.example/runs/${run.id}` },
        ...run,
      }));
      return { total_count: this.runs.length, workflow_runs: page === 1 ? workflow_runs : [] };
    }
    if (request.endsWith('/jobs')) {
      const { steps = 0 } = this.runs.find((run) => run.id === Number(id)) ?? {};
      return { total_count: 1, jobs: [{ id: 1, steps: Array.from({ length: steps }, () => ({ name: 'x' })) }] };
    }
    if (request === 'GET /issues')
      return page === 1 ? this.issues.map((issue) => ({ id: issue.number, ...issue })) : [];
    if (request === 'POST /issues') {
      const number = this.issues.length + 1;
      const html_url = `https://github.example/issues/${number}`;
      this.issues.push({ number, html_url, user: { login: 'github-actions[bot]' }, title: '', body: '', ...sent });
      return this.issues.at(-1);
    }
    const issue = this.issues.find(({ number }) => request === `PATCH /issues/${number}`);
    return issue && Object.assign(issue, sent);
  }
}
