import type { Key } from '../../webview/keys.ts';

/** The keyboard map of the path that is shown: one table that runs the keys and writes the help. */
export interface KeyActions {
  step(by: 1 | -1): void;
  move(by: 1 | -1): void;
  drop(): void;
  openSource(): void;
  implicit(): void;
  split(): void;
  join(): void;
  add(): void;
  undo(): void;
  redo(): void;
  pick(by: 1 | -1): void;
  sample(again: boolean): void;
  generate(): void;
  help(): void;
}

export const KEYS: readonly Key<KeyActions>[] = [
  { keys: ['ArrowLeft'], shown: '← →', label: 'Previous or next call', run: (a) => a.step(-1) },
  { keys: ['ArrowRight'], shown: '', label: '', run: (a) => a.step(1) },
  { keys: ['<', '['], shown: '[ ]', label: 'Move the call earlier or later', run: (a) => a.move(-1) },
  { keys: ['>', ']'], shown: '', label: '', run: (a) => a.move(1) },
  { keys: ['Delete', 'Backspace'], shown: 'Del', label: 'Drop the call, or what is missing', run: (a) => a.drop() },
  { keys: ['a', 'A'], shown: 'A', label: 'Add a call behind it', run: (a) => a.add() },
  { keys: ['s', 'S'], shown: 'S', label: 'Start another turn at the call', run: (a) => a.split() },
  { keys: ['j', 'J'], shown: 'J', label: 'Join the turn with the next one', run: (a) => a.join() },
  { keys: ['i', 'I'], shown: 'I', label: 'Implicit: the user does not ask for it', run: (a) => a.implicit() },
  { keys: ['Enter'], shown: 'Enter', label: 'Go to source', run: (a) => a.openSource() },
  { keys: ['u', 'U'], shown: 'U', label: 'Undo', run: (a) => a.undo() },
  { keys: ['y', 'Y'], shown: 'Y', label: 'Redo', run: (a) => a.redo() },
  { keys: ['.', 'ArrowDown'], shown: '. ,', label: 'Next or previous path', run: (a) => a.pick(1) },
  { keys: [',', 'ArrowUp'], shown: '', label: '', run: (a) => a.pick(-1) },
  { keys: ['r', 'R'], shown: 'R', label: 'Re-roll: sample with another seed', run: (a) => a.sample(true) },
  { keys: ['g', 'G'], shown: 'G', label: 'Generate from exactly this path', run: (a) => a.generate() },
  { keys: ['?'], shown: '?', label: 'These keys', run: (a) => a.help() },
];
