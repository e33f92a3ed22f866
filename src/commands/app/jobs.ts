// One task of the queue, from the installation's client to the line in the log.

import { type Calls, countCalls } from '../../adapters/github/conditional.ts';
import type { AppContext } from './context.ts';
import { doWork, WorkLeft, widen } from './do-work.ts';
import { faultFields, faultInWords, pauseAfter } from './fault.ts';
import type { Installations } from './installations.ts';
import type { Queue, QueueOptions, Task } from './queue.ts';
import { markUnreadable } from './reconcile.ts';

/** As Probot's: fields first. */
export type Log = Record<'info' | 'warn', AppContext['log']>;

/** What the queue is to do with a task. `queue` is where a task's parts go. */
export function jobs(
  installations: Installations,
  log: Log,
  queue: () => Queue,
): Pick<QueueOptions, 'run' | 'failed' | 'pauseAfter'> {
  const contextOf = ({ installation, repository, work }: Task) =>
    installations.context(installation, repository, (fields, message) =>
      log.info({ ...fieldsOf({ installation, repository, work }), ...fields }, message),
    );
  return {
    async run(task) {
      const began = performance.now();
      const calls: Calls = { asked: 0, unchanged: 0, remembered: 0 };
      const tell = (outcome: string) => ({
        ...fieldsOf(task),
        outcome,
        milliseconds: Math.round(performance.now() - began),
        calls: calls.asked,
        unchanged: calls.unchanged,
      });
      try {
        const parts = await countCalls(calls, async () => {
          const context = await contextOf(task);
          const works = await widen(context, task.work);
          // What names no pull request itself is done where no other work on that pull request is done.
          if (works[0] !== task.work) return works;
          await doWork(context, task.work);
          return [];
        });
        for (const work of parts) await queue().add({ ...task, work });
        log.info(tell('done'), 'work');
      } catch (error) {
        log.warn({ ...tell('failed'), ...faultFields(error) }, 'work');
        throw error;
      }
    },

    async failed(task, error, final) {
      const work = error instanceof WorkLeft ? error.left : task.work;
      if (final) log.warn({ ...fieldsOf(task), outcome: 'given up' }, 'work');
      if (work.kind === 'pull-request' && !work.settled) {
        try {
          await markUnreadable(await contextOf(task), work.number, faultInWords(error), { final });
        } catch (reason) {
          log.warn({ ...fieldsOf(task), ...faultFields(reason) }, 'the check cannot say so');
        }
      }
      return { ...task, work };
    },

    pauseAfter: (error, tries) => pauseAfter(error, tries, Date.now()),
  };
}

/** For the log. */
export function fieldsOf({ installation, repository, work }: Pick<Task, 'installation' | 'repository' | 'work'>) {
  return {
    installation,
    repository: `${repository.owner}/${repository.repo}`,
    kind: work.kind,
    number: work.kind === 'pull-request' ? work.number : null,
    sha: work.kind === 'commit' || work.kind === 'merge-group' ? work.sha : null,
  };
}
