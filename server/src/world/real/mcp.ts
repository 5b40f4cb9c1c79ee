import type { GraphFunction } from '../../graph/index.ts';
import { nameTable, plainName } from '../../signature/index.ts';
import { connectMcp, type McpCallResult, type McpSession, type McpTarget } from '../mcp/index.ts';
import type { Outcome, World } from '../types.ts';
import { type Consent, requireConsent } from './consent.ts';
import { type FailureRule, readOutcome } from './failures.ts';
import { KEEPS_ITS_STATE, remembering } from './remembering.ts';
import { createRealWorld, type RealSession } from './sessions.ts';

export interface McpWorldOptions extends Consent {
  readonly target: McpTarget;
  readonly functions: readonly GraphFunction[];
  /** For starting, and for each call; default 60 seconds. */
  readonly timeoutMs?: number;
  /** Tool that puts the server back to its start, where it has one: its states can be gone back to then. */
  readonly resetTool?: string;
  /** Most bytes of an answer; default 4 MiB. */
  readonly maxBytes?: number;
  /** Outputs that mean failure, beside those that any real world has. */
  readonly failures?: readonly FailureRule[];
}

const FOUR_MIB = 4 * 1024 * 1024;

/**
 * A real MCP server as a world. One that is started by a command begins afresh each time, so its states can be gone
 * back to; one at an address is what it is.
 * @throws ConsentError without a person's consent.
 */
export function createMcpWorld(options: McpWorldOptions): World {
  requireConsent(options, 'Calling an MCP server');
  const tools = new ServedNames(options.functions);
  const { target, functions, resetTool } = options;
  const resets = target.kind === 'stdio' || resetTool !== undefined;
  const world = createRealWorld({
    id: 'mcp',
    startsAfresh: resets,
    // Sessions at one address share what a reset puts back.
    ...(target.kind === 'stdio' ? {} : { sessions: 1 }),
    open: (signal) => open(options, tools, signal),
  });
  return remembering(world, functions, resets ? [] : [KEEPS_ITS_STATE]);
}

async function open(options: McpWorldOptions, tools: ServedNames, signal?: AbortSignal): Promise<RealSession> {
  const timeout = options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs };
  const session = await connectMcp(options.target, { ...timeout, signal });
  if (options.resetTool !== undefined) {
    const { isError, text } = await session.callTool(options.resetTool, {}, signal);
    if (isError) {
      await session.close();
      throw new Error(`${options.resetTool} did not reset the server: ${text}`);
    }
  }
  await tools.learn(session, signal);
  return {
    call: async (call, until) => {
      const name = tools.of(call.function);
      if (name === undefined)
        return { ok: false, error: { code: 'unknown_function', message: `Unknown function: '${call.function}'.` } };
      return outcomeOf(await session.callTool(name, call.arguments, until), options);
    },
    close: () => session.close(),
  };
}

/**
 * What the server calls each function. One in a namespace may be a tool with a dot in its name (`gym.book`), or a tool
 * `book` that whoever wrote the signatures put there: only the server's own list tells.
 */
class ServedNames {
  readonly #functions: readonly GraphFunction[];
  readonly #names: Map<string, string>;
  #isLearned: boolean;

  constructor(functions: readonly GraphFunction[]) {
    this.#functions = functions;
    this.#names = new Map(functions.map(({ id, signature }) => [id, signature.name]));
    this.#isLearned = functions.every(({ signature }) => signature.namespace === '');
  }

  of(id: string): string | undefined {
    return this.#names.get(id);
  }

  /** Asks for the list, once, where a namespace leaves the names open. */
  async learn(session: McpSession, signal?: AbortSignal): Promise<void> {
    if (this.#isLearned) return;
    const served = new Set((await session.listTools(signal)).map(({ name }) => name));
    const written = new Map(nameTable(this.#functions, 'mcp').map(({ id, name }) => [id, name]));
    for (const one of this.#functions) {
      const whole = written.get(one.id) ?? plainName(one);
      if (served.has(whole)) this.#names.set(one.id, whole);
    }
    this.#isLearned = true;
  }
}

function outcomeOf(
  { isError, output, text }: McpCallResult,
  { maxBytes = FOUR_MIB, failures }: McpWorldOptions,
): Outcome {
  if (isError) return { ok: false, error: { code: 'tool_error', message: text } };
  if (text.length > maxBytes || JSON.stringify(output).length > maxBytes)
    return { ok: false, error: { code: 'too_large', message: `the answer is larger than ${maxBytes} bytes` } };
  return readOutcome(output, failures);
}
