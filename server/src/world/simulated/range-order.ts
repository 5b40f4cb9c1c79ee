import { rangesAmong } from '../../english/index.ts';
import type { Json, JsonObject } from '../../json/index.ts';
import { type FunctionSignature, validateValue } from '../../signature/index.ts';

const DAY = 86_400_000;

/** Arguments with the ends of each range in order: nobody leaves before they arrive. What is `known` stays as it is. */
export function inRangeOrder(signature: FunctionSignature, values: JsonObject, known: JsonObject): JsonObject {
  const { parameters } = signature;
  const about = `${signature.name} ${(signature.description ?? '').slice(0, 200)}`;
  const ordered: Record<string, Json> = { ...values };
  for (const { start, end } of rangesAmong(Object.keys(values), about)) {
    const oneDay = sameDay(start, ordered[start], ordered[end]);
    if (oneDay !== undefined && !Object.hasOwn(known, end)) ordered[end] = oneDay;
    const mended = mend(
      ordered[start] as Json,
      ordered[end] as Json,
      Object.hasOwn(known, start),
      Object.hasOwn(known, end),
    );
    if (mended === undefined) continue;
    const fits = (name: string, value: Json) =>
      validateValue({ ...parameters, required: [name] }, { [name]: value }).length === 0;
    if (!fits(start, mended[0]) || !fits(end, mended[1])) continue;
    [ordered[start], ordered[end]] = mended;
  }
  return ordered;
}

/** The two ends in order; undefined where they are so already, cannot be compared, or are both known. */
function mend(start: Json, end: Json, startKnown: boolean, endKnown: boolean): [Json, Json] | undefined {
  if (typeof start === 'number' && typeof end === 'number') {
    if (start <= end || (startKnown && endKnown)) return undefined;
    if (!startKnown && !endKnown) return [end, start];
    return startKnown ? [start, start] : [end, end];
  }
  if (typeof start !== 'string' || typeof end !== 'string') return undefined;
  if (!isMoment(start) || !isMoment(end) || (startKnown && endKnown)) return undefined;
  if (start.slice(0, 10) < end.slice(0, 10) || (start.length > 10 && start < end)) return undefined;
  if (start > end && !startKnown && !endKnown) return [end, start];
  if (start.length === 10 && end.length === 10) return endKnown ? [shifted(end, -2), end] : [start, shifted(start, 2)];
  if (start.length > 10 && end.length > 10) return endKnown ? [later(end, -2), end] : [start, later(start, 2)];
  return undefined;
}

/** What begins and ends by the hour mostly ends on its day. */
function sameDay(name: string, start: Json | undefined, end: Json | undefined): string | undefined {
  if (typeof start !== 'string' || typeof end !== 'string' || !/^(?:start|begin|from)/i.test(name)) return undefined;
  if (!/^\d{4}-\d\d-\d\dT/.test(start) || !/^\d{4}-\d\d-\d\dT/.test(end) || start.length !== end.length)
    return undefined;
  return `${start.slice(0, 10)}${end.slice(10)}`;
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:$|T\d\d:\d\d)/.test(text) && !Number.isNaN(Date.parse(text));
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Some hours later, in the form that it is written in. */
function later(moment: string, hours: number): string {
  const zone = /Z$|[+-]\d\d:?\d\d$/.test(moment) ? '' : 'Z';
  const time = new Date(Date.parse(`${moment}${zone}`) + hours * 3_600_000).toISOString();
  return moment.endsWith('Z') && !moment.includes('.') ? `${time.slice(0, 19)}Z` : time.slice(0, moment.length);
}
