import type { LineFile } from '../../files/index.ts';
import type { TrajectoryRecord } from '../../trajectory/index.ts';
import { RECORDS } from '../manifest.ts';
import { ReviewLedger, readReviewStep, type Undoable } from './ledger.ts';
import type { EditStep, ReviewFilter, ReviewState, ReviewStep } from './types.ts';

/** Beside the records of a run: what people decided about them, a step a line. */
export const REVIEW = 'review.jsonl';

/** The review file of a file of records: its own in a run's folder, else one called after the file. */
export function reviewFileOf(records: string): string {
  const cut = Math.max(records.lastIndexOf('/'), records.lastIndexOf('\\')) + 1;
  const name = records.slice(cut);
  return records.slice(0, cut) + (name === RECORDS ? REVIEW : `${name.replace(/\.[^.]*$/, '')}.${REVIEW}`);
}

/** A review and the lines of its file that are no steps, 1-based. */
export interface ReadReview {
  readonly ledger: ReviewLedger;
  readonly broken: readonly { readonly line: number; readonly reason: string }[];
}

/** Reads a review file; one that is not there holds no steps. Lines that are none are told and passed over. */
export async function readReview(file: Pick<LineFile, 'readAll'>): Promise<ReadReview> {
  const ledger = new ReviewLedger();
  const broken: { line: number; reason: string }[] = [];
  let line = 0;
  for await (const { text } of file.readAll()) {
    line += 1;
    if (text.trim() === '') continue;
    const step = readReviewStep(text);
    if (typeof step === 'string') broken.push({ line, reason: step });
    else ledger.add(step);
  }
  return { ledger, broken };
}

/** Writes a decision about records and takes it into the ledger. */
export async function decide(
  file: LineFile,
  ledger: ReviewLedger,
  decision: { readonly state: ReviewState; readonly ids: readonly string[]; readonly note?: string },
  at: string,
): Promise<void> {
  await write(file, ledger, { step: ledger.next, at, ...decision });
}

/** Writes that a record was edited, with the record as it was; the record itself is replaced by who calls this. */
export async function noteEdit(
  file: LineFile,
  ledger: ReviewLedger,
  edit: { readonly before: TrajectoryRecord; readonly reason: string },
  at: string,
): Promise<void> {
  const { before, reason } = edit;
  await write(file, ledger, { step: ledger.next, at, edited: before.id, reason, before });
}

export async function noteUndo(
  file: LineFile,
  ledger: ReviewLedger,
  { step }: Pick<Undoable, 'step'>,
  at: string,
): Promise<void> {
  await write(file, ledger, { step: ledger.next, at, undoes: step });
}

/** The step of an edit, with the record as it was before; undefined where the file has no such step. */
export async function editStep(file: Pick<LineFile, 'readAll'>, number: number): Promise<EditStep | undefined> {
  for await (const { text } of file.readAll()) {
    const step = text.trim() === '' ? '' : readReviewStep(text);
    if (typeof step !== 'string' && step.step === number && 'edited' in step) return step;
  }
  return undefined;
}

/** Why a record is left out of an export by its review; undefined where it is taken. */
export function leftOutByReview(
  record: Pick<TrajectoryRecord, 'id' | 'review'>,
  ledger: ReviewLedger,
  filter: ReviewFilter,
): string | undefined {
  const state = ledger.stateOf(record.id, record);
  if (filter === 'accepted') return state === 'accepted' ? undefined : `review: it is ${state}, not accepted`;
  return state === 'rejected' ? 'review: it is rejected' : undefined;
}

/** A line of its own, whatever a crash left at the end of the file. */
async function write(file: LineFile, ledger: ReviewLedger, step: ReviewStep): Promise<void> {
  await file.append(`${await newline(file, ledger)}${JSON.stringify(step)}\n`);
  ledger.add(step);
}

/** A crash can leave half a line: the next step then begins on a new one. */
async function newline(file: LineFile, ledger: ReviewLedger): Promise<string> {
  if (checked.get(file) === ledger) return '';
  checked.set(file, ledger);
  let unended = false;
  for await (const line of file.readAll()) unended = line.unended === true;
  return unended ? '\n' : '';
}

/** Files whose end was looked at. */
const checked = new WeakMap<LineFile, ReviewLedger>();
