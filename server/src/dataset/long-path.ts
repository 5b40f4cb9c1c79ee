import type { PathSampler, PathTurn, SignaturePath } from '../path/index.ts';

/** Share of conversations without a gap (ours): so that asking does not come to be what most pairs are about. */
export const BEFORE_SPLIT = 0.6;

/** Turns that a conversation has, and the fewest calls of a long one (sec. 3.7: 4.71 turns, 15.13 calls). */
const TURNS = { least: 4, most: 6 };
const CALLS = 11;
/** Paths looked at for one record; the longest is taken where none is long enough. */
const SAMPLES = 8;
/** Lies beyond the starts of retries. A prime. */
const SAMPLE_STRIDE = 97_000_000_003;

/** A path of four to six turns and ten functions or more, where the catalog gives one. */
export function longPath(sampler: PathSampler, index: number): SignaturePath {
  let best: SignaturePath | undefined;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const path = withinTurns(sampler.sample(index + sample * SAMPLE_STRIDE));
    if (functionsOf(path) >= CALLS && path.turns.length >= TURNS.least) return path;
    if (best === undefined || functionsOf(path) > functionsOf(best)) best = path;
  }
  return best as SignaturePath;
}

function functionsOf({ turns }: SignaturePath): number {
  return turns.reduce((sum, turn) => sum + turn.functions.length, 0);
}

/** A conversation ends after its sixth turn, and never in a null turn. */
function withinTurns(path: SignaturePath): SignaturePath {
  const cut = (turns: readonly PathTurn[]) => {
    const kept = turns.slice(0, TURNS.most);
    return kept.at(-1)?.kind === 'call' ? kept : kept.slice(0, -1);
  };
  if (path.turns.length <= TURNS.most) return path;
  const turns = cut(path.turns);
  const insert = path.stages.insert.slice(0, TURNS.most);
  const split = turns.some((turn) => turn.kind !== 'call');
  const operations = path.operations.filter((operation) => operation.op !== 'split' || split);
  return { ...path, turns, operations, stages: { ...path.stages, insert, split: turns } };
}
