import type { Json } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { mentions, plain, recordsIn } from './values.ts';

/** Laws of a world, numbered as in `docs/world.md`. */
export type Law = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** A place where a conversation contradicts itself. */
export interface Violation {
  readonly law: Law;
  /** Index of the message that contradicts what stands before it, or itself. */
  readonly message: number;
  /** Function whose output it is. */
  readonly function: string;
  readonly reason: string;
}

/** What looking at one call comes to: how much could be checked, and what was wrong. */
export interface Looked {
  checks: number;
  readonly violations: Violation[];
}

/** Looks at the call at an index, knowing those before it. */
export type LawCheck = (calls: readonly SeenCall[], at: number, looked: Looked) => void;

/** Counts one comparison, and notes it as a violation of the law where it does not hold. */
export function check(
  looked: Looked,
  law: Law,
  { message, name }: SeenCall,
  holds: boolean,
  reason: () => string,
): void {
  looked.checks += 1;
  if (!holds) looked.violations.push({ law, message, function: name, reason: reason() });
}

/** A value as it stands in a reason. */
export const text = (value: Json): string => JSON.stringify(value);

/** A failure that says that what was asked for is not there. */
export function saysMissing(output: Json): boolean {
  return /not[ _]found|does not exist|no such|unknown/i.test(text(output));
}

/** Operations that look at what is there and change nothing. */
export const READS: ReadonlySet<string> = new Set(['get', 'list']);

/** The last write before a call, where it was about this thing; what another write did to it nobody knows. */
export function lastWriteOf(calls: readonly SeenCall[], at: number, kind: string, id: string): SeenCall | undefined {
  for (let before = at - 1; before >= 0; before -= 1) {
    const call = calls[before] as SeenCall;
    if (!call.writes) continue;
    const about =
      Object.entries(call.arguments).some(([name, value]) => plain(name) === kind && String(value) === id) ||
      recordsIn(call.output).some((record) => record.kind === kind && record.id === id);
    if (about) return call;
    if (mentions(call.arguments, id) || mentions(call.output, id)) return undefined;
  }
  return undefined;
}

/** `list_tickets` is about what a `ticket_id` names. */
export function isAbout(name: string, kind: string): boolean {
  return plain(name).includes(kind.replace(/id$/, ''));
}

const MAX_WHOLE = 10;

/** A list as long as this may be the first page of more. */
export function mayBeMore(list: readonly Json[]): boolean {
  return list.length >= MAX_WHOLE;
}
