import { joinList, splitWords, spoken } from '../../../../english/index.ts';
import { sayValue } from '../../values.ts';
import { type Core, type Draft, pick, take } from '../draft.ts';
import { hostBut, hostOrVague } from '../object/host.ts';
import { setsAnew } from '../object/makes.ts';
import { isNewValue, TO } from '../object/roles.ts';
import { nounPhrase, quotedText } from '../object/said.ts';
import { sameNoun } from '../object/same-noun.ts';
import { addressParts } from '../rest.ts';
import type { Slot } from '../slots.ts';

/** "set the due date of issue 5 to 29 May": what is set, of what, to what. */
export function changingWish(draft: Draft): Core | undefined {
  const { verb, object } = draft.deed;
  if (
    !/^(?:set|update|change|modify|amend|patch|edit|adjust|revise|rename|increase|decrease|raise|lower|reschedule|postpone|move)$/.test(
      verb,
    )
  )
    return undefined;
  const replaced = draft.left.find(
    ({ kind, words, thing }) => kind === 'list' && thing !== undefined && words.words[0] === 'new',
  );
  // "modify items 1 and 2 of the order to the new items 3 and 4" is no setting of a value.
  if (replaced !== undefined && draft.left.some((slot) => slot !== replaced && slot.thing === replaced.thing))
    return undefined;
  // A difference is no new value: "adjust the stock of item 7 by 5".
  if (draft.left.some(({ words, kind }) => kind === 'number' && isDifference(words.words))) return undefined;
  const host = hostBut(draft, object);
  if (addressParts(draft).length >= 3) return undefined;
  const record = draft.left.find(
    ({ kind, words, referred }) => kind === 'object' && !referred && CHANGES.test(words.noun),
  );
  const inner = record === undefined ? undefined : changesOf(record);
  if (record !== undefined && inner !== undefined) {
    take(draft, record);
    const [first, ...others] = inner as [[string, string], ...[string, string][]];
    const start = `change the ${first[0]} of ${hostOrVague(draft)} to ${first[1]}`;
    return { clause: joinList([start, ...others.map(([noun, text]) => `the ${noun} to ${text}`)]) };
  }
  const values = draft.left.filter((slot) => slot !== host && isNewValue(slot));
  if (verb === 'rename') {
    const name = values.find(({ words }) => /name|title/.test(words.words.at(-1) ?? ''));
    if (name === undefined) return undefined;
    take(draft, name);
    return { clause: `rename ${hostOrVague(draft)} to ${quotedText(name)}` };
  }
  const moments = values.filter(({ kind }) => kind === 'date' || kind === 'moment' || kind === 'time');
  const [moment] = moments;
  // "move it to shelf 2 on 3 May": where it goes is no day.
  const goes = /^(?:move|shift)$/.test(verb) && draft.left.some(({ words }) => TO.test(words.words[0] ?? ''));
  if (
    /^(?:reschedule|move|postpone|shift)$/.test(verb) &&
    !goes &&
    moment !== undefined &&
    moments.length === 1 &&
    host !== undefined
  ) {
    take(draft, moment);
    return { clause: `${verb} ${hostOrVague(draft)} to ${moment.text}` };
  }
  // A new one is set for a time, and no time of anybody's is changed.
  if (setsAnew(draft) && values.every(({ kind }) => /^(?:date|time|moment)$/.test(kind))) return undefined;
  const what = (slot: Slot) => slot.words.noun.replace(/^new (?=\S)/, '');
  const about = values.filter((slot) => object !== '' && sameNoun(object, slot.thing ?? what(slot)));
  const set = about.length > 0 ? about : verb === 'move' ? [] : values.slice(0, 3);
  if (set.length === 0) return undefined;
  for (const slot of set) take(draft, slot);
  const things = draft.left.filter(({ thing, kind, referred }) => thing !== undefined && kind !== 'list' && !referred);
  const only = host === undefined && about.length > 0 && things.length === 1 ? take(draft, things[0]) : undefined;
  const owner =
    only !== undefined ? nounPhrase(only) : host !== undefined || about.length === 0 ? hostOrVague(draft) : undefined;
  const [first, ...others] = set as [Slot, ...Slot[]];
  const of = owner === undefined ? '' : ` of ${owner}`;
  const head = pick(
    draft,
    'set',
    /^(?:update|change|modify|edit|adjust|set)$/.test(verb)
      ? first.kind === 'number'
        ? ['set', 'change', 'adjust', 'bring', verb]
        : ['set', 'change', verb]
      : [verb],
  );
  const more = others.map((slot) => `the ${what(slot)} to ${quotedText(slot)}`);
  // `new_limit` of a loan limit is the loan limit.
  const whole = about.length > 0 && object.endsWith(` ${what(first)}`) ? object : what(first);
  // "the status of order 7", not "the order status of order 7".
  const own =
    host?.thing !== undefined && whole.startsWith(`${host.thing} `) ? whole.slice(host.thing.length + 1) : whole;
  const start = `${head} the ${first.thing ?? own}${of} to ${first.thing === undefined ? quotedText(first) : nounPhrase(first)}`;
  return { clause: joinList([start, ...more]) };
}

/** A number by which something becomes more or less. */
function isDifference(words: readonly string[]): boolean {
  return /^(?:delta|difference|increment|decrement)$/.test(words.at(-1) ?? '');
}

/** A record of what is to be changed. */
const CHANGES = /^(?:changes|updates?|fields|patch|values|properties|attributes|edits|new values|new data)$/;

/** What a record of changes sets: noun and value; undefined where a value is a record itself. */
function changesOf({ argument: { value } }: Slot): [string, string][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const plain = entries.every(([, item]) => typeof item === 'string' || typeof item === 'number');
  if (!plain || entries.length === 0) return undefined;
  return entries.map(([key, item]) => {
    const text = sayValue(item as string | number);
    return [spoken(splitWords(key)), /\s/.test(text) && text === item ? `"${text}"` : text];
  });
}
