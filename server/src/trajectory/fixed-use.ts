import { equalJson, type Json, type JsonSchema } from '../json/index.ts';
import { createRandom } from '../random/index.ts';
import { resolveSchema } from '../signature/index.ts';
import type { PlannedCall } from '../teacher/index.ts';
import { type Use, usesOf } from './implicit.ts';
import { perturb } from './negative/perturb.ts';
import type { PlannedTurn } from './plan.ts';
import { valuesAt } from './values.ts';

/** The schema of a call's parameter by itself; `{}` where there is none. */
export function schemaOfParameter(call: PlannedCall | undefined, parameter: string): JsonSchema {
  const { parameters } = call?.tool.signature ?? {};
  if (parameters === undefined || !Object.hasOwn(parameters.properties ?? {}, parameter)) return {};
  return resolveSchema(parameters, parameters.properties?.[parameter] as JsonSchema).schema;
}

/** The other values that the list holds which a use took its value from. */
export function listedOthers({ argument: { value, origin } }: Use, producer: Json): Json[] {
  const listed = origin.from === 'output' ? valuesAt(producer, origin.field).map((item) => item.value) : [];
  return listed.filter((other) => other !== null && !equalJson(other, value));
}

/** A use that no certificate can hold for: its position among the turn's calls, and why. */
export interface FixedUse {
  readonly position: number;
  readonly detail: string;
}

/**
 * The turn's first implicit call, where something taken from it is a text that can have no other value: whatever the turn
 * says, the certificate of Insert will refuse it. Found before a word is written, so that nothing is written in vain.
 */
export function fixedUse({ calls, ran }: PlannedTurn): FixedUse | undefined {
  const position = calls.findIndex(({ role }) => role === 'implied');
  const producer = ran[position];
  if (producer === undefined) return undefined;
  const fixed = usesOf(calls, position).find((use) => isFixed(use, calls, producer.output));
  return fixed === undefined ? undefined : { position, detail: `${fixed.argument.parameter} can have no other value` };
}

/** Of texts without a choice of values it does not hang on chance whether another can be made. */
function isFixed(use: Use, calls: readonly PlannedCall[], producer: Json): boolean {
  const { parameter, value } = use.argument;
  const schema = schemaOfParameter(calls[use.call], parameter);
  if (typeof value !== 'string' || schema.enum !== undefined || listedOthers(use, producer).length > 0) return false;
  return perturb(value, schema, createRandom(parameter)) === undefined;
}
