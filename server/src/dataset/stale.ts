import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson, type Json } from '../json/index.ts';
import { type ToolDefinition, type TrajectoryRecord, toolDefinition, toolNames } from '../trajectory/index.ts';

/** Says of a record which of its tools are no longer what they were: changed, or gone from the catalog. */
export type StaleTools = (record: Pick<TrajectoryRecord, 'tools'>) => readonly string[];

/**
 * Compares records with the signatures as they are now. A record is stale where a tool it offers was edited or removed;
 * edits of other functions leave it as it is.
 */
export function createStaleTools(functions: readonly GraphFunction[]): StaleTools {
  const names = toolNames(functions);
  const current = new Map<string, string>();
  for (const { id, signature } of functions) {
    const name = names.nameOf(id);
    current.set(name, textOf(toolDefinition({ name, signature })));
  }
  return ({ tools }) =>
    tools.filter((tool) => current.get(tool.function.name) !== textOf(tool)).map((tool) => tool.function.name);
}

function textOf(tool: ToolDefinition): string {
  return canonicalJson(tool as unknown as Json);
}
