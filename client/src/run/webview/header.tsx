import type { RefObject } from 'preact';
import type { OpenRunResult, ShareForm, TrajectoryRecord } from '../../../../server/src/lsp/protocol.ts';
import { SearchBox } from '../../webview/search.tsx';
import { ReviewPill } from './list.tsx';
import { errorName, isLabelled } from './record.tsx';
import { neighbour, type RunList, rowOf, shownCount } from './runList.ts';
import { ShareMenu } from './shareMenu.tsx';

export interface HeaderProps {
  readonly run: OpenRunResult;
  readonly list: RunList;
  readonly index: number;
  readonly record: TrajectoryRecord | undefined;
  readonly query: string;
  readonly hits: number;
  readonly searchBox: RefObject<HTMLInputElement>;
  readonly isListed: boolean;
  setQuery(query: string): void;
  nextHit(by: 1 | -1): void;
  step(by: 1 | -1): void;
  toggleList(): void;
  share(as: ShareForm): void;
  shareRun(): void;
  openSource(): void;
  card(): void;
  help(): void;
}

/** What is open, at a glance: which record of how many, what kind, what is proved. */
export function Header(props: HeaderProps) {
  const { run, list, index, record } = props;
  const summary = list.rows.get(index);
  const number = (count: number) => count.toLocaleString('en');
  const row = list.found === undefined ? -1 : rowOf(list, index);
  return (
    <header class="head">
      <h1>
        <bdi>{run.title}</bdi>
        {list.total > 0 && ` · record ${number(index + 1)} of ${number(list.total)}`}
        {row >= 0 && ` · ${number(row + 1)} of ${number(shownCount(list))} found`}
      </h1>
      <button
        type="button"
        class="button small"
        aria-label="Previous record"
        disabled={neighbour(list, index, -1) === undefined}
        onClick={() => props.step(-1)}
      >
        ‹
      </button>
      <button
        type="button"
        class="button small"
        aria-label="Next record"
        disabled={neighbour(list, index, 1) === undefined}
        onClick={() => props.step(1)}
      >
        ›
      </button>
      {run.format !== 'magnet' && run.format !== 'unknown' && <span class="pill">{run.format}</span>}
      {summary !== undefined && (
        <>
          <ReviewPill summary={summary} />
          <span class="pill">{summary.pair ? `${summary.kind} pair` : summary.kind}</span>
          <span class="pill">
            {summary.turns} turn{summary.turns === 1 ? '' : 's'} · {summary.calls} call{summary.calls === 1 ? '' : 's'}
          </span>
        </>
      )}
      {record !== undefined && <Certificates record={record} />}
      {record?.divergesAt !== undefined && isLabelled(record) && (
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
        {list.total > 1 && (
          <button
            type="button"
            class="button"
            aria-pressed={props.isListed}
            title="Records (L)"
            onClick={props.toggleList}
          >
            Records
          </button>
        )}
        <ShareMenu
          disabled={record === undefined}
          share={props.share}
          shareRun={list.total > 1 ? props.shareRun : undefined}
        />
        {run.format === 'magnet' && (
          <button type="button" class="button" title="Preview the card of this data set" onClick={props.card}>
            Card
          </button>
        )}
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
