import type { PathTurn } from '../../../../server/src/lsp/protocol.ts';
import { nextSeed } from '../form.ts';
import type { FromPaths, PathsForm } from '../messages.ts';
import {
  type At,
  addCall,
  drop,
  dropTurn,
  type Edited,
  type Gap,
  join,
  move,
  setGap,
  split,
  step,
  toggleImplicit,
} from './edit.ts';
import { functionNamed } from './find.ts';
import type { KeyActions } from './keys.ts';
import {
  added,
  checkOf,
  edited,
  errorsOf,
  isEdited,
  picked,
  redone,
  removed,
  type State,
  shown,
  undone,
} from './state.ts';

interface Context {
  readonly state: State;
  readonly addBox: { readonly current: HTMLInputElement | null };
  change(next: (old: State) => State): void;
  post(message: FromPaths): void;
}

export type PathActions = ReturnType<typeof pathActions>;

/** What the panel can do; keys, buttons and clicks all come here. */
export function pathActions({ state, change, post, addBox }: Context) {
  const edit = (apply: (turns: readonly PathTurn[], at: At) => Edited) =>
    change((old) => {
      const entry = shown(old);
      return entry === undefined ? old : edited(old, apply(entry.turns, old.at));
    });
  const refuse = (refused: string) => change((old) => ({ ...old, refused }));
  const keys = {
    step: (by) => change((old) => ({ ...old, at: step(shown(old)?.turns ?? [], old.at, by) })),
    move: (by) => edit((turns, at) => move(turns, at, by)),
    drop: () => edit(drop),
    openSource: () => {
      const turn = shown(state)?.turns[state.at.turn];
      const id = turn?.functions[state.at.call] ?? turn?.missing?.function;
      if (id !== undefined) post({ type: 'open', function: id });
    },
    implicit: () => edit(toggleImplicit),
    split: () => edit(split),
    join: () => edit(join),
    add: () => addBox.current?.focus(),
    undo: () => change(undone),
    redo: () => change(redone),
    pick: (by) => change((old) => picked(old, old.index + by)),
    sample: (again) => {
      const form = again ? { ...state.form, seed: nextSeed(state.form.seed) } : state.form;
      const start = form.start === '' ? '' : functionNamed(state.functions ?? [], form.start);
      if (start === undefined) {
        refuse(`There is no function ${form.start} to start at.`);
        return;
      }
      change((old) => ({ ...old, form: { ...form, start }, refused: undefined }));
      post({ type: 'sample', form: { ...form, start } });
    },
    generate: () => generate([state.index]),
    help: () => change((old) => ({ ...old, help: true })),
  } satisfies KeyActions;

  /** Only what was checked and found sound is generated from; why not is said. */
  function generate(indices: readonly number[]): void {
    const why = whyNot(state, indices);
    change((old) => ({ ...old, refused: why }));
    const paths = indices.flatMap((index) => state.entries[index] ?? []);
    if (why === undefined) post({ type: 'generate', paths: paths.map(({ turns }) => ({ turns })) });
  }
  const all = () => state.entries.map((_, index) => index);
  return {
    ...keys,
    select: (at: At) => change((old) => ({ ...old, at })),
    pickAt: (index: number) => change((old) => picked(old, index)),
    setForm: (form: Partial<PathsForm>) => change((old) => ({ ...old, form: { ...old.form, ...form } })),
    /** @returns whether there is such a function */
    addFunction: (name: string, ownTurn: boolean): boolean => {
      const id = functionNamed(state.functions ?? [], name);
      if (id === undefined)
        refuse(name.trim() === '' ? 'Name a function to add.' : `There is no function ${name.trim()}.`);
      else edit((turns, at) => addCall(turns, at, id, ownTurn));
      return id !== undefined;
    },
    dropTurn: () => edit(dropTurn),
    setGap: (gap: Gap) => edit((turns, at) => setGap(turns, at, gap)),
    reset: () => edit((_, at) => ({ turns: shown(state)?.original ?? [], at })),
    addPath: () => change((old) => added(old, [], 'new')),
    copyPath: () => {
      const entry = shown(state);
      if (entry !== undefined) change((old) => added(old, entry.turns, `copy of ${entry.name}`));
    },
    removePath: () => change(removed),
    generateAll: () => generate(all()),
    save: () => post({ type: 'save', paths: state.entries.map(({ turns }) => ({ turns })) }),
    showInGraph: () =>
      post({
        type: 'graph',
        index: state.index,
        paths: state.entries.map((entry) => ({
          name: isEdited(entry) ? `${entry.name}, edited` : entry.name,
          turns: entry.turns,
        })),
      }),
  };
}

/** Why nothing can be generated from these paths; undefined where it can. */
function whyNot(state: State, indices: readonly number[]): string | undefined {
  const checks = indices.flatMap((index) => (state.entries[index] === undefined ? [] : [checkOf(state, index)]));
  if (checks.length === 0) return 'There is no path to generate from.';
  if (checks.some((check) => check === undefined)) return 'The paths are still being checked.';
  const wrong = indices.filter((_, at) => errorsOf(checks[at]).length > 0).map((index) => index + 1);
  if (wrong.length === 0) return undefined;
  return `${indices.length === 1 ? 'This path' : `Path ${wrong.join(', ')}`} has an error: mend it first.`;
}
