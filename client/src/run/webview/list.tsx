import { useMemo, useRef, useState } from 'preact/hooks';
import type { RecordSummary } from '../../../../server/src/lsp/protocol.ts';

interface ListProps {
  readonly records: readonly RecordSummary[];
  readonly current: number;
  pick(index: number): void;
}

const ROW = 42;
const MARGIN = 12;

/** Records of the run; only the rows in view exist, so a run of any length scrolls alike. */
export function RecordList({ records, current, pick }: ListProps) {
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState('');
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const kinds = useMemo(() => [...new Set(records.map((record) => record.kind))].sort(), [records]);
  const shown = useMemo(() => filter(records, query, kind), [records, query, kind]);
  const height = box.current?.clientHeight ?? 800;
  const first = Math.max(0, Math.floor(top / ROW) - MARGIN);
  const last = Math.min(shown.length, Math.ceil((top + height) / ROW) + MARGIN);
  const at = shown.findIndex((record) => record.index === current);
  const move = (by: number) => {
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next === undefined) return;
    pick(next.index);
    const row = shown.indexOf(next) * ROW;
    const element = box.current;
    if (element !== null && (row < element.scrollTop || row + ROW > element.scrollTop + height)) {
      element.scrollTop = row - height / 2;
    }
  };
  return (
    <nav class="records" aria-label="Records">
      <div class="filter">
        <input
          class="field"
          type="search"
          placeholder="Filter records"
          aria-label="Filter records"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        {kinds.length > 1 && (
          <select class="field" aria-label="Kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
            <option value="">All kinds</option>
            {kinds.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <div
        ref={box}
        class="rows scroll"
        role="listbox"
        tabIndex={0}
        aria-label={`${shown.length} records`}
        aria-activedescendant={at < 0 ? undefined : `record-${current}`}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          move(by);
        }}
      >
        <div class="all" style={{ height: `${shown.length * ROW}px` }}>
          {shown.slice(first, last).map((record, offset) => (
            <div
              key={record.index}
              id={`record-${record.index}`}
              class="record"
              role="option"
              tabIndex={-1}
              aria-selected={record.index === current}
              style={{ top: `${(first + offset) * ROW}px` }}
              onClick={() => pick(record.index)}
              onKeyDown={(event) => event.key === 'Enter' && pick(record.index)}
            >
              <div class="title">
                <span class="muted">{record.index + 1}</span> {record.title || record.id}
              </div>
              <div class="muted facts">
                {record.kind} · {record.turns} turn{record.turns === 1 ? '' : 's'} · {record.calls} call
                {record.calls === 1 ? '' : 's'}
                {record.errorType !== undefined && ` · error ${record.errorType}`}
              </div>
            </div>
          ))}
        </div>
        {shown.length === 0 && <p class="muted none">No record fits the filter.</p>}
      </div>
    </nav>
  );
}

function filter(records: readonly RecordSummary[], query: string, kind: string): readonly RecordSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0 && kind === '') return records;
  return records.filter((record) => {
    if (kind !== '' && record.kind !== kind) return false;
    const error = record.errorType === undefined ? '' : `error ${record.errorType}`;
    const text = `${record.title} ${record.id} ${record.kind} ${record.pair ? 'pair' : ''} ${error}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
