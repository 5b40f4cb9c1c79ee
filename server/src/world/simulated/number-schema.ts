import type { JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';

/** Whether a value of the schema may be a number. */
export function isNumber(schema: JsonSchema | undefined): boolean {
  return schema !== undefined && saysNumber(typesOf(schema));
}

/** The same of types that were read from a schema already. */
export function saysNumber(types: readonly string[]): boolean {
  return types.includes('number') || types.includes('integer');
}
