import { isRecord, type Json } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, isAbout, type LawCheck, lastWriteOf, mayBeMore, saysMissing, text } from './law.ts';
import { isIdentifier, isScalar, listIn, mentions, plain, recordsIn } from './values.ts';

/** 1: what was made is there: it can be looked up, and the whole list of its kind has it. */
export const madeIsThere: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (call.writes) return;
  for (const made of calls.slice(0, at)) {
    if (made.operation !== 'create' || !made.ok) continue;
    const [record] = recordsIn(made.output);
    if (record === undefined || Object.hasOwn(made.arguments, kindKey(made.output, record.kind))) continue;
    if (lastWriteOf(calls, at, record.kind, record.id) !== made) continue;
    if (call.operation === 'get' && asksFor(call, record.kind, record.id) && Object.keys(call.arguments).length === 1)
      check(
        looked,
        1,
        call,
        call.ok || !saysMissing(call.output),
        () => `${made.name} made ${record.id}, and it is not found`,
      );
    const list = call.operation === 'list' && call.ok && isWhole(call) ? listIn(call.output) : undefined;
    const ofKind = list?.every((item) => Object.keys(item).some((name) => plain(name) === record.kind));
    if (list === undefined || ofKind !== true || !isAbout(call.name, record.kind)) continue;
    check(
      looked,
      1,
      call,
      mentions(list, record.id) || mayBeMore(list),
      () => `${made.name} made ${record.id}, and the list lacks it`,
    );
  }
};

function kindKey(output: Json, kind: string): string {
  return isRecord(output) ? (Object.keys(output).find((name) => plain(name) === kind) ?? '') : '';
}

function asksFor({ arguments: given }: SeenCall, kind: string, id: string): boolean {
  return Object.entries(given).some(([name, value]) => plain(name) === kind && isScalar(value) && String(value) === id);
}

/** Asked for without any filter. */
function isWhole({ arguments: given }: SeenCall): boolean {
  return Object.keys(given).length === 0;
}

const GONE = /cancel|delet|remov|clos|inactiv|void|terminat|withdrawn|expired|revoked|refund|archiv|not[ _]found/i;
const LIVE = /^(?:active|open|confirmed|booked|valid|ok|available|live|enabled|pending|scheduled|upcoming)$/i;

/** 2: what was deleted or cancelled is gone, or says so. */
export const goneIsGone: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes) return;
  for (const ended of calls.slice(0, at)) {
    const cancels = /cancel/i.test(ended.name);
    if (!ended.ok || !(ended.operation === 'delete' || cancels)) continue;
    for (const [name, id] of Object.entries(ended.arguments)) {
      if (!isIdentifier(name) || !isScalar(id) || !isAbout(ended.name, plain(name))) continue;
      if (lastWriteOf(calls, at, plain(name), String(id)) !== ended) continue;
      for (const record of recordsIn(call.output)) {
        if (record.kind !== plain(name) || record.id !== String(id)) continue;
        const states = Object.entries(record.fields).filter(
          ([key, value]) => /status|state|active/i.test(key) && isScalar(value),
        );
        const live = states.find(([key, value]) => LIVE.test(String(value)) || (value === true && /active/i.test(key)));
        const holds = live === undefined && (cancels || GONE.test(text(record.fields)));
        check(
          looked,
          2,
          call,
          holds,
          () => `${ended.name} ended ${String(id)}, and it is here${live === undefined ? '' : ` as ${text(live[1])}`}`,
        );
      }
    }
  }
};
