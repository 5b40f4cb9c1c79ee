import { segmentStart, segmentText } from '../document.ts';
import type { SignatureDocument, SignatureProblem } from '../types.ts';
import type { ImportNode } from './ast.ts';
import { factsOf, treeOf } from './facts.ts';
import { type NamespaceLabels, namespaceLabels } from './signature.ts';

/** A namespace as its declarations see it. */
export interface NamespaceScope {
  /** Dotted, '' outside all. */
  readonly path: string;
  readonly labels: NamespaceLabels;
}

export interface OutlineItem {
  /** Segment index. */
  readonly index: number;
  readonly scope: NamespaceScope;
  readonly name: string;
}

/** What a file declares, from its segments alone. */
export interface FileOutline {
  readonly document: SignatureDocument;
  readonly functions: readonly OutlineItem[];
  readonly types: readonly OutlineItem[];
  readonly imports: readonly { readonly index: number; readonly node: ImportNode }[];
  /** Names that `import { … }` can take from this file. */
  readonly exported: ReadonlySet<string>;
  /** Segments whose text has syntax errors. */
  readonly erroneous: readonly number[];
  /** Braces without partner and tags of namespaces; absolute spans. */
  readonly problems: readonly SignatureProblem[];
}

export const ROOT_SCOPE: NamespaceScope = { path: '', labels: { category: '', toolClass: '' } };

const outlines = new WeakMap<SignatureDocument, FileOutline>();

export function outlineOf(document: SignatureDocument): FileOutline {
  let outline = outlines.get(document);
  if (outline === undefined) {
    outline = makeOutline(document);
    outlines.set(document, outline);
  }
  return outline;
}

function makeOutline(document: SignatureDocument): FileOutline {
  const functions: OutlineItem[] = [];
  const types: OutlineItem[] = [];
  const imports: { index: number; node: ImportNode }[] = [];
  const exported = new Set<string>();
  const erroneous: number[] = [];
  const problems: SignatureProblem[] = [];
  const open: { scope: NamespaceScope; index: number }[] = [];
  let scope = ROOT_SCOPE;
  for (let index = 0; index < document.segments.length; index++) {
    const facts = factsOf(document, index);
    if (facts.errors.length > 0) erroneous.push(index);
    switch (facts.kind) {
      case 'namespace':
        if (scope.path === '') exported.add(facts.name.split('.')[0] as string);
        if (!isOpened(document, index)) break;
        open.push({ scope, index });
        scope = innerScope(document, index, facts.name, scope, problems);
        break;
      case 'close': {
        const outer = open.pop();
        if (outer === undefined) problems.push(braceProblem(document, index, "this '}' closes nothing"));
        scope = outer?.scope ?? ROOT_SCOPE;
        break;
      }
      case 'function':
        if (scope.path === '') exported.add(facts.name);
        if (facts.name !== '') functions.push({ index, scope, name: facts.name });
        break;
      case 'alias':
      case 'interface':
      case 'enum':
        if (scope.path === '') exported.add(facts.name);
        if (facts.name !== '') types.push({ index, scope, name: facts.name });
        break;
      case 'import': {
        const { declaration } = treeOf(document, index);
        if (declaration.kind === 'import') imports.push({ index, node: declaration });
        break;
      }
    }
  }
  for (const { index } of open) problems.push(braceProblem(document, index, "this '{' is never closed"));
  return { document, functions, types, imports, exported, erroneous, problems };
}

function isOpened(document: SignatureDocument, index: number): boolean {
  const { declaration } = treeOf(document, index);
  return declaration.kind === 'namespace' && declaration.opened;
}

function innerScope(
  document: SignatureDocument,
  index: number,
  name: string,
  outer: NamespaceScope,
  problems: SignatureProblem[],
): NamespaceScope {
  const { declaration } = treeOf(document, index);
  const start = segmentStart(document, index);
  const labels = namespaceLabels(segmentText(document, index), declaration.doc, outer.labels, (code, span, data) => {
    problems.push({ code, span: { start: start + span.start, end: start + span.end }, data });
  });
  return { path: outer.path === '' ? name : `${outer.path}.${name}`, labels };
}

/** At the brace, the last character of a segment that opens or closes a namespace. */
function braceProblem(document: SignatureDocument, index: number, message: string): SignatureProblem {
  const end = segmentStart(document, index) + (document.segments[index]?.length ?? 0);
  return { code: 'syntax-error', span: { start: Math.max(0, end - 1), end }, data: { message } };
}
