import type { JsonObject } from '../../json/index.ts';
import {
  type CatalogEntry,
  nameTable,
  plainName,
  withoutWrittenNotes,
  writeSignatures,
} from '../../signature/index.ts';

/** A tool as `tools/list` gives it, and the function it stands for. */
export interface MockTool {
  readonly id: string;
  readonly tool: JsonObject & { readonly name: string };
}

/**
 * Functions as MCP tools, under names that MCP allows; of functions that would have one name the first is served. The
 * result schema stands where the author documents an object, which is all that MCP lets a tool promise.
 */
export function mockTools(entries: readonly CatalogEntry[]): MockTool[] {
  const names = new Map(nameTable(entries, 'mcp').map(({ id, name }) => [id, name]));
  const seen = new Set<string>();
  return entries.flatMap((entry): MockTool[] => {
    const name = names.get(entry.id) ?? plainName(entry);
    if (seen.has(name)) return [];
    seen.add(name);
    const { tools = [] } = JSON.parse(writeSignatures([entry], 'mcp').text) as { tools?: JsonObject[] };
    const [written] = tools;
    return written === undefined ? [] : [{ id: entry.id, tool: { ...bareTool(written), name } }];
  });
}

/** Notes of this project are for its own files; a client has no use for them. */
function bareTool({ _meta: _notes, ...tool }: JsonObject): JsonObject {
  return withoutWrittenNotes(tool);
}
