import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CallReport, JsonObject, OpenRunResult, ReadRecordResult } from '../../../../server/src/lsp/protocol.ts';
import type { PastCall } from '../../call/history.ts';
import { connect, listen } from '../../webview/api.ts';
import { Help } from '../../webview/help.tsx';
import { isTyping, runKey } from '../../webview/keys.ts';
import type { FromRun, RunState, ToRun } from '../messages.ts';
import type { CallActions } from './call.tsx';
import { CallPage } from './callPage.tsx';
import { viewRecord } from './conversation.ts';
import { Header } from './header.tsx';
import { RUN_KEYS, type RunKeyActions } from './keys.ts';
import { RecordList } from './list.tsx';
import { RecordBody } from './record.tsx';
import { Search } from './text.tsx';

const extension = connect<FromRun, RunState>();

interface State {
  readonly run: OpenRunResult | undefined;
  readonly index: number;
  readonly record: ReadRecordResult | undefined;
  readonly error: string | undefined;
  readonly call: (Extract<ToRun, { type: 'call' }> & { readonly key: number }) | undefined;
  readonly sending: boolean;
  readonly past: readonly PastCall[];
  readonly report: CallReport | undefined;
}

const EMPTY: State = {
  run: undefined,
  index: 0,
  record: undefined,
  error: undefined,
  call: undefined,
  sending: false,
  past: [],
  report: undefined,
};

function receive(state: State, message: ToRun): State {
  switch (message.type) {
    case 'run':
      extension.saveState({ uri: message.uri, index: message.index });
      if (message.stays === true && state.index === message.index) return { ...state, run: message.run };
      return { ...EMPTY, run: message.run, index: message.index };
    case 'record':
      return message.index === state.index ? { ...state, record: message.record, error: undefined } : state;
    case 'call': {
      extension.saveState({ index: 0, function: message.signature.id });
      const same = state.call?.signature.id === message.signature.id && message.arguments === undefined;
      const key = same ? (state.call?.key ?? 0) : (state.call?.key ?? 0) + 1;
      return { ...state, call: { ...message, key }, report: same ? state.report : undefined, error: undefined };
    }
    case 'past':
      return { ...state, past: message.calls };
    case 'sending':
      return { ...state, sending: true, error: undefined };
    case 'report':
      return { ...state, sending: false, report: message.report, error: undefined };
    case 'failed':
      return { ...state, sending: false, error: message.message };
  }
}

export function App() {
  const [state, setState] = useState<State>(EMPTY);
  useEffect(() => {
    const stop = listen<ToRun>((message) => setState((old) => receive(old, message)));
    extension.post({ type: 'ready' });
    return stop;
  }, []);
  const openSignature = (name: string) => extension.post({ type: 'openSignature', function: name });

  if (state.call !== undefined) {
    return (
      <CallPage
        key={state.call.key}
        message={state.call}
        sending={state.sending}
        report={state.report}
        past={state.past}
        error={state.error}
        post={extension.post}
        openSignature={openSignature}
      />
    );
  }
  if (state.run === undefined) {
    return state.error === undefined ? (
      <div class="empty muted">Reading the run…</div>
    ) : (
      <div class="empty" role="alert">
        <h2>This file could not be opened as a run</h2>
        <p>{state.error}</p>
      </div>
    );
  }
  const pick = (index: number) => {
    extension.saveState({ ...(extension.readState() ?? {}), index });
    setState((old) => ({ ...old, index, record: undefined }));
    extension.post({ type: 'read', index });
  };
  return <Run state={state} run={state.run} pick={pick} openSignature={openSignature} />;
}

interface RunProps {
  readonly state: State;
  readonly run: OpenRunResult;
  pick(index: number): void;
  openSignature(name: string): void;
}

const WIDE = 1000;

function Run({ state, run, pick, openSignature }: RunProps) {
  const { record, index } = state;
  const [query, setQuery] = useState('');
  const [hit, setHit] = useState(0);
  const [list, setList] = useState(window.innerWidth >= WIDE && run.records.length > 1);
  const [help, setHelp] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const view = useMemo(() => (record === undefined ? undefined : viewRecord(record)), [record]);
  const [hits, setHits] = useState(0);

  useEffect(() => setHits(body.current?.querySelectorAll('mark').length ?? 0), [query, view]);
  useEffect(() => {
    if (record !== undefined) body.current?.scrollTo(0, 0);
  }, [record]);

  const step = (by: 1 | -1) => {
    const position = run.records.findIndex((item) => item.index === index);
    const next = run.records[position + by];
    if (next !== undefined) pick(next.index);
  };
  const nextHit = (by: 1 | -1) => {
    const marks = [...(body.current?.querySelectorAll('mark') ?? [])];
    if (marks.length === 0) return;
    const at = (hit + by + marks.length) % marks.length;
    setHit(at);
    marks.forEach((mark, place) => {
      mark.classList.toggle('current', place === at);
    });
    marks[at]?.scrollIntoView({ block: 'center' });
  };
  const copy = () => {
    if (record !== undefined) extension.post({ type: 'copy', text: JSON.stringify(record, null, 2) });
  };
  const keys: RunKeyActions = {
    stepRecord: step,
    stepTurn: (by) => stepTurn(body.current, by),
    divergence: () => document.getElementById('divergence')?.scrollIntoView({ block: 'center' }),
    search: () => searchBox.current?.focus(),
    nextHit,
    toggleList: () => setList(!list),
    copy,
    help: () => setHelp(true),
  };
  const actions: CallActions = {
    openSignature,
    resend: (name: string, args: JsonObject) => extension.post({ type: 'resend', function: name, arguments: args }),
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isTyping(event) && !event.defaultPrevented && runKey(event, keys, RUN_KEYS)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <div class={`app${list ? ' with-list' : ''}`}>
      <Header
        run={run}
        index={index}
        record={record}
        query={query}
        hits={hits}
        searchBox={searchBox}
        setQuery={(text) => {
          setQuery(text);
          setHit(-1);
        }}
        nextHit={nextHit}
        step={step}
        list={list}
        toggleList={keys.toggleList}
        copy={copy}
        openSource={() => extension.post({ type: 'openSource' })}
        help={keys.help}
      />
      {list && <RecordList records={run.records} current={index} pick={pick} />}
      <main class="body scroll" ref={body}>
        <Broken run={run} />
        {state.error !== undefined && (
          <p class="notice bad" role="alert">
            {state.error}
          </p>
        )}
        {run.records.length === 0 && <p class="notice muted">This run has no record.</p>}
        {record !== undefined && view !== undefined && (
          <Search.Provider value={query.trim().toLowerCase()}>
            <RecordBody key={index} record={record} view={view} actions={actions} />
          </Search.Provider>
        )}
      </main>
      {help && <Help keys={RUN_KEYS} close={() => setHelp(false)} />}
    </div>
  );
}

const TURN_SLACK = 8;

function stepTurn(body: HTMLElement | null, by: 1 | -1): void {
  if (body === null) return;
  const tops = [...body.querySelectorAll<HTMLElement>('.turn')].map((turn) => turn.offsetTop - body.offsetTop);
  const here = body.scrollTop;
  const next = by === 1 ? tops.find((top) => top > here + TURN_SLACK) : tops.findLast((top) => top < here - TURN_SLACK);
  if (next !== undefined) body.scrollTop = next;
}

const SHOWN_BROKEN = 20;

/** Lines that could not be read are told, never hidden. */
function Broken({ run: { broken } }: { readonly run: OpenRunResult }) {
  if (broken.length === 0) return null;
  return (
    <details class="notice">
      <summary>
        <span class="bad">
          {broken.length} line{broken.length === 1 ? '' : 's'} could not be read
        </span>
      </summary>
      <ul>
        {broken.slice(0, SHOWN_BROKEN).map(({ line, reason }) => (
          <li key={line}>
            line {line}: {reason}
          </li>
        ))}
      </ul>
      {broken.length > SHOWN_BROKEN && <p class="muted">and {broken.length - SHOWN_BROKEN} more</p>}
    </details>
  );
}
