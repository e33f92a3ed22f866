// What GitHub shows of a comment: of the HTML that its Markdown became, a closed list of elements and attributes is built
// anew; the rest is taken apart, scripts and styles with all that is in them.

import { drawChart } from './chart.mjs';
import { element } from './dom.mjs';

const blocks = 'blockquote br details div h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td th thead tr ul';
const inline = 'a b code del em i ins kbd s span strong sub sup tt';
const kept = new Set(`${blocks} ${inline}`.split(' '));
const dropped = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'textarea',
  'title',
  'select',
]);
const attributes = { td: ['align'], th: ['align'], details: ['open'], ol: ['start'] };

/** The safe nodes of `html`, which is parsed in a document that runs and loads nothing. */
export function markdown(html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  let folds = 0;
  const box = element('div', { className: 'markdown' }, safe(body));
  for (const fold of box.querySelectorAll('details')) fold.dataset.key = `fold ${++folds}`;
  return box;

  function safe(parent) {
    return [...parent.childNodes].flatMap((node) => {
      if (node.nodeType === Node.TEXT_NODE) return [node.data];
      if (node.nodeType !== Node.ELEMENT_NODE || dropped.has(node.localName)) return [];
      if (node.localName === 'input') return [task(node)];
      if (!kept.has(node.localName)) return safe(node);
      if (node.localName === 'pre') return [code(node)];
      const made = element(node.localName, {}, safe(node));
      for (const name of attributes[node.localName] ?? []) {
        if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
      }
      if (node.localName === 'a') link(made, node.getAttribute('href') ?? '');
      return [made];
    });
  }
}

const task = (box) => element('input', { type: 'checkbox', checked: box.checked, disabled: true, ariaLabel: 'Task' });

/** An address is told, not followed: the playground opens nothing else. */
function link(made, address) {
  if (!/^(https?:|#|\/)/i.test(address)) return;
  made.setAttribute('title', address);
  made.className = 'link';
}

function code(node) {
  const text = node.textContent;
  const language = /language-([\w-]+)/.exec(node.querySelector('code')?.className ?? '')?.[1];
  const plain = element('pre', {}, element('code', {}, text));
  if (language !== 'mermaid') return plain;
  return drawChart(text) ?? element('figure', {}, element('figcaption', {}, 'Mermaid diagram'), plain);
}
