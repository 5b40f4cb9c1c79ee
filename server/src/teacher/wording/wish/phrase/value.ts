import { isVerb, spoken, withArticle } from '../../../../english/index.ts';
import type { Choices } from '../../choose.ts';
import type { Deed } from '../deed.ts';
import { leadInto } from '../joint/containers.ts';
import { named } from '../noun.ts';
import { FETCHED } from '../object/link.ts';
import type { Slot } from '../slots.ts';
import { KeyedChoices } from './keyed.ts';
import { labelPhrase } from './label.ts';
import { listPhrase } from './list.ts';
import { COUNTED_OFF, placeOfCounted, RATE } from './measures.ts';
import { datePhrase } from './moment.ts';
import { numberPhrase } from './number.ts';
import { objectPhrase } from './object.ts';
import { PEOPLE } from './people.ts';
import { behind, detail, type Phrase } from './phrase.ts';
import { placePhrase } from './place.ts';
import { AT_WHAT, IN_WHAT, inPlace, isInside, joining, parentPreposition } from './places.ts';
import { shown } from './shown.ts';
import { switchPhrase } from './switch.ts';
import { textPhrase } from './text.ts';
import { withAs } from './with-as.ts';

/** How one value is said, by what it is. The words of a parameter's name come in where a person would need them. */
export function phraseOf(slot: Slot, deed: Deed, choices: Choices): Phrase {
  const own = new KeyedChoices(choices, slot.words.name);
  if (/(?:^| )cursor$|^(?:page|next) token$/.test(slot.words.words.join(' ')))
    return behind(own.pick([`, going on from ${slot.text}`, `, continuing at ${slot.text}`]), 6);
  // "sort it by the revenue column".
  if (SORTS.test(deed.verb) && !slot.referred && /^(?:column|field|key|property)$/.test(slot.words.words.at(-1) ?? ''))
    return behind(`by ${/^\S+$/.test(slot.text) ? `the ${slot.text} ${slot.words.words.at(-1)}` : slot.text}`, 4);
  if (slot.kind === 'boolean') return switchPhrase(slot, deed, own);
  if (slot.kind === 'object') return objectPhrase(slot, own);
  if (slot.kind === 'list') return listPhrase(slot, deed, own);
  const special =
    datePhrase(slot, deed, own) ??
    placePhrase(slot, deed) ??
    numberPhrase(slot, deed, own) ??
    labelPhrase(slot, deed, own) ??
    textPhrase(slot, deed, own);
  return special ?? generic(slot, deed);
}

function generic(slot: Slot, deed: Deed): Phrase {
  const { noun } = slot.words;
  const text = shown(slot);
  // A short form such as "po" is no noun of its own.
  if (slot.thing !== undefined && slot.thing.length <= 2 && slot.words.words.length > 1 && !slot.referred)
    return behind(`with the ${spoken(slot.words.words)} ${text}`, 4);
  if (slot.contained === true) return behind(`${leadInto(deed.verb, slot.thing ?? '')} ${text}`, 3);
  if (slot.thing !== undefined && /^parent$/.test(slot.words.words[0] ?? '') && deed.kind === 'make')
    return behind(
      `${/(?:comment|message|post|reply|note)$/.test(slot.thing) ? 'as a reply to' : 'under'} ${slot.referred ? text : named(slot.thing, slot.text)}`,
      2,
    );
  if (slot.thing !== undefined) {
    // "swap part 3 for part 4".
    const instead = slot.words.words[0] === 'new' && /^(?:swap|exchange|replace)$/.test(deed.verb);
    const looks = deed.kind === 'list' || deed.kind === 'look';
    const phrase = behind(
      `${slot.tie !== undefined && (looks || !/^(?:from|to|source|target|new)$/.test(slot.words.words[0] ?? '')) ? slot.tie : instead || (deed.object === '' && deed.preposition === 'for') ? 'for' : joining(deed.verb, slot.thing, deed.kind)} ${slot.referred ? text : named(slot.thing, slot.text)}`,
      instead ? 2 : 3,
    );
    return { ...phrase, second: parentPreposition(slot.thing) };
  }
  const place = noun.split(' ').at(-1) ?? '';
  if (slot.referred && (IN_WHAT.has(place) || AT_WHAT.test(noun)))
    return behind(`${AT_WHAT.test(noun) ? 'at' : 'in'} ${text}`, 4);
  // "the invoices for that guest", not "for that guest name".
  const person = /^(\p{L}+) name$/u.exec(noun)?.[1];
  if (slot.referred && person !== undefined && PEOPLE.test(person))
    return behind(`for ${text.replace(`${person} name`, person)}`, 4);
  if (slot.referred)
    return behind(
      `${slot.words.preposition ?? ((deed.kind === 'list' || deed.kind === 'look') && !ATTRIBUTE.test(noun) ? 'for' : 'with')} ${text}`,
      4,
    );
  if (slot.words.preposition !== undefined && slot.words.words.length === 1)
    return behind(`${slot.words.preposition} ${text}`, 3);
  if (slot.kind === 'number') {
    // A loudness out of a hundred is no volume of a series.
    if (noun === 'volume' && slot.words.schema.maximum !== undefined) return behind(`at volume ${text}`, 4);
    if (isCountedOff(slot)) return behind(`${placeOfCounted(noun)} ${noun} ${text}`, 4);
    if (RATE.test(noun)) return behind(`at ${withArticle(noun)} of ${text}`, 4);
    return detail(noun, text, `with ${withArticle(noun)} of ${text}`, 4);
  }
  if (slot.kind === 'text' && !slot.referred && (IN_WHAT.has(noun.split(' ').at(-1) ?? '') || AT_WHAT.test(noun)))
    return behind(inPlace(noun, slot.text), 3);
  if (
    slot.kind === 'text' &&
    /(?:^| )(?:frequency|dose|dosage)$/.test(noun) &&
    /^\p{L}+ daily$|^every /u.test(slot.text)
  )
    return behind(slot.text, 6);
  if (/(?:^| )version$/.test(noun)) return behind(`in ${noun} ${text}`, 4);
  if (slot.kind === 'text' && isInside(noun)) return behind(inPlace(noun, slot.text), 3);
  if (/^(?:delivery|shipping|postal|mailing) address$/.test(noun) && !SENDS.test(deed.verb))
    return behind(`delivered to ${slot.text}`, 6);
  if (/(?:^| )address$/.test(noun)) return behind(`${SENDS.test(deed.verb) ? 'to' : 'at'} ${slot.text}`, 3);
  const placed = / (by|at|on|until|before|after)$/.exec(noun)?.[1];
  if (placed !== undefined && isVerb(slot.words.words[0] ?? '')) return behind(`${placed} ${text}`, 7);
  if (/(?:^| )(?:url|uri|link)$/.test(noun) || /^https?:/.test(slot.text)) return linkPhrase(slot, deed);
  if (/^(?:month|quarter|term|semester|season|weekday|period)$/.test(noun)) return behind(`for ${text}`, 5);
  return withAs(slot, noun, text);
}

const SORTS = /^(?:sort|order|group|rank|filter)$/;

/** What things are told apart by. */
const ATTRIBUTE =
  /(?:^| )(?:name|number|code|title|type|kind|status|state|category|address|phone|email|price|size|colou?r|language|role|tag|label)$/;

/** Verbs after which an address is where something goes. */
const SENDS =
  /^(?:send|ship|deliver|forward|mail|post|dispatch|move|redirect|reroute|bring|change|set|update|relocate)$/;

/** "with the photo at https://…" for `photo_url`. */
export function linkPhrase({ words, text }: Slot, deed?: Deed): Phrase {
  const of = words.noun.replace(/(?:^| )(?:url|uri|link|address)$/, '');
  // What is brought in is fetched from there.
  const fetched = deed !== undefined && FETCHED.test(deed.verb);
  return behind(
    of === '' || (fetched && /^(?:source|file|download)$/.test(of))
      ? `${fetched ? 'from' : 'at'} ${text}`
      : `with the ${of} at ${text}`,
    5,
  );
}

/** What is told apart by its number, by its noun or by what its description says. */
function isCountedOff({ words }: Slot): boolean {
  return (
    COUNTED_OFF.test(words.noun) || /^(?:the )?(?:number|index) of the\b/i.test(String(words.schema.description ?? ''))
  );
}
