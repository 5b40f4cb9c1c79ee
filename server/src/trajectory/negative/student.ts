import type { Message, ToolDefinition } from '../../chat/index.ts';
import { briefJson, canonicalJson, equalJson, type Json } from '../../json/index.ts';
import { createRandom } from '../../random/index.ts';
import type { AgentMove, WrittenCall } from '../../teacher/index.ts';
import { callGroups, writtenCall } from '../calls.ts';
import { canonicalCall, type SignatureOf } from '../equivalence.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import type { GenerationContext } from '../session.ts';
import type { Student } from '../student.ts';
import { checkMistake } from '../texts/wiring.ts';
import type { Mistake } from './mistake.ts';

/** A mistake that a student made, in its own words. */
interface StudentMistake extends Mistake {
  readonly written: AgentMove;
  readonly student: string;
}

/** What came of the student's replies; counted by a run. */
type StudentCount =
  | 'judge-agrees'
  | 'judge-other-type'
  | 'judge-sees-none'
  | 'judge-fault'
  | 'asked'
  | 'right'
  | 'text'
  | 'unusable'
  | 'wrong'
  | 'not-certified'
  | 'used'
  | 'fault';

export function countStudent({ studentCounts }: GenerationContext, what: StudentCount): void {
  studentCounts.set(what, (studentCounts.get(what) ?? 0) + 1);
}

/**
 * Wrong calls of the student's own rollouts. Each rollout takes one turn, gaps first: the student goes on from the right
 * conversation and, as long as its calls are right, from their outputs. The type is not known yet: a classifier says it
 * once the other side has been played. Ends with the first fault.
 */
export async function* studentMistakes(
  positive: Positive,
  seed: string,
  context: GenerationContext,
): AsyncGenerator<StudentMistake> {
  const { student } = context;
  if (student === undefined) return;
  const random = createRandom(`${seed}/student`);
  const shuffled = random.shuffle([...positive.turns]);
  const turns = [...shuffled.filter(({ kind }) => kind !== 'call'), ...shuffled.filter(({ kind }) => kind === 'call')];
  const seen = new Set<string>();
  for (let rollout = 0; rollout < student.rollouts; rollout += 1) {
    const turn = turns[rollout % turns.length];
    if (turn === undefined) return;
    const found = await rollOut(positive, turn, { student, seed: random.below(2 ** 31) }, context);
    if (found === 'fault') return;
    if (found === undefined) continue;
    const key = canonicalJson([found.turn, found.kept, found.written.calls as unknown as Json]);
    if (seen.has(key)) continue;
    seen.add(key);
    yield found;
  }
}

interface Roll {
  readonly student: Student;
  readonly seed: number;
}

/** One turn, step by step, to the first message with a wrong call. */
async function rollOut(
  positive: Positive,
  turn: ReferenceTurn,
  { student, seed }: Roll,
  context: GenerationContext,
): Promise<StudentMistake | 'fault' | undefined> {
  const signatureOf: SignatureOf = (name) => context.functions.get(context.names.idOf(name) ?? '')?.signature;
  for (const group of turn.kind === 'call' ? callGroups(turn.plan.calls) : [[]]) {
    const kept = group[0] ?? 0;
    const at = turn.places[kept]?.message ?? turn.messages[1] - 1;
    const messages = positive.messages.slice(0, at);
    const tools = offeredAt(positive, at);
    countStudent(context, 'asked');
    const move = await student.move({ messages, tools, seed }, context.signal);
    if (move === undefined) {
      countStudent(context, 'fault');
      return 'fault';
    }
    if (move.calls.length === 0) {
      countStudent(context, 'text');
      return undefined;
    }
    if (!move.broken && isRight(move.calls, turn, kept, signatureOf)) continue;
    const written = move.broken ? undefined : usable(move, messages, tools);
    countStudent(context, written === undefined ? 'unusable' : 'wrong');
    return written === undefined ? undefined : mistakeOf(turn, group, written, move.model, signatureOf);
  }
  countStudent(context, 'right');
  return undefined;
}

function offeredAt({ tools, withheld }: Positive, at: number): ToolDefinition[] {
  const hidden = new Set(withheld.filter(({ until }) => until > at).map(({ name }) => name));
  return tools.filter((tool) => !hidden.has(tool.function.name));
}

/** Every call is one that the turn still has to make: fewer at a time than the reference makes is no mistake. */
function isRight(calls: readonly WrittenCall[], turn: ReferenceTurn, kept: number, signatureOf: SignatureOf): boolean {
  const rest = turn.plan.calls.slice(kept).map((call) => canonicalCall(writtenCall(call), signatureOf));
  return calls.every((call) => rest.includes(canonicalCall(call, signatureOf)));
}

/** The move as it may stand in a conversation: of what is offered; a text beside the calls that may not stand there goes. */
function usable(
  { content, calls }: AgentMove,
  messages: readonly Message[],
  tools: readonly ToolDefinition[],
): AgentMove | undefined {
  const hint = { kind: 'calls', calls } as const;
  return [
    { content, calls },
    { content: '', calls },
  ].find((move) => checkMistake(move, hint, messages, tools) === undefined);
}

function mistakeOf(
  turn: ReferenceTurn,
  group: readonly number[],
  written: AgentMove,
  student: string,
  signatureOf: SignatureOf,
): StudentMistake {
  const kept = group[0] ?? 0;
  return {
    turn: turn.index,
    kept,
    // Stands until the classifier has seen what came of it.
    errorType: 5,
    misdirection: { kind: 'calls', calls: written.calls },
    replaces: standsFor(turn, group, written.calls),
    ...difference(turn, kept, written.calls, signatureOf),
    written,
    student,
  };
}

/** Reference calls that are not made again: those of the step, and all up to the last that a wrong call is a try at. */
function standsFor(turn: ReferenceTurn, group: readonly number[], calls: readonly WrittenCall[]): number[] {
  if (group.length === 0) return [];
  const tried = calls.flatMap(({ name }) => {
    const at = turn.plan.calls.findIndex((call, position) => position >= (group[0] ?? 0) && call.tool.name === name);
    return at < 0 ? [] : [at];
  });
  const last = Math.max(...group, ...tried);
  return turn.plan.calls.map((_, position) => position).filter((at) => at >= (group[0] ?? 0) && at <= last);
}

/** In words, and as values where one is wrong. */
function difference(
  turn: ReferenceTurn,
  kept: number,
  calls: readonly WrittenCall[],
  signatureOf: SignatureOf,
): Pick<Mistake, 'reason' | 'wrong' | 'right'> {
  const rest = turn.plan.calls.slice(kept).map(writtenCall);
  const right = new Set(rest.map((call) => canonicalCall(call, signatureOf)));
  const wrong = calls.find((call) => !right.has(canonicalCall(call, signatureOf))) ?? calls[0];
  const name = wrong?.name ?? '';
  if (turn.kind !== 'call')
    return {
      reason: `calls ${name}, though ${turn.kind === 'miss_params' ? 'a value that it needs was never said' : 'nothing offered does what was asked for'}`,
    };
  const meant = rest.find((call) => call.name === name);
  if (meant === undefined || wrong === undefined)
    return { reason: `calls ${name}, which the request does not need here` };
  const names = [...new Set([...Object.keys(meant.arguments), ...Object.keys(wrong.arguments)])].filter(
    (key) => !equalJson(wrong.arguments[key] ?? null, meant.arguments[key] ?? null),
  );
  const [parameter = ''] = names;
  const [made, should] = [wrong.arguments[parameter], meant.arguments[parameter]];
  const told = names.map(
    (key) => `${key} is ${shown(wrong.arguments[key])} and should be ${shown(meant.arguments[key])}`,
  );
  const values =
    names.length === 1 && made !== undefined ? { wrong: made, ...(should === undefined ? {} : { right: should }) } : {};
  return { reason: `${name}: ${told.slice(0, 3).join('; ')}`, ...values };
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'left out' : briefJson(value);
}
