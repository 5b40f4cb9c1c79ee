import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  parseTree,
} from 'jsonc-parser';
import type { JsonObject } from '../../json/index.ts';
import type { EdgeKind } from '../types.ts';
import { CURATION_VERSION, parseCuration, propertyOf } from './parse.ts';
import type { CurationProblem, CurationVerdict } from './types.ts';

/** One action of a person on one edge. */
export interface CurationChange {
  readonly action: 'accept' | 'reject' | 'add' | 'clear';
  readonly from: string;
  readonly to: string;
  readonly kind?: EdgeKind;
  readonly output?: string;
  readonly parameter?: string;
  readonly author?: string;
  readonly note?: string;
}

/** The new text of the file, or why it was left as it is. */
export type CurationEdit =
  | { readonly ok: true; readonly text: string; readonly changed: boolean }
  | { readonly ok: false; readonly problems: readonly CurationProblem[] };

const VERDICT_OF: Readonly<Record<'accept' | 'reject' | 'add', CurationVerdict>> = {
  accept: 'accepted',
  reject: 'rejected',
  add: 'added',
};

const EMPTY = `{\n  "version": ${CURATION_VERSION},\n  "edges": []\n}\n`;

/**
 * The file's text with one change made in place: comments, unknown keys and the order of the other entries stay; a new
 * entry goes where sorting by (from, to) puts it. A file that cannot be read is never overwritten: `ok` is false then.
 */
export function editCuration(text: string, change: CurationChange): CurationEdit {
  const { broken, problems } = parseCuration(text);
  if (broken) return { ok: false, problems };
  const start = text.trim() === '' ? EMPTY : text;
  const next = change.action === 'clear' ? withoutPair(start, change) : withVerdict(start, change, change.action);
  return { ok: true, text: next, changed: next !== text };
}

/**
 * The file's text with statements laid over what it says of functions: keys that stand there already stay as their author
 * wrote them. A file that cannot be read is never overwritten: `ok` is false then.
 * @param statements objects in the form of `x-magnet`, by function
 */
export function stateFunctions(text: string, statements: ReadonlyMap<string, JsonObject>): CurationEdit {
  const { broken, problems } = parseCuration(text);
  if (broken) return { ok: false, problems };
  let next = text.trim() === '' ? EMPTY : text;
  const root = parseTree(next, [], { allowTrailingComma: true });
  for (const [name, statement] of statements) {
    for (const [key, value] of Object.entries(statement)) {
      const path = ['functions', name, key];
      if (root === undefined || findNodeAtLocation(root, path) === undefined) next = set(next, path, value);
    }
  }
  return { ok: true, text: next, changed: next !== text };
}

/**
 * The file's text with a statement of one parameter, in place of what it says of it.
 * @param statement in the form of an input of `x-magnet`
 */
export function stateInput(text: string, id: string, parameter: string, statement: JsonObject): CurationEdit {
  const { broken, problems } = parseCuration(text);
  if (broken) return { ok: false, problems };
  const next = set(text.trim() === '' ? EMPTY : text, ['functions', id, 'inputs', parameter], statement);
  return { ok: true, text: next, changed: next !== text };
}

function formatting(text: string): FormattingOptions {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function set(text: string, path: JSONPath, value: unknown, insert = false): string {
  const options = { formattingOptions: formatting(text), isArrayInsertion: insert };
  return applyEdits(text, modify(text, path, value, options));
}

function edgeNodes(text: string): readonly Node[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const edges = root === undefined ? undefined : findNodeAtLocation(root, ['edges']);
  return edges?.children ?? [];
}

function withVerdict(text: string, change: CurationChange, action: 'accept' | 'reject' | 'add'): string {
  const nodes = edgeNodes(text);
  const index = nodes.findIndex((node) => isPair(node, change));
  const verdict = VERDICT_OF[action];
  if (index < 0) return insertEntry(text, nodes, change, verdict);
  let next = text;
  const fields = { verdict, ...detailsOf(change) };
  for (const [key, value] of Object.entries(fields)) {
    const node = nodes[index];
    if (node === undefined || propertyOf(node, key)?.value !== value) next = set(next, ['edges', index, key], value);
  }
  return next;
}

function insertEntry(text: string, nodes: readonly Node[], change: CurationChange, verdict: CurationVerdict): string {
  const entry = { from: change.from, to: change.to, verdict, ...detailsOf(change) };
  let next = text;
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root !== undefined && propertyOf(root, 'version') === undefined) next = set(next, ['version'], CURATION_VERSION);
  if (root !== undefined && propertyOf(root, 'edges') === undefined) return set(next, ['edges'], [entry]);
  const after = nodes.findIndex((node) => comesAfter(node, change));
  return set(next, ['edges', after < 0 ? nodes.length : after], entry, true);
}

function comesAfter(node: Node, change: CurationChange): boolean {
  const from: unknown = propertyOf(node, 'from')?.value;
  const to: unknown = propertyOf(node, 'to')?.value;
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  return from === change.from ? to > change.to : from > change.from;
}

function withoutPair(text: string, change: CurationChange): string {
  let next = text;
  const nodes = edgeNodes(text);
  for (let index = nodes.length - 1; index >= 0; index -= 1) {
    if (isPair(nodes[index] as Node, change)) next = set(next, ['edges', index], undefined);
  }
  return next;
}

function isPair(node: Node, { from, to }: CurationChange): boolean {
  return propertyOf(node, 'from')?.value === from && propertyOf(node, 'to')?.value === to;
}

function detailsOf({ kind, output, parameter, author, note }: CurationChange): Record<string, string> {
  const details: Record<string, string> = {};
  for (const [key, value] of Object.entries({ kind, output, parameter, author, note })) {
    if (value !== undefined && value !== '') details[key] = value;
  }
  return details;
}
