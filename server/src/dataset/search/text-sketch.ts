/**
 * Which groups of three letters a text holds, as a set of bits that may say yes too often and never no too often: a
 * record whose sketch lacks a part of a word need not be read. It takes an eighth of the text; of a run's bytes texts are a
 * fifth, so that the sketches of two gigabytes take some 50 MB.
 */
export type TextSketch = Uint32Array;

const CHARACTERS_A_WORD = 32;
const MIN_WORDS = 16;
/** 64 KiB of bits: a text of more than half a million letters holds most groups anyway. */
const MAX_WORDS = 16_384;

/** @param text in lower case */
export function sketchOf(text: string): TextSketch {
  const words = Math.min(MAX_WORDS, Math.max(MIN_WORDS, Math.ceil(text.length / CHARACTERS_A_WORD)));
  const sketch = new Uint32Array(words);
  const bits = words * 32;
  let [first, second] = [text.charCodeAt(0), text.charCodeAt(1)];
  for (let at = 2; at < text.length; at += 1) {
    const third = text.charCodeAt(at);
    const bit = hash(first, second, third) % bits;
    sketch[bit >>> 5] = (sketch[bit >>> 5] ?? 0) | (1 << (bit & 31));
    first = second;
    second = third;
  }
  return sketch;
}

/** Whether the text behind a sketch may hold this one. @param part in lower case; of less than three letters all may */
export function mayHold(sketch: TextSketch, part: string): boolean {
  const bits = sketch.length * 32;
  for (let at = 0; at + 2 < part.length; at += 1) {
    const bit = hash(part.charCodeAt(at), part.charCodeAt(at + 1), part.charCodeAt(at + 2)) % bits;
    if (((sketch[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
  }
  return true;
}

function hash(first: number, second: number, third: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(third, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
