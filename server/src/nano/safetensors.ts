import { isObject, type Json } from '../json/index.ts';

/** A tensor of float32, rows behind one another. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const LENGTH_BYTES = 8;
/** More than a header of a model of this kind needs. */
const MAX_HEADER = 1024 * 1024;

/** Tensors of a safetensors file by name. @throws Error where it is none, is cut off, or holds other numbers than F32. */
export function readSafetensors(file: Uint8Array): Map<string, Tensor> {
  if (file.byteLength < LENGTH_BYTES) throw new Error('is no safetensors file: it is too short.');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > MAX_HEADER || LENGTH_BYTES + length > file.byteLength)
    throw new Error('is no safetensors file: its header is cut off.');
  const header = parseHeader(new TextDecoder().decode(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length)));
  const body = file.subarray(LENGTH_BYTES + length);
  const named = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return new Map(named.map(([name, entry]) => [name, readTensor(name, entry, body)]));
}

function parseHeader(text: string): { [name: string]: Json } {
  let header: Json;
  try {
    header = JSON.parse(text);
  } catch {
    throw new Error('is no safetensors file: its header is no JSON.');
  }
  if (!isObject(header)) throw new Error('is no safetensors file: its header is no object.');
  return header;
}

function readTensor(name: string, entry: Json, body: Uint8Array): Tensor {
  const { dtype, shape, data_offsets: offsets } = isObject(entry) ? entry : {};
  if (dtype !== 'F32') throw new Error(`holds ${name} as ${String(dtype)}; F32 is read.`);
  if (!isNumbers(shape) || !isNumbers(offsets)) throw new Error(`says neither shape nor place of ${name}.`);
  const [start = 0, end = 0] = offsets;
  const size = shape.reduce((product, side) => product * side, 1) * 4;
  if (end - start !== size || end > body.byteLength) throw new Error(`is cut off: ${name} is not whole.`);
  // A copy, since float32 has to begin at a multiple of four; `slice` of a Buffer would be none.
  return { shape, data: new Float32Array(new Uint8Array(body.subarray(start, end)).buffer) };
}

function isNumbers(value: Json | undefined): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item) && (item as number) >= 0);
}
