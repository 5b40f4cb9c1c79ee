import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Mock } from './server.ts';

/** Serves a mock on standard input and output until the client closes it or the signal aborts. */
export async function serveMockOverStdio(mock: Mock, signal: AbortSignal): Promise<void> {
  const server = mock.session();
  const transport = new StdioServerTransport();
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    // The transport does not tell when its input ends.
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(transport);
  await closed;
  await server.close();
}
