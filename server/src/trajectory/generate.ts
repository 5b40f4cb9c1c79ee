import type { PathTurn } from '../path/index.ts';
import { createRandom } from '../random/index.ts';
import { TeacherError } from '../teacher/index.ts';
import { contradicting } from './certificates/coherent.ts';
import { certifyRecord } from './certificates/index.ts';
import { certifyNegative } from './certificates/negative.ts';
import { refuseChanged } from './exact.ts';
import { PathFailure } from './failure.ts';
import { MAX_OTHER_GAPS, mendedTurns, replacedGap } from './mend.ts';
import { possibleMistakes } from './negative/candidates.ts';
import type { Mistake } from './negative/mistake.ts';
import { playRejected } from './negative/rejected.ts';
import { studentNegative } from './negative/student-negative.ts';
import { isOutside } from './outside/pool.ts';
import { PositiveMaker } from './positive/index.ts';
import type { OutlineTurn } from './positive/outline-turn.ts';
import { ERROR_KINDS, type ErrorKind, type Positive, type PositivePlan } from './positive/types.ts';
import { buildRecord } from './record.ts';
import type { CertifiedNegative, RecordRequest } from './record-request.ts';
import type { GenerationContext } from './session.ts';
import { offeredTools } from './tools.ts';
import type { Certificate, ErrorType, RecordKind, TrajectoryRecord } from './types.ts';

export type Generated =
  | { readonly ok: true; readonly record: TrajectoryRecord }
  | { readonly ok: false; readonly reason: string; readonly detail: string; readonly text?: string };

const MAX_REPAIRS = 4;
const MAX_MISTAKES = 12;
/** Fewer where each try is paid for. */
const MAX_PAID_MISTAKES = 4;
const RAREST_FIRST: readonly ErrorType[] = [3, 1, 2, 4, 5];

/**
 * One record from one path: the positive side, its certificates, a negative side and its certificate. What cannot be
 * certified is taken out of the path (a Split, an inserted call) and the rest is made again; what cannot be mended
 * gives a reason.
 * @throws TeacherError when it is fatal (no budget, no key, cancelled): the run has to stop.
 */
export async function generateRecord(request: RecordRequest, context: GenerationContext): Promise<Generated> {
  if (!isOfKind(request.path.turns, request.kind)) return { ok: false, reason: 'not-of-kind', detail: NOT_OF_KIND };
  return (await withError(request, context)) ?? (await mended(request, context, []));
}

/** A record of the path, with what could not be certified taken out of it. */
async function mended(
  request: RecordRequest,
  context: GenerationContext,
  errors: readonly ErrorKind[],
): Promise<Generated> {
  let asked = request;
  let { turns } = request.path;
  let failure: PathFailure | undefined;
  const tried = new Set<string>();
  const maker = new PositiveMaker({ ...positivePlan(request, context), errors }, context);
  const most = request.exact === true ? Math.max(MAX_REPAIRS, turns.length) : MAX_REPAIRS + MAX_OTHER_GAPS;
  for (let repairs = 0; repairs <= most; repairs += 1) {
    try {
      return { ok: true, record: await attempt(asked, turns, maker, context, errors) };
    } catch (error) {
      failure = asFailure(error);
    }
    const smaller = mendedTurns(asked, turns, failure.repair);
    if (smaller === undefined || !isOfKind(smaller, request.kind)) break;
    const other = replacedGap(asked, turns, smaller, tried, context);
    if (other !== undefined) asked = { ...asked, path: other.path };
    turns = other?.turns ?? smaller;
  }
  return {
    ok: false,
    reason: failure?.reason ?? 'unknown',
    detail: failure?.detail ?? '',
    ...(failure?.text === undefined ? {} : { text: failure.text }),
  };
}

/** A record with an error of the world in it, where one is wanted and can be had. */
async function withError(request: RecordRequest, context: GenerationContext): Promise<Generated | undefined> {
  if (request.errors === undefined) return undefined;
  const kinds = createRandom(`${request.seed}/error-kinds`).shuffle([...errorKinds(request.kind)]);
  // A passing failure is chosen before anything runs; it is the last resort where no other error came of the path.
  const tries: (readonly ErrorKind[])[] = kinds[0] === 'temporary' ? [kinds, kinds.slice(1)] : [kinds];
  if (kinds.includes('temporary') && kinds[0] !== 'temporary') tries.push(['temporary']);
  for (const errors of tries.filter((list) => list.length > 0)) {
    const made = await mended(request, context, errors);
    if (made.ok) return made;
  }
  return undefined;
}

/** Errors that leave a record of its kind: one call stays one, several turns can be one more. */
function errorKinds(kind: RecordKind): readonly ErrorKind[] {
  if (kind === 'multi-turn') return ERROR_KINDS;
  if (kind === 'multiple') return ['premise', 'temporary'];
  return kind === 'single' ? ['unknown'] : [];
}

/** Why a path was dropped where the fault is neither the path's nor the teacher's. */
export const OWN_FAULT = 'own-fault';
const NOT_OF_KIND = 'the path has too few functions or turns for this kind of record';

/** The path is what the kind says (method §8): several turns, or one turn with one, or with several calls. */
function isOfKind(turns: readonly PathTurn[], kind: RecordKind): boolean {
  const calls = turns.reduce((sum, turn) => sum + turn.functions.length, 0);
  switch (kind) {
    case 'multi-turn':
      return turns.length > 1;
    case 'single':
      return calls === 1;
    case 'parallel':
    case 'multiple':
      return calls > 1;
    case 'irrelevance':
      return calls === 0;
  }
}

function asFailure(error: unknown): PathFailure {
  if (error instanceof PathFailure) return error;
  if (error instanceof TeacherError && !error.fatal) return new PathFailure(`teacher-${error.reason}`, error.message);
  // A tool that this code cannot cope with costs its own path, not the run.
  if (isOwnFault(error)) return new PathFailure(OWN_FAULT, `${error.name}: ${error.message}`);
  throw error;
}

function isOwnFault(error: unknown): error is Error {
  return [TypeError, RangeError, SyntaxError, ReferenceError].some((kind) => error instanceof kind);
}

async function attempt(
  request: RecordRequest,
  turns: readonly PathTurn[],
  maker: PositiveMaker,
  context: GenerationContext,
  errors: readonly ErrorKind[],
): Promise<TrajectoryRecord> {
  const outline = await maker.outline(turns);
  if (request.exact === true) refuseChanged(turns, outline);
  const ran = outline.flatMap(({ plan }) => plan.ran);
  if (errors.length > 0 && ran.every(({ ok }) => ok))
    throw new PathFailure('no-error', 'the path allows none of the errors');
  // A premise that had to run first makes two calls of one.
  if (request.kind === 'single' && ran.length > 1) throw new PathFailure('not-of-kind', NOT_OF_KIND);
  const ahead = await maker.foreseen();
  refuseUncertified(ahead.certificates, ahead.positive, outline, context);
  const positive = await maker.write();
  const coherent = ahead.certificates.find(({ kind }) => kind === 'coherent');
  const certificates = await certifyRecord(request.kind, positive, context, coherent);
  refuseUncertified(certificates, positive, outline, context);
  const negative = await makeNegative(request, positive, context);
  return buildRecord(request, positive, certificates, negative, context);
}

function refuseUncertified(
  certificates: readonly Certificate[],
  positive: Positive,
  outline: readonly OutlineTurn[],
  context: GenerationContext,
): void {
  const broken = certificates.find((certificate) => !certificate.holds);
  if (broken === undefined) return;
  const reason = `certificate-${broken.kind}`;
  // A turn that was refused stands beside one of the path: what follows it has another place there.
  const dropped = (turn: number, id: string) =>
    ({ kind: 'drop-function', turn: outline[turn]?.pathTurn ?? turn, function: id }) as const;
  if (broken.kind === 'miss_func' || broken.kind === 'miss_params')
    throw new PathFailure(reason, broken.detail, { kind: 'unsplit' });
  if (broken.kind === 'coherent') {
    const found = contradicting(positive, context);
    throw new PathFailure(reason, broken.detail, found && dropped(found.turn, found.function));
  }
  const nth = certificates.filter(({ kind, turn }) => kind === 'insert' && turn === broken.turn).indexOf(broken);
  const plan = positive.turns[broken.turn]?.plan;
  const id = plan?.ran.filter((_, at) => plan.calls[at]?.role === 'implied')[nth]?.id;
  const isMendable = broken.kind === 'insert' && id !== undefined;
  throw new PathFailure(reason, broken.detail, isMendable ? dropped(broken.turn, id) : undefined);
}

export const SYSTEM_PROMPT =
  'You are a helpful assistant. Use the tools you are offered when they help, one step at a time where a call needs the output of another. If something that a call needs is missing, ask for it; if no tool fits, say so.';

/** The functions of a path and all that must run before them. */
function withPremises(ids: readonly string[], seed: string, context: GenerationContext): string[] {
  const state = context.proposer.startNow(seed);
  const all = new Set<string>(ids);
  for (const id of all) {
    for (const premise of context.proposer.missingPremises(id, state)) if (context.tools.has(premise)) all.add(premise);
  }
  return [...all];
}

function positivePlan(request: RecordRequest, context: GenerationContext): PositivePlan {
  const { kind, seed } = request;
  const offered = (turns: readonly PathTurn[]) => {
    const random = createRandom(`${seed}/tools`);
    const missing = kind === 'irrelevance' ? turns[0]?.missing?.function : undefined;
    const needed = turns.flatMap((turn) => turn.functions);
    return missing === undefined
      ? offeredTools(withPremises(needed, seed, context), context.pool, context.extraTools, random)
      : offeredTools(
          [],
          context.pool,
          context.extraTools + 1,
          random,
          (id) => !isOutside(missing) && (id === missing || context.pool.classOf(id) === context.pool.classOf(missing)),
        );
  };
  return { seed, offered, system: SYSTEM_PROMPT, distinct: kind === 'parallel' };
}

/**
 * Mistakes in the order they are tried. A conversation with a gap is there to teach what to do at a gap: a made-up call
 * there comes first. Then the manner that is wanted, then the wanted error type, then the rarer types: every reference
 * allows mistakes of types 4 and 5, few allow the others. Asking for what is known and declining what can be done come
 * last where they are not wanted: a run must not teach that asking is wrong.
 */
function inOrder(request: RecordRequest, mistakes: readonly Mistake[], positive: Positive): Mistake[] {
  const types = [request.errorType, ...RAREST_FIRST.filter((type) => type !== request.errorType)];
  const rank = ({ turn, errorType, overError, misdirection: { kind } }: Mistake): number => {
    const byType = types.indexOf(errorType);
    if (positive.turns[turn]?.kind !== 'call') return byType - 200;
    // So is one with an error to teach what to do at an error.
    if (overError === true) return byType - 150;
    if (kind === request.manner) return byType - 100;
    // A pair that differs in its last text alone shows little: only where a wrong report is what is wanted.
    if (kind === 'misreport' && request.errorType !== 4 && turn === positive.turns.length - 1) return byType + 50;
    return kind === 'ask' || kind === 'deny' ? byType + 100 : byType;
  };
  const ranked = mistakes.map((mistake) => ({ mistake, rank: rank(mistake) }));
  return ranked.sort((left, right) => left.rank - right.rank).map(({ mistake }) => mistake);
}

/** The first mistake whose negative is certified. */
async function makeNegative(
  request: RecordRequest,
  positive: Positive,
  context: GenerationContext,
): Promise<CertifiedNegative> {
  const own = await studentNegative(request, positive, context);
  if (own !== undefined) return own;
  const random = createRandom(`${request.seed}/negative`);
  const all = random.shuffle(possibleMistakes(positive, request.seed, context));
  const ordered = inOrder(request, all, positive);
  const most = context.teacher.promptHash === '' ? MAX_MISTAKES : MAX_PAID_MISTAKES;
  let last = 'the reference allows no mistake';
  for (const [index, mistake] of ordered.slice(0, most).entries()) {
    context.signal?.throwIfAborted();
    const rejected = await playRejected(positive, mistake, `${request.seed}/n${index}`, context);
    const certificate = await certifyNegative(positive, { ...rejected, ...mistake }, context);
    if (certificate.holds) return { mistake, rejected, certificate };
    last = certificate.detail;
  }
  throw new PathFailure('certificate-negative', last);
}
