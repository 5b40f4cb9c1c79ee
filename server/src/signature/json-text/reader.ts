import type { Node } from 'jsonc-parser';
import { isObject, type Json } from '../../json/index.ts';
import { ProblemSink, type RawProblem } from '../dialects/found.ts';
import { valueAt } from '../dialects/inside-text.ts';
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
import type { PartPath, SignatureProblem, Span } from '../types.ts';
import { before, gapProblem, moved, unreadableText } from './gaps.ts';
import { DEEP, type Head, headOf, type JsonFrame, keyOf, stateOf } from './json-frames.ts';
import { nodeAt, rawPath, spanOf } from './json-places.ts';
import { MAX_DEPTH, parseElement, parseElementTree } from './parse.ts';
import { ElementScanner, type GapProblem, type ScannedElement } from './scan.ts';

/** Elements of one file that are read; more is not a file of tools. */
const MAX_ELEMENTS = 250_000;

const JSON_BEGINS = /^\s*[[{]\s*["[{]/;

/** Reader of JSON and JSON Lines: one segment an element, its tag the containers around it. */
export const jsonReader: SegmentReader = { split, resplit, read, locate, raw };

function split(text: string, { uri, dialect }: SplitOptions): SplitText {
  // What was read out of a program is JSON under the program's name: its dialect is given, or it begins as no program does.
  const program = dialect === undefined && !JSON_BEGINS.test(text) ? programMessage(uri, text) : undefined;
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

function segmentOf(element: ScannedElement): SegmentSpan {
  const tag = element.depth > MAX_DEPTH ? element.state + DEEP : element.state;
  return { start: element.start, length: element.end - element.start, tag };
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
