import { useState } from 'preact/hooks';
import { categoryOf, type GraphModel, type ModelEdge } from './model.ts';

export interface TableProps {
  readonly model: GraphModel;
  /** Functions in the order to show, already filtered. */
  readonly ids: readonly string[];
  readonly selected: string | undefined;
  passes(entry: ModelEdge): boolean;
  select(id: string): void;
  open(id: string): void;
  onKey(event: KeyboardEvent): boolean;
}

const PAGE = 200;
const NAMES = 6;

/** The same graph as rows: for screen readers, for the keyboard, and for whoever reads tables faster. */
export function GraphTable({ model, ids, selected, passes, select, open, onKey }: TableProps) {
  const [pages, setPages] = useState(1);
  const shown = ids.slice(0, pages * PAGE);
  const at = selected === undefined ? -1 : shown.indexOf(selected);
  const names = (entries: readonly ModelEdge[] | undefined, end: 'from' | 'to') => {
    const live = (entries ?? []).filter(passes).sort((a, b) => b.edge.score - a.edge.score);
    const text = live.slice(0, NAMES).map((entry) => model.nodes.get(entry.edge[end])?.name ?? entry.edge[end]);
    return `${text.join(', ')}${live.length > NAMES ? `, ${live.length - NAMES} more` : ''}`;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
      if (next !== undefined) {
        select(next);
        const table = (event.currentTarget as HTMLElement).closest('table');
        requestAnimationFrame(() => table?.querySelector<HTMLElement>('[aria-current=true]')?.focus());
      }
      event.preventDefault();
    } else if (onKey(event)) event.preventDefault();
  };
  return (
    <div class="table scroll">
      <table aria-rowcount={ids.length}>
        <caption class="sr-only">Functions, what feeds them and what they feed</caption>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">Category</th>
            <th scope="col">Fed by</th>
            <th scope="col">Feeds</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((id, index) => {
            const node = model.nodes.get(id);
            if (node === undefined) return null;
            return (
              <tr
                key={id}
                class={id === selected ? 'selected' : undefined}
                onClick={() => select(id)}
                onDblClick={() => open(id)}
              >
                <td class="mono">
                  <button
                    type="button"
                    class="link plain"
                    tabIndex={index === Math.max(0, at) ? 0 : -1}
                    aria-current={id === selected}
                    onKeyDown={onKeyDown}
                  >
                    {id}
                  </button>
                </td>
                <td>{categoryOf(node)}</td>
                <td class="mono">{names(model.incoming.get(id), 'from')}</td>
                <td class="mono">{names(model.outgoing.get(id), 'to')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {ids.length > shown.length && (
        <button type="button" class="button more" onClick={() => setPages(pages + 1)}>
          Show {Math.min(PAGE, ids.length - shown.length)} more of {(ids.length - shown.length).toLocaleString('en')}
        </button>
      )}
    </div>
  );
}
