import type { Workspace } from '../language/index.ts';
import type { GraphService } from './graph.ts';
import type { ObservedAnswers } from './observed.ts';
import type { Project } from './project.ts';

/** The workspace as features see it: the newest catalog, and the graph when it is asked for. */
export function createWorkspaceView(
  project: Project,
  keeper: GraphService,
  observed: ObservedAnswers,
): () => Workspace {
  let last: Workspace | undefined;
  return () => {
    const { catalog } = project;
    if (last?.catalog === catalog) return last;
    last = {
      catalog,
      graph: () => keeper.deriveIfQuick(),
      domain: () => keeper.domain(),
      observed: (id) => observed.get(id),
    };
    return last;
  };
}
