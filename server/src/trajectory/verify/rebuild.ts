import { equalJson, type JsonObject } from '../../json/index.ts';
import type { PathTurn } from '../../path/index.ts';
import type { PlannedArgument, PlannedCall, QueryIntent, ValueOrigin } from '../../teacher/index.ts';
import type { WorldState } from '../../world/index.ts';
import { Meter } from '../conversation.ts';
import type { PlannedTurn } from '../plan.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import { type GenerationContext, type RanCall, runCall, startState, toolOf } from '../session.ts';
import type { ArgumentSource, ToolCall, TrajectoryRecord, TurnInfo } from '../types.ts';

/** A call as a record's turn points at it. */
interface Pointed {
  readonly id: string;
  readonly call: ToolCall;
  readonly sources: readonly ArgumentSource[];
  readonly turn: number;
  readonly message: number;
  readonly place: number;
}

/**
 * The positive side of a record as the generator had it: plans, states and outputs, won by running its calls again from
 * its seed. Outputs are the world's, not the record's.
 * @throws RangeError where the record points at a call that is not there, or at a function that the catalog lacks.
 */
export async function rebuildPositive(record: TrajectoryRecord, context: GenerationContext): Promise<Positive> {
  const { seed, outage } = record.provenance;
  const start = await startState(context, seed, outage);
  const pointed = record.turns.flatMap((turn) => pointedCalls(turn, record, context));
  const turns: ReferenceTurn[] = [];
  const ran: RanCall[] = [];
  let state = start;
  for (const turn of record.turns) {
    const firstCall = ran.length;
    const own = pointed.filter((item) => item.turn === turn.index);
    const path = pathTurn(record, turn.index);
    const plan = await runTurn(own, path, pointed, firstCall, state, context);
    ran.push(...plan.ran);
    state = plan.after;
    const { missing } = path;
    turns.push({
      index: turn.index,
      kind: turn.kind,
      intent: { kind: 'calls' },
      messages: turn.messages,
      plan,
      ...(missing === undefined ? {} : { missing }),
      places: own.map(({ message, place }) => ({ message, call: place })),
      firstCall,
    });
  }
  return {
    messages: record.messages,
    turns: turns.map((turn) => ({ ...turn, intent: intentOf(turn, turns) })),
    ran,
    start,
    end: state,
    tools: record.tools,
    withheld: record.withheld ?? [],
    ...(outage === undefined ? {} : { outage }),
    meter: new Meter(),
  };
}

function pathTurn({ path }: TrajectoryRecord, index: number): PathTurn {
  const turn = path.turns[index];
  if (turn === undefined) throw new RangeError(`the path has no turn ${index}`);
  return turn;
}

function pointedCalls(turn: TurnInfo, { messages }: TrajectoryRecord, context: GenerationContext): Pointed[] {
  return turn.calls.map(({ message, call: place, sources }) => {
    const at = messages[message];
    const call = at?.role === 'assistant' ? at.tool_calls?.[place] : undefined;
    if (call === undefined) throw new RangeError(`turn ${turn.index} points at a call that message ${message} lacks`);
    const id = context.names.idOf(call.function.name);
    if (id === undefined) throw new RangeError(`${call.function.name} is no function of the signature files`);
    return { id, call, sources, turn: turn.index, message, place };
  });
}

async function runTurn(
  own: readonly Pointed[],
  path: PathTurn,
  all: readonly Pointed[],
  firstCall: number,
  before: WorldState,
  context: GenerationContext,
): Promise<PlannedTurn> {
  const ran: RanCall[] = [];
  const states: WorldState[] = [];
  let state = before;
  for (const { id, call, turn } of own) {
    const result = await runCall(context, id, call.function.arguments, turn, state);
    state = result.state;
    ran.push(result.call);
    states.push(state);
  }
  const calls = own.map(
    (item, at): PlannedCall => ({
      tool: toolOf(context, item.id),
      arguments: item.sources.map((source) => argumentOf(source, item, all, firstCall)),
      role: isFirstTry(ran, at) ? 'failed' : path.origins[at] === 'insert' ? 'implied' : 'asked',
    }),
  );
  return { calls, ran, origins: path.origins, states, before, after: state, skipped: [] };
}

/** A call that failed and is made again, as it was, later in the turn. */
function isFirstTry(ran: readonly RanCall[], at: number): boolean {
  const call = ran[at];
  if (call === undefined || call.ok) return false;
  return ran
    .slice(at + 1)
    .some((later) => later.ok && later.id === call.id && equalJson(later.arguments, call.arguments));
}

function argumentOf(
  source: ArgumentSource,
  { call, turn }: Pointed,
  all: readonly Pointed[],
  firstCall: number,
): PlannedArgument {
  const { parameter } = source;
  const args: JsonObject = call.function.arguments;
  const value = Object.hasOwn(args, parameter) ? args[parameter] : undefined;
  if (value === undefined) throw new RangeError(`${call.function.name} has no argument ${parameter}`);
  return { parameter, value, origin: originOf(source, turn, all, firstCall) };
}

function originOf(source: ArgumentSource, turn: number, all: readonly Pointed[], firstCall: number): ValueOrigin {
  if (source.from === 'default') return { from: 'default' };
  if (source.from !== 'output') return { from: 'user' };
  const { message } = source;
  const call = all.findIndex((item) => item.message + 1 + item.place === message);
  const producer = all[call];
  if (producer === undefined) throw new RangeError(`${source.parameter}: message ${message} is the output of no call`);
  const sameTurn = producer.turn === turn;
  const distance = turn - producer.turn;
  return { from: 'output', call: sameTurn ? call - firstCall : call, sameTurn, field: source.field ?? '', distance };
}

/** What a turn's query had to do, from what is missing in it or in the turn before. */
function intentOf(turn: ReferenceTurn, turns: readonly ReferenceTurn[]): QueryIntent {
  if (turn.kind !== 'call') return gapIntent(turn, turns);
  const gap = turns[turn.index - 1];
  if (gap === undefined) return { kind: 'calls' };
  if (gap.kind === 'call') return correction(turn, gap) ?? { kind: 'calls' };
  const intent = gapIntent(gap, turns);
  return intent.kind === 'miss_params' ? { ...intent, kind: 'supply_params' } : { kind: 'supply_func' };
}

/** The turn behind a refused one, where it is the same call with one value put right. */
function correction(turn: ReferenceTurn, before: ReferenceTurn): QueryIntent | undefined {
  const [refused, ...others] = before.plan.ran;
  const [made] = turn.plan.ran;
  if (refused === undefined || others.length > 0 || refused.ok || made?.id !== refused.id || !made.ok) return undefined;
  const changed = Object.keys(made.arguments).filter(
    (name) => !equalJson(made.arguments[name] ?? null, refused.arguments[name] ?? null),
  );
  const [parameter] = changed;
  return parameter === undefined || changed.length > 1
    ? undefined
    : { kind: 'supply_params', call: 0, parameter, corrects: true };
}

function gapIntent(gap: ReferenceTurn, turns: readonly ReferenceTurn[]): QueryIntent {
  const { missing, kind } = gap;
  const behind = turns[gap.index + 1]?.plan.ran ?? [];
  const call = behind.findIndex(({ id }) => id === missing?.function);
  return kind === 'miss_params' && missing?.parameter !== undefined && call >= 0
    ? { kind: 'miss_params', call, parameter: missing.parameter }
    : { kind: 'miss_func' };
}
