// The JSON Schema of what is known of a pull request: whoever writes such a file by hand, to try a policy out, is told
// what belongs into it.

import { permissions } from './facts.ts';

type Json = Readonly<Record<string, unknown>>;

const text = (description: string) => ({ type: 'string', description }) as const;
const count = (description: string) => ({ type: 'integer', minimum: 0, description }) as const;
const flag = (description: string) => ({ type: 'boolean', description }) as const;
const list = (items: Json, description: string) => ({ type: 'array', items, description }) as const;
const orNull = (schema: Json, description: string) => ({ anyOf: [schema, { type: 'null' }], description }) as const;
const sha = (description: string) => text(`${description} 40 hex digits.`);
const ref = (name: string) => ({ $ref: `#/$defs/${name}` }) as const;

function shape(properties: Json, description: string, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', additionalProperties: false, required, properties, description } as const;
}

const person = {
  id: count('GitHub’s number of the account.'),
  login: text('How it is written; it may change.'),
  type: text('`User`, `Bot`, `Mannequin` or `Organization`; only users count.'),
};
const permission = { enum: permissions, description: 'From the least to the most.' } as const;

/** JSON Schema (draft 2020-12) of PullRequestFacts. */
export const factsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'What is known of a pull request, as `goldgate review explain` reads it',
  ...shape(
    {
      version: { enum: [1], description: 'Of this format.' },
      repository: shape(
        { id: count('GitHub’s number.'), owner: text('Its owner.'), name: text('Its name.') },
        'The base’s.',
      ),
      number: count('The pull request’s.'),
      state: { enum: ['open', 'closed'], description: 'A closed one is not judged.' },
      draft: flag('A draft is judged like any other.'),
      author: orNull(ref('person'), 'Who opened it; null for an account that is no more.'),
      base: shape(
        { ref: text('The branch.'), sha: sha('Its head, where the policy is read.') },
        'Where it is merged into.',
      ),
      head: shape(
        {
          ref: text('The branch.'),
          sha: sha('Its newest commit.'),
          fork: flag('Also when the head’s repository is gone.'),
        },
        'What is merged.',
      ),
      counts: shape({ files: count('Changed files.'), commits: count('Commits.') }, 'GitHub’s own counts.'),
      reviews: list(ref('review'), 'All of them, in any order.'),
      commits: list(ref('commit'), 'All that the base does not have, side branches of merges too.'),
      contents: {
        type: 'object',
        additionalProperties: orNull(
          list(ref('change'), 'The differences.'),
          'Null for a commit that cannot be reached.',
        ),
        description:
          'By commit: what differs there from the merge base. The head’s always; those of approvals without a record.',
      },
      records: list(
        ref('record'),
        'What the app saw when reviews were submitted; without one, `commit` of the review is asked.',
      ),
      people: ref('people'),
      policy: orNull({ type: 'string' }, 'The text of the policy file at the base; null when there is none.'),
    },
    'Everything that the verdict depends on.',
  ),
  $defs: {
    person: shape(person, 'An account.'),
    review: shape(
      {
        id: count('GitHub’s number; of two in one second, the higher is the later.'),
        person: orNull(ref('person'), 'Null for an account that is no more.'),
        state: {
          enum: ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING'],
          description: 'Today’s.',
        },
        submittedAt: orNull({ type: 'string' }, 'ISO 8601; null while it is pending.'),
        commit: orNull({ type: 'string' }, 'The commit that GitHub binds it to today.'),
      },
      'A review.',
    ),
    signature: shape(
      {
        email: text('As the commit has it.'),
        person: orNull(ref('person'), 'Null when GitHub finds no account for it.'),
      },
      'Who a commit names.',
    ),
    commit: shape(
      {
        sha: sha('Its own.'),
        parents: list({ type: 'string' }, 'SHAs.'),
        author: ref('signature'),
        committer: ref('signature'),
        coAuthors: list(ref('signature'), 'Of the `Co-authored-by` trailers.'),
        verified: flag('Whether GitHub has verified its signature.'),
        committedAt: text('ISO 8601, as the commit says itself.'),
      },
      'A commit.',
      ['committedAt'],
    ),
    change: shape(
      {
        path: text('A rename is two changes.'),
        mode: orNull({ type: 'string' }, 'Git’s, such as `100644`; null where the path is gone.'),
        blob: orNull({ type: 'string' }, '40 hex digits; null where the path is gone.'),
      },
      'A path that differs.',
    ),
    record: shape(
      {
        review: count('The review’s id.'),
        head: sha('The head of its own delivery.'),
        digest: text('Of what was gated there, 64 hex digits.'),
      },
      'What was approved.',
    ),
    unreadable: shape({ unreadable: text('Why, in words.') }, 'What could not be seen.'),
    people: shape(
      {
        users: {
          type: 'object',
          additionalProperties: orNull(ref('person'), 'Null when there is no such account.'),
          description: 'By login, every user whom the policy names.',
        },
        teams: {
          type: 'object',
          additionalProperties: { anyOf: [list(ref('person'), 'The active members.'), ref('unreadable')] },
          description: 'By `org/slug`, every team that the policy names; child teams’ members are members.',
        },
        collaborators: {
          anyOf: [list(ref('collaborator'), 'Everybody with access.'), ref('unreadable'), { type: 'null' }],
          description: 'Null when the policy names no permission.',
        },
        permissions: {
          type: 'object',
          additionalProperties: permission,
          description: 'By id, of everybody who approved or requested changes.',
        },
      },
      'Who is who.',
    ),
    collaborator: shape({ ...person, permission }, 'An account and its access.'),
  },
} as const;
