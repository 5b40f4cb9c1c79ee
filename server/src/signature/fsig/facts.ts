import { segmentText } from '../document.ts';
import { SegmentRecord } from '../segment-record.ts';
import type { FunctionSignature, Segment, SignatureDocument, SignatureProblem, Span } from '../types.ts';
import type { Declaration, ImportNode, ParseError, SegmentTree } from './ast.ts';
import { parseSegment } from './parser.ts';
import { type NamespaceLabels, namespaceLabels } from './signature.ts';
import type { TypeUseRecord } from './symbol.ts';

/** A function, linked, and what that rests on: it holds as long as these are the same. */
export interface LinkedFunction {
  readonly signature: FunctionSignature;
  readonly uri: string;
  readonly namespace: string;
  readonly labels: NamespaceLabels;
  readonly uses: readonly TypeUseRecord[];
  /** Relative to the segment. */
  readonly problems: readonly SignatureProblem[];
  /** The types it was last found to hold in, see `FsigProgram.environment`. */
  environment: object;
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
  /** Of a namespace whose brace is there: the labels its documentation gives. */
  readonly opens: OpenedNamespace | undefined;
  readonly imports: ImportNode | undefined;
  tree: SegmentTree | undefined;
  linked: LinkedFunction | undefined;
}

export interface OpenedNamespace {
  readonly labels: Partial<NamespaceLabels>;
  /** Relative to the segment. */
  readonly problems: readonly SignatureProblem[];
}

const NO_PROBLEMS: readonly SignatureProblem[] = [];

function asProblem({ code, message, start, end }: ParseError): SignatureProblem {
  return { code, span: { start, end }, data: { message } };
}

/** Trees held at once until all is linked. */
const MAX_TREES = 1_000;

/** Facts that still hold their tree. */
let withTree: SegmentFacts[] = [];

/** Lets go of all trees, when all is linked: from then on a segment is parsed again when somebody asks. */
export function dropTrees(): void {
  for (const facts of withTree) facts.tree = undefined;
  withTree = [];
}

export function factsOf(document: SignatureDocument, index: number): SegmentFacts {
  const segment = document.segments[index] as Segment;
  const known = SegmentRecord.derived(segment) as SegmentFacts | undefined;
  if (known !== undefined) return known;
  const text = segmentText(document, index);
  const tree = parseSegment(text);
  const { declaration } = tree;
  const facts: SegmentFacts = {
    kind: declaration.kind,
    name: declaredName(declaration),
    errors: tree.errors.length === 0 ? NO_PROBLEMS : tree.errors.map(asProblem),
    opens: declaration.kind === 'namespace' && declaration.opened ? openedNamespace(text, declaration.doc) : undefined,
    imports: declaration.kind === 'import' ? declaration : undefined,
    tree,
    linked: undefined,
  };
  SegmentRecord.derive(segment, facts);
  // Of a large file the trees would be most of what is in memory: parsing again costs less than moving them about.
  if (withTree.length < MAX_TREES) withTree.push(facts);
  else facts.tree = undefined;
  return facts;
}

function openedNamespace(text: string, doc: Span | undefined): OpenedNamespace {
  const problems: SignatureProblem[] = [];
  const labels = namespaceLabels(text, doc, (code, { start, end }, data = {}) => {
    problems.push({ code, span: { start, end }, data });
  });
  return { labels, problems };
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
