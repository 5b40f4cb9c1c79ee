import { classify, type DependencyGraph, type GraphFunction } from '../graph/index.ts';
import type { Teacher } from '../teacher/index.ts';
import { createSimulatedWorld, isSimulatedWorld, type World } from '../world/index.ts';
import { toolNames } from './names.ts';
import type { GenerationContext } from './session.ts';
import type { Student } from './student.ts';
import { createToolPool, teacherFunctions } from './tools.ts';

export interface GenerationInput {
  readonly functions: readonly GraphFunction[];
  readonly graph: DependencyGraph;
  readonly world: World;
  readonly teacher: Teacher;
  readonly catalogHash: string;
  readonly codeVersion: string;
  readonly extraTools: number;
  /** Where repairs are counted. */
  readonly repairs?: Map<string, number>;
  readonly student?: Student;
  /** Where the student's replies are counted. */
  readonly studentCounts?: Map<string, number>;
  readonly signal?: AbortSignal;
}

/** Derives once what all records of a run share. */
export function createGenerationContext(input: GenerationInput): GenerationContext {
  const names = toolNames(input.functions);
  const labels = new Map(input.graph.nodes.map((node) => [node.id, node]));
  const byId = new Map(input.functions.map((item) => [item.id, item]));
  return {
    functions: byId,
    tools: teacherFunctions(input.functions, names),
    names,
    pool: createToolPool(input.functions, (id) => labels.get(id) ?? labelOf(byId.get(id))),
    graph: input.graph,
    world: input.world,
    // A simulated world proposes from the very records it answers from, and makes each value once.
    proposer: isSimulatedWorld(input.world) ? input.world : createSimulatedWorld(input.functions),
    teacher: input.teacher,
    catalogHash: input.catalogHash,
    codeVersion: input.codeVersion,
    extraTools: input.extraTools,
    repairs: input.repairs ?? new Map(),
    ...(input.student === undefined ? {} : { student: input.student }),
    studentCounts: input.studentCounts ?? new Map(),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  };
}

function labelOf(item: GraphFunction | undefined): { category: string; toolClass: string } {
  return item === undefined ? { category: 'misc', toolClass: '' } : classify(item.signature);
}
