import { stat } from 'node:fs/promises';
import path from 'node:path';
import { observedAnswers, RECORDS } from '../dataset/index.ts';
import { ObservedResponses } from '../domain/index.ts';
import { openLineFile } from '../files/index.ts';
import type { Catalog } from '../signature/index.ts';
import { type CommandContext, UsageError } from './command.ts';

/**
 * What the functions of a catalog answered in runs of real worlds or in files of recorded answers. Says of each that shows
 * nothing that it does.
 * @throws UsageError where one is not there
 */
export async function readObserved(
  runs: readonly string[],
  catalog: Catalog,
  { cwd, terminal, signal }: CommandContext,
): Promise<ObservedResponses> {
  const observed = new ObservedResponses();
  for (const run of runs) {
    const named = path.resolve(cwd, run);
    const status = await stat(named).catch(() => undefined);
    const file = status?.isDirectory() === true ? path.join(named, RECORDS) : named;
    if (status === undefined || (await stat(file).catch(() => undefined)) === undefined)
      throw new UsageError(`${run} is no run and no file of recorded answers.`);
    let answers = 0;
    for await (const { function: name, output } of observedAnswers(openLineFile(file).readAll(), signal)) {
      const [entry, ...others] = catalog.lookup(name);
      if (entry === undefined || others.length > 0) continue;
      observed.add(entry.id, output, path.basename(named));
      answers += 1;
    }
    if (answers === 0)
      terminal.message(
        `magnet: ${run} holds no answer of these functions from a real world; simulated ones show nothing.`,
      );
  }
  return observed;
}
