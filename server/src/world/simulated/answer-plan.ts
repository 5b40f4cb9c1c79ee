import type { FunctionReading, OutputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { formatFieldPath, typesOf } from '../../signature/index.ts';
import type { TableModel } from './model.ts';
import { fieldKey, isCountName, isWrapperName, saysNothing } from './names.ts';
import { isNumber, saysNumber } from './number-schema.ts';
import type { AnswerNode, Rows, Source } from './plan.ts';
import {
  aggregateSource,
  asideSource,
  beforeSource,
  countOf,
  pagingSource,
  partySource,
  relatedCount,
  relatedSum,
  type Summing,
} from './sums.ts';
import { isIdentifierKey, isMainKey, isStateKey } from './tables.ts';
import { simplify } from './values/make.ts';
import { isStatusName, isSuccessName, participle } from './wording.ts';

/** What an answer is laid out for. */
export interface Layout {
  readonly reading: FunctionReading;
  readonly response: JsonSchema;
  readonly tables: ReadonlyMap<string, TableModel>;
  /** Table of the record the call is about. */
  readonly table: TableModel | undefined;
  /** The call selects records of that table, one or many. */
  readonly selects: 'one' | 'many' | undefined;
  readonly parameters: JsonSchema;
  readonly computes: boolean;
  /** The table that the steps make a record of beside the one they are about. */
  readonly aside?: string | undefined;
  readonly verb?: string;
  /** The list of the record that the call puts members in or takes them out of. */
  readonly collects?: string | undefined;
}

/** Deeper than this, and past this many places, an answer is made from the schema alone. */
const MAX_DEPTH = 6;
const MAX_PLACES = 1_500;

interface Place {
  readonly path: readonly string[];
  readonly raw: JsonSchema;
  readonly name: string;
  /** Table of the record around it. */
  readonly table: TableModel | undefined;
  /** Field keys lead to it from the record: an address is `address.city`. */
  readonly prefix: string;
}

/** The response schema with a source for every value. */
export function answerPlan(layout: Layout): AnswerNode {
  return new Layouter(layout).node({ path: [], raw: layout.response, name: '', table: layout.table, prefix: '' });
}

class Layouter {
  readonly #layout: Layout;
  readonly #outputs: ReadonlyMap<string, OutputReading>;
  #places = 0;
  #listed = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#outputs = new Map(layout.reading.outputs.map((output) => [output.path, output]));
  }

  node(place: Place): AnswerNode {
    this.#places += 1;
    const { response, reading } = this.#layout;
    const { schema } = simplify(
      response,
      place.raw,
      createRandom(`${reading.function} ${formatFieldPath(place.path)}`),
    );
    const open = place.path.length <= MAX_DEPTH && this.#places <= MAX_PLACES;
    if (open && schema.properties !== undefined && Object.keys(schema.properties).length > 0)
      return this.#object(place, schema);
    if (open && schema.items !== undefined && typeof schema.items === 'object' && schema.prefixItems === undefined)
      return this.#list(place, schema);
    return this.#value(place, this.#whole(schema, place.raw));
  }

  /** The schema of a value by itself, with the definitions that it may refer to. */
  #whole(schema: JsonSchema, raw: JsonSchema): JsonSchema {
    const { $defs, definitions } = this.#layout.response as JsonSchema & { definitions?: Record<string, JsonSchema> };
    const text = JSON.stringify(raw);
    if (!text.includes('$ref') && !JSON.stringify(schema).includes('$ref')) return schema;
    return {
      ...schema,
      ...($defs === undefined ? {} : { $defs }),
      ...(definitions === undefined ? {} : { definitions }),
    };
  }

  #object(place: Place, schema: JsonSchema): AnswerNode {
    const about = this.#recordOf(place, schema);
    const inner = this.#inner(place, about);
    const entries = Object.entries(schema.properties ?? {}).map(([key, raw]) => {
      const prop = typeof raw === 'object' && raw !== null ? raw : {};
      return [key, this.node({ ...inner, path: [...place.path, key], raw: prop, name: key })] as const;
    });
    const required = this.#layout.reading.response.from === 'predicted' ? [] : (schema.required ?? []);
    const optional = Object.keys(schema.properties ?? {}).filter((key) => !required.includes(key));
    return { is: 'object', about: about.record, entries, ...(optional.length === 0 ? {} : { optional }) };
  }

  #inner(place: Place, about: About): Pick<Place, 'table' | 'prefix'> {
    if (about.table !== undefined) return { table: about.table, prefix: '' };
    const nested =
      place.path.length > 0 && place.path.at(-1) !== '[]' && !(place.path.length === 1 && this.#isEnvelope(place));
    return { table: place.table, prefix: nested ? `${place.prefix}${fieldKey(place.name)}.` : place.prefix };
  }

  /** `{order: {…}}`, `{result: {…}}`: the object inside is the record itself. */
  #isEnvelope({ name, table }: Place): boolean {
    return isWrapperName(name) || (table !== undefined && keyWords(name).at(-1) === table.name.split('_').at(-1));
  }

  /** The record an object speaks of: the one around it, or one that this refers to. */
  #recordOf(place: Place, schema: JsonSchema): About {
    const current = { record: { record: 'current' } } as const;
    const found = this.#tableIn(place.path, schema, place.name);
    if (found === undefined) return current;
    // A line of a table that only ties two others shows the record that it names.
    if (place.path.at(-1) === '[]' && place.table?.entity.identifiers.length === 0 && place.table !== found) {
      const named = [...place.table.references].find(([, to]) => to === found.name)?.[0];
      if (named !== undefined) return { record: { record: 'referred', table: found.name, via: named }, table: found };
    }
    if (place.table === undefined || place.path.at(-1) === '[]' || found === place.table)
      return { ...current, table: found };
    const via = [...place.table.references].find(([, to]) => to === found.name)?.[0];
    if (via === undefined) return current;
    return { record: { record: 'referred', table: found.name, via }, table: found };
  }

  /** The table whose key stands in an object. */
  #tableIn(path: readonly string[], schema: JsonSchema, name: string): TableModel | undefined {
    const keys = Object.keys(schema.properties ?? {});
    for (const key of keys) {
      const output = this.#outputs.get(formatFieldPath([...path, key]));
      if (output?.role === 'key')
        return this.#layout.tables.get(output.of?.entity ?? this.#layout.reading.entity ?? '');
    }
    const named = this.#tableNamed(name);
    return named !== undefined && keys.some((key) => isIdentifierKey(named, fieldKey(key))) ? named : undefined;
  }

  #tableNamed(name: string): TableModel | undefined {
    return name === '' ? undefined : this.#layout.tables.get(keyWords(name).join('_'));
  }

  #list(place: Place, schema: JsonSchema): AnswerNode {
    const items = schema.items as JsonSchema;
    const path = [...place.path, '[]'];
    const item = simplify(this.#layout.response, items, createRandom(this.#layout.reading.function)).schema;
    const table = this.#tableOfList(place, path, item);
    const most = typeof schema.maxItems === 'number' ? schema.maxItems : 50;
    const rows = table === undefined ? undefined : this.#rowsOf(place, table);
    if (table === undefined || rows === undefined) return this.#value(place, this.#whole(schema, place.raw));
    const inner = this.node({ path, raw: items, name: place.name, table, prefix: '' });
    return { is: 'list', rows, item: keyed(inner, table), most };
  }

  #tableOfList(place: Place, path: readonly string[], item: JsonSchema): TableModel | undefined {
    const output = this.#outputs.get(formatFieldPath(place.path));
    const ofItem = this.#outputs.get(formatFieldPath(path));
    const told = ofItem?.role === 'key' || ofItem?.role === 'reference' ? ofItem.of?.entity : undefined;
    const named = told ?? (output?.role === 'collection' ? output.of?.entity : undefined);
    const { tables, table, selects } = this.#layout;
    const found = (named === undefined ? undefined : tables.get(named)) ?? this.#tableIn(path, item, place.name);
    if (found !== undefined) return found;
    // The one list of a search is what it found.
    const only = selects === 'many' && !this.#listed && item.properties !== undefined;
    return only ? table : undefined;
  }

  #rowsOf(place: Place, table: TableModel): Rows | undefined {
    const { selects } = this.#layout;
    if (selects === 'many' && table === this.#layout.table) {
      this.#listed = true;
      return { of: 'selected' };
    }
    if (place.table === undefined || place.table.single) return undefined;
    const via = [...table.references].find(([, to]) => to === place.table?.name)?.[0];
    if (via !== undefined) return { of: 'related', table: table.name, via };
    const field = [`${table.name}_id`, `${table.name.split('_').at(-1)}_id`, table.name].find((key) => {
      const schema = place.table?.fields.get(key);
      const items = schema?.items;
      return (
        typeof items === 'object' && items !== null && items.properties === undefined && place.table?.written.has(key)
      );
    });
    return field === undefined ? undefined : { of: 'named', table: table.name, field };
  }

  #value(place: Place, schema: JsonSchema): AnswerNode {
    return { is: 'value', source: this.#source(place, schema), name: place.name, schema };
  }

  #source(place: Place, schema: JsonSchema): Source {
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
    const told = output === undefined ? undefined : this.#told(output, place, schema, key);
    if (told !== undefined) return told;
    if (this.#layout.computes && place.path.length <= 1) {
      const computed = computedSource(words, schema);
      if (computed !== undefined) return computed;
    }
    const { table } = place;
    if (table !== undefined && place.prefix === '' && isIdentifierKey(table, fieldKey(place.name)))
      return { from: 'key' };
    return this.#byName(place, schema, words, key);
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
        relatedSum(words, place.table, tables, top && reading.operation === 'create');
      if (related !== undefined) return related;
    }
    if (top && reading.writes) {
      const before = beforeSource(place.name, place.table, reading);
      if (before !== undefined) return before;
    }
    if (!top) return undefined;
    return partySource(place.name, reading, tables) ?? (selects === 'many' ? this.#ofListed(place) : undefined);
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

  #told(output: OutputReading, place: Place, schema: JsonSchema, key: string): Source | undefined {
    const { table } = place;
    switch (output.role) {
      case 'key':
        return this.#ownKey(output, table);
      case 'count':
        return this.#count(place, keyWords(place.name));
      case 'echo':
        return this.#echo(output, place, schema);
      case 'status':
        return this.#status(place, schema, keyWords(place.name), key);
      case 'computed':
        return this.#layout.computes ? computedSource(keyWords(place.name), schema) : undefined;
      case 'attribute':
      case 'total':
        if (output.of === undefined || output.of.entity !== table?.name) return undefined;
        return stateOr(table, { from: 'field', field: place.prefix + fieldKey(output.of.field, table.name) });
      default:
        return undefined;
    }
  }

  /** The record's identifier; of a record that nothing identifies, a field like any other. */
  #ownKey({ of }: OutputReading, table: TableModel | undefined): Source | undefined {
    if (table === undefined || (of?.entity ?? table.name) !== table.name) return undefined;
    const main =
      table.entity.identifiers.length > 0 && !table.single && (of === undefined || isMainKey(table.entity, of.field));
    if (main) return { from: 'key' };
    return of === undefined ? undefined : { from: 'field', field: fieldKey(of.field, table.name) };
  }

  /** The argument; of the record that the call is about, its identifier. The result of a computation repeats nothing. */
  #echo(output: OutputReading, { name, table, path }: Place, schema: JsonSchema): Source | undefined {
    const { reading, computes } = this.#layout;
    const input = reading.inputs.find(({ parameter }) => parameter === output.parameter);
    // Of two of one kind the second is the other one.
    const first = reading.inputs.find(({ role, of }) => role === 'key' && (of?.entity ?? table?.name) === table?.name);
    if (input?.role === 'key' && input !== first && output.parameter !== undefined)
      return { from: 'argument', argument: output.parameter };
    if (input?.role === 'key' && table !== undefined && (input.of?.entity ?? table.name) === table.name)
      return this.#ownKey({ ...output, of: input.of ?? { entity: table.name, field: name } }, table);
    if (computes && path.length <= 1 && isNumber(schema) && !this.#hasOtherNumber(name)) return undefined;
    return output.parameter === undefined ? undefined : { from: 'argument', argument: output.parameter };
  }

  #hasOtherNumber(name: string): boolean {
    const { response } = this.#layout;
    return Object.entries(response.properties ?? {}).some(
      ([key, schema]) => key !== name && !keyWords(key).includes('rate') && isNumber(schema as JsonSchema),
    );
  }

  #byName(place: Place, schema: JsonSchema, words: readonly string[], key: string): Source {
    const { reading } = this.#layout;
    const types = typesOf(schema);
    const top = place.prefix === '' && !place.path.includes('[]');
    const text = types.includes('string') || types.length === 0;
    if (top && /\b(?:logged in|authenticated)\b/.test(words.join(' ')) && !reading.writes && types.includes('boolean'))
      return { from: 'logged in' };
    if (reading.writes && top) {
      if (types.includes('boolean') && isSuccessName(words)) return { from: 'success' };
      if (saysNothing(words) && text && schema.enum === undefined && !this.#isStoredText(place))
        return { from: 'confirmation' };
      if (isStatusName(words) || isStateKey(key)) return this.#status(place, schema, words, key);
    }
    if (isCountName(words) && saysNumber(types) && this.#layout.selects !== undefined)
      return this.#count(place, words) ?? { from: 'count' };
    return stateOr(place.prefix === '' ? place.table : undefined, { from: 'field', field: place.prefix + key });
  }

  /** How many records there are in all, or how many are shown; what stands in a record counts what that holds. */
  #count({ path, prefix }: Place, words: readonly string[]): Source | undefined {
    const top = prefix === '' && !path.includes('[]') && this.#layout.selects === 'many';
    if (!top) return undefined;
    return words.includes('total') || words[0] === 'count' ? countOf(words) : { from: 'count', shown: true };
  }

  /** A `message` of a message is no confirmation: it is what was given. */
  #isStoredText({ name, table }: Place): boolean {
    const given = Object.hasOwn(this.#layout.parameters.properties ?? {}, name);
    return (
      given || (table?.fields.has(fieldKey(name, table.name)) === true && fieldKey(name, table.name) !== 'message')
    );
  }

  #status({ table, name }: Place, schema: JsonSchema, words: readonly string[], key: string): Source {
    const types = typesOf(schema);
    if (types.includes('boolean')) return { from: 'success' };
    if (saysNothing(words) && !isStatusName(words))
      return Object.hasOwn(this.#layout.parameters.properties ?? {}, name)
        ? { from: 'argument', argument: name }
        : { from: 'confirmation' };
    return table === undefined || !isStateKey(key) || saysNumber(types) ? { from: 'success' } : { from: 'state' };
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

interface About {
  readonly record: Extract<AnswerNode, { is: 'object' }>['about'];
  readonly table?: TableModel;
}

function stateOr(table: TableModel | undefined, source: Source & { readonly from: 'field' }): Source {
  // A record stands in one way, whether an answer calls it its status or its state.
  const other = source.field === 'status' && table?.state === 'state';
  return table !== undefined && (source.field === table.state || other) ? { from: 'state' } : source;
}

/** A list of plain values that are keys. */
function keyed(node: AnswerNode, table: TableModel): AnswerNode {
  if (node.is !== 'value') return node;
  const plain = node.source.from === 'field' && !table.fields.has(node.source.field);
  return plain ? { ...node, source: { from: 'key' } } : node;
}

function computedSource(words: readonly string[], schema: JsonSchema): Source | undefined {
  const types = typesOf(schema);
  if (saysNumber(types)) return { from: 'computed', what: words.includes('rate') ? 'rate' : 'result' };
  if (/\b(?:currency|unit)$/.test(words.join(' ')) && !words.includes('from'))
    return { from: 'computed', what: 'unit' };
  return types.includes('string') && saysNothing(words) ? { from: 'computed', what: 'result' } : undefined;
}
