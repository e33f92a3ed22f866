import { describe, expect, test } from 'vitest';
import { loopback } from './loopback-fake.ts';
import { type Page, perPage, readPages } from './pages.ts';

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ id: from + index }));

/** A list of GitHub's, cut into pages anew at every question. */
function listed(all: () => readonly { id: number }[], asked: number[] = []) {
  return async (page: number): Promise<Page<{ id: number }>> => {
    asked.push(page);
    const data = all().slice((page - 1) * perPage, page * perPage);
    const last = Math.max(1, Math.ceil(all().length / perPage));
    const link = last > page ? `<https://x/?page=${page + 1}>; rel="next", <https://x/?page=${last}>; rel="last"` : '';
    return { data, headers: { link } };
  };
}

const read = (page: ReturnType<typeof listed>, mostPages = 100) =>
  readPages({ what: 'the reviews', read: page, key: ({ id }) => id, mostPages });

describe('row 10: a paged list', () => {
  test.each([0, 1, 99, 100, 101, 250, 1000])('of %i is read whole and in order', async (count) => {
    const all = numbers(1, count);
    const asked: number[] = [];
    expect(await read(listed(() => all, asked))).toEqual(all);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('that GitHub says ends after a full page is asked for one more', async () => {
    const all = numbers(1, 150);
    const silent = async (page: number) => ({ ...(await listed(() => all)(page)), headers: {} });
    expect(await read(silent)).toEqual(all);
  });

  test('that changes while it is read is read again', async () => {
    let all = numbers(2, 250);
    let asked = 0;
    const moving = async (page: number) => {
      asked += 1;
      if (asked === 2) all = numbers(1, 250);
      return listed(() => all)(page);
    };
    expect(await read(moving)).toEqual(numbers(1, 250));
    expect(asked).toBe(6);
  });

  test('of which GitHub hides items on a page is taken once it holds still', async () => {
    const all = numbers(1, 250);
    const hiding = async (page: number) => {
      const answer = await listed(() => all)(page);
      return { ...answer, data: answer.data.filter(({ id }) => id !== 17) };
    };
    expect(await read(hiding)).toEqual(all.filter(({ id }) => id !== 17));
  });

  test('that never holds still, that is too long or that is none is an error that says so', async () => {
    let from = 1000;
    const never = listed(() => {
      from -= 1;
      return numbers(from, 1250);
    });
    await expect(read(never)).rejects.toThrow('the reviews changed each time that they were read');
    await expect(
      read(
        listed(() => numbers(1, 250)),
        2,
      ),
    ).rejects.toThrow('the reviews are more than 200');
    await using hub = await loopback(() => ({ body: '<html>', headers: { 'content-type': 'text/html' } }));
    const { api, repository } = hub.github();
    const asked = readPages({
      what: 'the reviews',
      read: (page) => api.pulls.listReviews({ ...repository, pull_number: 1, page }),
      key: ({ id }) => id,
    });
    await expect(asked).rejects.toThrow('the reviews did not come as a list');
  });
});
