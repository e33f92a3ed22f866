import { describe, expect, test } from 'vitest';
import { parseCoAuthors, personOfAddress, readCoAuthors } from './co-authors.ts';
import { loopback } from './loopback-fake.ts';

describe('row 16: co-authors', () => {
  test('are read from trailers, whatever their case and line ends', () => {
    const message = [
      'Apply suggestions',
      '',
      'Co-authored-by: Anna <Anna@example.org>\r',
      'CO-AUTHORED-BY:ben <ben@example.org>  ',
      'co-authored-by: again <anna@example.org>',
      'Signed-off-by: Cleo <cleo@example.org>',
      'not Co-authored-by: Dan <dan@example.org>',
    ].join('\n');
    expect(parseCoAuthors(message)).toEqual(['anna@example.org', 'ben@example.org']);
  });

  test('have the account that GitHub’s own address names', () => {
    expect(personOfAddress('41+anna@users.noreply.github.com')).toEqual({ id: 41, login: 'anna', type: 'User' });
    expect(personOfAddress('49699333+dependabot[bot]@users.noreply.github.com')?.type).toBe('Bot');
    expect(personOfAddress('anna@users.noreply.github.com')).toBeNull();
    expect(personOfAddress('41+anna@example.org')).toBeNull();
  });

  test('are asked for only when neither the address nor a commit tells, over all pages', async () => {
    const page = (email: string, id: number | null, next: string | null) => ({
      pageInfo: { hasNextPage: next !== null, endCursor: next },
      nodes: [{ commit: { authors: { nodes: [{ email, user: id && { databaseId: id, login: `u${id}` } }, null] } } }],
    });
    let asked = 0;
    await using hub = await loopback(() => {
      asked += 1;
      const commits = asked === 1 ? page('BEN@example.org', 2, 'next') : page('gone@example.org', null, null);
      return { body: { data: { repository: { pullRequest: { commits } } } } };
    });
    const anna = { id: 1, login: 'anna', type: 'User' };
    const known = [{ email: 'Anna@example.org', person: anna }];
    const told = await readCoAuthors(hub.github(), 7, ['anna@example.org', '41+a@users.noreply.github.com'], known);
    expect([asked, told.get('anna@example.org')]).toEqual([0, anna]);
    const found = await readCoAuthors(
      hub.github(),
      7,
      ['anna@example.org', 'ben@example.org', 'gone@example.org'],
      known,
    );
    expect(asked).toBe(2);
    expect(found.get('ben@example.org')).toEqual({ id: 2, login: 'u2', type: 'User' });
    expect(found.get('gone@example.org')).toBeNull();
  });

  test('that GitHub does not give are thrown, not left out', async () => {
    await using hub = await loopback(() => ({ body: { data: { repository: null }, errors: [{ message: 'no' }] } }));
    const asked = readCoAuthors(hub.github(), 7, ['ben@example.org'], []);
    await expect(asked).rejects.toThrow('GitHub does not give the authors of the commits of pull request 7');
  });
});
