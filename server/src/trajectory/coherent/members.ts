import { singular } from '../../english/index.ts';
import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck, mayBeMore } from './law.ts';
import { isScalar, mentions, plain } from './values.ts';

/** Two identifiers that a call brings together or takes apart: a track and its playlist. */
interface Moved {
  readonly holder: Named;
  readonly member: Named;
  readonly does: 'put in' | 'take out';
}

interface Named {
  /** Name of the argument, see `plain`. */
  readonly kind: string;
  readonly id: string;
}

/** 1 and 2: what was put into a record is among what it holds, and what was taken out of it is not. */
export const membersAgree: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || Object.keys(call.arguments).length !== 1) return;
  const [asked] = namedIn(call);
  if (asked === undefined) return;
  const settled = new Set<string>();
  for (let before = at - 1; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    if (!earlier.writes) continue;
    const moved = earlier.ok ? movedBy(earlier) : undefined;
    const here = moved !== undefined && moved.holder.kind === asked.kind && moved.holder.id === asked.id;
    // What another write did to the record nobody knows.
    if (!here) {
      if (mentions(earlier.arguments, asked.id) || mentions(earlier.output, asked.id)) return;
      continue;
    }
    if (settled.has(moved.member.id)) continue;
    settled.add(moved.member.id);
    const lines = linesOf(call.output, moved.member.kind, earlier.reading?.member?.noun);
    if (lines === undefined) return;
    const there = lines.some((line) => mentions(line, moved.member.id));
    if (moved.does === 'take out')
      check(looked, 2, call, !there, () => `${earlier.name} took ${moved.member.id} out, and it is still there`);
    else
      check(
        looked,
        1,
        call,
        there || mayBeMore(lines),
        () => `${earlier.name} put ${moved.member.id} in, and it is not there`,
      );
  }
};

function namedIn({ arguments: given }: SeenCall): Named[] {
  return Object.entries(given).flatMap(([name, value]) =>
    isScalar(value) && typeof value !== 'boolean' ? [{ kind: plain(name), id: String(value) }] : [],
  );
}

function movedBy(call: SeenCall): Moved | undefined {
  const { reading } = call;
  if (reading?.member === undefined) return undefined;
  const keys = reading.inputs.filter(({ role }) => role === 'key' || role === 'reference');
  const own = keys.find(({ of }) => of?.entity === reading.entity);
  const [other, ...more] = keys.filter((key) => key !== own);
  if (own === undefined || other === undefined || more.length > 0) return undefined;
  const named = namedIn(call);
  const holder = named.find(({ kind }) => kind === plain(own.parameter));
  const member = named.find(({ kind }) => kind === plain(other.parameter));
  return holder === undefined || member === undefined ? undefined : { holder, member, does: reading.member.does };
}

/** The one list of an answer, where each of its lines has such an identifier; undefined where it is about other things. */
function linesOf(output: Json, kind: string, noun: string | undefined): readonly JsonObject[] | undefined {
  const lists = Object.entries(isRecord(output) ? output : Array.isArray(output) ? { '': output } : {}).filter(
    ([, value]) => Array.isArray(value),
  );
  const [name, only] = lists[0] ?? [];
  if (lists.length !== 1 || !Array.isArray(only) || !only.every(isRecord)) return undefined;
  const lines = only as JsonObject[];
  // What an empty list would hold is known by its name alone: a cart without items says nothing of its coupons.
  if (lines.length === 0 && name !== '' && plain(singular(name?.toLowerCase() ?? '')) !== noun) return undefined;
  return lines.every((line) => Object.keys(line).some((name) => plain(name) === kind)) ? lines : undefined;
}
