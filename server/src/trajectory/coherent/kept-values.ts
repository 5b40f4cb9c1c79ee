import { isRecord, type Json } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck, lastWriteOf, READS, text } from './law.ts';
import { agree, fieldNamed, isIdentifier, isScalar, mentions, plain, recordsIn } from './values.ts';

/** Arguments that move a value rather than set it, or say how rather than what. */
const MOVES =
  /amount|quantity|count|delta|percent|increment|decrement|by$|format|unit|currency|limit|page|offset|sort|order/i;

/** 1 and 3: what was made or set with a value has it in the next reading of that thing. */
export const setThenRead: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || !READS.has(call.operation)) return;
  for (const record of recordsIn(call.output)) {
    const writer = lastWriteOf(calls, at, record.kind, record.id);
    if (writer === undefined || !writer.ok || !['create', 'update'].includes(writer.operation)) continue;
    if (writer.operation === 'create' && madeAnother(writer, record.kind)) continue;
    if (isLineElsewhere(writer, call, record.kind)) continue;
    for (const [name, given] of Object.entries(writer.arguments)) {
      const read = fieldNamed(record.fields, name);
      if (isIdentifier(name) || MOVES.test(name) || !isScalar(given) || !isScalar(read)) continue;
      const law = writer.operation === 'create' ? 1 : 3;
      check(
        looked,
        law,
        call,
        agree(given, read),
        () => `${writer.name} gave ${name} ${text(given)}, and it reads ${text(read)}`,
      );
    }
  }
};

/** What was made only refers to the record: a comment of a post. */
function madeAnother({ reading }: SeenCall, kind: string): boolean {
  return reading?.inputs.some(({ parameter, role }) => role === 'reference' && plain(parameter) === kind) === true;
}

/** What was put into a cart with a note has that note in this cart: in another one the same article may have another. */
function isLineElsewhere(writer: SeenCall, call: SeenCall, kind: string): boolean {
  const { reading } = writer;
  if (reading?.member === undefined || !madeAnother(writer, kind)) return false;
  const own = reading.inputs.find(({ role, of }) => role === 'key' && of?.entity === reading.entity);
  const holder = own === undefined ? undefined : fieldNamed(writer.arguments, own.parameter);
  return holder !== undefined && !mentions(call.arguments, String(holder));
}

/**
 * 1 and 3: a text put under a name is what is read under that name: a call with the same key reads a field called as the
 * argument was.
 */
export const keptUnderName: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok || call.writes || !isRecord(call.output)) return;
  const key = keyOf(call);
  if (key === undefined || Object.keys(call.arguments).length > 1) return;
  for (let before = at - 1; before >= 0; before -= 1) {
    const earlier = calls[before] as SeenCall;
    if (!earlier.writes) continue;
    const kept = keyOf(earlier);
    if (
      !earlier.ok ||
      kept?.name !== key.name ||
      kept.value !== key.value ||
      !['create', 'update', 'session'].includes(earlier.operation)
    )
      return;
    for (const [name, given] of Object.entries(earlier.arguments)) {
      const field = Object.keys(call.output).find((item) => name.length > 4 && plain(item).endsWith(plain(name)));
      const read = field === undefined ? undefined : (call.output[field] as Json);
      if (name === kept.name || MOVES.test(name) || !isScalar(given) || !isScalar(read)) continue;
      check(
        looked,
        3,
        call,
        agree(given, read),
        () => `${earlier.name} gave ${name} ${text(given)}, and ${field} reads ${text(read)}`,
      );
    }
    return;
  }
};

/** The argument that names what a call is about, where one does and is no identifier that `recordsIn` sees. */
function keyOf({ arguments: given }: SeenCall): { name: string; value: string } | undefined {
  const names = Object.entries(given).filter(
    ([name, value]) => /_name$|Name$|^path$|_path$/.test(name) && typeof value === 'string',
  );
  const [only] = names;
  return names.length === 1 && only !== undefined ? { name: only[0], value: String(only[1]) } : undefined;
}
