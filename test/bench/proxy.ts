import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { BenchRow } from './row.ts';

const EXCHANGES = 150;
const TOOLS = 50;
const PIECES = 20;

/**
 * What the proxy, a process of its own as users run it, adds to an exchange by the clock: whole requests with 50 tools,
 * each asked directly and through the proxy in turn; and how long the first piece of a stream takes from the server to
 * the client.
 */
export async function benchProxy({ server: main }: { readonly server: string }): Promise<BenchRow[]> {
  const pieces: number[] = [];
  const server = await upstream(pieces);
  const proxy = await running(path.join(path.dirname(main), '../cli/main.mjs'), urlOf(server));
  try {
    const rounds: { direct: number; through: number; first: number }[] = [];
    for (let round = 0; round < EXCHANGES; round += 1) {
      const direct = await asked(urlOf(server), false);
      const through = await asked(proxy.url, false);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const first = await asked(proxy.url, true);
      // An agent's next request comes after the proxy has checked the last one: a model takes longer than that.
      await new Promise((resolve) => setTimeout(resolve, 20));
      // The first rounds warm both ways.
      if (round >= 10) rounds.push({ direct, through, first: first - (pieces.at(-1) ?? 0) });
    }
    const [direct, through] = [middle(rounds.map((at) => at.direct)), middle(rounds.map((at) => at.through))];
    const first = middle(rounds.map((at) => at.first));
    return [
      {
        name: 'an exchange through the proxy',
        value: `${(through - direct).toFixed(1)} ms more than the ${direct.toFixed(1)} ms without it`,
        limit: '≤ 5 ms',
        ok: through - direct <= 5,
      },
      {
        name: 'first piece of a stream, from the server through the proxy',
        value: `${first.toFixed(1)} ms`,
        limit: '≤ 50 ms',
        ok: first <= 50,
      },
    ];
  } finally {
    proxy.process.kill();
    server.closeAllConnections();
    server.close();
  }
}

const BODY = {
  model: 'm',
  messages: [{ role: 'user', content: 'Which ferries leave from Bodø tomorrow?' }],
  tools: Array.from({ length: TOOLS }, (_, at) => ({
    type: 'function',
    function: {
      name: `find_ferry_${at}`,
      description: 'Finds ferries that leave from a harbour on a day, with their prices and places for cars. '.repeat(
        5,
      ),
      parameters: {
        type: 'object',
        properties: { from: { type: 'string' }, date: { type: 'string', format: 'date' }, cars: { type: 'integer' } },
        required: ['from'],
      },
    },
  })),
};

async function running(cli: string, upstreamUrl: string): Promise<{ process: ChildProcess; url: string }> {
  const args = [cli, 'serve', '--proxy', upstreamUrl, '--port', '0', '--format', 'json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout }))
    return { process: child, url: (JSON.parse(line) as { url: string }).url };
  throw new Error('the proxy did not start');
}

/** Milliseconds until the answer is whole or, of a stream, the time of its first piece. */
async function asked(url: string, stream: boolean): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${url}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ ...BODY, stream }),
  });
  if (!stream) {
    await response.text();
    return performance.now() - begun;
  }
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const at = performance.now();
  while (!(await reader.read()).done);
  return at;
}

/** A server that answers with one call at once; `pieces` gets the time at which each stream's first piece leaves. */
async function upstream(pieces: number[]): Promise<Server> {
  const call = { id: 'c1', type: 'function', function: { name: 'find_ferry_1', arguments: '{"from":"Bodø"}' } };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (!JSON.parse(Buffer.concat(chunks).toString()).stream) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ model: 'm', choices: [{ message: { role: 'assistant', tool_calls: [call] } }] }));
      return;
    }
    response.setHeader('content-type', 'text/event-stream');
    pieces.push(performance.now());
    for (let piece = 0; piece < PIECES; piece += 1)
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: `word ${piece} ` } }] })}\n\n`);
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}
