import { isAlsoNoun, isPlural, isVerb, spoken } from '../../english/index.ts';
import { ENGLISH, type PhraseBook } from '../phrases/book.ts';
import type { TeacherFunction } from '../types.ts';
import { Choices } from './choose.ts';
import { frame } from './frame.ts';
import { type ParameterWords, parameterWords } from './parameter.ts';
import { isQuality } from './quality.ts';
import { toSpeaker } from './speaker.ts';
import { deedOf } from './wish/deed.ts';
import { thingOf } from './wish/noun.ts';
import { inCapitals } from './wish/phrase/capitals.ts';
import { PEOPLE, reachedBy } from './wish/phrase/people.ts';
import { wishOf } from './wish/wish.ts';

/** The agent asks for a value: "Which day of departure should I use?" (method §6, miss_params). */
export function askForValue(
  wanted: TeacherFunction,
  parameter: string,
  seed: string,
  book: PhraseBook = ENGLISH,
): string {
  const words = parameterWords(wanted.signature, parameter);
  if (words.schema.type === 'boolean')
    return frame(new Choices(seed).pick('ask-switch', book.askSwitch), { q: switchQuestion(words) });
  const thing = thingOf(wanted, words);
  if (thing === undefined && QUERY.test(words.words.join(' ')) && book === ENGLISH)
    return frame(new Choices(seed).pick('ask-switch', book.askSwitch), { q: 'what should I look for' });
  const prose = /^(?:message|content|text|body|comment|note|description|question|summary|reason|caption)$/.test(
    words.words.at(-1) ?? '',
  );
  const { object } = deedOf(wanted);
  // "What should the comment say?": its body is what it says.
  const written =
    thing === undefined && /^(?:body|text|content)$/.test(words.noun) && object !== '' && !isPlural(object);
  const noun = written ? object : (thing ?? (words.noun === 'value' ? 'item' : words.noun));
  if (/^(?:what|who|why|how|where|when)$/.test(words.words[0] ?? '') && words.words.length > 1)
    return frame(new Choices(seed).pick('ask-clause', book.askClause), { q: words.words.join(' ') });
  const person = personIn(words.words);
  if (person !== undefined && thing === undefined && words.schema.type !== 'array')
    return frame(new Choices(seed).pick('ask-who', book.askWho), { noun: person });
  const when = thing === undefined && book === ENGLISH ? whenQuestion(words) : undefined;
  if (when !== undefined) return frame(new Choices(seed).pick('ask-switch', book.askSwitch), { q: when });
  if (thing === undefined && isPlural(noun))
    return frame(new Choices(seed).pick('ask-value', words.schema.type === 'array' ? book.askSeveral : book.askCount), {
      noun,
    });
  const frames = thing !== undefined ? book.askWhich : prose ? book.askValueText : book.askValue;
  const own = book === ENGLISH ? (reachedBy(words.words) ?? inCapitals(noun)) : noun;
  return frame(new Choices(seed).pick('ask-value', frames), { noun: own });
}

/** The person that a value names: reviewer, the host of `host_name`; undefined where it names none. */
function personIn(words: readonly string[]): string | undefined {
  const own = words.at(-1) === 'name' && words.length > 1 ? words.slice(0, -1) : words;
  const last = own.at(-1) ?? '';
  const person = ROLES.test(last) || (own !== words && PEOPLE.test(last));
  return person && own.length <= 2 && !/^(?:first|last|given|family|full|user|nick)$/.test(own[0] ?? '')
    ? spoken(own)
    : undefined;
}

const QUERY =
  /^(?:(?:search |full text )?(?:q|query|quer(?:y|ies)|keywords?|search|search terms?|terms?|search text|text to search)|search_?string)$/;

const ROLES =
  /^(?:assignee|owner|author|creator|recipient|reviewer|organi[sz]er|requester|reporter|approver|sender|host|driver|manager|interviewer|speaker|instructor|technician|inspector|operator|editor)$/;

/** "when should it start": a day or a time that its name says nothing more of is asked for as people ask. */
function whenQuestion({ words, schema }: ParameterWords): string | undefined {
  const told = `${schema.format ?? ''} ${String(schema.description ?? '')}`;
  if (schema.type !== 'string' || !/\bdate(?:-time)?\b|\btime\b|YYYY|HH:/.test(told)) return undefined;
  const all = words
    .join(' ')
    .replace(/^starts? (?:at|on)$/, 'start')
    .replace(/^ends? (?:at|on)$/, 'end');
  return WHEN_QUESTIONS.find(([name]) => name.test(all))?.[1];
}

const WHEN_QUESTIONS: readonly (readonly [RegExp, string])[] = [
  [/^(?:start|begin|starting|beginning|start time|start date)$/, 'when should it start'],
  [/^(?:end|finish|ending|end time|end date)$/, 'when should it end'],
  [/^(?:from|since)$/, 'from when on'],
  [/^(?:until|till|to)$/, 'until when'],
  [/^(?:due|deadline|due date|due at|due on|required by|needed by)$/, 'by when do you need it'],
  [/^(?:date|day|on)$/, 'for which day'],
  [/^(?:time|at)$/, 'at what time'],
  [/^(?:when|datetime|date time)$/, 'for when'],
];

/** "should it be explicit", "should I notify the subscribers", "do you want it with speaker labels". */
function switchQuestion({ words, noun }: ParameterWords): string {
  const plain = words.filter((word) => !/^(?:is|has|with|include|enable|enabled|allow|use|should|do|flag)$/.test(word));
  const [first = ''] = plain;
  const rest = plain.slice(1).join(' ');
  if (plain.length === 1 && isQuality(first)) return `should it be ${first}`;
  if (isVerb(first) && (rest !== '' || !isAlsoNoun(first)))
    return `should I ${first} ${rest === '' ? 'it' : `the ${rest}`}`;
  return `do you want it with ${plain.join(' ') || noun}`;
}

/** The agent asks whether a value that nothing was found for is right: "Could you check the booking reference?" */
export function askToCheck(
  wanted: TeacherFunction,
  parameter: string,
  seed: string,
  book: PhraseBook = ENGLISH,
): string {
  const words = parameterWords(wanted.signature, parameter);
  const noun = thingOf(wanted, words) ?? (words.noun === 'value' ? 'spelling' : words.noun);
  return frame(new Choices(seed).pick('ask-check', book.askCheck), { noun });
}

/** The agent says what it cannot do, and names no tool (method §6, miss_func). */
export function sayMissing(wanted: TeacherFunction, seed: string, book: PhraseBook = ENGLISH): string {
  const choices = new Choices(seed);
  const deed = deedOf(wanted);
  const wish = wishOf({ tool: wanted, arguments: [], role: 'asked' }, { past: [], calls: [], turn: 0 }, choices);
  const things = deed.kind === 'list' ? wish.noun?.replace(/^(?:all (?:the )?|the )/, '') : undefined;
  const clause =
    things !== undefined
      ? // "find songs", and not "check all the songs": no list of them was asked for.
        `${choices.pick('finds', ['find', 'look up', 'search for'])} ${things}`
      : deed.kind === 'look' || deed.kind === 'list'
        ? (wish.own ?? wish.clause)
        : wish.clause;
  return frame(choices.pick('cannot', book.cannot), { clause: toSpeaker(clause) });
}
