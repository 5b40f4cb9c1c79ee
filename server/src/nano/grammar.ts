import type { ToolDefinition } from '../chat/index.ts';
import { isObject, type Json, type JsonSchema } from '../json/index.ts';
import { resolveSchema, typesOf, validateValue } from '../signature/index.ts';
import { END, type Expression, literal, numeral, quoted, type Rest } from './expression.ts';
import type { SaidValues } from './said.ts';

/** Longest text of one value. */
const MAX_LENGTH = 400;
const MAX_DEPTH = 6;
const MAX_ITEMS = 20;

/** Calls of the offered tools as JSON, `{"name":…,"arguments":{…}}`: names offered, arguments declared, required ones all there. */
export function callLanguage(tools: readonly ToolDefinition[], said: SaidValues): readonly Expression[] {
  return literal('{"name":"', () =>
    tools.flatMap((tool) =>
      literal(`${JSON.stringify(tool.function.name).slice(1)},"arguments":`, () =>
        objectOf(placeOf(tool.function.parameters, tool.function.parameters, said), () => literal('}', () => [END])),
      ),
    ),
  );
}

/** Where in a schema a value stands. */
interface Place {
  readonly schema: JsonSchema;
  /** What references are resolved in. */
  readonly root: JsonSchema;
  readonly said: SaidValues;
  readonly depth: number;
}

function placeOf(schema: JsonSchema, root: JsonSchema, said: SaidValues, depth = 0): Place {
  return { schema: resolveSchema(root, schema).schema, root, said, depth };
}

function fits({ schema, root }: Place, value: Json): boolean {
  return validateValue({ ...schema, $defs: root.$defs ?? {} }, value).length === 0;
}

function valueIn(place: Place, rest: Rest): readonly Expression[] {
  const { schema, depth } = place;
  if (depth > MAX_DEPTH) return [];
  const choices = schema.const === undefined ? schema.enum : [schema.const];
  if (choices !== undefined) return choices.flatMap((choice) => literal(JSON.stringify(choice), rest));
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.flatMap((option) => valueIn(inner(place, option), rest));
  const types = typesOf(schema);
  return (types.length === 0 ? ['string', 'number', 'boolean'] : types).flatMap((type) => ofType(type, place, rest));
}

function ofType(type: string, place: Place, rest: Rest): readonly Expression[] {
  switch (type) {
    case 'string':
      return literal('"', () => stringOf(place, rest));
    case 'number':
    case 'integer':
      return numberOf(place, rest);
    case 'boolean':
      return [true, false].filter((value) => fits(place, value)).flatMap((value) => literal(String(value), rest));
    case 'null':
      return literal('null', rest);
    case 'array':
      return literal('[', () => itemsOf(place, 0, rest));
    case 'object':
      return objectOf(place, rest);
    default:
      return [];
  }
}

/** What was said and fits; any text where nothing said does. */
function stringOf(place: Place, rest: Rest): readonly Expression[] {
  const accepts = (raw: string) => {
    const value = unquote(raw);
    return value !== undefined && value !== '' && fits(place, value);
  };
  const bound = place.schema.format !== undefined || place.schema.pattern !== undefined;
  const known = bound ? place.said.whole().filter((value) => fits(place, value)) : [];
  if (known.length > 0) return known.flatMap((value) => literal(JSON.stringify(value).slice(1), rest));
  return place.said.within(accepts, rest) ?? quoted(accepts, rest, MAX_LENGTH);
}

/** A number that was said or given, or a small one, which people write as a word; any that fits where none of these does. */
function numberOf(place: Place, rest: Rest): readonly Expression[] {
  const known = place.said.numbers().filter((value) => fits(place, value));
  if (known.length > 0) return known.flatMap((value) => literal(JSON.stringify(value), rest));
  return numeral((raw) => fits(place, Number(raw)), rest);
}

function unquote(raw: string): string | undefined {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return undefined;
  }
}

function itemsOf(place: Place, count: number, rest: Rest): readonly Expression[] {
  const { schema } = place;
  const least = schema.minItems ?? 0;
  const most = Math.min(schema.maxItems ?? MAX_ITEMS, MAX_ITEMS);
  const item = isObject(schema.items as Json) ? (schema.items as JsonSchema) : {};
  const close = count >= least ? literal(']', rest) : [];
  if (count >= most) return close;
  const more = () => valueIn(inner(place, item), () => itemsOf(place, count + 1, rest));
  return [...close, ...(count === 0 ? more() : literal(',', more))];
}

function objectOf(place: Place, rest: Rest): readonly Expression[] {
  return literal('{', () => entriesOf(place, new Set(), rest));
}

/** Entries in any order, each once; closed where all required ones are there. */
function entriesOf(place: Place, given: ReadonlySet<string>, rest: Rest): readonly Expression[] {
  const { schema } = place;
  const open = Object.entries(schema.properties ?? {}).filter(([name]) => !given.has(name));
  const missing = (schema.required ?? []).some((name) => !given.has(name));
  const close = missing ? [] : literal('}', rest);
  const next = open.flatMap(([name, property]) => {
    const key = `${given.size > 0 ? ',' : ''}${JSON.stringify(name)}:`;
    return literal(key, () => valueIn(inner(place, property), () => entriesOf(place, new Set([...given, name]), rest)));
  });
  return [...close, ...next];
}

function inner({ root, said, depth }: Place, schema: JsonSchema): Place {
  return placeOf(schema, root, said, depth + 1);
}
