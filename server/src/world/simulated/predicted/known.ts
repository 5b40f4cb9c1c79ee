import type { FunctionReading } from '../../../domain/index.ts';
import { keyWords, singular } from '../../../english/index.ts';
import { isRecord, type JsonSchema } from '../../../json/index.ts';
import { fieldKey } from '../names.ts';
import { isSecret } from '../recognised.ts';
import { NONE, type Predicting } from './types.ts';

/** Fields that a predicted answer about one record tells. */
const MAX_TOLD = 14;

/** By entity: what its lists tell of each record. */
export function fieldsListed(
  readings: readonly FunctionReading[],
): ReadonlyMap<string, ReadonlyMap<string, JsonSchema>> {
  const all = new Map<string, Map<string, JsonSchema>>();
  for (const { entity, operation, response } of readings) {
    if (operation !== 'list' || entity === undefined || response.from !== 'predicted') continue;
    const fields = all.get(entity) ?? new Map<string, JsonSchema>();
    all.set(entity, fields);
    for (const list of Object.values(response.schema.properties ?? {})) {
      const items = isRecord(list.items) ? (list.items as JsonSchema) : undefined;
      for (const [name, schema] of Object.entries(items?.properties ?? {})) fields.set(name, schema);
    }
  }
  return all;
}

/** Who looks at one record sees what a list shows of it, and what it was made with. */
export function withKnown(
  reading: FunctionReading,
  shown: ReadonlyMap<string, ReadonlyMap<string, JsonSchema>>,
  { taken, lists, asked }: Predicting,
): FunctionReading {
  const { entity, operation, response, inputs } = reading;
  const { properties } = response.schema;
  if (operation !== 'get' || response.from !== 'predicted' || entity === undefined || properties === undefined)
    return reading;
  // One value of a record that others show whole is asked for by its name.
  if (!inputs.some(({ role, of }) => role === 'key' && (of?.entity ?? entity) === entity)) return reading;
  if (!tellsRecord(reading)) return reading;
  const known = new Set(Object.keys(properties).map((name) => fieldKey(name)));
  const held = lists.get(entity)?.parameters ?? [];
  const more = [...(shown.get(entity) ?? NONE), ...(taken.get(entity) ?? NONE)].filter(([name]) => {
    const fresh = !known.has(fieldKey(name)) && !held.includes(name) && !asked.has(name) && !isSecret(name);
    if (fresh) known.add(fieldKey(name));
    return fresh;
  });
  const room = Math.max(0, MAX_TOLD - Object.keys(properties).length);
  if (more.length === 0 || room === 0) return reading;
  const told = { ...properties, ...Object.fromEntries(more.slice(0, room)) };
  return { ...reading, response: { ...response, schema: { ...response.schema, properties: told } } };
}

/** `get_boat` shows the boat; `get_boat_position` one thing of it. */
function tellsRecord({ function: id, entity = '' }: FunctionReading): boolean {
  const words = keyWords(id.slice(id.lastIndexOf('.') + 1));
  return words.some((word) => singular(word) === entity.split(/[._]/).at(-1)) || words.length === 1;
}
