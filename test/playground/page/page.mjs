// The page's one state: what the server says of the world, who one acts as, and how far the tour is.

import { issue, log, runs } from './behind.mjs';
import { element, show } from './dom.mjs';
import { groups, tune } from './offers.mjs';
import { avatar, checks, entry, title } from './pull.mjs';
import { end, keepTour, readTour, steps, subject, waiting } from './tour.mjs';

const at = (id) => document.getElementById(id);
let view = null;
let as = 'ana';
let chosen = null;
/** The step that was just asked for. */
let asked = null;

async function act(what, person = as) {
  const pull = what.do === 'open' ? undefined : (chosen ?? undefined);
  const reply = await fetch('/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: person, pull, ...what }),
  });
  const { error, told, number } = await reply.json();
  tell(error ?? told ?? '', error ? 'bad' : '');
  if (number) chosen = number;
  render();
  return !error;
}

let quiet = 0;
function tell(text, kind) {
  at('told').textContent = text;
  at('told').className = kind;
  clearTimeout(quiet);
  quiet = setTimeout(() => at('told').replaceChildren(), 6000);
}

async function next() {
  const tour = readTour(view);
  const { as: person, act: what } = steps[tour.step];
  const pull = subject(view);
  chosen = pull?.number ?? chosen;
  keepTour({ ...tour, since: pull?.head ?? null });
  asked = tour.step;
  as = person;
  render();
  // Whoever did something else meanwhile may ask again.
  const patience = what.text ? 120_000 : 10_000;
  const again = () => {
    if (asked === tour.step) asked = null;
    render();
  };
  if (await act(what, person)) setTimeout(again, patience);
  else again();
}

const current = () => view?.pulls.find(({ number }) => number === chosen) ?? null;

function renderTour() {
  const before = readTour(view);
  let { step, since } = before;
  const pull = subject(view);
  while (step < steps.length && (pull?.state === 'merged' || steps[step].done(view, since))) {
    step += 1;
    since = pull?.head ?? null;
  }
  if (step !== before.step) keepTour({ ...before, step, since, number: pull?.number ?? null });
  const busy = asked === step;
  const over = step >= steps.length;
  const text = over ? end : busy ? waiting[step] : steps[step].text;
  const button = element(
    'button',
    { type: 'button', className: 'primary', 'data-focus': 'next', disabled: busy, onclick: next },
    over ? '' : steps[step].next,
  );
  show(at('tour'), [
    {
      key: 'tour',
      data: [step, busy],
      render: () =>
        element(
          'div',
          { className: 'tour' },
          element(
            'ol',
            { className: 'way', ariaLabel: `Step ${Math.min(step + 1, steps.length)} of ${steps.length}` },
            steps.map((_, n) => element('li', { className: n < step ? 'done' : n === step ? 'now' : '' })),
          ),
          element('p', { className: busy ? 'busy' : '' }, text),
          over ? '' : button,
        ),
    },
  ]);
}

function renderPeople() {
  const list = view.people.map((person) => {
    const radio = element('input', {
      type: 'radio',
      name: 'as',
      value: person.login,
      checked: person.login === as,
      onchange: () => {
        as = person.login;
        render();
      },
    });
    return element(
      'label',
      { className: 'person' },
      radio,
      avatar(person),
      element('span', {}, element('b', {}, person.name), element('small', {}, person.says)),
    );
  });
  const box = at('people');
  if (box.dataset.as === as && box.querySelector('label')) return;
  box.dataset.as = as;
  const held = box.contains(document.activeElement);
  box.replaceChildren(box.querySelector('legend'), ...list);
  if (held) box.querySelector(':checked').focus();
}

function renderActions() {
  const live = current()?.state === 'open';
  show(
    at('actions'),
    groups.map(([name, list, needs]) => ({
      key: name,
      data: [as, needs === 'pull' && !live],
      render: ([, off]) =>
        element(
          'section',
          {},
          element('h2', {}, name),
          element(
            'div',
            { className: 'buttons' },
            list.map(([text, what]) =>
              element('button', { type: 'button', 'data-focus': text, disabled: off, onclick: () => act(what) }, text),
            ),
          ),
        ),
    })),
  );
  show(
    at('quick'),
    [tune, '/check', '/report', '/cancel', '/help'].map((text) => ({
      key: text,
      data: text,
      render: () =>
        element('button', { type: 'button', className: 'chip', onclick: () => act({ do: 'comment', text }) }, text),
    })),
  );
}

function renderPull() {
  const pull = current();
  at('write').hidden = pull === null;
  show(
    at('tabs'),
    view.pulls.map(({ number, title, gate, state }) => ({
      key: `${number}`,
      data: [title, gate, state, number === chosen],
      render: () =>
        element(
          'button',
          {
            type: 'button',
            'data-focus': `tab ${number}`,
            ariaPressed: String(number === chosen),
            className: gate ?? '',
            onclick: () => {
              chosen = number;
              render();
            },
          },
          `#${number} ${title}`,
        ),
    })),
  );
  if (!pull) {
    const none = element(
      'div',
      { className: 'empty' },
      element('h2', {}, 'acme/golden'),
      element('p', {}, 'No pull request yet. Let the tour open one, or open one yourself.'),
    );
    return show(at('title'), [{ key: 'none', data: 0, render: () => none }]);
  }
  const { timeline, checks: list, merge, ...top } = pull;
  show(at('title'), [{ key: `${pull.number}`, data: top, render: title }]);
  show(at('checks'), [
    {
      key: `${pull.number}`,
      data: { checks: list, merge },
      render: (data) => checks({ pull: data, onMerge: () => act({ do: 'merge' }) }),
    },
  ]);
  show(
    at('conversation'),
    timeline.map((item) => ({
      key: `${pull.number} ${item.id}`,
      data: { item },
      render: ({ item }) => entry({ item, people: view.people }),
    })),
  );
}

function render() {
  if (!view) return;
  if (!current()) chosen = view.pulls.at(-1)?.number ?? null;
  renderTour();
  renderPeople();
  renderActions();
  renderPull();
  // What the last step asks to look at stands far below.
  if (asked !== null && readTour(view).step > asked) {
    if (steps[asked].act.text) at('conversation').querySelector('.sticky-comment')?.scrollIntoView();
    asked = null;
  }
  show(at('runs'), [{ key: 'runs', data: view.runs, render: runs }]);
  show(at('issue'), [{ key: 'issue', data: view.issue, render: issue }]);
  show(at('log'), [{ key: 'log', data: view.log, render: log }]);
}

at('write').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = at('text').value;
  if (text.trim() !== '' && (await act({ do: 'comment', text }))) at('text').value = '';
});

new EventSource('/events').addEventListener('message', ({ data }) => {
  view = JSON.parse(data);
  render();
});
