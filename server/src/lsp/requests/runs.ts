import { refused } from '../guard.ts';
import type { OpenRuns } from '../runs/open-runs.ts';
import type { RunIndex } from '../runs/run-index.ts';
import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';

/** Opens files of records, ours and other tools', reads, searches and reviews them. */
export function registerRunRequests(session: Session): void {
  registerReports(session);
  // Loaded when first wanted: the pipeline weighs more than all of the editing features.
  let opened: Promise<OpenRuns> | undefined;
  const runs = () => {
    opened ??= import('../runs/open-runs.ts').then((module) => new module.OpenRuns());
    return opened;
  };
  const open = async (uri: unknown) => (await runs()).open(String(uri));
  const told = new WeakSet<RunIndex>();
  onRequest(session, 'magnet/openRun', async ({ uri, first }) => {
    const [{ index, file, review }, { openedRun, titleOf }] = [await open(uri), await import('../runs/summaries.ts')];
    const wanted = first === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Number(first) || 1);
    await index.until(wanted);
    if (first !== undefined && !index.isDone && !told.has(index)) {
      told.add(index);
      void tellProgress(session, String(uri), index);
    }
    return openedRun(index, titleOf(file), review.ledger, wanted);
  });
  onRequest(session, 'magnet/lossMask', async (params, token) => {
    // A template is a program.
    requireTrust(session, 'Rendering with a chat template');
    return (await import('../runs/loss-mask.ts')).lossMaskOf(await runs(), params, signalOf(token));
  });
  onRequest(session, 'magnet/verifyRun', async ({ uri }, token) =>
    (await import('../runs/verify.ts')).verifyRun(session, await runs(), String(uri), signalOf(token)),
  );
  onRequest(session, 'magnet/readRecord', async ({ uri, index: wanted }) => {
    const { index, file } = await open(uri);
    const record = await index.read(Number(wanted));
    const { titleOf, withChecks } = await import('../runs/summaries.ts');
    if (record === undefined) throw refused(`${titleOf(file)} has no record ${wanted}.`);
    return withChecks(record);
  });
  onRequest(session, 'magnet/runRecords', async ({ uri, indices }) => {
    const [{ index, review }, { summariesOf }] = [await open(uri), await import('../runs/summaries.ts')];
    return summariesOf(index, Array.isArray(indices) ? indices.map(Number) : [], review.ledger);
  });
  onRequest(session, 'magnet/searchRun', async ({ uri, query, from }, token) => {
    const [{ index, review }, { searchRun }] = [await open(uri), await import('../runs/search.ts')];
    return searchRun(index, review.ledger, String(query), Number(from) || 0, signalOf(token));
  });
  onRequest(session, 'magnet/makePair', async (params) => {
    requireTrust(session, 'Writing a pair');
    return (await import('../runs/pairs.ts')).writePair(await runs(), params);
  });
  onRequest(session, 'magnet/shareRecord', async ({ uri, index, as }) =>
    (await import('../runs/compare.ts')).share(await open(uri), index === undefined ? undefined : Number(index), as),
  );
  onRequest(session, 'magnet/diffRuns', async ({ uri, other }, token) =>
    (await import('../runs/compare.ts')).diffRuns(await runs(), String(uri), String(other), signalOf(token)),
  );
  onRequest(session, 'magnet/queryFields', async () => (await import('../runs/search.ts')).queryFields());
  onRequest(session, 'magnet/reviewRecords', async (params) => {
    requireTrust(session, 'A review');
    return (await import('../runs/review.ts')).review(await runs(), params);
  });
  onRequest(session, 'magnet/undoReview', async ({ uri }) => {
    requireTrust(session, 'A review');
    return (await import('../runs/review.ts')).undo(await runs(), String(uri));
  });
  onRequest(session, 'magnet/editRecord', async (params) => {
    if (params.save === true) requireTrust(session, 'Changing a record');
    return (await import('../runs/review.ts')).edit(session, await runs(), params);
  });
  onRequest(session, 'magnet/askAgain', async (params, token) => {
    requireTrust(session, 'Asking a teacher');
    return (await import('../runs/ask-again.ts')).askAgain(session, await runs(), params, signalOf(token));
  });
}

/** Lists, exports and counts of runs. */
function registerReports(session: Session): void {
  onRequest(session, 'magnet/runs', async ({ folders }) => {
    const { listRuns } = await import('./list-runs.ts');
    return listRuns(Array.isArray(folders) ? folders.map(String) : []);
  });
  onRequest(session, 'magnet/exportTargets', async () => (await import('./run-reports.ts')).exportTargets());
  onRequest(session, 'magnet/exportRun', async (params, token) => {
    if (params.out !== undefined) requireTrust(session, 'Writing an export');
    return (await import('./run-reports.ts')).exportTo(params, signalOf(token));
  });
  onRequest(session, 'magnet/runStatistics', async ({ uri }, token) =>
    (await import('./run-reports.ts')).runStatistics(uri, signalOf(token)),
  );
  onRequest(session, 'magnet/recipes', async () => (await import('./training.ts')).recipes());
  onRequest(session, 'magnet/writeTraining', async (params, token) => {
    requireTrust(session, 'Writing a training');
    return (await import('./training.ts')).write(params, signalOf(token));
  });
  onRequest(session, 'magnet/trainingCurves', async ({ uri }) => (await import('./training.ts')).curves(String(uri)));
  onRequest(session, 'magnet/staleRecords', async ({ uri }, token) =>
    (await import('./run-reports.ts')).staleIn(session, uri, signalOf(token)),
  );
}

/** How far the index of a run is, until it is through. */
const TELL_MS = 400;

async function tellProgress(session: Session, uri: string, index: RunIndex): Promise<void> {
  const { indexState } = await import('../runs/summaries.ts');
  const tell = () => void session.connection.sendNotification('magnet/runIndexed', { uri, ...indexState(index) });
  const timer = setInterval(tell, TELL_MS);
  timer.unref();
  await index.done.catch(() => undefined);
  clearInterval(timer);
  tell();
}
