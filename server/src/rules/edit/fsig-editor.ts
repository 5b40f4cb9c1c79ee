import { type CatalogEntry, type Json, locate, type PartPath, type Span } from '../../signature/index.ts';
import type { FileEdit, PartEditor, Patch } from './editor.ts';

/** Keywords that `.fsig` writes as a doc tag `@keyword value`. */
const TAGGED = new Set([
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
]);

/** Edits `.fsig` text: keywords are doc tags, defaults and optionality stand in the declaration. */
export function createFsigEditor(entry: CatalogEntry): PartEditor {
  const { text, uri } = entry.document;
  const change = (start: number, end: number, replacement: string): readonly FileEdit[] => [
    { uri, changes: [{ span: { start, end }, text: replacement }] },
  ];
  const slice = (span: Span) => text.slice(span.start, span.end);
  /** Place of a part that is written itself, not of the nearest parent. */
  const own = (part: PartPath, what: 'value' | 'key' | 'whole' = 'value'): Span | undefined => {
    const span = locate(entry, part, what);
    const parent = locate(entry, part.slice(0, -1), what);
    return span !== undefined && parent !== undefined && same(span, parent) ? undefined : span;
  };

  const removeTag = (part: PartPath) => {
    const span = own(part, 'whole');
    if (span === undefined || text[span.start] !== '@') return undefined;
    // The space before the tag goes with it.
    const start = /[ \t]/.test(text[span.start - 1] ?? '') ? span.start - 1 : span.start;
    return change(start, span.end, '');
  };

  const setTag = (part: PartPath, keyword: string, value: Json) => {
    const written = typeof value === 'string' ? value : JSON.stringify(value);
    const existing = own([...part, keyword]);
    if (existing !== undefined) return change(existing.start, existing.end, written);
    const description = own([...part, 'description']);
    if (description === undefined) return undefined;
    const end = description.start + slice(description).trimEnd().length;
    return change(end, end, ` @${keyword} ${written}`);
  };

  const patchOne = (part: PartPath, keyword: string, value: Json | undefined) => {
    if (!TAGGED.has(keyword)) return undefined;
    return value === undefined ? removeTag([...part, keyword]) : setTag(part, keyword, value);
  };

  const patch = (part: PartPath, values: Patch) => {
    const entries = Object.entries(values);
    const [first] = entries;
    // Two tags would be inserted at one place: offered one by one.
    return first !== undefined && entries.length === 1 ? patchOne(part, first[0], first[1]) : undefined;
  };

  return {
    patch,
    remove: () => undefined,
    replace: () => undefined,
    describe: (part, description) => {
      const span = own([...part, 'description']);
      if (span === undefined || description.includes('*/')) return undefined;
      const lines = slice(span).includes('\n');
      return lines ? undefined : change(span.start, span.end, description.replace(/\s+/g, ' '));
    },
    setRequired: (object, property, required) => {
      const key = own([...object, 'properties', property], 'key');
      if (key === undefined) return undefined;
      const mark = text[key.end] === '?';
      if (required === !mark) return undefined;
      return required ? change(key.end, key.end + 1, '') : change(key.end, key.end, '?');
    },
  };
}

function same(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}
