import type {
  CallReport,
  OpenRunResult,
  QueryFieldItem,
  ReadRecordResult,
  ReviewResult,
} from '../../../../server/src/lsp/protocol.ts';
import type { PastCall } from '../../call/history.ts';
import type { ToRun } from '../messages.ts';
import type { Nothing } from '../nothing.ts';
import type { EditAnswer, EditTarget } from './editing.ts';
import { NO_LIST, openedList, type RunList, withFound, withRows } from './runList.ts';

/** All that the page shows. */
export interface State {
  readonly run: OpenRunResult | undefined;
  readonly list: RunList;
  readonly fields: readonly QueryFieldItem[];
  readonly undoable: ReviewResult['undoable'];
  readonly index: number;
  readonly nothing: Nothing | undefined;
  readonly record: ReadRecordResult | undefined;
  readonly error: string | undefined;
  readonly call: (Extract<ToRun, { type: 'call' }> & { readonly key: number }) | undefined;
  readonly sending: boolean;
  readonly past: readonly PastCall[];
  readonly report: CallReport | undefined;
  /** The part of the record that is being edited, and what is said of the edit. */
  readonly target: EditTarget | undefined;
  /** What was edited before a person turned back: its button has the focus again. */
  readonly left: EditTarget | undefined;
  readonly answer: EditAnswer;
}

export const EMPTY: State = {
  run: undefined,
  list: NO_LIST,
  fields: [],
  undoable: undefined,
  index: 0,
  nothing: undefined,
  record: undefined,
  error: undefined,
  call: undefined,
  sending: false,
  past: [],
  report: undefined,
  target: undefined,
  left: undefined,
  answer: undefined,
};

/** The state after a message of the extension. */
export function received(state: State, message: ToRun): State {
  switch (message.type) {
    case 'run':
      return opened(state, message);
    case 'record':
      return message.index === state.index
        ? { ...state, record: message.record, error: undefined, target: undefined, answer: undefined }
        : state;
    case 'rows':
      return { ...state, list: withRows(state.list, message.rows) };
    case 'indexed': {
      const { total, indexed, complete, broken } = message;
      const run = state.run === undefined ? undefined : { ...state.run, total, indexed, complete, broken };
      return { ...state, run, list: { ...state.list, total, indexed, complete } };
    }
    case 'found':
      return { ...state, list: withFound(state.list, message) };
    case 'reviewed':
      return { ...state, undoable: message.undoable, list: withRows(state.list, message.records), error: undefined };
    case 'edited':
      return edited(state, message);
    case 'paired':
      return { ...state, target: undefined, answer: undefined };
    case 'editFailed':
      if (state.target === undefined) return { ...state, error: message.message };
      return { ...state, answer: { type: 'editFailed', message: message.message } };
    case 'call': {
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

/** A run that was read again keeps what the page shows of it; another one begins anew. */
function opened(state: State, message: Extract<ToRun, { type: 'run' }>): State {
  const { run, index, nothing, fields = state.fields } = message;
  const { undoable } = run;
  if (message.stays === true && state.index === index)
    return { ...state, run, nothing, fields, undoable, list: openedList(run, state.list) };
  return { ...EMPTY, run, nothing, fields, undoable, list: openedList(run), index };
}

function edited(state: State, message: Extract<ToRun, { type: 'edited' }>): State {
  if (message.index !== state.index) return state;
  if (!message.result.saved) {
    // What a teacher wrote opens the editor of its text.
    const { edit } = message;
    const target: EditTarget | undefined =
      message.asked !== undefined && edit.kind === 'text'
        ? { kind: 'text', side: edit.side ?? 'right', message: edit.message, text: edit.content }
        : state.target;
    return { ...state, target, answer: message };
  }
  const { record, checks } = message.result;
  return { ...state, record: { ...record, checks }, target: undefined, answer: undefined, error: undefined };
}
