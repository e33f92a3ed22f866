// Where the kernel keeps what, in bytes; kernel.ts says the same to its callers, who own everything from 0x50000 on.

export const signatureAt: usize = 0x0000; // 84 bytes, padded to 96
export const exactAt: usize = 0x0080; // u64
export const keyAt: usize = 0x0088; // u64
export const bandsAt: usize = 0x0100; // up to 84 × u32
export const binsAt: usize = 0x0400; // 84 × u32
export const framesAt: usize = 0x1000; // 513 × 32 bytes
export const keysAt: usize = 0x10000; // 512 levels × 64 keys × u64
export const keysPerObject: usize = 64;

/** Rows of a signature, of one byte each. */
export const rows: usize = 84;

// What `inspect` and `digest` return, as bits.
export const nonAscii: i32 = 1;
export const escaped: i32 = 2;
export const broken: i32 = 4; // not JSON, as far as this reader can tell
export const tooDeep: i32 = 8;
export const lookCloser: i32 = 16; // perhaps a doubled key, a prototype key, a number that loses digits
export const wordless: i32 = 32; // no shingle, so no sketch
