// What a thread needs to scan any stretch of any file of a scan: the main thread has one, each worker has one.

import type { Split } from '../facts.ts';
import { builtInValidator, compileSchema, type Validator } from '../schemas/validators.ts';
import { bandRows, leastAgreement } from './bands.ts';
import type { Block } from './block.ts';
import { place, signatureRows } from './kernel/kernel.ts';
import { KnownLines, type LineFacts } from './known-lines.ts';
import { sideOf } from './pairs.ts';
import type { RecordWork } from './record-reader.ts';
import { type ReadBytes, Scanner, type Stretch } from './scanner.ts';

/** `hash`: the SHA-256 of each file. */
export type ScanWork = 'schema' | 'exact' | 'key' | 'near' | 'leakage' | 'hash';

export interface PlannedFile {
  role: string;
  split: Split | null;
  /** Whether its lines are to be compared with those of a base; whether what is found out about them is to be kept. */
  isCompared: boolean;
  isKept: boolean;
}

/** How to scan, as it crosses to other threads. */
export interface ScanPlan {
  files: readonly PlannedFile[];
  schemas: Record<string, object>;
  skip: ReadonlySet<ScanWork>;
  near: number;
  leakage: number;
  maxDepth: number;
  maxLineBytes: number;
}

/** What is known of the lines of a file; `file` is its number in the plan. */
export interface Known {
  file: number;
  facts: LineFacts;
}

/** The held-out records of a role: 84 bytes of signature for each, and whether any of them is new. */
export interface HeldOut {
  role: string;
  signatures: Uint8Array;
  hasNew: boolean;
}

export class StretchScanner {
  readonly #plan: ScanPlan;
  readonly #scanner: Scanner;
  readonly #works: RecordWork[];

  /** Throws SetupError when a schema does not compile. */
  static async create(plan: ScanPlan): Promise<StretchScanner> {
    const validators = new Map<string, Validator>();
    for (const { role } of plan.files) {
      const schema = Object.hasOwn(plan.schemas, role) ? plan.schemas[role] : undefined;
      if (!validators.has(role))
        validators.set(role, schema ? await compileSchema(role, schema) : builtInValidator(role));
    }
    return new StretchScanner(plan, validators);
  }

  private constructor(plan: ScanPlan, validators: ReadonlyMap<string, Validator>) {
    this.#plan = plan;
    this.#scanner = new Scanner(plan);
    const { pairs, leaks, bands } = pairWorkOf(plan);
    this.#works = plan.files.map(({ role, split, isCompared, isKept }) => ({
      role,
      validator: plan.skip.has('schema') ? null : (validators.get(role) as Validator),
      pairs: pairs || isKept,
      bandRows: bands,
      sketch: bands > 0 || leaks.has(role) || isKept,
      keepsSignatures: (leaks.has(role) && sideOf(split) === 'held-out') || isKept,
      identifies: isCompared,
      keepsDetails: isKept,
      known: null,
      index: 0,
      indexForRecalled: 0,
      leastAgreement: leastAgreement(plan.leakage),
    }));
  }

  /** Lets the lines of a file be recalled from these, in memory that threads share. */
  addKnown({ file, facts }: Known): void {
    (this.#works[file] as RecordWork).known = new KnownLines(facts);
  }

  /** Makes the training records scanned from now on look for these held-out ones. */
  addHeldOut({ role, signatures, hasNew }: HeldOut): void {
    const { kernel } = this.#scanner;
    const count = signatures.length / signatureRows;
    const size = bandRows(this.#plan.leakage);
    // Four slots for each entry: most bands of most records meet an empty one.
    const slots = 2 ** Math.ceil(Math.log2(Math.max((4 * count * signatureRows) / size, 2)));
    const index = kernel.reserve(kernel.call.indexBytes(count, size, slots));
    kernel.call.openIndex(index, count, size, slots);
    for (let record = 0; record < count; record++) {
      const signature = signatures.subarray(record * signatureRows, (record + 1) * signatureRows);
      kernel.bytes.set(signature, place.signature);
      // Without a word there is no signature: such a record is like no other.
      if (signature.some((byte) => byte !== 0)) kernel.call.addToIndex(index, record);
    }
    for (const [i, file] of this.#plan.files.entries()) {
      const work = this.#works[i] as RecordWork;
      if (file.role !== role || sideOf(file.split) !== 'train') continue;
      work.index = index;
      work.indexForRecalled = hasNew ? index : 0;
    }
  }

  /** Lines of known contents are recalled only if `recalls` allows it; their faults are then not in the block. */
  scan(file: number, read: ReadBytes, stretch: Stretch, recalls: boolean): Block {
    const work = this.#works[file] as RecordWork;
    return this.#scanner.scan(read, stretch, recalls ? work : { ...work, known: null });
  }
}

/** How many columns of its rows hold bands. */
export function bandColumns(plan: ScanPlan): number {
  const { bands } = pairWorkOf(plan);
  return bands > 0 ? signatureRows / bands : 0;
}

/** What the pairs of a scan ask of it: rows at all, roles that can leak, rows of a band for near duplicates or 0. */
export function pairWorkOf({ files, skip, near }: ScanPlan): { pairs: boolean; leaks: Set<string>; bands: number } {
  const kinds = ['exact', 'key', 'near', 'leakage'] as const;
  const sidesOf = (role: string) =>
    new Set(files.filter((file) => file.role === role).map(({ split }) => sideOf(split)));
  const leaks = new Set<string>();
  for (const { role } of files) {
    const sides = sidesOf(role);
    if (!skip.has('leakage') && sides.has('train') && sides.has('held-out')) leaks.add(role);
  }
  return { pairs: !kinds.every((kind) => skip.has(kind)), leaks, bands: skip.has('near') ? 0 : bandRows(near) };
}
