import type { PathSampler } from '../path/index.ts';
import type { RecordRequest } from '../trajectory/index.ts';
import { BEFORE_SPLIT, longPath } from './long-path.ts';
import type { RunSettings } from './types.ts';

/** Conversations looked at to see how many have a gap. */
const LOOKED_AT = 48;
/** Lies beyond a run's own indices. A prime. */
const LOOK_FROM = 700_000_000_001;
/** No more of the records without a gap than this are about asking or declining. */
const MOST = 0.35;
/** Declining what can be done is rejected somewhat less often than declining is preferred: requests that nothing fits have no counterpart. */
const DECLINED = 0.6;

/**
 * Says for a share in [0, 1) whether a record without a gap is to reject asking or declining: as often as these are
 * preferred in the run's other records (method of DPO: a run in which asking only ever wins, or only ever loses, teaches to
 * do it always, or never). Follows from the mixture and from how many of the catalog's paths can be split.
 */
export function createManners(
  mixture: RunSettings['mixture'],
  sampler: PathSampler,
): (share: number) => RecordRequest['manner'] {
  let rates: { ask: number; deny: number } | undefined;
  return (share) => {
    rates ??= ratesOf(mixture, sampler);
    if (share < rates.ask) return 'ask';
    return share < rates.ask + rates.deny ? 'deny' : undefined;
  };
}

function ratesOf(mixture: RunSettings['mixture'], sampler: PathSampler): { ask: number; deny: number } {
  const total = Object.values(mixture).reduce((sum, share) => sum + share, 0);
  const several = mixture['multi-turn'] / total;
  const irrelevant = mixture.irrelevance / total;
  const gaps = several === 0 ? { miss_params: 0, miss_func: 0 } : gapRates(sampler);
  const asked = several * gaps.miss_params;
  const declined = several * gaps.miss_func + irrelevant;
  const without = 1 - asked - declined;
  if (without <= 0) return { ask: 0, deny: 0 };
  return { ask: Math.min(MOST, asked / without), deny: Math.min(MOST, (DECLINED * declined) / without) };
}

function gapRates(sampler: PathSampler): { miss_params: number; miss_func: number } {
  const rates = { miss_params: 0, miss_func: 0 };
  for (let index = 0; index < LOOKED_AT; index += 1) {
    const kind = longPath(sampler, LOOK_FROM + index).turns.find((turn) => turn.kind !== 'call')?.kind;
    if (kind === 'miss_params' || kind === 'miss_func') rates[kind] += (1 - BEFORE_SPLIT) / LOOKED_AT;
  }
  return rates;
}
