import type { CatalogEntry, Loss, PartPath } from '../signature/index.ts';

/** As JSON writes them: half a character, for which UTF-8 has no bytes, and the character of number 0. */
const IN_JSON = /\\u(?:0000|d[89a-f])/;
const HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Texts of functions that cannot be sent, or not to their end, whatever dialect they are written in. */
export function unsendable(entries: readonly CatalogEntry[]): Loss[] {
  return entries.flatMap(({ id, signature: { name, description, parameters, response } }) => {
    const parts = { name, description, parameters, ...(response === undefined ? {} : { response }) };
    return IN_JSON.test(JSON.stringify(parts)) ? found(parts, []).map((loss) => ({ id, ...loss })) : [];
  });
}

function found(value: unknown, part: PartPath): { part: PartPath; message: string }[] {
  if (typeof value === 'string') {
    if (HALF.test(value))
      return [
        { part, message: 'half a character stands here: UTF-8 cannot write it, and requests with it are refused' },
      ];
    return value.includes('\u0000') ? [{ part, message: 'U+0000 stands here: many programs cut a text at it' }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(HALF.test(key) ? [{ part, message: 'a name here has half a character, which UTF-8 cannot write' }] : []),
    ...found(item, [...part, Array.isArray(value) ? Number(key) : key]),
  ]);
}
