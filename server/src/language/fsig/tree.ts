import {
  contentOf,
  type Declaration,
  parseSegment,
  type ReferenceNode,
  type Segment,
  type SegmentTree,
  type SignatureDocument,
  segmentAt,
  segmentStart,
  segmentText,
  type TypeNode,
} from '../../signature/index.ts';

/** The tree of one segment and where it stands. */
export interface PlacedTree extends SegmentTree {
  readonly document: SignatureDocument;
  readonly segment: number;
  /** Offset of the segment in the document: add it to every place of the tree. */
  readonly base: number;
}

/** Trees live as long as their segment's text; only the ones asked for exist. */
const trees = new WeakMap<Segment, SegmentTree>();

export function treeOf(document: SignatureDocument, segment: number): PlacedTree | undefined {
  const key = document.segments[segment];
  if (key === undefined) return undefined;
  let tree = trees.get(key);
  if (tree === undefined) {
    tree = parseSegment(segmentText(document, segment));
    trees.set(key, tree);
  }
  return { ...tree, document, segment, base: segmentStart(document, segment) };
}

/** The tree around an offset. At the border of two segments it is the one that ends there. */
export function treeAt(document: SignatureDocument, offset: number): PlacedTree | undefined {
  const segment = segmentAt(document, offset);
  const tree = treeOf(document, segment);
  if (tree === undefined || segment === 0 || tree.base !== offset) return tree;
  return treeOf(document, segment - 1);
}

/** As `treeAt`, while one types: blanks behind a declaration that is not finished still belong to it. */
export function openTreeAt(document: SignatureDocument, offset: number): PlacedTree | undefined {
  const tree = treeAt(document, offset);
  if (tree === undefined || tree.segment === 0 || contentOf(document).slice(tree.base, offset).trim() !== '')
    return tree;
  const before = treeOf(document, tree.segment - 1);
  const open = before !== undefined && !/[;}{]\s*$/.test(contentOf(document).slice(before.base, tree.base));
  return open ? before : tree;
}

/** Segments whose text has the name: the only ones worth reading. */
export function* treesNaming(document: SignatureDocument, name: string): Generator<PlacedTree> {
  let last = -1;
  for (let at = contentOf(document).indexOf(name); at >= 0; ) {
    const segment = segmentAt(document, at);
    const tree = segment > last ? treeOf(document, segment) : undefined;
    if (tree !== undefined) yield tree;
    last = segment;
    const next = segmentStart(document, segment) + (document.segments[segment]?.length ?? 1);
    at = contentOf(document).indexOf(name, Math.max(at + 1, next));
  }
}

/** Every type written in a declaration, outer before inner. */
export function* typesIn(declaration: Declaration): Generator<TypeNode> {
  switch (declaration.kind) {
    case 'alias':
      yield* withInner(declaration.type);
      break;
    case 'interface':
      for (const base of declaration.bases) yield* withInner(base);
      for (const member of declaration.members) yield* withInner(member.type);
      break;
    case 'function':
      for (const parameter of declaration.parameters) yield* withInner(parameter.type);
      if (declaration.result !== undefined) yield* withInner(declaration.result);
      break;
  }
}

function* withInner(type: TypeNode): Generator<TypeNode> {
  yield type;
  switch (type.kind) {
    case 'reference':
      for (const arg of type.args) yield* withInner(arg);
      break;
    case 'array':
      yield* withInner(type.element);
      break;
    case 'tuple':
      for (const element of type.elements) yield* withInner(element.type);
      break;
    case 'union':
    case 'intersection':
      for (const member of type.types) yield* withInner(member);
      break;
    case 'parenthesized':
      yield* withInner(type.type);
      break;
    case 'object':
      for (const member of type.members) yield* withInner(member.type);
      break;
  }
}

export function* referencesIn(declaration: Declaration): Generator<ReferenceNode> {
  for (const type of typesIn(declaration)) if (type.kind === 'reference') yield type;
}
