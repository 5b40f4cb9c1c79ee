import { canonicalJson, isObject, type Json } from '../json/index.ts';
import { type RunStats, sorted } from './run-stats.ts';
import { SIGNATURES } from './signatures.ts';
import type { RunSubject, WorldTarget } from './types.ts';

export const MANIFEST = 'manifest.json';
export const RECORDS = 'records.jsonl';
export const DROPPED = 'dropped.jsonl';
export const CARD = 'README.md';
/** Replies that were paid for: `--force` keeps them, so that they are not paid for again. */
export const TEACHER_REPLIES = 'teacher.jsonl';
/** What the run has spent; no part of its result, and kept whatever replaces the run: the budget is the folder's. */
export const SPENT = 'spent.jsonl';
/** Everything a run writes; `--force` replaces these and nothing else. */
export const RUN_FILES: readonly string[] = [MANIFEST, RECORDS, DROPPED, CARD, SIGNATURES];

/** What a run was made from, and whether it is finished. No times and no paths: equal runs, equal bytes. */
export interface Manifest {
  readonly format: 'magnet-run';
  readonly version: 1;
  readonly status: 'running' | 'finished';
  readonly catalogHash: string;
  readonly functions: number;
  readonly teacher: {
    readonly id: string;
    readonly model: string;
    readonly parameters: Json;
    readonly promptHash: string;
  };
  readonly world: string;
  /** Which real world it was, as it was named, and what it was started with; absent for the simulated one. */
  readonly worldTarget?: WorldTarget;
  readonly settings: Json;
  readonly codeVersion: string;
  readonly result?: Json;
}

export function manifestOf(input: RunSubject, stats?: RunStats): Manifest {
  const { teacher } = input;
  return {
    format: 'magnet-run',
    version: 1,
    status: stats === undefined ? 'running' : 'finished',
    catalogHash: input.catalogHash,
    functions: input.functions.length,
    teacher: { id: teacher.id, model: teacher.model, parameters: teacher.parameters, promptHash: teacher.promptHash },
    world: input.world.id,
    ...(input.worldTarget === undefined ? {} : { worldTarget: input.worldTarget }),
    settings: input.settings as unknown as Json,
    codeVersion: input.codeVersion,
    ...(stats === undefined ? {} : { result: resultOf(stats) }),
  };
}

function resultOf(stats: RunStats): Json {
  return {
    records: stats.records,
    pairs: stats.pairs,
    kinds: sorted(stats.counts),
    errorTypes: sorted(stats.errorTypes),
    certificates: sorted(stats.certificates),
    dropped: sorted(stats.dropped),
    paths: stats.paths,
    ...(stats.setAside.length === 0 ? {} : { setAside: stats.setAside }),
    turns: stats.turns,
    calls: stats.calls,
    tokens: { input: stats.tokensIn, output: stats.tokensOut },
    costUsd: Number(stats.costUsd.toFixed(6)),
  };
}

/** Reads a manifest's text; undefined where it is none of ours. */
export function parseManifest(text: string | undefined): Manifest | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Manifest>;
    return value?.format === 'magnet-run' && value.version === 1 ? (value as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Records of a finished run that wait for another try. */
export function setAsideIn({ result }: Manifest): number {
  return isObject(result) && Array.isArray(result.setAside) ? result.setAside.length : 0;
}

/** Whether two manifests are of the same run, finished or not. The teacher's address may change: its model is the same. */
export function sameRun(left: Manifest, right: Manifest): boolean {
  const essence = ({ status: _status, result: _result, worldTarget: _target, ...rest }: Manifest) =>
    canonicalJson({
      ...rest,
      teacher: { ...rest.teacher, parameters: withoutAddress(rest.teacher.parameters) },
    } as unknown as Json);
  return essence(left) === essence(right);
}

function withoutAddress(parameters: Json): Json {
  if (!isObject(parameters)) return parameters;
  const { baseUrl: _address, ...rest } = parameters as Readonly<Record<string, Json>>;
  return rest;
}

/** Whether two manifests ask for the same run of signatures that may have changed between them. */
export function sameRequest(left: Manifest, right: Manifest): boolean {
  const plain = (manifest: Manifest) => ({ ...manifest, catalogHash: '', functions: 0, codeVersion: '' });
  return sameRun(plain(left), plain(right));
}
