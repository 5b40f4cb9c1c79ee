import path from 'node:path';
import {
  checkTemplate,
  type MaskedSide,
  maskPage,
  openTemplate,
  readTemplateText,
  recordConversation,
  sequenceConversation,
} from '../../dataset/index.ts';
import { readRegularText } from '../../files/index.ts';
import { refused } from '../guard.ts';
import type { LossMaskParams } from '../protocol.ts';
import { filePath } from '../uris.ts';
import type { OpenRuns } from './open-runs.ts';

/** Bytes of a chat template at most. */
const MAX_TEMPLATE = 4 * 1024 * 1024;
/** Records of a page, unless fewer are asked for. */
const SHOWN = 20;

/** The first records of a run as a model's chat template writes them, with what is learnt marked. */
export async function lossMaskOf(
  runs: OpenRuns,
  { uri, template, first = SHOWN }: LossMaskParams,
  signal: AbortSignal,
): Promise<{ readonly page: string }> {
  const file = filePath(String(template));
  if (file === undefined) throw refused('A template is read from a file on this machine.');
  const renderer = await openTemplate(readTemplateText(await readRegularText(file, MAX_TEMPLATE)));
  const run = await runs.open(String(uri));
  const wanted = Math.max(1, Math.min(SHOWN, Math.floor(Number(first)) || SHOWN));
  await run.index.until(wanted);
  const sides: MaskedSide[] = [];
  const all = Array.from({ length: Math.min(wanted, run.index.count) }, (_, at) => at);
  for await (const { index, record } of run.index.readEach(all)) {
    signal.throwIfAborted();
    for (const side of ['chosen', 'rejected'] as const) {
      const conversation = recordConversation(record, side);
      if (conversation === undefined) continue;
      const found = checkTemplate(renderer, conversation, () => sequenceConversation(record, side) ?? conversation);
      const problems = found.problems.map(({ message }) => message);
      sides.push({ record: index + 1, side, problems, ...(found.mask === undefined ? {} : { mask: found.mask }) });
    }
  }
  const name = path.basename(path.dirname(run.file));
  return { page: maskPage(`What a model learns of ${name}, by ${path.basename(file)}`, sides, run.index.count) };
}
