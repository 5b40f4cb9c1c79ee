import type { GraphFunction } from '../graph/index.ts';
import { canonicalJson, type Json } from '../json/index.ts';
import {
  beforeSplit,
  createPathSampler,
  type GivenPath,
  type PathTurn,
  pathOfGiven,
  type SignaturePath,
} from '../path/index.ts';
import { createRandom, deriveSeed, hash128, type Random } from '../random/index.ts';
import { type ErrorType, outsideIds, type RecordKind, type RecordRequest } from '../trajectory/index.ts';
import { type Gap, longPath, wantedGap } from './long-path.ts';
import { createManners } from './manners.ts';
import { RECORD_KINDS } from './settings.ts';
import type { RunSettings, RunSubject } from './types.ts';

/** Says what each index of a run is to become: the request follows from catalog, settings, seed and index alone. */
export interface RunPlan {
  /** The `attempt`-th try for an index; undefined where the catalog has no path at all. */
  request(index: number, attempt: number): RecordRequest | undefined;
  /** Hash of all that the records follow from. */
  readonly hash: string;
}

/** Walks of multi-turn records, where the settings do not say otherwise: so that four to six turns hold ten calls. */
const LONG = { length: 10, merge: 0.35 };

export function createRunPlan(
  input: Pick<RunSubject, 'functions' | 'graph' | 'catalogHash' | 'settings' | 'teacher'>,
): RunPlan {
  const { settings, graph, functions } = input;
  const hash = planHash(input);
  if (settings.paths !== undefined) return givenPlan(settings.paths, settings, hash);
  const sampler = createPathSampler(graph, { deadEnd: 'restart', ...settings.path, seed: settings.seed }, functions);
  // Conversations are longer than a walk of the paper's seven steps makes them: its records have fifteen calls.
  const long = createPathSampler(
    graph,
    { deadEnd: 'restart', ...LONG, ...settings.path, seed: settings.seed },
    functions,
  );
  const pick = kindPicker(settings.mixture);
  const { missParams } = settings.path;
  const manners = createManners(settings.mixture, settings.errors, long, graph, missParams);
  const mannerOffset = createRandom(`${settings.seed}/manners`).next();
  const kindOffset = createRandom(`${settings.seed}/kinds`).next();
  const failureOffset = createRandom(`${settings.seed}/failures`).next();
  const errorOffset = createRandom(`${settings.seed}/errors`).next();
  const gapOffset = createRandom(`${settings.seed}/gaps`).next();
  return {
    hash,
    request: (index, attempt) => {
      if (sampler.starts === 0) return undefined;
      const seed = deriveSeed(settings.seed, attempt === 0 ? index : `${index}.${attempt}`);
      const kind = pick(spread(kindOffset, index, GOLDEN));
      const first = index + attempt * RETRY_STRIDE;
      const errors = spread(failureOffset, index + attempt, Math.sqrt(7)) < settings.errors;
      // One lesson a record: where an error is to be met, nothing is missing beside it.
      const gap = errors ? undefined : wantedGap(spread(gapOffset, index + attempt, Math.cbrt(2)), missParams);
      const sampled = kind === 'multi-turn' ? longPath(long, first, gap) : sampler.sample(first);
      const path = pathOfKind(kind, { ...sampled, seed, index }, input, seed, gap);
      const errorType = wantedError(kind, spread(errorOffset, index + attempt, Math.SQRT2));
      const manner = manners(spread(mannerOffset, index + attempt, Math.sqrt(3)), kind);
      return {
        id: recordId(hash, seed),
        index,
        kind,
        seed,
        path,
        errorType,
        ...(manner === undefined ? {} : { manner }),
        ...(errors ? { errors: true } : {}),
      };
    },
  };
}

/** Each index has its path, in turn; another try is another seed of the same. */
function givenPlan(paths: readonly GivenPath[], settings: RunSettings, hash: string): RunPlan {
  const errorOffset = createRandom(`${settings.seed}/errors`).next();
  const failureOffset = createRandom(`${settings.seed}/failures`).next();
  return {
    hash,
    request: (index, attempt) => {
      const given = paths[index % paths.length];
      if (given === undefined) return undefined;
      const seed = deriveSeed(settings.seed, attempt === 0 ? index : `${index}.${attempt}`);
      const kind = kindOfPath(given.turns);
      const errors = spread(failureOffset, index + attempt, Math.sqrt(7)) < settings.errors;
      return {
        id: recordId(hash, seed),
        index,
        kind,
        seed,
        path: pathOfGiven(given, seed, index),
        exact: true,
        errorType: wantedError(kind, spread(errorOffset, index + attempt, Math.SQRT2)),
        ...(errors ? { errors: true } : {}),
      };
    },
  };
}

/** What a conversation along these turns is: several requests, or one with so many calls. */
function kindOfPath(turns: readonly PathTurn[]): RecordKind {
  const [first, ...others] = turns;
  if (first === undefined || others.length > 0) return 'multi-turn';
  if (first.functions.length < 2) return first.functions.length === 0 ? 'irrelevance' : 'single';
  return new Set(first.functions).size === 1 ? 'parallel' : 'multiple';
}

/** Paths of later tries lie beyond any run's, wherever it ends: a record is the same in a longer run. A prime, to vary starts. */
const RETRY_STRIDE = 1_000_000_007;

/**
 * Shares of the error types (1 to 5) that each kind is asked for, so that a run of the default mixture comes out about
 * even: one call on its own can only be summed up wrong or not made, and a request that nothing fits only be acted on, so
 * the dependency errors fall to conversations and chains (ours; a type that a record does not allow is replaced).
 */
const WANTED_ERRORS: Readonly<Record<RecordKind, readonly [number, number, number, number, number]>> = {
  'multi-turn': [24, 24, 34, 12, 6],
  single: [0, 0, 0, 66, 34],
  parallel: [0, 0, 0, 66, 34],
  multiple: [45, 40, 0, 15, 0],
  irrelevance: [0, 0, 0, 0, 100],
};

function wantedError(kind: RecordKind, share: number): ErrorType {
  const shares = WANTED_ERRORS[kind];
  let left = share * shares.reduce((sum, part) => sum + part, 0);
  const found = shares.findIndex((part) => {
    left -= part;
    return left < 0;
  });
  return (found < 0 ? 5 : found + 1) as ErrorType;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** A number in [0, 1) for each index, evenly spread over any stretch of them: small runs keep the mixture as well. */
function spread(offset: number, index: number, step: number): number {
  return (offset + index * step) % 1;
}

function planHash({
  catalogHash,
  settings,
  teacher,
}: Pick<RunSubject, 'catalogHash' | 'settings' | 'teacher'>): string {
  const { shard: _shard, count: _count, ...rest } = settings;
  // The same model behind another address says the same.
  const { baseUrl: _address, ...parameters } = teacher.parameters;
  const text = canonicalJson({
    catalogHash,
    settings: rest,
    teacher: teacher.id,
    model: teacher.model,
    parameters,
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
  input: Pick<RunSubject, 'functions'>,
  seed: string,
  gap: Gap | undefined,
): SignaturePath {
  const random = createRandom(`${seed}/form`);
  // The path before Split and the one after it both go on to translation (sec. 3.4): here the one after it where a gap is
  // wanted, and where only it has several turns.
  if (kind === 'multi-turn') {
    const before = beforeSplit(sampled);
    return gap === undefined && before.turns.length > 1 ? before : sampled;
  }
  // The same function twice needs something to tell the calls apart by.
  const telling = kind === 'parallel' ? input.functions.filter(takesSomething) : [];
  const pool = telling.length > 0 ? telling : input.functions;
  const any = pool[random.below(pool.length)]?.id ?? '';
  if (kind === 'irrelevance') {
    // Half of them ask for what no function of the catalog has to do with, half for one that is withheld.
    const outside = random.chance(OUTSIDE) ? random.pick(outsideIds(input.functions)) : undefined;
    const missing = { function: outside ?? any };
    return oneTurn(sampled, { kind: 'miss_func', functions: [], origins: [], missing });
  }
  const functions =
    kind === 'single'
      ? [any]
      : kind === 'parallel'
        ? repeated(any, 2 + random.below(2))
        : related(sampled, input, random);
  return oneTurn(sampled, { kind: 'call', functions, origins: functions.map(() => 'walk') });
}

const OUTSIDE = 0.5;

function takesSomething({ signature }: GraphFunction): boolean {
  return (signature.parameters.required ?? []).length > 0;
}

function repeated(id: string, times: number): string[] {
  return Array.from({ length: times }, () => id);
}

/** Two or three functions that follow each other on the walk; where nothing follows, any other beside it. */
function related(sampled: SignaturePath, { functions }: Pick<RunSubject, 'functions'>, random: Random): string[] {
  const walk = sampled.stages.walk.flatMap((turn) => turn.functions);
  const different = [...new Set(walk)].slice(0, 3);
  if (different.length !== 1) return different;
  const others = functions.filter(({ id }) => id !== different[0]);
  return [...different, ...[random.pick(others)?.id].filter((id) => id !== undefined)];
}

function oneTurn(path: SignaturePath, turn: PathTurn): SignaturePath {
  const turns = [turn];
  return { ...path, turns, operations: [], stages: { walk: turns, merge: turns, insert: turns, split: turns } };
}
