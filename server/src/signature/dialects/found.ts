import type { SignatureProblem } from '../types.ts';

/** Path into an element as it was written. */
export type RawPath = readonly (string | number)[];

/** A problem whose place is still a path in the element; it becomes a range only when there is one to show. */
export interface RawProblem {
  readonly code: SignatureProblem['code'];
  readonly path: RawPath;
  readonly data: Readonly<Record<string, string>>;
}

/** Collects problems of one element, up to a bound. */
export class ProblemSink {
  readonly problems: RawProblem[] = [];
  /** Says whether there is still room, so that a caller can spare itself building the path. */
  add(code: SignatureProblem['code'], path: RawPath, data: Readonly<Record<string, string>>): void {
    if (this.problems.length < 50) this.problems.push({ code, path, data });
  }
}

/** Short text of any value for a message. */
export function excerpt(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
