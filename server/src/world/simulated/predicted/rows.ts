import { type FunctionReading, isLeftOut } from '../../../domain/index.ts';
import { singular } from '../../../english/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { fieldKey } from '../names.ts';
import { comparesField, isSecret, LABELS, recognisable } from '../recognised.ts';
import { TITLED } from '../values/strings/names.ts';
import { isChange } from './taken.ts';
import { NONE, type Predicting, type Properties, withProperties } from './types.ts';

/** Fields that a predicted list tells of each record. */
const MAX_LISTED = 6;

export function retold(reading: FunctionReading, schema: JsonSchema, predicting: Predicting): JsonSchema {
  const list = predicting.lists.get(reading.entity ?? '');
  const all = predicting.taken.get(reading.entity ?? '') ?? NONE;
  const taken = list === undefined ? all : new Map([...all].filter(([name]) => !list.parameters.includes(name)));
  const { properties } = schema;
  if (properties === undefined) return schema;
  if (reading.operation === 'get') return withProperties(schema, told(properties, taken, predicting));
  if (reading.operation !== 'list') return schema;
  const lists = Object.entries(properties).map(([name, list]): [string, JsonSchema] => {
    const items = typeof list.items === 'object' && list.items !== null ? list.items : undefined;
    if (items?.properties === undefined) return [name, list];
    const item = recognisable(withSought(listed(items.properties, taken, predicting), reading, predicting), reading);
    return [name, { ...list, items: withProperties(items, item) }];
  });
  return { ...schema, properties: Object.fromEntries(lists) };
}

/** Without what only narrows a search, what is called new, and the one of a list that is told whole. */
function told(properties: Properties, taken: ReadonlyMap<string, JsonSchema>, { asked }: Predicting) {
  const names = Object.keys(properties);
  const kept = names.filter(
    (name) =>
      !asked.has(name) &&
      !(isChange(name, { has: (base) => names.includes(base) }) && !taken.has(name)) &&
      !names.some((other) => other !== name && singular(other) === name && taken.get(other)?.type === 'array'),
  );
  return Object.fromEntries(
    kept.map((name) => [
      name,
      taken.get(name)?.type === 'array' ? (taken.get(name) as JsonSchema) : (properties[name] as JsonSchema),
    ]),
  );
}

/** What tells records apart: what they were made with, where nothing but a name is known. */
function listed(properties: Properties, taken: ReadonlyMap<string, JsonSchema>, predicting: Predicting) {
  const base = told(properties, taken, predicting);
  const guessed = taken.size > 0 && !taken.has('name') && Object.hasOwn(base, 'name');
  const kept = Object.entries(base).filter(([name]) => !(guessed && name === 'name'));
  const known = new Set(Object.keys(base).map((name) => fieldKey(name)));
  const more = [...taken].filter(([name]) => !known.has(fieldKey(name)) && !isSecret(name));
  return Object.fromEntries([...kept, ...more].slice(0, Math.max(kept.length, MAX_LISTED)));
}

/** What one searches by is seen in what is found: a text in what it is called, a genre in its genre. */
function withSought(properties: Properties, reading: FunctionReading, { signatures }: Predicting): Properties {
  const { inputs, entity } = reading;
  if (entity === undefined) return properties;
  const given = signatures.get(reading.function)?.parameters.properties ?? {};
  const more: [string, JsonSchema][] = [];
  const names = Object.keys(properties).map((name) => fieldKey(name));
  const noun = entity.slice(entity.lastIndexOf('.') + 1);
  if (inputs.some(({ role }) => role === 'text') && !names.some((name) => LABELS.test(name)))
    more.push([TITLED.has(noun) ? 'title' : 'name', { type: 'string' }]);
  for (const input of inputs) {
    const schema = Object.hasOwn(given, input.parameter) ? given[input.parameter] : undefined;
    const field = fieldKey(input.parameter);
    if (!comparesField(input, entity, schema) || names.includes(field) || isLeftOut(field)) continue;
    more.push([input.parameter, schema as JsonSchema]);
  }
  const room = Math.max(0, MAX_LISTED - names.length);
  return { ...properties, ...Object.fromEntries(more.slice(0, room)) };
}
