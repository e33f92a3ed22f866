// What happens behind the page: workflow runs, the nightly's issue, deliveries to the app and its calls.

import { element } from './dom.mjs';
import { markdown } from './markdown.mjs';

export function runs(list) {
  return element(
    'div',
    {},
    element('h2', {}, 'Actions'),
    list.length === 0
      ? element('p', { className: 'none' }, 'No workflow has run. Ask for a tuning, or run the nightly.')
      : '',
    element(
      'ul',
      { className: 'runs' },
      list.map(({ name, status, conclusion, steps }) =>
        element(
          'li',
          { className: conclusion ?? status },
          element('b', {}, name),
          element('span', { className: 'badge' }, (conclusion ?? status).replaceAll('_', ' ')),
          element(
            'ol',
            {},
            steps.map((step) =>
              element(
                'li',
                { className: step.state },
                step.name,
                step.note ? element('small', {}, ` · ${step.note}`) : '',
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

export function issue(one) {
  if (!one) return element('div', { hidden: true });
  return element(
    'div',
    {},
    element('h2', {}, 'Issue'),
    element(
      'details',
      { className: 'issue', 'data-key': 'issue' },
      element(
        'summary',
        {},
        element('span', { className: `state ${one.state}` }, one.state),
        ` ${one.title} #${one.number}`,
      ),
      markdown(one.html),
    ),
  );
}

export function log({ lines, counts }) {
  const { deliveries, calls, unchanged } = counts;
  return element(
    'div',
    {},
    element('h2', {}, 'Deliveries and calls'),
    element(
      'dl',
      { className: 'counts' },
      ...[
        ['deliveries', deliveries],
        ['calls', calls],
        ['not changed (304)', unchanged],
      ].map(([name, count]) => element('div', {}, element('dt', {}, name), element('dd', {}, String(count)))),
    ),
    element(
      'ol',
      { className: 'lines', tabIndex: 0, ariaLabel: 'The newest first' },
      lines.map(({ kind, text, status }) =>
        element(
          'li',
          { className: kind },
          element('span', { className: 'arrow', ariaHidden: 'true' }, kind === 'delivery' ? '↓' : '↑'),
          element('span', { className: 'text', title: text }, text),
          element('span', { className: `status ${status >= 400 ? 'bad' : ''}` }, status ? String(status) : ''),
        ),
      ),
    ),
  );
}
