import type { OutputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import { formatFieldPath } from '../../signature/index.ts';
import type { Layout, Place } from './answer-layout.ts';
import { Sources } from './answer-sources.ts';
import type { TableModel } from './model.ts';
import { fieldKey, isWrapperName } from './names.ts';
import type { AnswerNode, Rows } from './plan.ts';
import { isIdentifierKey } from './tables.ts';
import { simplify } from './values/make.ts';

/** Deeper than this, and past this many places, an answer is made from the schema alone. */
const MAX_DEPTH = 6;
const MAX_PLACES = 1_500;

/** The response schema with a source for every value. */
export function answerPlan(layout: Layout): AnswerNode {
  return new Layouter(layout).node({ path: [], raw: layout.response, name: '', table: layout.table, prefix: '' });
}

class Layouter {
  readonly #layout: Layout;
  readonly #outputs: ReadonlyMap<string, OutputReading>;
  readonly #sources: Sources;
  #places = 0;
  #listed = false;

  constructor(layout: Layout) {
    this.#layout = layout;
    this.#outputs = new Map(layout.reading.outputs.map((output) => [output.path, output]));
    this.#sources = new Sources(layout, this.#outputs);
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
    return { is: 'value', source: this.#sources.of(place, schema), name: place.name, schema };
  }
}

interface About {
  readonly record: Extract<AnswerNode, { is: 'object' }>['about'];
  readonly table?: TableModel;
}

/** A list of plain values that are keys. */
function keyed(node: AnswerNode, table: TableModel): AnswerNode {
  if (node.is !== 'value') return node;
  const plain = node.source.from === 'field' && !table.fields.has(node.source.field);
  return plain ? { ...node, source: { from: 'key' } } : node;
}
