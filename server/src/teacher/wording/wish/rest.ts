import { joinList } from '../../../english/index.ts';
import { ADDRESS_PARTS } from '../../phrases/slots.ts';
import { type Draft, pick, take } from './draft.ts';
import { joinCoordinates } from './joint/coordinates.ts';
import { detailsToldApart, inOneUnit, withoutSecondTo } from './joint/details.ts';
import { subject } from './noun.ts';
import { KeyedChoices } from './phrase/keyed.ts';
import { PEOPLE } from './phrase/people.ts';
import type { Phrase } from './phrase/phrase.ts';
import { phraseOf } from './phrase/value.ts';
import type { Slot } from './slots.ts';

export function restOf(draft: Draft, clause: string): { phrases: string[]; sentences: string[] } {
  const address = addressParts(draft);
  const sentences: string[] = [];
  if (address.length >= 3) {
    for (const slot of address) take(draft, slot);
    const whole = address.map(({ text }) => text).join(', ');
    sentences.push(
      pick(draft, 'address', [`The address is ${whole}.`, `Address: ${whole}.`, `It is ${whole}.`, `That's ${whole}.`]),
    );
  }
  joinReferredAddress(draft);
  joinNames(draft);
  joinOldAndNew(draft);
  joinCoordinates(draft);
  const all = [...draft.named, ...draft.left.map((slot): Phrase => phraseOf(slot, draft.deed, draft.choices))];
  // What is set off by a comma comes last: nothing follows it that could belong to it.
  const late = ({ text, rank }: Phrase) => (text.startsWith(',') ? rank + 10 : rank);
  const told = detailsToldApart(draft, all);
  const phrases = inOneUnit(all.filter((phrase) => !phrase.sentence && !told.phrases.includes(phrase))).sort(
    (left, right) => late(left) - late(right),
  );
  return {
    phrases: related(gathered(withoutSecondTo(withoutRepeated(phrases), clause))),
    sentences: [
      ...sentences,
      ...told.sentences,
      ...all.filter(({ sentence, text }) => sentence && text !== '').map(({ text }) => text),
    ],
  };
}

/** "with an interpreter" goes without saying beside "with a French interpreter". */
function withoutRepeated(phrases: readonly Phrase[]): Phrase[] {
  return phrases.filter(({ text }) => {
    const thing = /^with an? (\p{Ll}+)$/u.exec(text)?.[1];
    return (
      thing === undefined ||
      !phrases.some(
        (other) => other.text !== text && new RegExp(`^with an? (?:\\p{Lu}\\p{L}+ )?${thing}\\b`, 'u').test(other.text),
      )
    );
  });
}

/** "whose specialty is neurology and who speak German": a second relative clause is joined to the first. */
function related(phrases: readonly string[]): string[] {
  let met = false;
  return phrases.map((text) => {
    const relative = /^(?:who|whose|that|which) /.test(text);
    const again = relative && met;
    met = relative;
    return again ? `and ${text}` : text;
  });
}

/** Parts of an address that one answer gave: "at that address". */
function joinReferredAddress(draft: Draft): void {
  const parts = draft.left.filter(
    ({ words, referred, argument: { origin } }) =>
      referred &&
      origin.from === 'output' &&
      (ADDRESS_PARTS.has(words.words.at(-1) ?? '') ||
        /^(?:house number|postal code|zip code)$/.test(words.words.join(' '))),
  );
  const source = ({ argument: { origin } }: Slot) =>
    origin.from === 'output' ? `${origin.sameTurn}/${origin.call}/${origin.item?.index ?? ''}` : '';
  if (parts.length < 2 || new Set(parts.map(source)).size > 1) return;
  for (const slot of parts) take(draft, slot);
  draft.named.push({ text: 'at that address', sentence: false, rank: 3 });
}

/** Parts of a postal address that the user says. */
export function addressParts(draft: Draft): Slot[] {
  return draft.left.filter(
    (slot) => slot.kind === 'text' && !slot.referred && slot.words.words.some((word) => ADDRESS_PARTS.has(word)),
  );
}

/** First and last name are one name. */
function joinNames(draft: Draft): void {
  const first = draft.left.find(
    ({ words, referred }) =>
      /^(?:first|given)$/.test(words.words[0] ?? '') && words.words.at(-1) === 'name' && !referred,
  );
  const last = draft.left.find(
    ({ words, referred }) => /^(?:last|family|sur)/.test(words.words[0] ?? '') && !referred && words.words.length <= 2,
  );
  if (first === undefined || last === undefined) return;
  take(draft, first);
  take(draft, last);
  const name = `${first.text} ${last.text}`;
  draft.named.push({
    text: new KeyedChoices(draft.choices, 'name').pick(
      isEntered(draft)
        ? [`called ${name}`, `by the name of ${name}`, `named ${name}`]
        : [`for ${name}`, `in the name of ${name}`],
    ),
    sentence: false,
    rank: 1,
  });
}

/** What stands there and what should: from "a red jug" to "a read jug". */
function joinOldAndNew(draft: Draft): void {
  const texts = draft.left.filter(({ kind, referred }) => !referred && (kind === 'prose' || kind === 'text'));
  const [old, fresh] = [OLD, NEW].map((side) => texts.filter(({ words }) => side.test(words.words[0] ?? '')));
  const [from, to] = [old?.[0], fresh?.[0]];
  if (from === undefined || to === undefined || old?.length !== 1 || fresh?.length !== 1) return;
  if (from.words.words.slice(1).join(' ') !== to.words.words.slice(1).join(' ')) return;
  take(draft, from);
  take(draft, to);
  const quoted = ({ text }: Slot) => (text.startsWith('"') ? text : `"${text}"`);
  draft.named.push({ text: `from ${quoted(from)} to ${quoted(to)}`, sentence: false, rank: 8 });
}

const OLD = /^(?:wrong|old|original|incorrect|misspelt|previous|recogni[sz]ed)$/;
const NEW = /^(?:new|corrected?|right|fixed|replacement|updated|revised)$/;

/** Who is looked for or entered has the name: nobody registers a reader for Daniel Meyer. */
function isEntered(draft: Draft): boolean {
  const { object, verb, kind } = draft.deed;
  if (PEOPLE.test(object) || PEOPLE.test(subject(draft.call.tool) ?? '')) return true;
  const enters = /^(?:register|enroll?|admit|sign up|onboard|hire)$/.test(verb);
  return (enters || kind === 'list') && /(?:er|or|ent|ant|ee|ist|ian|person|people|child|man|woman)s?$/.test(object);
}

/** "with a, with b" → "with a and b". */
function gathered(phrases: readonly string[]): string[] {
  const [withs, others] = [
    phrases.filter((text) => text.startsWith('with ')),
    phrases.filter((text) => !text.startsWith('with ')),
  ];
  if (withs.length < 2) return [...phrases];
  const at = phrases.indexOf(withs[0] as string);
  return [...others.slice(0, at), `with ${joinList(withs.map((text) => text.slice(5)))}`, ...others.slice(at)];
}
