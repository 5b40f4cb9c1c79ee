import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keepNewSpaceSmall } from './memory.ts';
import { startServer } from './server.ts';

keepNewSpaceSmall();
// The transport is named on the command line: --node-ipc (VS Code), --stdio, --socket=PORT or --pipe=NAME.
startServer(createConnection(ProposedFeatures.all));
