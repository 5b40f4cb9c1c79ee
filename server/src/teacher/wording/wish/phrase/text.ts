import { capitalize, isPlural, spoken } from '../../../../english/index.ts';
import { LOCATION_NOUNS } from '../../../phrases/slots.ts';
import { type Deed, searchesIn } from '../deed.ts';
import { isSelfEvident } from '../noun.ts';
import { FINDS } from '../object/unnamed.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { ACTOR, PEOPLE, PERSON, personPhrase } from './people.ts';
import { alone, behind, type Phrase } from './phrase.ts';
import { AT_WHAT, inPlace, isInside, isPlace } from './places.ts';
import { prosePhrase } from './prose.ts';
import { shown } from './shown.ts';
import { withAs } from './with-as.ts';

/** Things that can be about something. */
const WRITTEN =
  /(?:^| )(?:article|document|doc|note|message|e?mail|post|thread|paper|book|page|news|story|file|issue|ticket|task|card|comment|report|conversation|discussion|question|answer|result|video|podcast|episode|recipe|song|movie|film|talk|course|publication|patent|case|entry|entries|record|memory|memories|snippet|link|bookmark|tweet|topic|review|study|studies|dataset|quote|poem|lyric|image|photo|picture|guide|manual|law|decision|opinion|judgment)s?$/;

export const QUERY = /^(?:query|keyword|keywords|search|term|topic|phrase|q|pattern|question|expression|prompt)$/;

export function textPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  const { words } = slot.words;
  const last = words.at(-1) ?? '';
  const text = slot.text.startsWith('"') ? slot.text : shown(slot);
  const quoted = slot.referred ? text : text.startsWith('"') ? text : `"${text}"`;
  if (slot.referred && slot.kind !== 'prose')
    return PERSON.test(last) ? behind(personPhrase(last, text, deed), 3) : undefined;
  // "from litres", "to USD": the two ends of a conversion.
  if (/^(?:from|to)$/.test(words[0] ?? '') && /^(?:unit|currency|language)$/.test(last) && words.length === 2)
    return behind(`${words[0]} ${text}`, words[0] === 'from' ? 1 : 2);
  // What a meeting is about, not what it is found by.
  if (last === 'topic' && (deed.kind === 'make' || deed.kind === 'do'))
    return behind(own.pick([`about ${quoted}`, `on ${quoted}`]), 4);
  if (QUERY.test(last) || (words.join(' ') === 'text' && deed.kind === 'list')) {
    if (deed.kind !== 'list' && last === 'expression') return behind(text, 0);
    // "add a term": it is what is added, and looks for nothing.
    if ((deed.kind === 'make' || deed.kind === 'do') && deed.object.split(' ').at(-1) === last)
      return behind(quoted, 0);
    if (searchesIn(deed))
      return behind(
        own.pick([`for ${quoted}`, `for ${quoted}`, `for anything on ${quoted}`, `for something about ${quoted}`]),
        0,
      );
    return behind(
      own.pick(
        last === 'pattern'
          ? [`matching ${quoted}`, `that match ${quoted}`, `with ${quoted} in the name`]
          : WRITTEN.test(deed.object)
            ? [`about ${quoted}`, `mentioning ${quoted}`, `on ${quoted}`, `that have to do with ${quoted}`]
            : [`matching ${quoted}`, `that ${isOne(deed) ? 'matches' : 'match'} ${quoted}`],
      ),
      4,
    );
  }
  if (/^(?:what|who|why|how|where|when)$/.test(words[0] ?? '') && words.length > 1)
    return alone(own.pick([`This is ${words.join(' ')}: ${quoted}.`, `About ${words.join(' ')}: ${quoted}.`]));
  if (slot.kind === 'prose' || /^(?:purpose|goal|aim|occasion)$/.test(words.join(' ')))
    return prosePhrase(slot, deed, quoted, own);
  if (/^(?:label|tag)$/.test(last))
    return behind(
      own.pick(
        deed.kind === 'list'
          ? [`labelled ${quoted}`, `tagged ${quoted}`, `with the ${last} ${quoted}`, `that carry the ${last} ${quoted}`]
          : [`with the ${last} ${quoted}`, `tagged ${quoted}`],
      ),
      4,
    );
  if (REACHED.test(words.join(' '))) return reachPhrase(slot, deed, own, text);
  if (last === 'name' && words.length > 1 && ACTOR.test(words[0] ?? ''))
    return behind(personPhrase(words[0] ?? '', text, deed), 3);
  if (/^(?:name|title|subject|heading|filename)$/.test(last) && slot.thing === undefined)
    return namePhrase(slot, deed, own, text, quoted);
  if (slot.thing !== undefined && !slot.referred && slot.words.words.length > 1 && isCode(slot)) return undefined;
  if (PERSON.test(last) || PERSON.test(words[0] ?? ''))
    return behind(personPhrase(PERSON.test(last) ? last : (words[0] ?? ''), text, deed), 3);
  if (/^https?:/.test(slot.text)) return undefined;
  if (isSelfEvident(text) && /^(?:upload|import|load|attach|submit|send|publish|read)$/.test(deed.verb))
    return behind(`from ${text}`, 3);
  if (isSelfEvident(text))
    return behind(
      deed.kind === 'make'
        ? `${LIES_SOMEWHERE.test(deed.object) ? 'at' : 'for'} ${text}`
        : `${/^(?:add|put|write|save|upload|append)$/.test(deed.verb) ? 'to' : 'in'} ${text}`,
      3,
    );
  return undefined;
}

/** "the member that matches": what finds looks for one. */
function isOne({ verb, object }: Deed): boolean {
  return FINDS.test(verb) && !isPlural(object);
}

/** What is made at a place; anything else is made for what is there. */
const LIES_SOMEWHERE =
  /(?:^|^.* )(?:file|folder|directory|document|copy|archive|note|page|backup|repository|project|object|)$/;

/** A number or an identifier: what it names is said with its noun, "client CL-7". */
function isCode({ text, words }: Slot): boolean {
  return /\d/.test(text) || (words.id && !/^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*$/u.test(text));
}

const REACHED = /(?:^| )(?:e ?mail|mail|phone|telephone|mobile|email address|phone number|fax)$/;

/** How somebody is reached: "to ana@example.com" where something is sent there, else a fact about the person. */
function reachPhrase(slot: Slot, deed: Deed, own: KeyedChoices, text: string): Phrase {
  const { words } = slot.words;
  const way =
    words.at(-1) === 'number' || words.at(-1) === 'address' ? words.slice(-2).join(' ') : (words.at(-1) ?? '');
  const noun = /^(?:phone|telephone|mobile|fax)$/.test(way)
    ? `${way} number`
    : way === 'mail' || way === 'email'
      ? 'email address'
      : way;
  const whose = words.slice(0, -way.split(' ').length).filter((word) => word !== 'e');
  const person = whose.length === 1 ? (whose[0] as string) : undefined;
  const theirs = person === undefined ? spoken([...whose, noun]) : `${person}'s ${noun}`;
  if (deed.verb === 'share') return behind(`with ${text}`, 2);
  if (/^(?:send|forward|mail|email|text|invite|deliver|message|notify)$/.test(deed.verb))
    return behind(`to ${text}`, 2);
  if (deed.kind === 'list' || deed.kind === 'look') return behind(`with the ${theirs} ${text}`, 5);
  if (PEOPLE.test(deed.object) && whose.length === 0)
    return behind(own.pick([`with the ${noun} ${text}`, `reachable at ${text}`]), 5);
  return alone(
    own.pick([
      `The ${theirs} is ${text}.`,
      ...(person === undefined ? [`${capitalize(noun)}: ${text}.`] : [`You can reach the ${person} at ${text}.`]),
    ]),
  );
}

/** Verbs by which a thing comes to be known. */
const HANDS_IN =
  /^(?:submit|hand in|enter|propose|suggest|recommend|nominate|upload|file|publish|send in|post|write|add|register|record|list|save)$/;

/** Verbs by which somebody new is taken in. */
const ENTERS = /^(?:add|register|create|enter|record|enroll?|admit|onboard|sign up|import|insert|new|make|set up)$/;

function namePhrase(slot: Slot, deed: Deed, own: KeyedChoices, text: string, quoted: string): Phrase {
  const { words, noun } = slot.words;
  const person =
    /^(?:full|first|last|family|given|customer|guest|passenger|patient|contact|user|sur)$/.test(words[0] ?? '') ||
    (PEOPLE.test(deed.object) && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(slot.text));
  const bare = /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u.test(slot.text) ? text : quoted;
  // Who is entered under a name has it: it is not done for somebody of that name.
  if (words.length === 1 && noun === 'name' && PEOPLE.test(deed.object) && ENTERS.test(deed.verb))
    return behind(own.pick([`called ${bare}`, `named ${bare}`, `by the name of ${bare}`, `under the name ${bare}`]), 1);
  if (/^(?:first|last|middle)$/.test(words[0] ?? '')) return behind(`with the ${words[0]} name ${text}`, 1);
  const looks = deed.kind === 'list' || deed.kind === 'look';
  if (person && looks)
    return behind(PEOPLE.test(deed.object) ? own.pick([`named ${text}`, `called ${text}`]) : `for ${text}`, 1);
  if (person) return behind(own.pick([`for ${text}`, `under the name ${text}`, `in the name of ${text}`]), 1);
  const of = words.slice(0, -1).join(' ');
  // The name of another thing: a city, a drug that a prescription is for.
  if (of !== '' && !deed.object.split(' ').includes(of) && !/^(?:file|display|full|new|short|long|common)$/.test(of)) {
    if (isInside(of)) return behind(inPlace(of, text), 3);
    if (LOCATION_NOUNS.has(words.at(-2) ?? '') || isPlace(of))
      return behind(`${AT_WHAT.test(of) ? 'at' : 'in'} ${text}`, 3);
    if (!looks) return withAs(slot, of, text);
    return behind(`with the ${noun} ${quoted}`, 4);
  }
  if (/subject|heading/.test(words.join(' ')))
    return behind(
      own.pick([`with the subject ${quoted}`, `under the subject ${quoted}`, `with ${quoted} as the subject`]),
      4,
    );
  if (deed.kind === 'make' || deed.kind === 'list' || HANDS_IN.test(deed.verb))
    return behind(
      own.pick([
        `called ${quoted}`,
        `named ${quoted}`,
        /title/.test(words.join(' ')) ? `titled ${quoted}` : `by the name of ${quoted}`,
        `with the ${noun} ${quoted}`,
      ]),
      1,
    );
  // A title is of what the deed is about, never of somebody it is done for.
  if (words.at(-1) === 'title') return behind(own.pick([`called ${quoted}`, `titled ${quoted}`]), 1);
  return behind(own.pick([`for ${text}`, `called ${quoted}`]), 1);
}
