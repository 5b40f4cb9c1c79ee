/** What is wrong with a turn, in the words of reports. */
export const FAULT_LABELS = [
  'malformed',
  'not-offered',
  'undeclared-argument',
  'missing-argument',
  'wrong-value',
  'wrong-order',
  'should-have-called',
  'should-have-asked',
  'should-have-refused',
  'extra-call',
  'wrong-text',
  'outcome-wrong',
  'no-end',
] as const;
export type FaultLabel = (typeof FAULT_LABELS)[number];

/** One thing that is wrong, with one line for a reader. */
export interface Fault {
  readonly label: FaultLabel;
  readonly text: string;
}

/** `unjudged`: nothing can be said, since the reference itself is wrong or no reply came. */
export type Verdict = 'right' | 'wrong' | 'unjudged';
