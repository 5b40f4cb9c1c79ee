import { hashText } from '../json/index.ts';
import type { Segment } from './types.ts';

/**
 * A segment with room for one value derived from its text, which lives and dies with it. (A WeakMap would do the same,
 * but tens of thousands of weak entries make every garbage collection slow: measured 15 ms a keystroke.)
 */
export class SegmentRecord implements Segment {
  readonly length: number;
  readonly hash: string;
  #derived: unknown;

  constructor(text: string, start: number, length: number) {
    this.length = length;
    this.hash = hashText(text, start, start + length);
  }

  /** The derived value; of the reader that put it there, since a segment belongs to one document kind. */
  static derived(segment: Segment): unknown {
    return segment instanceof SegmentRecord ? segment.#derived : others.get(segment);
  }

  static derive(segment: Segment, value: unknown): void {
    if (segment instanceof SegmentRecord) segment.#derived = value;
    else others.set(segment, value);
  }
}

/** Values of segments that came as plain JSON. */
const others = new WeakMap<Segment, unknown>();
