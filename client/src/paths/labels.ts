import type { PathOperation, PathTurn } from '../../../server/src/lsp/protocol.ts';

/** `find_flights ▸ book_flight`, or `{ } miss_params` for a null turn. */
export function turnLabel(turn: PathTurn): string {
  return turn.kind === 'call' ? turn.functions.join(' ▸ ') : `{ } ${turn.kind}`;
}

/** One operation in words; turns counted from 1. */
export function operationLabel(operation: PathOperation): string {
  const turn = operation.turn + 1;
  switch (operation.op) {
    case 'merge':
      return `Merge ${turn}–${turn + 1}`;
    case 'insert':
      return operation.recallAfter === undefined
        ? `Insert ${operation.function} at ${turn}`
        : `Insert ${operation.function} at ${turn}, recalled after ${operation.recallAfter + 1}`;
    case 'split':
      return `Split ${operation.label} at ${turn}`;
  }
}
