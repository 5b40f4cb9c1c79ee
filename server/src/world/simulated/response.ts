import { nameWords } from '../../graph/index.ts';
import type { FunctionSignature, JsonSchema } from '../../signature/index.ts';
import { effectOf } from './effect.ts';

/**
 * The documented response; where there is none, a small one read from the name: a `create` gives the new thing's
 * identifier and state, a `delete` or `update` says that it was done, a lookup gives the thing it names.
 */
export function responseOf(signature: FunctionSignature): JsonSchema {
  return signature.response ?? inferResponse(signature);
}

function inferResponse(signature: FunctionSignature): JsonSchema {
  const subject = nameWords(signature.name).slice(1);
  const noun = subject.join('_') || 'result';
  const name: JsonSchema = { type: 'string' };
  switch (effectOf(signature)) {
    case 'create':
      return object({ [`${noun}_id`]: { type: 'string' }, status: { type: 'string', enum: ['created'] } });
    case 'update':
    case 'delete':
    case 'login':
    case 'logout':
      return object({ success: { type: 'boolean' }, message: { type: 'string' } });
    case 'find':
      return object({ [`${noun}s`]: { type: 'array', items: object({ name, description: { type: 'string' } }) } });
    default:
      return object({ [noun]: { type: 'string' } });
  }
}

function object(properties: Record<string, JsonSchema>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties) };
}
