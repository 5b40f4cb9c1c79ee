import type { Json } from '../json/index.ts';
import { addInto, matrix, normalise, rotate, silu, softmax } from './numbers.ts';
import type { Tensor } from './safetensors.ts';
import { type Layer, readLayers, readShape, type Shape } from './weights.ts';

/** A model that reads one token after another, and can go back to an earlier place. */
export interface Decoder {
  readonly vocabulary: number;
  readonly context: number;
  /** Logits of the token after `ids`. What was read before and is the same is not read again. @throws RangeError beyond the context */
  next(ids: readonly number[]): Float32Array;
}

/**
 * Qwen2 in plain numbers (Qwen2 technical report, arXiv 2407.10671): rotary positions, grouped queries, SwiGLU, the output tied to the embedding.
 * @throws Error for another architecture, or where a tensor is missing or of another shape.
 */
export function createDecoder(config: Json, tensors: ReadonlyMap<string, Tensor>): Decoder {
  const shape = readShape(config);
  const weights = readLayers(shape, tensors);
  const cache = weights.layers.map(() => ({
    keys: new Float32Array(shape.context * shape.keyWidth),
    values: new Float32Array(shape.context * shape.keyWidth),
  }));
  let read: number[] = [];
  const step = (id: number, at: number): Float32Array => {
    const x = weights.embedding.slice(id * shape.hidden, (id + 1) * shape.hidden);
    weights.layers.forEach((layer, index) => {
      const kept = cache[index];
      if (kept === undefined) return;
      addInto(x, attend(layer, normalise(x, layer.inputNorm, shape.epsilon), at, kept, shape));
      addInto(x, feedForward(layer, normalise(x, layer.outputNorm, shape.epsilon), shape));
    });
    return x;
  };
  const next = (ids: readonly number[]) => {
    if (ids.length === 0 || ids.length > shape.context)
      throw new RangeError(`${ids.length} tokens; the model takes 1 to ${shape.context}.`);
    let from = 0;
    while (from < ids.length - 1 && from < read.length && read[from] === ids[from]) from += 1;
    let x: Float32Array = new Float32Array(shape.hidden);
    for (let at = from; at < ids.length; at += 1) x = step(ids[at] ?? 0, at);
    read = [...ids];
    return matrix(weights.embedding, normalise(x, weights.norm, shape.epsilon), shape.vocabulary);
  };
  return { vocabulary: shape.vocabulary, context: shape.context, next };
}

interface Kept {
  readonly keys: Float32Array;
  readonly values: Float32Array;
}

function attend(layer: Layer, x: Float32Array, at: number, kept: Kept, shape: Shape): Float32Array {
  const { head, heads, keyWidth } = shape;
  const queries = rotate(matrix(layer.query, x, shape.hidden, layer.queryBias), at, head, shape.theta);
  kept.keys.set(rotate(matrix(layer.key, x, keyWidth, layer.keyBias), at, head, shape.theta), at * keyWidth);
  kept.values.set(matrix(layer.value, x, keyWidth, layer.valueBias), at * keyWidth);
  const out = new Float32Array(shape.hidden);
  for (let index = 0; index < heads; index += 1) {
    const from = Math.floor(index / (heads / shape.keyHeads)) * head;
    attendHead(
      queries.subarray(index * head, (index + 1) * head),
      { kept, at, from, keyWidth },
      out.subarray(index * head, (index + 1) * head),
    );
  }
  return matrix(layer.output, out, shape.hidden);
}

/** One head: `out` becomes the mean of the values so far, weighted by how well their keys fit. */
function attendHead(
  query: Float32Array,
  { kept, at, from, keyWidth }: { kept: Kept; at: number; from: number; keyWidth: number },
  out: Float32Array,
): void {
  const scores = new Float32Array(at + 1);
  const { keys, values } = kept;
  const width = query.length;
  const scale = 1 / Math.sqrt(width);
  for (let place = 0; place <= at; place += 1) {
    let sum = 0;
    const start = place * keyWidth + from;
    for (let index = 0; index < width; index += 1) sum += (query[index] as number) * (keys[start + index] as number);
    scores[place] = sum * scale;
  }
  softmax(scores);
  for (let place = 0; place <= at; place += 1) {
    const weight = scores[place] as number;
    const start = place * keyWidth + from;
    for (let index = 0; index < width; index += 1)
      out[index] = (out[index] as number) + weight * (values[start + index] as number);
  }
}

function feedForward(layer: Layer, x: Float32Array, shape: Shape): Float32Array {
  const gate = matrix(layer.gate, x, shape.inner);
  const up = matrix(layer.up, x, shape.inner);
  return matrix(layer.down, silu(gate, up), shape.hidden);
}
