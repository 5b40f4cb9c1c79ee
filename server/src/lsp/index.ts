import { Console } from 'node:console';
import process from 'node:process';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

/** Runs the server over standard input and output until the client ends it. */
export function serveStdio(): void {
  // Whatever a library prints must not get between the protocol's messages.
  globalThis.console = new Console(process.stderr);
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}
