import path from 'node:path';
import { formOf, openEndpoint } from '../../endpoint/index.ts';
import type { ClientRequests, RunTestsParams, RunTestsResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import { endpointOptions } from './endpoint-money.ts';
import { runRecords } from './run-records.ts';
import { runTasks } from './run-tasks.ts';
import { testFile } from './test-files.ts';
import type { TestRunContext } from './test-run.ts';

/** Further tries of a request that failed: a person waits. */
const RETRIES = 2;

/** Runs tests of one file, by the functions behind `magnet test` and `magnet eval bfcl`. */
export async function runTestsOf(
  session: Session,
  params: RunTestsParams,
  signal: AbortSignal,
): Promise<RunTestsResult> {
  const { url, runId } = params;
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { once: true });
  const counts = { right: 0, wrong: 0, unjudged: 0 };
  const client = await openEndpoint(url, { ...(await endpointOptions(session, params)), retries: RETRIES });
  const context: TestRunContext = {
    file: testFile(String(params.uri)),
    client,
    params,
    signal: stop.signal,
    send: (event) => {
      if (event.type === 'ended') counts[event.verdict] += 1;
      void session.connection.sendNotification('magnet/testEvent', { runId, event });
    },
    pause: async (at) => {
      const answer: ClientRequests['magnet/testPause'][1] = await session.connection.sendRequest('magnet/testPause', {
        runId,
        ...at,
      });
      if (answer.action === 'stop') stop.abort();
      stop.signal.throwIfAborted();
      return answer;
    },
  };
  try {
    const cancelled =
      formOf(path.basename(context.file)) === 'bfcl' ? await runTasks(context) : await runRecords(session, context);
    return { ...counts, cancelled: cancelled || stop.signal.aborted };
  } finally {
    await client.close();
  }
}
