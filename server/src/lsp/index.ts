import { Console } from 'node:console';
import process from 'node:process';
import { createConnection, ProposedFeatures, StreamMessageWriter } from 'vscode-languageserver/node';
import { keepOrder } from './lifecycle.ts';
import { StreamReader } from './reader.ts';
import { startServer } from './server.ts';

/** Runs the server over standard input and output until the client ends it. */
export function serveStdio(): void {
  // Whatever a library prints must not get between the protocol's messages.
  globalThis.console = new Console(process.stderr);
  const writer = new StreamMessageWriter(process.stdout);
  const reader = new StreamReader(process.stdin, {
    broken: (reason) => {
      process.stderr.write(`magnet lsp: the client sent ${reason}; where its next message starts cannot be known.\n`);
      process.exit(1);
    },
    refused: (code, message) => {
      void writer.write({ jsonrpc: '2.0', id: null, error: { code, message } } as Parameters<typeof writer.write>[0]);
    },
  });
  const order = keepOrder();
  // A client that is gone without a word leaves nobody to serve.
  process.stdin.on('end', () => process.exit(order.shutDown() ? 0 : 1));
  startServer(createConnection(ProposedFeatures.all, reader, writer, order.options));
}
