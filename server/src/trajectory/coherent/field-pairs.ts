import { isRecord, type Json, type JsonObject } from '../../json/index.ts';
import type { SeenCall } from './calls.ts';
import { check, type LawCheck, type Looked, text } from './law.ts';
import { fieldNamed } from './values.ts';

const PAIRS: readonly (readonly [earlier: RegExp, later: RegExp])[] = [
  [/^depart(?:ure|s)?/i, /^arriv(?:al|es)?/i],
  [/^start/i, /^end/i],
  [/^check_?in/i, /^check_?out/i],
  [/^created/i, /^updated/i],
];
/** Times without a zone are local to their places, which lie up to a day apart. */
const A_DAY = 26 * 3_600_000;

/** 9: what belongs together agrees: an end is not before its beginning, a total is price times quantity. */
export const fieldsAgree: LawCheck = (calls, at, looked) => {
  const call = calls[at] as SeenCall;
  if (!call.ok) return;
  const visit = (value: Json, depth: number): void => {
    if (depth > 8) return;
    if (Array.isArray(value)) for (const item of value) visit(item, depth + 1);
    else if (isRecord(value)) {
      checkPairs(call, value as JsonObject, looked);
      checkTotal(call, value as JsonObject, looked);
      for (const item of Object.values(value)) visit(item as Json, depth + 1);
    }
  };
  visit(call.output, 0);
};

function checkPairs(call: SeenCall, fields: JsonObject, looked: Looked): void {
  for (const [earlier, later] of PAIRS) {
    for (const [name, begins] of Object.entries(fields)) {
      if (!earlier.test(name)) continue;
      const rest = name.replace(earlier, '');
      const other = Object.keys(fields).find((key) => later.test(key) && key.replace(later, '') === rest);
      const ends = other === undefined ? undefined : fields[other];
      const [from, to] = [instant(begins), instant(ends)];
      if (from === undefined || to === undefined) continue;
      const slack = earlier.source.startsWith('^depart') && !/Z$|[+-]\d\d:?\d\d$/.test(String(begins)) ? A_DAY : 0;
      check(
        looked,
        9,
        call,
        to >= from - slack,
        () => `${other} ${text(ends ?? null)} is before ${name} ${text(begins)}`,
      );
    }
  }
}

function instant(value: Json | undefined): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
  const read = Date.parse(value);
  return Number.isNaN(read) ? undefined : read;
}

function checkTotal(call: SeenCall, fields: JsonObject, looked: Looked): void {
  const number = (...names: string[]) =>
    names.map((name) => fieldNamed(fields, name)).find((item) => typeof item === 'number');
  const [price, quantity, total] = [
    number('unit_price', 'price_per_unit'),
    number('quantity'),
    number('total', 'total_price', 'subtotal', 'line_total'),
  ];
  if (price === undefined || quantity === undefined || total === undefined) return;
  const wanted = (price as number) * (quantity as number);
  check(
    looked,
    9,
    call,
    Math.abs((total as number) - wanted) <= 0.011 + 1e-6 * wanted,
    () => `${quantity} at ${price} is not ${total}`,
  );
}
