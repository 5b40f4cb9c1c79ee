import {
  type Certificate,
  type GenerationContext,
  type Message,
  playAgain,
  proveCertificates,
  type TrajectoryRecord,
} from '../../trajectory/index.ts';
import { type CallCheck, checkCalls } from '../read/call-check.ts';
import type { Verdict, VerifyGround } from '../verify/index.ts';
import { contextFor, verifyRecord } from '../verify/record.ts';
import { applyEdit, type RecordEdit } from './edit.ts';
import { renewSources } from './renew-sources.ts';

/** A certificate as it stands after an edit. */
export interface CheckedCertificate {
  readonly kind: Certificate['kind'];
  readonly turn: number;
  /** Not checked never looks like it holds. */
  readonly state: 'holds' | 'fails' | 'not-checked';
  readonly detail: string;
}

/** A message that follows from the edit and was written otherwise. */
export interface FollowedChange {
  readonly side: 'right' | 'wrong';
  readonly message: number;
  readonly before: string;
  readonly after: string;
}

/** A record after an edit, with all that can be said of it. */
export interface EditedRecord {
  readonly record: TrajectoryRecord;
  readonly changes: readonly FollowedChange[];
  /** Why its later turns were not run again; absent where they were. */
  readonly notReplayed?: string;
  readonly certificates: readonly CheckedCertificate[];
  readonly checks: readonly CallCheck[];
  /** What `magnet verify` says of it. */
  readonly verdict: Verdict;
}

/**
 * Changes one thing in a record and draws every conclusion: calls are held against their schemas, later calls run again in
 * the record's world, sources are found again, certificates proved anew. Where its world is not at hand the record says
 * less afterwards, never something that nobody proved.
 * @throws RangeError where the edit fits nothing in the record
 */
export async function editRecord(
  original: TrajectoryRecord,
  edit: RecordEdit,
  reason: string,
  ground: VerifyGround,
): Promise<EditedRecord> {
  const { context, why } = contextFor(original, ground);
  const changed = withReview(applyEdit(original, edit), original, reason);
  if (context === undefined) return notReplayed(changed, original, why, ground);
  const { record: played, changes } = await play(changed, edit, context);
  const renewed = renewSources(played);
  const proved = await proveCertificates(renewed, context);
  const record = { ...renewed, certificates: proved.certificates };
  const certificates =
    proved.problem === undefined
      ? proved.certificates.map(asChecked)
      : original.certificates.map((certificate) => notChecked(certificate, proved.problem?.detail ?? ''));
  return {
    record,
    changes,
    certificates,
    checks: checkCalls(record),
    verdict: await verifyRecord(record, ground),
  };
}

function withReview(record: TrajectoryRecord, { review }: TrajectoryRecord, reason: string): TrajectoryRecord {
  return { ...record, review: { status: 'edited', edits: [...(review.edits ?? []), reason] } };
}

async function notReplayed(
  record: TrajectoryRecord,
  original: TrajectoryRecord,
  why: string,
  ground: VerifyGround,
): Promise<EditedRecord> {
  const bare = { ...record, certificates: [] };
  return {
    record: bare,
    changes: [],
    notReplayed: why,
    certificates: original.certificates.map((certificate) => notChecked(certificate, why)),
    checks: checkCalls(bare),
    verdict: await verifyRecord(bare, ground),
  };
}

async function play(
  record: TrajectoryRecord,
  { message: from, side = 'right' }: RecordEdit,
  context: GenerationContext,
): Promise<{ record: TrajectoryRecord; changes: FollowedChange[] }> {
  const { rejected, divergesAt, provenance } = record;
  const shared = divergesAt !== undefined && from < divergesAt.message;
  const right = side === 'right' || shared ? await playAgain(record.messages, provenance, context, from) : undefined;
  const wrong =
    rejected !== undefined && (side === 'wrong' || shared)
      ? await playAgain(rejected, provenance, context, from)
      : undefined;
  const parts = divergesAt?.message ?? 0;
  const changes = [
    ...(right?.changes ?? []).map((change): FollowedChange => ({ side: 'right', ...change })),
    // What both sides share is told once.
    ...(wrong?.changes ?? [])
      .filter(({ message }) => right === undefined || message >= parts)
      .map((change): FollowedChange => ({ side: 'wrong', ...change })),
  ];
  const messages: readonly Message[] = right?.messages ?? record.messages;
  return { record: { ...record, messages, ...(wrong === undefined ? {} : { rejected: wrong.messages }) }, changes };
}

function asChecked({ kind, turn, holds, detail }: Certificate): CheckedCertificate {
  return { kind, turn, state: holds ? 'holds' : 'fails', detail };
}

function notChecked({ kind, turn }: Certificate, why: string): CheckedCertificate {
  return { kind, turn, state: 'not-checked', detail: why };
}
