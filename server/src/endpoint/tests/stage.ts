import type { GraphFunction } from '../../graph/index.ts';
import { functionOfTool, type TrajectoryRecord } from '../../trajectory/index.ts';
import { createSimulatedWorld, type World } from '../../world/index.ts';
import { createRecordedWorld } from '../engine/recorded-world.ts';

/** Functions that a run may have been made from, with their hash. */
export interface KnownCatalog {
  readonly hash: string;
  readonly functions: readonly GraphFunction[];
}

export interface RecordStage {
  readonly world: World;
  readonly functions: readonly GraphFunction[];
  /** `recorded`: calls are answered from the record's own outputs, and checked against its own tools. */
  readonly kind: 'simulated' | 'recorded';
}

/** The record answers itself: nothing runs, and no signature file is needed. */
export function recordedStage(record: TrajectoryRecord): RecordStage {
  const functions = record.tools.map(functionOfTool);
  return { world: createRecordedWorld(record, functions), functions, kind: 'recorded' };
}

/**
 * What records are played in where nobody names a world: the simulated world of the functions that a record was made
 * from, where they are known unchanged; else, and for a record of a real world, its own outputs.
 */
export function createStages(catalogs: Iterable<KnownCatalog>): (record: TrajectoryRecord) => RecordStage {
  const byHash = new Map<string, readonly GraphFunction[]>();
  for (const { hash, functions } of catalogs) if (!byHash.has(hash)) byHash.set(hash, functions);
  const worlds = new Map<string, RecordStage>();
  return (record) => {
    const functions = byHash.get(record.catalogHash);
    if (functions === undefined || (record.provenance?.world ?? 'simulated') !== 'simulated')
      return recordedStage(record);
    const known = worlds.get(record.catalogHash);
    const stage = known ?? { world: createSimulatedWorld(functions), functions, kind: 'simulated' as const };
    worlds.set(record.catalogHash, stage);
    return stage;
  };
}
