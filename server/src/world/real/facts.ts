import { isRecord, type Json, type JsonSchema } from '../../json/index.ts';
import type { Fact } from '../types.ts';

const MAX_FACTS = 20_000;
const MAX_VALUE = 200;

/**
 * Everything that a JSON value says there is, one fact a scalar, with the names it may be asked for by. Keys of a
 * dictionary are facts as well: `{"tickets": {"17": …}}` names a ticket. Facts of one object share a record.
 */
export function factsIn(value: Json, from: string): Fact[] {
  const facts: Fact[] = [];
  collect(value, { path: from, within: [], record: from }, facts, 0);
  return facts;
}

interface Place {
  /** Where it stands, unique. */
  readonly path: string;
  /** Names of what it stands in, nearest last. */
  readonly within: readonly string[];
  readonly record: string;
}

function collect(value: Json, place: Place, facts: Fact[], depth: number): void {
  if (facts.length >= MAX_FACTS || depth > 40) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const path = `${place.path}.${index}`;
      // Items of a list of texts are one record each; those of a list of objects make their own.
      collect(item, { path, within: place.within.map(singular), record: path }, facts, depth + 1);
    }
    return;
  }
  if (typeof value === 'object' && value !== null) {
    if (isMap(value, place)) collectMap(value, place, facts);
    else for (const [key, item] of Object.entries(value)) collectMember(key, item, value, place, facts, depth);
    return;
  }
  const isFact = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  if (isFact && String(value).length <= MAX_VALUE)
    facts.push({ names: namesOf(place.within), value, record: place.record });
}

/** `{"agents": {"mira": "lock-42"}}`: a collection's name over plain values of one type maps names to something of theirs. */
function isMap(value: object, { within }: Place): boolean {
  const name = within.at(-1) ?? '';
  const types = new Set(Object.values(value).map((item) => typeof item));
  return singular(name) !== name && types.size === 1 && (types.has('string') || types.has('number'));
}

function collectMap(value: { readonly [key: string]: Json }, place: Place, facts: Fact[]): void {
  const what = singular(place.within.at(-1) ?? '');
  for (const [key, item] of Object.entries(value)) {
    const record = `${place.path}.${key}`;
    facts.push({ names: [...thingNames(what), 'id', 'name'], value: key, record });
    if ((typeof item === 'string' || typeof item === 'number') && item !== '' && String(item).length <= MAX_VALUE)
      facts.push({ names: [plainName(key), '*'], value: item, record });
  }
}

function thingNames(name: string): string[] {
  return [name, `${name}_id`, `${name}_name`, `${name}_key`].map(plainName);
}

function collectMember(key: string, item: Json, owner: object, place: Place, facts: Fact[], depth: number): void {
  const path = `${place.path}.${key}`;
  const nested = isRecord(item);
  if (nested) {
    const what = singular(place.within.at(-1) ?? '');
    const kind = 'type' in item && typeof item.type === 'string' ? item.type : '';
    const names = [what, kind].filter((name) => name !== '').flatMap(thingNames);
    if (names.length > 0) facts.push({ names: [...new Set([...names, 'id', 'name'])], value: key, record: path });
    collect(item, { path, within: [...place.within, key], record: path }, facts, depth + 1);
    return;
  }
  const record = Array.isArray(item) ? path : place.path;
  collect(item, { path, within: [...place.within, key], record: record || String(owner) }, facts, depth + 1);
}

/** `id` in `tickets` is asked for as `id` and as `ticket_id`. */
function namesOf(within: readonly string[]): string[] {
  const own = within.at(-1) ?? '';
  // A dictionary's key stands between the collection's name and the field's.
  const owners = [within.at(-2), within.at(-3)].filter((name): name is string => name !== undefined);
  return [...new Set([plainName(own), ...owners.map((owner) => plainName(`${singular(owner)}_${own}`))])];
}

/** A name without case and separators: `ticketId`, `ticket_id` and `TICKET-ID` are one. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function singular(name: string): string {
  if (/ies$/i.test(name)) return name.replace(/ies$/i, 'y');
  if (/(?:ss|us|is)$/i.test(name)) return name;
  return /(?:x|ch|sh|ss)es$/i.test(name) ? name.slice(0, -2) : name.replace(/s$/i, '');
}

/** Whether a value may stand where the schema says which type is wanted; types are all that is looked at. */
export function suits(schema: JsonSchema, value: Json): boolean {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (schema.enum !== undefined) return schema.enum.includes(value);
  if (types[0] === undefined) return true;
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return typeof value === 'string' && types.includes('string');
}
