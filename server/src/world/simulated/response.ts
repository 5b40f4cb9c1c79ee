import { deedOf, predictResponse } from '../../graph/index.ts';
import type { JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { effectOf, isLook } from './effect.ts';

/**
 * The documented response; where there is none, the one the graph predicts from name and description, so that edges and world
 * speak of the same fields; where it predicts none, a lookup gives the thing it names and anything else says
 * that it was done.
 */
export function responseOf(signature: FunctionSignature): JsonSchema {
  return signature.response ?? predictResponse(signature) ?? plainResponse(signature);
}

function plainResponse(signature: FunctionSignature): JsonSchema {
  if (!isLook(effectOf(signature))) return object({ success: { type: 'boolean' }, message: { type: 'string' } });
  const noun = deedOf(signature).object.join('_') || 'result';
  return object({ [noun]: { type: 'string' } });
}

function object(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties) };
}
