import type { Json } from '../json/index.ts';
import type { PathOperation, PathTurn, SignaturePath } from '../path/index.ts';
import type { PlannedArgument } from '../teacher/index.ts';
import type { Positive, ReferenceTurn } from './positive/types.ts';
import type { CertifiedNegative, RecordRequest } from './record-request.ts';
import type { GenerationContext } from './session.ts';
import { occurrences } from './trace.ts';
import type { ArgumentSource, Certificate, MoveKind, TrajectoryRecord, TurnInfo } from './types.ts';

/** The canonical record of what was made. */
export function buildRecord(
  request: RecordRequest,
  positive: Positive,
  certificates: readonly Certificate[],
  negative: CertifiedNegative,
  context: GenerationContext,
): TrajectoryRecord {
  const { teacher } = context;
  const tokens = {
    input: positive.meter.input + negative.rejected.meter.input,
    output: positive.meter.output + negative.rejected.meter.output,
  };
  return {
    id: request.id,
    index: request.index,
    kind: request.kind,
    catalogHash: context.catalogHash,
    path: realisedPath(request.path, positive),
    tools: positive.tools,
    ...(positive.withheld.length === 0 ? {} : { withheld: positive.withheld }),
    messages: positive.messages,
    turns: positive.turns.map((turn) => turnInfo(turn, positive, certificates)),
    rejected: negative.rejected.messages,
    divergesAt: {
      message: negative.rejected.divergesAt,
      errorType: negative.mistake.errorType,
      reason: negative.mistake.reason,
      preferred: preferredMove(positive, negative),
      avoided: AVOIDED[negative.mistake.misdirection.kind],
      ...markOf(negative),
    },
    certificates: [...certificates, negative.certificate],
    provenance: {
      teacher: teacher.id,
      model: teacher.model,
      parameters: teacher.parameters,
      promptHash: teacher.promptHash,
      tokens,
      costUsd: teacher.costOf(tokens),
      seed: request.seed,
      world: context.world.id,
      ...(positive.outage === undefined ? {} : { outage: positive.outage }),
      codeVersion: context.codeVersion,
      ...(negative.student === undefined ? {} : { negative: 'student', student: negative.student }),
      ...(negative.judge === undefined ? {} : { judge: negative.judge }),
    },
    review: { status: 'unreviewed', edits: [] },
  };
}

const AVOIDED = {
  calls: 'call',
  ask: 'ask',
  deny: 'decline',
  misreport: 'answer',
  claim_success: 'answer',
  answer: 'answer',
} as const;

function preferredMove(positive: Positive, { mistake, rejected }: CertifiedNegative): MoveKind {
  const turn = positive.turns[mistake.turn];
  if (turn?.kind === 'miss_params') return 'ask';
  if (turn?.kind === 'miss_func') return 'decline';
  const message = positive.messages[rejected.divergesAt];
  return message?.role === 'assistant' && (message.tool_calls?.length ?? 0) > 0 ? 'call' : 'answer';
}

/** What to mark in the wrong message: a value that a reader can find there, and whether anybody gave it. */
function markOf({ mistake, rejected }: CertifiedNegative): Partial<NonNullable<TrajectoryRecord['divergesAt']>> {
  const { wrong, right } = mistake;
  if (!isMarkable(wrong)) return {};
  return {
    wrong: String(wrong),
    ...(isMarkable(right) ? { right: String(right) } : {}),
    madeUp: occurrences(wrong, rejected.messages, rejected.divergesAt).length === 0,
  };
}

function isMarkable(value: Json | undefined): value is string | number {
  return typeof value === 'number' || (typeof value === 'string' && value !== '');
}

/** The path as it was played: without what was taken out, with the premises that had to run before. */
function realisedPath(path: SignaturePath, positive: Positive): SignaturePath {
  const played = positive.turns.map(({ kind, plan, missing }): PathTurn => {
    if (kind !== 'call') return { kind, functions: [], origins: [], ...(missing === undefined ? {} : { missing }) };
    return { kind, functions: plan.ran.map((call) => call.id), origins: plan.origins };
  });
  const split = played.some((turn) => turn.kind !== 'call');
  const made = (operation: PathOperation) =>
    operation.op === 'split' ? split : operation.op !== 'insert' || played.some((turn) => hasInserted(turn, operation));
  return { ...path, turns: played, operations: path.operations.filter(made) };
}

const ORIGINS = { helper: 'insert', goal: 'insert-goal', recall: 'insert-recall' } as const;

function hasInserted(turn: PathTurn, { form, function: id }: Extract<PathOperation, { op: 'insert' }>): boolean {
  return turn.functions.some((other, at) => {
    const origin = turn.origins[at];
    // A goal that another goal was put behind is itself implicit.
    return other === id && (origin === ORIGINS[form] || (form === 'goal' && origin === 'insert'));
  });
}

function turnInfo(turn: ReferenceTurn, positive: Positive, certificates: readonly Certificate[]): TurnInfo {
  return {
    index: turn.index,
    kind: turn.kind,
    messages: turn.messages,
    calls: turn.plan.calls.map((call, index) => ({
      message: turn.places[index]?.message ?? turn.messages[0],
      call: turn.places[index]?.call ?? 0,
      sources: call.arguments.map((argument) => sourceOfArgument(argument, index, turn, positive)),
    })),
    notes: notesOf(turn, certificates),
  };
}

function sourceOfArgument(
  { parameter, origin }: PlannedArgument,
  call: number,
  turn: ReferenceTurn,
  positive: Positive,
): ArgumentSource {
  if (origin.from === 'default') return { parameter, from: 'default' };
  if (origin.from === 'user') {
    const early =
      turn.intent.kind === 'supply_func' ||
      (turn.intent.kind === 'supply_params' && !(turn.intent.call === call && turn.intent.parameter === parameter));
    return { parameter, from: 'query', turn: early ? turn.index - 1 : turn.index };
  }
  const ordinal = origin.sameTurn ? turn.firstCall + origin.call : origin.call;
  const message = outputMessage(positive, ordinal);
  return {
    parameter,
    from: 'output',
    turn: turn.index - origin.distance,
    ...(message === undefined ? {} : { message }),
    field: origin.field,
  };
}

/** Index of the tool message that holds the output of a call, by the call's ordinal. */
function outputMessage(positive: Positive, ordinal: number): number | undefined {
  for (const turn of positive.turns) {
    const place = turn.places[ordinal - turn.firstCall];
    if (place !== undefined && ordinal >= turn.firstCall) return place.message + 1 + place.call;
  }
  return undefined;
}

function notesOf(turn: ReferenceTurn, certificates: readonly Certificate[]): string[] {
  const inserted = turn.plan.calls
    .filter((call) => call.role === 'implied')
    .map((call) => `inserted: ${call.tool.name}, not named`);
  const recalls = certificates
    .filter((item) => item.kind === 'long-dependency' && item.turn === turn.index)
    .map((item) => item.detail);
  const missing = turn.missing === undefined ? [] : [gapNote(turn)];
  const errors = certificates.flatMap(({ kind, turn: of, detail }) =>
    kind === 'error' && of === turn.index ? [`error met: ${detail}`] : [],
  );
  return [...missing, ...inserted, ...recalls, ...errors];
}

function gapNote(turn: ReferenceTurn): string {
  return turn.kind === 'miss_params'
    ? `split: miss_params, ${turn.missing?.parameter ?? ''} left out`
    : `split: miss_func, ${turn.missing?.function ?? ''} withheld`;
}
