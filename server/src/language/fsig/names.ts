import {
  contentOf,
  type EnumNode,
  type FunctionNode,
  type MemberNode,
  type NameNode,
  type ParameterNode,
  parseDoc,
  type ReferenceNode,
  type SourceText,
  type Span,
  type TypeNode,
} from '../../signature/index.ts';
import type { Cursor } from '../types.ts';
import { type PlacedTree, referencesIn, treeAt, typesIn } from './tree.ts';

/** What stands under a cursor in `.fsig`. Places are absolute. */
export type NameAt =
  | { readonly what: 'type'; readonly name: string; readonly span: Span; readonly declared: boolean }
  | { readonly what: 'function'; readonly name: string; readonly span: Span; readonly declared: boolean }
  | { readonly what: 'parameter'; readonly name: string; readonly span: Span; readonly function: FunctionNode }
  | { readonly what: 'property'; readonly name: string; readonly span: Span; readonly owner: string }
  | { readonly what: 'enum-member'; readonly name: string; readonly span: Span; readonly of: EnumNode }
  | { readonly what: 'tag'; readonly name: string; readonly span: Span }
  | { readonly what: 'import-name'; readonly name: string; readonly span: Span; readonly from: string }
  | { readonly what: 'path'; readonly name: string; readonly span: Span }
  | { readonly what: 'namespace'; readonly name: string; readonly span: Span };

export interface PlacedName {
  readonly tree: PlacedTree;
  readonly at: NameAt;
}

/** The name under a cursor; undefined between names. */
export function nameAt({ document, offset }: Cursor): PlacedName | undefined {
  const tree = treeAt(document, offset);
  if (tree === undefined) return undefined;
  const local = offset - tree.base;
  const at = inDocs(tree, local) ?? inDeclaration(tree, local);
  return at === undefined ? undefined : { tree, at };
}

function touches(node: Span, offset: number): boolean {
  return node.start <= offset && offset <= node.end;
}

function placed(tree: PlacedTree, node: Span): Span {
  return { start: tree.base + node.start, end: tree.base + node.end };
}

function inDeclaration(tree: PlacedTree, offset: number): NameAt | undefined {
  const { declaration } = tree;
  const name = (node: NameNode) => ({ name: node.text, span: placed(tree, node) });
  if (declaration.kind === 'import') return inImport(tree, offset);
  if (declaration.kind === 'namespace') {
    const last = declaration.parts.at(-1);
    if (last === undefined || !declaration.parts.some((part) => touches(part, offset))) return undefined;
    const span = placed(tree, { start: declaration.parts[0]?.start ?? last.start, end: last.end });
    return { what: 'namespace', name: declaration.parts.map((part) => part.text).join('.'), span };
  }
  for (const reference of referencesIn(declaration)) {
    if (inReferenceName(reference, offset)) return { what: 'type', declared: false, ...referenceName(tree, reference) };
  }
  if (declaration.kind === 'alias' || declaration.kind === 'interface' || declaration.kind === 'enum') {
    if (touches(declaration.name, offset)) return { what: 'type', declared: true, ...name(declaration.name) };
  }
  if (declaration.kind === 'enum') {
    const member = declaration.members.find((node) => touches(node.name, offset));
    if (member !== undefined) return { what: 'enum-member', of: declaration, ...name(member.name) };
  }
  if (declaration.kind === 'function') {
    if (touches(declaration.name, offset)) return { what: 'function', declared: true, ...name(declaration.name) };
    const parameter = declaration.parameters.find((node) => touches(node.name, offset));
    if (parameter !== undefined) return { what: 'parameter', function: declaration, ...name(parameter.name) };
  }
  const member = membersIn(tree).find((node) => node.kind === 'property' && touches(node.name, offset));
  if (member?.kind !== 'property') return undefined;
  const owner = declaration.kind === 'interface' ? declaration.name.text : '';
  return { what: 'property', owner, ...name(member.name) };
}

function inReferenceName(reference: ReferenceNode, offset: number): boolean {
  return reference.parts.some((part) => touches(part, offset));
}

function referenceName(tree: PlacedTree, reference: ReferenceNode): { name: string; span: Span } {
  const last = reference.parts.at(-1) ?? reference;
  return {
    name: reference.name,
    span: placed(tree, { start: reference.parts[0]?.start ?? last.start, end: last.end }),
  };
}

function inImport(tree: PlacedTree, offset: number): NameAt | undefined {
  const { declaration } = tree;
  if (declaration.kind !== 'import') return undefined;
  const from = declaration.from?.text ?? '';
  if (declaration.from !== undefined && touches(declaration.from, offset))
    return { what: 'path', name: from, span: placed(tree, declaration.from) };
  for (const item of declaration.names) {
    for (const node of [item.name, item.local])
      if (touches(node, offset)) return { what: 'import-name', name: item.name.text, span: placed(tree, node), from };
  }
  return undefined;
}

/** Every property of every object type in the declaration. */
export function membersIn(tree: PlacedTree): readonly MemberNode[] {
  const { declaration } = tree;
  const own: MemberNode[] = declaration.kind === 'interface' ? [...declaration.members] : [];
  for (const type of typesIn(declaration)) if (type.kind === 'object') own.push(...type.members);
  return own;
}

/** Names of all fields of the object whose field begins at an offset of the declaration. */
export function siblingsOf({ declaration }: PlacedTree, start: number): readonly string[] {
  const groups: (readonly MemberNode[])[] = declaration.kind === 'interface' ? [declaration.members] : [];
  for (const type of typesIn(declaration)) if (type.kind === 'object') groups.push(type.members);
  const own = groups.find((group) => group.some((node) => node.kind === 'property' && node.name.start === start)) ?? [];
  return own.flatMap((node) => (node.kind === 'property' ? [node.name.text] : []));
}

/** Documentation comments that belong to a node of the declaration. */
export function docSpans(tree: PlacedTree): Span[] {
  const { declaration } = tree;
  const docs: (Span | undefined)[] = [declaration.doc];
  if (declaration.kind === 'function') docs.push(...declaration.parameters.map((node: ParameterNode) => node.doc));
  docs.push(...membersIn(tree).map((node) => node.doc));
  for (const type of typesIn(declaration) as Iterable<TypeNode>) docs.push(type.doc);
  return docs.filter((doc) => doc !== undefined);
}

function inDocs(tree: PlacedTree, offset: number): NameAt | undefined {
  const comment = tree.comments.find((span) => span.start < offset && offset < span.end);
  if (comment === undefined) return undefined;
  const text = contentOf(tree.document).slice(tree.base + comment.start, tree.base + comment.end);
  if (!text.startsWith('/**')) return undefined;
  const doc = parseDoc(text, { start: 0, end: text.length });
  const local = offset - comment.start;
  const tag = doc.tags.find((item) => item.start <= local && local <= Math.max(item.end, item.nameEnd));
  if (tag === undefined) return undefined;
  const base = tree.base + comment.start;
  if (local <= tag.nameEnd)
    return { what: 'tag', name: tag.name, span: { start: base + tag.start, end: base + tag.nameEnd } };
  const word = wordAt(text, local);
  if (word === undefined) return undefined;
  const span = { start: base + word.start, end: base + word.end };
  const name = text.slice(word.start, word.end);
  if (tag.name === 'requires') return { what: 'function', name, span, declared: false };
  if (tag.name === 'param' && tree.declaration.kind === 'function' && word.start === tag.valueStart)
    return { what: 'parameter', name, span, function: tree.declaration };
  return undefined;
}

const WORD = /[\p{ID_Continue}$.@-]/u;

/** The name around an offset: letters, digits, dots. */
export function wordAt(text: SourceText, offset: number): Span | undefined {
  let start = offset;
  let end = offset;
  while (start > 0 && WORD.test(text.slice(start - 1, start))) start--;
  while (end < text.length && WORD.test(text.slice(end, end + 1))) end++;
  return start === end ? undefined : { start, end };
}
