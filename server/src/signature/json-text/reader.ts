import type { Node } from 'jsonc-parser';
import { hashText, isObject, type Json, type JsonObject } from '../../json/index.ts';
import { flatPath, isFlat } from '../dialects/flat.ts';
import { ProblemSink, type RawPath, type RawProblem } from '../dialects/found.ts';
import { valueAt } from '../dialects/inside-text.ts';
import { isPlain, plainPath } from '../dialects/plain.ts';
import type { FoundFunction } from '../dialects/reading.ts';
import { readElement } from '../dialects/recognise.ts';
import { programMessage } from '../program-text.ts';
import type {
  LocateWhat,
  OneChange,
  ReadContext,
  Resplit,
  SegmentReader,
  SegmentReading,
  SegmentSpan,
  SegmentTable,
  SplitOptions,
  SplitText,
} from '../segment.ts';
import type { SourceText } from '../source-text.ts';
import { AS_WRITTEN, type PartPath, type SignatureProblem, type Span } from '../types.ts';
import { MAX_DEPTH, parseElement, parseElementTree } from './parse.ts';
import { ElementScanner, type GapProblem, type ScannedElement } from './scan.ts';

/** Elements of one file that are read; more is not a file of tools. */
const MAX_ELEMENTS = 250_000;

/** Marks, in a segment's tag, an element that nests deeper than is read. */
const DEEP = '~';

/** Text before the first element in which the tool's name is looked for. */
const MAX_HEAD = 20_000;

interface JsonFrame {
  readonly gaps: readonly GapProblem[];
  /** The `tool_name` before an `api_list`, '' for none: a tool file of ToolBench. */
  readonly tool: string;
  /** The tools are those of the manifest of a bundled MCP server, which says so before them. */
  readonly bundle: boolean;
  /** What the references of an OpenRPC document lead to, and its text; the methods are read again where it changes. */
  readonly shared?: { readonly components: JsonObject; readonly key: string } | undefined;
}

/** What the text before the first element says of all of them. */
type Head = Omit<JsonFrame, 'gaps'>;

/** Reader of JSON and JSON Lines: one segment an element, its tag the containers around it. */
export const jsonReader: SegmentReader = { split, resplit, read, locate, raw };

function split(text: string, { uri, dialect }: SplitOptions): SplitText {
  // A text whose dialect is given may come from a program: `magnet import python` reads one into JSON.
  const program = dialect === undefined ? programMessage(uri, text) : undefined;
  if (program !== undefined) return cutWith('', [], [{ start: 0, end: Math.min(1, text.length), message: program }]);
  const unreadable = unreadableText(text);
  if (unreadable !== undefined) return cutWith('', [], [unreadable]);
  const scanner = new ElementScanner(text);
  const segments: SegmentSpan[] = [];
  for (let element = scanner.next(); element !== undefined; element = scanner.next()) {
    segments.push(segmentOf(element));
    if (segments.length < MAX_ELEMENTS) continue;
    const message = `more than ${MAX_ELEMENTS} elements; what follows is not read`;
    return cutWith(text, segments, [...scanner.problems, { start: element.end, end: text.length, message }]);
  }
  return cutWith(text, segments, scanner.problems);
}

function cutWith(text: string, segments: readonly SegmentSpan[], gaps: readonly GapProblem[]): SplitText {
  const head = headOf(text, segments[0]?.start ?? 0, segments[0]?.tag ?? '');
  return {
    segments,
    frame: { gaps, ...head } satisfies JsonFrame,
    frameKey: keyOf(head),
    problems: gaps.map(gapProblem),
  };
}

function headOf(text: SourceText, start: number, tag: string): Head {
  return { tool: toolBefore(text, start, tag), bundle: isBundle(text, start, tag), shared: sharedOf(text, tag) };
}

function keyOf({ tool, bundle, shared }: Head): string {
  if (shared !== undefined) return `openrpc ${shared.key}`;
  return bundle ? `bundle ${tool}` : tool;
}

/** Text of a document of OpenRPC that is searched for what its references lead to. */
const MAX_SHARED = 8_000_000;

function sharedOf(text: SourceText, tag: string): JsonFrame['shared'] {
  if (!stateOf(tag).endsWith('m[') || text.length > MAX_SHARED) return undefined;
  const whole = text.slice();
  if (!/"openrpc"\s*:/.test(whole) || !/"\$ref"\s*:/.test(whole)) return undefined;
  const { value } = parseElement(whole, false);
  const components = isObject(value) && Object.hasOwn(value, 'openrpc') ? value.components : undefined;
  return isObject(components) ? { components, key: hashText(JSON.stringify(components)) } : undefined;
}

/** Whether `tools` are listed in the manifest of a bundled MCP server, which begins with its version. */
function isBundle(text: SourceText, start: number, tag: string): boolean {
  if (!stateOf(tag).endsWith('t[')) return false;
  return /"(?:manifest_version|dxt_version)"\s*:\s*"/.test(text.slice(0, Math.min(start, MAX_HEAD)));
}

/** The name of the tool whose APIs are listed from `start` on. */
function toolBefore(text: SourceText, start: number, tag: string): string {
  if (!stateOf(tag).endsWith('a[')) return '';
  const head = text.slice(0, Math.min(start, MAX_HEAD));
  const name = /"tool_name"\s*:\s*("(?:[^"\\\n]|\\.)*")/.exec(head)?.[1];
  const value = name === undefined ? undefined : parseElement(name, false).value;
  return typeof value === 'string' ? value : '';
}

function segmentOf(element: ScannedElement): SegmentSpan {
  const tag = element.depth > MAX_DEPTH ? element.state + DEEP : element.state;
  return { start: element.start, length: element.end - element.start, tag };
}

function stateOf(tag: string): string {
  return tag.endsWith(DEEP) ? tag.slice(0, -1) : tag;
}

function gapProblem(gap: GapProblem): SignatureProblem {
  return { code: 'syntax-error', span: { start: gap.start, end: gap.end }, data: { message: gap.message } };
}

/** A text that is no text (bytes of a picture) or holds nothing; undefined when it can be cut. */
function unreadableText(text: SourceText): GapProblem | undefined {
  const zero = text.slice(0, 8_192).indexOf('\0');
  if (zero >= 0) return { start: zero, end: zero + 1, message: 'this is a binary file, not JSON' };
  if (text.length < 4_096 && text.slice().replace('\uFEFF', '').trim() === '') {
    return { start: 0, end: text.length, message: 'the file is empty; a JSON object or array is expected' };
  }
  return undefined;
}

/**
 * Scans again from the element before the edit, until an element ends where one ended before, among the same open
 * containers: from there on the cut is the old one, moved.
 */
function resplit(
  text: SourceText,
  change: OneChange,
  previous: SegmentTable,
  frame: unknown,
  _options: SplitOptions,
): Resplit | undefined {
  if (previous.count === 0 || previous.count >= MAX_ELEMENTS - 1 || unreadableText(text) !== undefined)
    return undefined;
  // Methods of one document may share definitions, which stand anywhere in it.
  if (stateOf(previous.tag(0)).endsWith('m[')) return undefined;
  const delta = change.inserted - (change.span.end - change.span.start);
  const from = Math.max(0, previous.firstEndingFrom(change.span.start) - 1);
  const start = from === 0 ? 0 : previous.start(from - 1) + previous.length(from - 1);
  const scanner = new ElementScanner(text, start, from === 0 ? '' : stateOf(previous.tag(from - 1)));
  const segments: SegmentSpan[] = [];
  const old = (frame as JsonFrame).gaps;
  const head = (): Head =>
    from > 0 ? (frame as JsonFrame) : headOf(text, segments[0]?.start ?? 0, segments[0]?.tag ?? '');
  for (let element = scanner.next(); element !== undefined; element = scanner.next()) {
    segments.push(segmentOf(element));
    const index = oldIndexEnding(element, change, delta, previous);
    if (index === undefined) continue;
    const resumed = element.end - delta;
    const after = old.filter((gap) => gap.start >= resumed).map((gap) => moved(gap, delta));
    return pieces(from, index + 1, segments, [...before(old, start, from), ...scanner.problems, ...after], head());
  }
  return pieces(from, previous.count, segments, [...before(old, start, from), ...scanner.problems], head());
}

function before(gaps: readonly GapProblem[], start: number, from: number): readonly GapProblem[] {
  return from === 0 || gaps.length === 0 ? [] : gaps.filter((gap) => gap.start < start);
}

function moved(gap: GapProblem, delta: number): GapProblem {
  return { ...gap, start: gap.start + delta, end: gap.end + delta };
}

/** The old segment that ended where `element` ends now, past the edit and in the same state. */
function oldIndexEnding(
  element: ScannedElement,
  change: OneChange,
  delta: number,
  previous: SegmentTable,
): number | undefined {
  const end = element.end - delta;
  // At the edit itself the old element may have ended for another reason than the new one.
  if (end <= change.span.end) return undefined;
  const index = previous.firstEndingFrom(end);
  if (index >= previous.count || previous.start(index) + previous.length(index) !== end) return undefined;
  return stateOf(previous.tag(index)) === element.state ? index : undefined;
}

function pieces(
  from: number,
  to: number,
  segments: readonly SegmentSpan[],
  gaps: readonly GapProblem[],
  { tool, bundle, shared }: Head,
): Resplit {
  const frame: JsonFrame = { gaps, tool, bundle, shared };
  return { from, to, segments, frame, frameKey: keyOf(frame), problems: gaps.map(gapProblem) };
}

const NO_PROBLEMS: readonly SignatureProblem[] = [];

interface ElementReading {
  readonly functions: readonly FoundFunction[];
  readonly problems: readonly RawProblem[];
  readonly syntax: readonly SignatureProblem[];
}

function readText(segmentText: string, context: ReadContext): ElementReading {
  const sink = new ProblemSink();
  const deep = context.tag.endsWith(DEEP);
  const { value, problems } = parseElement(segmentText, deep);
  if (deep) {
    sink.add('unsupported-construct', [], {
      construct: 'deep nesting',
      message: `JSON is read ${MAX_DEPTH} levels deep; what lies below is left out`,
    });
  }
  const { tool, bundle, shared } = context.frame as JsonFrame;
  const options = { uri: context.uri, sink, path: [], tool, bundle, components: shared?.components };
  const functions = value === undefined ? [] : readElement(value, context.tag, context.dialect, options);
  const syntax = problems.length === 0 ? NO_PROBLEMS : problems.map(gapProblem);
  // Stray text is one mistake; the parser's words say more than "unknown dialect" as well.
  return { functions, problems: syntax.length > 0 && functions.length === 0 ? [] : sink.problems, syntax };
}

function read(segmentText: string, context: ReadContext): SegmentReading {
  const { functions, problems, syntax } = readText(segmentText, context);
  const signatures = functions.map((found) => found.signature);
  if (problems.length === 0) return { signatures, problems: syntax };
  const whole = { start: 0, end: segmentText.length };
  const inside = problems.some(({ path }) => path.length > 0);
  const tree = inside ? parseElementTree(segmentText, context.tag.endsWith(DEEP)) : undefined;
  const placed = problems.map(({ code, path, data }) => ({
    code,
    span: spanOf(nodeAt(tree, path), 'value') ?? whole,
    data,
  }));
  return { signatures, problems: [...syntax, ...placed] };
}

/** One element looked at again, each side of it when it is asked for. */
class Look {
  readonly text: string;
  readonly context: ReadContext;
  #functions: readonly FoundFunction[] | undefined;
  #value: { readonly json: Json | undefined } | undefined;
  #tree: { readonly root: Node | undefined } | undefined;

  constructor(text: string, context: ReadContext) {
    this.text = text;
    this.context = context;
  }

  get functions(): readonly FoundFunction[] {
    this.#functions ??= readText(this.text, this.context).functions;
    return this.#functions;
  }

  /** As written: reading takes its value over, so this is another one. */
  get value(): Json | undefined {
    this.#value ??= { json: parseElement(this.text, this.context.tag.endsWith(DEEP)).value };
    return this.#value.json;
  }

  get tree(): Node | undefined {
    this.#tree ??= { root: parseElementTree(this.text, this.context.tag.endsWith(DEEP)) };
    return this.#tree.root;
  }
}

/** Larger elements are kept only while one piece of work asks for place after place. */
const MAX_KEPT = 256 * 1024;

/** The element looked at last: places are asked for one after the other, in one function. */
let last: Look | undefined;

function lookAt(segmentText: string, context: ReadContext): Look {
  const same =
    last?.text === segmentText && last.context.tag === context.tag && last.context.dialect === context.dialect;
  if (same && last !== undefined) return last;
  const look = new Look(segmentText, context);
  last = look;
  if (segmentText.length > MAX_KEPT) {
    queueMicrotask(() => {
      if (last === look) last = undefined;
    });
  }
  return look;
}

/** The element as written, and where its `index`-th function stands in it. */
function written(
  segmentText: string,
  context: ReadContext,
  index: number,
): { found: FoundFunction; object: Json } | undefined {
  const { functions, value } = lookAt(segmentText, context);
  const found = functions[index];
  const object = found === undefined || value === undefined ? undefined : valueAt(value, found.path);
  return found === undefined || object === undefined ? undefined : { found, object };
}

function raw(segmentText: string, context: ReadContext, index: number): Json | undefined {
  return written(segmentText, context, index)?.object;
}

function locate(
  segmentText: string,
  context: ReadContext,
  index: number,
  part: PartPath,
  what: LocateWhat,
): Span | undefined {
  const whole = { start: 0, end: segmentText.length };
  const { tree } = lookAt(segmentText, context);
  const place = written(segmentText, context, index);
  if (tree === undefined || place === undefined) return whole;
  const { found, object } = place;
  const path = isObject(object) ? rawPath(object, found, part) : [];
  const node = nodeAt(tree, [...found.path, ...path]);
  return spanOf(node, what) ?? whole;
}

function rawPath(object: JsonObject, found: FoundFunction, part: PartPath): RawPath {
  if (part[0] === AS_WRITTEN) return part.slice(1);
  if (isPlain(found.dialect)) return plainPath(object, found.dialect, part);
  return isFlat(found.dialect) ? flatPath(object, found.dialect, part) : [];
}

/** Canonical keywords and what they may have been called where they were written. */
const WRITTEN_AS: ReadonlyMap<string | number, readonly string[]> = new Map([
  ['$defs', ['definitions', 'defs']],
  ['prefixItems', ['items']],
  ['examples', ['example']],
  ['$ref', ['ref']],
]);

const NO_ALIASES: readonly string[] = [];

/** The node at a path, or the nearest parent that exists. A value inside JSON text is the text. */
function nodeAt(tree: Node | undefined, path: RawPath): Node | undefined {
  let current = tree;
  for (const step of path) {
    if (current === undefined) return undefined;
    const node: Node = current;
    const alias = (WRITTEN_AS.get(step) ?? NO_ALIASES).find((name) => childOf(node, name) !== undefined);
    const child = childOf(current, step) ?? (alias === undefined ? undefined : childOf(current, alias));
    if (child === undefined) return current;
    current = child;
  }
  return current;
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (node.type === 'array') return node.children?.[Number(step)];
  if (node.type !== 'object') return undefined;
  return propertyOf(node, String(step))?.children?.[1];
}

/** Objects with more properties than this are looked through once: each of thousands of parameters is asked for. */
const FEW = 32;
const byName = new WeakMap<Node, ReadonlyMap<string, Node>>();

/** The last of equal keys counts, as in JSON.parse. */
function propertyOf(node: Node, name: string): Node | undefined {
  const children = node.children ?? [];
  if (children.length <= FEW) return children.findLast((child) => child.children?.[0]?.value === name);
  const known = byName.get(node) ?? new Map(children.map((child) => [String(child.children?.[0]?.value), child]));
  byName.set(node, known);
  return known.get(name);
}

function spanOf(node: Node | undefined, what: LocateWhat): Span | undefined {
  if (node === undefined) return undefined;
  const property = node.parent?.type === 'property' ? node.parent : undefined;
  const shown = what === 'key' ? (property?.children?.[0] ?? node) : what === 'whole' ? (property ?? node) : node;
  return { start: shown.offset, end: shown.offset + shown.length };
}
