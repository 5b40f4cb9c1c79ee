import type { RefObject } from 'preact';
import type { OpenRunResult, TrajectoryRecord } from '../../../../server/src/lsp/protocol.ts';
import { SearchBox } from '../../webview/search.tsx';
import { errorName } from './record.tsx';

export interface HeaderProps {
  readonly run: OpenRunResult;
  readonly index: number;
  readonly record: TrajectoryRecord | undefined;
  readonly query: string;
  readonly hits: number;
  readonly searchBox: RefObject<HTMLInputElement>;
  readonly list: boolean;
  setQuery(query: string): void;
  nextHit(by: 1 | -1): void;
  step(by: 1 | -1): void;
  toggleList(): void;
  copy(): void;
  openSource(): void;
  help(): void;
}

/** What is open, at a glance: which record of how many, what kind, what is proved. */
export function Header(props: HeaderProps) {
  const { run, index, record } = props;
  const position = run.records.findIndex((item) => item.index === index);
  const summary = run.records[position];
  const count = run.records.length.toLocaleString('en');
  return (
    <header class="head">
      <h1>
        {run.title}
        {run.records.length > 0 && ` · record ${(position + 1).toLocaleString('en')} of ${count}`}
      </h1>
      <button
        type="button"
        class="button small"
        aria-label="Previous record"
        disabled={position <= 0}
        onClick={() => props.step(-1)}
      >
        ‹
      </button>
      <button
        type="button"
        class="button small"
        aria-label="Next record"
        disabled={position >= run.records.length - 1}
        onClick={() => props.step(1)}
      >
        ›
      </button>
      {run.format !== 'magnet' && <span class="pill">{run.format}</span>}
      {summary !== undefined && (
        <>
          <span class="pill">{summary.pair ? `${summary.kind} pair` : summary.kind}</span>
          <span class="pill">
            {summary.turns} turn{summary.turns === 1 ? '' : 's'} · {summary.calls} call{summary.calls === 1 ? '' : 's'}
          </span>
        </>
      )}
      {record !== undefined && <Certificates record={record} />}
      {record?.divergesAt !== undefined && (
        <span class="pill" title={errorName(record.divergesAt.errorType)}>
          error type {record.divergesAt.errorType}
        </span>
      )}
      <div class="tools-right">
        <SearchBox
          label="Search in this record"
          value={props.query}
          hits={props.query === '' ? undefined : props.hits}
          box={props.searchBox}
          change={props.setQuery}
          enter={(back) => props.nextHit(back ? -1 : 1)}
          leave={() => props.setQuery('')}
        />
        {run.records.length > 1 && (
          <button type="button" class="button" aria-pressed={props.list} title="Records (L)" onClick={props.toggleList}>
            Records
          </button>
        )}
        <button
          type="button"
          class="button"
          title="Copy the record as JSON (C)"
          disabled={record === undefined}
          onClick={props.copy}
        >
          Copy
        </button>
        <button type="button" class="button" title="Open the file itself" onClick={props.openSource}>
          File
        </button>
        <button type="button" class="button" aria-label="Keyboard help" title="Keyboard help (?)" onClick={props.help}>
          ?
        </button>
      </div>
    </header>
  );
}

/** `✓ 4 certificates`, opening to what each one proves. */
function Certificates({ record: { certificates } }: { readonly record: TrajectoryRecord }) {
  if (certificates.length === 0) return null;
  const held = certificates.filter(({ holds }) => holds).length;
  const all = held === certificates.length;
  return (
    <details class="certificates">
      <summary class={`pill ${all ? 'good' : 'bad'}`}>
        {all ? '✓' : '✗'} {all ? held : `${held} of ${certificates.length}`} certificate
        {certificates.length === 1 ? '' : 's'}
      </summary>
      <ul>
        {certificates.map(({ kind, turn, holds, detail }) => (
          <li key={`${kind} ${turn}`}>
            <span class={holds ? 'good' : 'bad'}>{holds ? '✓' : '✗'}</span> <b>{kind}</b>{' '}
            <span class="muted">turn {turn + 1}</span>
            <div>{detail}</div>
          </li>
        ))}
      </ul>
    </details>
  );
}
