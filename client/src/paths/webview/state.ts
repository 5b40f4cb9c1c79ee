import type { CheckPathsResult, PathCheck, PathTurn } from '../../../../server/src/lsp/protocol.ts';
import { PATH_FORM } from '../form.ts';
import type { PathsForm, PathsState, ShownPath, ToPaths } from '../messages.ts';
import { type At, type Edited, FIRST, placeIn } from './edit.ts';

/** A path with what was done to it. */
export interface Entry extends ShownPath {
  /** As it came. */
  readonly original: readonly PathTurn[];
  readonly undo: readonly (readonly PathTurn[])[];
  readonly redo: readonly (readonly PathTurn[])[];
}

export interface State {
  /** Undefined until the workspace has been read. */
  readonly functions: Extract<ToPaths, { type: 'functions' }>['functions'] | undefined;
  readonly form: PathsForm;
  readonly entries: readonly Entry[];
  readonly index: number;
  readonly at: At;
  /** Number of the newest version of the paths, and what was said of which. */
  readonly version: number;
  readonly checked: { readonly version: number; readonly result: CheckPathsResult } | undefined;
  readonly error: string | undefined;
  /** What a person asked for and cannot have, and why. */
  readonly refused: string | undefined;
  readonly help: boolean;
}

/** Edits that can be taken back. */
const MAX_UNDO = 200;

export function initialState(saved: PathsState | undefined): State {
  return {
    functions: undefined,
    form: saved?.form ?? PATH_FORM,
    entries: (saved?.paths ?? []).map(toEntry),
    index: saved?.index ?? 0,
    at: FIRST,
    version: 1,
    checked: undefined,
    error: undefined,
    refused: undefined,
    help: false,
  };
}

export function toSaved({ form, entries, index }: State): PathsState {
  return { form, index, paths: entries.map(({ name, turns }) => ({ name, turns })) };
}

function toEntry({ name, turns }: ShownPath): Entry {
  return { name, turns, original: turns, undo: [], redo: [] };
}

export function received(state: State, message: ToPaths, restored: boolean): State {
  switch (message.type) {
    case 'functions':
      return {
        ...state,
        functions: message.functions,
        form: restored || state.functions !== undefined ? state.form : message.form,
        version: state.version + 1,
      };
    case 'paths':
      return {
        ...state,
        entries: message.paths.map(toEntry),
        index: Math.max(0, Math.min(message.index, message.paths.length - 1)),
        at: placeIn(message.paths[message.index]?.turns ?? [], FIRST),
        version: state.version + 1,
        error: undefined,
        refused: undefined,
      };
    case 'checked':
      return message.check === state.version
        ? { ...state, checked: { version: message.check, result: message.result }, error: undefined }
        : state;
    case 'failed':
      return { ...state, error: message.message };
  }
}

export function shown(state: State): Entry | undefined {
  return state.entries[state.index];
}

/** What is said of a path as it stands; undefined while nobody has looked. */
export function checkOf(state: State, index: number): PathCheck | undefined {
  return state.checked?.version === state.version ? state.checked.result.checks[index] : undefined;
}

export function errorsOf(check: PathCheck | undefined): PathCheck['problems'] {
  return (check?.problems ?? []).filter(({ severity }) => severity === 'error');
}

export function isEdited({ turns, original }: Entry): boolean {
  return JSON.stringify(turns) !== JSON.stringify(original);
}

/** The state after an edit of the path that is shown; one that changes nothing is none. */
export function edited(state: State, { turns, at }: Edited): State {
  const entry = shown(state);
  if (entry === undefined) return state;
  if (JSON.stringify(turns) === JSON.stringify(entry.turns)) return { ...state, at };
  const undo = [...entry.undo, entry.turns].slice(-MAX_UNDO);
  return withEntry(state, { ...entry, turns, undo, redo: [] }, at);
}

export function undone(state: State): State {
  const entry = shown(state);
  const before = entry?.undo.at(-1);
  if (entry === undefined || before === undefined) return state;
  return withEntry(
    state,
    { ...entry, turns: before, undo: entry.undo.slice(0, -1), redo: [...entry.redo, entry.turns] },
    state.at,
  );
}

export function redone(state: State): State {
  const entry = shown(state);
  const after = entry?.redo.at(-1);
  if (entry === undefined || after === undefined) return state;
  return withEntry(
    state,
    { ...entry, turns: after, redo: entry.redo.slice(0, -1), undo: [...entry.undo, entry.turns] },
    state.at,
  );
}

export function picked(state: State, index: number): State {
  const entry = state.entries[index];
  return entry === undefined ? state : { ...state, index, at: placeIn(entry.turns, FIRST), refused: undefined };
}

/** A new path behind the one that is shown: a copy of it, or one without a turn. */
export function added(state: State, turns: readonly PathTurn[], name: string): State {
  const index = Math.min(state.entries.length, state.index + 1);
  const entry = { ...toEntry({ name, turns }), original: [] };
  const entries = state.entries.toSpliced(index, 0, entry);
  return picked({ ...state, entries, version: state.version + 1 }, index);
}

export function removed(state: State): State {
  const entries = state.entries.toSpliced(state.index, 1);
  const index = Math.max(0, Math.min(state.index, entries.length - 1));
  return picked({ ...state, entries, index, version: state.version + 1 }, index);
}

function withEntry(state: State, entry: Entry, at: At): State {
  return {
    ...state,
    entries: state.entries.with(state.index, entry),
    at: placeIn(entry.turns, at),
    version: state.version + 1,
    refused: undefined,
  };
}
