import {
  beforeSplit,
  createPathSampler,
  createRandom,
  deriveSeed,
  hash128,
  type PathSampler,
  type PathTurn,
  type SignaturePath,
} from '../path/index.ts';
import type { Json } from '../signature/index.ts';
import type { ErrorType, RecordKind, RecordRequest } from '../trajectory/index.ts';
import { canonicalText } from '../trajectory/index.ts';
import { RECORD_KINDS } from './settings.ts';
import type { RunInput, RunSettings } from './types.ts';

/** Says what each index of a run is to become: the request follows from catalog, settings, seed and index alone. */
export interface RunPlan {
  /** The `attempt`-th try for an index; undefined where the catalog has no path at all. */
  request(index: number, attempt: number): RecordRequest | undefined;
  /** Hash of all that the records follow from. */
  readonly hash: string;
}

export function createRunPlan(
  input: Pick<RunInput, 'functions' | 'graph' | 'catalogHash' | 'settings' | 'teacher'>,
): RunPlan {
  const { settings, graph, functions } = input;
  const hash = planHash(input);
  const sampler = createPathSampler(graph, { ...settings.path, seed: settings.seed }, functions);
  const pick = kindPicker(settings.mixture);
  const kindOffset = createRandom(`${settings.seed}/kinds`).next();
  const errorOffset = createRandom(`${settings.seed}/errors`).next();
  return {
    hash,
    request: (index, attempt) => {
      if (sampler.starts === 0) return undefined;
      const seed = deriveSeed(settings.seed, attempt === 0 ? index : `${index}.${attempt}`);
      const kind = pick(spread(kindOffset, index, GOLDEN));
      const sampled = sampler.sample(attempt === 0 ? index : index + attempt * settings.count);
      const path = pathOfKind(kind, { ...sampled, seed, index }, sampler, input, seed);
      const errorType = (1 + Math.floor(5 * spread(errorOffset, index + attempt, Math.SQRT2))) as ErrorType;
      return { id: recordId(hash, seed), index, kind, seed, path, errorType };
    },
  };
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** A number in [0, 1) for each index, evenly spread over any stretch of them: small runs keep the mixture as well. */
function spread(offset: number, index: number, step: number): number {
  return (offset + index * step) % 1;
}

function planHash({ catalogHash, settings, teacher }: Pick<RunInput, 'catalogHash' | 'settings' | 'teacher'>): string {
  const { shard: _shard, count: _count, ...rest } = settings;
  const text = canonicalText({
    catalogHash,
    settings: rest,
    teacher: teacher.id,
    model: teacher.model,
    parameters: teacher.parameters,
  } as unknown as Json);
  return hex(text);
}

function hex(text: string): string {
  return hash128(text)
    .map((part) => part.toString(16).padStart(8, '0'))
    .join('');
}

/** Record id = hash(catalog, settings, seed, index), core notes "Runs". */
function recordId(hash: string, seed: string): string {
  return hex(`${hash}/${seed}`).slice(0, 16);
}

function kindPicker(mixture: RunSettings['mixture']): (share: number) => RecordKind {
  const total = RECORD_KINDS.reduce((sum, kind) => sum + mixture[kind], 0);
  return (share) => {
    let left = share * total;
    for (const kind of RECORD_KINDS) {
      left -= mixture[kind];
      if (left < 0) return kind;
    }
    return 'multi-turn';
  };
}

/** The path of a kind: the sampled one, or one turn made from it (method §8, single, parallel, multiple, irrelevance). */
function pathOfKind(
  kind: RecordKind,
  sampled: SignaturePath,
  sampler: PathSampler,
  input: Pick<RunInput, 'functions'>,
  seed: string,
): SignaturePath {
  const random = createRandom(`${seed}/form`);
  // The path before Split and the one after it both go on to translation (sec. 3.4): here each half of the time.
  if (kind === 'multi-turn') return random.chance(0.5) ? beforeSplit(sampled) : sampled;
  const any = input.functions[random.below(input.functions.length)]?.id ?? '';
  if (kind === 'irrelevance') {
    return oneTurn(sampled, { kind: 'miss_func', functions: [], origins: [], missing: { function: any } });
  }
  const functions =
    kind === 'single' ? [any] : kind === 'parallel' ? repeated(any, 2 + random.below(2)) : related(sampled, sampler);
  return oneTurn(sampled, { kind: 'call', functions, origins: functions.map(() => 'walk') });
}

function repeated(id: string, times: number): string[] {
  return Array.from({ length: times }, () => id);
}

/** Two or three functions that follow each other on the walk. */
function related(sampled: SignaturePath, _sampler: PathSampler): string[] {
  const walk = sampled.stages.walk.flatMap((turn) => turn.functions);
  return [...new Set(walk)].slice(0, 3);
}

function oneTurn(path: SignaturePath, turn: PathTurn): SignaturePath {
  const turns = [turn];
  return { ...path, turns, operations: [], stages: { walk: turns, merge: turns, insert: turns, split: turns } };
}
