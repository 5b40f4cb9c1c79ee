/** Vectors and matrices of float32, rows behind one another. */

/** A matrix of `rows` rows times a vector, plus a bias. */
export function matrix(weights: Float32Array, x: Float32Array, rows: number, bias?: Float32Array): Float32Array {
  const out = new Float32Array(rows);
  const columns = x.length;
  const even = columns - (columns % 4);
  let at = 0;
  for (let row = 0; row < rows; row += 1) {
    // Four sums side by side, which the engine keeps in registers.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let column = 0; column < even; column += 4, at += 4) {
      a += (weights[at] as number) * (x[column] as number);
      b += (weights[at + 1] as number) * (x[column + 1] as number);
      c += (weights[at + 2] as number) * (x[column + 2] as number);
      d += (weights[at + 3] as number) * (x[column + 3] as number);
    }
    for (let column = even; column < columns; column += 1, at += 1)
      a += (weights[at] as number) * (x[column] as number);
    out[row] = a + b + c + d + (bias === undefined ? 0 : (bias[row] as number));
  }
  return out;
}

export function addInto(x: Float32Array, more: Float32Array): void {
  for (let index = 0; index < x.length; index += 1) x[index] = (x[index] as number) + (more[index] as number);
}

/** Root mean square normalisation. */
export function normalise(x: Float32Array, weight: Float32Array, epsilon: number): Float32Array {
  let squares = 0;
  for (let index = 0; index < x.length; index += 1) squares += (x[index] as number) ** 2;
  const scale = 1 / Math.sqrt(squares / x.length + epsilon);
  const out = new Float32Array(x.length);
  for (let index = 0; index < x.length; index += 1)
    out[index] = (x[index] as number) * scale * (weight[index] as number);
  return out;
}

/** Turns each head's pairs (i, i + half) by the angle of a place: rotary positions as Qwen2 lays them out. */
export function rotate(x: Float32Array, place: number, head: number, theta: number): Float32Array {
  const half = head / 2;
  for (let index = 0; index < half; index += 1) {
    const angle = place * theta ** ((-2 * index) / head);
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    for (let start = 0; start < x.length; start += head) {
      const left = x[start + index] as number;
      const right = x[start + index + half] as number;
      x[start + index] = left * cos - right * sin;
      x[start + index + half] = right * cos + left * sin;
    }
  }
  return x;
}

export function softmax(x: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < x.length; index += 1) highest = Math.max(highest, x[index] as number);
  let sum = 0;
  for (let index = 0; index < x.length; index += 1) {
    const value = Math.exp((x[index] as number) - highest);
    x[index] = value;
    sum += value;
  }
  for (let index = 0; index < x.length; index += 1) x[index] = (x[index] as number) / sum;
}

/** SwiGLU: silu(gate) times up. */
export function silu(gate: Float32Array, up: Float32Array): Float32Array {
  const out = new Float32Array(gate.length);
  for (let index = 0; index < gate.length; index += 1) {
    const value = gate[index] as number;
    out[index] = (value / (1 + Math.exp(-value))) * (up[index] as number);
  }
  return out;
}
