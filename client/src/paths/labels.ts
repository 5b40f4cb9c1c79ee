import { t } from '@vscode/l10n';
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
      return t('Merge {0}–{1}', turn, turn + 1);
    case 'insert':
      return operation.recallAfter === undefined
        ? t('Insert {0} at {1}', operation.function, turn)
        : t('Insert {0} at {1}, recalled after {2}', operation.function, turn, operation.recallAfter + 1);
    case 'split':
      return t('Split {0} at {1}', operation.label, turn);
  }
}
