// The JSON Schema of `review`, as far as a schema can say what a policy must be; `policy-faults.ts` has the rest.

import { curatorPermissions, defaultApprovals, exclusions } from './policy.ts';

const texts = (description: string) =>
  ({ type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', minLength: 1 }, description }) as const;
const curators = { $ref: '#/$defs/curators' } as const;
const approvals = { type: 'integer', minimum: 1, description: 'How many distinct curators must approve.' } as const;
const exclude = {
  type: 'array',
  items: { type: 'string', enum: exclusions },
  description:
    'Whose approvals never count: who made the commits, and who stands in `Co-authored-by`. The pull request’s author never counts.',
} as const;
const rules = (description: string) =>
  ({ type: 'array', minItems: 1, items: { $ref: '#/$defs/review-rule' }, description }) as const;

/** For the `$defs` of the configuration's schema. */
export const reviewDefinitions = {
  curators: {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    description: 'Who may approve: everybody whom one of the three names.',
    properties: {
      users: texts('Logins.'),
      teams: texts('Teams, as `org/slug`; child teams’ members are members.'),
      permission: {
        enum: curatorPermissions,
        description: 'Everybody who has at least this access to the repository.',
      },
    },
  },
  'review-rule': {
    type: 'object',
    additionalProperties: false,
    description: 'Approvals for some paths, or a group of such rules.',
    properties: {
      name: { type: 'string', minLength: 1, description: 'How the rule is called in the check.' },
      paths: {
        ...texts('Globs of what needs approval, in order: `!` excludes, and the last that matches counts.'),
        uniqueItems: false,
      },
      approvals,
      curators,
      exclude,
      'all-of': rules('Rules that must all hold.'),
      'any-of': rules('Rules of which one must hold for each path.'),
    },
  },
} as const;

/** JSON Schema of `review`. */
export const reviewSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['curators'],
  description: 'Who must approve which changes before a pull request may be merged.',
  properties: {
    curators: reviewDefinitions.curators,
    approvals: { ...approvals, default: defaultApprovals },
    exclude: { ...exclude, default: exclusions },
    rules: rules(
      'Rules; all that match must hold. Without any: one over the datasets, the manifest and the expectations.',
    ),
  },
} as const;
