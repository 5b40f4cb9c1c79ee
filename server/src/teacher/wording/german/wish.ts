import { isPlural, singular, verbClassOf } from '../../../english/index.ts';
import { slotNames } from '../../phrasings/check.ts';
import { filled } from '../../phrasings/say.ts';
import type { PlannedCall, TeacherFunction } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { deedOf, type Deed as Reading } from '../wish/deed.ts';
import { subject } from '../wish/noun.ts';
import { asName, listed, nounOf, numbered, withDeterminer } from './grammar.ts';
import type { Noun } from './nouns.ts';
import { refer } from './reference.ts';
import { said } from './say.ts';
import type { GermanSlot } from './slot.ts';
import { type GermanPhrase, germanPhrase, germanSlots, thingText } from './slots.ts';
import { deedFor, isGerman, wishFromDescription } from './verbs.ts';

/** What a person wants of one call, in German. */
export interface GermanWish {
  /** Ends in its infinitive: "Buchung 7 stornieren". */
  readonly inf: string;
  /** The same as something that the speaker does: "Buchung 7 ansehen". */
  readonly own?: string;
  /** What is to be shown, in the accusative: "alle Buchungen für Kunde 7". */
  readonly acc?: string;
  /** The same without the verb: "Buchung 7", for a report. */
  readonly object: string;
  readonly sentences: readonly string[];
  readonly changes: boolean;
}

/** Words a call as a wish in German. */
export function germanWish(call: PlannedCall, known: Known, choices: Choices, leaveOut?: string): GermanWish {
  const reading = deedOf(call.tool);
  const changes = reading.kind === 'do' || reading.kind === 'make';
  const slots = germanSlots(call, leaveOut);
  const phrased = phrasedWish(call, slots, known, choices);
  if (phrased !== undefined) return { ...phrased, changes };
  const host = hostOf(call, slots, reading);
  // "Diesel als Treibstoff": the sort is what the deed is about.
  const sort = slots.find(
    ({ kind, thing, words, referred }) =>
      kind === 'label' && thing === undefined && !referred && changes && words.noun === singular(reading.object),
  );
  const rest = slots.filter((slot) => slot !== host && slot !== sort);
  const phrases = rest.map((slot) => germanPhrase(slot, call, known, choices));
  const tail = tailOf(phrases);
  const sentences = phrases.filter(({ sentence }) => sentence).map(({ text }) => text);
  const told = host === undefined ? describedWish(call.tool) : undefined;
  if (told !== undefined) {
    const [verb = '', ...before] = told.split(' ').reverse();
    const object = `${before.reverse().join(' ')} ${tail}`.trim();
    return { inf: `${object} ${verb}`, object, sentences, changes };
  }
  const sorted =
    sort === undefined
      ? undefined
      : `${said(sort.argument.value, sort.words, 'label')} als ${nounOf(reading.object).one}`;
  const head = host === undefined ? (sorted ?? unnamed(call.tool, reading, choices)) : thingText(host, known, choices);
  const object =
    `${host !== undefined && !changes ? about(head, host.referred ? refer(host, known, choices, 'dative') : head, reading, host, choices) : head} ${tail}`.trim();
  const inf = `${object} ${infinitiveOf(call.tool, reading, choices)}`;
  if (changes) return { inf, object, sentences, changes };
  const own = /ausrechnen$/.test(inf) ? inf : `${object} ${choices.pick('de-own', ['ansehen', 'sehen', 'prüfen'])}`;
  return { inf, own, acc: object, object, sentences, changes };
}

/** What stands behind a thing; what begins with "mit" is said in one breath: "mit 12 als Menge und „rot“ als Farbe". */
function tailOf(phrases: readonly GermanPhrase[]): string {
  const texts = phrases
    .filter(({ sentence }) => !sentence)
    .sort((left, right) => left.rank - right.rank)
    .map(({ text }) => text);
  const withs = texts.filter((text) => text.startsWith('mit '));
  const at = texts.findIndex((text) => text.startsWith('mit '));
  const others = texts.filter((text) => !text.startsWith('mit '));
  if (withs.length === 0) return others.join(' ');
  return [...others.slice(0, at), `mit ${listed(withs.map((text) => text.slice(4)))}`, ...others.slice(at)].join(' ');
}

/** A way to wish for it that the catalog's author wrote in German, ending in its infinitive. */
function phrasedWish(
  call: PlannedCall,
  slots: readonly GermanSlot[],
  known: Known,
  choices: Choices,
): Omit<GermanWish, 'changes'> | undefined {
  const phrasing = known.phrasings?.get(call.tool.signature.name);
  const byName = new Map(slots.map((slot) => [slot.words.name, slot] as const));
  const fitting = (phrasing?.wish ?? []).filter((text) => slotNames(text).every((name) => byName.has(name)));
  const most = Math.max(0, ...fitting.map((text) => slotNames(text).length));
  const best = fitting.filter((text) => slotNames(text).length === most);
  if (best.length === 0) return undefined;
  const used = new Set<GermanSlot>();
  const inf = filled(choices.pick('phrased', best), (name) => {
    const slot = byName.get(name);
    if (slot === undefined) return undefined;
    used.add(slot);
    return slot.referred
      ? refer(slot, known, choices, 'accusative')
      : said(slot.argument.value, slot.words, slot.thing === undefined ? slot.kind : 'id', known.style);
  });
  if (inf === undefined) return undefined;
  const left = slots.filter((slot) => !used.has(slot)).map((slot) => germanPhrase(slot, call, known, choices));
  const words = inf.split(' ');
  const tail = left.filter(({ sentence }) => !sentence).map(({ text }) => text);
  const object = [...words.slice(0, -1), ...tail].join(' ');
  return {
    inf: `${object} ${words.at(-1)}`,
    object,
    sentences: left.filter(({ sentence }) => sentence).map(({ text }) => text),
  };
}

function describedWish({ signature }: TeacherFunction): string | undefined {
  return isGerman(signature.description) ? wishFromDescription(signature.description) : undefined;
}

/** The slot that names what the deed is about. */
function hostOf(
  call: PlannedCall,
  slots: readonly GermanSlot[],
  { object, kind, verb }: Reading,
): GermanSlot | undefined {
  const things = slots.filter(
    ({ thing, kind: type }) => thing !== undefined && type !== 'object' && type !== 'date' && type !== 'moment',
  );
  const last = singular(object).split(' ').at(-1) ?? '';
  const byName = things.find(({ thing }) => object !== '' && (thing === singular(object) || thing === last));
  // One schedules or opens what is there.
  if (byName !== undefined) return kind === 'make' && !/^(?:schedule|open|issue)$/.test(verb) ? undefined : byName;
  if (kind === 'make' || kind === 'list') return undefined;
  const key = things.find(({ words }) =>
    call.tool.reading?.inputs.some(({ parameter, role }) => parameter === words.name && role === 'key'),
  );
  return object === '' ? (key ?? things[0]) : undefined;
}

/** "Buchung 7" asked for is what is known of it. */
function about(head: string, dative: string, { object }: Reading, { thing }: GermanSlot, choices: Choices): string {
  const words = object.split(' ');
  const behind = thing !== undefined && words[0] === thing && words.length > 1 ? words.slice(1).join(' ') : '';
  if (behind === '') return choices.pick('de-about', [head, head, `alles zu ${dative}`, `die Angaben zu ${dative}`]);
  const noun = nounOf(behind);
  return noun.gender === undefined
    ? `${noun.one} von ${dative}`
    : `${withDeterminer(noun, 'definite', 'accusative')} von ${dative}`;
}

/** What nothing names: any of them, all of them, or a new one. */
function unnamed(tool: TeacherFunction, { object, kind, verb }: Reading, choices: Choices): string {
  const english = object === '' ? (subject(tool) ?? '') : object;
  if (english === '') return 'das';
  const noun = nounOf(english);
  // Nobody knows its gender: it stands without an article.
  if (noun.gender === undefined && kind !== 'list') return asName(english);
  if (kind === 'list') return choices.pick('de-all', [`alle ${noun.many}`, `die ${noun.many}`]);
  if (
    kind === 'make' ||
    /^(?:book|order|buy|rent|reserve|place|add|log|record|report|schedule|send|write|post)$/.test(verb)
  )
    return isPlural(english) ? noun.many : withDeterminer(noun, 'indefinite', 'accusative');
  if (isPlural(english)) return `die ${noun.many}`;
  return withDeterminer(noun, 'definite', 'accusative');
}

/** Verbs of looking: which one says nothing about the function. */
const LOOK = ['heraussuchen', 'zeigen', 'prüfen'];
const SEARCH = ['suchen', 'heraussuchen', 'auflisten', 'zeigen'];

function infinitiveOf(tool: TeacherFunction, { verb, kind }: Reading, choices: Choices): string {
  if (kind === 'list') return choices.pick('de-search', SEARCH);
  if (kind === 'look')
    return /^(?:calculate|compute|estimate)$/.test(verb) ? 'ausrechnen' : choices.pick('de-look', LOOK);
  return deedText(tool, verb).infinitive;
}

/** The deed's verb; one that nobody knows stands by what it does to a record, or under its own name. */
export function deedText(tool: TeacherFunction, verb: string): { infinitive: string; participle: string } {
  const known = deedFor(verb);
  if (known !== undefined) return known;
  const { operation } = tool.reading ?? {};
  const kind =
    operation === 'create' || operation === 'delete' || operation === 'update' ? operation : verbClassOf(verb);
  const byKind = kind === undefined ? undefined : deedFor(kind);
  return byKind !== undefined && /^(?:create|delete|update)$/.test(kind ?? '')
    ? byKind
    : { infinitive: `mit „${verb}“ bearbeiten`, participle: `mit „${verb}“ bearbeitet` };
}

/** "die erste Buchung für Kunde 7": a thing by the call that finds it. */
export function describedThing(
  call: PlannedCall,
  item: { readonly index: number; readonly of: number } | undefined,
  inCase: 'nominative' | 'accusative' | 'dative',
  known: Known,
  choices: Choices,
): string {
  const reading = deedOf(call.tool);
  const noun: Noun = nounOf(singular(reading.object === '' ? (subject(call.tool) ?? 'result') : reading.object));
  const slots = germanSlots(call);
  const host = item !== undefined && item.of > 1 ? undefined : hostOf(call, slots, reading);
  if (host !== undefined)
    return inCase === 'dative' && host.referred
      ? refer(host, known, choices, 'dative')
      : thingText(host, known, choices);
  const tail = tailOf(slots.map((slot) => germanPhrase(slot, call, known, choices)));
  const head =
    item !== undefined && item.of > 1 ? numbered(noun, item.index, inCase) : withDeterminer(noun, 'definite', inCase);
  return `${head} ${tail}`.trim();
}
