// What docs/policy.md says of its ten policies, as pull requests that pass and others that do not.

import { judgeReview } from '../../src/config/judge-review.ts';
import { renderDocumentText } from '../../src/report/document-text.ts';
import { verdictDocument } from '../../src/review/verdict-document.ts';
import { factsOf, head, type Pull } from './facts.ts';

const train = 'data/production/ba_train.jsonl';
const held = 'data/production/ba_eval.jsonl';
const manifest = 'data/production/manifest.json';
const attack = 'data/security/jailbreaks.jsonl';
const both = ['services/ba/data/ba_train.jsonl', 'services/qa/data/qa_train.jsonl', 'services/manifest.json'];

export interface Claims {
  /** What the document shows. */
  shown: Pull;
  passes: readonly Pull[];
  /** As far as they go, besides what is shown. */
  fails: readonly Pull[];
}

const data = [train, manifest];
const by = (...approved: string[]): Pull => ({ changed: data, approved });

export const claims: Record<string, Claims> = {
  'Two curators of one team': {
    shown: by('ada'),
    passes: [by('ada', 'grace'), { ...by('alan', 'grace'), author: 'ada' }, { changed: ['README.md'], approved: [] }],
    fails: [
      by(),
      by('ada', 'emma'),
      { ...by('ada', 'grace'), author: 'ada' },
      { ...by('ada', 'grace'), pushed: ['ada'] },
    ],
  },
  'The lead, or two curators': {
    shown: by('lena'),
    passes: [by('ada', 'grace')],
    fails: [by('ada'), by('emma'), { ...by('lena'), author: 'lena' }],
  },
  'Data and prompts by different people': {
    shown: { changed: [train, 'prompts/ba.md'], approved: ['ada', 'alan'] },
    passes: [
      { changed: [train, 'prompts/ba.md'], approved: ['ada', 'alan', 'paul'] },
      { changed: ['prompts/ba.md'], approved: ['paul'] },
      { changed: ['artifacts/dspy/optimizer/pilots/a/program.json'], approved: ['grace'] },
      by('ada', 'alan'),
    ],
    fails: [{ changed: ['prompts/ba.md'], approved: ['ada', 'alan'] }, by('paul', 'ada')],
  },
  'Security sees the attacks': {
    shown: { changed: [attack], approved: ['ada', 'grace'] },
    passes: [
      { changed: [attack], approved: ['ada', 'grace', 'sam'] },
      { changed: [attack], approved: ['ada', 'alan'] },
      by('ada', 'grace'),
    ],
    fails: [
      { changed: [attack], approved: ['ada', 'sam'] },
      { changed: ['data/production/ba_attacks.jsonl'], approved: ['ada', 'grace'] },
    ],
  },
  'Whoever may merge': {
    shown: by('ada', 'tom'),
    passes: [by('ada', 'grace'), by('emma', 'grace')],
    fails: [by('tom', 'grace'), by('ada', 'lena')],
  },
  'One approval for training data, two for what it is measured by': {
    shown: { changed: [train, held, manifest], approved: ['ada'] },
    passes: [by('ada'), { changed: [train, held, manifest], approved: ['ada', 'grace'] }],
    fails: [by('emma'), { changed: [held], approved: ['ada'] }, { changed: ['data/qa_eval.yaml'], approved: ['ada'] }],
  },
  'One of each of two teams': {
    shown: by('ada', 'grace'),
    passes: [by('ada', 'emma')],
    fails: [by('emma'), by('ada', 'lena')],
  },
  'Suggestions do not cost an approval': {
    shown: { ...by('ada', 'grace'), coAuthors: ['grace'] },
    passes: [],
    fails: [
      { ...by('ada', 'grace'), pushed: ['grace'] },
      { ...by('ada', 'eve'), coAuthors: ['grace'] },
    ],
  },
  'Three people and one approval': {
    shown: { ...by('grace'), author: 'ada', pushed: ['grace'] },
    passes: [by('ada')],
    fails: [{ ...by('ada'), author: 'ada' }, by('emma')],
  },
  'A monorepo of several roles': {
    shown: { changed: both, approved: ['ann', 'abe', 'pat'] },
    passes: [
      { changed: both, approved: ['ann', 'abe', 'tess', 'theo', 'pia'] },
      { changed: ['services/ba/data/ba_train.jsonl', 'services/manifest.json'], approved: ['ann', 'abe', 'pat'] },
      { changed: ['.github/workflows/ci.yml'], approved: ['pat', 'pia'] },
    ],
    fails: [
      { changed: ['services/ba/data/ba_train.jsonl'], approved: ['tess', 'theo'] },
      { changed: ['.github/workflows/ci.yml'], approved: ['ann', 'abe'] },
    ],
  },
};
/** Of what is shown, what passes. */
export const shownPassing = [
  'The lead, or two curators',
  'Suggestions do not cost an approval',
  'Three people and one approval',
];

/** As the document shows it. */
export const verdictOn = (policy: string, pull: Pull): string =>
  renderDocumentText(verdictDocument(judgeReview(factsOf(policy, pull)), { head }), { color: false });
