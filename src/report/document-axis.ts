// How an axis and the numbers on it are written, in every format.

import type { Axis } from '../core/document.ts';

export const axisText = ({ name, unit }: Axis) => (unit === undefined ? name : `${name}, ${unit}`);

/** To four significant digits. */
export const numberFormat = (value: number) => `${Number(value.toPrecision(4))}`.replace('-', '−');
