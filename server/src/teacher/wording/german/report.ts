import { capitalize, isPlural, participle, plural, singular, splitWords, spoken } from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import { GERMAN } from '../../phrases/german.ts';
import { WRAPPERS } from '../../phrases/slots.ts';
import { reportBy } from '../../phrasings/say.ts';
import type { Phrasings } from '../../phrasings/types.ts';
import type { PastCall, PlannedArgument } from '../../types.ts';
import { Choices } from '../choose.ts';
import { tidy } from '../frame.ts';
import { parameterWords, valueKind } from '../parameter.ts';
import { isWorthTelling, unwrapped } from '../report/entries.ts';
import { errorText } from '../report/failure.ts';
import { withWholeName } from '../report/fields/field.ts';
import { isMeasured, unitBehind } from '../report/fields/units.ts';
import { withoutBy } from '../report/list.ts';
import { TOLD_OF_AN_END, UNDOES } from '../report/undone.ts';
import { isDate, isMoment, sayValue } from '../values.ts';
import { deedOf } from '../wish/deed.ts';
import { isSelfEvident, subject } from '../wish/noun.ts';
import { asName, counted, listed, nounOf, plainWords } from './grammar.ts';
import { quoted, sayGerman } from './say.ts';
import { meantByGermanCode, withGermanUnit } from './values.ts';
import { deedFor } from './verbs.ts';
import { deedText, germanWish } from './wish.ts';

/** The text that closes a turn, in German: what the outputs say (method §6). */
export function summarizeInGerman(done: readonly PastCall[], seed: string, phrasings: Phrasings = new Map()): string {
  const parts = done
    .filter(
      (call, at) => call.ok || !done.slice(at + 1).some((later) => later.ok && later.tool.name === call.tool.name),
    )
    .map((call, index) => {
      const choices = new Choices(`${seed}/${index}`);
      const changes = isChange(call);
      const phrasing = changes ? phrasings.get(call.tool.signature.name) : undefined;
      return reportBy(phrasing, call, choices) ?? reportOf(call, choices, index === 0);
    });
  const told = [...new Set(parts)];
  return tidy(told.join(told.some((part) => part.includes('\n')) ? '\n' : ' '));
}

/** Says that a call did what it was to do, whether or not it has. */
export function doneInGerman(call: PastCall, choices: Choices): string {
  return isChange(call) ? deedDone(call, choices) : choices.pick('done', GERMAN.done);
}

function isChange({ tool }: PastCall): boolean {
  const { kind } = deedOf(tool);
  return kind === 'do' || kind === 'make';
}

const MAX_ITEMS = 5;
const MAX_LINES = 40;
const MAX_FIELDS = 5;

function reportOf(call: PastCall, choices: Choices, first: boolean): string {
  if (!call.ok) {
    const message = errorText(call.output).replace(/[.!?]$/, '');
    return choices.pick('failed', GERMAN.failed).replace('{message}', () => `„${message}“.`);
  }
  const output = unwrapped(call.output);
  if (output === null || output === true || output === '') return doneInGerman(call, choices);
  if (output === false) return 'Die Antwort ist nein.';
  // What was done to several things is told by the deed.
  if (Array.isArray(output))
    return isChange(call) ? deedDone(call, choices) : listText(output, listNoun(call), choices);
  if (!isObject(output)) return scalarText(output, call, choices);
  return objectText(output, call, choices, first);
}

function scalarText(value: string | number, call: PastCall, choices: Choices): string {
  if (typeof value === 'number')
    return `${choices.pick('result', ['Das Ergebnis ist', 'Das ergibt', 'Heraus kommt'])} ${sayGerman(value)}.`;
  if (value.includes('\n'))
    return `${choices.pick('text', GERMAN.text)}\n${value.split('\n').slice(0, MAX_LINES).join('\n').trim()}`;
  if (isChange(call) && /^(?:\p{Ll}+ed|ok|success|done)$/iu.test(value)) return deedDone(call, choices);
  return `${choices.pick('text', GERMAN.text)} ${isDate(value) || isMoment(value) ? sayGerman(value) : quoted(value.trim().replace(/\.$/, ''))}.`;
}

function listText(items: readonly Json[], english: string, choices: Choices): string {
  const noun = nounOf(singular(english));
  if (items.length === 0) return choices.pick('none', GERMAN.foundNone).replace('{n}', () => noun.many);
  const lead = choices.pick('found', GERMAN.found).replace('{n}', () => counted(items.length, noun));
  const shown = items.slice(0, MAX_ITEMS).map((item) => itemText(item));
  const rest = items.length - shown.length;
  if (items.length >= 3 && shown.some((text) => text.includes(' (')))
    return `${lead}:\n${[...shown.map((text) => `- ${text}`), ...(rest > 0 ? [`und ${rest} mehr`] : [])].join('\n')}`;
  const all = rest > 0 ? [...shown, `${rest} mehr`] : shown;
  return `${lead}: ${shown.some((text) => text.includes(' (')) ? all.join('; ') : listed(all)}.`;
}

function itemText(item: Json): string {
  if (!isObject(item)) return typeof item === 'string' ? quoted(item) : sayGerman(item);
  const entries = withWholeName(
    Object.entries(item).filter(([key, value]) => typeof value !== 'object' && isWorthTelling(key, value as Json)) as [
      string,
      Json,
    ][],
  );
  const head = entries.find(([key]) => /^(?:name|title)$/.test(key)) ?? entries[0];
  if (head === undefined) return `„${JSON.stringify(item).replace(/["{}[\]]/g, '')}“`;
  const details = entries
    .filter((entry) => entry !== head && !isUnit(entry[0], entries))
    .slice(0, 4)
    .map(([key, value]) => field(key, value, entries));
  const main = sayGerman(head[1]);
  return details.length === 0 ? main : `${main} (${details.join(', ')})`;
}

/** "Preis 412,50 EUR", "Status „open“", "Abreise am 4. Mai 2026". */
function field(key: string, value: Json, siblings: readonly (readonly [string, Json])[]): string {
  const words = splitWords(key);
  const last = words.at(-1) ?? '';
  const told = state(words, value);
  if (told !== undefined) return told;
  // `birth_year` is a year, `delay_minutes` are minutes.
  const unit = typeof value === 'number' && words.length > 1 ? unitBehind(words) : undefined;
  const english = spoken(unit === undefined ? words : words.slice(0, -1));
  const noun = nounOf(plainWords(english) === '' ? english : plainWords(english)).one;
  if (typeof value === 'boolean') return `${noun}: ${value ? 'ja' : 'nein'}`;
  if (typeof value === 'number') {
    const currency = siblings.find(([name]) => /^currency(?:_?code)?$/i.test(name))?.[1];
    const money = /^(?:price|amount|total|fee|cost|refund|fare|balance|sum|charge)$/.test(last);
    const plain = sayGerman(value);
    if (unit !== undefined) return `${noun} ${withGermanUnit(plain, value, unit.said)}`;
    if (isPlural(english)) return `${plain} ${value === 1 ? noun : nounOf(singular(english)).many}`;
    const beside = isMeasured(words) ? siblings.find(([name]) => /^units?$/i.test(name))?.[1] : undefined;
    if (typeof beside === 'string') return `${noun} ${plain} ${beside}`;
    return `${noun} ${plain}${money && typeof currency === 'string' ? ` ${currency}` : ''}`;
  }
  if (Array.isArray(value)) {
    const many = nounOf(singular(english)).many;
    const plain = value.every((item) => typeof item !== 'object') && value.length > 0 && value.length <= 4;
    return plain
      ? `${many} ${listed(value.map((item) => itemText(item)))}`
      : `${value.length} ${value.length === 1 ? nounOf(singular(english)).one : many}`;
  }
  if (isObject(value)) {
    const inner = Object.entries(value).filter(([, item]) => item !== null && typeof item !== 'object') as [
      string,
      Json,
    ][];
    return inner.length === 0
      ? noun
      : `${noun} (${inner
          .slice(0, 4)
          .map(([name, item]) => field(name, item, inner))
          .join(', ')})`;
  }
  if (isDate(value) || isMoment(value))
    return `${noun}${/(?:datum|uhrzeit)$/i.test(noun) ? '' : ' am'} ${sayGerman(value)}${isMoment(value) ? ' Uhr' : ''}`;
  const code =
    typeof value === 'string' && /^(?:language|lang|locale|country|nationality)$/.test(last)
      ? meantByGermanCode(value)
      : undefined;
  if (code !== undefined) return `${noun} ${code}`;
  return `${noun} ${typeof value === 'string' ? quoted(sayValue(value, { label: true }).replace(/[.!]$/, '')) : sayGerman(value)}`;
}

/** "verschoben am 3. Mai 2026", "33 Jars übrig", "erstattet: 9": fields whose name is a predicate. */
function state(words: readonly string[], value: Json): string | undefined {
  const last = words.at(-1) ?? '';
  const start = words.slice(0, -1).join(' ');
  if (words.length > 1 && /^(?:at|on|until|by)$/.test(last)) {
    const word = STATES[start] ?? participleOf(start);
    if (word === undefined)
      return /^(?:at|on)$/.test(last) && (isDate(value) || isMoment(value))
        ? `${asName(start)} am ${sayGerman(value)}${isMoment(value) ? ' Uhr' : ''}`
        : undefined;
    if (isDate(value) || isMoment(value))
      return `${word} ${last === 'until' ? 'bis' : 'am'} ${sayGerman(value)}${isMoment(value) ? ' Uhr' : ''}`;
    return last === 'by' && typeof value === 'string' ? `${word} von ${quoted(value)}` : undefined;
  }
  if (typeof value === 'number' && words.length > 1 && isPlural(start)) {
    const { one, many } = nounOf(singular(start));
    if (/^(?:left|remaining)$/.test(last)) return `${sayGerman(value)} ${value === 1 ? one : many} übrig`;
    if (/^(?:needed|required)$/.test(last)) return `${sayGerman(value)} ${value === 1 ? one : many} nötig`;
    if (/^(?:free|available)$/.test(last)) return `${sayGerman(value)} ${value === 1 ? one : many} frei`;
  }
  if (words.length === 2 && last === 'to' && (typeof value === 'string' || scalars(value))) {
    const word = STATES[start] ?? participleOf(start);
    const to = Array.isArray(value) ? value : [value];
    return word === undefined ? undefined : `${word} an ${listed(to.map((item) => sayGerman(item)))}`;
  }
  const done = words.length === 1 ? participleOf(last) : undefined;
  if (done === undefined) return undefined;
  if (typeof value === 'boolean') return value ? done : `nicht ${done}`;
  return typeof value === 'number' ? `${done}: ${sayGerman(value)}` : undefined;
}

function scalars(value: Json): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object');
}

const STATES: Readonly<Record<string, string>> = {
  ends: 'endet',
  starts: 'beginnt',
  begins: 'beginnt',
  expires: 'gültig',
  valid: 'gültig',
  due: 'fällig',
  ready: 'fertig',
  available: 'verfügbar',
  sent: 'gesendet',
  paid: 'bezahlt',
  open: 'offen',
};

/** "verschoben" for moved: by the verb that it is of. */
function participleOf(word: string): string | undefined {
  if (!/ed$/.test(word)) return undefined;
  return [word.slice(0, -1), word.slice(0, -2), word.slice(0, -3), word.replace(/ied$/, 'y')]
    .map((verb) => deedFor(verb)?.participle)
    .find((found) => found !== undefined);
}

const PAGING =
  /^(?:total|count|page|pages|size|limit|offset|has|more|next|cursor|per|of|number|results?|items?|matches)$/;
const NOISE = new Set(['success', 'ok', 'is_error', 'iserror']);

function objectText(output: Readonly<Record<string, Json>>, call: PastCall, choices: Choices, first: boolean): string {
  // A list stays where it is empty: that there is nothing is an answer.
  const entries = withWholeName(
    Object.entries(output).filter(([key, value]) => Array.isArray(value) || isWorthTelling(key, value as Json)) as [
      string,
      Json,
    ][],
  ) as [string, Json][];
  const lists = entries.filter((entry): entry is [string, Json[]] => Array.isArray(entry[1]));
  const [list] = lists;
  const { verb } = deedOf(call.tool);
  const counts = entries.every(
    ([key, value]) => Array.isArray(value) || splitWords(key).every((word) => PAGING.test(word)),
  );
  if (!isChange(call) && list !== undefined && lists.length === 1 && counts)
    return listText(list[1], nounOfKey(list[0], call), choices);
  if (
    entries.some(
      ([key, value]) =>
        value === false &&
        (NOISE.has(key.toLowerCase()) || isChange(call)) &&
        (NOISE.has(key.toLowerCase()) || splitWords(key)[0]?.startsWith(verb) === true),
    )
  )
    return choices.pick('unsuccessful', GERMAN.notSuccessful);
  const given = Object.values(call.arguments).flat();
  const echo = (key: string, value: Json) =>
    (Object.hasOwn(call.arguments, key) && JSON.stringify(call.arguments[key]) === JSON.stringify(value)) ||
    (typeof value !== 'object' && splitWords(key).length > 1 && given.includes(value as never));
  const subjectEntry = entries.find(
    ([key, value]) => isIdentifier(key) && typeof value !== 'object' && typeof value !== 'boolean',
  );
  const fresh = entries.filter(
    (entry) =>
      entry !== subjectEntry &&
      !echo(entry[0], entry[1]) &&
      !NOISE.has(entry[0].toLowerCase()) &&
      !isEmpty(entry[1]) &&
      !/^currency/.test(entry[0]) &&
      !isUnit(entry[0], entries) &&
      entry[1] !== subjectEntry?.[1] &&
      // Of what is gone only what its end costs or brings is told; of what was done, not when: now.
      !(isChange(call) && isOver(entry[0], verb)),
  );
  const { participle: ofDeed } = deedText(call.tool, verb);
  const records = !isChange(call)
    ? fresh.filter(([, value]) => Array.isArray(value) && value.some((item) => isObject(item)))
    : [];
  const plain = fresh.filter((entry) => !records.includes(entry)).slice(0, MAX_FIELDS);
  const known = subjectEntry !== undefined && echo(subjectEntry[0], subjectEntry[1]);
  const done = isChange(call) && (subjectEntry === undefined || known) ? deedDone(call, choices) : '';
  const who =
    subjectEntry === undefined
      ? ''
      : `${nounOf(plainWords(spoken(splitWords(subjectEntry[0]))) === 'id' ? (subject(call.tool) ?? 'record') : plainWords(spoken(splitWords(subjectEntry[0])))).one} ${sayGerman(subjectEntry[1])}`;
  // What was done is said already.
  const fields = plain.map(([key, value]) => field(key, value, entries)).filter((text) => text !== ofDeed);
  const lead =
    first && done === '' ? choices.pick('lead', isChange(call) ? ['', '', ...GERMAN.done] : GERMAN.lead) : '';
  const sentence =
    fields.length === 0
      ? done === '' && who !== ''
        ? `${capitalize(who)}.`
        : ''
      : `${capitalize(who === '' || done !== '' ? (isChange(call) ? choices.pick('now', ['jetzt gilt', 'der Stand']) : 'das Ergebnis') : who)}: ${fields.join(', ')}.`;
  const inner = records
    .map(([key, value]) => listText(value as readonly Json[], nounOfKey(key, call), choices))
    .join(' ');
  const text = [lead, done, sentence, inner].filter((part) => part !== '').join(' ');
  return text === '' ? choices.pick('done', GERMAN.done) : text;
}

/** A unit beside a value: it is said with that. */
function isUnit(key: string, siblings: readonly (readonly [string, Json])[]): boolean {
  return (
    /^units?$/i.test(key) &&
    siblings.some(([other, value]) => typeof value === 'number' && isMeasured(splitWords(other)))
  );
}

/** Fields that say nothing behind the deed: all of a thing that is gone but money and days, and when it was done. */
function isOver(key: string, verb: string): boolean {
  const words = splitWords(key);
  const last = words.at(-1) ?? '';
  if (words.length === 2 && /^(?:at|on)$/.test(last) && words[0] === participle(verb)) return true;
  return UNDOES.test(verb) && !TOLD_OF_AN_END.test(last);
}

function isIdentifier(key: string): boolean {
  const words = splitWords(key);
  return key === 'id' || (words.length > 1 && /^(?:id|uuid|guid|key|number|no|code|ref)$/.test(words.at(-1) ?? ''));
}

function isEmpty(value: Json): boolean {
  return (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0);
}

function listNoun({ tool }: PastCall): string {
  const { object } = deedOf(tool);
  return object === '' ? (subject(tool) ?? 'result') : object;
}

function nounOfKey(key: string, call: PastCall): string {
  const words = splitWords(key);
  return WRAPPERS.has(key.toLowerCase()) ||
    /^(?:list|results?|items|data|values|records|entries|hits|matches)$/.test(words.at(-1) ?? '')
    ? listNoun(call)
    : plural(singular(spoken(withoutBy(words))));
}

/** Longer clauses are no short report any more. */
const MAX_CLAUSE = 160;

/** "Ich habe Buchung 7 storniert." */
function deedDone(call: PastCall, choices: Choices): string {
  const planned = Object.entries(call.arguments).flatMap(([parameter, value]): PlannedArgument[] => {
    const kind = valueKind(parameterWords(call.tool.signature, parameter), value);
    const plain = kind !== 'prose' && kind !== 'object' && kind !== 'boolean' && !JSON.stringify(value).includes('{');
    return plain ? [{ parameter, value, origin: { from: 'user' } }] : [];
  });
  const { object, inf } = germanWish(
    { tool: call.tool, arguments: planned, role: 'asked' },
    { past: [], calls: [], turn: 0 },
    choices,
  );
  const { participle } = deedText(call.tool, deedOf(call.tool).verb);
  const own = inf.endsWith(` ${deedText(call.tool, deedOf(call.tool).verb).infinitive}`);
  if (!own || object.length > MAX_CLAUSE || object.includes('\n') || isSelfEvident(object))
    return choices.pick('done', GERMAN.done);
  return choices.pick('did', GERMAN.did).replace('{p}', () => `${object} ${participle}`);
}
