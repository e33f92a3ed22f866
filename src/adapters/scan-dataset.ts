// One dataset on its way through the scan: its blocks as they come, its base, and what becomes of both.

import type { DatasetFile } from '../dataset/facts.ts';
import { type BaseLines, BaseReader, blocksToRescan, markNewLines } from '../dataset/scan/base-lines.ts';
import { type Block, row } from '../dataset/scan/block.ts';
import { mergeBlocks, type Newness } from '../dataset/scan/file-facts.ts';
import type { EntryKey } from '../dataset/scan/known-entry.ts';
import { factsOf, type LineFacts, linesOf } from '../dataset/scan/known-lines.ts';
import { sideOf } from '../dataset/scan/pairs.ts';
import type { ScannedFile } from '../dataset/scan/record-table.ts';
import type { ScanLimits } from '../dataset/scan/scanner.ts';
import type { ScanInput } from './scan.ts';
import type { ScanCache } from './scan-cache.ts';
import { DatasetHandle } from './scan-file.ts';

export class DatasetScan {
  readonly input: ScanInput;
  readonly handle: DatasetHandle;
  /** In the order of the file, once they are scanned. */
  blocks: Block[] = [];
  readonly #cache: ScanCache | null;
  readonly #limits: ScanLimits;
  #known: LineFacts | null = null;
  #base: BaseLines | null = null;
  #newness: Newness | null = null;

  /** Opens the file. Throws SetupError when it cannot be read. */
  constructor(input: ScanInput, limits: ScanLimits, cache: ScanCache | null) {
    this.input = input;
    this.#limits = limits;
    this.#cache = input.base ? cache : null;
    this.handle = new DatasetHandle(input.path, input.file);
  }

  /** What the cache knows of the base's lines. */
  recall(): LineFacts | null {
    if (this.#cache && this.input.base) this.#known = this.#cache.read(this.#entry(this.input.base.key));
    this.#base = this.#known;
    return this.#known;
  }

  /** Reads the content at the base, when there is one that is not known. */
  async readBase(): Promise<void> {
    if (!this.input.base || this.#base) return;
    const reader = new BaseReader();
    for await (const piece of this.input.base.open()) reader.add(piece);
    this.#base = reader.end();
  }

  /** Finds the new lines among the blocks. Returns the numbers of blocks that have to be scanned again in full. */
  settle(): number[] {
    if (!this.#base) return [];
    const newLines = markNewLines(this.blocks, this.#base);
    this.#newness = { newLines, unfinished: this.#base.unfinished };
    return this.#known ? blocksToRescan(this.blocks, newLines) : [];
  }

  /** Once it is settled. Without a base every line is new. */
  get hasNewLines(): boolean {
    return this.#newness === null || this.#newness.newLines.includes(1);
  }

  facts(): DatasetFile {
    const { path, role, split, variant } = this.input;
    const merged = mergeBlocks(this.blocks, role, this.#newness);
    return { path, role, split, variant, bytes: this.handle.size, sha256: this.handle.sha256(), ...merged };
  }

  /** The file as the pairs see it. */
  scanned(): ScannedFile {
    const { path, split } = this.input;
    const newLines = this.#newness?.newLines ?? null;
    return { path, side: sideOf(split), read: this.handle.read, blocks: this.blocks, newLines };
  }

  /**
   * Leaves in the cache what the next run wants to know: of the base, and of the file as it is when git has a name for
   * that. `bands`: columns of the blocks' rows that hold bands.
   */
  keep(bands: number): void {
    if (!this.#cache || !this.#base) return;
    const { base, blob } = this.input;
    const own = blob === undefined || blob === base?.key ? null : this.#entry(blob);
    const keepsOwn = own !== null && !this.#cache.has(own);
    const keepsBase = base && !this.#known;
    if (!keepsOwn && !keepsBase) return;
    const width = row.bands + bands;
    if (keepsOwn) this.#cache.write(own, factsOf(linesOf(this.blocks), this.blocks, width));
    if (keepsBase) this.#cache.write(this.#entry(base.key), factsOf(this.#base, this.blocks, width));
    this.#cache.prune();
  }

  #entry(blob: string): EntryKey {
    const { maxDepth, maxLineBytes } = this.#limits;
    return { blob, role: this.input.role, maxDepth, maxLineBytes };
  }
}
