import type { DependencyGraph } from '../../graph/index.ts';
import { lookForTools, nameSpan } from '../../language/index.ts';
import type { CatalogEntry } from '../../signature/index.ts';
import { catalogOfNamed, graphOfNamed } from '../named-files.ts';
import type { FunctionItem, GraphView, GraphViewNode, SignatureDetail } from '../protocol.ts';
import { entriesIn, graphOf, placeOf } from '../scope.ts';
import type { Session } from '../session.ts';
import { onRequest } from './request.ts';

/** What the workspace holds: functions and graph. */
export function registerWorkspaceRequests(session: Session): void {
  onRequest(session, 'magnet/functions', (scope) =>
    entriesIn(session, scope).map((entry): FunctionItem => {
      const { description, category } = entry.signature;
      return { id: entry.id, description, category, place: namePlace(session, entry) };
    }),
  );
  onRequest(session, 'magnet/lookForTools', ({ uri, text }) => {
    const { project } = session;
    return { ...lookForTools(String(uri), String(text)), covered: project.matches(project.uris.key(String(uri))) };
  });
  onRequest(session, 'magnet/graphPage', async ({ picture, ...scope }) => {
    const { graphPage } = await import('../../dataset/index.ts');
    const entries = entriesIn(session, scope);
    const { catalog } = session.project;
    const page = graphPage('Dependency graph', {
      ...(await graphOf(session, entries)),
      rejected: session.graph.rejected(),
      describe: (id) => catalog.get(id)?.signature.description ?? '',
      ...(typeof picture === 'string' ? { picture } : {}),
    });
    return { page };
  });
  onRequest(session, 'magnet/signature', ({ function: id }) => {
    const entry = session.project.catalog.get(String(id));
    return entry === undefined ? null : signatureDetail(session, entry);
  });
  onRequest(session, 'magnet/graph', async ({ read, ...scope }) => {
    const named = read === true ? await catalogOfNamed(session, scope.uris) : undefined;
    if (named !== undefined) return graphView(session, named.entries, graphOfNamed(session, named));
    const entries = entriesIn(session, scope);
    return graphView(session, entries, await graphOf(session, entries));
  });
}

function namePlace(session: Session, entry: CatalogEntry) {
  return placeOf(session, entry, nameSpan(entry)?.start ?? 0);
}

function signatureDetail(session: Session, entry: CatalogEntry): SignatureDetail {
  const { description, parameters, response } = entry.signature;
  const place = namePlace(session, entry);
  return { id: entry.id, description, parameters, place, ...(response === undefined ? {} : { response }) };
}

function graphView(session: Session, entries: readonly CatalogEntry[], graph: DependencyGraph): GraphView {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const nodes = graph.nodes.flatMap((node): GraphViewNode[] => {
    const entry = byId.get(node.id);
    if (entry === undefined) return [];
    const { name, namespace, description } = entry.signature;
    return [{ ...node, name, namespace, description, place: namePlace(session, entry) }];
  });
  return { nodes, edges: graph.edges, rejected: session.graph.rejected(), version: session.project.version };
}
