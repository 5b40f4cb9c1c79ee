import type { PathSampler, PathTurn, SignaturePath } from '../path/index.ts';

/** Share of conversations that a gap is wanted in (ours): few enough that asking is not what most pairs are about. */
const GAPS = 0.4;
/** Of these, the share in which a value is missing, where the settings do not say otherwise: requests that nothing fits decline enough. */
const ASKING = 0.6;

export type Gap = 'miss_params' | 'miss_func';

/** The gap that a conversation is to have, for a share in [0, 1) that is spread evenly over the run. */
export function wantedGap(share: number, missParams = ASKING): Gap | undefined {
  if (share >= GAPS) return undefined;
  return share < GAPS * missParams ? 'miss_params' : 'miss_func';
}

/** Turns that a conversation has, and the fewest calls of a long one (sec. 3.7: 4.71 turns, 15.13 calls). */
const TURNS = { least: 4, most: 6 };
const CALLS = 11;
/** Paths looked at for one record; the longest is taken where none is long enough. */
const SAMPLES = 8;
/** Lies beyond the starts of retries. A prime. */
const SAMPLE_STRIDE = 97_000_000_003;

/**
 * A path of four to six turns and eleven functions or more, where the catalog gives one; with the gap that is wanted, where any
 * sampled path has it.
 */
export function longPath(sampler: PathSampler, index: number, gap?: Gap): SignaturePath {
  let best: SignaturePath | undefined;
  let withGap: SignaturePath | undefined;
  for (let sample = 0; sample < (gap === undefined ? SAMPLES : SAMPLES_FOR_GAP); sample += 1) {
    const path = withinTurns(sampler.sample(index + sample * SAMPLE_STRIDE));
    const has = gap === undefined || path.turns.some(({ kind }) => kind === gap);
    if (has && functionsOf(path) >= CALLS && path.turns.length >= TURNS.least) return path;
    if (best === undefined || functionsOf(path) > functionsOf(best)) best = path;
    if (has && (withGap === undefined || functionsOf(path) > functionsOf(withGap))) withGap = path;
  }
  return withGap ?? (best as SignaturePath);
}

/** Few paths have a gap of one kind before the last turn that is kept. */
const SAMPLES_FOR_GAP = 16;

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
