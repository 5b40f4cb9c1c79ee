import { isRecord, type JsonSchema } from '../../json/index.ts';
import type { PartPath } from '../types.ts';
import type { ReportLoss } from './loss.ts';

/** What stands for a value of any kind, since Gemini asks for a type. */
export const ANY_SCALAR: JsonSchema = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] };

/**
 * A list says in one schema what it holds: Gemini refuses an array without `items` and knows no tuples. A tuple's places
 * become a choice, and what stands where is said in words.
 */
export function withItems(schema: JsonSchema, at: PartPath, report: ReportLoss): JsonSchema {
  if (!typesIn(schema).includes('array')) return schema;
  const { prefixItems, ...rest } = schema;
  if (!Array.isArray(prefixItems) || prefixItems.length === 0) {
    if (isRecord(schema.items)) return schema;
    report(
      at,
      'a list that may hold anything: Gemini asks what, so it is written as one of texts, numbers and booleans',
    );
    return { ...rest, items: ANY_SCALAR };
  }
  report(at, 'what stands at which place of a list is not expressible; it is said in words');
  const places = [...prefixItems, ...(isRecord(schema.items) ? [schema.items as JsonSchema] : [])];
  const kinds = [
    ...new Map(places.map((place) => [JSON.stringify(withoutWords(place)), withoutWords(place)])).values(),
  ];
  const [only] = kinds;
  const items = kinds.length === 1 && only !== undefined ? only : { anyOf: kinds };
  const most = schema.items === false ? { maxItems: Math.min(schema.maxItems ?? Infinity, prefixItems.length) } : {};
  const words = `In this order: ${prefixItems.map(inWords).join('; ')}.`;
  return { ...rest, ...most, items, description: `${schema.description ?? ''} ${words}`.trim() };
}

export function typesIn({ type }: JsonSchema): readonly string[] {
  return typeof type === 'string' ? [type] : Array.isArray(type) ? type : [];
}

function withoutWords({ description: _description, title: _title, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function inWords(place: JsonSchema): string {
  const kind = typesIn(place).join(' or ') || 'anything';
  const words = place.description ?? place.title;
  return words === undefined ? kind : `${words.replace(/\.$/, '')} (${kind})`;
}
