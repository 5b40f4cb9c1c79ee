import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { statementsIn } from '../../domain/index.ts';
import type { Span } from '../../signature/index.ts';
import { EDGE_KINDS, type EdgeKind } from '../types.ts';
import {
  CURATION_PROBLEMS,
  type Curation,
  type CurationEntry,
  type CurationProblem,
  type CurationProblemCode,
  type CurationVerdict,
  VERDICTS,
} from './types.ts';

/** Bytes of a curation file at most: some hundred thousand verdicts. */
export const MAX_CURATION_BYTES = 16 * 1024 * 1024;

/** The version of the format this reads and writes. */
export const CURATION_VERSION = 1;

const MAX_PROBLEMS = 200;

/** Reads `magnet.graph.json`. Never throws: what cannot be used is a problem on its line. An empty text is an empty file. */
export function parseCuration(text: string): Curation {
  const problems: CurationProblem[] = [];
  const report = (code: CurationProblemCode, span: Span, message: string): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problemAt(code, span, message));
  };
  if (text.trim() === '') return { entries: [], problems, broken: false };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  for (const { error, offset, length } of errors) {
    const end = Math.min(text.length, offset + Math.max(1, length));
    report(
      'curation-syntax',
      { start: Math.min(offset, end), end },
      `Not valid JSON: ${inWords(printParseErrorCode(error))}.`,
    );
  }
  const edges = root === undefined ? undefined : edgeList(root, report);
  const broken = errors.length > 0 || edges === undefined;
  if (edges === undefined) return { entries: [], problems, broken };
  const entries = edges.map((node) => readEntry(node, report)).filter((entry) => entry !== undefined);
  return { entries: withoutRepeats(entries, report), problems, ...statementsOf(root), broken };
}

/** The parts of the file that speak of the domain. */
function statementsOf(root: Node | undefined): Pick<Curation, 'statements' | 'statementSpans'> {
  const parts = root === undefined ? [] : ['functions', 'entities'].map((key) => propertyOf(root, key));
  const spans = new Map<string, Span>();
  for (const { children = [] } of parts.filter((part) => part?.type === 'object') as Node[]) {
    for (const property of children) spans.set(String(property.children?.[0]?.value), spanOf(property));
  }
  if (root === undefined || spans.size === 0) return {};
  return { statements: statementsIn(getNodeValue(root)), statementSpans: spans };
}

/** `CloseBracketExpected` → `a closing bracket is expected`. */
function inWords(code: string): string {
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/^close/, 'closing');
  const expected = /^(.*) expected$/.exec(words)?.[1];
  return expected === undefined ? words : `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected} is expected`;
}

/** A problem of the given code, with the severity that code has. */
export function problemAt(code: CurationProblemCode, span: Span, message: string): CurationProblem {
  return { code, severity: CURATION_PROBLEMS[code], message, span };
}

type Report = (code: CurationProblemCode, span: Span, message: string) => void;

export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** The value of a property of an object node; the last one counts, as in JSON. */
export function propertyOf(node: Node, key: string): Node | undefined {
  let found: Node | undefined;
  for (const property of node.children ?? []) {
    if (property.children?.[0]?.value === key) found = property.children[1];
  }
  return found;
}

function edgeList(root: Node, report: Report): Node[] | undefined {
  if (root.type !== 'object') {
    report('curation-shape', spanOf(root), 'The file must hold an object: {"version": 1, "edges": []}.');
    return undefined;
  }
  const version = propertyOf(root, 'version');
  if (version !== undefined && version.value !== CURATION_VERSION) {
    const known = `This version of Magnet reads version ${CURATION_VERSION} of the file.`;
    report('curation-version', spanOf(version), known);
    return undefined;
  }
  const edges = propertyOf(root, 'edges');
  if (edges === undefined) return [];
  if (edges.type === 'array') return edges.children ?? [];
  report('curation-shape', spanOf(edges), '"edges" must be a list.');
  return undefined;
}

function readEntry(node: Node, report: Report): CurationEntry | undefined {
  if (node.type !== 'object') {
    report('curation-shape', spanOf(node), 'An entry must be an object with "from", "to" and "verdict".');
    return undefined;
  }
  const from = stringOf(node, 'from');
  const to = stringOf(node, 'to');
  const verdict = stringOf(node, 'verdict');
  if (from === undefined || to === undefined) {
    report('curation-shape', spanOf(node), 'An entry needs "from" and "to", the names of two functions.');
    return undefined;
  }
  if (!isVerdict(verdict)) {
    report(
      'curation-shape',
      spanOf(propertyOf(node, 'verdict') ?? node),
      `"verdict" must be one of ${VERDICTS.join(', ')}.`,
    );
    return undefined;
  }
  if (from === to) {
    report('curation-self-edge', spanOf(node), `"${from}" cannot depend on itself; the entry has no effect.`);
    return undefined;
  }
  return { from, to, verdict, ...detailsOf(node, report), span: spanOf(node) };
}

function detailsOf(node: Node, report: Report): Partial<CurationEntry> {
  const kind = stringOf(node, 'kind');
  if (kind !== undefined && !isKind(kind)) {
    report(
      'curation-shape',
      spanOf(propertyOf(node, 'kind') ?? node),
      `"kind" must be one of ${EDGE_KINDS.join(', ')}.`,
    );
  }
  const output = stringOf(node, 'output');
  const parameter = stringOf(node, 'parameter');
  const author = stringOf(node, 'author');
  const note = stringOf(node, 'note');
  return {
    ...(isKind(kind) ? { kind } : {}),
    ...(output === undefined ? {} : { output }),
    ...(parameter === undefined ? {} : { parameter }),
    ...(author === undefined ? {} : { author }),
    ...(note === undefined ? {} : { note }),
  };
}

function stringOf(node: Node, key: string): string | undefined {
  const value: unknown = propertyOf(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

function isVerdict(text: string | undefined): text is CurationVerdict {
  return (VERDICTS as readonly (string | undefined)[]).includes(text);
}

function isKind(text: string | undefined): text is EdgeKind {
  return (EDGE_KINDS as readonly (string | undefined)[]).includes(text);
}

/** The first entry of a pair counts; the others are said to repeat or to contradict it. */
function withoutRepeats(entries: readonly CurationEntry[], report: Report): CurationEntry[] {
  const first = new Map<string, CurationEntry>();
  for (const entry of entries) {
    const pair = pairKey(entry.from, entry.to);
    const known = first.get(pair);
    if (known === undefined) first.set(pair, entry);
    else if (known.verdict === entry.verdict) {
      report('curation-duplicate', entry.span, `"${entry.from}" → "${entry.to}" is ${entry.verdict} above already.`);
    } else {
      const message = `"${entry.from}" → "${entry.to}" is ${known.verdict} above and ${entry.verdict} here; the first counts.`;
      report('curation-conflict', entry.span, message);
    }
  }
  return [...first.values()];
}

/** A pair of ids as one key; ids hold no line break. */
export function pairKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
