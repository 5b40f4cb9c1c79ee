import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';
import { message } from '../message.ts';
import { defineRule } from '../rule.ts';
import { partOf } from '../subject.ts';
import { offer } from '../support/fixes.ts';

/** Lower and upper keyword of a pair. */
const PAIRS = [
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['minContains', 'maxContains'],
] as const;

export const boundsImpossible = defineRule({
  code: 'bounds-impossible',
  family: 'well-formed',
  severity: 'error',
  title: 'Bounds that no value can be between.',
  message: message`No value fulfils ${'lower'} and ${'upper'} together.`,
  docs: {
    what: `A lower bound above its upper bound, for numbers, lengths, items and properties; exclusive bounds that meet; a whole
number asked for where none lies between the bounds.`,
    why: 'Every call is invalid.',
    bad: `{"name": "set_volume", "description": "Sets the volume.", "inputSchema": {"type": "object", "properties": {
  "percent": {"type": "integer", "description": "Loudness.", "minimum": [|100|], "maximum": 0}}}}`,
    good: `{"name": "set_volume", "description": "Sets the volume.", "inputSchema": {"type": "object", "properties": {
  "percent": {"type": "integer", "description": "Loudness.", "minimum": 0, "maximum": 100}}}}`,
  },
  checkSchema(node, _subject, report) {
    const { schema } = node;
    if (!hasLowerBound(schema)) return;
    for (const [low, high] of PAIRS) {
      const lower: unknown = schema[low];
      const upper: unknown = schema[high];
      if (typeof lower !== 'number' || typeof upper !== 'number' || lower <= upper) continue;
      report({ part: partOf(node, low), data: { lower: `${low} ${lower}`, upper: `${high} ${upper}` } });
    }
    const numbers = impossibleNumbers(schema);
    if (numbers !== undefined) report({ part: partOf(node, numbers.keyword), data: numbers.data });
  },
  fixes: ({ edit, part, schemaAt }) => {
    const low = String(part.at(-1));
    const high = low.replace('min', 'max').replace('Min', 'Max');
    const schema = schemaAt(part.slice(0, -1)) ?? {};
    const [lower, upper] = [schema[low], schema[high]];
    // Bounds that are not of one pair, or are equal, are wrong in another way.
    if (typeof lower !== 'number' || typeof upper !== 'number' || lower <= upper) return [];
    return offer('Swap the bounds', edit.patch(part.slice(0, -1), { [low]: upper, [high]: lower }), {
      preferred: true,
    });
  },
});

/** Most schemas have none, and are done with here. */
function hasLowerBound(schema: JsonSchema): boolean {
  for (const keyword in schema) if (keyword.startsWith('min') || keyword === 'exclusiveMinimum') return true;
  return false;
}

interface Bound {
  readonly keyword: 'minimum' | 'exclusiveMinimum' | 'maximum' | 'exclusiveMaximum';
  readonly value: number;
  readonly exclusive: boolean;
}

function impossibleNumbers(schema: JsonSchema) {
  const lower = strongest(schema, 'minimum', 'exclusiveMinimum', (a, b) => a > b);
  const upper = strongest(schema, 'maximum', 'exclusiveMaximum', (a, b) => a < b);
  if (lower === undefined || upper === undefined || possible(schema, lower, upper)) return undefined;
  const data = { lower: `${lower.keyword} ${lower.value}`, upper: `${upper.keyword} ${upper.value}` };
  return { keyword: lower.keyword, data };
}

function strongest(
  schema: JsonSchema,
  inclusive: 'minimum' | 'maximum',
  exclusive: 'exclusiveMinimum' | 'exclusiveMaximum',
  stronger: (a: number, b: number) => boolean,
): Bound | undefined {
  const plain: unknown = schema[inclusive];
  const strict: unknown = schema[exclusive];
  // Draft 4 and OpenAPI 3.0: `exclusiveMinimum: true` beside `minimum`.
  const plainBound =
    typeof plain === 'number' ? { keyword: inclusive, value: plain, exclusive: strict === true } : undefined;
  if (typeof strict !== 'number') return plainBound;
  const strictBound = { keyword: exclusive, value: strict, exclusive: true };
  return plainBound !== undefined && stronger(plainBound.value, strict) ? plainBound : strictBound;
}

function possible(schema: JsonSchema, lower: Bound, upper: Bound): boolean {
  const types = typesOf(schema);
  if (types.length === 1 && types[0] === 'integer') {
    const least = lower.exclusive ? Math.floor(lower.value) + 1 : Math.ceil(lower.value);
    const most = upper.exclusive ? Math.ceil(upper.value) - 1 : Math.floor(upper.value);
    return least <= most;
  }
  return lower.value < upper.value || (lower.value === upper.value && !lower.exclusive && !upper.exclusive);
}
