import { isObject, type JsonObject, type JsonSchema } from '../../json/index.ts';
import { STATEMENT_KEYWORD } from '../schema/notes.ts';
import type { Annotations, CallExample, FunctionSignature, Span, ThrownError } from '../types.ts';
import type { FunctionNode } from './ast.ts';
import { compileParameters, compileType, type ParameterDoc } from './compile.ts';
import type { CompileContext } from './compile-context.ts';
import { type DocComment, type DocTag, parseDoc, parseJson, splitNamed, textValue } from './doc.ts';
import { applySchemaTags, jsonOrText, misplaced, schemaTagsOf, tagValue } from './schema-tags.ts';
import { tagDefinition } from './tags.ts';

/** What a namespace's documentation gives all functions inside. */
export interface NamespaceLabels {
  readonly category: string;
  readonly toolClass: string;
}

export interface FunctionContext extends CompileContext, NamespaceLabels {
  readonly source: FunctionSignature['source'];
  readonly namespace: string;
  /** Takes the types the response uses; the context itself takes those of the parameters. */
  readonly response: CompileContext;
  /** Makes a schema self-contained, once all its types are known. */
  close(schema: JsonSchema, side: 'parameters' | 'response'): JsonSchema;
}

/** The signature a declaration gives. */
export function compileFunction(node: FunctionNode, context: FunctionContext): FunctionSignature {
  const doc: DocComment =
    node.doc === undefined ? { description: '', descriptionSpan: node, tags: [] } : parseDoc(context.text, node.doc);
  const sorted = sortTags(doc.tags, node, context);
  const parameters = applySchemaTags(compileParameters(node, sorted.parameters, context), sorted.ownSchema, context);
  const response = compileResponse(node, sorted.returns, context);
  const head = {
    name: node.name.text,
    namespace: context.namespace,
    description: sorted.description ?? doc.description,
    parameters: withStatement(context.close(parameters, 'parameters'), sorted.statement),
  };
  const tail = {
    category: sorted.category ?? context.category,
    toolClass: sorted.toolClass ?? context.toolClass,
    premises: shared(sorted.premises),
    examples: shared(sorted.examples),
    throws: shared(sorted.throws),
    annotations: sorted.annotations,
    source: context.source,
  };
  return response === undefined
    ? { ...head, ...tail }
    : { ...head, response: context.close(response, 'response'), ...tail };
}

const NOTHING: readonly never[] = [];
const NO_ANNOTATIONS: Annotations = {};

/** Empty lists are one object: thousands of functions have no examples. */
function shared<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? NOTHING : items;
}

function compileResponse(
  node: FunctionNode,
  returns: ParameterDoc | undefined,
  context: FunctionContext,
): JsonSchema | undefined {
  if (node.result === undefined) return undefined;
  if (node.result.kind === 'reference' && node.result.name === 'void' && node.result.args.length === 0)
    return undefined;
  const schema = compileType(node.result, context.response);
  if (returns === undefined) return schema;
  const described = returns.description === '' ? schema : { ...schema, description: returns.description };
  return applySchemaTags(described, returns.tags, context.response);
}

interface SortedTags {
  readonly parameters: Map<string, ParameterDoc>;
  returns?: ParameterDoc;
  description?: string;
  category?: string;
  toolClass?: string;
  readonly premises: string[];
  readonly examples: CallExample[];
  readonly throws: ThrownError[];
  annotations: Annotations;
  /** What `@creates Booking` and its like state of the domain. */
  statement?: JsonObject;
  /** `@additionalProperties` and `@schema` on the function are about its parameters. */
  readonly ownSchema: DocTag[];
}

/** Gives each tag to what it is about: the function, one parameter, or the response. */
function sortTags(tags: readonly DocTag[], node: FunctionNode, context: FunctionContext): SortedTags {
  const sorted: SortedTags = {
    parameters: new Map(),
    premises: [],
    examples: [],
    throws: [],
    annotations: NO_ANNOTATIONS,
    ownSchema: [],
  };
  const names = new Set(node.parameters.map((parameter) => parameter.name.text));
  for (const { tag, inner } of groupTags(tags)) {
    const own = schemaTagsOf(inner, context);
    if (tag.name === 'param') addParameter(sorted, tag, own, names, context);
    else if (tag.name === 'returns' || tag.name === 'return') {
      sorted.returns = { description: textValue(tag.value.replace(/^-\s+/, '')), tags: own };
    } else functionTag(sorted, tag, context);
  }
  return sorted;
}

export interface TagGroup {
  readonly tag: DocTag;
  /** Schema tags on the same lines as a `@param` or `@returns`: they are about that value. */
  readonly inner: DocTag[];
}

/** Tags, with the inline schema tags behind `@param` and `@returns` gathered under them. */
export function groupTags(tags: readonly DocTag[]): TagGroup[] {
  const groups: TagGroup[] = [];
  for (const tag of tags) {
    const open = groups.at(-1);
    const about = open?.tag.name === 'param' || open?.tag.name === 'returns' || open?.tag.name === 'return';
    const schema = tagDefinition(tag.name)?.places.includes('schema') === true;
    if (open !== undefined && about && schema && !tag.ownLine) open.inner.push(tag);
    else groups.push({ tag, inner: [] });
  }
  return groups;
}

function addParameter(
  sorted: SortedTags,
  tag: DocTag,
  inner: readonly DocTag[],
  names: ReadonlySet<string>,
  context: FunctionContext,
): void {
  const { name, rest, nameLength } = splitNamed(tag.value);
  if (!names.has(name)) {
    const span = { start: tag.valueStart, end: tag.valueStart + nameLength };
    context.problem('invalid-tag', name === '' ? tag : span, {
      name: 'param',
      message: name === '' ? '@param takes the name of a parameter' : `there is no parameter '${name}'`,
    });
    return;
  }
  sorted.parameters.set(name, { description: textValue(rest), tags: inner });
}

function functionTag(sorted: SortedTags, tag: DocTag, context: FunctionContext): void {
  const definition = tagDefinition(tag.name);
  if (definition === undefined) {
    context.problem('unknown-tag', { start: tag.start, end: tag.nameEnd }, { name: tag.name });
    return;
  }
  if (definition.value === 'note') return;
  switch (tag.name) {
    case 'category':
    case 'toolClass':
    case 'description': {
      const value = tagValue(tag, definition, context);
      if (typeof value === 'string') sorted[tag.name] = value;
      return;
    }
    case 'requires':
      sorted.premises.push(...namesIn(tag.value).map(({ name }) => name));
      if (tag.value === '') tagValue(tag, definition, context);
      return;
    case 'throws': {
      const { name, rest } = splitNamed(tag.value.replace(/^\{([^}]*)\}/, '$1'));
      sorted.throws.push({ name, description: textValue(rest) });
      return;
    }
    case 'example':
      addExample(sorted, tag, context);
      return;
    case 'title':
      sorted.annotations = { ...sorted.annotations, title: textValue(tag.value) };
      return;
    case 'deprecated':
      sorted.annotations = { ...sorted.annotations, deprecated: tag.value === '' ? true : textValue(tag.value) };
      return;
    case 'creates':
    case 'gets':
    case 'lists':
    case 'updates':
    case 'deletes':
    case 'computes':
    case 'sends':
      sorted.statement = statementOf(tag.name, tag.value.trim());
      return;
    case 'additionalProperties':
    case 'schema':
      sorted.ownSchema.push(tag);
      return;
  }
  const annotation = ANNOTATION_TAGS.get(tag.name);
  if (annotation === undefined) {
    misplaced(tag, 'a function', context);
    return;
  }
  const value = tagValue(tag, definition, context);
  if (typeof value === 'boolean') sorted.annotations = { ...sorted.annotations, [annotation]: value };
}

/** `@updates Booking.status "cancelled"` → update of a booking, which is cancelled afterwards. */
function statementOf(tag: string, value: string): JsonObject {
  const operation = tag === 'creates' ? 'create' : tag.slice(0, -1);
  const match = /^"?([\p{L}\p{N}_-]+)(?:\.([\p{L}\p{N}_-]+))?"?(?:\s+(.+))?$/u.exec(value);
  if (match === null) return { operation };
  const to = match[3] === undefined ? undefined : (parseJson(match[3]) ?? match[3]);
  return {
    operation,
    entity: match[1] as string,
    ...(match[2] === undefined ? {} : { field: match[2] }),
    ...(typeof to === 'string' ? { movesTo: to } : {}),
  };
}

function withStatement(parameters: JsonSchema, statement: JsonObject | undefined): JsonSchema {
  return statement === undefined ? parameters : { ...parameters, [STATEMENT_KEYWORD]: statement };
}

/** The names in a `names` tag, plain or quoted, with their places in the tag's value. */
export function namesIn(value: string): { readonly name: string; readonly start: number; readonly end: number }[] {
  return [...value.matchAll(/"(?:[^"\\]|\\.)*"|[^\s,]+/g)].map((match) => {
    const token = match[0];
    const quoted = token.startsWith('"') ? parseJson(token) : undefined;
    return { name: typeof quoted === 'string' ? quoted : token, start: match.index, end: match.index + token.length };
  });
}

/** Tag name to the annotation it sets. */
export const ANNOTATION_TAGS: ReadonlyMap<string, keyof Annotations> = new Map([
  ['readonly', 'readOnly'],
  ['destructive', 'destructive'],
  ['idempotent', 'idempotent'],
  ['openWorld', 'openWorld'],
  ['strict', 'strict'],
]);

/** `@example [What it shows:] {"from": "SFO"} => {"id": "F1"}`: arguments, then the response where there is one. */
function addExample(sorted: SortedTags, tag: DocTag, context: FunctionContext): void {
  const example = parseExample(tag.value);
  if (example !== undefined) {
    sorted.examples.push(example);
    return;
  }
  context.problem(
    'invalid-tag',
    { start: tag.start, end: tag.end },
    {
      name: 'example',
      message: '@example on a function takes the arguments as a JSON object, then => and the response',
    },
  );
}

export function parseExample(value: string): CallExample | undefined {
  const quoted = /^"(?:[^"\\]|\\.)*"(?=:?\s)/.exec(value)?.[0] ?? '';
  const brace = value.indexOf('{', quoted.length);
  const arrow = value.startsWith('=>') ? 0 : -1;
  if (brace < 0 && arrow < 0) return undefined;
  const description = arrow === 0 ? '' : value.slice(0, brace).trim().replace(/:$/, '').trim();
  const body = arrow === 0 ? value : value.slice(brace);
  const described = description === '' ? {} : { description: textValue(description) };
  if (arrow === 0) return withResponse(described, body.slice(2).trim());
  const whole = parseJson(body);
  if (isObject(whole)) return { ...described, arguments: whole };
  for (let at = body.indexOf('=>'); at >= 0; at = body.indexOf('=>', at + 2)) {
    const args = parseJson(body.slice(0, at).trim());
    if (isObject(args)) return withResponse({ ...described, arguments: args }, body.slice(at + 2).trim());
  }
  return undefined;
}

function withResponse(example: CallExample, text: string): CallExample | undefined {
  return text === '' ? undefined : { ...example, response: jsonOrText(text) };
}

/** Labels in a namespace's documentation. */
export function namespaceLabels(
  text: string,
  span: Span | undefined,
  problem: CompileContext['problem'],
): Partial<NamespaceLabels> {
  if (span === undefined) return {};
  const labels: Record<string, string> = {};
  for (const tag of parseDoc(text, span).tags) {
    const definition = tagDefinition(tag.name);
    if (definition === undefined) problem('unknown-tag', { start: tag.start, end: tag.nameEnd }, { name: tag.name });
    else if (tag.name === 'category' || tag.name === 'toolClass') labels[tag.name] = textValue(tag.value);
    else if (!definition.places.includes('namespace')) misplaced(tag, 'a namespace', { problem });
  }
  return labels;
}
