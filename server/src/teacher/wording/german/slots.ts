import { isPlural, rangesAmong, singular, splitWords, spoken, unitOf } from '../../../english/index.ts';
import { isObject, type Json } from '../../../json/index.ts';
import type { PlannedCall } from '../../types.ts';
import type { Choices } from '../choose.ts';
import type { Known } from '../known.ts';
import { parameterWords, valueKind } from '../parameter.ts';
import { type Deed, deedOf } from '../wish/deed.ts';
import { thingOf } from '../wish/noun.ts';
import { isInside } from '../wish/phrase/places.ts';
import { listed, nounOf, parameterNoun, withDeterminer } from './grammar.ts';
import { type Noun, nounFor } from './nouns.ts';
import { refer } from './reference.ts';
import { quoted, said, sayGerman } from './say.ts';
import type { GermanSlot } from './slot.ts';
import { meantByGermanCode, withGermanUnit } from './values.ts';

/** What stands behind a request, or as a sentence of its own. */
export interface GermanPhrase {
  readonly text: string;
  readonly sentence: boolean;
  readonly rank: number;
}

export function germanSlots(call: PlannedCall, leaveOut?: string): GermanSlot[] {
  const ranges = rangesAmong(
    call.arguments.map(({ parameter }) => parameter),
    call.tool.signature.name,
  );
  return call.arguments.flatMap((argument): GermanSlot[] => {
    if (argument.origin.from === 'default' || argument.parameter === leaveOut) return [];
    const words = parameterWords(call.tool.signature, argument.parameter);
    const thing = thingOf(call.tool, words);
    const range = ranges.find(({ start, end }) => start === argument.parameter || end === argument.parameter);
    return [
      {
        argument,
        words,
        kind: valueKind(words, argument.value),
        referred: argument.origin.from === 'output',
        ...(thing === undefined ? {} : { thing }),
        ...(range === undefined ? {} : { range: range.start === argument.parameter ? 'start' : 'end' }),
      },
    ];
  });
}

/** "Buchung BO-1", "diese Buchung": the thing that a slot names, in the accusative. */
export function thingText(slot: GermanSlot, known: Known, choices: Choices): string {
  if (slot.referred) return refer(slot, known, choices, 'accusative');
  const { value } = slot.argument;
  const noun = nounOf(slot.thing ?? 'value');
  if (Array.isArray(value))
    return `${value.length === 1 ? noun.one : noun.many} ${listed(value.map((item) => sayGerman(item)))}`;
  return `${noun.one} ${sayGerman(value)}`;
}

const FROM = /^(?:from|source|src|origin)$/;
const TO = /^(?:to|destination|dest|target)$/;
const PERSONS = new Set(
  'customer client user member guest passenger patient candidate employee tenant contact'.split(' '),
);
const INSIDE = new Set(
  'project folder directory workspace channel board calendar list playlist group city country'.split(' '),
);

/** How one value is said in German, by what it is. */
export function germanPhrase(slot: GermanSlot, call: PlannedCall, known: Known, choices: Choices): GermanPhrase {
  const { words, argument, thing, kind, referred } = slot;
  const { value } = argument;
  const noun = parameterNoun(call.tool, argument.parameter);
  const behind = (text: string, rank: number): GermanPhrase => ({ text, sentence: false, rank });
  const alone = (text: string): GermanPhrase => ({ text, sentence: true, rank: 9 });
  const pick = (options: readonly string[]) => choices.pick(`de-${argument.parameter}`, options);
  const [first = ''] = words.words;
  const last = words.words.at(-1) ?? '';
  const deed = deedOf(call.tool);
  if (kind === 'boolean') return switchPhrase(slot);
  const dates = kind === 'date' || kind === 'moment';
  if (dates && referred) return behind(`ab ${refer({ ...slot, thing: 'date' }, known, choices, 'dative')}`, 7);
  if (thing !== undefined && !dates && typeof value !== 'object')
    return thingPhrase(slot, deed.verb, known, choices, first);
  if (thing !== undefined && (referred || scalarList(value)))
    return behind(`für ${thingText(slot, known, choices)}`, 3);
  if (referred) {
    const people = typeof value === 'number' ? PEOPLE[last] : undefined;
    if (people !== undefined)
      return behind(
        `für genauso viele ${people[1]} wie ${slot.argument.origin.from === 'output' && slot.argument.origin.distance > 1 ? 'vorhin' : 'eben'}`,
        5,
      );
    const what = refer(slot, known, choices, 'dative');
    return behind(`${what} `.includes(` ${noun.one} `) ? `mit ${what}` : `mit ${what} als ${noun.one}`, 4);
  }
  const text = said(value, words, kind, known.style);
  const code = typeof value === 'string' ? meantByGermanCode(value) : undefined;
  if (code !== undefined && /^(?:language|lang|locale)$/.test(last))
    return behind(first === 'interpreter' ? `mit Dolmetscher für ${code}` : `auf ${code}`, 5);
  if (code !== undefined && /^(?:country|nationality)$/.test(last)) return behind(`in ${code}`, 4);
  if (isInside(words.noun) && typeof value === 'string' && (kind === 'label' || kind === 'text'))
    return behind(`in ${text}`, 3);
  if (dates && isBirth(words.words)) return behind(`mit Geburtsdatum ${text}`, 2);
  if (dates) return behind(dated(slot, text), 7);
  if (kind === 'time') return behind(`um ${text}`, 7);
  if (kind === 'object' || (kind === 'list' && !scalarList(value)))
    return alone(`${capital(noun.one)}: ${dotted(parts(value))}`);
  if (kind === 'list') return listPhrase(slot, noun.many, last);
  if (kind === 'number')
    return sets(slot, deed) ? behind(`auf ${text}`, 6) : behind(numberPhrase(slot, deed, text, noun), 5);
  if (sets(slot, deed)) return behind(`auf ${text}`, 6);
  if (/^(?:status|state|stage)$/.test(last)) return behind(`mit Status ${text}`, 4);
  if (/^(?:sort|order|direction)$/.test(first) || /^(?:sort|direction)$/.test(last))
    return behind(`sortiert nach ${text}`, 6);
  if (last === 'currency' && typeof value === 'string') return behind(`in ${value}`, 5);
  if (FROM.test(first)) return behind(`von ${text.replace(/^„(.*)“$/, '$1')}`, 1);
  if (TO.test(first)) return behind(`nach ${text.replace(/^„(.*)“$/, '$1')}`, 2);
  if (/^(?:city|country|location|place|town|region)$/.test(last))
    return behind(`in ${text.replace(/^„(.*)“$/, '$1')}`, 3);
  if (/^(?:query|keyword|search|term|topic|q)$/.test(last))
    return behind(pick([`zu ${text}`, `mit dem Stichwort ${text}`, `rund um ${text}`]), 0);
  if (/^(?:reason|cause)$/.test(last))
    return alone(
      pick([`Grund: ${dotted(text)}`, `Der Grund dafür: ${dotted(text)}`, `Falls jemand fragt: ${dotted(text)}`]),
    );
  if (/^(?:what|why|how|who|where)$/.test(first) && words.words.length > 1)
    return alone(pick([`Zur Erklärung: ${dotted(text)}`, `Dazu gehört noch: ${dotted(text)}`]));
  if (kind === 'prose')
    return alone(
      pick([
        `${capital(noun.one)}: ${dotted(text)}`,
        `Bitte mit diesem Wortlaut: ${dotted(text)}`,
        `Dazu gehört noch: ${dotted(text)}`,
      ]),
    );
  if (/^(?:title|subject)$/.test(last)) return behind(`mit dem Titel ${text}`, 1);
  if (/^(?:first|last|given|family|full) name$/.test(words.noun))
    return behind(`mit ${noun.one} ${plainName(text)}`, 1);
  if (last === 'name' && PERSONS.has(first)) return behind(`für ${plainName(text)}`, 1);
  if (last === 'name') return behind(words.words.length > 1 ? `mit ${text} als ${noun.one}` : `namens ${text}`, 1);
  if (/^(?:email|mail)$/.test(last)) return behind(`mit der E-Mail-Adresse ${text}`, 5);
  if (/^(?:assignee|owner|customer|guest|passenger|patient|recipient|user)$/.test(last))
    return behind(`für ${text}`, 3);
  if (/^(?:\/|\.{0,2}\/|https?:)/.test(text)) return behind(`in ${text}`, 3);
  return behind(pick([`mit ${text} als ${noun.one}`, `mit ${text} als ${noun.one}`, `(${noun.one}: ${text})`]), 4);
}

/** A name of a person needs no quotes. */
function plainName(text: string): string {
  return text.replace(/^„(\p{Lu}[\p{L}'-]*)“$/u, '$1');
}

function isBirth(words: readonly string[]): boolean {
  return words.some((word) => /^(?:birth|birthday|birthdate|dob|born)$/.test(word));
}

/** With a full stop, but where a quoted sentence brings one. */
function dotted(text: string): string {
  return /[.!?]“$/.test(text) ? text : `${text}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function scalarList(value: Json): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== 'object');
}

function thingPhrase(slot: GermanSlot, verb: string, known: Known, choices: Choices, first: string): GermanPhrase {
  const head = (slot.thing ?? '').split(' ').at(-1) ?? '';
  const [preposition, inCase] = FROM.test(first)
    ? (['von', 'dative'] as const)
    : TO.test(first)
      ? (['zu', 'dative'] as const)
      : verb === 'assign' || (/^(?:send|give|forward|offer|lend|loan|sell|award)$/.test(verb) && PERSONS.has(head))
        ? (['', 'dative'] as const)
        : /^(?:add|attach|append|invite)$/.test(verb)
          ? (['zu', 'dative'] as const)
          : INSIDE.has(head)
            ? (['in', 'dative'] as const)
            : (['für', 'accusative'] as const);
  const plain = slot.referred ? refer(slot, known, choices, inCase) : thingText(slot, known, choices);
  const noun = nounOf(slot.thing ?? 'value');
  // Without a preposition only the article shows who gets it: "dem Film FI-7".
  const bare = preposition === '' && !slot.referred && noun.gender !== undefined && !Array.isArray(slot.argument.value);
  const text = bare ? `${withDeterminer(noun, 'definite', 'dative')} ${sayGerman(slot.argument.value)}` : plain;
  return { text: `${preposition} ${text}`.trim(), sentence: false, rank: 3 };
}

/** A switch: with it, or without. */
function switchPhrase({ argument, words }: GermanSlot): GermanPhrase {
  const plain = words.words.filter(
    (word) => !/^(?:is|has|with|include|enable|enabled|allow|use|should|do|flag|only)$/.test(word),
  );
  const own = spoken(plain.length === 0 ? words.words : plain);
  const known = nounFor(own) ?? nounFor(singular(own));
  const on = argument.value === true;
  const what = known?.one ?? `der Option „${own}“`;
  const without = known?.one ?? `die Option „${own}“`;
  return { text: on ? `mit ${what}` : `ohne ${without}`, sentence: false, rank: 6 };
}

function dated({ range, words }: GermanSlot, text: string): string {
  const moment = / um \d/.test(text);
  const all = words.words;
  if (range === 'start') return moment ? `von ${text}` : `vom ${text}`;
  if (range === 'end') return moment ? `bis ${text}` : `bis zum ${text}`;
  if (
    all.some((word) =>
      /^(?:due|deadline|until|to|end|expires|expiry|before|leaves|leave|departs|departure|checkout)$/.test(word),
    )
  )
    return `bis zum ${text}`;
  if (all.some((word) => /^(?:from|since|start|after|begin|arrives|arrive|arrival|checkin)$/.test(word)))
    return `ab dem ${text}`;
  return `am ${text}`;
}

function numberPhrase({ words, argument }: GermanSlot, deed: Deed, text: string, { one: noun, many }: Noun): string {
  const all = words.words.join(' ');
  const last = words.words.at(-1) ?? '';
  const one = argument.value === 1;
  const looks = deed.kind === 'list' || deed.kind === 'look';
  const unit = words.unit === undefined ? unitOf(last) : undefined;
  if (unit !== undefined && words.words.length === 1) return withGermanUnit(text, Number(argument.value), unit.said);
  if (looks && /^(?:limit|top|take|max results|max items|page size)$/.test(all)) return `höchstens ${text}`;
  if (/^page$/.test(all)) return `auf Seite ${text}`;
  if (/^(?:quantity|qty|count|copies|number)$/.test(last)) return `${text} Stück`;
  const people = PEOPLE[last];
  if (people !== undefined) return `für ${text} ${one ? people[0] : people[1]}`;
  if (/^(?:min|minimum)$/.test(words.words[0] ?? '')) return `mit mindestens ${text} als ${noun}`;
  if (/^(?:max|maximum)$/.test(words.words[0] ?? '')) return `mit höchstens ${text} als ${noun}`;
  if (words.unit === undefined && isPlural(words.noun)) return `mit ${text} ${one ? noun : many}`;
  return `mit ${text} als ${noun}`;
}

/** What is set to a new value: "auf 500". */
function sets({ words, thing }: GermanSlot, { verb, object }: Deed): boolean {
  if (
    thing !== undefined ||
    !/^(?:set|update|change|modify|adjust|increase|reduce|raise|lower|reschedule|move)$/.test(verb)
  )
    return false;
  return words.words[0] === 'new' || (object !== '' && object.split(' ').at(-1) === words.words.at(-1));
}

const PEOPLE: Readonly<Record<string, readonly [string, string]>> = {
  guests: ['Gast', 'Gäste'],
  people: ['Person', 'Personen'],
  persons: ['Person', 'Personen'],
  passengers: ['Fahrgast', 'Fahrgäste'],
  adults: ['Erwachsenen', 'Erwachsene'],
  children: ['Kind', 'Kinder'],
  nights: ['Nacht', 'Nächte'],
  days: ['Tag', 'Tage'],
  seats: ['Platz', 'Plätze'],
  rooms: ['Zimmer', 'Zimmer'],
  tickets: ['Ticket', 'Tickets'],
};

function listPhrase({ argument }: GermanSlot, noun: string, last: string): GermanPhrase {
  const items = Array.isArray(argument.value) ? argument.value : [];
  const days = items.map((item) =>
    typeof item === 'string' && /day|^days?$/.test(last) ? meantByGermanCode(item) : undefined,
  );
  if (items.length > 0 && days.every((day) => day !== undefined))
    return { text: `jeden ${listed(days as string[])}`, sentence: false, rank: 6 };
  const text = listed(
    items.map((item) => (typeof item === 'string' ? quoted(item.replaceAll('_', ' ')) : sayGerman(item))),
  );
  if (items.length === 0) return { text: `ohne ${noun}`, sentence: false, rank: 5 };
  if (/^(?:emails?|recipients?|to|cc|bcc)$/.test(last)) return { text: `an ${text}`, sentence: false, rank: 2 };
  return { text: `mit ${text} als ${noun}`, sentence: false, rank: 5 };
}

/** The parts of a record, each with what it is called. */
function parts(value: Json): string {
  if (Array.isArray(value)) return value.map(parts).join('; ');
  if (!isObject(value)) return typeof value === 'string' ? quoted(value.replaceAll('_', ' ')) : sayGerman(value);
  return Object.entries(value)
    .filter(([, item]) => item !== null)
    .map(([key, item]) => `${nounOf(spoken(splitWords(key))).one} ${parts(item as Json)}`)
    .join(', ');
}
