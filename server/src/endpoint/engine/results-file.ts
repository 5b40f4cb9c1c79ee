import type { LineFile } from '../../files/index.ts';
import { isObject, parsedJson } from '../../json/index.ts';
import type { RecordResult } from './types.ts';

/** First line of a results file: what the results are of. Equal heads may go on in one file. */
export interface ResultsHead {
  readonly format: 'magnet-test-results';
  readonly version: 1;
  readonly url: string;
  readonly model: string;
  readonly history: string;
  readonly world: string;
  readonly catalogHash: string;
  readonly prompted?: boolean;
}

export interface KnownResults {
  readonly head: ResultsHead | undefined;
  readonly results: readonly RecordResult[];
  /** Bytes of the file that hold whole lines. */
  readonly bytes: number;
}

/** Reads what an earlier run wrote; half a line at the end, which a crash left, is passed over. */
export async function readResults(file: LineFile): Promise<KnownResults> {
  let head: ResultsHead | undefined;
  let bytes = 0;
  const results = new Map<string, RecordResult>();
  for await (const { text, end } of file.read()) {
    bytes = end;
    const value = parsedJson(text) ?? null;
    if (!isObject(value)) continue;
    if (value.format === 'magnet-test-results') head = value as unknown as ResultsHead;
    else if (typeof value.id === 'string' && Array.isArray(value.turns)) {
      const result = value as unknown as RecordResult;
      results.set(keyOf(result), result);
    }
  }
  return { head, results: [...results.values()], bytes };
}

/** One play of one record; a record that stands twice in a file has two. */
export function keyOf({ id, index, repeat }: Pick<RecordResult, 'id' | 'index' | 'repeat'>): string {
  return `${id} ${index} ${repeat ?? 0}`;
}

/** Why results cannot go on behind others; undefined where they can. The address may have changed. */
export function headProblem(known: ResultsHead, wanted: ResultsHead): string | undefined {
  for (const field of ['model', 'history', 'world', 'catalogHash', 'prompted'] as const) {
    if ((known[field] ?? false) !== (wanted[field] ?? false))
      return `${field} was ${String(known[field])} and is ${String(wanted[field])}`;
  }
  return undefined;
}
