import { participle, splitWords } from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { isDate, isMoment } from '../values.ts';
import { type CallReport, changes } from './call-report.ts';
import { saysWhose } from './nouns.ts';

/**
 * Whether a field is told behind a deed: each plain one of a short answer that its author documents; of a whole record and
 * of an answer that is only guessed how things stand, days and what it costs. Never whose the thing is, which was known
 * before, nor the deed once more, nor when something else was done to it.
 */
export function isOwed(report: CallReport, key: string, value: Json): boolean {
  const { call, deed } = report;
  if (isObject(value) || Array.isArray(value) || saysWhose(key) || says(value, participle(deed.verb))) return false;
  const words = splitWords(key);
  const day = isDate(value) || isMoment(value);
  if (PAST.test(words.join(' ')) || (day && Object.values(call.arguments).includes(value))) return false;
  const last = words.at(-1) ?? '';
  const { reading } = call.tool;
  if (reading === undefined || reading.response.from === 'documented' || reading.response.from === 'stated')
    return !isWholeRecord(report) || TOLD_OF_A_RECORD.test(last) || day;
  // That something is active or has been rotated once is a guess that tells nobody anything.
  if (/^(?:status|state|stage)$/.test(last))
    return /^(?:pending|confirmed|queued|scheduled|waiting|processing|in.progress|on.hold|declined|rejected|failed)$/.test(
      String(value),
    );
  return /^(?:fee|total|refund|charge)$/.test(last) || day;
}

/** The answer gives the thing back as it is, with all that was known of it before. */
function isWholeRecord({ call: { output, arguments: given } }: CallReport): boolean {
  if (!isObject(output)) return false;
  const plain = Object.entries(output).filter(([key, value]) => !isObject(value) && !Object.hasOwn(given, key));
  return plain.length > 3;
}

/** What a deed may have moved. */
const TOLD_OF_A_RECORD =
  /^(?:status|state|stage|fee|refund|charge|balance|remaining|left|position|message|available|stock|level|points|progress|until|by)$/;

/** `created_at`, `commissioned_on`: when something else was done. */
const PAST =
  /^(?!(?:expected|scheduled|planned|estimated|required|needed)\b)(?:last )?(?:\p{Ll}{2,}ed|made|built|taken|sent|seen|bought|sold|born|drawn|written) (?:at|on|date|time)$/u;

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
