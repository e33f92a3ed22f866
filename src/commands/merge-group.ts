// The answer for a merge group: the worst of its pull requests.

import type { MergeGroupWork } from '../review/work.ts';
import type { AppContext } from './app-context.ts';

export async function answerMergeGroup(context: AppContext, work: MergeGroupWork): Promise<void> {
  throw new Error(`not yet: ${context.self.login} ${work.sha}`);
}
