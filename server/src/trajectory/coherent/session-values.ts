import { isRecord, type Json } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck, READS, text } from './law.ts';
import { agree, isScalar } from './values.ts';

/** Fields too plain to be one thing's in two functions' answers. */
const PLAIN_FIELD =
  /^(?:id|name|title|type|code|file_?name|path|url|returns?|output|response|status|state|message|result|success|value|price|date|time|count|total|text|content|description|data)$/i;

/**
 * 3: what a session has one of (a level, a setting) reads the same in the next answer of another function, and
 * as it was set, as long as nothing is changed between them.
 */
export const sessionAgrees: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || !READS.has(call.operation) || !isOfSession(call) || !isRecord(call.output)) return;
  for (let before = at - 1; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    const tells = earlier.writes || READS.has(earlier.operation);
    if (earlier.ok && tells && isOfSession(earlier) && isRecord(earlier.output) && earlier.name !== call.name) {
      for (const [name, value] of Object.entries(call.output)) {
        const set = earlier.writes ? earlier.arguments[name] : undefined;
        const other = set ?? earlier.output[name];
        if (PLAIN_FIELD.test(name) || /time|date/i.test(name) || !isScalar(value as Json) || !isScalar(other as Json))
          continue;
        check(
          looked,
          3,
          call,
          agree(value as string, other as string),
          () => `${name} was ${text(other as Json)} after ${earlier.name}, and reads ${text(value as Json)}`,
        );
      }
    }
    if (earlier.writes) return;
  }
};

/** About no thing in particular: none of its arguments names or describes one. */
function isOfSession({ arguments: given, reading }: SeenCall): boolean {
  if (reading === undefined) return false;
  return Object.keys(given).every((name) => {
    const role = reading.inputs.find(({ parameter }) => parameter === name)?.role;
    return role === 'option' || role === 'amount' || role === 'attribute';
  });
}
