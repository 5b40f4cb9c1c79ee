import type { Key } from '../../webview/keys.ts';

/** The keyboard map: one table that runs the keys and writes the help. */
export interface KeyActions {
  move(direction: 'up' | 'down' | 'left' | 'right'): void;
  openSource(): void;
  cycleFocus(): void;
  stepEdge(by: 1 | -1): void;
  curate(action: 'accept' | 'reject' | 'clear'): void;
  search(): void;
  nextMatch(by: 1 | -1): void;
  toggleTable(): void;
  samplePaths(): void;
  stepPath(by: 1 | -1): void;
  fit(): void;
  zoom(factor: number): void;
  clear(): void;
  help(): void;
}

export const KEYS: readonly Key<KeyActions>[] = [
  { keys: ['ArrowUp'], shown: '↑ ↓ ← →', label: 'Move to the next function that way', run: (a) => a.move('up') },
  { keys: ['ArrowDown'], shown: '', label: '', run: (a) => a.move('down') },
  { keys: ['ArrowLeft'], shown: '', label: '', run: (a) => a.move('left') },
  { keys: ['ArrowRight'], shown: '', label: '', run: (a) => a.move('right') },
  { keys: ['Enter'], shown: 'Enter', label: 'Go to source', run: (a) => a.openSource() },
  { keys: ['f', 'F'], shown: 'F', label: 'Focus on 1, 2, 3 steps, then all again', run: (a) => a.cycleFocus() },
  { keys: [']'], shown: '] [', label: 'Next or previous edge of the function', run: (a) => a.stepEdge(1) },
  { keys: ['['], shown: '', label: '', run: (a) => a.stepEdge(-1) },
  { keys: ['a', 'A'], shown: 'A', label: 'Accept the selected edge', run: (a) => a.curate('accept') },
  { keys: ['x', 'X'], shown: 'X', label: 'Reject the selected edge', run: (a) => a.curate('reject') },
  { keys: ['u', 'U'], shown: 'U', label: 'Undo your word on the selected edge', run: (a) => a.curate('clear') },
  { keys: ['/'], shown: '/', label: 'Search', run: (a) => a.search() },
  { keys: ['n'], shown: 'N', label: 'Next search hit (Shift: previous)', run: (a) => a.nextMatch(1) },
  { keys: ['N'], shown: '', label: '', run: (a) => a.nextMatch(-1) },
  { keys: ['t', 'T'], shown: 'T', label: 'Show as table, or as graph', run: (a) => a.toggleTable() },
  { keys: ['p', 'P'], shown: 'P', label: 'Sample paths', run: (a) => a.samplePaths() },
  { keys: ['.'], shown: '. ,', label: 'Next or previous path', run: (a) => a.stepPath(1) },
  { keys: [','], shown: '', label: '', run: (a) => a.stepPath(-1) },
  { keys: ['0'], shown: '0', label: 'Fit all in view', run: (a) => a.fit() },
  { keys: ['+', '='], shown: '+ −', label: 'Zoom', run: (a) => a.zoom(1.25) },
  { keys: ['-'], shown: '', label: '', run: (a) => a.zoom(0.8) },
  {
    keys: [],
    shown: 'Ctrl wheel',
    label: 'Zoom at the pointer; the wheel alone and dragging move the view',
    run: () => undefined,
  },
  { keys: ['Escape'], shown: 'Esc', label: 'Close, then clear the selection', run: (a) => a.clear() },
  { keys: ['?'], shown: '?', label: 'These keys', run: (a) => a.help() },
];
