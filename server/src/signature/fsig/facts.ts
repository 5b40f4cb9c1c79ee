import { segmentText } from '../document.ts';
import type { FunctionSignature, Segment, SignatureDocument, SignatureProblem } from '../types.ts';
import type { Declaration, SegmentTree } from './ast.ts';
import { parseSegment } from './parser.ts';
import type { NamespaceLabels } from './signature.ts';
import type { TypeSymbol, TypeUseRecord } from './symbol.ts';

/** A function, linked, and what that rests on: it holds as long as these are the same. */
export interface LinkedFunction {
  readonly signature: FunctionSignature;
  readonly uri: string;
  readonly namespace: string;
  readonly labels: NamespaceLabels;
  readonly uses: readonly TypeUseRecord[];
  /** Relative to the segment. */
  readonly problems: readonly SignatureProblem[];
}

/**
 * What is known of one segment, by its text alone, and the last linked values of it. Lives as long as the segment
 * object, so unchanged segments of the next version find it again. The tree is dropped after linking.
 */
export interface SegmentFacts {
  readonly kind: Declaration['kind'];
  /** Declared name; dotted for a namespace; '' for none. */
  readonly name: string;
  /** Syntax errors, relative to the segment. */
  readonly errors: readonly SignatureProblem[];
  tree: SegmentTree | undefined;
  symbol: TypeSymbol | undefined;
  linked: LinkedFunction | undefined;
}

const factsBySegment = new WeakMap<Segment, SegmentFacts>();

export function factsOf(document: SignatureDocument, index: number): SegmentFacts {
  const segment = document.segments[index] as Segment;
  const known = factsBySegment.get(segment);
  if (known !== undefined) return known;
  const tree = parseSegment(segmentText(document, index));
  const facts: SegmentFacts = {
    kind: tree.declaration.kind,
    name: declaredName(tree.declaration),
    errors: tree.errors.map(({ code, message, start, end }) => ({ code, span: { start, end }, data: { message } })),
    tree,
    symbol: undefined,
    linked: undefined,
  };
  factsBySegment.set(segment, facts);
  return facts;
}

/** The tree of a segment: the one just parsed, else parsed again. */
export function treeOf(document: SignatureDocument, index: number): SegmentTree {
  return factsOf(document, index).tree ?? parseSegment(segmentText(document, index));
}

function declaredName(declaration: Declaration): string {
  switch (declaration.kind) {
    case 'namespace':
      return declaration.parts.map((part) => part.text).join('.');
    case 'alias':
    case 'interface':
    case 'enum':
    case 'function':
      return declaration.name.text;
    default:
      return '';
  }
}
