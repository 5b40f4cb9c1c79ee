// npm run editor [FOLDER]: VS Code's workbench on loopback, with the extension loaded, until interrupted.
import path from 'node:path';
import { installWorkbench, projectRoot, releases } from '../test/host/install.mjs';
import { linkExtension, makeSession, pageAddress, removeSession, startServer } from '../test/host/server.mjs';
import { build, install, main, requireNode } from './steps.mjs';

main(async () => {
  requireNode();
  install();
  build();
  const folder = path.resolve(process.argv[2] ?? path.join(projectRoot, 'examples/airline'));
  const places = installWorkbench(releases.current);
  const session = makeSession();
  linkExtension(session, projectRoot);
  // Not as for tests, where notifications do not pop up.
  const server = await startServer(places, session, { forTests: false });
  process.stdout.write(`\nOpen this in a browser on this machine (Ctrl+C stops it):\n\n`);
  process.stdout.write(`  ${pageAddress(server.port, folder)}\n\n`);
  const stop = async () => {
    await server.stop();
    removeSession(session);
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
});
