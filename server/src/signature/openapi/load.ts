import { type Node, parseTree } from 'jsonc-parser';
import type { Pair, Document as YamlDocument } from 'yaml';
import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { cutDepth, MAX_DEPTH, parseElement } from '../json-text/parse.ts';
import { ElementScanner, skipBlanks } from '../json-text/scan.ts';
import type { SignatureProblem, Span } from '../types.ts';
import { yamlLibrary } from './yaml.ts';

/** Expansions of aliases allowed in one YAML file: enough for people, far too few for a billion laughs. */
const MAX_ALIASES = 1_000;
/** Longer YAML is not read: the composer needs some 100 times the text. */
const MAX_YAML_LENGTH = 24 * 1024 * 1024;

/** Where the value of one path of an OpenAPI document stands, from the start of its key. */
export interface PathSpan {
  readonly path: string;
  readonly span: Span;
}

/** An OpenAPI document, read. */
export interface OpenApiText {
  readonly root: JsonObject;
  /** The whole value, whatever it is: tools may stand in a list. */
  readonly value: Json;
  /** In the order of the text; of a path written twice, the last. */
  readonly paths: readonly PathSpan[];
  readonly problems: readonly SignatureProblem[];
}

const TOO_DEEP = 'nested too deeply to be read';

const NOTHING: JsonObject = {};

/** Reads OpenAPI as JSON or YAML, whichever it is. Never throws. */
export function loadOpenApi(text: string): OpenApiText {
  const first = skipBlanks(text, 0);
  try {
    return text.charAt(first) === '{' ? loadJson(text) : loadYaml(text);
  } catch (error) {
    // The YAML library recurses: a text that nests tens of thousands of levels deep ends up here.
    const message = error instanceof RangeError ? TOO_DEEP : yamlWords(String((error as Error).message ?? error));
    return failed(text, message);
  }
}

function failed(text: string, message: string): OpenApiText {
  const span = { start: 0, end: Math.min(1, text.length) };
  return { root: NOTHING, value: NOTHING, paths: [], problems: [{ code: 'syntax-error', span, data: { message } }] };
}

function loadJson(text: string): OpenApiText {
  const element = new ElementScanner(text).next();
  if (element === undefined) return failed(text, 'the file is empty');
  if (element.depth > MAX_DEPTH) return failed(text, `nested deeper than ${MAX_DEPTH} levels`);
  const { value, problems } = parseElement(text.replace('\uFEFF', ' '), false);
  const tree = parseTree(text.replace('\uFEFF', ' '), [], { allowTrailingComma: true });
  return {
    root: isObject(value) ? value : NOTHING,
    value: value ?? NOTHING,
    paths: jsonPaths(tree),
    problems: problems.map(({ start, end, message }) => syntaxError(start, end, message)),
  };
}

function syntaxError(start: number, end: number, message: string): SignatureProblem {
  return { code: 'syntax-error', span: { start, end }, data: { message } };
}

function jsonPaths(tree: Node | undefined): PathSpan[] {
  const paths = tree?.children?.findLast((property) => property.children?.[0]?.value === 'paths')?.children?.[1];
  if (paths?.type !== 'object') return [];
  const found = new Map<string, Span>();
  for (const property of paths.children ?? []) {
    const path = String(property.children?.[0]?.value);
    found.delete(path);
    found.set(path, { start: property.offset, end: property.offset + property.length });
  }
  return [...found].map(([path, span]) => ({ path, span }));
}

function loadYaml(text: string): OpenApiText {
  if (text.length > MAX_YAML_LENGTH) return failed(text, 'longer than 24 MiB of YAML, which is not read');
  const { LineCounter, parseDocument } = yamlLibrary();
  const document = parseDocument(text, {
    merge: true,
    logLevel: 'silent',
    uniqueKeys: false,
    lineCounter: new LineCounter(),
  });
  const value = cutDepth(document.toJS({ maxAliasCount: MAX_ALIASES }) as Json, MAX_DEPTH);
  return {
    root: isObject(value) ? value : NOTHING,
    value: value ?? NOTHING,
    paths: yamlPaths(document, text),
    problems: document.errors.slice(0, 20).map(({ pos, message }) => yamlError(text.length, pos, message)),
  };
}

/** An error of the YAML library, whose place may lie behind the text. */
function yamlError(length: number, pos: readonly [number, number], message: string): SignatureProblem {
  const start = Math.min(pos[0], Math.max(0, length - 1));
  return syntaxError(start, Math.max(start, Math.min(pos[1], length)), yamlWords(message));
}

/** The library's words without its picture of the place; its parser's own limit in ours. */
function yamlWords(message: string): string {
  if (/call stack/i.test(message)) return TOO_DEEP;
  return message.split('\n')[0]?.replace(/ at line.*$/, '') ?? message;
}

function yamlPaths(document: YamlDocument.Parsed, text: string): PathSpan[] {
  const { isMap, isScalar } = yamlLibrary();
  const paths = document.get('paths');
  if (!isMap(paths)) return [];
  const found = new Map<string, Span>();
  for (const pair of paths.items as Pair[]) {
    const span = pairSpan(pair, text);
    if (!isScalar(pair.key) || span === undefined) continue;
    const path = String(pair.key.value);
    found.delete(path);
    found.set(path, span);
  }
  return [...found].map(([path, span]) => ({ path, span }));
}

/** From the start of the key to the end of the value, without the blank lines after it. */
function pairSpan(pair: Pair, text: string): Span | undefined {
  const key = rangeOf(pair.key);
  if (key === undefined) return undefined;
  const start = key[0];
  const written = text.slice(start, Math.max(rangeOf(pair.value)?.[1] ?? key[1], key[1]));
  return { start, end: start + written.trimEnd().length };
}

function rangeOf(node: unknown): readonly [number, number, number] | undefined {
  const range = (node as { range?: readonly [number, number, number] | null } | null)?.range;
  return range ?? undefined;
}
