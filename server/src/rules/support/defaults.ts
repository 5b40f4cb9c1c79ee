import type { Json, JsonSchema } from '../../json/index.ts';
import { typesOf } from '../../signature/index.ts';

const WORDS: Readonly<Record<string, Json>> = {
  true: true,
  false: false,
  null: null,
  none: null,
  nil: null,
  undefined: null,
};

/** The value that a default in quotes stands for, where the declared type is not text: `"False"` of a boolean is false. */
export function defaultAsText(schema: JsonSchema): { readonly value: Json } | undefined {
  const text: unknown = schema.default;
  const types = typesOf(schema);
  if (
    typeof text !== 'string' ||
    types.length === 0 ||
    types.includes('string') ||
    schema.enum?.includes(text) === true
  ) {
    return undefined;
  }
  const word = text.trim().toLowerCase();
  if (Object.hasOwn(WORDS, word)) {
    const value = WORDS[word] ?? null;
    return value === null || types.includes('boolean') ? { value } : undefined;
  }
  const numeric = types.includes('number') || types.includes('integer');
  if (!numeric || !/^-?\d+(?:\.\d+)?$/.test(word)) return undefined;
  const value = Number(word);
  return Number.isInteger(value) || types.includes('number') ? { value } : undefined;
}
