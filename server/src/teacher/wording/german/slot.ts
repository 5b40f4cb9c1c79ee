import type { PlannedArgument } from '../../types.ts';
import type { ParameterWords, ValueKind } from '../parameter.ts';

/** One argument of a call, ready to be worded in German. */
export interface GermanSlot {
  readonly argument: PlannedArgument;
  readonly words: ParameterWords;
  readonly kind: ValueKind;
  readonly thing?: string;
  readonly range?: 'start' | 'end';
  readonly referred: boolean;
}
