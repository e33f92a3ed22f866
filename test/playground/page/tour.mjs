// The guided tour: eight steps, each done when the world shows it, whoever brought it about.

import { tune } from './offers.mjs';

/** How far it is: shared by the tabs, kept over a reload, and forgotten with the playground that it was in. */
const key = 'goldgate tour';
export function readTour({ born }) {
  const kept = JSON.parse(localStorage.getItem(key) ?? '{}');
  return kept.born === born ? kept : { born, step: 0, number: null, since: null };
}
export const keepTour = (tour) => localStorage.setItem(key, JSON.stringify(tour));

/** The pull request that the tour is about: once begun, it stays with it. */
export const subject = (view, { number } = readTour(view)) =>
  view.pulls.find((pull) => pull.number === number) ??
  view.pulls.findLast(({ kind, state, author }) => kind === 'eval' && state === 'open' && author === 'ana');
const gate = (pull) => pull?.checks.find(({ name }) => name === 'goldgate/double-review');
const is = (view, conclusion, title = /./) => {
  const check = gate(subject(view));
  return check?.sha === subject(view)?.head && check?.conclusion === conclusion && title.test(check.title ?? '');
};

/** `done` is asked until it holds, then the next step begins; `after` is what the one before has shown. */
export const steps = [
  {
    next: 'Next: open a pull request as Ana',
    as: 'ana',
    act: { do: 'open', what: 'eval' },
    text: 'Ana wants to change a record of the eval set, by which prompts are judged.',
    done: (view) => is(view, 'failure') || is(view, 'success'),
  },
  {
    next: 'Next: approve as Bob',
    as: 'bob',
    act: { do: 'approve' },
    text: 'The check is red: nobody has approved yet. Bob is a curator of this data.',
    done: (view) => is(view, 'failure', /\b1 of 2/) || is(view, 'success'),
  },
  {
    next: 'Next: approve as Carol',
    as: 'carol',
    act: { do: 'approve' },
    text: 'One of two. It takes a second person; Ana herself would not count, as the author.',
    done: (view) => is(view, 'success'),
  },
  {
    next: 'Next: push another file as Ana',
    as: 'ana',
    act: { do: 'push', what: 'readme' },
    text: 'Green. An approval holds for the content that was seen, not for the push: a README changes nothing.',
    done: (view, since) => subject(view)?.head !== since && is(view, 'success'),
  },
  {
    next: 'Next: push another record as Ana',
    as: 'ana',
    act: { do: 'push', what: 'eval' },
    text: 'Still green, on a new commit. Now the golden data itself changes after the approvals.',
    done: (view, since) => subject(view)?.head !== since && is(view, 'failure'),
  },
  {
    next: 'Next: push a revert as Ana',
    as: 'ana',
    act: { do: 'push', what: 'revert' },
    text: 'Red again: both approvals are stale. A revert brings back exactly the content that Bob and Carol approved.',
    done: (view, since) => subject(view)?.head !== since && is(view, 'success'),
  },
  {
    next: 'Next: ask for a tuning as Dana',
    as: 'dana',
    act: { do: 'comment', text: tune },
    text: 'Green, with nobody asked again. Now see what the change means: tune the prompt on this very data.',
    done: (view) => subject(view)?.timeline.some(({ sticky }) => sticky) ?? false,
  },
  {
    next: 'Next: merge as Dana',
    as: 'dana',
    act: { do: 'merge' },
    text: 'The tuning ran, and its report stands in the conversation as one comment, kept up to date. Time to merge.',
    done: (view) => subject(view)?.state === 'merged',
  },
];

export const end =
  'That is all of it. Try the rest: a stranger who approves, a pull request that edits the policy, a red nightly.';
export const waiting = [
  'The app looks at it …',
  'The app counts …',
  'The app counts …',
  'The app compares the content …',
  'The app compares the content …',
  'The app compares the content …',
  'The tuning runs: four candidates, six trials, on a scripted model. It takes a few seconds …',
  'GitHub merges …',
];
