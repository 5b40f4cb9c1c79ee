import type { Domain, FunctionReading } from '../../domain/index.ts';
import { keyWords } from '../../english/index.ts';
import type { GraphFunction } from '../../graph/index.ts';
import { isRecord, type JsonSchema } from '../../json/index.ts';
import { type GuessedList, guessedLists } from './guessed-lists.ts';
import { isCountName } from './names.ts';
import { fieldsListed, withKnown } from './predicted/known.ts';
import { linesOf, linesPut, withLinesOf } from './predicted/lines.ts';
import { retold } from './predicted/rows.ts';
import { scatteredNames, withoutScattered } from './predicted/scattered.ts';
import { withoutEmptyStatus, withStartState } from './predicted/states.ts';
import { askedOnly, takenFields } from './predicted/taken.ts';
import { headOf, type Predicting, type Properties, withProperties } from './predicted/types.ts';
import { toldCount, toldRows, withLines, withRows } from './told-rows.ts';

/** A domain whose predicted answers tell what the rest of the catalog shows that records hold. */
export function withPredictedAnswers(domain: Domain, functions: readonly GraphFunction[]): Domain {
  const predicting: Predicting = {
    signatures: new Map(functions.map(({ id, signature }) => [id, signature])),
    moved: new Set(domain.functions.flatMap(({ movesTo }) => movesTo ?? [])),
    taken: takenFields(domain, functions),
    asked: askedOnly(domain),
    scattered: scatteredNames(domain),
    lists: guessedLists(domain, functions),
    lined: linesPut(domain, functions),
  };
  const told = domain.functions.map((reading) => predicted(reading, predicting));
  const listed = fieldsListed(told);
  return { ...domain, functions: told.map((reading) => withKnown(reading, listed, predicting)) };
}

function predicted(reading: FunctionReading, predicting: Predicting): FunctionReading {
  const { response } = reading;
  if (response.from !== 'predicted') return reading;
  if (isCountOnly(reading)) return { ...reading, outputs: [], response: { ...response, schema: COUNT } };
  const started = withStartState(response.schema, predicting.moved);
  const plain = withoutEmptyStatus(reading, withoutScattered(reading, started, predicting));
  const gathered = withList(reading, withSpoken(reading, plain, predicting), predicting);
  const told = reading.outputs.filter(
    ({ path }) =>
      !predicting.asked.has(path.slice(path.lastIndexOf('.') + 1)) &&
      Object.hasOwn(gathered.properties ?? {}, headOf(path)),
  );
  const outputs = withLinesOf(reading, linesOf(reading, predicting), plain, gathered, told);
  return { ...reading, outputs, response: { ...response, schema: open(retold(reading, gathered, predicting)) } };
}

/** Rows, lines and counts that the description of a lookup speaks of. */
function withSpoken(reading: FunctionReading, schema: JsonSchema, predicting: Predicting): JsonSchema {
  const { signatures } = predicting;
  const { properties } = schema;
  const description = signatures.get(reading.function)?.description ?? '';
  if (reading.operation !== 'get' || properties === undefined) return schema;
  const count = toldCount(description);
  const { how_many: _how, ...named } = properties;
  const counted = count === undefined ? properties : { ...named, [count]: { type: 'integer' as const, minimum: 0 } };
  const lines = linesOf(reading, predicting);
  return withProperties(schema, withRows(reading, withLines(counted, lines?.fields), toldRows(description)));
}

/** What a record holds many of is a list of it, and no field of its own. */
function withList(
  { entity, operation, inputs }: FunctionReading,
  schema: JsonSchema,
  { lists }: Predicting,
): JsonSchema {
  const list = lists.get(entity ?? '');
  const { properties } = schema;
  if (list === undefined || properties === undefined) return schema;
  if (operation === 'list') {
    const own = Object.entries(properties).map(([name, inner]): [string, JsonSchema] => {
      const items = isRecord(inner.items) ? (inner.items as JsonSchema) : undefined;
      if (items?.properties === undefined) return [name, inner];
      return [name, { ...inner, items: withProperties(items, withoutMember(items.properties, list)) }];
    });
    return { ...schema, properties: Object.fromEntries(own) };
  }
  if (operation !== 'get' || inputs.some(({ role }) => role === 'filter')) return schema;
  const kept = withoutMember(properties, list);
  return withProperties(schema, { ...kept, [list.name]: { type: 'array', items: list.items } });
}

function withoutMember(properties: Properties, list: GuessedList) {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !list.parameters.includes(name)));
}

/** What nobody documented, nobody is owed: a value that a record does not have can be left out. */
function open({ required: _required, ...schema }: JsonSchema): JsonSchema {
  const items = typeof schema.items === 'object' && schema.items !== null ? { items: open(schema.items) } : {};
  if (schema.properties === undefined) return { ...schema, ...items };
  const properties = Object.entries(schema.properties).map(([name, property]) => [name, open(property)] as const);
  return { ...schema, ...items, properties: Object.fromEntries(properties) };
}

const COUNT: JsonSchema = { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] };

function isCountOnly({ function: id, operation }: FunctionReading): boolean {
  return operation === 'list' && isCountName(keyWords(id.slice(id.lastIndexOf('.') + 1)));
}
