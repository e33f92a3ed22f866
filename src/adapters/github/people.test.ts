import { describe, expect, test } from 'vitest';
import { Unanswered } from './client.ts';
import { loopback, type Reply } from './loopback-fake.ts';
import { readPeople } from './people.ts';

const account = (id: number, login: string) => ({ id, login, type: 'User' });
const anna = account(1, 'Anna');
const ben = account(2, 'ben');
const none = { users: [], teams: [], permission: false };

const routes = (replies: Record<string, Reply>) =>
  loopback(({ path }) => {
    const url = new URL(path, 'http://x');
    const reply = replies[url.pathname] ?? { status: 404, body: {} };
    // Only the first page of a list has something on it.
    return url.searchParams.get('page') === '2' ? { body: [] } : reply;
  });

describe('the people of a policy', () => {
  test('rows 24, 25: users by login, members of teams by page, in lower case', async () => {
    await using hub = await routes({
      '/users/anna': { body: anna },
      '/orgs/acme/teams/curators/members': { body: [anna, ben] },
    });
    const wanted = { users: ['Anna', 'anna', 'nobody'], teams: ['Acme/Curators'], permission: false };
    expect(await readPeople(hub.github(), wanted, [])).toEqual({
      users: { anna, nobody: null },
      teams: { 'acme/curators': [anna, ben] },
      collaborators: null,
      permissions: {},
    });
  });

  test.each([
    [404, 'there is none, or this app may not see it'],
    [403, 'this app may not see it'],
  ])('row 26: %i on a team is a fact with its reason', async (status, reason) => {
    await using hub = await routes({ '/orgs/acme/teams/curators/members': { status, body: {} } });
    const { teams } = await readPeople(hub.github(), { ...none, teams: ['acme/curators'] }, []);
    expect(teams).toEqual({
      'acme/curators': { unreadable: `the team acme/curators cannot be seen: ${reason} (status ${status})` },
    });
  });

  test.each([
    [502, {}, 'GitHub does not give the members of the team acme/curators: status 502'],
    [429, {}, 'GitHub does not give the members of the team acme/curators: its limit on calls is met'],
    [
      403,
      { 'retry-after': '60' },
      'GitHub does not give the members of the team acme/curators: its limit on calls is met',
    ],
  ])('row 64: %i, which passes, is thrown', async (status, headers, message) => {
    await using hub = await routes({ '/orgs/acme/teams/curators/members': { status, headers, body: {} } });
    const asked = readPeople(hub.github(), { ...none, teams: ['acme/curators'] }, []);
    await expect(asked).rejects.toBeInstanceOf(Unanswered);
    await expect(asked).rejects.toThrow(message);
  });

  test('row 28: the permission of reviewers, from the list where there is one; a custom role by what it includes', async () => {
    const granted = (...names: string[]) => Object.fromEntries(names.map((name) => [name, true]));
    await using hub = await routes({
      '/repos/acme/prompts/collaborators': {
        body: [
          { ...anna, permissions: granted('pull', 'triage', 'push'), role_name: 'dataset-keeper' },
          { ...ben, permissions: granted('pull') },
        ],
      },
      '/repos/acme/prompts/collaborators/cleo/permission': {
        body: { permission: 'write', role_name: 'maintain', user: account(3, 'cleo') },
      },
      '/repos/acme/prompts/collaborators/dan/permission': {
        body: { permission: 'read', role_name: 'dataset-reader', user: account(4, 'dan') },
      },
      '/repos/acme/prompts/collaborators/eve/permission': {
        body: { permission: 'admin', role_name: 'admin', user: account(99, 'eve') },
      },
      '/repos/acme/prompts/collaborators/fay/permission': { status: 403, body: {} },
    });
    const reviewers = [anna, account(3, 'cleo'), account(4, 'dan'), account(5, 'eve'), account(6, 'fay')];
    const people = await readPeople(hub.github(), { ...none, permission: true }, reviewers);
    expect(people.collaborators).toEqual([
      { ...anna, permission: 'write' },
      { ...ben, permission: 'read' },
    ]);
    expect(people.permissions).toEqual({ 1: 'write', 3: 'maintain', 4: 'read' });
  });

  test('who has access may be hidden, which is a fact too', async () => {
    await using hub = await routes({ '/repos/acme/prompts/collaborators': { status: 403, body: {} } });
    const { collaborators } = await readPeople(hub.github(), { ...none, permission: true }, []);
    expect(collaborators).toHaveProperty('unreadable');
  });
});
