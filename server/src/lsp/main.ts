import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './server.ts';

// The transport is named on the command line: --node-ipc (VS Code), --stdio, --socket=PORT or --pipe=NAME.
startServer(createConnection(ProposedFeatures.all));
