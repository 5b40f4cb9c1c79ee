import type { RecordKind } from '../trajectory/index.ts';
import type { RunSettings } from './types.ts';

/** Kinds of records, in the order of cards and summaries. */
export const RECORD_KINDS: readonly RecordKind[] = ['multi-turn', 'single', 'parallel', 'multiple', 'irrelevance'];

/**
 * Shares of the paper's preference set (sec. 3.7): 2,250 multi-turn, 1,556 single-turn, 750 irrelevance of 4,556; the
 * single-turn share is split evenly over its three kinds (ours).
 */
export const DEFAULT_MIXTURE: RunSettings['mixture'] = {
  'multi-turn': 2250,
  single: 519,
  parallel: 519,
  multiple: 518,
  irrelevance: 750,
};

/**
 * The paper's two sets (sec. 3.6, 3.7) by name. `sft`: 20,000 single-turn, 7,800 multi-turn and 6,200 irrelevance of 34,000;
 * its single-turn share gives 1.80 calls a record when half of it is single. `preference`: the default.
 */
export const MIXTURES: Readonly<Record<'sft' | 'preference', RunSettings['mixture']>> = {
  sft: { 'multi-turn': 7800, single: 9400, parallel: 5300, multiple: 5300, irrelevance: 6200 },
  preference: DEFAULT_MIXTURE,
};

export const RUN_DEFAULTS: RunSettings = {
  count: 100,
  seed: '0',
  shard: { index: 1, of: 1 },
  mixture: DEFAULT_MIXTURE,
  attempts: 4,
  extraTools: 6,
  errors: 0.12,
  path: {},
};

/** A given path is not replaced by another where it does not hold: it is tried with more seeds, and without an error on purpose. */
const GIVEN_PATHS: Partial<RunSettings> = { attempts: 8, errors: 0 };

/** Settings with the defaults filled in. @throws RangeError where one is out of its range. */
export function runSettings(given: Partial<RunSettings>): RunSettings {
  const settings = { ...RUN_DEFAULTS, ...(given.paths === undefined ? {} : GIVEN_PATHS), ...given };
  const { count, shard, attempts, extraTools, mixture } = settings;
  if (!Number.isInteger(count) || count < 1 || count > 1e9)
    throw new RangeError('count must be a whole number of at least 1');
  if (!Number.isInteger(shard.index) || !Number.isInteger(shard.of) || shard.index < 1 || shard.index > shard.of) {
    throw new RangeError('a shard is written i/n, with i from 1 to n');
  }
  if (!Number.isInteger(attempts) || attempts < 1) throw new RangeError('attempts must be at least 1');
  if (!Number.isInteger(extraTools) || extraTools < 0) throw new RangeError('extraTools must not be negative');
  if (!(settings.errors >= 0 && settings.errors <= 1)) throw new RangeError('errors must be a share between 0 and 1');
  const shares = RECORD_KINDS.map((kind) => mixture[kind]);
  if (shares.some((share) => !(share >= 0)) || shares.every((share) => share === 0)) {
    throw new RangeError('the mixture needs shares that are not negative, and one above 0');
  }
  if (settings.paths?.length === 0) throw new RangeError('there is no path to generate from');
  const rollouts = settings.student?.rollouts ?? 1;
  if (!Number.isInteger(rollouts) || rollouts < 1)
    throw new RangeError('rollouts must be a whole number of at least 1');
  return settings;
}

/** `2/4` → second of four parts. @throws RangeError where it reads otherwise. */
export function parseShard(text: string): RunSettings['shard'] {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text.trim());
  const shard = { index: Number(match?.[1]), of: Number(match?.[2]) };
  if (match === null || shard.index < 1 || shard.index > shard.of) {
    throw new RangeError(`a shard is written i/n, with i from 1 to n, not "${text}"`);
  }
  return shard;
}

/** Half-open range of the indices that are a shard's: blocks, so that shards end to end are the whole. */
export function shardRange({ count, shard }: Pick<RunSettings, 'count' | 'shard'>): { from: number; to: number } {
  const bound = (part: number) => Math.floor((part * count) / shard.of);
  return { from: bound(shard.index - 1), to: bound(shard.index) };
}
