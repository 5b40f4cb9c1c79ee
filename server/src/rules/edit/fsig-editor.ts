import type { Json } from '../../json/index.ts';
import {
  type CatalogEntry,
  contentOf,
  locate,
  type PartPath,
  type SourceText,
  type Span,
  type TextChange,
} from '../../signature/index.ts';
import type { FileEdit, PartEditor, Patch } from './types.ts';

/** Keywords that `.fsig` writes as a doc tag `@keyword value`. */
const TAGGED = new Set(
  (
    'format pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems ' +
    'uniqueItems minProperties maxProperties'
  ).split(' '),
);

/** Edits `.fsig` text: keywords are doc tags, defaults, choices and optionality stand in the declaration. */
export function createFsigEditor(entry: CatalogEntry): PartEditor {
  const text = new PartTexts(entry);
  const { uri } = entry.document;
  const edit = (changes: readonly (TextChange | undefined)[]): readonly FileEdit[] | undefined => {
    const made = changes.filter((change) => change !== undefined);
    return made.length === 0 || made.length < changes.length ? undefined : [{ uri, changes: made }];
  };
  return {
    patch: (part, patch) => edit(patchPart(text, part, patch)),
    remove: (part) => edit([removePart(text, part)]),
    replace: (part, value) => edit([replacePart(text, part, value)]),
    describe: (part, description) => edit(patchPart(text, part, { description })),
    setRequired: (object, property, required) =>
      edit([setRequired(text, [...object, 'properties', property], required)]),
  };
}

/** Places of parts in the text of one entry. */
class PartTexts {
  readonly text: SourceText;
  readonly #entry: CatalogEntry;

  constructor(entry: CatalogEntry) {
    this.#entry = entry;
    this.text = contentOf(entry.document);
  }

  /** Place of a part that is written itself, not of the nearest parent. */
  own(part: PartPath, what: 'value' | 'key' | 'whole' = 'value'): Span | undefined {
    const span = locate(this.#entry, part, what);
    // A list of premises has no text of its own: it stands where its first one does.
    if (span === undefined || part.length === 0 || part[0] === 'premises') return span;
    const parent = locate(this.#entry, part.slice(0, -1), what);
    return parent !== undefined && parent.start === span.start && parent.end === span.end ? undefined : span;
  }

  charAt(offset: number): string {
    return offset < 0 ? '' : this.text.slice(offset, offset + 1);
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

function change(start: number, end: number, text: string): TextChange {
  return { span: { start, end }, text };
}

/** The changes for each keyword; undefined for one that cannot be written here. */
function patchPart(text: PartTexts, part: PartPath, patch: Patch): (TextChange | undefined)[] {
  const changes: (TextChange | undefined)[] = [];
  const added: string[] = [];
  let description: string | undefined;
  for (const [keyword, value] of Object.entries(patch)) {
    if (keyword === 'description')
      description = typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : undefined;
    else if (keyword === 'default') changes.push(setDefault(text, part, value));
    else if (keyword === 'enum') changes.push(setChoices(text, part, value));
    else if (!TAGGED.has(keyword)) changes.push(undefined);
    else if (value === undefined) changes.push(removeTag(text, [...part, keyword]));
    else if (text.own([...part, keyword]) !== undefined) changes.push(replaceTag(text, [...part, keyword], value));
    else added.push(`@${keyword} ${tagText(value)}`);
  }
  if (description !== undefined || added.length > 0) changes.push(rewriteDescription(text, part, description, added));
  return changes;
}

/** Writes another description, or adds tags to the end of the one there is. */
function rewriteDescription(
  text: PartTexts,
  part: PartPath,
  description: string | undefined,
  tags: readonly string[],
): TextChange | undefined {
  const span = text.own([...part, 'description']);
  if (span === undefined) return undefined;
  const written = text.slice(span);
  const tail = tags.map((tag) => ` ${tag}`).join('');
  const trimmed = span.start + written.trimEnd().length;
  if (description === undefined) return change(trimmed, trimmed, tail);
  // A description over several lines has the comment's stars in it.
  return written.includes('\n') || description.includes('*/')
    ? undefined
    : change(span.start, trimmed, description + tail);
}

function tagText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function replaceTag(text: PartTexts, part: PartPath, value: Json): TextChange | undefined {
  const span = text.own(part);
  return span === undefined ? undefined : change(span.start, span.end, tagText(value));
}

function removeTag(text: PartTexts, part: PartPath): TextChange | undefined {
  const span = text.own(part, 'whole');
  if (span === undefined || text.charAt(span.start) !== '@') return undefined;
  // The space before the tag goes with it.
  const start = /[ \t]/.test(text.charAt(span.start - 1)) ? span.start - 1 : span.start;
  return change(start, span.end, '');
}

function setDefault(text: PartTexts, part: PartPath, value: Json | undefined): TextChange | undefined {
  const existing = text.own([...part, 'default']);
  if (existing !== undefined) {
    if (value !== undefined) return change(existing.start, existing.end, JSON.stringify(value));
    const equals = /\s*=\s*$/.exec(text.text.slice(Math.max(0, existing.start - 20), existing.start));
    return equals === null
      ? removeTag(text, [...part, 'default'])
      : change(existing.start - equals[0].length, existing.end, '');
  }
  const type = text.own(part);
  const parameter = part.length === 3 && part[0] === 'parameters';
  return value === undefined || type === undefined || !parameter
    ? undefined
    : change(type.end, type.end, ` = ${JSON.stringify(value)}`);
}

/** `string` becomes a union of literals. */
function setChoices(text: PartTexts, part: PartPath, values: Json | undefined): TextChange | undefined {
  const type = text.own(part);
  if (type === undefined || text.slice(type) !== 'string' || !Array.isArray(values)) return undefined;
  return change(type.start, type.end, values.map((value) => JSON.stringify(value)).join(' | '));
}

/** Parts that are written as JSON or as a name. */
function replacePart(text: PartTexts, part: PartPath, value: Json): TextChange | undefined {
  const span = text.own(part);
  if (span === undefined) return undefined;
  if (part[0] === 'premises' || part[0] === 'name')
    return typeof value === 'string' ? change(span.start, span.end, value) : undefined;
  const literal = part.at(-1) === 'default' || part.at(-2) === 'enum' || part.at(-2) === 'examples';
  return literal ? change(span.start, span.end, JSON.stringify(value)) : undefined;
}

function removePart(text: PartTexts, part: PartPath): TextChange | undefined {
  const list = part.at(-2);
  if (list === 'examples') return removeTag(text, part);
  const span = text.own(part);
  if (span === undefined || list !== 'enum') return undefined;
  const before = /\s*\|\s*$/.exec(text.text.slice(Math.max(0, span.start - 40), span.start));
  return before === null ? undefined : change(span.start - before[0].length, span.end, '');
}

function setRequired(text: PartTexts, part: PartPath, required: boolean): TextChange | undefined {
  const key = text.own(part, 'key');
  if (key === undefined) return undefined;
  const optional = text.charAt(key.end) === '?';
  if (required !== optional) return undefined;
  return required ? change(key.end, key.end + 1, '') : change(key.end, key.end, '?');
}
