import type { JsonSchema } from '../../json/index.ts';
import type { FunctionSubject, SchemaNode } from '../subject.ts';

/** Steps of references that are followed. */
const MAX_STEPS = 200;

const recursive = new WeakMap<FunctionSubject, readonly SchemaNode[]>();

/** References that lead back, found once for all targets that ask. */
export function recursiveRefs(subject: FunctionSubject): readonly SchemaNode[] {
  let found = recursive.get(subject);
  if (found === undefined) {
    const inside = refsInside(subject.nodes);
    found = subject.nodes.filter((node) => isReference(node) && leadsBack(node, subject, inside));
    recursive.set(subject, found);
  }
  return found;
}

function isReference(node: SchemaNode): boolean {
  return typeof node.schema.$ref === 'string';
}

/** The references that stand in each schema, by it. */
function refsInside(nodes: readonly SchemaNode[]): ReadonlyMap<JsonSchema, readonly SchemaNode[]> {
  const inside = new Map<JsonSchema, SchemaNode[]>();
  for (const node of nodes) {
    if (!isReference(node)) continue;
    for (let at: SchemaNode | undefined = node; at !== undefined; at = at.parent) {
      const refs = inside.get(at.schema);
      if (refs === undefined) inside.set(at.schema, [node]);
      else refs.push(node);
    }
  }
  return inside;
}

/** Whether a reference leads, itself or by others, to a schema that it stands in. */
function leadsBack(
  node: SchemaNode,
  subject: FunctionSubject,
  inside: ReadonlyMap<JsonSchema, readonly SchemaNode[]>,
): boolean {
  const around = new Set<JsonSchema>();
  for (let at: SchemaNode | undefined = node; at !== undefined; at = at.parent) around.add(at.schema);
  const root = subject.signature[node.side];
  const seen = new Set<JsonSchema>();
  const queue: SchemaNode[] = [node];
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = queue.pop();
    if (next === undefined) return false;
    const target = pointed(root, String(next.schema.$ref));
    if (target === undefined || seen.has(target)) continue;
    if (around.has(target)) return true;
    seen.add(target);
    for (const ref of inside.get(target) ?? []) queue.push(ref);
  }
  return false;
}

/** The schema that a local pointer leads to, by any path. */
function pointed(root: JsonSchema | undefined, ref: string): JsonSchema | undefined {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  let value: unknown = root;
  for (const step of ref.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : undefined;
}
