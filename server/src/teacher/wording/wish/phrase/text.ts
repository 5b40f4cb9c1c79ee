import { type Deed, searchesIn } from '../deed.ts';
import { isSelfEvident } from '../noun.ts';
import type { Slot } from '../slots.ts';
import type { KeyedChoices } from './keyed.ts';
import { ACTOR, PEOPLE, PERSON, personPhrase } from './people.ts';
import { alone, behind, type Phrase } from './phrase.ts';
import { prosePhrase } from './prose.ts';
import { shown } from './shown.ts';

const QUERY = /^(?:query|keyword|keywords|search|term|topic|phrase|q|pattern|question|expression|prompt)$/;

export function textPhrase(slot: Slot, deed: Deed, own: KeyedChoices): Phrase | undefined {
  const { words, noun } = slot.words;
  const last = words.at(-1) ?? '';
  const text = slot.text.startsWith('"') ? slot.text : shown(slot);
  const quoted = slot.referred ? text : text.startsWith('"') ? text : `"${text}"`;
  if (slot.referred && slot.kind !== 'prose')
    return PERSON.test(last) ? behind(personPhrase(last, text, deed), 3) : undefined;
  if (QUERY.test(last)) {
    if (deed.kind !== 'list' && last === 'expression') return behind(text, 0);
    if (searchesIn(deed))
      return behind(
        own.pick([`for ${quoted}`, `for ${quoted}`, `for anything on ${quoted}`, `for something about ${quoted}`]),
        0,
      );
    return behind(
      own.pick(
        last === 'pattern'
          ? [`matching ${quoted}`, `that match ${quoted}`, `with ${quoted} in the name`]
          : [
              `about ${quoted}`,
              `mentioning ${quoted}`,
              `on ${quoted}`,
              PEOPLE.test(deed.object) ? `matching ${quoted}` : `that have to do with ${quoted}`,
            ],
      ),
      4,
    );
  }
  if (/^(?:what|who|why|how|where|when)$/.test(words[0] ?? '') && words.length > 1)
    return alone(own.pick([`This is ${words.join(' ')}: ${quoted}.`, `About ${words.join(' ')}: ${quoted}.`]));
  if (slot.kind === 'prose') return prosePhrase(slot, quoted, own);
  if (last === 'name' && words.length > 1 && ACTOR.test(words[0] ?? ''))
    return behind(personPhrase(words[0] ?? '', text, deed), 3);
  if (/^(?:name|title|subject|heading|filename)$/.test(last) && slot.thing === undefined)
    return namePhrase(slot, deed, own, text, quoted);
  if (slot.thing !== undefined && !slot.referred && slot.words.words.length > 1 && /\d/.test(slot.text))
    return undefined;
  if (PERSON.test(last) || PERSON.test(words[0] ?? ''))
    return behind(personPhrase(PERSON.test(last) ? last : (words[0] ?? ''), text, deed), 3);
  if (/^(?:email|mail|phone|telephone|mobile)$/.test(last))
    return behind(
      own.pick(
        deed.kind === 'make' || PEOPLE.test(deed.object)
          ? [`with the ${noun} ${text}`, `reachable at ${text}`]
          : PEOPLE.test(deed.object)
            ? [`with the ${noun} ${text}`, `who uses ${text}`, `registered under ${text}`]
            : [`with the ${noun} ${text}`, `for ${text}`],
      ),
      5,
    );
  if (isSelfEvident(text))
    return behind(
      deed.kind === 'make'
        ? `at ${text}`
        : `${/^(?:add|put|write|save|upload|append)$/.test(deed.verb) ? 'to' : 'in'} ${text}`,
      3,
    );
  return undefined;
}

function namePhrase(slot: Slot, deed: Deed, own: KeyedChoices, text: string, quoted: string): Phrase {
  const { words, noun } = slot.words;
  const person =
    /^(?:full|first|last|family|given|customer|guest|passenger|patient|contact|user|sur)$/.test(words[0] ?? '') ||
    (PEOPLE.test(deed.object) && /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(slot.text));
  if (/^(?:first|last|middle)$/.test(words[0] ?? '')) return behind(`${words[0]} name ${text}`, 1);
  if (person) return behind(own.pick([`for ${text}`, `under the name ${text}`, `in the name of ${text}`]), 1);
  if (/subject|heading/.test(words.join(' ')))
    return behind(
      own.pick([`with the subject ${quoted}`, `under the subject ${quoted}`, `with ${quoted} as the subject`]),
      4,
    );
  if (deed.kind === 'make' || deed.kind === 'list')
    return behind(
      own.pick([
        `called ${quoted}`,
        `named ${quoted}`,
        /title/.test(words.join(' ')) ? `titled ${quoted}` : `by the name of ${quoted}`,
        `with the ${noun} ${quoted}`,
      ]),
      1,
    );
  return behind(own.pick([`for ${text}`, `called ${quoted}`]), 1);
}
