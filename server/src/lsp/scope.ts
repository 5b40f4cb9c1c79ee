import { createGraph, type DependencyGraph } from '../graph/index.ts';
import type { CatalogEntry } from '../signature/index.ts';
import type { Place, Scope } from './protocol.ts';
import type { Session } from './session.ts';

/** Functions of the documents a request names; of the whole workspace when it names none. */
export function entriesIn(session: Session, scope: Scope): readonly CatalogEntry[] {
  const { entries } = session.project.catalog;
  const uris = Array.isArray(scope.uris) ? scope.uris : [];
  if (uris.length === 0) return entries;
  const wanted = new Set(uris.map((uri) => session.project.uris.key(String(uri))));
  return entries.filter((entry) => wanted.has(entry.document.uri));
}

/** The same, with what people stated about them beside the files. */
export function statedEntries(session: Session, scope: Scope): readonly CatalogEntry[] {
  const { statedCatalog } = session.graph;
  return entriesIn(session, scope).map((entry) => statedCatalog.get(entry.id) ?? entry);
}

/** The part of the workspace's graph between these functions. Ids are those of the whole workspace. */
export async function graphOf(session: Session, entries: readonly CatalogEntry[]): Promise<DependencyGraph> {
  const graph = await session.graph.settle();
  if (entries.length === graph.nodes.length) return graph;
  const ids = new Set(entries.map((entry) => entry.id));
  return createGraph(
    graph.nodes.filter((node) => ids.has(node.id)),
    graph.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)),
  );
}

/** Where a function's name is written. */
export function placeOf(session: Session, entry: CatalogEntry, offset: number): Place {
  const { line, character } = session.places.position(entry.document, offset);
  return { uri: session.project.uris.toClient(entry.document.uri), line, character };
}
