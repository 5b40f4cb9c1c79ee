import { contentOf, parseDoc, type SignatureDocument, type Span, tagDefinition } from '../../signature/index.ts';
import { entriesOf } from '../at.ts';
import { code, escapeMarkdown, fence, shorten } from '../markdown.ts';
import { isWithin } from '../namespaces.ts';
import { symbolAt } from '../symbol.ts';
import type { Cursor, Hover, Workspace } from '../types.ts';
import { membersIn, type NameAt, nameAt, type PlacedName } from './names.ts';
import { importTarget, resolveType, scopeOf, type TypeDeclaration } from './scope.ts';
import { treeOf } from './tree.ts';

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

/** Hover on a type, a field, a namespace, an imported file or a tag of `.fsig`; undefined elsewhere. */
export function typeHover(workspace: Workspace, cursor: Cursor): Hover | undefined {
  const found = nameAt(cursor);
  if (found === undefined) return undefined;
  const { at, tree } = found;
  if (at.what === 'tag') return tagHover(at.name, at.span);
  if (at.what === 'property') return propertyHover(cursor.document, found);
  if (at.what === 'enum-member') return memberHover(cursor.document, found);
  if (at.what === 'path') return fileHover(workspace, cursor, at);
  const symbol = SPACED.has(at.what) ? symbolAt(workspace, cursor) : undefined;
  if (symbol?.kind === 'namespace') return namespaceHover(workspace, symbol);
  if (at.what !== 'type' && at.what !== 'import-name') return undefined;
  if (Object.hasOwn(BUILT_IN, at.name))
    return { span: at.span, markdown: `${fence('fsig', at.name)}\n\n${BUILT_IN[at.name]}` };
  const type = resolveType(workspace.catalog, cursor.document, tree.segment, at.name);
  return type === undefined ? undefined : { span: at.span, markdown: typeMarkdown(type) };
}

/** Declaration and description of a named type, as Markdown. */
export function typeMarkdown(type: TypeDeclaration): string {
  const { node, base, document, namespace } = type;
  const text = contentOf(document)
    .slice(base + node.start, base + node.end)
    .trim();
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
  const text = contentOf(document).slice(base + doc.start, base + doc.end);
  const { description, tags } = parseDoc(text, { start: 0, end: text.length });
  const facts = tags.map((tag) => code(`@${tag.name}${tag.value === '' ? '' : ` ${shorten(tag.value, 80)}`}`));
  return [escapeMarkdown(description), facts.join(' · ')].filter((part) => part !== '').join('\n\n');
}

/** A field of an object type, as it is written, with its own comment. */
function propertyHover(document: SignatureDocument, { tree, at }: PlacedName): Hover | undefined {
  const text = contentOf(document);
  const member = membersIn(tree).find(
    (node) => node.kind === 'property' && tree.base + node.name.start === at.span.start,
  );
  if (member?.kind !== 'property' || at.what !== 'property') return undefined;
  const type = text.slice(tree.base + member.type.start, tree.base + member.type.end).replace(/\s+/g, ' ');
  const owner = at.owner === '' ? '' : `${at.owner}.`;
  const line = `${owner}${at.name}${member.optional ? '?' : ''}: ${shorten(type, MAX_DECLARATION)}`;
  const parts = [fence('fsig', line), descriptionOf(document, tree.base, member.doc)];
  return { span: at.span, markdown: parts.filter((part) => part !== '').join('\n\n') };
}

function memberHover(document: SignatureDocument, { tree, at }: PlacedName): Hover | undefined {
  if (at.what !== 'enum-member') return undefined;
  const node = at.of.members.find(({ name }) => tree.base + name.start === at.span.start);
  if (node === undefined) return undefined;
  const written = contentOf(document).slice(tree.base + node.name.start, tree.base + node.end);
  const parts = [
    fence('fsig', `${at.of.name.text}.${shorten(written, MAX_DECLARATION)}`),
    descriptionOf(document, tree.base, node.doc),
  ];
  return { span: at.span, markdown: parts.filter((part) => part !== '').join('\n\n') };
}

function fileHover({ catalog }: Workspace, cursor: Cursor, at: NameAt): Hover | undefined {
  const target = importTarget(catalog, cursor.document, at.name);
  if (target === undefined) return undefined;
  const types = scopeOf(target).types.map(({ name }) => name);
  const names = shorten(types.join(', '), 200);
  const counted = `${count(types.length, 'type')}, ${count(entriesOf(catalog, target.uri).length, 'function')}`;
  return { span: at.span, markdown: `${code(at.name)} ${counted}${names === '' ? '' : `  \n${code(names)}`}` };
}

/** What may have a namespace in front. */
const SPACED: ReadonlySet<NameAt['what']> = new Set(['namespace', 'type', 'import-name', 'function']);

function namespaceHover(workspace: Workspace, { name, span }: { name: string; span: Span }): Hover {
  const { catalog } = workspace;
  const functions = catalog.entries.filter(({ signature }) => isWithin(signature.namespace, name)).length;
  const documented = [...catalog.documents.values()].flatMap((document) =>
    document.kind === 'fsig'
      ? scopeOf(document)
          .namespaces.filter(({ path }) => path === name)
          .flatMap(({ segment }) => treeOf(document, segment) ?? [])
      : [],
  );
  const parts = [
    fence('fsig', `namespace ${name}`),
    ...documented.map(({ document, base, declaration }) => descriptionOf(document, base, declaration.doc)),
    `${count(functions, 'function')} in the workspace`,
  ];
  return { span, markdown: parts.filter((part) => part !== '').join('\n\n') };
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

function tagHover(name: string, span: { start: number; end: number }): Hover | undefined {
  const tag = tagDefinition(name);
  if (tag === undefined) return undefined;
  const sample = tag.sample === undefined || tag.sample === '' ? '' : `\n\n${code(`@${name} ${tag.sample}`)}`;
  const keyword = tag.keyword === undefined ? '' : `\n\nJSON Schema ${code(tag.keyword)}`;
  return { span, markdown: `**@${name}** ${escapeMarkdown(tag.summary)}${sample}${keyword}` };
}
