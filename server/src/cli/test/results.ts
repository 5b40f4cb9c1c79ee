import { rename } from 'node:fs/promises';
import { headProblem, type RecordResult, type ResultsHead, readResults } from '../../endpoint/index.ts';
import { openLineFile } from '../../files/index.ts';
import { type CommandContext, UsageError } from '../command.ts';
import { holdResults } from '../results-lock.ts';

/** The results file of a run of tests, open at its end. */
export interface ResultsWriter {
  readonly known: readonly RecordResult[];
  add(result: RecordResult): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a results file. Without `resume` a former one is kept as `….previous.jsonl`. Where the place cannot be written,
 * that is said and the run goes on without.
 * @throws UsageError where results of another model or catalog are to go on, or another command writes there
 */
export async function openResults(
  file: string,
  head: ResultsHead,
  resume: boolean,
  context: CommandContext,
): Promise<ResultsWriter> {
  const giveBack = await holdResults(file);
  try {
    return await openHeld(file, head, resume, giveBack, context);
  } catch (error) {
    await giveBack();
    throw error;
  }
}

async function openHeld(
  file: string,
  head: ResultsHead,
  resume: boolean,
  giveBack: () => Promise<void>,
  context: CommandContext,
): Promise<ResultsWriter> {
  const lines = openLineFile(file);
  const known = await readResults(lines);
  const goesOn = resume && known.head !== undefined;
  if (goesOn) {
    const problem = headProblem(known.head, head);
    if (problem !== undefined)
      throw new UsageError(`${file} holds other results: ${problem}. Run without --resume, or name another --out.`);
    await lines.truncate(known.bytes);
  } else if (known.bytes > 0) await rename(file, file.replace(/(?:\.jsonl)?$/, '.previous.jsonl'));
  let writable = true;
  const write = async (value: object) => {
    if (!writable) return;
    try {
      await lines.append(`${JSON.stringify(value)}\n`);
    } catch (error) {
      writable = false;
      context.terminal.message(`${file} cannot be written (${(error as Error).message}): results are not kept there.`);
    }
  };
  if (!goesOn) await write(head);
  return { known: goesOn ? known.results : [], add: write, close: () => lines.close().finally(giveBack) };
}

/** Results of another run, to compare with. @throws UsageError where the file holds none. */
export async function readBaseline(file: string): Promise<readonly RecordResult[]> {
  const { results } = await readResults(openLineFile(file));
  if (results.length === 0)
    throw new UsageError(`--baseline: ${file} holds no results. Name the file that magnet test wrote with --out.`);
  return results;
}
