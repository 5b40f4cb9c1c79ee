import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck, type Looked, READS, text } from './law.ts';
import { agree, fieldNamed, isIdentifier, isScalar, listIn } from './values.ts';

/** 5: a result lies within the bounds and has the value that was asked for; an identifier asked for is the one answered. */
export const withinFilter: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  const list = READS.has(call.operation) ? listIn(call.output) : undefined;
  for (const [name, value] of Object.entries(call.arguments)) {
    if (isRecord(call.output)) checkEcho(call, name, value, call.output as JsonObject, looked);
    if (!isScalar(value)) continue;
    if (list !== undefined && list.length > 0) checkList(call, name, value, list, looked);
  }
};

/** Fields that may differ from the argument of their name: they are what the call comes to. */
const OUTCOMES =
  /^value$|status|state|message|result|success|total|balance|unit|currency|format|mode|type|price|amount|quantity|position|location|path|folder|director|source|destination|name$|query|keyword|order|date|time/i;

function checkEcho(call: SeenCall, name: string, value: Json, output: JsonObject, looked: Looked): void {
  const said = fieldNamed(output, name);
  if (said === undefined || said === null || (OUTCOMES.test(name) && !isIdentifier(name))) return;
  // A sentence in the place of a text that was given confirms that it was taken.
  const confirms = call.writes && typeof said === 'string' && /\s/.test(said) && SUCCEEDED.test(said);
  if (isScalar(value) && isScalar(said) && !confirms)
    check(
      looked,
      5,
      call,
      agree(value, said),
      () => `${name} ${text(value)} was asked for, and ${text(said)} is answered`,
    );
  const lists = Array.isArray(value) && Array.isArray(said) && value.length > 0 && [...value, ...said].every(isScalar);
  if (!lists) return;
  const same = value.every((item) => (said as Json[]).some((other) => agree(item as string, other as string)));
  check(looked, 5, call, same, () => `${name} ${text(value)} was given, and ${text(said)} is answered`);
}

/** What answers say of a deed that went well. */
const SUCCEEDED = /\b(?:success(?:ful(?:ly)?)?|(?:has|have) been|was|were|done|ok)\b/i;

const BOUND = /^(min|max|minimum|maximum)_?([A-Za-z_]+)$|^([A-Za-z_]+?)_?(min|max|minimum|maximum)$/;

function checkList(
  call: SeenCall,
  name: string,
  value: string | number | boolean,
  list: JsonObject[],
  looked: Looked,
): void {
  if (/^(?:limit|max_results|page_size|top_k|per_page)$/i.test(name) && typeof value === 'number')
    check(looked, 5, call, list.length <= value, () => `${list.length} results, and at most ${value} were asked for`);
  const bound = typeof value === 'number' ? BOUND.exec(name) : null;
  if (bound !== null) {
    const least = (bound[1] ?? bound[4] ?? '').startsWith('min');
    for (const item of list) {
      const found = fieldNamed(item, bound[2] ?? bound[3] ?? '');
      if (typeof found !== 'number') continue;
      const holds = least ? found >= Number(value) : found <= Number(value);
      check(looked, 5, call, holds, () => `${name} is ${value}, and a result has ${found}`);
    }
    return;
  }
  const role = call.reading?.inputs.find(({ parameter }) => parameter === name)?.role;
  if (!isIdentifier(name) && !(role === 'filter' && isChoice(value))) return;
  if (role === 'key' && namesEach(name, list)) return;
  for (const item of list) {
    const found = fieldNamed(item, name);
    if (isScalar(found))
      check(
        looked,
        5,
        call,
        agree(value, found),
        () => `${name} ${text(value)} was asked for, and a result has ${text(found)}`,
      );
  }
}

/** Results are things of the kind that was asked with, each another: papers that cite a paper are other papers. */
function namesEach(name: string, list: readonly JsonObject[]): boolean {
  return new Set(list.map((item) => String(fieldNamed(item, name)))).size === list.length;
}

/** One word or a yes or no: what is searched for in longer texts may be written otherwise. */
function isChoice(value: string | number | boolean): boolean {
  return typeof value === 'boolean' || (typeof value === 'string' && /^[\p{L}_-]+$/u.test(value));
}
