import type { SourceText } from '../source-text.ts';
import type { SignatureProblem } from '../types.ts';
import type { GapProblem } from './scan.ts';

export function gapProblem(gap: GapProblem): SignatureProblem {
  return { code: 'syntax-error', span: { start: gap.start, end: gap.end }, data: { message: gap.message } };
}

/** A text that is no text (bytes of a picture) or holds nothing; undefined when it can be cut. */
export function unreadableText(text: SourceText): GapProblem | undefined {
  const zero = text.slice(0, 8_192).indexOf('\0');
  if (zero >= 0) return { start: zero, end: zero + 1, message: 'this is a binary file, not JSON' };
  if (text.length < 4_096 && text.slice().replace('\uFEFF', '').trim() === '') {
    return { start: 0, end: text.length, message: 'the file is empty; a JSON object or array is expected' };
  }
  return undefined;
}

export function before(gaps: readonly GapProblem[], start: number, from: number): readonly GapProblem[] {
  return from === 0 || gaps.length === 0 ? [] : gaps.filter((gap) => gap.start < start);
}

export function moved(gap: GapProblem, delta: number): GapProblem {
  return { ...gap, start: gap.start + delta, end: gap.end + delta };
}
