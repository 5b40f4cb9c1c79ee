import { stat } from 'node:fs/promises';
import path from 'node:path';
import { refused } from '../guard.ts';
import type { Session } from '../session.ts';
import { onRequest, requireTrust, signalOf } from './request.ts';
import type { RunIndex } from './run-index.ts';

/** Runs whose line places are kept. */
const MAX_OPEN = 8;

/** Opens files of records, ours and other tools', and reads single records of them. */
export function registerRunRequests(session: Session): void {
  const indexes = new Map<string, RunIndex>();
  const indexOf = async (uri: string): Promise<RunIndex> => {
    const { readIndex, recordsFile } = await import('./run-index.ts');
    const file = await recordsFile(uri);
    const { mtimeMs } = await stat(file);
    const known = indexes.get(file);
    if (known?.modified === mtimeMs) return known;
    const index = await readIndex(file, mtimeMs);
    indexes.delete(file);
    indexes.set(file, index);
    const oldest = indexes.keys().next();
    if (indexes.size > MAX_OPEN && oldest.done !== true) indexes.delete(oldest.value);
    return index;
  };
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
  onRequest(session, 'magnet/staleRecords', async ({ uri }, token) =>
    (await import('./run-reports.ts')).staleIn(session, uri, signalOf(token)),
  );
  onRequest(session, 'magnet/openRun', async ({ uri }) => (await indexOf(String(uri))).result);
  onRequest(session, 'magnet/readRecord', async ({ uri, index: wanted }) => {
    const index = await indexOf(String(uri));
    const { readRecord } = await import('./run-index.ts');
    const record = await readRecord(index, Number(wanted));
    if (record === undefined) throw refused(`${path.basename(index.file)} has no record ${wanted}.`);
    return record;
  });
}
