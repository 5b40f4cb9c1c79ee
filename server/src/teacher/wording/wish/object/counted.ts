import { isPlural, isUncounted, singular, unitOf } from '../../../../english/index.ts';
import { isQuality } from '../../quality.ts';
import { type Draft, take } from '../draft.ts';
import { indefinite } from '../phrase/shown.ts';
import type { Slot } from '../slots.ts';
import { hostOf } from './host.ts';
import { linkTo } from './link.ts';
import { makesAnew } from './makes.ts';
import { nounPhrase } from './said.ts';
import { sameNoun } from './same-noun.ts';

/** "35 litres of petrol" for fuel that is petrol, "a spectrometer" for an instrument that is one. */
export function sortItself(draft: Draft, object: string): string | undefined {
  const slot = draft.left.find(
    ({ kind, thing, words, referred, text }) =>
      (kind === 'label' ||
        (TAKEN.test(draft.deed.verb) && /^\p{Ll}[\p{Ll}-]+(?:(?:, | and )\p{Ll}[\p{Ll}-]+)*$/u.test(text))) &&
      thing === undefined &&
      !referred &&
      object !== '' &&
      singular(words.noun) === singular(object),
  );
  if (slot === undefined || draft.deed.kind === 'list' || draft.deed.kind === 'look') return undefined;
  take(draft, slot);
  const amount = isUncounted(object) ? take(draft, measureOf(draft, object)) : undefined;
  if (slot.kind !== 'label') {
    const whom = take(draft, hostOf(draft));
    return `${slot.text}${whom === undefined ? '' : ` ${linkTo(draft, whom)} ${nounPhrase(whom)}`}`;
  }
  const makes = makesAnew(draft) || /^(?:book|order|reserve|rent|buy|take)$/.test(draft.deed.verb);
  const itself =
    amount !== undefined
      ? `${measured(amount)} of ${slot.text}`
      : isUncounted(object)
        ? slot.text
        : makes
          ? indefinite(sortName(slot.text, object))
          : `the ${sortName(slot.text, object)}`;
  const host = take(draft, hostOf(draft));
  return `${itself}${host === undefined ? '' : ` ${linkTo(draft, host)} ${nounPhrase(host)}`}`;
}

/** "a night shift", but "a spectrometer": a time or a quality is no thing of its own. */
function sortName(text: string, object: string): string {
  return isQuality(text) || TIME_OR_GRADE.test(text) ? `${text} ${singular(object)}` : text;
}

const TIME_OR_GRADE =
  /^(?:night|day|morning|evening|afternoon|noon|midday|weekend|weekday|spring|summer|autumn|fall|winter|early|late|first|second|third|standard|basic|premium|economy|business|regular|special|single|double|twin|family|group)$/;

/** Verbs with which one names the sort of a thing and not the thing: "prescribe amoxicillin". */
const TAKEN = /^(?:prescribe|order|buy|administer|dispense|take|cook|plant|play|apply|use|supply)$/;

function behind(object: string, noun: string): string {
  return noun.startsWith(`${object} `) ? noun.slice(object.length + 1) : noun;
}

/** The measure of what cannot be counted: its litres, its kilograms. */
function measureOf(draft: Draft, object: string): Slot | undefined {
  return draft.left.find(
    ({ kind, referred, words, text, argument }) =>
      kind === 'number' &&
      !referred &&
      (unitOf(words.words.at(-1) ?? '') !== undefined || words.unit !== undefined) &&
      (text !== String(argument.value) || words.words.length === 1) &&
      /^(?:|amount|quantity|volume|weight|total|\p{L}+ (?:amount|quantity|volume|weight))$/u.test(
        words.words.length === 1 && words.unit === undefined ? '' : behind(object, words.noun),
      ),
  );
}

/** "26 loyalty points" where a number is of what the deed is about. */
export function countedObject(draft: Draft, object: string): string | undefined {
  const time =
    isUncounted(object) || object === 'time'
      ? draft.left.find(
          ({ kind, referred, words }) => kind === 'number' && !referred && words.unit?.dimension === 'time',
        )
      : undefined;
  if (time !== undefined && (makesAnew(draft) || object === 'time')) {
    take(draft, time);
    const host = take(draft, hostOf(draft));
    return `${object === 'time' ? time.text : `${time.text} of ${object}`}${host === undefined ? '' : ` ${linkTo(draft, host)} ${nounPhrase(host)}`}`;
  }
  const measure =
    isUncounted(object) && draft.deed.kind !== 'look' && draft.deed.kind !== 'list'
      ? measureOf(draft, object)
      : undefined;
  if (measure !== undefined) {
    take(draft, measure);
    const host = take(draft, hostOf(draft));
    return `${measured(measure)} of ${object}${host === undefined ? '' : ` ${linkTo(draft, host)} ${nounPhrase(host)}`}`;
  }
  const bare = makesAnew(draft) && !isPlural(object) && !isUncounted(object) ? bareMeasure(draft) : undefined;
  if (bare !== undefined) {
    take(draft, bare);
    const host = take(draft, hostOf(draft));
    return `${indefinite(object)} of ${measured(bare)}${host === undefined ? '' : ` ${linkTo(draft, host)} ${nounPhrase(host)}`}`;
  }
  if (!isPlural(object)) return undefined;
  const slot = draft.left.find(
    ({ kind, referred, words }) =>
      kind === 'number' &&
      !referred &&
      ((isPlural(words.noun) && sameNoun(object, words.noun)) ||
        (draft.deed.kind !== 'list' && draft.deed.kind !== 'look' && /^(?:count|quantity|number)$/.test(words.noun))),
  );
  if (slot === undefined) return undefined;
  take(draft, slot);
  if (!isPlural(slot.words.noun)) {
    const host = take(draft, hostOf(draft));
    const many = `${slot.text} ${slot.argument.value === 1 ? singular(object) : object}`;
    return host === undefined ? many : `${many} ${linkTo(draft, host)} ${nounPhrase(host)}`;
  }
  return `${slot.text} ${slot.argument.value === 1 ? singular(object) : object}`;
}

/** "5 packs of " before the thing that is ordered: what it comes in is no part of it. Takes that number. */
export function takePortions(draft: Draft): string {
  const { verb, object } = draft.deed;
  if (!COMES_IN.test(verb) || !draft.left.some(({ thing }) => thing !== undefined && sameNoun(object, thing)))
    return '';
  const slot = draft.left.find(
    ({ kind, referred, words, thing }) =>
      kind === 'number' && thing === undefined && !referred && words.words.length === 1 && PORTIONS.test(words.noun),
  );
  if (slot === undefined) return '';
  take(draft, slot);
  return `${slot.text} ${slot.argument.value === 1 ? singular(slot.words.noun) : slot.words.noun} of `;
}

/** What things come in. */
const PORTIONS =
  /^(?:packs?|packets?|packages|boxes|bottles|bags|crates|cartons|cases|pieces|copies|sheets|rolls|tins|cans|jars|tubes|sacks|pallets|bundles|portions|slices|servings|doses|units)$/;

/** Verbs by which so much of a thing changes hands. */
const COMES_IN =
  /^(?:order|reorder|buy|purchase|request|dispense|deliver|ship|send|reserve|restock|return|use|take|sell|issue|supply|add|remove|discard|donate)$/;

/** "a payment of 20 for invoice 7": money that changes hands is told with its sum. */
export function sumOfMoney(draft: Draft, object: string): string | undefined {
  if (
    !/(?:^| )(?:payment|refund|deposit|donation|credit|charge|withdrawal|transfer|expense|bid|tip|discount)$/.test(
      object,
    )
  )
    return undefined;
  const sum = draft.left.find(
    ({ kind, thing, words }) =>
      kind === 'number' && thing === undefined && /^(?:amount|sum|value|total)$/.test(words.words.join(' ')),
  );
  if (sum === undefined || draft.deed.kind === 'look' || draft.deed.kind === 'list') return undefined;
  const host = hostOf(draft);
  if (host !== undefined && sameNoun(object, host.thing ?? host.words.noun)) return undefined;
  take(draft, sum);
  take(draft, host);
  return `${indefinite(object)} of ${sum.text}${host === undefined ? '' : ` ${linkTo(draft, host)} ${nounPhrase(host)}`}`;
}

/** "35 litres" for 35 under `litres`, "12 kilograms" for what has its unit already. */
function measured({ text, words, argument }: Slot): string {
  const unit = words.unit === undefined ? unitOf(words.words.at(-1) ?? '') : undefined;
  return unit === undefined ? text : `${text} ${argument.value === 1 ? singular(unit.said) : unit.said}`;
}

/** `kilograms` alone: how much of it there is. */
function bareMeasure(draft: Draft): Slot | undefined {
  return draft.left.find(({ kind, referred, words }) => {
    const unit = words.words.length === 1 ? unitOf(words.words[0] as string) : undefined;
    return kind === 'number' && !referred && /^(?:mass|volume|length|energy|area)$/.test(unit?.dimension ?? '');
  });
}
