import type { Json, JsonObject } from '../../json/index.ts';
import { createGraph } from '../graph.ts';
import type { DependencyEdge, DependencyGraph, Evidence, GraphFunction } from '../types.ts';
import { readPath, writePath } from './paths.ts';
import { sampleArguments } from './sample.ts';

/** What a call gave; the worlds of the later stage answer in this shape. */
export type ExecutedOutcome =
  | { readonly ok: true; readonly output: Json }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

/** Something that runs calls against a state it alone reads. */
export interface Executor<State> {
  start(seed: string): Promise<State>;
  execute(
    call: { readonly function: string; readonly arguments: JsonObject },
    state: State,
    signal?: AbortSignal,
  ): Promise<{ readonly outcome: ExecutedOutcome; readonly state: State }>;
}

export interface VerifyOptions {
  /** The same seed gives the same run in a deterministic world. Default `verify`. */
  readonly seed?: string;
  readonly signal?: AbortSignal;
  /**
   * Whether what was seen moves the score of a refused edge. False for a world that is made from the same reading of the
   * catalog as the graph: it proves nothing about it. Default true.
   */
  readonly movesScores?: boolean;
  /** Told after each edge. */
  readonly onEdge?: (done: number, total: number) => void;
}

export interface VerifyReport {
  readonly graph: DependencyGraph;
  readonly verified: number;
  readonly failed: number;
  /** Edges about which running showed nothing: the producer does not run, or the premise makes no difference. */
  readonly open: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
}

/** Share of its confidence that an edge keeps when passing its value on fails. */
const DEMOTED = 0.5;

/** How far back a producer's own identifiers are fetched, so that it can run at all. */
const MAX_PREPARATION = 3;

/**
 * Runs producer, then consumer, for every edge, and passes the value that its evidence names. An edge whose value is
 * accepted is verified; one whose value is refused keeps the error, and half its confidence where the world is a real one. A premise is verified when
 * the consumer fails without the producer and works after it. What a person accepted or added keeps its confidence.
 */
export async function verifyEdges<State>(
  graph: DependencyGraph,
  functions: readonly GraphFunction[],
  executor: Executor<State>,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const byId = new Map(functions.map((fn) => [fn.id, fn]));
  const run: Run<State> = { graph, byId, executor, seed: options.seed ?? 'verify', signal: options.signal };
  const edges: DependencyEdge[] = [];
  const open: { from: string; to: string; reason: string }[] = [];
  const count = { verified: 0, failed: 0 };
  for (const edge of graph.edges) {
    const found =
      options.signal?.aborted === true ? { state: 'open' as const, detail: 'stopped' } : await verifyEdge(run, edge);
    if (found.state === 'open') {
      open.push({ from: edge.from, to: edge.to, reason: found.detail });
      edges.push(edge);
    } else {
      count[found.state] += 1;
      edges.push(judged(edge, found.state, found.detail, options.movesScores ?? true));
    }
    options.onEdge?.(edges.length, graph.edges.length);
  }
  return { graph: createGraph(graph.nodes, edges), ...count, open };
}

interface Run<State> {
  readonly graph: DependencyGraph;
  readonly byId: ReadonlyMap<string, GraphFunction>;
  readonly executor: Executor<State>;
  readonly seed: string;
  readonly signal: AbortSignal | undefined;
}

interface Finding {
  readonly state: 'verified' | 'failed' | 'open';
  readonly detail: string;
}

function judged(
  edge: DependencyEdge,
  state: 'verified' | 'failed',
  detail: string,
  movesScores: boolean,
): DependencyEdge {
  const keeps = !movesScores || state === 'verified' || edge.curation !== undefined;
  return {
    ...edge,
    score: keeps ? edge.score : Math.round(edge.score * DEMOTED * 1000) / 1000,
    verification: { state, detail },
  };
}

async function verifyEdge<State>(run: Run<State>, edge: DependencyEdge): Promise<Finding> {
  const produced = await callPrepared(run, edge.from, await run.executor.start(run.seed), MAX_PREPARATION, new Set());
  if (produced === undefined) return { state: 'open', detail: 'the producer is not in the catalog' };
  if (!produced.outcome.ok)
    return { state: 'open', detail: `the producer does not run: ${produced.outcome.error.message}` };
  return edge.kind === 'premise'
    ? verifyPremise(run, edge, produced.state)
    : verifyValue(run, edge, produced.outcome.output, produced.state);
}

async function verifyValue<State>(run: Run<State>, edge: DependencyEdge, output: Json, state: State): Promise<Finding> {
  const carried = edge.evidence.filter(({ parameter }) => parameter !== '');
  const values = bestPerParameter(carried).map((one) => ({ ...one, value: readPath(output, one.output) }));
  const present = values.filter(
    (one): one is typeof one & { value: Json } => one.value !== undefined && one.value !== null,
  );
  const first = present[0];
  if (first === undefined) {
    return { state: 'failed', detail: `the producer's answer has no ${values[0]?.output || 'value'}` };
  }
  let result = await callWith(run, edge, state, present);
  // One of several values can be wrong while the strongest is right.
  if (!result.ok && present.length > 1) result = await callWith(run, edge, state, [first]);
  if (result.ok)
    return { state: 'verified', detail: `${first.output || 'the answer'} was accepted as ${first.parameter}` };
  // With a made-up value in its place the same error says that something else is wrong.
  const control = await callWith(run, edge, state, []);
  if (!control.ok && control.message === result.message) {
    return { state: 'open', detail: `the consumer fails for another reason: ${result.message}` };
  }
  return { state: 'failed', detail: result.message };
}

async function callWith<State>(
  run: Run<State>,
  edge: DependencyEdge,
  state: State,
  values: readonly { readonly parameter: string; readonly value: Json }[],
): Promise<{ ok: true } | { ok: false; message: string }> {
  const set = (argumentsOf: JsonObject) =>
    values.reduce((all, { parameter, value }) => writePath(all, parameter, value), argumentsOf);
  const given = bestPerParameter(edge.evidence).map((one) => one.parameter);
  const called = await callPrepared(run, edge.to, state, MAX_PREPARATION, new Set(), set, given);
  if (called === undefined) return { ok: false, message: 'the consumer is not in the catalog' };
  return called.outcome.ok ? { ok: true } : { ok: false, message: called.outcome.error.message };
}

async function verifyPremise<State>(run: Run<State>, edge: DependencyEdge, after: State): Promise<Finding> {
  const avoid = new Set([edge.from]);
  const without = await callPrepared(run, edge.to, await run.executor.start(run.seed), 2, avoid);
  const with_ = await callPrepared(run, edge.to, after, 2, avoid);
  if (without === undefined || with_ === undefined)
    return { state: 'open', detail: 'the consumer is not in the catalog' };
  if (!with_.outcome.ok) return { state: 'open', detail: `the consumer does not run: ${with_.outcome.error.message}` };
  if (without.outcome.ok) return { state: 'open', detail: 'the consumer runs without it as well' };
  return { state: 'verified', detail: `without it: ${without.outcome.error.message}` };
}

/** Calls a function with sampled arguments, its own inputs fetched first from the functions that feed it best. */
async function callPrepared<State>(
  run: Run<State>,
  id: string,
  before: State,
  depth: number,
  visited: ReadonlySet<string>,
  set: (argumentsOf: JsonObject) => JsonObject = (argumentsOf) => argumentsOf,
  given: readonly string[] = [],
): Promise<{ outcome: ExecutedOutcome; state: State } | undefined> {
  const fn = run.byId.get(id);
  if (fn === undefined) return undefined;
  let state = before;
  let argumentsOf = sampleArguments(fn.signature.parameters);
  for (const { from, evidence } of depth > 0 ? feeders(run.graph, id, visited, new Set(given)) : []) {
    const fed = await callPrepared(run, from, state, depth - 1, new Set([...visited, id, from]));
    if (fed === undefined || !fed.outcome.ok) continue;
    state = fed.state;
    for (const { output, parameter } of evidence) {
      const value = readPath(fed.outcome.output, output);
      if (value !== undefined && value !== null) argumentsOf = writePath(argumentsOf, parameter, value);
    }
  }
  return run.executor.execute({ function: id, arguments: set(argumentsOf) }, state, run.signal);
}

/** For each parameter that is not given, the strongest edge that feeds it; premises that were declared come along. */
function feeders(graph: DependencyGraph, id: string, visited: ReadonlySet<string>, given: ReadonlySet<string>) {
  const edges = graph
    .incoming(id)
    .map((index) => graph.edges[index])
    .filter((edge) => edge !== undefined && !visited.has(edge.from))
    .sort((a, b) => (b?.score ?? 0) - (a?.score ?? 0)) as DependencyEdge[];
  const fed = new Set(given);
  const chosen: { from: string; evidence: readonly Evidence[] }[] = [];
  for (const edge of edges) {
    const evidence = bestPerParameter(edge.evidence).filter(({ parameter }) => parameter !== '' && !fed.has(parameter));
    const premise = edge.evidence.some(({ rule }) => rule === 'requires' || rule === 'login');
    if (evidence.length === 0 && !premise) continue;
    for (const { parameter } of evidence) fed.add(parameter);
    chosen.push({ from: edge.from, evidence });
  }
  // Premises first: a login must come before what it allows.
  return chosen.sort((a, b) => Number(a.evidence.length > 0) - Number(b.evidence.length > 0));
}

function bestPerParameter(evidence: readonly Evidence[]): Evidence[] {
  const best = new Map<string, Evidence>();
  for (const one of evidence) {
    if (one.parameter === '') continue;
    const known = best.get(one.parameter);
    if (known === undefined || known.score < one.score) best.set(one.parameter, one);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}
