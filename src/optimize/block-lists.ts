// A bootstrapped demo shows lists as the labels do, in block YAML, however the model happened to write them.

import { blockYaml } from '../program/block-yaml.ts';
import { parseYamlList } from '../program/metrics/yaml-list.ts';
import type { Value, Values } from '../program/values.ts';

/** The outputs, every text whose label is a block list rewritten as one where it can be read as a list. */
export function blockLists(outputs: Values, labels: Values): Values {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [name, isBlock(labels[name]) ? blockList(value) : value]),
  );
}

function isBlock(value: Value | undefined): boolean {
  return typeof value === 'string' && /^- /.test(value);
}

function blockList(value: Value): Value {
  if (typeof value !== 'string' || isBlock(value)) return value;
  const list = parseYamlList(value);
  return 'items' in list && list.items.length > 0 ? blockYaml(list.items) : value;
}
