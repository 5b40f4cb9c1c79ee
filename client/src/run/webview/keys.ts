import type { ReviewState } from '../../../../server/src/lsp/protocol.ts';
import type { Key } from '../../webview/keys.ts';

export interface RunKeyActions {
  stepRecord(by: 1 | -1): void;
  stepTurn(by: 1 | -1): void;
  divergence(): void;
  search(): void;
  filter(): void;
  nextHit(by: 1 | -1): void;
  toggleList(): void;
  decide(state: ReviewState): void;
  undo(): void;
  copy(): void;
  help(): void;
}

/** The keyboard map of the run panel. */
export const RUN_KEYS: readonly Key<RunKeyActions>[] = [
  { keys: [']', '.'], shown: '] [', label: 'Next or previous record', run: (a) => a.stepRecord(1) },
  { keys: ['[', ','], shown: '', label: '', run: (a) => a.stepRecord(-1) },
  { keys: ['j'], shown: 'J K', label: 'Next or previous turn', run: (a) => a.stepTurn(1) },
  { keys: ['k'], shown: '', label: '', run: (a) => a.stepTurn(-1) },
  { keys: ['d', 'D'], shown: 'D', label: 'Go to the first difference', run: (a) => a.divergence() },
  { keys: ['a', 'A'], shown: 'A', label: 'Accept, and on to the next record', run: (a) => a.decide('accepted') },
  { keys: ['x', 'X'], shown: 'X', label: 'Reject, and on to the next record', run: (a) => a.decide('rejected') },
  { keys: ['f', 'F'], shown: 'F', label: 'Flag, and on to the next record', run: (a) => a.decide('flagged') },
  { keys: ['r', 'R'], shown: 'R', label: 'Not reviewed after all', run: (a) => a.decide('unreviewed') },
  { keys: ['u', 'U'], shown: 'U', label: 'Undo the last decision or edit', run: (a) => a.undo() },
  { keys: ['/'], shown: '/', label: 'Search in this record', run: (a) => a.search() },
  { keys: ['n'], shown: 'N', label: 'Next hit (Shift: previous)', run: (a) => a.nextHit(1) },
  { keys: ['N'], shown: '', label: '', run: (a) => a.nextHit(-1) },
  { keys: ['s', 'S'], shown: 'S', label: 'Filter the records', run: (a) => a.filter() },
  { keys: ['l', 'L'], shown: 'L', label: 'Show or hide the list of records', run: (a) => a.toggleList() },
  { keys: ['c', 'C'], shown: 'C', label: 'Copy the record as JSON', run: (a) => a.copy() },
  { keys: ['?'], shown: '?', label: 'These keys', run: (a) => a.help() },
];
