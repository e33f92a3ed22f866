// The little linear algebra that a belief needs: one factorization, which solves and has a determinant.

export type Matrix = readonly Float64Array[];

export interface Factored {
  /** x of A x = b. */
  solve(b: ArrayLike<number>): Float64Array;
  /** log |det A|. */
  logDeterminant: number;
}

/** LU with partial pivoting (Golub and Van Loan, "Matrix computations"); A is square and not singular. */
export function factor(matrix: Matrix): Factored {
  const size = matrix.length;
  const rows: Float64Array[] = matrix.map((row) => Float64Array.from(row));
  const order = rows.map((_, index) => index);
  let logDeterminant = 0;
  for (let k = 0; k < size; k++) {
    let pivot = k;
    for (let i = k + 1; i < size; i++) if (Math.abs(at(rows, i, k)) > Math.abs(at(rows, pivot, k))) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot] as Float64Array, rows[k] as Float64Array];
    [order[k], order[pivot]] = [order[pivot] as number, order[k] as number];
    const top = rows[k] as Float64Array;
    const head = top[k] as number;
    logDeterminant += Math.log(Math.abs(head));
    for (let i = k + 1; i < size; i++) {
      const row = rows[i] as Float64Array;
      const ratio = (row[k] as number) / head;
      row[k] = ratio;
      if (ratio !== 0) for (let j = k + 1; j < size; j++) row[j] = (row[j] as number) - ratio * (top[j] as number);
    }
  }
  return { solve, logDeterminant };

  function solve(b: ArrayLike<number>): Float64Array {
    const x = Float64Array.from(order, (from) => b[from] as number);
    for (let i = 0; i < size; i++)
      for (let j = 0; j < i; j++) x[i] = (x[i] as number) - at(rows, i, j) * (x[j] as number);
    for (let i = size - 1; i >= 0; i--) {
      for (let j = i + 1; j < size; j++) x[i] = (x[i] as number) - at(rows, i, j) * (x[j] as number);
      x[i] = (x[i] as number) / at(rows, i, i);
    }
    return x;
  }
}

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function at(rows: readonly Float64Array[], i: number, j: number): number {
  return (rows[i] as Float64Array)[j] as number;
}
