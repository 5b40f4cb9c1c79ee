import { plural } from '../../plural.ts';
import type { Counts, GraphModel } from './model.ts';

export interface NoEdgesProps {
  readonly model: GraphModel;
  readonly counts: Counts;
  /** The drawing shows one function's neighbourhood. */
  readonly alone: boolean;
  showAll(): void;
}

/** Named in the hint at most. */
const NAMED = 3;

/** Why no edge is drawn, and what would bring some. */
export function NoEdges({ model, counts, alone, showAll }: NoEdgesProps) {
  const hidden = model.view.edges.length > 0;
  return (
    <div class="no-edges" role="note">
      <h2>{hidden ? 'No edge to show' : 'No edges'}</h2>
      {hidden ? (
        <>
          <p>
            {alone ? 'Nothing that the filters leave feeds this function, or is fed by it.' : 'The filters hide'}
            {!alone &&
              ` ${model.view.edges.length === 1 ? 'the only edge' : `all ${plural(model.view.edges.length, 'edge')}`}.`}
          </p>
          <button type="button" class="button" onClick={showAll}>
            Show All Edges
          </button>
        </>
      ) : (
        reasons(model, counts).map((reason) => <p key={reason}>{reason}</p>)
      )}
    </div>
  );
}

function reasons({ view, nodes }: GraphModel, counts: Counts): string[] {
  const silent = view.nodes.filter(({ inferredResponse }) => inferredResponse);
  const found: string[] = [];
  if (view.nodes.length === 1) found.push('One function alone has nothing to feed.');
  else found.push('No answer of one function is a parameter of another, as far as names, types and descriptions tell.');
  if (silent.length > 0) {
    const names = silent.slice(0, NAMED).map(({ id }) => nodes.get(id)?.name ?? id);
    const more = silent.length > NAMED ? ` and ${silent.length - NAMED} more` : '';
    found.push(
      `${names.join(', ')}${more} ${silent.length === 1 ? 'documents' : 'document'} no response: say what ${silent.length === 1 ? 'it returns' : 'they return'}, and Magnet can see what it feeds.`,
    );
  }
  if (counts.rejected > 0) found.push(`${plural(counts.rejected, 'edge')} rejected in magnet.graph.json.`);
  return found;
}
