// The page is built from elements, never from strings of HTML: what somebody wrote can only become text.

/** `properties` are the element's own (`className`, `onclick`), or attributes when they hold a `-` or it has none of the name. */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (key in node) node[key] = value;
    else node.setAttribute(key, value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return node;
}

/**
 * Shows `items` in `parent`, by key: an item whose data did not change keeps its node, and with it the focus and what is
 * unfolded; of one that did, `details[data-key]` stay open.
 */
export function show(parent, items) {
  const before = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map(({ key, data, render }) => {
    const old = before.get(key);
    const text = JSON.stringify(data);
    if (old?.shown === text) return old;
    const node = render(data);
    node.dataset.key = key;
    node.shown = text;
    for (const fold of old?.querySelectorAll('details[open][data-key]') ?? []) {
      const same = [...node.querySelectorAll('details[data-key]')].find((one) => one.dataset.key === fold.dataset.key);
      if (same) same.open = true;
    }
    return node;
  });
  if (nodes.length === parent.children.length && nodes.every((node, n) => node === parent.children[n])) return;
  const focused = document.activeElement;
  const name = parent.contains(focused) ? focused.dataset.focus : undefined;
  parent.replaceChildren(...nodes);
  if (parent.contains(focused)) focused.focus({ preventScroll: true });
  else if (name) parent.querySelector(`[data-focus="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}
