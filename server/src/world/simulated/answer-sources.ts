import type { FunctionReading, OutputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { formatFieldPath, typesOf } from '../../signature/index.ts';
import type { Layout, Place } from './answer-layout.ts';
import { fieldKey } from './names.ts';
import { isNumber, saysNumber } from './number-schema.ts';
import type { Source } from './plan.ts';
import { computedSource, ReadSources } from './read-sources.ts';
import {
  aggregateSource,
  asideSource,
  beforeSource,
  pagingSource,
  partySource,
  relatedCount,
  relatedSum,
  type Summing,
} from './sums.ts';
import { isIdentifierKey, isStateKey } from './tables.ts';
import { participle } from './wording.ts';

/** Where values of an answer come from: arguments, sums over records, other records, else what the reading says of them. */
export class Sources {
  readonly #layout: Layout;
  readonly #outputs: ReadonlyMap<string, OutputReading>;
  readonly #byReading: ReadSources;

  constructor(layout: Layout, outputs: ReadonlyMap<string, OutputReading>) {
    this.#layout = layout;
    this.#outputs = outputs;
    this.#byReading = new ReadSources(layout);
  }

  /** Where the value at a place comes from. */
  of(place: Place, schema: JsonSchema): Source {
    const output = this.#outputs.get(formatFieldPath(place.path));
    const words = keyWords(place.name);
    const key = fieldKey(place.name, place.prefix === '' ? (place.table?.name ?? '') : '');
    if (this.#isCollected(place, schema, key)) return { from: 'field', field: this.#layout.collects ?? key };
    if (this.#repeats(place)) return { from: 'argument', argument: place.name };
    const named = this.#givenAs(place);
    if (named !== undefined) return { from: 'argument', argument: named };
    const summed = this.#summed(place, schema, words);
    if (summed !== undefined) return summed;
    const referred = this.#ofReferred(place);
    if (referred !== undefined) return referred;
    const told = output === undefined ? undefined : this.#byReading.told(output, place, schema, key);
    if (told !== undefined) return told;
    if (this.#layout.computes && place.path.length <= 1) {
      const computed = computedSource(words, schema);
      if (computed !== undefined) return computed;
    }
    const { table } = place;
    if (table !== undefined && place.prefix === '' && isIdentifierKey(table, fieldKey(place.name)))
      return { from: 'key' };
    return this.#byReading.byName(place, schema, words, key);
  }

  /** `pausedUntil` after `pausePupil(until)`: the argument, named after the deed. */
  #givenAs({ path, name }: Place): string | undefined {
    const { reading, parameters, verb } = this.#layout;
    if (!reading.writes || path.length !== 1 || verb === undefined || verb === '') return undefined;
    const key = fieldKey(name);
    const given = Object.keys(parameters.properties ?? {}).filter(
      (one) => key === `${participle(verb)}_${fieldKey(one)}`,
    );
    const [only] = given;
    if (given.length === 1 && (parameters.required ?? []).includes(only ?? '')) return only;
    const days = Object.entries(parameters.properties ?? {}).filter(([, schema]) => tellsMoment(schema, key));
    return days.length === 1 ? days[0]?.[0] : undefined;
  }

  /** `cart: […]` after something was put in it: its items, whatever the answer calls them. */
  #isCollected({ path, table }: Place, { items }: JsonSchema, key: string): boolean {
    const { collects } = this.#layout;
    if (collects === undefined || path.length !== 1 || table === undefined || key !== table.name) return false;
    return typeof items === 'object' && items?.properties !== undefined;
  }

  /** A prediction that names an argument tells it again, and so does any answer that of a record it was given. */
  #repeats({ path, name }: Place): boolean {
    const { reading, parameters } = this.#layout;
    return (
      (reading.response.from === 'predicted' || reading.inputs.some(namesAs(name))) &&
      path.length === 1 &&
      !isStateKey(fieldKey(name)) &&
      Object.hasOwn(parameters.properties ?? {}, name)
    );
  }

  /** What an answer tells of many records, or of others than its own. */
  #summed(place: Place, schema: JsonSchema, words: readonly string[]): Source | undefined {
    const { reading, tables, table, selects, parameters, aside } = this.#layout;
    const types = typesOf(schema);
    const top = place.prefix === '' && !place.path.includes('[]');
    const summing: Summing = { words, name: place.name, types, tables, table: selects === 'many' ? table : undefined };
    if (top && selects === 'many') {
      const paging = pagingSource(reading, place.name, words, types);
      if (paging !== undefined) return paging;
    }
    if (top && !reading.writes && saysNumber(types)) {
      const sum = aggregateSource(summing, this.#layout.response);
      if (sum !== undefined && (selects === 'many' || reading.inputs.length === 0)) return sum;
    }
    if (top && aside !== undefined) {
      const made = asideSource(place.name, tables.get(aside), table, Object.keys(parameters.properties ?? {}));
      if (made !== undefined) return made;
    }
    if (saysNumber(types)) {
      const related =
        relatedCount(words, place.table, tables) ??
        relatedSum(words, place.table, tables, top && reading.operation === 'create') ??
        (top && words.join(' ') === 'total' ? this.#sumOfLines(place) : undefined);
      if (related !== undefined) return related;
    }
    if (top && reading.writes) {
      const before = beforeSource(place.name, place.table, reading);
      if (before !== undefined) return before;
    }
    if (!top) return undefined;
    return partySource(place.name, reading, tables) ?? (selects === 'many' ? this.#ofListed(place) : undefined);
  }

  /** `total` beside lines that are records of another table: what those that name this record come to. */
  #sumOfLines({ table }: Place): Source | undefined {
    if (table === undefined || table.single) return undefined;
    for (const { path, role, of } of this.#outputs.values()) {
      const other =
        role === 'collection' && !path.includes('[') ? this.#layout.tables.get(of?.entity ?? '') : undefined;
      const via = [...(other?.references ?? [])].find(([, to]) => to === table.name)?.[0];
      const money = [...(other?.fields ?? [])].filter(
        ([name, schema]) => /(?:^|_)amount$/.test(name) && isNumber(schema),
      );
      const [only] = money;
      if (other === undefined || other === table || via === undefined || only === undefined || money.length > 1)
        continue;
      return { from: 'related sum', table: other.name, via, field: only[0], beside: false };
    }
    return undefined;
  }

  /** `balance` beside the list of a folio's charges is the folio's, where no charge tells one. */
  #ofListed({ name, path }: Place): Source | undefined {
    const { reading, tables, table } = this.#layout;
    if (path.length !== 1 || reading.writes) return undefined;
    const found = reading.inputs.flatMap((input): Source[] => {
      const parent =
        input.role === 'key' || input.role === 'reference' ? tables.get(input.of?.entity ?? '') : undefined;
      const field = parent === undefined ? '' : fieldKey(name, parent.name);
      if (parent === undefined || parent === table || parent.single || !parent.fields.has(field)) return [];
      const key = isIdentifierKey(parent, fieldKey(name)) || parent.references.has(field);
      return key ? [] : [{ from: 'field of', argument: input.parameter, table: parent.name, field }];
    });
    const member = [...this.#outputs.keys()].some((one) => one.includes('[].') && one.endsWith(`.${name}`));
    return found.length === 1 && !member ? found[0] : undefined;
  }

  /** `name` beside `user_id` of what only ties a user to a team: the user's, which is told alike wherever it stands. */
  #ofReferred({ table, prefix, name }: Place): Source | undefined {
    const { reading, tables } = this.#layout;
    if (table === undefined || prefix !== '' || table.single || table.entity.identifiers.length > 0) return undefined;
    const own = fieldKey(name, table.name);
    if (table.written.has(own) || table.references.has(own) || isStateKey(own)) return undefined;
    const found = [...table.references].flatMap(([via, to]): Source[] => {
      const other = tables.get(to);
      const field = fieldKey(name, to);
      const asked = reading.inputs.some(({ of }) => of?.entity === to);
      const told = other?.single === false && other.fields.has(field) && !other.references.has(field);
      return told && !asked ? [{ from: 'referred', table: to, via, field }] : [];
    });
    return found.length === 1 ? found[0] : undefined;
  }
}

/** `until`, "Date to resume", tells when `resumes_on` is. */
function tellsMoment(schema: JsonSchema, key: string): boolean {
  const words = key.split('_');
  const text = typeof schema?.description === 'string' ? schema.description : '';
  if (!/^(?:on|at|date|time|until)$/.test(words.at(-1) ?? '') || !/\b(?:date|day|time|when)\b/i.test(text))
    return false;
  const said = new Set(keyWords(text));
  const told = words.slice(0, -1);
  return told.length > 0 && typesOf(schema).includes('string') && told.every((word) => said.has(word));
}

function namesAs(name: string) {
  return ({ parameter, role }: FunctionReading['inputs'][number]) => role === 'reference' && parameter === name;
}
