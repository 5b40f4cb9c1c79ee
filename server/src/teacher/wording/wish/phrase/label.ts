import {
  isAlsoNoun,
  isPlural,
  isVerb,
  LEAVES_OUT,
  languageOfCode,
  plural,
  withArticle,
} from '../../../../english/index.ts';
import { LABEL_LIKE_IN } from '../../../phrases/slots.ts';
import type { Deed } from '../deed.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { alone, behind, type Phrase } from './phrase.ts';
import { inPlace, isInside } from './places.ts';
import { cap, indefinite } from './shown.ts';
import { withAs } from './with-as.ts';

export function labelPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  if (
    slot.kind !== 'label' &&
    !(
      slot.kind === 'text' &&
      /^(?:currency|language|lang|locale|units?|format|timezone|sort|order)$/.test(slot.words.words.at(-1) ?? '')
    )
  )
    return undefined;
  const { noun, words } = slot.words;
  const last = words.at(-1) ?? '';
  const { text } = slot;
  if (slot.referred)
    return slot.kind === 'text' && /^(?:language|lang)$/.test(last)
      ? inThatLanguage(words.slice(0, -1).join(' '), text)
      : undefined;
  // "twice daily", "every 8 hours", "as needed": it says itself how it is done.
  if (ADVERBIAL.test(text)) return behind(text, 6);
  const language = languagePhrase(slot);
  if (language !== undefined) return language;
  if (isInside(noun)) return behind(inPlace(noun, text), 3);
  if (/^(?:sort|order|sorted|ordering|direction)$/.test(words[0] ?? '') || /^(?:sort|order|direction)$/.test(last)) {
    const way = /^asc/.test(text) ? 'ascending' : /^desc/.test(text) ? 'descending' : undefined;
    return behind(
      way === undefined ? own.pick([`sorted by ${dateOf(text)}`, `ordered by ${dateOf(text)}`]) : `in ${way} order`,
      6,
    );
  }
  if (noun === 'unit system') return behind(`in ${text} units`, 5);
  // "in mph": what a unit is of goes without saying.
  if (words.length > 1 && /^units?$/.test(last) && noun !== 'unit system') {
    const own = unitText(slot);
    return { ...behind(`in ${own}`, 5), detail: { unit: own } };
  }
  if (/^units?$/.test(last) && /^(?:metric|imperial|us|si|scientific|standard)$/.test(text))
    return behind(`in ${text} units`, 5);
  if (last === 'by' && /^(?:group|split|break)/.test(words[0] ?? '')) return behind(`grouped by ${text}`, 6);
  if (/^(?:status|state|stage)$/.test(last))
    return deed.kind === 'list' || deed.kind === 'look'
      ? behind(own.pick([`that are ${text}`, `which are ${text}`]), 4)
      : behind(deed.kind === 'make' ? `as ${text}` : `to ${text}`, 5);
  if (
    /^(?:detail|quality|precision|accuracy|priority|intensity)$/.test(noun) &&
    /^\p{Ll}+$/u.test(text) &&
    !/^(?:all|any|none|other|unknown|default|\p{Ll})$/u.test(text)
  )
    return behind(`with ${text} ${noun}`, 4);
  if (/^(?:priority|severity|urgency|importance|level)$/.test(last) && /\d/.test(text))
    return behind(`with ${noun} ${text}`, 4);
  if (/^(?:priority|severity|urgency|importance|level)$/.test(last))
    return behind(own.pick([`with ${text} ${noun}`, `at ${text} ${noun}`]), 4);
  if (/^(?:type|kind|class|category|genre|variant|relation|relationship|sort)$/.test(last))
    return sortPhrase(slot, deed);
  if (last === 'by' && words.length > 1 && !/^(?:sort|order|group)/.test(words[0] ?? '')) {
    const verb = words.slice(0, -1).join(' ');
    if (!isVerb(words[0] ?? '')) return behind(`by ${text}`, 5);
    return alone(
      /^(?:none|no|never|off)$/.test(text)
        ? `No need to ${verb} anyone: ${text}.`
        : own.pick([`Please ${verb} them by ${text}.`, `${cap(verb)} them by ${text}.`]),
    );
  }
  if (/^(?:condition|quality|state)$/.test(last)) return behind(`in ${text} condition`, 5);
  if (/^(?:resolution|outcome|result|verdict|decision)$/.test(last)) return behind(`as ${text}`, 6);
  if (/^(?:method|means|channel|medium)$/.test(last)) return behind(text === 'cash' ? 'in cash' : `by ${text}`, 5);
  if (/(?:^| )format$/.test(noun))
    return behind(
      own.pick(
        words.length === 1 && DOCUMENTS.test(text)
          ? [`as ${withArticle(text)}`, `in ${text} format`]
          : [`in ${text} format`],
      ),
      5,
    );
  if (/^(?:reason|cause)$/.test(last) && text === 'other') return behind('for other reasons', 6);
  if (/^(?:reason|cause)$/.test(last)) {
    const why = isVerb(words[0] ?? '') ? last : noun;
    return behind(own.pick([`with the ${why} "${text}"`, `(${why}: ${text})`, `for the ${why} "${text}"`]), 6);
  }
  if (/^(?:role|permission|access)$/.test(last))
    return behind(
      /^\p{Ll}+(?:er|or|ant|ist|ian|ee)$|^(?:admin|guest|user)$/u.test(text)
        ? `as ${withArticle(text)}`
        : /^(?:read|write|edit|view|comment|full|none|admin)$/.test(text)
          ? `with ${text} access`
          : `as ${text}`,
      4,
    );
  if (last === 'mode') return behind(`in ${text} mode`, 5);
  if (/^(?:language|lang|locale)$/.test(last) && /^[a-z]{2}(?:[-_][A-Za-z]{2})?$/.test(text))
    return behind(`with the locale ${text}`, 5);
  // "a grade in art".
  if (/^(?:subject|discipline)$/.test(noun) && deed.kind !== 'list') return behind(`in ${text}`, 4);
  if (last === 'size') return behind(/^\p{Ll}+(?: \p{Ll}+)?$/u.test(text) ? `in ${text} size` : `in size ${text}`, 5);
  if (LABEL_LIKE_IN.has(last) || /^(?:colour|color)$/.test(last)) return behind(`in ${text}`, 5);
  if (
    /^(?:period|interval|granularity|bucket|frequency)$/.test(last) &&
    /^(?:second|minute|hour|day|week|month|quarter|year)$/.test(text)
  )
    return behind(own.pick([`by the ${text}`, `by ${text}`]), 5);
  if (/^(?:all|any|none|other|unknown|default)$/.test(text)) return behind(`with "${text}" as the ${noun}`, 4);
  if (/^(?:month|quarter|term|semester|season|weekday)$/.test(last)) return behind(`for ${text}`, 5);
  // `without_allergen`, `exclude_tag`: what is left out is said as such.
  if (words.length > 1 && LEAVES_OUT.has(words[0] ?? '')) return behind(`without ${text}`, 5);
  const searched = deed.kind === 'list' && isPlural(plural(deed.object)) && deed.object !== '';
  if (searched && !/\d/.test(text))
    return behind(HAD.test(noun) ? `with the ${text} ${noun}` : `whose ${noun} is ${text}`, 5);
  // "the seat map for the middle position".
  if (deed.kind === 'look' && /^\p{Ll}+(?: \p{Ll}+)?$/u.test(text) && !isPlural(noun))
    return behind(`for the ${text} ${noun}`, 5);
  return withAs(slot, noun, text);
}

/** `joined_at` is the date joined. */
function dateOf(text: string): string {
  return text.replace(/^(\p{Ll}+(?:ed|sent|made|sold)) (?:at|on)$/u, 'date $1');
}

/** What a thing or a person has, and is not. */
const HAD =
  /(?:^| )(?:certification|certificate|licen[cs]e|qualification|skill|speciali[sz]ation|amenity|feature|badge|rank|plan|tier|equipment)$/;

/** What says itself how often or when something is done. */
const ADVERBIAL =
  /^(?:(?:once|twice|three times|four times) |every |as |on demand|at |before |after |daily$|weekly$|monthly$|hourly$|yearly$|immediately$)/;

/** "in that language", "with an interpreter for their preferred language". */
function inThatLanguage(of: string, text: string): Phrase {
  return behind(SPEAKER.test(of) ? `with ${withArticle(of)} for ${text}` : `in ${text}`, 5);
}

const SPEAKER = /^\p{L}+(?:er|or|ist|ian)$/u;

/** "in German"; "with a Japanese interpreter" and "who speak Polish" where the name says whose language it is. */
function languagePhrase({ words: { words }, argument: { value }, text }: Slot): Phrase | undefined {
  if (typeof value !== 'string' || languageOfCode(value) !== text) return undefined;
  const of = words.slice(0, -1).join(' ');
  if (/^(?:speaks?|spoken)$/.test(words[0] ?? '')) return behind(`who speak ${text}`, 5);
  if (SPEAKER.test(of)) return behind(`with ${withArticle(`${text} ${of}`)}`, 5);
  return behind(`in ${text}`, 5);
}

/** Kinds of files, that one asks to have something as. */
const DOCUMENTS =
  /^(?:pdf|csv|json|xml|html|png|jpe?g|gif|svg|xlsx?|docx?|txt|zip|mp3|mp4|wav|markdown|spreadsheet|table|list|chart|map|image|document)$/i;

/** A short unit is written as it is: hPa, not "h pa". */
function unitText({ argument, text }: Slot): string {
  const { value } = argument;
  const short = typeof value === 'string' && value.length <= 6 && !/[_-]/.test(value) ? value : text;
  return /^[CF]$/.test(short) ? `degrees ${short}` : short;
}

/** A sort of something: "for a double room" where the name says what it is of, else the sort alone. */
function sortPhrase(slot: Slot, deed: Deed): Phrase {
  const { text } = slot;
  const of = slot.words.words.slice(0, -1).join(' ');
  if (/^(?:link|relate|connect|mark|flag|tag|classify|categori[sz]e)$/.test(deed.verb))
    return behind(`as "${text}"`, 4);
  const looks = deed.kind === 'list' || deed.kind === 'look';
  const last = slot.words.words.at(-1) ?? '';
  if (of === '' || !/^\p{Ll}+(?: \p{Ll}+)?$/u.test(text) || (isVerb(of) && !isAlsoNoun(of)))
    return behind(/^(?:category|genre|class)$/.test(last) ? `in the ${text} ${last}` : `of the ${last} ${text}`, 4);
  // "media type": neither the thing that is looked for nor one of its own.
  if (looks && !deed.object.split(' ').includes(of)) return behind(`of the ${last} ${text}`, 4);
  // What the deed is about has it in its own words: "the availability of double rooms".
  if (deed.object.split(' ').includes(of))
    return behind(looks ? `for ${indefinite(`${text} ${of}`)}` : `of ${last} ${text}`, 1);
  return behind(`for ${looks ? plural(`${text} ${of}`) : indefinite(`${text} ${of}`)}`, 4);
}
