import type { DependencyGraph, GraphFunction } from '../graph/index.ts';
import { createRandom, deriveSeed, type Random } from '../random/index.ts';
import { type Adjacency, buildAdjacency } from './adjacency.ts';
import { insertNested } from './insert.ts';
import { mergeTurns } from './merge.ts';
import { createNeighbours } from './nested.ts';
import { PATH_DEFAULTS, type PathSettings } from './settings.ts';
import { splitTurn } from './split.ts';
import { createSuppliedByUser } from './supplied.ts';
import type { PathTurn, SignaturePath } from './types.ts';
import { walkInto, walkThrough } from './walk.ts';

/** Makes the path of any index; `sample(i)` depends on the graph, the settings and `i` alone. */
export interface PathSampler {
  sample(index: number): SignaturePath;
  /** Distinct starting points: nodes of the walk, or edges of the coverage mode. 0 for an empty graph. */
  readonly starts: number;
}

/**
 * Signature paths (FSPs) of sec. 3.4, made one by one as they are asked for: seeded walk, then Merge, Insert, Split.
 * The iterable can be read more than once and gives the same paths each time.
 *
 * @param functions the graph's functions: their parameters say what a Split can leave out.
 * @throws RangeError where a setting is out of its range or `start` is no function of the graph.
 */
export function samplePaths(
  graph: DependencyGraph,
  settings: Partial<PathSettings>,
  functions: Iterable<GraphFunction>,
): Iterable<SignaturePath> {
  const all = { ...PATH_DEFAULTS, ...settings };
  const sampler = createPathSampler(graph, all, functions);
  return {
    *[Symbol.iterator]() {
      if (sampler.starts === 0) return;
      for (let taken = 0; taken < all.count; taken += 1) yield sampler.sample(all.from + taken * all.stride);
    },
  };
}

/** As `samplePaths`, by index: a shard takes the indices that are its own. */
export function createPathSampler(
  graph: DependencyGraph,
  settings: Partial<PathSettings>,
  functions: Iterable<GraphFunction>,
): PathSampler {
  const all = checked({ ...PATH_DEFAULTS, ...settings });
  const adjacency = buildAdjacency(graph, all.minScore);
  const walks = createWalks(graph, adjacency, all);
  const given = [...functions];
  const neighbours = createNeighbours(graph, given, all.minScore);
  const suppliedByUser = createSuppliedByUser(graph, given);
  return {
    starts: walks.starts,
    sample: (index) => {
      const seed = deriveSeed(all.seed, index);
      const random = createRandom(seed);
      const walk = walks.take(index, random).map((node): PathTurn => {
        return { kind: 'call', functions: [graph.nodes[node]?.id as string], origins: ['walk'] };
      });
      const merge = mergeTurns(walk, all, random);
      const insert = insertNested(merge.turns, neighbours, all, random);
      const split = splitTurn(insert.turns, suppliedByUser, all, random);
      return {
        seed,
        index,
        turns: split.turns,
        operations: [...merge.operations, ...insert.operations, ...split.operations],
        stages: { walk, merge: merge.turns, insert: insert.turns, split: split.turns },
      };
    },
  };
}

/** The path before Split: it goes on to translation as well (sec. 3.4). */
export function beforeSplit(path: SignaturePath): SignaturePath {
  return {
    ...path,
    turns: path.stages.insert,
    operations: path.operations.filter((operation) => operation.op !== 'split'),
    stages: { ...path.stages, split: path.stages.insert },
  };
}

interface Walks {
  readonly starts: number;
  take(index: number, random: Random): number[];
}

function createWalks(graph: DependencyGraph, adjacency: Adjacency, settings: PathSettings): Walks {
  const start = settings.start === undefined ? undefined : graph.index(settings.start);
  if (settings.start !== undefined && start === undefined) {
    throw new RangeError(`"${settings.start}" is no function of the graph`);
  }
  return settings.mode === 'coverage'
    ? coverageWalks(adjacency, settings, start)
    : plainWalks(adjacency, settings, start);
}

/** Nodes with successors. */
function leadingNodes({ size, offsets }: Adjacency): number[] {
  return Array.from({ length: size }, (_, node) => node).filter(
    (node) => (offsets[node + 1] as number) > (offsets[node] as number),
  );
}

/**
 * The paper's walk: start at each node in turn. A node without out-edges gives no path of its own, unless no node has
 * any: then each path is one function.
 */
function plainWalks(adjacency: Adjacency, settings: PathSettings, start: number | undefined): Walks {
  const nodes = Array.from({ length: adjacency.size }, (_, node) => node);
  const leading = leadingNodes(adjacency);
  const starts = start !== undefined ? [start] : leading.length > 0 ? leading : nodes;
  const buffer = new Uint32Array(settings.length);
  return {
    starts: starts.length,
    take: (index, random) => {
      const visited = walkInto(adjacency, starts[index % starts.length] as number, random, buffer, settings.deadEnd);
      const walk = [...buffer.subarray(0, visited)];
      return settings.deadEnd === 'restart' ? restarted(walk, adjacency, leading, settings, random) : walk;
    },
  };
}

/**
 * A walk that ended early goes on from another function: one that was not visited where there is one, and rather one that
 * leads somewhere.
 */
function restarted(
  walk: readonly number[],
  adjacency: Adjacency,
  leading: readonly number[],
  settings: PathSettings,
  random: Random,
): number[] {
  const whole = [...walk];
  while (whole.length < settings.length) {
    const from = newSubject(whole, adjacency.size, leading, random);
    const rest = new Uint32Array(settings.length - whole.length);
    whole.push(...rest.subarray(0, walkInto(adjacency, from, random, rest, settings.deadEnd)));
  }
  return whole;
}

const SUBJECT_TRIES = 8;

function newSubject(walk: readonly number[], size: number, leading: readonly number[], random: Random): number {
  let node = random.below(size);
  for (let tries = 0; tries < SUBJECT_TRIES; tries += 1) {
    const leads = tries < SUBJECT_TRIES / 2 ? random.pick(leading) : undefined;
    node = leads ?? random.below(size);
    if (!walk.includes(node)) break;
  }
  return node;
}

/**
 * Coverage mode (ours): the edges and the nodes without edges stand in a seeded order, and path i passes through the
 * i-th of them. Every edge is covered after as many paths as there are edges; path i does not depend on the others,
 * so shards still agree.
 */
function coverageWalks(adjacency: Adjacency, settings: PathSettings, start: number | undefined): Walks {
  const goals = createRandom(deriveSeed(settings.seed, 'coverage')).shuffle(coverageGoals(adjacency, start));
  const leading = leadingNodes(adjacency);
  return {
    starts: goals.length,
    take: (index, random) => {
      const goal = goals[index % goals.length] as CoverageGoal;
      if (goal.to === undefined || settings.length === 1) return [goal.from];
      const edge = { from: goal.from, to: goal.to };
      if (start === undefined) {
        const walk = walkThrough(adjacency, edge, random, settings.length, settings.deadEnd);
        return settings.deadEnd === 'restart' ? restarted(walk, adjacency, leading, settings, random) : walk;
      }
      const rest = new Uint32Array(settings.length - 1);
      const visited = walkInto(adjacency, edge.to, random, rest, settings.deadEnd);
      return [start, ...rest.subarray(0, visited)];
    },
  };
}

interface CoverageGoal {
  readonly from: number;
  readonly to: number | undefined;
}

function coverageGoals(adjacency: Adjacency, start: number | undefined): CoverageGoal[] {
  const { offsets, inOffsets, targets, size } = adjacency;
  const goals: CoverageGoal[] = [];
  for (let node = start ?? 0; node < (start === undefined ? size : start + 1); node += 1) {
    const first = offsets[node] as number;
    const end = offsets[node + 1] as number;
    for (let at = first; at < end; at += 1) goals.push({ from: node, to: targets[at] as number });
    const alone = first === end && (start !== undefined || inOffsets[node] === inOffsets[node + 1]);
    if (alone) goals.push({ from: node, to: undefined });
  }
  return goals;
}

const PROBABILITIES = ['merge', 'insert', 'recall', 'split', 'missParams', 'minScore'] as const;
const WHOLE = {
  length: [1, 1000],
  maxPerTurn: [1, 100],
  maxDepth: [1, 100],
  stride: [1, 2 ** 31],
  from: [0, 2 ** 53],
} as const;

function checked(settings: PathSettings): PathSettings {
  for (const name of PROBABILITIES) {
    if (!(settings[name] >= 0 && settings[name] <= 1)) throw new RangeError(`${name} must be between 0 and 1`);
  }
  for (const [name, [least, most]] of Object.entries(WHOLE)) {
    const value = settings[name as keyof typeof WHOLE];
    if (!(Number.isInteger(value) && value >= least && value <= most)) {
      throw new RangeError(`${name} must be a whole number between ${least} and ${most}`);
    }
  }
  if (Number.isNaN(settings.count) || settings.count < 0) throw new RangeError('count must not be negative');
  return settings;
}
