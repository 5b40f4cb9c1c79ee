import { isEvalSample, readEvalSample } from './eval-log.ts';
import type { RunRow } from './run.ts';

/** What is wanted of an archive, and how much of it. */
export const EVAL_LIMITS = { entryBytes: 64 * 1024 * 1024, totalBytes: 512 * 1024 * 1024, entries: 20_000 } as const;

/** An entry that was read, or why it was not. */
type Entry = { readonly name: string; readonly text: string } | { readonly name: string; readonly problem: string };

/** The samples of Inspect's archive, each a row; where there is none, what is wrong. */
export async function* evalRows(
  open: (wanted: (name: string) => boolean) => AsyncIterable<Entry>,
): AsyncGenerator<RunRow> {
  let index = 0;
  let line = 0;
  for await (const entry of open(isEvalSample)) {
    line += 1;
    const row =
      'problem' in entry ? { line, problem: `${entry.name}: ${entry.problem}` } : readEvalSample(entry.text, index);
    if ('problem' in row) yield { line, problem: row.problem };
    else {
      index += 1;
      yield { ...row, line };
    }
  }
  if (line === 0) yield { line: 1, problem: 'an archive without samples of Inspect' };
}
