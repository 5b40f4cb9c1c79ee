import type { Json } from '../../json/index.ts';
import type { StoredRow } from './row.ts';
import { own } from './state.ts';

/** What a row keeps of a reduction. No field of a record has a blank in its name. */
export const PERCENT_OFF = 'percent off';
export const AMOUNT_OFF = 'amount off';
/** What the record came to when somebody gave it that. */
export const SUM_BEFORE = 'sum before';

/** What a sum of a record comes to with what is taken off it. */
export function reduced(
  row: StoredRow | undefined,
  drawn: Json,
): { readonly whole: number; readonly now: number } | undefined {
  const before = row === undefined ? undefined : own(row.fields, SUM_BEFORE);
  const whole = typeof before === 'number' ? before : drawn;
  if (typeof whole !== 'number') return undefined;
  const percent = row === undefined ? undefined : own(row.fields, PERCENT_OFF);
  const amount = row === undefined ? undefined : own(row.fields, AMOUNT_OFF);
  if (typeof percent === 'number') return { whole, now: whole * (1 - Math.min(100, Math.max(0, percent)) / 100) };
  return { whole, now: typeof amount === 'number' ? Math.max(0, whole - amount) : whole };
}
