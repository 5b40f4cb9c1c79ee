import { isRecord, type JsonObject } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck } from './law.ts';
import { fieldNamed } from './values.ts';

const PAST_ACTIONS: readonly (readonly [string, RegExp])[] = [
  ['create', /\b(?:created|added|opened|booked|posted|registered)\b/i],
  ['update', /\b(?:updated|changed|modified|edited)\b/i],
  ['delete', /\b(?:deleted|removed|erased)\b/i],
  ['cancel', /\bcancell?ed\b/i],
];

/** 8: a confirmation names the action that was done. */
export const actionIsNamed: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || !isRecord(call.output)) return;
  const done = /cancel/i.test(call.name) ? 'cancel' : call.operation;
  if (!['create', 'update', 'delete', 'cancel'].includes(done)) return;
  const said = ['message', 'result', 'confirmation', 'detail'].map((name) =>
    fieldNamed(call.output as JsonObject, name),
  );
  const words = said.filter((item): item is string => typeof item === 'string').join(' ');
  const named = PAST_ACTIONS.filter(([, pattern]) => pattern.test(words)).map(([action]) => action);
  if (named.length === 0) return;
  // Actions of one kind go by several words; only what ends a thing is told apart from what makes or changes one.
  const ends = (action: string) => action === 'delete' || action === 'cancel';
  const holds =
    named.includes(done) || named.some((action) => ends(action) === ends(done) && !(ends(done) && action !== done));
  check(looked, 8, call, holds, () => `${call.name} answers "${words}"`);
};
