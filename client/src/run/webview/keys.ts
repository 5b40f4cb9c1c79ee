import type { Key } from '../../webview/keys.ts';

export interface RunKeyActions {
  stepRecord(by: 1 | -1): void;
  stepTurn(by: 1 | -1): void;
  divergence(): void;
  search(): void;
  nextHit(by: 1 | -1): void;
  toggleList(): void;
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
  { keys: ['/'], shown: '/', label: 'Search in this record', run: (a) => a.search() },
  { keys: ['n'], shown: 'N', label: 'Next hit (Shift: previous)', run: (a) => a.nextHit(1) },
  { keys: ['N'], shown: '', label: '', run: (a) => a.nextHit(-1) },
  { keys: ['l', 'L'], shown: 'L', label: 'Show or hide the list of records', run: (a) => a.toggleList() },
  { keys: ['c', 'C'], shown: 'C', label: 'Copy the record as JSON', run: (a) => a.copy() },
  { keys: ['?'], shown: '?', label: 'These keys', run: (a) => a.help() },
];
