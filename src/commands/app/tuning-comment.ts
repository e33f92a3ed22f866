// How a finished tuning is told to whoever reviews the pull request: the answer, the table, what changed in the prompt and
// the search at a glance; everything else is folded.

import type { Block, Document } from '../../core/document.ts';
import { compareRun, type FinishedRun } from '../../pilots/comparison.ts';
import { renderDocumentMarkdown } from '../../report/document-markdown.ts';
import { type RunTitle, renderMarker } from '../../review/command-marker.ts';
import { commit, link } from './answer-reply.ts';

export interface TuningFacts extends RunTitle {
  run: number;
  /** The run's address. */
  url: string;
  /** The commit whose data it is about, and the pull request's head by now. */
  sha: string;
  head: string;
}

/** Characters; GitHub takes 65,536. */
const longest = 60_000;

/** Markdown of at most 60,000 characters whose first line is the marker. */
export function renderTuningComment(finished: FinishedRun, facts: TuningFacts): string {
  const { role, comment, run, url, sha } = facts;
  const marker = renderMarker({ kind: 'report', key: role, fields: { head: sha, run: `${run}`, seq: `${comment}` } });
  const folder = `artifacts/dspy/optimizer/${role}/${finished.snapshot.run}`;
  const foot = [
    '---',
    `About the data at ${commit(sha)}, from ${link(url, `run ${run}`)}. To record it as a pilot, in a clone of the repository:`,
    `\`\`\`sh\ngh run download ${run} --name tune-${role} --dir ${folder}\ngoldgate pilots record ${folder}\n\`\`\``,
  ].join('\n\n');
  const document = forReview(compareRun({ ...finished, folder }), facts);
  return `${marker}\n\n${renderDocumentMarkdown(document, longest - marker.length - foot.length - 10)}\n${foot}\n`;
}

type Section = { heading: string; blocks: readonly Block[] };

/** Sections that are not folded, in this order. */
const open = ['On the held-out eval set', 'The program', 'The search'];
/** The longest is folded last, so that it is the first to be left out. */
const last = ['Examples that failed', 'Examples'];

function forReview({ title, blocks }: Document, { role, sha, head }: TuningFacts): Document {
  const [verdict, ...rest] = blocks;
  const sections = sectionsOf(rest);
  const shown = open.flatMap((name) => sections.filter(({ heading }) => heading === name));
  const rank = ({ heading }: Section) => last.indexOf(heading);
  const others = sections.filter((section) => !shown.includes(section)).toSorted((a, b) => rank(a) - rank(b));
  // What stands in the way is not folded.
  const unmet = others[0]?.blocks.flatMap((block) => (block.kind === 'list' ? block.items : [])) ?? [];
  const bad = unmet.filter(({ mark }) => mark === 'bad');
  const folded: Block[] = [];
  const plain: Block[] = [];
  for (const { heading, blocks } of shown) {
    const [told, more] = heading === 'The search' ? firstPlot(blocks) : [blocks, []];
    plain.push({ kind: 'heading', level: 2, text: heading }, ...told);
    if (more.length > 0) folded.push(fold(`${heading}, more`, more));
  }
  return {
    title,
    blocks: [
      ...(verdict?.kind === 'verdict' ? [{ ...verdict, title: `${verdict.title}: ${role}` }] : []),
      ...(bad.length > 0 ? [{ kind: 'list' as const, items: bad }] : []),
      ...(sha === head ? [] : [movedOn(head)]),
      ...plain,
      ...others.filter((section) => rank(section) < 0).map(({ heading, blocks }) => fold(heading, blocks)),
      ...folded,
      ...others.filter((section) => rank(section) >= 0).map(({ heading, blocks }) => fold(heading, blocks)),
    ],
  };
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const starts = blocks.flatMap((block, at) => (block.kind === 'heading' && block.level === 2 ? [at] : []));
  return starts.map((at, n) => ({
    heading: (blocks[at] as Extract<Block, { kind: 'heading' }>).text,
    blocks: blocks.slice(at + 1, starts[n + 1]),
  }));
}

/** One plot tells whether the search was worth it. */
function firstPlot(blocks: readonly Block[]): [told: readonly Block[], more: readonly Block[]] {
  const first = blocks.find(({ kind }) => kind === 'plot');
  return first ? [[first], blocks.filter((block) => block !== first)] : [blocks, []];
}

const fold = (summary: string, blocks: readonly Block[]): Block => ({
  kind: 'details',
  summary: [{ style: 'strong', text: summary }],
  blocks,
});

const movedOn = (head: string): Block => ({
  kind: 'list',
  items: [
    {
      mark: 'open',
      text: ['The head has moved on since, to ', { style: 'code', text: head }, '; the data may be another by now.'],
    },
  ],
});
