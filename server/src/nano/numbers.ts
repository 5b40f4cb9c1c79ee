/** Vectors and matrices of float32, rows behind one another. */

/** A matrix of `rows` rows times a vector, plus a bias. */
export function matrix(weights: Float32Array, x: Float32Array, rows: number, bias?: Float32Array): Float32Array {
  const out = new Float32Array(rows);
  const columns = x.length;
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns;
    // Four sums side by side, which the engine keeps in registers.
    let [a, b, c, d] = [0, 0, 0, 0];
    let column = 0;
    for (; column + 3 < columns; column += 4) {
      a += (weights[start + column] as number) * (x[column] as number);
      b += (weights[start + column + 1] as number) * (x[column + 1] as number);
      c += (weights[start + column + 2] as number) * (x[column + 2] as number);
      d += (weights[start + column + 3] as number) * (x[column + 3] as number);
    }
    for (; column < columns; column += 1) a += (weights[start + column] as number) * (x[column] as number);
    out[row] = a + b + c + d + (bias?.[row] ?? 0);
  }
  return out;
}

export function addInto(x: Float32Array, more: Float32Array): void {
  for (let index = 0; index < x.length; index += 1) x[index] = (x[index] ?? 0) + (more[index] ?? 0);
}

/** Root mean square normalisation. */
export function normalise(x: Float32Array, weight: Float32Array, epsilon: number): Float32Array {
  let squares = 0;
  for (const value of x) squares += value * value;
  const scale = 1 / Math.sqrt(squares / x.length + epsilon);
  return x.map((value, index) => value * scale * (weight[index] ?? 0));
}

/** Turns each head's pairs (i, i + half) by the angle of a place: rotary positions as Qwen2 lays them out. */
export function rotate(x: Float32Array, place: number, head: number, theta: number): Float32Array {
  const half = head / 2;
  for (let index = 0; index < half; index += 1) {
    const angle = place * theta ** ((-2 * index) / head);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    for (let start = 0; start < x.length; start += head) {
      const [left, right] = [x[start + index] ?? 0, x[start + index + half] ?? 0];
      x[start + index] = left * cos - right * sin;
      x[start + index + half] = right * cos + left * sin;
    }
  }
  return x;
}

export function softmax(x: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of x) if (value > highest) highest = value;
  let sum = 0;
  for (let index = 0; index < x.length; index += 1) {
    const value = Math.exp((x[index] ?? 0) - highest);
    x[index] = value;
    sum += value;
  }
  for (let index = 0; index < x.length; index += 1) x[index] = (x[index] ?? 0) / sum;
}

/** SwiGLU: silu(gate) times up. */
export function silu(gate: Float32Array, up: Float32Array): Float32Array {
  return gate.map((value, index) => (value / (1 + Math.exp(-value))) * (up[index] ?? 0));
}
