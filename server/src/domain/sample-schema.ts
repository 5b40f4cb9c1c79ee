import type { Json, JsonSchema } from '../json/index.ts';
import { matchesFormat } from '../signature/index.ts';

/** Values deeper than this are taken as they come. */
const MAX_DEPTH = 12;
/** Items of one list that are looked at. */
const MAX_ITEMS = 100;
/** An object with more names than this is a table by name, not a record. */
const MAX_NAMES = 64;
/** So many names that all carry a digit are keys of a table: `{"room-1": …, "room-2": …, "room-3": …}`. */
const KEYED = 3;

/** Formats that a text shows by itself, the narrower first. */
const FORMATS = ['uuid', 'date-time', 'date', 'email', 'uri'] as const;
/** `http://…` and its like: `note: done` is no address. */
const ADDRESS = /^[a-z][a-z0-9+.-]*:\/\//i;

/** What was seen at one place of the samples. */
class Place {
  seen = 0;
  nulls = 0;
  booleans = 0;
  integers = 0;
  fractions = 0;
  strings = 0;
  lists = 0;
  records = 0;
  formats: readonly (typeof FORMATS)[number][] = FORMATS;
  items: Place | undefined;
  readonly parts = new Map<string, Place>();

  add(value: Json, depth = 0): void {
    this.seen++;
    if (value === null) this.nulls++;
    else if (typeof value === 'boolean') this.booleans++;
    else if (typeof value === 'number') Number.isInteger(value) ? this.integers++ : this.fractions++;
    else if (typeof value === 'string') this.#addText(value);
    else if (Array.isArray(value)) {
      this.lists++;
      if (depth >= MAX_DEPTH) return;
      this.items ??= new Place();
      for (const item of value.slice(0, MAX_ITEMS)) this.items.add(item, depth + 1);
    } else {
      this.records++;
      if (depth >= MAX_DEPTH) return;
      for (const [name, part] of Object.entries(value)) {
        this.part(name).add(part as Json, depth + 1);
      }
    }
  }

  /** What was seen under a name; nothing yet where the name is new. */
  part(name: string): Place {
    const known = this.parts.get(name);
    if (known !== undefined) return known;
    const made = new Place();
    this.parts.set(name, made);
    return made;
  }

  #addText(text: string): void {
    this.strings++;
    if (this.formats.length > 0)
      this.formats = this.formats.filter((format) =>
        format === 'uri' ? ADDRESS.test(text) && matchesFormat(format, text) : matchesFormat(format, text),
      );
  }
}

/**
 * The schema of answers that were seen: what all samples have in common. A field is required where every record of its
 * place had it. Values are never listed as an enumeration: a sample does not show what else there may be.
 */
export class SampleSchema {
  readonly #root = new Place();

  add(sample: Json): void {
    this.#root.add(sample);
  }

  get schema(): JsonSchema {
    return schemaOf(this.#root);
  }
}

function schemaOf(place: Place): JsonSchema {
  const kinds: JsonSchema[] = [];
  if (place.records > 0) kinds.push(recordSchema(place));
  if (place.lists > 0) kinds.push(listSchema(place));
  if (place.strings > 0) kinds.push(textSchema(place));
  if (place.fractions > 0) kinds.push({ type: 'number' });
  else if (place.integers > 0) kinds.push({ type: 'integer' });
  if (place.booleans > 0) kinds.push({ type: 'boolean' });
  const [first] = kinds;
  if (first === undefined) return place.nulls > 0 ? { type: 'null' } : {};
  if (place.nulls > 0) {
    // A plain value that may be absent is written as most schemas write it.
    if (kinds.length === 1 && typeof first.type === 'string') return { ...first, type: [first.type, 'null'] };
    kinds.push({ type: 'null' });
  }
  return kinds.length === 1 ? first : { anyOf: kinds };
}

function textSchema({ formats }: Place): JsonSchema {
  const [format] = formats;
  return format === undefined ? { type: 'string' } : { type: 'string', format };
}

function listSchema({ items }: Place): JsonSchema {
  return items === undefined || items.seen === 0 ? { type: 'array' } : { type: 'array', items: schemaOf(items) };
}

function recordSchema(place: Place): JsonSchema {
  const { parts, records } = place;
  if (isTable(parts)) {
    const all = new Place();
    for (const part of parts.values()) merge(all, part);
    return { type: 'object', additionalProperties: schemaOf(all) };
  }
  const properties = Object.fromEntries([...parts].map(([name, part]) => [name, schemaOf(part)]));
  const required = [...parts].filter(([, part]) => part.seen === records).map(([name]) => name);
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

function isTable(parts: ReadonlyMap<string, Place>): boolean {
  if (parts.size > MAX_NAMES) return true;
  return parts.size >= KEYED && [...parts.keys()].every((name) => /\d/.test(name)) && sameKinds([...parts.values()]);
}

/** `line1`, `line2` beside `line1_count` is a record; a table holds values of one kind. */
function sameKinds(places: readonly Place[]): boolean {
  const kind = (place: Place) =>
    place.records > 0 ? 'record' : place.lists > 0 ? 'list' : place.strings > 0 ? 'text' : 'value';
  return new Set(places.map(kind)).size === 1 && (places[0]?.records ?? 0) > 0;
}

function merge(into: Place, from: Place): void {
  into.seen += from.seen;
  for (const count of ['nulls', 'booleans', 'integers', 'fractions', 'strings', 'lists', 'records'] as const)
    into[count] += from[count];
  if (from.strings > 0) into.formats = into.formats.filter((format) => from.formats.includes(format));
  if (from.items !== undefined) {
    into.items ??= new Place();
    merge(into.items, from.items);
  }
  for (const [name, part] of from.parts) merge(into.part(name), part);
}
