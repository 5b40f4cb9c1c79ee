import path from 'node:path';
import { readMagnetRecord } from '../../dataset/index.ts';
import { formOf } from '../../endpoint/index.ts';
import { pathOfRecord, toolNames } from '../../trajectory/index.ts';
import type { TestPathsResult } from '../protocol.ts';
import type { Session } from '../session.ts';
import { testFile, testLines } from './test-files.ts';

/** The paths of some tests of a file, in their order. Tasks of BFCL have none. */
export async function testPaths(
  session: Session,
  uri: string,
  tests: readonly number[],
  signal: AbortSignal,
): Promise<TestPathsResult> {
  const file = testFile(uri);
  const wanted = new Set(tests);
  if (formOf(path.basename(file)) === 'bfcl') return { paths: [], without: wanted.size };
  const names = toolNames(session.graph.statedCatalog.entries);
  const paths: { name: string; turns: TestPathsResult['paths'][number]['turns'] }[] = [];
  let without = 0;
  for await (const { outline, text } of testLines(file)) {
    signal.throwIfAborted();
    if (!wanted.delete(outline.index)) continue;
    const record = readMagnetRecord(text);
    const found = typeof record === 'string' ? undefined : pathOfRecord(record, names);
    if (found === undefined) without += 1;
    else paths.push({ name: outline.id, turns: found.turns });
    if (wanted.size === 0) break;
  }
  return { paths, without };
}
