import { participle, splitWords } from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { isDate, isMoment } from '../values.ts';
import { type CallReport, changes } from './call-report.ts';
import { saysWhose } from './nouns.ts';

/**
 * Whether a field is told behind a deed: each plain one that its author documents; of an answer that is only guessed how
 * things stand, days and what it costs. Never whose the thing is, which was known before, nor the deed once more.
 */
export function isOwed({ call, deed }: CallReport, key: string, value: Json): boolean {
  if (isObject(value) || Array.isArray(value) || saysWhose(key) || says(value, participle(deed.verb))) return false;
  const { reading } = call.tool;
  if (reading === undefined || reading.response.from === 'documented' || reading.response.from === 'stated')
    return true;
  const last = splitWords(key).at(-1) ?? '';
  // That something is active or has been rotated once is a guess that tells nobody anything.
  if (/^(?:status|state|stage)$/.test(last))
    return /^(?:pending|confirmed|queued|scheduled|waiting|processing|in.progress|on.hold|declined|rejected|failed)$/.test(
      String(value),
    );
  return /^(?:fee|total|refund|charge)$/.test(last) || isDate(value) || isMoment(value);
}

/** A field that only says once more that it was done: `success`, "discarded: true", `recordedAt` of what was recorded. */
export function confirms(report: CallReport, key: string, value: Json): boolean {
  if (NOISE.has(key.toLowerCase())) return true;
  if (value === true && (namesDeed(report, key) || (changes(report) && CONFIRMS.test(key)))) return true;
  const after = participle(report.deed.verb);
  return changes(report) && [`${after} at`, `${after} on`].includes(splitWords(key).join(' '));
}

/** `discarded` and `is_discarded` name what a call that discards has done. */
export function namesDeed({ deed }: CallReport, key: string): boolean {
  return (
    splitWords(key)
      .join(' ')
      .replace(/^(?:is|was) /, '') === participle(deed.verb)
  );
}

export const NOISE = new Set(['success', 'ok', 'is_error', 'iserror']);

/** Yes to these says once more that it was done. */
const CONFIRMS =
  /^(?:is_|was_)?(?:removed|deleted|updated|added|saved|sent|created|changed|cancelled|canceled|closed|cleared|applied|accepted|acknowledged|done|completed|processed)$/i;

/** `checked_out` says once more that somebody checked out. */
function says(value: Json, after: string): boolean {
  return typeof value === 'string' && splitWords(value).join(' ') === after;
}
