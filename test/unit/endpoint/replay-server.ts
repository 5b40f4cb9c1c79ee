import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Message } from '../../../server/src/chat/index.ts';
import { createReplayPolicy, type PolicyMove, type ReplaySide } from '../../../server/src/endpoint/index.ts';
import type { TrajectoryRecord } from '../../../server/src/trajectory/index.ts';

/** Spoils a reply or answers itself; `true` where it did. */
export type Fault = (response: ServerResponse, messages: readonly Message[], count: number) => boolean;

export interface ReplayServer {
  readonly url: string;
  /** Chat requests so far. */
  requests(): number;
  close(): void;
}

/** A server of a model that says what records say, with arguments as `write` writes them, and with faults. */
export async function startReplayServer(
  records: readonly TrajectoryRecord[],
  options: { side?: ReplaySide; fault?: Fault; write?: (move: PolicyMove) => object } = {},
): Promise<ReplayServer> {
  const policy = createReplayPolicy(records, options.side);
  let count = 0;
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith('/models')) {
      response.end(JSON.stringify({ data: [{ id: 'replayed' }] }));
      return;
    }
    const { messages } = JSON.parse(await bodyOf(request)) as { messages: Message[] };
    count += 1;
    if (options.fault?.(response, messages, count) === true) return;
    const move = await policy.move({ messages, tools: [] }, new AbortController().signal);
    const message = (options.write ?? openAiMessage)(move);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ model: 'replayed', choices: [{ message, finish_reason: 'stop' }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: () => count,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function openAiMessage({ text, calls }: PolicyMove): object {
  const toolCalls = calls.map((call, index) => ({
    id: `call_${index}`,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.arguments) },
  }));
  return { role: 'assistant', content: text, ...(calls.length === 0 ? {} : { tool_calls: toolCalls }) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
