import { type Domain, type FunctionReading, guessedSchema } from '../../../domain/index.ts';
import { keyWords } from '../../../english/index.ts';
import type { JsonSchema } from '../../../json/index.ts';
import { headOf, type Predicting, withProperties } from './types.ts';

/** Answers about at least so many entities tell what is of none. */
const MIN_SCATTERED = 3;

const TELLING: ReadonlySet<string> = new Set(['reference', 'attribute', 'collection']);

export function scatteredNames({ functions }: Domain): Set<string> {
  const predicted = functions.filter(({ response }) => response.from === 'predicted');
  // What a deed answers with is short: what lookups tell is counted among lookups.
  const looking = predicted.filter(({ writes }) => !writes);
  return new Set([...toldByMany(predicted), ...toldByMany(looking)]);
}

function toldByMany(predicted: readonly FunctionReading[]): string[] {
  const entities = new Map<string, Set<string>>();
  const all = new Set(predicted.map(({ entity }) => entity ?? ''));
  for (const { outputs, entity } of predicted)
    for (const { path, role } of outputs) {
      const name = headOf(path);
      if (!TELLING.has(role)) continue;
      const known = entities.get(name) ?? new Set();
      entities.set(name, known.add(entity ?? ''));
    }
  return [...entities].flatMap(([name, { size }]) => (size >= MIN_SCATTERED && size * 2 > all.size ? name : []));
}

/** What is left tells the one value that the function is named after, where nothing else is. */
export function withoutScattered(
  reading: FunctionReading,
  schema: JsonSchema,
  { scattered, taken }: Predicting,
): JsonSchema {
  const { properties } = schema;
  if (scattered.size === 0 || properties === undefined) return schema;
  const own = taken.get(reading.entity ?? '');
  const kept = Object.entries(properties).filter(
    ([name]) =>
      !scattered.has(name) || own?.has(name) === true || reading.inputs.some(({ parameter }) => parameter === name),
  );
  if (kept.length === Object.keys(properties).length) return schema;
  const left = kept.filter(([name]) => !isReport(name));
  const noun = reading.entity?.slice(reading.entity.lastIndexOf('.') + 1);
  if (left.length === 0 && reading.operation === 'get' && noun !== undefined)
    kept.push([noun, guessedSchema(keyWords(noun))]);
  if (kept.length === 0) kept.push(['success', { type: 'boolean' }]);
  return withProperties(schema, Object.fromEntries(kept));
}

function isReport(name: string): boolean {
  return name === 'success' || name === 'result' || name === 'status';
}
