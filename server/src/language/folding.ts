import { type Node, parseTree } from 'jsonc-parser';
import { type SignatureDocument, type Span, segmentStart, segmentText } from '../signature/index.ts';
import { treeOf } from './fsig/tree.ts';

export interface Fold extends Span {
  readonly kind: 'region' | 'comment';
}

const MAX_FOLDS = 10_000;
/** In larger JSON files whole functions fold, and nothing inside them. */
const DETAILED_SEGMENTS = 1_000;

/** Ranges that fold: functions, comments, namespaces, and the objects inside JSON functions. */
export function foldsOf(document: SignatureDocument): Fold[] {
  const folds = document.kind === 'fsig' ? fsigFolds(document) : jsonFolds(document);
  return folds.slice(0, MAX_FOLDS);
}

function fsigFolds(document: SignatureDocument): Fold[] {
  const folds: Fold[] = [];
  const open: number[] = [];
  for (let segment = 0; segment < document.segments.length && folds.length < MAX_FOLDS; segment++) {
    const tree = treeOf(document, segment);
    if (tree === undefined) continue;
    const { declaration, base } = tree;
    for (const comment of tree.comments) folds.push({ ...shift(comment, base), kind: 'comment' });
    if (declaration.kind === 'namespace') open.push(base + declaration.start);
    else if (declaration.kind === 'close') {
      const start = open.pop();
      if (start !== undefined) folds.push({ start, end: base + declaration.end, kind: 'region' });
    } else if (declaration.kind !== 'empty') folds.push({ ...shift(declaration, base), kind: 'region' });
  }
  return folds;
}

function jsonFolds(document: SignatureDocument): Fold[] {
  const folds: Fold[] = [];
  const detailed = document.segments.length <= DETAILED_SEGMENTS;
  for (const [segment, { length }] of document.segments.entries()) {
    const base = segmentStart(document, segment);
    folds.push({ start: base, end: base + length, kind: 'region' });
    if (detailed) addContainers(parseTree(segmentText(document, segment)), base, folds);
    if (folds.length >= MAX_FOLDS) break;
  }
  return folds;
}

function addContainers(node: Node | undefined, base: number, folds: Fold[]): void {
  for (const child of node?.children ?? []) {
    if (child.type === 'object' || child.type === 'array')
      folds.push({ start: base + child.offset, end: base + child.offset + child.length, kind: 'region' });
    if (folds.length < MAX_FOLDS) addContainers(child, base, folds);
  }
}

function shift(span: Span, base: number): Span {
  return { start: base + span.start, end: base + span.end };
}
