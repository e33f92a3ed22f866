// The pull request as GitHub would show it: title, checks, conversation.

import { element } from './dom.mjs';
import { markdown } from './markdown.mjs';

const reactions = {
  '+1': '👍',
  '-1': '👎',
  eyes: '👀',
  rocket: '🚀',
  laugh: '😄',
  hooray: '🎉',
  confused: '😕',
  heart: '❤️',
};
const words = {
  APPROVED: 'approved these changes',
  CHANGES_REQUESTED: 'requested changes',
  COMMENTED: 'reviewed',
  DISMISSED: 'reviewed; the review was dismissed',
};
const signs = { APPROVED: '✓', CHANGES_REQUESTED: '±', COMMENTED: '…', DISMISSED: '–' };
const short = (sha) => sha.slice(0, 7);

export function avatar({ login, kind }) {
  const hue = [...login].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const node = element('span', { className: `avatar ${kind === 'Bot' ? 'bot' : ''}`, ariaHidden: 'true' });
  node.textContent = login.slice(0, 1).toUpperCase();
  node.style.setProperty('--hue', hue);
  return node;
}

export function title(pull) {
  const { number, author, base, branch, head, files, state } = pull;
  const changed = files.map(({ path, gated }) =>
    element('li', { className: gated ? 'gated' : '' }, element('code', {}, path), gated ? ' gated' : ''),
  );
  return element(
    'div',
    { className: 'title' },
    element('h2', {}, pull.title, ' ', element('small', {}, `#${number}`)),
    element(
      'p',
      {},
      element('span', { className: `state ${state}` }, state),
      ` ${author} wants to merge `,
      element('code', {}, branch),
      ' into ',
      element('code', {}, base),
      ', now at ',
      element('code', {}, short(head)),
    ),
    element('ul', { className: 'files', ariaLabel: 'Changed files' }, changed),
  );
}

const looks = {
  success: ['✓', 'good', 'passes'],
  failure: ['✕', 'bad', 'fails'],
  in_progress: ['●', 'open', 'is in progress'],
};

/** The checks of the head and the merge button. */
export function checks({ pull, onMerge }) {
  const rows = pull.checks.map(({ name, conclusion, title, summary, text }) => {
    const [sign, look, word] = looks[conclusion ?? 'in_progress'] ?? looks.failure;
    return element(
      'div',
      { className: `check ${look}` },
      element('span', { className: 'sign', ariaHidden: 'true' }, sign),
      element(
        'div',
        {},
        element('h3', {}, name, element('span', { className: 'unseen' }, ` ${word}`)),
        element('p', { className: 'glance' }, title),
      ),
      element('div', { className: 'summary' }, markdown(summary)),
      text
        ? element(
            'details',
            { 'data-key': name },
            element('summary', {}, 'Who counts, and what is gated'),
            markdown(text),
          )
        : '',
    );
  });
  const none = element('p', { className: 'none' }, 'No check yet: the app has not answered for this commit.');
  const { allowed, why } = pull.merge;
  return element(
    'section',
    { className: 'checks', ariaLabel: 'Checks' },
    rows.length > 0 ? rows : none,
    element(
      'div',
      { className: 'merge' },
      element(
        'button',
        { type: 'button', className: 'primary', disabled: !allowed, onclick: onMerge, 'data-focus': 'merge' },
        'Merge pull request',
      ),
      element('span', {}, why),
    ),
  );
}

export function entry({ item, people }) {
  const who = people.find(({ login }) => login === item.who) ?? { login: item.who, kind: 'Bot', role: 'app' };
  if (item.kind === 'commit') {
    return element(
      'div',
      { className: 'event' },
      element('span', { className: 'dot', ariaHidden: 'true' }, '⦿'),
      avatar(who),
      element('span', {}, element('b', {}, item.who), ' ', item.text, ' '),
      element('code', {}, short(item.sha)),
    );
  }
  if (item.kind === 'event') {
    return element(
      'div',
      { className: 'event' },
      element('span', { className: 'dot', ariaHidden: 'true' }, '◆'),
      avatar(who),
      element('span', {}, element('b', {}, item.who), ' ', item.text),
    );
  }
  const review = item.kind === 'review';
  const head = element(
    'header',
    {},
    element('b', {}, item.who),
    badge(who),
    ' ',
    review ? words[item.state] : 'commented',
    review && item.sha ? element('code', {}, short(item.sha)) : '',
    item.sticky ? element('span', { className: 'badge gold' }, 'report, kept up to date') : '',
  );
  const body = item.html ? markdown(item.html) : '';
  const row = item.reactions?.length
    ? element(
        'ul',
        { className: 'reactions', ariaLabel: 'Reactions' },
        item.reactions.map(({ content, count }) =>
          element('li', { title: content }, `${reactions[content] ?? content} ${count}`),
        ),
      )
    : '';
  const bubble = element('article', { className: item.sticky ? 'sticky-comment' : '' }, head, body, row);
  const mark = review
    ? element('span', { className: `mark ${item.state.toLowerCase()}`, ariaHidden: 'true' }, signs[item.state])
    : '';
  return element(
    'div',
    { className: `entry ${item.kind}` },
    element('div', { className: 'who' }, avatar(who), mark),
    bubble,
  );
}

const badge = ({ role, kind }) => element('span', { className: 'badge' }, kind === 'Bot' ? 'bot' : role);
