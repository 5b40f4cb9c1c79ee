import type { FileLine } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { RecordReader } from './shared-tools.ts';

/** A line that holds no record, 1-based. */
export interface BrokenLine {
  readonly line: number;
  readonly reason: string;
}

const UNFINISHED = 'the file ends within this line, as after a crash';

/** The records of a run, line by line: it may be larger than memory. Lines that hold none go to `broken`. */
export async function* recordsIn(
  lines: AsyncIterable<FileLine>,
  broken: BrokenLine[],
  signal?: AbortSignal,
): AsyncGenerator<TrajectoryRecord> {
  const reader = new RecordReader();
  let line = 0;
  for await (const { text, unended } of lines) {
    signal?.throwIfAborted();
    line += 1;
    if (text.trim() === '') continue;
    const read = reader.read(text);
    if (typeof read !== 'string') yield read;
    else broken.push({ line, reason: unended === true ? `${UNFINISHED}: ${read}` : read });
  }
}
