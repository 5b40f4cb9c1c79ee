import type { TrajectoryRecord } from './types.ts';

/** The path of a record that no run of ours sampled. */
export function noPath(index: number): TrajectoryRecord['path'] {
  return { seed: '', index, turns: [], operations: [], stages: { walk: [], merge: [], insert: [], split: [] } };
}

/** Where a record comes from that no run of ours made: nothing is known of it. */
export function noProvenance(): TrajectoryRecord['provenance'] {
  return {
    teacher: '',
    model: '',
    parameters: {},
    promptHash: '',
    tokens: { input: 0, output: 0 },
    costUsd: 0,
    seed: '',
    world: '',
    codeVersion: '',
  };
}
