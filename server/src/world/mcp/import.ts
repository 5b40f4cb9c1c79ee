import { connectMcp, type McpOptions, type McpTarget } from './client.ts';

/** The tools of a server, as a file of the dialect `mcp`. */
export interface McpImport {
  /** `{"tools": […]}`, every key as the server wrote it. */
  readonly text: string;
  readonly count: number;
  readonly server: { readonly name: string; readonly version: string };
}

/**
 * Asks a server once for its tools. The caller has the person's consent to start or reach it.
 * @throws McpError
 */
export async function importMcp(target: McpTarget, options: McpOptions = {}): Promise<McpImport> {
  const session = await connectMcp(target, options);
  try {
    const tools = await session.listTools(options.signal);
    const { name, version } = session.server;
    return { text: `${JSON.stringify({ tools }, null, 2)}\n`, count: tools.length, server: { name, version } };
  } finally {
    await session.close();
  }
}
