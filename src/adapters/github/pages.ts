// Paged lists, read whole: half a list of reviews would be a wrong answer that looks right.

import { asked, Unclear } from './client.ts';

/** Items of one page at most; ask for as many. */
export const perPage = 100;
const atOnce = 6;
const attempts = 4;

export interface Page<Item> {
  data: readonly Item[];
  headers: { link?: string | undefined };
}

interface List<Item> {
  /** In words, for errors. */
  what: string;
  /** Pages count from 1. */
  read: (page: number) => Promise<Page<Item>>;
  /** What tells an item from the others. */
  key: (item: Item) => string | number;
  /** A longer list is an error, never cut. */
  mostPages?: number;
}

/**
 * Every item once, in GitHub's order. A list that changes while it is read is read again until two readings agree.
 * Throws Unanswered, or Unclear for a list that is too long or never holds still.
 */
export async function readPages<Item>({ what, read, key, mostPages = 100 }: List<Item>): Promise<Item[]> {
  let before: string | null = null;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const pages = await readOnce(what, read, mostPages);
    const items = pages.flat();
    const keys = items.map(key);
    const whole = pages.slice(0, -1).every(({ length }) => length === perPage) && new Set(keys).size === keys.length;
    const now = JSON.stringify(keys);
    if (whole || now === before) return items.filter((item, index) => keys.indexOf(key(item)) === index);
    before = now;
  }
  throw new Unclear(`${what} changed each time that they were read; they are read again later`);
}

async function readOnce<Item>(
  what: string,
  read: (page: number) => Promise<Page<Item>>,
  mostPages: number,
): Promise<(readonly Item[])[]> {
  const page = async (number: number): Promise<Page<Item>> => {
    if (number > mostPages)
      throw new Unclear(`${what} are more than ${mostPages * perPage}, too many to be seen whole`);
    const answer = await asked(what, read(number));
    if (!Array.isArray(answer.data)) throw new Unclear(`${what} did not come as a list; they are read again later`);
    return answer;
  };
  const first = await page(1);
  const last = lastPage(first.headers.link);
  if (last > mostPages) await page(last);
  const pages = [first.data, ...(await inOrder(last - 1, async (index) => (await page(index + 2)).data))];
  // The header of an unchanged page is as old as the page: behind a full one there may be more by now.
  while (pages.at(-1)?.length === perPage) pages.push((await page(pages.length + 1)).data);
  return pages.length > 1 && pages.at(-1)?.length === 0 ? pages.slice(0, -1) : pages;
}

function lastPage(link: string | undefined): number {
  const last = /[?&]page=(\d+)[^>]*>;\s*rel="last"/.exec(link ?? '')?.[1];
  const next = /[?&]page=(\d+)[^>]*>;\s*rel="next"/.exec(link ?? '')?.[1];
  return Number(last ?? next ?? 1);
}

/** The results of `job` for 0 to `count` - 1, in order; a few run at once. */
export async function inOrder<Result>(count: number, job: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await job(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, worker));
  return results;
}
