import { makePair } from '../../dataset/index.ts';
import { openLineFile } from '../../files/index.ts';
import { refused } from '../guard.ts';
import type { MakePairParams, MakePairResult } from '../protocol.ts';
import { fileUri } from '../uris.ts';
import type { OpenRuns } from './open-runs.ts';
import { titleOf } from './summaries.ts';

/** Writes a pair behind those that were made by hand before, in a file beside the run; the run stays as it is. */
export async function writePair(runs: OpenRuns, params: MakePairParams): Promise<MakePairResult> {
  const { uri, index, edit, reason } = params;
  if (String(reason ?? '').trim() === '')
    throw refused('Say why the message is wrong: the reason is kept in the pair.');
  const run = await runs.open(uri);
  const record = await run.index.read(index);
  if (record === undefined) throw refused(`${titleOf(run.file)} has no record ${index}.`);
  const out = pairsFileOf(run.file);
  try {
    const pair = makePair(record, edit, reason.trim());
    const file = openLineFile(out);
    await file.append(`${JSON.stringify(pair)}\n`);
    await file.close();
    return { file: fileUri(out), errorType: pair.divergesAt?.errorType ?? 0 };
  } catch (error) {
    throw error instanceof RangeError ? refused(`No pair was made: ${error.message}.`) : error;
  }
}

function pairsFileOf(records: string): string {
  return `${records.replace(/\.[^./\\]*$/, '')}.pairs.jsonl`;
}
