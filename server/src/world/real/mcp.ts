import type { GraphFunction } from '../../graph/index.ts';
import { connectMcp, type McpCallResult, type McpTarget } from '../mcp/index.ts';
import type { Outcome, World } from '../types.ts';
import { type Consent, requireConsent } from './consent.ts';
import { createRealWorld, type RealSession } from './sessions.ts';

export interface McpWorldOptions extends Consent {
  readonly target: McpTarget;
  readonly functions: readonly GraphFunction[];
  /** For starting, and for each call; default 60 seconds. */
  readonly timeoutMs?: number;
}

/**
 * A real MCP server as a world. One that is started by a command begins afresh each time, so its states can be gone
 * back to; one at an address is what it is.
 * @throws ConsentError without a person's consent.
 */
export function createMcpWorld(options: McpWorldOptions): World {
  requireConsent(options, 'Calling an MCP server');
  const tools = new Map(options.functions.map(({ id, signature }) => [id, signature.name]));
  return createRealWorld({
    id: 'mcp',
    startsAfresh: options.target.kind === 'stdio',
    open: (signal) => open(options, tools, signal),
  });
}

async function open(
  options: McpWorldOptions,
  tools: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<RealSession> {
  const timeout = options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs };
  const session = await connectMcp(options.target, { ...timeout, signal });
  return {
    call: async (call, until) => {
      const name = tools.get(call.function);
      if (name === undefined)
        return { ok: false, error: { code: 'unknown_function', message: `Unknown function: '${call.function}'.` } };
      return outcomeOf(await session.callTool(name, call.arguments, until));
    },
    close: () => session.close(),
  };
}

function outcomeOf({ isError, output, text }: McpCallResult): Outcome {
  return isError ? { ok: false, error: { code: 'tool_error', message: text } } : { ok: true, output };
}
