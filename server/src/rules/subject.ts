import {
  type DialectId,
  type FunctionSignature,
  type Json,
  type JsonSchema,
  type PartPath,
  resolveSchema,
} from '../signature/index.ts';

export type SchemaRole =
  | 'root'
  | 'property'
  | 'items'
  | 'branch'
  | 'definition'
  /** additionalProperties, patternProperties, not, if, contains, …: schemas no value of its own is named by. */
  | 'other';

/** One schema inside a signature. */
export interface SchemaNode {
  readonly schema: JsonSchema;
  readonly role: SchemaRole;
  readonly side: 'parameters' | 'response';
  readonly parent: SchemaNode | undefined;
  /** Steps from the parent's schema: `['properties','date']`. From the signature for a root. */
  readonly steps: PartPath;
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

/** Schemas looked at in one function; a larger one is checked as far as that. */
const MAX_NODES = 4_000;
const MAX_DEPTH = 48;

/** Path of a node in its signature. */
export function partOf(node: SchemaNode, ...more: PartPath): PartPath {
  const steps: (string | number)[] = [...node.steps, ...more];
  for (let at = node.parent; at !== undefined; at = at.parent) steps.unshift(...at.steps);
  return steps;
}

/** One function as rules see it: the signature, its schemas as a flat list, and what the author really wrote. */
export interface FunctionSubject {
  readonly signature: FunctionSignature;
  readonly dialect: DialectId;
  /** Every schema, parents before children. */
  readonly nodes: readonly SchemaNode[];
  /** Properties of `parameters`, in order. */
  readonly parameters: readonly SchemaNode[];
  /** JSON dialects: the element as written, before it was mapped to JSON Schema. Read on demand. */
  raw(): Json | undefined;
  /** Text of the segment the function is written in. */
  text(): string;
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
  collect(nodes, signature.parameters, 'parameters');
  if (signature.response !== undefined) collect(nodes, signature.response, 'response');
  return {
    signature,
    dialect: signature.source.dialect,
    nodes,
    parameters: nodes.filter((node) => node.parameter),
    raw: readRaw,
    text: readText,
    resolve: (node) =>
      typeof node.schema.$ref === 'string'
        ? resolveSchema(signature[node.side] ?? {}, node.schema).schema
        : node.schema,
  };
}

function collect(into: SchemaNode[], root: JsonSchema, side: 'parameters' | 'response'): void {
  if (!isSchema(root)) return;
  const stack: SchemaNode[] = [];
  const push = (schema: unknown, parent: SchemaNode | undefined, steps: PartPath, extra: Partial<SchemaNode> = {}) => {
    if (!isSchema(schema)) return;
    const depth = (parent?.depth ?? -1) + (extra.role === 'property' || extra.role === 'items' ? 1 : 0);
    stack.push({
      schema,
      role: 'other',
      side,
      parent,
      steps,
      name: '',
      required: false,
      depth: parent === undefined ? 0 : depth,
      parameter: false,
      shared: parent?.shared ?? false,
      ...extra,
    });
  };
  push(root, undefined, [side], { role: 'root' });
  const limit = into.length + MAX_NODES;
  for (let node = stack.pop(); node !== undefined && into.length < limit; node = stack.pop()) {
    into.push(node);
    if (node.depth < MAX_DEPTH) pushChildren(node, push);
  }
}

type Push = (schema: unknown, parent: SchemaNode, steps: PartPath, extra?: Partial<SchemaNode>) => void;

const SINGLE = ['additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'] as const;
const LISTS = ['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const;
const DEFINITIONS = ['$defs', 'definitions'] as const;

/** Pushes in reverse, so that the stack gives them back in the order written. */
function pushChildren(node: SchemaNode, push: Push): void {
  const { schema } = node;
  for (const key of SINGLE) if (isSchema(schema[key])) push(schema[key], node, [key]);
  for (const key of DEFINITIONS) {
    for (const [name, child] of entriesOf(schema[key]).reverse()) {
      push(child, node, [key, name], { role: 'definition', name, shared: true });
    }
  }
  for (const [name, child] of entriesOf(schema.patternProperties).reverse()) {
    push(child, node, ['patternProperties', name]);
  }
  for (const key of LISTS) {
    const list = schema[key];
    if (!Array.isArray(list)) continue;
    const role = key === 'prefixItems' ? 'items' : 'branch';
    for (let index = list.length - 1; index >= 0; index--) push(list[index], node, [key, index], { role });
  }
  if (isSchema(schema.items)) push(schema.items, node, ['items'], { role: 'items' });
  const required = Array.isArray(schema.required) ? schema.required : [];
  const parameter = node.role === 'root' && node.side === 'parameters';
  for (const [name, child] of entriesOf(schema.properties).reverse()) {
    push(child, node, ['properties', name], { role: 'property', name, required: required.includes(name), parameter });
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return isSchema(value) ? Object.entries(value) : [];
}

/** A plain object, so far as JSON goes. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
