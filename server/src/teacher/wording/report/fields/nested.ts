import { counted, joinList, plural, singular, spoken } from '../../../../english/index.ts';
import { isObject, type Json } from '../../../../json/index.ts';
import { sayValue } from '../../values.ts';
import { detail } from './detail.ts';
import { PARTICIPLE } from './field.ts';
import { inClause } from './texts.ts';
import { ownNoun } from './units.ts';

/** A record inside a record: its plain values; records by their keys are counted. */
export function objectPredicate(words: readonly string[], value: Readonly<Record<string, Json>>): string {
  const noun = ownNoun(words);
  const inner = Object.values(value);
  if (inner.length > 0 && inner.every((item) => isObject(item)))
    return `has ${counted(inner.length, plural(singular(noun)))}`;
  return `has the ${noun} ${partsOf(value)}`;
}

/** "sent to a, b and c": a list whose name says what happened with it. */
export function sentTo(words: readonly string[], value: readonly Json[]): string | undefined {
  const plain = value.length > 0 && value.length <= MAX_ITEMS && value.every((item) => typeof item === 'string');
  if (!plain || words.length !== 2 || !/^(?:to|by|for|from|with)$/.test(words[1] ?? '')) return undefined;
  if (!PARTICIPLE.test(words[0] ?? '')) return undefined;
  return `was ${words.join(' ')} ${joinList(value.map((item) => inClause(sayValue(item, { label: true }))))}`;
}

const MAX_ITEMS = 4;

export function listPredicate(words: readonly string[], value: readonly Json[]): string {
  const noun = plural(spoken(words));
  const simple = value.every((item) => !isObject(item) && !Array.isArray(item));
  if (value.length === 0) return `has no ${noun}`;
  if (!simple || value.length > MAX_ITEMS) return `has ${value.length} ${value.length === 1 ? singular(noun) : noun}`;
  return `has the ${value.length === 1 ? singular(noun) : noun} ${joinList(value.map((item) => inClause(sayValue(item, { label: true }))))}`;
}

/** The values of an object in one breath. */
export function partsOf(value: Readonly<Record<string, Json>>): string {
  const entries = Object.entries(value).filter(([, item]) => item !== null && !isObject(item) && !Array.isArray(item));
  return entries.length === 0
    ? 'nothing more'
    : joinList(entries.slice(0, 4).map(([key, item]) => detail(key, item as Json, entries)));
}
