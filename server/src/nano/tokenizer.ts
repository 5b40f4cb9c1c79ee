import type { Encoded, Segment } from './types.ts';
import { SPECIALS } from './types.ts';

/** Qwen2's rule for cutting a text before merges are looked for. */
const PIECES =
  /(?:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/giu;

/** A vocabulary by bytes, as `tokenizer.json` holds it. */
export interface TokenizerFile {
  readonly model: {
    readonly type: 'BPE';
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (string | readonly [string, string])[];
  };
}

/** Byte-level BPE: texts to ids and back. */
export interface Tokenizer {
  readonly size: number;
  encode(text: string): readonly number[];
  encodeSegments(segments: readonly Segment[]): Encoded;
  /** Bytes of a token; none of a special one. */
  bytes(id: number): Uint8Array;
}

/** @throws Error where the file holds no byte-level BPE with the special tokens in their places. */
export function createTokenizer(file: TokenizerFile): Tokenizer {
  const vocab = new Map(Object.entries(file.model.vocab));
  SPECIALS.forEach((name, id) => {
    if (vocab.get(name) !== id) throw new Error(`The vocabulary has no token ${name} at ${id}.`);
  });
  const ranks = new Map(file.model.merges.map((merge, rank) => [pairOf(merge), rank]));
  const known = new Map<string, readonly number[]>();
  const bytes = bytesOf(vocab);
  const encode = (text: string) => text.match(PIECES)?.flatMap((piece) => encodePiece(piece)) ?? [];
  const encodePiece = (piece: string) => {
    const found = known.get(piece) ?? merge(symbolsOf(piece), ranks).map((symbol) => idOf(symbol, vocab));
    if (known.size < 50_000) known.set(piece, found);
    return found;
  };
  return {
    size: vocab.size,
    encode,
    encodeSegments: (segments) => encodeAll(segments, encode),
    bytes: (id) => bytes[id] ?? new Uint8Array(),
  };
}

function pairOf(merge: string | readonly [string, string]): string {
  return typeof merge === 'string' ? merge : merge.join(' ');
}

function idOf(symbol: string, vocab: ReadonlyMap<string, number>): number {
  const id = vocab.get(symbol);
  if (id === undefined) throw new Error(`The vocabulary lacks the byte ${symbol}.`);
  return id;
}

function encodeAll(segments: readonly Segment[], encode: (text: string) => readonly number[]): Encoded {
  const ids: number[] = [];
  const learnt: boolean[] = [];
  for (const segment of segments) {
    const added = 'special' in segment ? [SPECIALS.indexOf(segment.special)] : encode(segment.text);
    for (const id of added) {
      ids.push(id);
      learnt.push(segment.learnt);
    }
  }
  return { ids, learnt };
}

/** Joins the neighbours of the lowest rank until none is left. */
function merge(symbols: string[], ranks: ReadonlyMap<string, number>): string[] {
  let current = symbols;
  while (current.length > 1) {
    const best = bestPair(current, ranks);
    if (best === undefined) return current;
    current = joined(current, best);
  }
  return current;
}

function bestPair(symbols: readonly string[], ranks: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = 1; at < symbols.length; at += 1) {
    const pair = `${symbols[at - 1]} ${symbols[at]}`;
    const rank = ranks.get(pair);
    if (rank !== undefined && rank < lowest) [best, lowest] = [pair, rank];
  }
  return best;
}

function joined(symbols: readonly string[], pair: string): string[] {
  const out: string[] = [];
  for (let at = 0; at < symbols.length; at += 1) {
    const both = `${symbols[at]} ${symbols[at + 1]}`;
    if (both === pair) {
      out.push(both.replace(' ', ''));
      at += 1;
    } else out.push(symbols[at] ?? '');
  }
  return out;
}

const encoder = new TextEncoder();

/** The letters that GPT-2's vocabulary writes bytes as: printable ones as they are, others from U+0100 on. */
const LETTERS: readonly string[] = lettersOfBytes();

function lettersOfBytes(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(printable ? byte : next++);
  });
}

function symbolsOf(piece: string): string[] {
  return Array.from(encoder.encode(piece), (byte) => LETTERS[byte] ?? '');
}

function bytesOf(vocab: ReadonlyMap<string, number>): Uint8Array[] {
  const byteOf = new Map(LETTERS.map((letter, byte) => [letter, byte]));
  const out: Uint8Array[] = [];
  for (const [symbol, id] of vocab) {
    const special = id < SPECIALS.length;
    out[id] = special ? new Uint8Array() : Uint8Array.from(symbol, (letter) => byteOf.get(letter) ?? 0);
  }
  return out;
}
