import { plural } from '../../plural.ts';
import { categoryOf, type GraphModel, type KINDS } from './model.ts';
import type { Scene } from './scene.ts';
import type { State } from './state.ts';

type EdgeKind = (typeof KINDS)[number];

/** What an edge of a kind says, for the legend and the titles of the chips. */
export const KIND_SENTENCES: Readonly<Record<EdgeKind, string>> = {
  input: 'the output is the whole input',
  part: 'the output is a part of the input',
  premise: 'must have run before',
};

/** The same in short, beside an edge's names. */
export const KIND_WORDS: Readonly<Record<EdgeKind, string>> = {
  input: 'whole input',
  part: 'part of the input',
  premise: 'premise',
};

/** Name of the drawing for screen readers. */
export function describe(model: GraphModel, state: State, scene: Scene): string {
  const where = state.steps > 0 ? `, ${plural(state.steps, 'step')} around ${state.selected}` : '';
  return `Dependency graph: ${scene.layout.places.size} of ${plural(model.nodes.size, 'function')}, ${plural(scene.edges.length, 'edge')}${where}. Arrow keys move, question mark lists all keys, T shows a table.`;
}

/** What a screen reader is told when the selection moves. */
export function announce(model: GraphModel, { selected, edge }: State): string | undefined {
  const entry = edge === undefined ? undefined : model.edges.get(edge);
  if (entry !== undefined) {
    return `${entry.edge.from} to ${entry.edge.to}, ${entry.edge.kind}, confidence ${entry.edge.score.toFixed(2)}`;
  }
  const node = selected === undefined ? undefined : model.nodes.get(selected);
  if (node === undefined) return undefined;
  const fed = model.incoming.get(node.id)?.length ?? 0;
  const feeds = model.outgoing.get(node.id)?.length ?? 0;
  return `${node.name}, ${categoryOf(node)}, fed by ${fed}, feeds ${feeds}`;
}
