import type { JsonSchema } from '../../json/index.ts';
import type { FunctionSignature } from '../../signature/index.ts';
import { knownProfile } from './profile.ts';

/**
 * The response that name and description suggest where none is documented: one property for each predicted output,
 * so that the paths which evidence names can be read from a value of it. Undefined where nothing is suggested.
 */
export function predictResponse(signature: FunctionSignature): JsonSchema | undefined {
  const outputs = knownProfile(signature).outputs.filter((output) => output.certainty < 1);
  if (outputs.length === 0) return undefined;
  const properties = Object.fromEntries(
    outputs.map(({ name, many }): [string, JsonSchema] => [
      name,
      many ? { type: 'array', items: { type: 'string' } } : { type: 'string' },
    ]),
  );
  return { type: 'object', properties, required: Object.keys(properties) };
}
