import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { JsonObject, OpenRunResult, RecordSummary, ReviewState } from '../../../../server/src/lsp/protocol.ts';
import { keepFocus } from '../../webview/focus.ts';
import { Help } from '../../webview/help.tsx';
import { isTyping, runKey } from '../../webview/keys.ts';
import type { FromRun } from '../messages.ts';
import type { CallActions } from './call.tsx';
import { viewRecord } from './conversation.ts';
import { type EditActions, Editing } from './editing.ts';
import { goTo, scrollTo } from './focus.ts';
import { Header } from './header.tsx';
import { RUN_KEYS, type RunKeyActions } from './keys.ts';
import { RecordList } from './list.tsx';
import { QueryHelp } from './queryHelp.tsx';
import { RecordBody } from './record.tsx';
import { ReviewBar } from './reviewBar.tsx';
import { neighbour } from './runList.ts';
import type { State } from './state.ts';
import { Search } from './text.tsx';

interface RunProps {
  readonly state: State;
  readonly run: OpenRunResult;
  /** What the list is filtered by. */
  readonly query: string;
  post(message: FromRun): void;
  pick(index: number): void;
  openSignature(name: string): void;
  setQuery(query: string): void;
  update(change: Partial<State>): void;
  /** Shows decisions before they are written. */
  decided(rows: readonly RecordSummary[]): void;
}

const WIDE = 1000;

/** A run: the list of its records, and one of them. */
export function Run(props: RunProps) {
  const { state, run, post, pick } = props;
  const { record, index, list } = state;
  const [text, setText] = useState('');
  const [hit, setHit] = useState(0);
  const [isListed, setListed] = useState(window.innerWidth >= WIDE && list.total > 1);
  const [help, setHelp] = useState(false);
  const body = useRef<HTMLElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const filterBox = useRef<HTMLInputElement>(null);
  const view = useMemo(() => (record === undefined ? undefined : viewRecord(record)), [record]);
  const [hits, setHits] = useState(0);
  // A new value draws every message again: one is made only when something of it changed.
  const editing = useMemo(() => editActions(props), [run.format, index, state.target, state.answer, state.left]);
  const shownIndex = useRef(-1);

  useEffect(() => setHits(body.current?.querySelectorAll('mark').length ?? 0), [text, view]);
  useEffect(() => {
    if (record === undefined) return;
    // A record that was edited stays where it is.
    if (shownIndex.current !== index) body.current?.scrollTo(0, 0);
    shownIndex.current = index;
  }, [record]);
  // What had the focus may be gone with the record, the editor or the list.
  useLayoutEffect(() => keepFocus(body.current), [index, record, state.target, isListed, help]);

  const step = (by: 1 | -1) => {
    const next = neighbour(list, index, by);
    if (next !== undefined) pick(next);
  };
  const decide = (decision: ReviewState) => {
    const summary = list.rows.get(index);
    if (summary !== undefined) props.decided([{ ...summary, review: decision }]);
    post({ type: 'review', indices: [index], state: decision });
    if (decision !== 'unreviewed') step(1);
  };
  const nextHit = (by: 1 | -1) => {
    const marks = [...(body.current?.querySelectorAll<HTMLElement>('mark') ?? [])];
    if (marks.length === 0 || body.current === null) return;
    const at = (hit + by + marks.length) % marks.length;
    setHit(at);
    marks.forEach((mark, place) => {
      mark.classList.toggle('current', place === at);
    });
    const mark = marks[at];
    if (mark !== undefined) scrollTo(body.current, mark, 'middle');
  };
  const toggleList = () => setListed(!isListed);
  const keys: RunKeyActions = {
    stepRecord: step,
    stepTurn: (by) => stepTurn(body.current, by),
    divergence: () => goTo(body.current, document.getElementById('divergence'), 'middle'),
    search: () => searchBox.current?.focus(),
    filter: () => {
      setListed(true);
      setTimeout(() => filterBox.current?.focus());
    },
    nextHit,
    toggleList,
    decide,
    undo: () => post({ type: 'undoReview' }),
    copy: () => post({ type: 'share', index, as: 'json' }),
    help: () => setHelp(true),
  };
  // Before the next key comes, not after the next picture: of two quick presses the second would be for the record before.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isTyping(event) && !event.defaultPrevented && runKey(event, keys, RUN_KEYS)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const actions: CallActions = {
    openSignature: props.openSignature,
    resend: (name: string, args: JsonObject) => post({ type: 'resend', function: name, arguments: args }),
  };

  return (
    <div class={`app${isListed ? ' with-list' : ''}`}>
      <Header
        run={run}
        list={list}
        index={index}
        record={record}
        query={text}
        hits={hits}
        searchBox={searchBox}
        setQuery={(words) => {
          setText(words);
          setHit(-1);
        }}
        nextHit={nextHit}
        step={step}
        isListed={isListed}
        toggleList={toggleList}
        share={(as) => post({ type: 'share', index, as })}
        shareRun={() => post({ type: 'shareRun' })}
        openSource={() => post({ type: 'openSource' })}
        card={() => post({ type: 'card' })}
        help={keys.help}
      />
      {isListed && (
        <RecordList
          list={list}
          current={index}
          query={props.query}
          filterBox={filterBox}
          pick={pick}
          setQuery={props.setQuery}
          want={(indices) => post({ type: 'rows', indices })}
          decideAll={(decision) => post({ type: 'review', indices: list.found?.hits ?? [], state: decision })}
        />
      )}
      <main class="body scroll" ref={body} tabIndex={-1} aria-label={`Record ${index + 1}`}>
        <Broken run={run} total={list.total} />
        {state.error !== undefined && (
          <p class="notice bad" role="alert">
            {state.error}
          </p>
        )}
        {list.total === 0 && (
          <p class="notice muted">
            {run.broken.length > 0
              ? 'Nothing in this file could be read as a conversation.'
              : (state.nothing?.words ?? 'This run has no record.')}{' '}
            {state.nothing?.dropped === true && (
              <button type="button" class="link" onClick={() => post({ type: 'dropped' })}>
                Show What Was Dropped
              </button>
            )}
          </p>
        )}
        {record !== undefined && view !== undefined && (
          <Search.Provider value={text.trim().toLowerCase()}>
            <Editing.Provider value={editing}>
              <ReviewBar
                record={record}
                summary={list.rows.get(index)}
                undoable={state.undoable}
                decide={decide}
                undo={keys.undo}
                note={(note) => {
                  const decision = list.rows.get(index)?.review ?? 'unreviewed';
                  post({ type: 'review', indices: [index], state: decision, note });
                }}
              />
              <RecordBody key={index} record={record} view={view} actions={actions} />
            </Editing.Provider>
          </Search.Provider>
        )}
      </main>
      {help && (
        <Help keys={RUN_KEYS} close={() => setHelp(false)}>
          <QueryHelp fields={state.fields} />
        </Help>
      )}
    </div>
  );
}

function editActions({ state, run, post, update }: RunProps): EditActions {
  const { index, target, answer, left } = state;
  return {
    target,
    answer,
    left,
    begin: (next) => update({ target: next, answer: undefined, left: undefined }),
    cancel: () => update({ target: undefined, answer: undefined, left: target }),
    preview: (edit) => post({ type: 'edit', index, edit }),
    isOurs: run.format === 'magnet',
    makePair: (edit, reason) => post({ type: 'makePair', index, edit, reason }),
    save: (edit, reason) => post({ type: 'edit', index, edit, reason, save: true }),
    askAgain: (turn, part) => post({ type: 'askAgain', index, turn, part }),
  };
}

const TURN_SLACK = 12;

function stepTurn(body: HTMLElement | null, by: 1 | -1): void {
  if (body === null) return;
  const turns = [...body.querySelectorAll<HTMLElement>('.turn')];
  const top = (turn: HTMLElement) => turn.getBoundingClientRect().top - body.getBoundingClientRect().top;
  const next =
    by === 1 ? turns.find((turn) => top(turn) > TURN_SLACK) : turns.findLast((turn) => top(turn) < -TURN_SLACK);
  goTo(body, next ?? null);
}

const SHOWN_BROKEN = 20;

/** Lines that could not be read are told, never hidden. */
function Broken({ run: { broken }, total }: { readonly run: OpenRunResult; readonly total: number }) {
  if (broken.length === 0) return null;
  return (
    <details class="notice" open={total === 0}>
      <summary>
        <span class="bad">
          {broken.length} line{broken.length === 1 ? '' : 's'} could not be read
        </span>
      </summary>
      <ul>
        {broken.slice(0, SHOWN_BROKEN).map(({ line, reason }, at) => (
          <li key={at}>
            line {line}: {reason}
          </li>
        ))}
      </ul>
      {broken.length > SHOWN_BROKEN && <p class="muted">and {broken.length - SHOWN_BROKEN} more</p>}
    </details>
  );
}
