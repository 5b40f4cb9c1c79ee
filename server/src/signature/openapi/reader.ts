import { type Node, parseTree } from 'jsonc-parser';
import { hashText, isObject, type Json, type JsonObject } from '../../json/index.ts';
import { ProblemSink, type RawPath } from '../dialects/found.ts';
import { valueAt } from '../dialects/inside-text.ts';
import type { FoundFunction } from '../dialects/reading.ts';
import { skipBlanks } from '../json-text/scan.ts';
import type { LocateWhat, ReadContext, SegmentReader, SegmentReading, SplitOptions, SplitText } from '../segment.ts';
import type { PartPath, Span } from '../types.ts';
import { loadOpenApi } from './load.ts';
import { type Operation, readPath } from './operation.ts';
import { readTools, toolPath } from './tools.ts';
import { yamlLibrary } from './yaml.ts';

/** What reading a path needs of the rest of its document. */
interface OpenApiFrame {
  readonly root: JsonObject;
}

/** Tag of the one segment of a YAML text that holds tools in another form; a path of OpenAPI begins with a slash. */
const TOOLS = 'tools';

/**
 * Reader of OpenAPI 2.0 to 3.2, JSON or YAML: one segment a path, its tag the path, its functions the operations.
 * YAML that is no OpenAPI and holds tools is one segment. An edit cuts the text again; paths whose text and shared definitions are the same keep their readings.
 */
export const openapiReader: SegmentReader = { split, resplit: () => undefined, read, locate, raw };

function split(text: string, { uri, dialect }: SplitOptions): SplitText {
  const { root, value, paths, problems } = loadOpenApi(text);
  const version = typeof root.openapi === 'string' || typeof root.swagger === 'string';
  if (!version && problems.length === 0 && isYaml(text)) {
    const functions = readTools(value, { uri, dialect }, new ProblemSink());
    if (functions.length > 0) return wholeText(text);
  }
  const segments = paths.map(({ path, span }) => ({ start: span.start, length: span.end - span.start, tag: path }));
  let outside = '';
  let end = 0;
  for (const { start, length } of segments) {
    outside += text.slice(end, start);
    end = start + length;
  }
  outside += text.slice(end);
  const frame: OpenApiFrame = { root };
  const found = [...problems];
  if (!version && problems.length === 0) {
    const data = { found: nameOf(root), expected: 'OpenAPI, with "openapi" or "swagger" and "paths"' };
    found.push({ code: 'unknown-dialect', span: { start: 0, end: Math.min(1, text.length) }, data });
  }
  return { segments, frame, frameKey: hashText(outside), problems: found };
}

function isYaml(text: string): boolean {
  return text.charAt(skipBlanks(text, 0)) !== '{';
}

function wholeText(text: string): SplitText {
  const segments = [{ start: 0, length: text.length, tag: TOOLS }];
  return { segments, frame: { root: {} } satisfies OpenApiFrame, frameKey: TOOLS, problems: [] };
}

/** The functions of a YAML text of tools, from values of their own. */
function toolsOf(segmentText: string, context: ReadContext, sink: ProblemSink): FoundFunction[] {
  return readTools(loadOpenApi(segmentText).value, context, sink);
}

/** What a document is that is no OpenAPI, as far as its keys tell. */
function nameOf(root: JsonObject): string {
  const has = (key: string): boolean => Object.hasOwn(root, key);
  if (has('identity') && (has('parameters') || has('tools')))
    return 'the definition of a provider of Dify, whose tools stand in files of their own';
  if (has('asyncapi')) return 'an AsyncAPI document, which is not read';
  if (has('swaggerVersion')) return 'Swagger before 2.0, which is not read';
  return 'a document without a version';
}

/** The operations of a context's path. */
function operationsOf(context: ReadContext, sink: ProblemSink): { operations: Operation[]; item: Json | undefined } {
  const { root } = context.frame as OpenApiFrame;
  const paths = Object.hasOwn(root, 'paths') ? root.paths : undefined;
  const item = isObject(paths) && Object.hasOwn(paths, context.tag) ? paths[context.tag] : undefined;
  return { operations: readPath(root, context.tag, item, context.uri, sink), item };
}

/** The operations of a context's path, for those who make requests of them. */
export function pathOperations(context: ReadContext): readonly Operation[] {
  return operationsOf(context, new ProblemSink()).operations;
}

/** Base URLs of a context's document: `servers` of 3.x with their defaults, or scheme, host and base path of 2.0. */
export function serversOf(context: ReadContext): string[] {
  const { root } = context.frame as OpenApiFrame;
  if (typeof root.host === 'string') {
    const base = typeof root.basePath === 'string' ? root.basePath : '';
    const schemes = Array.isArray(root.schemes) ? root.schemes : ['https'];
    return schemes.map((scheme) => `${String(scheme)}://${String(root.host)}${base}`);
  }
  return (Array.isArray(root.servers) ? root.servers : []).flatMap((server) =>
    isObject(server) && typeof server.url === 'string' ? [withDefaults(server.url, server.variables)] : [],
  );
}

function withDefaults(url: string, variables: Json | undefined): string {
  return url.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined;
    return isObject(variable) && typeof variable.default === 'string' ? variable.default : whole;
  });
}

function read(segmentText: string, context: ReadContext): SegmentReading {
  const sink = new ProblemSink();
  const found = context.tag === TOOLS ? toolsOf(segmentText, context, sink) : operationsOf(context, sink).operations;
  const signatures = found.map(({ signature }) => signature);
  if (sink.problems.length === 0) return { signatures, problems: [] };
  const tree = context.tag === TOOLS ? locatableTools(segmentText) : locatable(segmentText);
  const problems = sink.problems.map(({ code, path, data }) => ({ code, span: tree(path, 'value'), data }));
  return { signatures, problems };
}

function raw(segmentText: string, context: ReadContext, index: number): Json | undefined {
  if (context.tag === TOOLS) return rawTool(segmentText, toolsOf(segmentText, context, new ProblemSink())[index]);
  const { operations, item } = operationsOf(context, new ProblemSink());
  const operation = operations[index];
  let current = item;
  for (const step of operation?.at ?? []) current = isObject(current) ? current[step] : undefined;
  return operation === undefined ? undefined : current;
}

/** A function's object as it was written: reading takes its value over, so this is another one. */
function rawTool(segmentText: string, found: FoundFunction | undefined): Json | undefined {
  return found === undefined ? undefined : valueAt(loadOpenApi(segmentText).value, found.path);
}

function locate(
  segmentText: string,
  context: ReadContext,
  index: number,
  part: PartPath,
  what: LocateWhat,
): Span | undefined {
  if (context.tag === TOOLS) {
    const found = toolsOf(segmentText, context, new ProblemSink())[index];
    if (found === undefined) return undefined;
    return locatableTools(segmentText)(toolPath(rawTool(segmentText, found), found, part), what);
  }
  const operation = operationsOf(context, new ProblemSink()).operations[index];
  return operation === undefined ? undefined : locatable(segmentText)(writtenPath(operation, part), what);
}

/** Path, in the path item as written, of a part of an operation's signature. */
function writtenPath(operation: Operation, part: PartPath): RawPath {
  const [head, second, third, ...rest] = part;
  const { at } = operation;
  switch (head) {
    case undefined:
      return at;
    case 'name':
      return [...at, 'operationId'];
    case 'category':
      return [...at, 'tags', 0];
    case 'response':
      return [...operation.responseAt, ...part.slice(1)];
    case 'throws':
      return [...at, 'responses'];
    case 'annotations':
      return second === 'deprecated' ? [...at, 'deprecated'] : second === 'title' ? [...at, 'summary'] : at;
    case 'parameters': {
      const place = operation.places.find(({ property }) => second === 'properties' && property === third);
      if (place === undefined) return [...at, 'parameters'];
      return [...(rest.length === 0 || rest[0] === 'description' ? place.declared : place.schemaAt), ...rest];
    }
    default:
      return [...at, head];
  }
}

type FindSpan = (path: RawPath, what: LocateWhat) => Span;

/** Finds places in the text of one path (`"/pets": {…}` or `/pets:` and what is indented below it). */
function locatable(segmentText: string): FindSpan {
  const whole = { start: 0, end: segmentText.length };
  try {
    return /^["']?[^\n]*?["']?\s*:\s*\{/.test(segmentText) && segmentText.startsWith('"')
      ? locatableJson(segmentText)
      : locatableYaml(segmentText);
  } catch {
    return () => whole;
  }
}

function locatableJson(segmentText: string): FindSpan {
  const tree = parseTree(`{${segmentText}}`, [], { allowTrailingComma: true });
  return (path, what) => {
    let property = tree?.children?.[0];
    let node = property?.children?.[1];
    for (const step of path) {
      const next = stepInto(node, step);
      if (next === undefined) break;
      property = next.type === 'property' ? next : undefined;
      node = next.type === 'property' ? next.children?.[1] : next;
    }
    const shown = what === 'key' ? (property?.children?.[0] ?? node) : what === 'whole' ? (property ?? node) : node;
    if (shown === undefined) return { start: 0, end: segmentText.length };
    return { start: shown.offset - 1, end: Math.min(shown.offset - 1 + shown.length, segmentText.length) };
  };
}

function stepInto(node: Node | undefined, step: string | number): Node | undefined {
  if (node?.type === 'array') return node.children?.[Number(step)];
  return node?.type === 'object'
    ? node.children?.findLast((child) => child.children?.[0]?.value === String(step))
    : undefined;
}

/** Finds places in a whole YAML text of tools. */
function locatableTools(segmentText: string): FindSpan {
  const { parseDocument } = yamlLibrary();
  const document = parseDocument(segmentText, { logLevel: 'silent', uniqueKeys: false, merge: true });
  return findInYaml(segmentText, { key: undefined, value: document.contents });
}

function locatableYaml(segmentText: string): FindSpan {
  const { isMap, parseDocument } = yamlLibrary();
  const document = parseDocument(segmentText, { logLevel: 'silent', uniqueKeys: false, merge: true });
  const root = isMap(document.contents) ? document.contents.items[0] : undefined;
  return findInYaml(segmentText, { key: root?.key, value: root?.value });
}

function findInYaml(segmentText: string, from: { readonly key: unknown; readonly value: unknown }): FindSpan {
  const { isMap, isPair, isScalar, isSeq } = yamlLibrary();
  return (path, what) => {
    let { key, value } = from;
    for (const step of path) {
      if (isSeq(value)) {
        const item: unknown = value.items[Number(step)];
        if (item === undefined) break;
        key = undefined;
        value = isPair(item) ? item.value : item;
      } else if (isMap(value)) {
        const pair = value.items.findLast((item) => isScalar(item.key) && String(item.key.value) === String(step));
        if (pair === undefined) break;
        key = pair.key;
        value = pair.value;
      } else break;
    }
    return yamlSpan(segmentText, key, value, what);
  };
}

function yamlSpan(segmentText: string, key: unknown, value: unknown, what: LocateWhat): Span {
  const keyRange = rangeOf(key);
  const valueRange = rangeOf(value) ?? keyRange;
  if (valueRange === undefined) return { start: 0, end: segmentText.length };
  const [start, end] =
    what === 'value'
      ? valueRange
      : what === 'key'
        ? (keyRange ?? valueRange)
        : [(keyRange ?? valueRange)[0], valueRange[1]];
  return { start, end: start + segmentText.slice(start, end).trimEnd().length };
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const { isCollection, isScalar } = yamlLibrary();
  if (!isScalar(node) && !isCollection(node)) return undefined;
  return node.range === null || node.range === undefined ? undefined : [node.range[0], node.range[1]];
}
