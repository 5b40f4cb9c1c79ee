import {
  contentOf,
  parseDoc,
  type SignatureDocument,
  type Span,
  segmentAt,
  tagDefinition,
} from '../signature/index.ts';
import { BUILT_IN } from './fsig/hover.ts';
import { membersIn } from './fsig/names.ts';
import { resolveType } from './fsig/scope.ts';
import { type PlacedTree, referencesIn, treeOf } from './fsig/tree.ts';
import type { Workspace } from './types.ts';

/** The legend, in the order of the numbers in a token. Standard types, so that every theme colours them. */
export const TOKEN_TYPES = [
  'namespace',
  'type',
  'interface',
  'enum',
  'enumMember',
  'function',
  'parameter',
  'property',
  'decorator',
] as const;
export type TokenType = (typeof TOKEN_TYPES)[number];

export const TOKEN_MODIFIERS = ['declaration', 'deprecated', 'readonly', 'defaultLibrary'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

/** Meaning of the names in `.fsig`, in order. JSON keeps the colours of the editor's own JSON support. */
export function semanticTokens(workspace: Workspace, document: SignatureDocument, range?: Span): SemanticToken[] {
  if (document.kind !== 'fsig') return [];
  const first = range === undefined ? 0 : Math.max(0, segmentAt(document, range.start));
  const last = range === undefined ? document.segments.length - 1 : segmentAt(document, range.end);
  const tokens: SemanticToken[] = [];
  for (let segment = first; segment <= last; segment++) {
    const tree = treeOf(document, segment);
    if (tree !== undefined) tokens.push(...tokensIn(workspace, tree));
  }
  return tokens;
}

function tokensIn(workspace: Workspace, tree: PlacedTree): SemanticToken[] {
  const { declaration, base } = tree;
  const found: SemanticToken[] = [];
  const add = (span: Span, type: TokenType, ...modifiers: TokenModifier[]) => {
    if (span.end > span.start) found.push({ start: base + span.start, end: base + span.end, type, modifiers });
  };
  for (const comment of tree.comments) addTags(tree, comment, add);
  switch (declaration.kind) {
    case 'namespace':
      for (const part of declaration.parts) add(part, 'namespace', 'declaration');
      break;
    case 'alias':
      add(declaration.name, 'type', 'declaration');
      break;
    case 'interface':
      add(declaration.name, 'interface', 'declaration');
      break;
    case 'enum':
      add(declaration.name, 'enum', 'declaration');
      for (const member of declaration.members) add(member.name, 'enumMember', 'declaration');
      break;
    case 'function':
      add(declaration.name, 'function', 'declaration');
      for (const parameter of declaration.parameters) add(parameter.name, 'parameter', 'declaration');
      break;
    case 'import':
      for (const item of declaration.names) add(item.name, 'type');
      break;
  }
  for (const member of membersIn(tree)) if (member.kind === 'property') add(member.name, 'property', 'declaration');
  for (const reference of referencesIn(declaration)) {
    const last = reference.parts.at(-1);
    if (last === undefined) continue;
    for (const part of reference.parts.slice(0, -1)) add(part, 'namespace');
    if (Object.hasOwn(BUILT_IN, reference.name)) add(last, 'type', 'defaultLibrary');
    else add(last, kindOf(workspace, tree, reference.name));
  }
  return found.sort((a, b) => a.start - b.start);
}

function kindOf(workspace: Workspace, tree: PlacedTree, name: string): TokenType {
  const type = resolveType(workspace.catalog, tree.document, tree.segment, name);
  if (type?.node.kind === 'interface') return 'interface';
  return type?.node.kind === 'enum' ? 'enum' : 'type';
}

function addTags(tree: PlacedTree, comment: Span, add: (span: Span, type: TokenType) => void): void {
  const text = contentOf(tree.document).slice(tree.base + comment.start, tree.base + comment.end);
  if (!text.startsWith('/**') || !text.includes('@')) return;
  const { tags } = parseDoc(text, { start: 0, end: text.length });
  for (const tag of tags) {
    if (tagDefinition(tag.name) === undefined) continue;
    add({ start: comment.start + tag.start, end: comment.start + tag.nameEnd }, 'decorator');
    const name = tag.name === 'param' ? /^[^\s"]+/.exec(tag.value)?.[0] : undefined;
    if (name !== undefined) {
      const start = comment.start + tag.valueStart;
      add({ start, end: start + name.length }, 'parameter');
    }
  }
}
