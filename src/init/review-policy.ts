// The `review:` part that `init --app` proposes: two approvals by whoever reviews the data.

import { isMap, parseDocument } from 'yaml';

export const curatorsPlaceholder = 'YOUR-CURATORS';

/** YAML. Users and teams from `@user` and `@org/team`; an e-mail address names no account. */
export function renderReviewPolicy(owners: readonly string[], account: string | null): string {
  const names = owners.flatMap((owner) => (owner.startsWith('@') ? [owner.slice(1)] : []));
  const teams = names.filter((name) => name.includes('/'));
  const users = names.filter((name) => !name.includes('/'));
  const line = (key: string, list: readonly string[]) =>
    list.length > 0 ? [`    ${key}: [${list.map((name) => JSON.stringify(name)).join(', ')}]`] : [];
  const curators =
    names.length > 0
      ? [...line('teams', teams), ...line('users', users)]
      : [
          '    # TODO: a team, or `users: [ada, grace]`. As long as this team does not exist, no pull request that touches the',
          '    # golden data passes.',
          ...line('teams', [`${account ?? 'YOUR-ORG'}/${curatorsPlaceholder}`]),
        ];
  return [
    '# Who must approve a change of the golden data; read at the base of a pull request. docs/policy.md of Goldgate has more.',
    'review:',
    '  approvals: 2',
    '  curators:',
    ...curators,
    '',
  ].join('\n');
}

/** Whether a configuration says who must approve; what cannot be read says nothing. */
export function hasReviewPolicy(text: string): boolean {
  const { contents } = parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
  return isMap(contents) && contents.has('review');
}
