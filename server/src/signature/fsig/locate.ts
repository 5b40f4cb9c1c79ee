import type { LocateWhat } from '../segment.ts';
import type { PartPath, Span } from '../types.ts';
import type { FunctionNode, MemberNode, ParameterNode, SegmentTree, TypeNode } from './ast.ts';
import { type DocTag, parseDoc, splitNamed } from './doc.ts';
import { parseSegment } from './parser.ts';
import { groupTags, namesIn } from './signature.ts';

/** Where a part stands and what can be found inside it. */
interface Place {
  /** All of it: `date: string`, a tag with its value. */
  readonly whole: Span;
  /** Its name: `date`, `@format`. */
  readonly key: Span;
  /** What stands for its value: the type, the tag's text. */
  readonly value: Span;
  readonly type?: TypeNode;
  /** Documentation about it, the strongest first. */
  readonly docs?: readonly Documentation[];
  readonly default?: Span;
}

interface Documentation {
  readonly description: Span | undefined;
  readonly tags: readonly DocTag[];
}

let last: { readonly text: string; readonly tree: SegmentTree } | undefined;

/** The tree of a segment; places are asked for one after another, as many as a function of ten thousand parameters has findings. */
function parsedOnce(text: string): SegmentTree {
  if (last?.text !== text) last = { text, tree: parseSegment(text) };
  return last.tree;
}

/** Place of a part of the function a segment declares, relative to the segment; the nearest parent for a missing part. */
export function locateInSegment(text: string, part: PartPath, what: LocateWhat): Span | undefined {
  const { declaration } = parsedOnce(text);
  if (declaration.kind !== 'function') return undefined;
  const whole = wholeFunction(declaration);
  if (part.length === 0) return whole[what];
  const [first, ...rest] = part;
  const inFunction = stepFunction(text, declaration, whole, String(first), rest);
  return plainSpan(walk(text, inFunction.place, inFunction.rest)[what]);
}

/** Place of a part of the schema that a type's declaration gives, relative to its segment. */
export function locateInDeclaration(text: string, part: PartPath, what: LocateWhat): Span | undefined {
  const { declaration } = parsedOnce(text);
  if (declaration.kind !== 'alias' && declaration.kind !== 'interface' && declaration.kind !== 'enum') return undefined;
  const type: TypeNode | undefined =
    declaration.kind === 'alias'
      ? declaration.type
      : declaration.kind === 'interface'
        ? { kind: 'object', start: declaration.start, end: declaration.end, members: declaration.members }
        : undefined;
  const place: Place = {
    whole: { start: declaration.doc?.start ?? declaration.start, end: declaration.end },
    key: declaration.name,
    value: declaration.kind === 'alias' ? declaration.type : declaration.name,
    docs: declaration.doc === undefined ? [] : [documentation(text, declaration.doc)],
    ...(type === undefined ? {} : { type }),
  };
  return plainSpan(walk(text, place, part)[what]);
}

/** The place a path leads to, or the last one on the way. */
function walk(text: string, from: Place, path: PartPath): Place {
  let place = from;
  for (let index = 0; index < path.length; index++) {
    const next = step(text, place, path, index);
    if (next === undefined) break;
    place = next.place;
    index += next.used - 1;
  }
  return place;
}

const plainSpan = ({ start, end }: Span): Span => ({ start, end });
const only = (span: Span): Place => ({ whole: span, key: span, value: span });

function wholeFunction(node: FunctionNode): Place {
  const start = node.doc?.start ?? node.start;
  return { whole: { start, end: node.end }, key: node.name, value: plainSpan(node) };
}

interface Stepped {
  readonly place: Place;
  readonly rest: PartPath;
}

function stepFunction(text: string, node: FunctionNode, whole: Place, first: string, rest: PartPath): Stepped {
  const name = only(node.name);
  const doc = node.doc === undefined ? undefined : parseDoc(text, node.doc);
  const groups = groupTags(doc?.tags ?? []);
  const tag = (names: readonly string[], index: number): DocTag | undefined =>
    groups.filter((group) => names.includes(group.tag.name))[index]?.tag;
  const tagPlace = (found: DocTag | undefined): Stepped => ({
    place: found === undefined ? name : placeOfTag(found),
    rest: [],
  });
  switch (first) {
    case 'parameters':
      return stepParameters(text, node, groups, rest, { ...name, docs: [ownDoc(doc?.tags ?? [])] });
    case 'response':
      return { place: responsePlace(text, node, groups) ?? name, rest: node.result === undefined ? [] : rest };
    case 'description':
      if (doc === undefined || doc.description === '') return tagPlace(tag(['description'], 0));
      return { place: only(doc.descriptionSpan), rest: [] };
    case 'category':
    case 'toolClass':
      return tagPlace(tag([first], 0));
    case 'premises':
      return { place: premisePlace(groups, Number(rest[0] ?? 0)) ?? name, rest: [] };
    case 'examples':
      return tagPlace(tag(['example'], Number(rest[0] ?? 0)));
    case 'throws':
      return tagPlace(tag(['throws'], Number(rest[0] ?? 0)));
    case 'annotations':
      return tagPlace(tag([ANNOTATION_NAMES.get(String(rest[0])) ?? String(rest[0])], 0));
    case 'name':
    case 'namespace':
      return { place: name, rest: [] };
    default:
      return { place: whole, rest: [] };
  }
}

const ANNOTATION_NAMES = new Map([['readOnly', 'readonly']]);

type Groups = ReturnType<typeof groupTags>;

const ownDoc = (tags: readonly DocTag[]): Documentation => ({ description: undefined, tags });

function stepParameters(text: string, node: FunctionNode, groups: Groups, rest: PartPath, at: Place): Stepped {
  const [kind, which] = rest;
  if (kind === '$defs') {
    // A type of another file: the nearest place in this one is where it is used.
    const user = node.parameters.find(({ type }) => mentions(type, String(which)));
    return { place: user === undefined ? at : parameterPlace(text, user, groups), rest: [] };
  }
  const parameter =
    kind === 'properties'
      ? node.parameters.find(({ name }) => name.text === which)
      : kind === 'required' && typeof which === 'number'
        ? node.parameters.filter(({ optional, default: initial }) => !optional && initial === undefined)[which]
        : undefined;
  if (parameter === undefined) return { place: at, rest: kind === 'properties' || kind === 'required' ? [] : rest };
  return { place: parameterPlace(text, parameter, groups), rest: kind === 'properties' ? rest.slice(2) : [] };
}

/** Whether a type is, or contains, a reference to a named type. */
function mentions(node: TypeNode, name: string): boolean {
  switch (node.kind) {
    case 'reference':
      return node.parts.at(-1)?.text === name || node.args.some((arg) => mentions(arg, name));
    case 'array':
      return mentions(node.element, name);
    case 'parenthesized':
      return mentions(node.type, name);
    case 'union':
    case 'intersection':
      return node.types.some((type) => mentions(type, name));
    case 'tuple':
      return node.elements.some(({ type }) => mentions(type, name));
    case 'object':
      return node.members.some(({ type }) => mentions(type, name));
    default:
      return false;
  }
}

function parameterPlace(text: string, node: ParameterNode, groups: Groups): Place {
  const group = groups.findLast(({ tag }) => tag.name === 'param' && splitNamed(tag.value).name === node.name.text);
  const own = node.doc === undefined ? [] : [documentation(text, node.doc)];
  const docs = group === undefined ? own : [groupDoc(group, splitNamed(group.tag.value).restStart), ...own];
  return {
    whole: plainSpan(node),
    key: node.name,
    value: node.type,
    type: node.type,
    docs,
    ...(node.default === undefined ? {} : { default: node.default }),
  };
}

function responsePlace(text: string, node: FunctionNode, groups: Groups): Place | undefined {
  if (node.result === undefined) return undefined;
  const group = groups.findLast(({ tag }) => tag.name === 'returns' || tag.name === 'return');
  const docs = group === undefined ? [] : [groupDoc(group, 0)];
  return { ...typePlace(text, node.result), docs: [...docs, ...typeDocs(text, node.result)] };
}

function groupDoc({ tag, inner }: Groups[number], restStart: number): Documentation {
  const described = tag.value.length > restStart;
  return { description: described ? { start: tag.valueStart + restStart, end: tag.end } : undefined, tags: inner };
}

function documentation(text: string, span: Span): Documentation {
  const doc = parseDoc(text, span);
  return { description: doc.description === '' ? undefined : doc.descriptionSpan, tags: doc.tags };
}

function typeDocs(text: string, node: TypeNode): Documentation[] {
  return node.doc === undefined ? [] : [documentation(text, node.doc)];
}

function typePlace(text: string, node: TypeNode): Place {
  return { ...only(plainSpan(node)), type: node, docs: typeDocs(text, node) };
}

function premisePlace(groups: Groups, index: number): Place | undefined {
  let left = index;
  for (const { tag } of groups) {
    if (tag.name !== 'requires') continue;
    for (const { start, end } of namesIn(tag.value)) {
      if (left-- > 0) continue;
      return { ...placeOfTag(tag), value: { start: tag.valueStart + start, end: tag.valueStart + end } };
    }
  }
  return undefined;
}

function placeOfTag(tag: DocTag): Place {
  const key = { start: tag.start, end: tag.nameEnd };
  const value = tag.value === '' ? key : { start: tag.valueStart, end: tag.end };
  return { whole: { start: tag.start, end: tag.end }, key, value };
}

/** One step from a value into its schema; `used` says how many elements of the path it took. */
function step(
  text: string,
  place: Place,
  path: PartPath,
  index: number,
): { readonly place: Place; readonly used: number } | undefined {
  const word = path[index];
  const next = path[index + 1];
  const inType = place.type === undefined ? undefined : stepType(text, place.type, word, next);
  if (inType !== undefined) return { place: inType, used: KEYWORDS_WITH_KEY.has(String(word)) ? 2 : 1 };
  const keyword = stepKeyword(place, String(word));
  return keyword === undefined ? undefined : { place: keyword, used: path.length - index };
}

const KEYWORDS_WITH_KEY = new Set(['properties', 'anyOf', 'oneOf', 'allOf', 'prefixItems', 'enum', 'required']);

function stepKeyword(place: Place, keyword: string): Place | undefined {
  if (keyword === 'default' && place.default !== undefined) return only(plainSpan(place.default));
  const names = keyword === 'examples' ? ['example', 'examples'] : [keyword];
  for (const { description, tags } of place.docs ?? []) {
    const tag = tags.findLast(({ name }) => names.includes(name));
    if (tag !== undefined) return placeOfTag(tag);
    if (keyword === 'description' && description !== undefined) return only(description);
  }
  return undefined;
}

function stepType(
  text: string,
  node: TypeNode,
  word: string | number | undefined,
  next: string | number | undefined,
): Place | undefined {
  switch (node.kind) {
    case 'parenthesized':
      return stepType(text, node.type, word, next) ?? stepKeyword(typePlace(text, node.type), String(word));
    case 'object':
      return stepObject(text, node.members, word, next);
    case 'array':
      return word === 'items' ? typePlace(text, node.element) : undefined;
    case 'tuple': {
      const fixed = node.elements.filter((element) => !element.rest);
      const element = word === 'prefixItems' ? fixed[Number(next)] : undefined;
      return element === undefined ? undefined : typePlace(text, element.type);
    }
    case 'union':
    case 'intersection':
      return stepUnion(text, node.types, word, next);
    case 'literal':
      return word === 'const' || word === 'enum' ? only(plainSpan(node)) : undefined;
    case 'reference': {
      const [first, second] = node.args;
      if (word === 'items' && first !== undefined) return typePlace(text, first);
      if (word === 'additionalProperties' && second !== undefined) return typePlace(text, second);
      return node.name === 'Partial' && first !== undefined ? stepType(text, first, word, next) : undefined;
    }
    default:
      return undefined;
  }
}

function stepUnion(
  text: string,
  types: readonly TypeNode[],
  word: string | number | undefined,
  next: string | number | undefined,
): Place | undefined {
  if (word !== 'enum' && word !== 'anyOf' && word !== 'oneOf' && word !== 'allOf') return undefined;
  const found = types[Number(next)];
  return found === undefined ? undefined : typePlace(text, found);
}

function stepObject(
  text: string,
  members: readonly MemberNode[],
  word: string | number | undefined,
  next: string | number | undefined,
): Place | undefined {
  if (word === 'additionalProperties') {
    const index = members.find((member) => member.kind === 'index');
    return index === undefined ? undefined : typePlace(text, index.type);
  }
  const properties = members.filter((member) => member.kind === 'property');
  const property =
    word === 'properties'
      ? properties.findLast(({ name }) => name.text === next)
      : word === 'required'
        ? properties.filter(({ optional }) => !optional)[Number(next)]
        : undefined;
  if (property === undefined) return undefined;
  const docs = property.doc === undefined ? [] : [documentation(text, property.doc)];
  return {
    whole: plainSpan(property),
    key: property.name,
    value: property.type,
    type: property.type,
    docs: [...docs, ...typeDocs(text, property.type)],
  };
}
