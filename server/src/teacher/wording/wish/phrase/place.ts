import { LOCATION_NOUNS } from '../../../phrases/slots.ts';
import type { Deed } from '../deed.ts';
import { named } from '../noun.ts';
import type { Slot } from '../slots.ts';
import { behind, type Phrase } from './phrase.ts';
import { inPlace, isInside } from './places.ts';
import { shown } from './shown.ts';

/** What comes from a country rather than being in it. */
const COMES_FROM =
  /(?:^| )(?:film|movie|book|song|album|wine|beer|product|artist|author|player|team|brand|passenger|guest|applicant|student|supplier|dish|recipe|director|actor|designer|breed)s?$/;

const STARTS = /^(?:from|origin|departure|source|src|start|pickup|sender)$/;

const ENDS = /^(?:to|destination|dest|dst|arrival|target|dropoff)$/;

export function placePhrase(slot: Slot, deed: Deed): Phrase | undefined {
  const { words, kind, text } = slot;
  if (kind !== 'text' && kind !== 'id' && kind !== 'label') return undefined;
  const [first = ''] = words.words;
  const last = words.words.at(-1) ?? '';
  const said = slot.thing === undefined || slot.referred ? shown(slot) : named(slot.thing, text);
  // A target that is seen or measured is what it is all about.
  if (
    words.words.length === 1 &&
    first === 'target' &&
    !/^(?:move|send|copy|transfer|forward|redirect|set|convert|translate|upload|sync|deploy|migrate|point|turn)$/.test(
      deed.verb,
    )
  )
    return behind(`for ${said}`, 1);
  if (
    /^(?:root|base)$/.test(first) &&
    (words.words.length === 1 || /^(?:path|dir|directory|folder|url|uri)$/.test(last))
  )
    return behind(`under ${said}`, 2);
  if (STARTS.test(first)) return behind(`from ${said}`, 1);
  if (ENDS.test(first) && slot.thing === undefined && /^\p{Ll}+$/u.test(text) && isInside(last) && !slot.referred)
    return behind(`to ${inPlace(last, text).replace(/^\p{Ll}+ /u, '')}`, 2);
  if (ENDS.test(first)) return behind(`to ${said}`, 2);
  if (/^(?:zip|zipcode|postcode|postal)$/.test(last) || /^(?:postal|zip) code$/.test(words.words.join(' ')))
    return behind(`with the ${last === 'zip' ? 'zip code' : words.noun} ${text}`, 3);
  if (kind !== 'label' && LOCATION_NOUNS.has(last) && words.words.length <= 3 && slot.thing === undefined)
    return behind(
      `${/^(?:country|region|state)$/.test(last) && COMES_FROM.test(deed.object) ? 'from' : 'in'} ${said}`,
      3,
    );
  return undefined;
}
