import { canonicalJson } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck, READS, saysMissing, text } from './law.ts';
import { agree, fieldNamed, isScalar, type NamedRecord, recordsIn } from './values.ts';

/** 6: equal calls with no write between them give equal answers. */
export const equalCalls: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  const computes = call.operation === 'compute';
  if (!computes && (call.writes || !READS.has(call.operation))) return;
  if (/random|now|time|roll|generat/i.test(call.name)) return;
  const key = given(call);
  for (let before = at - 1; before >= 0 && (computes || calls[before]?.writes === false); before -= 1) {
    const earlier = calls[before] as SeenCall;
    if (earlier.name !== call.name || given(earlier) !== key) continue;
    if (isPassingFailure(earlier) || isPassingFailure(call)) continue;
    const same = canonicalJson(earlier.output) === canonicalJson(call.output);
    check(
      looked,
      6,
      call,
      same,
      () => 'the same call gave another answer before, and nothing was changed between them',
    );
    return;
  }
};

const written = new WeakMap<SeenCall, string>();

/** A call's arguments as text, written once: every later call is compared with them. */
function given(call: SeenCall): string {
  let text = written.get(call);
  if (text === undefined) {
    text = canonicalJson(call.arguments);
    written.set(call, text);
  }
  return text;
}

/** How servers say that a call may well work later: nothing about what was asked for. */
const PASSING =
  /\b(?:try again|retry(?:ing)? (?:later|after|in)|please retry|rate limit\w*|too many requests|temporarily|timed? out|timeout|unavailable|overloaded|server (?:is )?busy|connection (?:reset|refused|closed|error)|internal(?: server)? error|bad gateway|ECONN\w+|ETIMEDOUT)\b|\b(?:HTTP|status|code|error)\W{0,3}(?:408|429|50[0234])\b/i;
/** A text as long as this is an answer that may speak of such things. */
const MAX_FAILURE = 300;

/** A failure of the moment. Not one that says what is there: "not found" and then found, without a write, is a contradiction. */
function isPassingFailure({ ok, output }: SeenCall): boolean {
  if (!ok) return !saysMissing(output);
  return typeof output === 'string' && output.length <= MAX_FAILURE && PASSING.test(output);
}

/** Fields that change by themselves, or are no property of a thing. */
const RESTLESS =
  /time|date|score|rank|relevance|similarity|distance|position|index|random|status|state|message|result|count|total|balance|level|unit|currency|format|progress|queue|page|offset|limit/i;

/** 7: what an identifier names is the same thing in every answer, as long as nothing is changed. */
export const oneMeaning: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  // What a change answers with may be what it changed.
  if (!call.ok || (call.writes && call.operation !== 'delete' && !/cancel/i.test(call.name))) return;
  const records = recordsIn(call.output);
  for (const record of records) {
    if (records.some((other) => isToldOtherwise(record, other))) continue;
    for (let before = at - 1; before >= 0; before -= 1) {
      const earlier = calls[before] as SeenCall;
      if (earlier.writes) break;
      const all = recordsIn(earlier.output);
      const same = all.find(({ kind, id }) => kind === record.kind && id === record.id);
      if (same === undefined || all.some((other) => isToldOtherwise(same, other))) continue;
      for (const [name, value] of Object.entries(record.fields)) {
        const other = fieldNamed(same.fields, name);
        if (RESTLESS.test(name) || !isScalar(value) || !isScalar(other)) continue;
        check(
          looked,
          7,
          call,
          agree(value, other),
          () => `${name} of ${record.id} is ${text(value)}, and was ${text(other)}`,
        );
      }
      break;
    }
  }
};

/** One answer has two things under one identifier: it names them both and is neither's own, as the card of two payments. */
function isToldOtherwise(record: NamedRecord, other: NamedRecord): boolean {
  if (other === record || other.kind !== record.kind || other.id !== record.id) return false;
  return Object.entries(record.fields).some(([name, value]) => {
    const told = fieldNamed(other.fields, name);
    return isScalar(value) && isScalar(told) && !agree(value, told);
  });
}
