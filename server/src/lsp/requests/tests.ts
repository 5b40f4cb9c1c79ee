import { refused } from '../guard.ts';
import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/**
 * Files of tests: what they hold, running them, adding to them.
 * @param keyOf the key of an address, where the server itself serves it
 */
export function registerTestRequests(session: Session, keyOf: (url: string) => Promise<string | undefined>): void {
  onRequest(session, 'magnet/tests', async ({ uri }, token) => {
    const { listTests } = await import('./test-files.ts');
    return listTests(String(uri), signalOf(token));
  });
  onRequest(session, 'magnet/testPaths', async ({ uri, tests }, token) => {
    if (!Array.isArray(tests)) throw refused('Tests are named by their index.');
    const { testPaths } = await import('./test-paths.ts');
    return testPaths(session, String(uri), tests, signalOf(token));
  });
  onRequest(session, 'magnet/runTests', async (params, token) => {
    requireTrust(session, 'Running tests');
    if (typeof params.url !== 'string') throw refused('Tests need the address of an endpoint.');
    const { runTestsOf } = await import('./run-tests.ts');
    const apiKey = params.apiKey ?? (await keyOf(params.url));
    return runTestsOf(session, { ...params, ...(apiKey === undefined ? {} : { apiKey }) }, signalOf(token));
  });
  onRequest(session, 'magnet/saveTest', async (params) => {
    requireTrust(session, 'Writing a test');
    const { saveTest } = await import('./test-files.ts');
    return saveTest(session, params);
  });
  onRequest(session, 'magnet/findServers', async (_params, token) => {
    requireTrust(session, 'Looking for servers');
    const { findServers } = await import('../../endpoint/index.ts');
    return findServers(undefined, undefined, signalOf(token));
  });
}
