import type { Message } from '../../chat/index.ts';
import type { JsonObject } from '../../json/index.ts';
import { certifyRecord } from '../certificates/index.ts';
import { certifyNegative } from '../certificates/negative.ts';
import { planTurn } from '../plan.ts';
import type { Positive } from '../positive/types.ts';
import { callsWithOutputs } from '../replay.ts';
import { type GenerationContext, runCall, startState } from '../session.ts';
import type { Certificate, TrajectoryRecord } from '../types.ts';
import { rebuildPositive } from './rebuild.ts';

/** What running a record again does not bear out. */
export interface CertificateProblem {
  readonly check: Certificate['kind'] | 'certificates' | 'structure';
  /** Index of a message of the right conversation, or of the rejected one where the detail says so. */
  readonly message?: number;
  readonly detail: string;
}

/**
 * Runs a record's calls again from its seed, proves each of its certificates by the functions that issued them, and holds
 * what it states against what was proved. Where the conversation itself does not replay, nothing further is proved.
 * @returns an empty list where all is as it is stated
 */
export async function checkCertificates(
  record: TrajectoryRecord,
  context: GenerationContext,
): Promise<CertificateProblem[]> {
  const { certificates: all, problem } = await proveCertificates(record, context);
  if (problem !== undefined) return [problem];
  return [
    ...all
      .filter(({ holds }) => !holds)
      .map(({ kind, turn, detail }) => ({ check: kind, detail: `turn ${turn + 1}: ${detail}` })),
    ...(await rejectedOutputs(record, context)),
    ...statedOtherwise(record.certificates, all),
  ];
}

/** What replay gives for a record: its certificates, those that do not hold too, or why nothing can be proved. */
export interface ProvedCertificates {
  readonly certificates: readonly Certificate[];
  readonly problem?: CertificateProblem;
}

/** Proves a record's certificates anew, whatever it states: by the functions that issued them, from its seed and calls. */
export async function proveCertificates(
  record: TrajectoryRecord,
  context: GenerationContext,
): Promise<ProvedCertificates> {
  let positive: Positive;
  try {
    positive = await rebuildPositive(record, context);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { certificates: [], problem: { check: 'structure', detail: error.message } };
  }
  const problem = firstOtherOutput(record.messages, positive);
  if (problem !== undefined) return { certificates: [], problem };
  const proved = await certifyRecord(record.kind, await withWish(positive, record, context), context);
  const negative = await negativeAgain(record, positive, context);
  return { certificates: negative === undefined ? proved : [...proved, negative] };
}

function firstOtherOutput(messages: readonly Message[], positive: Positive): CertificateProblem | undefined {
  const places = positive.turns.flatMap((turn) => turn.places);
  for (const [at, { message, call }] of places.entries()) {
    const output = messages[message + 1 + call];
    const again = JSON.stringify(positive.ran[at]?.output);
    if (output?.role !== 'tool' || output.content !== again)
      return { check: 'replay', message: message + 1 + call, detail: `run again, the call gives ${brief(again)}` };
  }
  return undefined;
}

function brief(text: string | undefined): string {
  const whole = text ?? 'nothing';
  return whole.length > 80 ? `${whole.slice(0, 80)}…` : whole;
}

/** A request that nothing fits is never carried out: the call it would have been is planned again from the seed. */
async function withWish(positive: Positive, record: TrajectoryRecord, context: GenerationContext): Promise<Positive> {
  const gap = positive.turns[0];
  const id = gap?.missing?.function;
  if (record.kind !== 'irrelevance' || gap === undefined || id === undefined || !context.tools.has(id)) return positive;
  const facts = await context.world.facts?.(context.signal);
  const options = { distinct: false, ...(facts === undefined ? {} : { facts }) };
  const seed = `${record.provenance.seed}/0`;
  const plan = await planTurn([{ id, origin: 'walk' }], 0, [], positive.start, seed, context, options);
  const wished = plan.ran.find((call) => call.id === id)?.arguments ?? {};
  return { ...positive, turns: [{ ...gap, wished }, ...positive.turns.slice(1)] };
}

async function negativeAgain(
  { rejected, divergesAt, turns }: TrajectoryRecord,
  positive: Positive,
  context: GenerationContext,
): Promise<Certificate | undefined> {
  if (rejected === undefined || divergesAt === undefined || divergesAt.errorType === 0) return undefined;
  const { message, errorType, reason } = divergesAt;
  const turn = turns.findIndex(({ messages: [start, end] }) => message >= start && message < end);
  const next = rejected.findIndex(({ role }, at) => at > message && role === 'user');
  const rest = [message, next < 0 ? rejected.length : next] as const;
  return certifyNegative(positive, { messages: rejected, divergesAt: message, rest, turn, errorType, reason }, context);
}

/** The rejected side's outputs are the world's as well: what is wrong in it is what the agent does. */
async function rejectedOutputs(
  { rejected, provenance }: TrajectoryRecord,
  context: GenerationContext,
): Promise<CertificateProblem[]> {
  if (rejected === undefined) return [];
  let state = await startState(context, provenance.seed, provenance.outage);
  for (const { call, output } of callsWithOutputs(rejected, context)) {
    const made = context.tools.has(call.id)
      ? await runCall(context, call.id, call.arguments, 0, state)
      : { call: { output: unknownFunction(call.id) }, state };
    state = made.state;
    if (output !== JSON.stringify(made.call.output)) {
      const detail = `rejected side: run again, a call of ${call.id} gives ${brief(JSON.stringify(made.call.output))}`;
      return [{ check: 'replay', detail }];
    }
  }
  return [];
}

/** What a call of a function that is not there gives. */
function unknownFunction(name: string): JsonObject {
  return { error: `Unknown function: ${name}` };
}

/** Certificates that the record states and replay does not give, and the other way round. */
function statedOtherwise(stated: readonly Certificate[], proved: readonly Certificate[]): CertificateProblem[] {
  const left = [...proved];
  const problems: CertificateProblem[] = [];
  for (const certificate of stated) {
    const at = left.findIndex((other) => sameCertificate(certificate, other));
    if (at >= 0) left.splice(at, 1);
    else
      problems.push({ check: 'certificates', detail: `it states ${wording(certificate)}, which replay does not give` });
  }
  return [
    ...problems,
    ...left.map((certificate) => ({
      check: 'certificates' as const,
      detail: `replay gives ${wording(certificate)}, which it does not state`,
    })),
  ];
}

function sameCertificate(left: Certificate, right: Certificate): boolean {
  return (
    left.kind === right.kind && left.turn === right.turn && left.holds === right.holds && left.detail === right.detail
  );
}

function wording({ kind, turn, holds, detail }: Certificate): string {
  return `${kind} of turn ${turn + 1} ${holds ? '' : 'not holding '}(${detail})`;
}
