import { buildAdjacency, walkInto } from '../../server/src/path/index.ts';
import { createRandom, type Random } from '../../server/src/random/index.ts';
import { graphOf, type Link } from '../unit/path/graphs.ts';

const NODES = 2_000;
const OUT_EDGES = 8;
const LENGTH = 7;
const STEPS = 20_000_000;

/** What one run of the bench found; rates are steps per second on this machine, `ratio` compares the two in one run. */
export interface WalkBench {
  readonly stepsPerSecond: number;
  readonly plainStepsPerSecond: number;
  readonly ratio: number;
}

/** Random walks over typed arrays, against the same walks over a `Map` of arrays of ids. */
export function benchWalk(): WalkBench {
  const { ids, links } = randomLinks();
  const fast = () => compressedWalk(ids, links);
  const plain = () => mapWalk(ids, links);
  fast();
  plain();
  const stepsPerSecond = fast();
  const plainStepsPerSecond = plain();
  return { stepsPerSecond, plainStepsPerSecond, ratio: stepsPerSecond / plainStepsPerSecond };
}

function randomLinks(): { ids: string[]; links: Link[] } {
  const random = createRandom('bench');
  const ids = Array.from({ length: NODES }, (_, index) => `function_${index}`);
  const links: Link[] = [];
  for (let from = 0; from < NODES; from += 1) {
    const targets = new Set<number>();
    while (targets.size < OUT_EDGES) targets.add(random.below(NODES));
    for (const to of targets) links.push({ from: ids[from] as string, to: ids[to] as string });
  }
  return { ids, links };
}

function compressedWalk(ids: readonly string[], links: readonly Link[]): number {
  const adjacency = buildAdjacency(graphOf(ids, links));
  const random = createRandom('walk');
  const path = new Uint32Array(LENGTH);
  const started = performance.now();
  let steps = 0;
  for (let start = 0; steps < STEPS; start = (start + 1) % NODES) steps += walkInto(adjacency, start, random, path) - 1;
  return (steps / (performance.now() - started)) * 1000;
}

function mapWalk(ids: readonly string[], links: readonly Link[]): number {
  const successors = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of links) successors.get(from)?.push(to);
  const random = createRandom('walk');
  const started = performance.now();
  let steps = 0;
  for (let start = 0; steps < STEPS / 4; start = (start + 1) % NODES) {
    steps += plainWalk(successors, ids[start] as string, random).length - 1;
  }
  return (steps / (performance.now() - started)) * 1000;
}

function plainWalk(successors: ReadonlyMap<string, readonly string[]>, start: string, random: Random): string[] {
  const path = [start];
  while (path.length < LENGTH) {
    const next = random.pick(successors.get(path.at(-1) as string) ?? []);
    if (next === undefined) break;
    path.push(next);
  }
  return path;
}
