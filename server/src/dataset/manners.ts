import type { DependencyGraph } from '../graph/index.ts';
import type { PathSampler, PathTurn } from '../path/index.ts';
import type { RecordKind, RecordRequest } from '../trajectory/index.ts';
import { longPath, wantedGap } from './long-path.ts';
import type { RunSettings } from './types.ts';

/** Conversations looked at to see how many have a gap. */
const LOOKED_AT = 48;
/** Lies beyond a run's own indices. A prime. */
const LOOK_FROM = 700_000_000_001;
/** Records of one call, or of the same call again, allow few other mistakes: up to this share of them is about asking. */
const MAX_OF_FLAT = 0.65;
/** Up to this share of the others. */
const MAX = 0.35;
/** A value that some function gives can mostly be had without asking: so few of the gaps that leave it out hold. */
const HOLDS_WHERE_FED = 0.25;
/** Nearly all of the others do. */
const HOLDS = 0.9;
/** Declining is rejected half as often as it is preferred: requests that nothing fits have no counterpart. */
const DECLINED = 0.5;

interface Rates {
  readonly ask: number;
  readonly deny: number;
}

/**
 * Says for a share in [0, 1) whether a record without a gap is to reject asking or declining. Asking what is known is
 * rejected as often as asking is preferred in the run's other records: a run in which it only ever wins, or only ever
 * loses, teaches to do it always, or never. Follows from the mixture and from how many of the catalog's paths can be split.
 */
export function createManners(
  mixture: RunSettings['mixture'],
  errors: number,
  sampler: PathSampler,
  graph: DependencyGraph,
  missParams?: number,
): (share: number, kind: RecordKind) => RecordRequest['manner'] {
  let rates: { flat: Rates; other: Rates } | undefined;
  return (share, kind) => {
    rates ??= ratesOf(mixture, errors, sampler, graph, missParams);
    const { ask, deny } = kind === 'single' || kind === 'parallel' ? rates.flat : rates.other;
    if (share < ask) return 'ask';
    return share < ask + deny ? 'deny' : undefined;
  };
}

function ratesOf(
  mixture: RunSettings['mixture'],
  errors: number,
  sampler: PathSampler,
  graph: DependencyGraph,
  missParams: number | undefined,
): { flat: Rates; other: Rates } {
  const total = Object.values(mixture).reduce((sum, share) => sum + share, 0);
  const several = mixture['multi-turn'] / total;
  const flat = (mixture.single + mixture.parallel) / total;
  // Records that meet an error have no gap.
  const whole = several === 0 ? { miss_params: 0, miss_func: 0 } : gapRates(sampler, graph, missParams);
  const gaps = { miss_params: whole.miss_params * (1 - errors), miss_func: whole.miss_func * (1 - errors) };
  const ask = several * gaps.miss_params;
  const deny = DECLINED * (several * gaps.miss_func + mixture.irrelevance / total);
  const other = mixture.multiple / total + several * (1 - gaps.miss_params - gaps.miss_func);
  const inFlat = Math.min(ask + deny, MAX_OF_FLAT * flat);
  const inOther = Math.min(ask + deny - inFlat, MAX * other);
  return { flat: spreadOver(inFlat, flat, ask, deny), other: spreadOver(inOther, other, ask, deny) };
}

/** So much of a run, over a group of its records, with asking and declining in their proportion. */
function spreadOver(amount: number, group: number, ask: number, deny: number): Rates {
  if (group <= 0 || ask + deny <= 0) return { ask: 0, deny: 0 };
  const share = amount / group / (ask + deny);
  return { ask: ask * share, deny: deny * share };
}

function gapRates(
  sampler: PathSampler,
  graph: DependencyGraph,
  missParams: number | undefined,
): { miss_params: number; miss_func: number } {
  const rates = { miss_params: 0, miss_func: 0 };
  for (let index = 0; index < LOOKED_AT; index += 1) {
    const wanted = wantedGap((index + 0.5) / LOOKED_AT, missParams);
    if (wanted === undefined) break;
    const gap = longPath(sampler, LOOK_FROM + index, wanted).turns.find((turn) => turn.kind !== 'call');
    if (gap?.kind !== 'miss_params' && gap?.kind !== 'miss_func') continue;
    rates[gap.kind] += (isFed(gap, graph) ? HOLDS_WHERE_FED : HOLDS) / LOOKED_AT;
  }
  return rates;
}

/** Whether some function gives the value that a gap leaves out. */
function isFed({ missing }: PathTurn, graph: DependencyGraph): boolean {
  if (missing?.parameter === undefined) return false;
  return graph
    .incoming(missing.function)
    .some(
      (edge) => graph.edges[edge]?.evidence.some(({ parameter }) => rootOf(parameter) === missing.parameter) === true,
    );
}

/** The parameter that a path in it belongs to. */
function rootOf(path: string | undefined): string | undefined {
  return path?.split(/[.[]/)[0];
}
