// What goes into a program and comes out of it: named values, text nearly always.

export type Value = string | number | boolean | readonly string[];
/** By field name. */
export type Values = Readonly<Record<string, Value>>;
