// What one can do, by groups of buttons.

export const tune = '/tune ba --candidates 4 --trials 6 --seed 0';
/** Name, buttons with what they ask the server for, and `pull` when they need an open pull request. */
export const groups = [
  [
    'Open a pull request',
    [
      ['Change the eval set', { do: 'open', what: 'eval' }],
      ['Change the README alone', { do: 'open', what: 'readme' }],
      ['Edit the policy', { do: 'open', what: 'policy' }],
    ],
  ],
  [
    'Review it',
    [
      ['Approve', { do: 'approve' }],
      ['Request changes', { do: 'request-changes' }],
      ['Dismiss a review', { do: 'dismiss' }],
    ],
    'pull',
  ],
  [
    'Push to its branch',
    [
      ['Another record', { do: 'push', what: 'eval' }],
      ['Another file', { do: 'push', what: 'readme' }],
      ['A revert', { do: 'push', what: 'revert' }],
      ['Update from main', { do: 'update' }],
      ['Force-push, same content', { do: 'force-push' }],
    ],
    'pull',
  ],
  [
    'The nightly, on main',
    [
      ['Run it', { do: 'nightly' }],
      ['Break main, then run it', { do: 'break-main' }],
      ['Repair main, then run it', { do: 'repair-main' }],
    ],
  ],
];
