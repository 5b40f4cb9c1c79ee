import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import type { CatalogEntry } from '../../signature/index.ts';
import { createSimulatedWorld } from '../simulated/world.ts';
import type { Outcome, World, WorldState } from '../types.ts';
import { RESET_TOOL } from './names.ts';
import { mockTools } from './tools.ts';

export interface MockOptions {
  readonly functions: readonly CatalogEntry[];
  /** Equal seeds and calls, equal answers. */
  readonly seed: string;
  readonly version: string;
  /** Offers one more tool, which puts the session's world back to its start. */
  readonly resetTool: boolean;
  /** World that answers; default the simulated one of the functions. */
  readonly world?: World;
}

const RESET: JsonObject & { name: string } = {
  name: RESET_TOOL,
  description: 'Puts the simulated world back to its start: all that was made or changed in this session is gone.',
  inputSchema: { type: 'object', properties: {} },
  annotations: { destructiveHint: true, idempotentHint: true },
};

/** What sessions of one mock share. */
export interface Mock {
  readonly tools: readonly (JsonObject & { readonly name: string })[];
  /** A server with a world of its own, not yet connected. */
  session(): Server;
}

/** The simulated world of a catalog as an MCP server; every session begins at the seed's start. */
export function createMock({ functions, seed, version, resetTool, world: given }: MockOptions): Mock {
  const world = given ?? createSimulatedWorld(functions);
  const served = mockTools(functions);
  const ids = new Map(served.map(({ id, tool }) => [tool.name, id]));
  const withReset = resetTool && !ids.has(RESET_TOOL);
  const tools = [...served.map(({ tool }) => tool), ...(withReset ? [RESET] : [])];
  return {
    tools,
    session: () => {
      const server = new Server({ name: 'magnet-mock', version }, { capabilities: { tools: {} } });
      let state: Promise<WorldState> = world.start(seed);
      server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [...tools] }) as never);
      server.setRequestHandler(CallToolRequestSchema, async ({ params }): Promise<CallToolResult> => {
        if (withReset && params.name === RESET_TOOL) {
          state = world.start(seed);
          return { content: [{ type: 'text', text: 'The world is back at its start.' }] };
        }
        const id = ids.get(params.name);
        if (id === undefined) throw new McpError(ErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
        // Calls of a session run one after the other, in the order they came.
        const done = state.then((before) =>
          world.execute({ function: id, arguments: (params.arguments ?? {}) as JsonObject }, before),
        );
        state = done.then((execution) => execution.state);
        return resultOf((await done).outcome);
      });
      return server;
    },
  };
}

/** Structured content where the output is an object; the same as text for clients that read only that. */
function resultOf(outcome: Outcome): CallToolResult {
  if (!outcome.ok) return { isError: true, content: [{ type: 'text', text: outcome.error.message }] };
  const { output } = outcome;
  const content: CallToolResult['content'] = [{ type: 'text', text: textOf(output) }];
  return isObject(output) ? { content, structuredContent: output } : { content };
}

function textOf(output: Json): string {
  return typeof output === 'string' ? output : JSON.stringify(output);
}
