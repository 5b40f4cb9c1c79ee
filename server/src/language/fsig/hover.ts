import { parseDoc, type SignatureDocument, tagDefinition } from '../../signature/index.ts';
import { code, escapeMarkdown, fence, shorten } from '../markdown.ts';
import type { Cursor, Hover, Workspace } from '../types.ts';
import { nameAt } from './names.ts';
import { resolveType, type TypeDeclaration } from './scope.ts';

const MAX_DECLARATION = 1_200;

/** Built-in types and what they admit. */
export const BUILT_IN: Readonly<Record<string, string>> = {
  string: 'Any text.',
  number: 'Any number.',
  integer: 'A whole number.',
  boolean: '`true` or `false`.',
  null: 'Only `null`.',
  unknown: 'Any value at all.',
  any: 'Any value at all; the same as `unknown`.',
  object: 'An object with any properties.',
};

/** Hover on a type name or a tag of `.fsig`; undefined elsewhere. */
export function typeHover(workspace: Workspace, cursor: Cursor): Hover | undefined {
  const found = nameAt(cursor);
  if (found === undefined) return undefined;
  const { at, tree } = found;
  if (at.what === 'tag') return tagHover(at.name, at.span);
  if (at.what !== 'type' && at.what !== 'import-name') return undefined;
  if (Object.hasOwn(BUILT_IN, at.name))
    return { span: at.span, markdown: `${fence('fsig', at.name)}\n\n${BUILT_IN[at.name]}` };
  const type = resolveType(workspace.catalog, cursor.document, tree.segment, at.name);
  return type === undefined ? undefined : { span: at.span, markdown: typeMarkdown(type) };
}

/** Declaration and description of a named type, as Markdown. */
export function typeMarkdown(type: TypeDeclaration): string {
  const { node, base, document, namespace } = type;
  const text = document.text.slice(base + node.start, base + node.end).trim();
  return [
    fence('fsig', shorten(text, MAX_DECLARATION)),
    descriptionOf(document, base, node.doc),
    namespace === '' ? '' : `in ${code(namespace)}`,
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}

function descriptionOf(
  document: SignatureDocument,
  base: number,
  doc: { start: number; end: number } | undefined,
): string {
  if (doc === undefined) return '';
  const text = document.text.slice(base + doc.start, base + doc.end);
  const { description, tags } = parseDoc(text, { start: 0, end: text.length });
  const facts = tags.map((tag) => code(`@${tag.name}${tag.value === '' ? '' : ` ${shorten(tag.value, 80)}`}`));
  return [escapeMarkdown(description), facts.join(' · ')].filter((part) => part !== '').join('\n\n');
}

function tagHover(name: string, span: { start: number; end: number }): Hover | undefined {
  const tag = tagDefinition(name);
  if (tag === undefined) return undefined;
  const sample = tag.sample === undefined || tag.sample === '' ? '' : `\n\n${code(`@${name} ${tag.sample}`)}`;
  const keyword = tag.keyword === undefined ? '' : `\n\nJSON Schema ${code(tag.keyword)}`;
  return { span, markdown: `**@${name}** ${escapeMarkdown(tag.summary)}${sample}${keyword}` };
}
