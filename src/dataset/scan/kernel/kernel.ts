// The door to the WebAssembly kernel: its memory as views, its results as numbers. One instance a thread.

import { Buffer } from 'node:buffer';
import { kernelBase64 } from './kernel.generated.ts';

interface KernelExports {
  memory: { buffer: ArrayBuffer; grow(pages: number): number };
  splitLines(from: number, to: number, ends: number, capacity: number): number;
  inspect(at: number, end: number): number;
  digest(at: number, end: number, maxDepth: number, words: boolean, list: number): number;
  hashKey(at: number, end: number): void;
  sketch(): void;
  band(size: number): void;
  indexBytes(count: number, size: number, slots: number): number;
  openIndex(index: number, count: number, size: number, slots: number): void;
  addToIndex(index: number, record: number): void;
  probe(index: number, least: number, out: number, capacity: number): number;
  listed(): number;
  overlap(a: number, aCount: number, b: number, bCount: number, table: number, slots: number): number;
}

/** What `inspect` and `digest` return, as bits; the kernel's source says what they mean. */
export const flag = { nonAscii: 1, escaped: 2, broken: 4, tooDeep: 8, lookCloser: 16, wordless: 32 } as const;

/** Where the kernel leaves its results, in bytes. */
export const place = { signature: 0x0000, exact: 0x0080, key: 0x0088, bands: 0x0100, text: 0x50000 } as const;

/** Rows of a signature, of one byte each. */
export const signatureRows = 84;

/** The kernel reads a few bytes past the end of a text, and needs a double quote there. */
export const padding = 128;
const pageBytes = 65536;

let compiled: object | undefined;

export class Kernel {
  readonly call: KernelExports;
  /** All of the memory. Read anew after every `reserve`: growing replaces the views. */
  bytes: Buffer;
  words: Uint32Array;
  #end: number = place.text;

  constructor() {
    // TypeScript's types of the WebAssembly global come with the DOM alone.
    const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyGlobal }).WebAssembly;
    compiled ??= new Module(Buffer.from(kernelBase64, 'base64'));
    this.call = new Instance(compiled).exports;
    this.bytes = Buffer.from(this.call.memory.buffer);
    this.words = new Uint32Array(this.call.memory.buffer);
  }

  /** Takes `size` bytes for good; returns where they are, on a boundary of 64. */
  reserve(size: number): number {
    const at = this.#end;
    this.#end = (at + size + 63) & ~63;
    const missing = this.#end - this.bytes.length;
    if (missing > 0) {
      this.call.memory.grow(Math.ceil(missing / pageBytes));
      this.bytes = Buffer.from(this.call.memory.buffer);
      this.words = new Uint32Array(this.call.memory.buffer);
    }
    return at;
  }
}

interface WebAssemblyGlobal {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: KernelExports };
}
