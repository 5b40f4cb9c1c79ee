import type { OutputReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import type { Layout, Place } from './answer-layout.ts';
import type { TableModel } from './model.ts';
import { fieldKey, isCountName, saysNothing } from './names.ts';
import { isNumber, saysNumber } from './number-schema.ts';
import type { Source } from './plan.ts';
import { countOf } from './sums.ts';
import { isMainKey, isStateKey } from './tables.ts';
import { isStatusName, isSuccessName } from './wording.ts';

/** Sources of values by what the domain's reading says of an output, else by their names. */
export class ReadSources {
  readonly #layout: Layout;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  told(output: OutputReading, place: Place, schema: JsonSchema, key: string): Source | undefined {
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

  byName(place: Place, schema: JsonSchema, words: readonly string[], key: string): Source {
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

function stateOr(table: TableModel | undefined, source: Source & { readonly from: 'field' }): Source {
  // A record stands in one way, whether an answer calls it its status or its state.
  const other = source.field === 'status' && table?.state === 'state';
  return table !== undefined && (source.field === table.state || other) ? { from: 'state' } : source;
}

export function computedSource(words: readonly string[], schema: JsonSchema): Source | undefined {
  const types = typesOf(schema);
  if (saysNumber(types)) return { from: 'computed', what: words.includes('rate') ? 'rate' : 'result' };
  if (/\b(?:currency|unit)$/.test(words.join(' ')) && !words.includes('from'))
    return { from: 'computed', what: 'unit' };
  return types.includes('string') && saysNothing(words) ? { from: 'computed', what: 'result' } : undefined;
}
