import type { DependencyGraph, Evidence, GraphFunction } from '../graph/index.ts';
import type { Json, JsonObject } from '../json/index.ts';
import type { PastCall, Teacher, TeacherFunction } from '../teacher/index.ts';
import type { Outcome, SimulatedWorld, World, WorldState } from '../world/index.ts';
import type { ToolNames } from './names.ts';
import type { Student } from './student.ts';
import type { ToolPool } from './tools.ts';

/** What every record of a run is made with. */
export interface GenerationContext {
  readonly functions: ReadonlyMap<string, GraphFunction>;
  readonly tools: ReadonlyMap<string, TeacherFunction>;
  readonly names: ToolNames;
  readonly pool: ToolPool;
  readonly graph: DependencyGraph;
  readonly world: World;
  /** Says which argument values a user could give; the simulated world of the same functions. */
  readonly proposer: SimulatedWorld;
  readonly teacher: Teacher;
  readonly catalogHash: string;
  readonly codeVersion: string;
  readonly extraTools: number;
  /** Texts and calls that were written again, by reason; grows as the run goes. */
  readonly repairs: Map<string, number>;
  /** Whose own wrong calls become the negatives, where it makes any. */
  readonly student?: Student;
  /** What came of the student's replies; grows as the run goes. */
  readonly studentCounts: Map<string, number>;
  readonly signal?: AbortSignal;
}

/** A function of the context; ids of paths always name one. */
export function toolOf(context: GenerationContext, id: string): TeacherFunction {
  const tool = context.tools.get(id);
  if (tool === undefined) throw new RangeError(`"${id}" is no function of this run`);
  return tool;
}

/** The state that a record begins from: its seed's, with the passing failure that is ahead in it. */
export async function startState(
  { world, proposer }: Pick<GenerationContext, 'world' | 'proposer'>,
  seed: string,
  outage?: string,
): Promise<WorldState> {
  const state = world.id === 'simulated' ? await simulatedStart(world, seed) : await world.start(seed);
  return outage === undefined ? state : proposer.withOutage(state, outage);
}

/** Start states kept: more than records are made at once. */
const MAX_STARTS = 32;
const starts = new WeakMap<World, Map<string, WorldState>>();

/**
 * A path that is mended is played again from its beginning: from the very state of the try before, what calls gave there is
 * remembered with it.
 */
async function simulatedStart(world: World, seed: string): Promise<WorldState> {
  let known = starts.get(world);
  if (known === undefined) {
    known = new Map();
    starts.set(world, known);
  }
  const found = known.get(seed);
  if (found !== undefined) return found;
  const state = await world.start(seed);
  const [oldest] = known.keys();
  if (oldest !== undefined && known.size >= MAX_STARTS) known.delete(oldest);
  known.set(seed, state);
  return state;
}

/** A call that ran, with the id it ran under. */
export interface RanCall extends PastCall {
  readonly id: string;
}

/** What an outcome looks like to a model: the output, or an error object. */
export function outputOf(outcome: Outcome): Json {
  return outcome.ok ? outcome.output : { error: outcome.error.message };
}

/** Runs one call and words it as a past call. */
export async function runCall(
  context: GenerationContext,
  id: string,
  args: JsonObject,
  turn: number,
  state: WorldState,
): Promise<{ call: RanCall; state: WorldState; refusal: Refusal | undefined }> {
  const { outcome, state: after } = await context.world.execute(
    { function: id, arguments: args },
    state,
    context.signal,
  );
  const call: RanCall = {
    id,
    tool: toolOf(context, id),
    turn,
    arguments: args,
    ok: outcome.ok,
    output: outputOf(outcome),
  };
  return { call, state: after, refusal: outcome.ok ? undefined : outcome.error };
}

/** Why a world refused a call: a code for machines, and its words. */
type Refusal = Extract<Outcome, { readonly ok: false }>['error'];

/** An edge's evidence with the function that feeds. */
export interface Feed extends Evidence {
  readonly producer: string;
}

const feeds = new WeakMap<DependencyGraph, Map<string, readonly Feed[]>>();

/** Everything the graph says can feed a function's parameters, strongest first. */
export function feedsOf(graph: DependencyGraph, id: string): readonly Feed[] {
  let known = feeds.get(graph);
  if (known === undefined) {
    known = new Map();
    feeds.set(graph, known);
  }
  let found = known.get(id);
  if (found === undefined) {
    found = graph
      .incoming(id)
      .flatMap((index) => {
        const edge = graph.edges[index];
        if (edge === undefined || edge.kind === 'premise') return [];
        return edge.evidence
          .filter(({ parameter }) => parameter !== '')
          .map((evidence) => ({ ...evidence, producer: edge.from }));
      })
      .sort((left, right) => right.score - left.score);
    known.set(id, found);
  }
  return found;
}

/** Notes that something was asked for again with the reason. */
export function countRepair(context: GenerationContext, reason: string): void {
  context.repairs.set(reason, (context.repairs.get(reason) ?? 0) + 1);
}
