import process from 'node:process';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serveStdio } from './index.ts';
import { keepOrder } from './lifecycle.ts';
import { startServer } from './server.ts';

// The transport is named on the command line: --node-ipc (VS Code), --stdio, --socket=PORT or --pipe=NAME.
if (process.argv.includes('--stdio')) serveStdio();
else startServer(createConnection(ProposedFeatures.all, keepOrder().options));
