// How a finding names the places that it is about.

import type { Finding, Place } from '../core/finding.ts';

const mostOthers = 3;

export function placeText({ path, line, column }: Place & { column?: number }): string {
  return `${path}:${line}${column === undefined ? '' : `:${column}`}`;
}

/** The first related places, without those that the message names itself. */
export function otherPlaces({ related = [], message }: Finding): Place[] {
  return related.filter((place) => !message.includes(placeText(place))).slice(0, mostOthers);
}
