import { readFileSync } from 'node:fs';
import { buildGraph } from '../../../server/src/graph/index.ts';
import { beforeSplit, createPathSampler, type PathTurn, type SignaturePath } from '../../../server/src/path/index.ts';
import { buildCatalog, catalogHash, parseDocument } from '../../../server/src/signature/index.ts';
import { createOfflineTeacher, type Teacher } from '../../../server/src/teacher/index.ts';
import { PathFailure } from '../../../server/src/trajectory/failure.ts';
import {
  createGenerationContext,
  type GenerationContext,
  generateRecord,
  SYSTEM_PROMPT,
  type TrajectoryRecord,
} from '../../../server/src/trajectory/index.ts';
import { PositiveMaker } from '../../../server/src/trajectory/positive/index.ts';
import type { Positive, PositivePlan } from '../../../server/src/trajectory/positive/types.ts';
import { createSimulatedWorld, type World } from '../../../server/src/world/index.ts';

export const AIRLINE = readFileSync(new URL('../../../examples/airline/airline.fsig', import.meta.url), 'utf8');

/** A context over signatures written in the test. */
export function contextOf(
  fsig: string,
  options: { world?: World; teacher?: Teacher; extraTools?: number } = {},
  form: 'fsig' | 'json' = 'fsig',
): GenerationContext {
  const catalog = buildCatalog([parseDocument(`file:///test.${form}`, fsig)]);
  return createGenerationContext({
    functions: catalog.entries,
    graph: buildGraph(catalog.entries),
    world: options.world ?? createSimulatedWorld(catalog.entries),
    teacher: options.teacher ?? createOfflineTeacher(),
    catalogHash: catalogHash(catalog),
    codeVersion: 'test',
    extraTools: options.extraTools ?? 4,
  });
}

export function samplerOf(context: GenerationContext, seed = 'test') {
  return createPathSampler(context.graph, { seed }, [...context.functions.values()]);
}

/** Records of the first paths, every other one as it is before Split; every path must give one. */
export async function recordsOf(context: GenerationContext, count: number): Promise<TrajectoryRecord[]> {
  const sampler = samplerOf(context);
  const records: TrajectoryRecord[] = [];
  for (let index = 0; index < count; index += 1) {
    const errorType = ((index % 5) + 1) as 1 | 2 | 3 | 4 | 5;
    // Few references allow another mistake of type 3 than to ask for what an earlier turn gave.
    const manner = errorType === 3 ? ({ manner: 'ask' } as const) : {};
    const path = index % 2 === 0 ? sampler.sample(index) : beforeSplit(sampler.sample(index));
    const made = await generateRecord(
      { id: `r${index}`, index, kind: 'multi-turn', seed: `s${index}`, path, errorType, ...manner },
      context,
    );
    if (made.ok) records.push(made.record);
  }
  return records;
}

/** The positive side along turns that offer exactly these functions. */
export async function makePositive(
  {
    turns,
    offered,
    ...plan
  }: Omit<PositivePlan, 'offered'> & { readonly turns: readonly PathTurn[]; readonly offered: readonly string[] },
  context: GenerationContext,
): Promise<Positive> {
  const maker = new PositiveMaker({ ...plan, offered: () => offered }, context);
  await maker.outline(turns);
  return maker.write();
}

/** The first positive side of a sampled path that satisfies `wanted`. */
export async function findPositive(
  context: GenerationContext,
  wanted: (positive: Positive) => boolean,
): Promise<Positive> {
  const sampler = samplerOf(context, 'positive');
  for (let index = 0; index < 200; index += 1) {
    const path: SignaturePath = sampler.sample(index);
    const offered = [
      ...new Set(
        path.turns.flatMap((turn) => [
          ...turn.functions,
          ...(turn.missing === undefined ? [] : [turn.missing.function]),
        ]),
      ),
    ];
    try {
      const positive = await makePositive(
        { turns: path.turns, seed: `p${index}`, offered, system: SYSTEM_PROMPT, distinct: false },
        context,
      );
      if (wanted(positive)) return positive;
    } catch (error) {
      if (!(error instanceof PathFailure)) throw error;
    }
  }
  throw new Error('no sampled path gives such a trajectory');
}
