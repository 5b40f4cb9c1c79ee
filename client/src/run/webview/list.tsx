import { useEffect, useRef, useState } from 'preact/hooks';
import type { RecordSummary } from '../../../../server/src/lsp/protocol.ts';
import { missingRows, type RunList, recordAt, rowOf, shownCount } from './runList.ts';

interface ListProps {
  readonly list: RunList;
  readonly current: number;
  readonly query: string;
  readonly filterBox: preact.RefObject<HTMLInputElement>;
  pick(index: number): void;
  setQuery(query: string): void;
  /** Asks for summaries that are not there yet. */
  want(indices: readonly number[]): void;
  /** Decides about all that is shown. */
  decideAll(state: 'accepted' | 'rejected'): void;
}

const ROW = 42;
const MARGIN = 12;
const PAGE = 10;
/** Summaries asked for around what is in view. */
const AHEAD = 60;

/** Records of the run; only the rows in view exist, so a run of any length scrolls alike. */
export function RecordList({ list, current, query, filterBox, pick, setQuery, want, decideAll }: ListProps) {
  const [top, setTop] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const count = shownCount(list);
  const height = box.current?.clientHeight ?? 800;
  const first = Math.max(0, Math.floor(top / ROW) - MARGIN);
  const last = Math.min(count, Math.ceil((top + height) / ROW) + MARGIN);
  const at = rowOf(list, current);
  useEffect(() => {
    const missing = missingRows(list, Math.max(0, first - AHEAD), Math.min(count, last + AHEAD));
    if (missing.length > 0) want(missing);
  }, [list.found, list.total, list.indexed, first, last]);
  // The record that is shown is in view, wherever it was chosen, and where a filter has moved it.
  useEffect(() => {
    const element = box.current;
    if (element === null || at < 0) return;
    // Measured here: while the list is drawn for the first time, its height is not known.
    const seen = element.clientHeight;
    if (at * ROW < element.scrollTop || at * ROW + ROW > element.scrollTop + seen)
      element.scrollTop = at * ROW - (seen - ROW) / 2;
  }, [current, list.found]);
  const move = (by: number) => {
    const next = recordAt(list, Math.min(count - 1, Math.max(0, at + by)));
    if (next !== undefined) pick(next);
  };
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  return (
    <nav class="records" aria-label="Records">
      <div class="filter">
        <input
          ref={filterBox}
          class="field"
          type="search"
          placeholder="Filter: words, error:3, tool:…"
          aria-label="Filter records"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'ArrowDown') box.current?.focus();
            else if (event.key === 'Escape') setQuery('');
            else return;
            event.preventDefault();
          }}
        />
      </div>
      <Progress list={list} decideAll={decideAll} />
      <div
        ref={box}
        class="rows scroll"
        role="listbox"
        tabIndex={0}
        aria-label={`${count} records`}
        aria-activedescendant={at < first || at >= last ? undefined : `record-${current}`}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE, Home: -count, End: count }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          move(by);
        }}
      >
        <div class="all" role="presentation" style={{ height: `${count * ROW}px` }}>
          {rows.map((row) => {
            const index = recordAt(list, row);
            return index === undefined ? null : (
              <Row key={index} index={index} row={row} summary={list.rows.get(index)} current={current} pick={pick} />
            );
          })}
        </div>
        {count === 0 && list.found?.next === undefined && <p class="muted none">No record fits the filter.</p>}
      </div>
    </nav>
  );
}

/** What was found, how far the run is read, and what can be done with all of it at once. */
function Progress({ list, decideAll }: Pick<ListProps, 'list' | 'decideAll'>) {
  const { found, total, indexed, complete } = list;
  const number = (count: number) => count.toLocaleString('en');
  return (
    <div class="progress muted" role="status">
      {found !== undefined && (
        <span>
          {number(found.hits.length)} of {number(total)}
          {found.next !== undefined && '…'}{' '}
          {found.hits.length > 0 && found.next === undefined && (
            <>
              ·{' '}
              <button type="button" class="link" onClick={() => decideAll('accepted')}>
                Accept all
              </button>
              {' · '}
              <button type="button" class="link" onClick={() => decideAll('rejected')}>
                Reject all
              </button>
            </>
          )}
        </span>
      )}
      {!complete && (
        <span>
          {number(indexed)} of {number(total)} read
        </span>
      )}
      {found?.problems.map((problem) => (
        <span key={problem} class="bad">
          {problem}
        </span>
      ))}
    </div>
  );
}

const STATES = {
  accepted: { sign: '✓', tone: 'good', words: 'accepted' },
  rejected: { sign: '✗', tone: 'bad', words: 'rejected' },
  flagged: { sign: '⚑', tone: 'flagged', words: 'flagged' },
} as const;

/** What was decided about a record, in words: beside a record that is read, a sign alone is overlooked. */
export function ReviewPill({ summary }: { readonly summary: Pick<RecordSummary, 'review' | 'edited'> }) {
  const state = summary.review === undefined || summary.review === 'unreviewed' ? undefined : STATES[summary.review];
  return (
    <span role="status" class="review-state">
      {state !== undefined && (
        <span class={`pill ${state.tone}`}>
          <span aria-hidden="true">{state.sign}</span> {state.words}
        </span>
      )}
      {summary.edited === true && (
        <span class="pill">
          <span aria-hidden="true">✎</span> edited
        </span>
      )}
    </span>
  );
}

/** What was decided about a record, as a sign; nothing where nothing was. */
export function ReviewSign({ summary }: { readonly summary: Pick<RecordSummary, 'review' | 'edited'> }) {
  const state = summary.review === undefined || summary.review === 'unreviewed' ? undefined : STATES[summary.review];
  return (
    <>
      {state !== undefined && (
        <span class={`${state.tone} sign`} title={state.words}>
          <span aria-hidden="true">{state.sign}</span>
          <span class="sr-only">{state.words}</span>
        </span>
      )}
      {summary.edited === true && (
        <span class="sign muted" title="edited">
          <span aria-hidden="true">✎</span>
          <span class="sr-only">edited</span>
        </span>
      )}
    </>
  );
}

interface RowProps {
  readonly index: number;
  readonly row: number;
  readonly summary: RecordSummary | undefined;
  readonly current: number;
  pick(index: number): void;
}

function Row({ index, row, summary, current, pick }: RowProps) {
  return (
    <div
      id={`record-${index}`}
      class="record"
      role="option"
      tabIndex={-1}
      aria-selected={index === current}
      style={{ top: `${row * ROW}px` }}
      onClick={() => pick(index)}
      onKeyDown={(event) => event.key === 'Enter' && pick(index)}
    >
      <div class="title">
        <span class="muted">{index + 1}</span> <bdi>{summary === undefined ? '…' : summary.title || summary.id}</bdi>
      </div>
      {summary !== undefined && (
        <div class="muted facts">
          <ReviewSign summary={summary} />
          {summary.kind} · {summary.turns} turn{summary.turns === 1 ? '' : 's'} · {summary.calls} call
          {summary.calls === 1 ? '' : 's'}
          {(summary.errorType ?? 0) > 0 && ` · error ${summary.errorType}`}
          {(summary.invalid ?? 0) > 0 && <span class="bad"> · {summary.invalid} invalid</span>}
        </div>
      )}
    </div>
  );
}
