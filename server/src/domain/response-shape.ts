import type { JsonSchema } from '../json/index.ts';
import { typesOf } from '../signature/index.ts';
import type { Leaf } from './values.ts';

const OPAQUE = new Set(
  'result return content output response data value text body answer message item payload type'.split(' '),
);

/** Whether a documented response says what comes back: `{content: string}`, `{result: any}` and a bare text do not. */
export function hasTellingResponse(response: JsonSchema | undefined, leaves: readonly Leaf[]): boolean {
  if (response === undefined) return false;
  const values = leaves.filter(({ composite }) => !composite);
  if (values.length > 2) return true;
  if (values.length === 0) {
    const types = typesOf(response);
    return types.includes('number') || types.includes('integer') || types.includes('boolean');
  }
  return values.some(
    ({ words, type }) => type === 'number' || type === 'boolean' || !words.every((word) => OPAQUE.has(word)),
  );
}
