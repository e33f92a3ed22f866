// What must not be done twice at once in this process, such as writing the one check of a commit that two pull requests share.

/** Jobs of one key run one after the other, in the order in which they came. */
export function keyedLock(): <Result>(key: string, job: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>();
  return async (key, job) => {
    const before = last.get(key);
    const mine = (before ?? Promise.resolve()).then(job, job);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
