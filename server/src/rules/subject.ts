import { isSchema, type Json, type JsonSchema, SUBSCHEMAS, type SubschemaRole } from '../json/index.ts';
import { type DialectId, type FunctionSignature, type PartPath, resolveSchema } from '../signature/index.ts';

export type SchemaRole = 'root' | SubschemaRole;

/** One schema inside a signature. */
export interface SchemaNode {
  readonly schema: JsonSchema;
  readonly role: SchemaRole;
  readonly side: 'parameters' | 'response';
  readonly parent: SchemaNode | undefined;
  /** Where it stands in the parent's schema: `properties` and `date`; the side for a root. */
  readonly keyword: string;
  readonly key: string | number | undefined;
  /** Property name, definition name; '' otherwise. */
  readonly name: string;
  /** A property that its parent requires. */
  readonly required: boolean;
  /** Steps of objects and arrays from the root. */
  readonly depth: number;
  /** A parameter of the function itself. */
  readonly parameter: boolean;
  /** Below `$defs`, so seen by every function that uses the type. */
  readonly shared: boolean;
}

/** Schemas looked at on either side of one function, and steps into them; a larger one is checked as far as that. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 48;

/** Path of a node in its signature. */
export function partOf(node: SchemaNode, ...more: PartPath): PartPath {
  let length = more.length;
  for (let at: SchemaNode | undefined = node; at !== undefined; at = at.parent) length += at.key === undefined ? 1 : 2;
  const steps = new Array<string | number>(length);
  for (const step of [...more].reverse()) steps[--length] = step;
  for (let at: SchemaNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.key !== undefined) steps[--length] = at.key;
    steps[--length] = at.keyword;
  }
  return steps;
}

/** A schema in a sentence: its own name, else as a part of the nearest one that has a name. */
export function wordsFor(node: SchemaNode): string {
  if (node.role === 'root') return node.side === 'parameters' ? 'the parameters' : 'the response';
  if (node.name !== '') return `\`${node.name}\``;
  const of = node.parent === undefined ? '' : ` of ${wordsFor(node.parent)}`;
  return `${PART[node.role] ?? 'a part'}${of}`;
}

const PART: Readonly<Partial<Record<SchemaRole, string>>> = { items: 'the items', branch: 'a branch' };

/** One function as rules see it: the signature, its schemas as a flat list, and what the author really wrote. */
export interface FunctionSubject {
  readonly signature: FunctionSignature;
  readonly dialect: DialectId;
  /** Every schema, parents before children. */
  readonly nodes: readonly SchemaNode[];
  /** What of the schemas is not among `nodes`, in words; undefined where all are. */
  readonly leftOut: string | undefined;
  /** The properties below `parameters`, at any depth. */
  readonly inputs: readonly SchemaNode[];
  /** Properties of `parameters`, in order. */
  readonly parameters: readonly SchemaNode[];
  /** JSON dialects: the element as written, before it was mapped to JSON Schema. Read on demand. */
  raw(): Json | undefined;
  /** Text of the segment the function is written in; long ones are many megabytes, so not to be searched schema by schema. */
  text(): string;
  /** Whether the segment the function is written in holds these words. Asked of the text once, however many schemas ask. */
  mentions(words: string): boolean;
  /** A schema with local `$ref`s followed. */
  resolve(node: SchemaNode): JsonSchema;
}

/** Prepares a signature for the rules. Never throws, whatever the schemas hold. */
export function createSubject(
  signature: FunctionSignature,
  readRaw: () => Json | undefined,
  readText: () => string,
): FunctionSubject {
  const nodes: SchemaNode[] = [];
  const inputs = collect(nodes, signature.parameters, 'parameters');
  const outputs = signature.response === undefined ? undefined : collect(nodes, signature.response, 'response');
  const mentioned = new Map<string, boolean>();
  return {
    signature,
    dialect: signature.source.dialect,
    nodes,
    leftOut: inputs ?? outputs,
    inputs: nodes.filter((node) => node.role === 'property' && node.side === 'parameters'),
    parameters: nodes.filter((node) => node.parameter),
    raw: readRaw,
    text: readText,
    mentions: (words) => {
      const known = mentioned.get(words) ?? readText().includes(words);
      mentioned.set(words, known);
      return known;
    },
    resolve: resolver(signature),
  };
}

/** Follows references; what each leads to is looked up once, as a dozen rules ask for it. */
function resolver(signature: FunctionSignature): FunctionSubject['resolve'] {
  const targets = { parameters: new Map<string, JsonSchema>(), response: new Map<string, JsonSchema>() };
  return ({ schema, side }) => {
    const { $ref, ...siblings } = schema;
    if (typeof $ref !== 'string') return schema;
    let target = targets[side].get($ref);
    if (target === undefined) {
      target = resolveSchema(signature[side] ?? {}, { $ref }).schema;
      targets[side].set($ref, target);
    }
    return { ...target, ...siblings };
  };
}

/** A node of fixed shape: many are made, and all rules look at all of them. */
class Node implements SchemaNode {
  readonly depth: number;
  readonly shared: boolean;
  readonly parameter: boolean;

  constructor(
    readonly schema: JsonSchema,
    readonly parent: SchemaNode | undefined,
    readonly role: SchemaRole,
    readonly side: 'parameters' | 'response',
    readonly keyword: string,
    readonly key: string | number | undefined,
    readonly name: string,
    readonly required: boolean,
  ) {
    const deeper = role === 'property' || role === 'items' ? 1 : 0;
    this.depth = parent === undefined ? 0 : parent.depth + deeper;
    this.shared = role === 'definition' || parent?.shared === true;
    this.parameter = role === 'property' && side === 'parameters' && parent?.role === 'root';
  }
}

/** @returns what was left out, in words */
function collect(into: SchemaNode[], root: JsonSchema, side: 'parameters' | 'response'): string | undefined {
  if (!isSchema(root)) return undefined;
  const stack: SchemaNode[] = [new Node(root, undefined, 'root', side, side, undefined, '', false)];
  const limit = into.length + MAX_NODES;
  let deeper = false;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (into.length >= limit) return `only the first ${MAX_NODES} schemas of its ${side} were looked at`;
    into.push(node);
    if (node.depth < MAX_DEPTH) pushChildren(node, stack);
    else deeper ||= hasChildren(node);
  }
  return deeper ? `its ${side} were looked at ${MAX_DEPTH} steps deep` : undefined;
}

function hasChildren(node: SchemaNode): boolean {
  const stack: SchemaNode[] = [];
  pushChildren(node, stack);
  return stack.length > 0;
}

/** Pushes in reverse, so that the stack gives them back in the order written. */
function pushChildren(node: SchemaNode, stack: SchemaNode[]): void {
  const keywords = Object.keys(node.schema);
  for (let index = keywords.length - 1; index >= 0; index--) {
    const keyword = keywords[index] as string;
    const value = node.schema[keyword];
    if (typeof value !== 'object' || value === null) continue;
    const known = SUBSCHEMAS.get(keyword);
    if (known === undefined) continue;
    const { form, role } = known;
    if (form === 'map') pushMap(node, keyword, role, value, stack);
    else if (form === 'list') {
      if (Array.isArray(value)) pushList(node, keyword, role, value, stack);
    } else if (isSchema(value)) stack.push(new Node(value, node, role, node.side, keyword, undefined, '', false));
  }
}

function pushMap(node: SchemaNode, keyword: string, role: SubschemaRole, map: object, stack: SchemaNode[]): void {
  if (Array.isArray(map)) return;
  const required = requiredOf(node.schema, role);
  const names = Object.keys(map);
  for (let index = names.length - 1; index >= 0; index--) {
    const name = names[index] as string;
    const child = (map as Record<string, unknown>)[name];
    if (!isSchema(child)) continue;
    const own = role === 'other' ? '' : name;
    stack.push(new Node(child, node, role, node.side, keyword, name, own, required(name)));
  }
}

/** Beyond this many names a set is quicker than a look through the list. */
const SHORT_LIST = 16;

function requiredOf(schema: JsonSchema, role: SchemaRole): (name: string) => boolean {
  const list: unknown = schema.required;
  if (role !== 'property' || !Array.isArray(list)) return () => false;
  if (list.length <= SHORT_LIST) return (name) => list.includes(name);
  const names = new Set<unknown>(list);
  return (name) => names.has(name);
}

function pushList(
  node: SchemaNode,
  keyword: string,
  role: SubschemaRole,
  list: readonly unknown[],
  stack: SchemaNode[],
): void {
  for (let index = list.length - 1; index >= 0; index--) {
    const child = list[index];
    if (isSchema(child)) stack.push(new Node(child, node, role, node.side, keyword, index, '', false));
  }
}
