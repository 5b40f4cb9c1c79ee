import { carriedUnit, carriedUnitAmong, type Value } from '../../../domain/index.ts';
import type { KeyedList } from '../keys.ts';
import type { Output } from '../outputs.ts';

const FORMATS = new Set(['email', 'uri', 'hostname', 'ipv4', 'ipv6', 'uuid']);

const PLACES = new Set(['location', 'address', 'place', 'venue', 'destination', 'airport', 'city', 'station']);

const MONEY = new Set('price cost fee fare balance amount refund total budget payment salary deposit'.split(' '));

/** Formats, closed lists of values, and the wider kinds (places, sums of money) a value belongs to. */
export function offerKinds(offers: KeyedList, output: Output, position: number, worth: number): void {
  for (const { key, weight, rule } of kindsOf(output)) offers.add(key, weight * worth, '', rule, position);
}

/** Kinds shared by parameters and outputs. */
export function kindsOf(value: Value): { readonly key: string; readonly weight: number; readonly rule: string }[] {
  const kinds: { key: string; weight: number; rule: string }[] = [];
  const head = value.concept?.role ?? value.concept?.entity.at(-1) ?? '';
  const format = value.schema.format;
  if (typeof format === 'string' && FORMATS.has(format))
    kinds.push({ key: `f:${format}`, weight: 0.45, rule: 'format' });
  const choices = value.schema.enum;
  if (Array.isArray(choices) && choices.length > 1 && choices.length <= 60) {
    kinds.push({ key: `e:${choices.map(String).sort().join('|').toLowerCase()}`, weight: 0.6, rule: 'enum' });
  }
  if (value.type === 'string' && (PLACES.has(head) || value.described.some(isPlace)))
    kinds.push({ key: 'g:place', weight: 0.6, rule: 'kind' });
  if (value.type === 'number' && value.concept?.role === undefined && isMoney(value, head))
    kinds.push({ key: 'g:money', weight: 0.5, rule: 'kind' });
  return kinds;
}

function isPlace({ entity, role }: { readonly entity: readonly string[]; readonly role?: string }): boolean {
  return (role === undefined || role === 'name') && PLACES.has(entity.at(-1) ?? '');
}

export function isMoney(value: Value, head: string): boolean {
  return (
    MONEY.has(head) ||
    carriedUnit(head)?.dimension === 'money' ||
    carriedUnitAmong(value.descriptionWords)?.dimension === 'money'
  );
}
