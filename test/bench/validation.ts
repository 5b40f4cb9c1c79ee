import Ajv2020 from 'ajv/dist/2020.js';
import type { Json, JsonSchema } from '../../server/src/json/index.ts';
import { valueErrors } from '../../server/src/world/index.ts';
import type { BenchRow } from './row.ts';

const CALLS = 400_000;
const ROUNDS = 7;

const schema: JsonSchema = {
  type: 'object',
  properties: {
    flight_id: { $ref: '#/$defs/FlightId' },
    passengers: {
      type: 'array',
      items: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 1 }, age: { type: 'integer', minimum: 0, maximum: 130 } },
        required: ['name'],
      },
    },
    cabin: { enum: ['economy', 'business'] },
  },
  required: ['flight_id', 'passengers'],
  $defs: { FlightId: { type: 'string' } },
};

const call: Json = {
  flight_id: 'FL-2207',
  passengers: [
    { name: 'Ana Ruiz', age: 41 },
    { name: 'Bo Lind', age: 7 },
  ],
  cabin: 'economy',
};

/** Checking the arguments of a call that repeats, against the same schema compiled by ajv alone, in one run. */
export function benchValidation(): BenchRow[] {
  const compiled = new Ajv2020({ strict: false }).compile(schema);
  const raw = () => compiled(call);
  const ours = () => valueErrors(schema, call).length === 0;
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) ratios.push(time(ours) / time(raw));
  const ratio = ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] as number;
  return [
    {
      name: 'arguments of a repeated call',
      value: `${ratio.toFixed(2)} × compiled ajv`,
      limit: '≤ 2 ×',
      ok: ratio <= 2,
    },
  ];
}

function time(check: () => boolean): number {
  const started = performance.now();
  let right = 0;
  for (let done = 0; done < CALLS; done++) if (check()) right++;
  if (right !== CALLS) throw new Error('the call of the bench is not valid');
  return performance.now() - started;
}
