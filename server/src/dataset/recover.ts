import type { RunFolder } from '../files/index.ts';
import type { TrajectoryRecord } from '../trajectory/index.ts';
import { DROPPED, MANIFEST, type Manifest, manifestOf, RECORDS } from './manifest.ts';
import { createRunPlan } from './plan.ts';
import { readMagnetRecord } from './read/magnet.ts';
import { shardRange } from './settings.ts';
import { RunError, type RunPlace, type RunSubject } from './types.ts';

/**
 * Writes the manifest of a run again whose own was cut or lost in a crash, where the records prove that they are of this
 * very run: the id of a record is a hash over catalog, settings, teacher and index, and its provenance names the world and
 * the version. The run can then be resumed.
 * @throws RunError where they do not: it says what is there and how to keep it.
 */
export async function recoverManifest(input: RunSubject & RunPlace): Promise<void> {
  const { folder } = input;
  const manifest = manifestOf(input);
  const found = await lookThrough(folder, recordOfThisRun(input, manifest));
  const reason =
    found.records === 0 && !beginsLike(await folder.read(MANIFEST), manifest)
      ? 'what is left of it is of another run'
      : found.stranger;
  if (reason !== undefined) throw new RunError('exists', refusal(folder.path, found, reason));
  await folder.write(MANIFEST, textOf(manifest));
}

interface Found {
  readonly records: number;
  /** Lines that hold no whole record. */
  readonly broken: number;
  /** Why the first record that is not of this run is not. */
  readonly stranger: string | undefined;
}

/** Record by record, for a run may be larger than memory. */
async function lookThrough(folder: RunFolder, belongs: (record: TrajectoryRecord) => boolean): Promise<Found> {
  let [records, broken] = [0, 0];
  let stranger: string | undefined;
  if (!(await folder.list()).includes(RECORDS)) return { records, broken, stranger };
  const file = await folder.lines(RECORDS);
  for await (const { text } of file.readAll()) {
    if (text.trim() === '') continue;
    const record = readMagnetRecord(text);
    if (typeof record === 'string') broken += 1;
    else {
      records += 1;
      if (stranger === undefined && !belongs(record))
        stranger = `record ${record.index} is of other files, settings, teacher or version than this command names`;
    }
  }
  await file.close();
  return { records, broken, stranger };
}

function textOf(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What a crash leaves of a manifest is its beginning, and bytes of zero where a disk lost what it had promised. */
function beginsLike(left: string | undefined, manifest: Manifest): boolean {
  const beginning = (left ?? '').replace(/\0+$/, '');
  return textOf(manifest).startsWith(beginning) || textOf({ ...manifest, status: 'finished' }).startsWith(beginning);
}

function recordOfThisRun(input: RunSubject, manifest: Manifest): (record: TrajectoryRecord) => boolean {
  const plan = createRunPlan(input);
  const { from, to } = shardRange(input.settings);
  const attempts = Array.from({ length: input.settings.attempts }, (_, attempt) => attempt);
  return ({ id, index, provenance }) =>
    index >= from &&
    index < to &&
    provenance?.world === manifest.world &&
    provenance.codeVersion === manifest.codeVersion &&
    provenance.promptHash === manifest.teacher.promptHash &&
    attempts.some((attempt) => plan.request(index, attempt)?.id === id);
}

function refusal(path: string, { records, broken }: Found, reason: string): string {
  const halves = broken === 0 ? '' : ` and ${broken} lines that are none`;
  return [
    `${path}: ${MANIFEST} is damaged or missing, and cannot be rebuilt, for ${reason}.`,
    `${RECORDS} holds ${records} whole records${halves}; nothing is changed.`,
    `To go on with the run, repeat its own command with the same files and options;`,
    `to keep the records, leave this folder and name another one (\`magnet export\` and the run panel read it as it is).`,
  ].join(' ');
}

/** Files that only a run writes: a folder with one of these and no manifest held a run. */
export const TRACES: readonly string[] = [MANIFEST, RECORDS, DROPPED];
