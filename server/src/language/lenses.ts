import type { SignatureDocument, Span } from '../signature/index.ts';
import { entriesOf } from './at.ts';
import { nameSpan } from './symbol.ts';
import type { Workspace } from './types.ts';

export const LENSES = ['dependencies', 'send', 'generate'] as const;
export type LensKind = (typeof LENSES)[number];

/** A line of actions above a function. Titles are worded when the lens is seen. */
export interface Lens {
  readonly span: Span;
  readonly kind: LensKind;
  readonly id: string;
}

/** Functions that get lenses at most: an editor draws every one it is told of. */
const MAX_FUNCTIONS = 2_000;

export function lensesOf({ catalog }: Workspace, document: SignatureDocument): Lens[] {
  return entriesOf(catalog, document.uri)
    .slice(0, MAX_FUNCTIONS)
    .flatMap((entry): Lens[] => {
      const span = nameSpan(entry);
      return span === undefined ? [] : LENSES.map((kind) => ({ span, kind, id: entry.id }));
    });
}

/** The words of a lens; undefined while the graph is not there yet. */
export function lensTitle(workspace: Workspace, kind: LensKind, id: string): string | undefined {
  if (kind === 'send') return 'Send';
  if (kind === 'generate') return 'Generate';
  const graph = workspace.graph();
  if (graph?.index(id) === undefined) return undefined;
  const feeds = graph.outgoing(id).length;
  const fed = graph.incoming(id).length;
  return feeds === 0 && fed === 0 ? 'not connected' : `feeds ${feeds} · fed by ${fed}`;
}
