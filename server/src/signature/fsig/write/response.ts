import type { JsonSchema } from '../../../json/index.ts';
import { inlineRefs } from '../../dialects/inline.ts';
import { typeWriter } from './function.ts';
import { writeType } from './types.ts';

/**
 * A response as the type behind `)`, everything named written out. Undefined where a type alone cannot say it: a
 * recursive schema, keywords of the whole that need a tag.
 */
export function writeResponseType(response: JsonSchema, indent: string): string | undefined {
  let whole = true;
  const inlined = inlineRefs(response, ['response'], () => {
    whole = false;
  });
  const { text, doc } = writeType(inlined, typeWriter(new Map()), indent);
  return whole && doc.tags.length === 0 && text !== 'unknown' ? text.trimStart() : undefined;
}
