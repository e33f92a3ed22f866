import { defineRule } from '../../core/rule.ts';
import type { ChangeFacts } from '../change.ts';

export const rule = defineRule<ChangeFacts>()({
  id: 'config-loosened',
  subject: 'change',
  level: 'error',
  requirement:
    'A pull request does not ask less of itself: no rule off, level lowered, path left out, or baseline line added.',
  why: 'Otherwise the one pull request that the gate should stop would switch the gate off.',
  bad: 'rules: {no-leakage: off} in the same pull request that leaks.',
  good: 'Loosen the configuration in a pull request of its own, merged by somebody who may override the gate.',
  options: {},
  check: ({ loosened }) => loosened,
});
