import { errorWords, isErrorOutput, passedOver } from '../errors/seen.ts';
import type { Positive, ReferenceTurn } from '../positive/types.ts';
import type { RanCall } from '../session.ts';
import type { Certificate } from '../types.ts';

/**
 * Errors in outputs: each call that the world refused is made good in its turn (the same function works later), or the
 * text that closes the turn tells it; no text goes on as if it had worked. One certificate a turn that has an error.
 */
export function certifyErrors(positive: Positive): Certificate[] {
  return positive.turns.flatMap((turn) => {
    const failed = turn.plan.ran.filter(({ ok, output }) => !ok || isErrorOutput(output));
    const [first] = failed;
    return first === undefined ? [] : [certifyTurn(positive, turn, first)];
  });
}

function certifyTurn(positive: Positive, turn: ReferenceTurn, failed: RanCall): Certificate {
  const result = (holds: boolean, detail: string): Certificate => ({ kind: 'error', turn: turn.index, holds, detail });
  const error = `${failed.tool.name} fails (${brief(errorWords(failed.output))})`;
  const [start, end] = turn.messages;
  const over = passedOver(positive.messages.slice(0, end), start);
  if (over !== undefined) return result(false, `${error}, and the text passes over it`);
  const at = turn.plan.ran.indexOf(failed);
  const later = turn.plan.ran.slice(at + 1);
  const good = later.findIndex(({ id, ok }) => ok && id === failed.id);
  if (good < 0) return result(true, `${error}, and the text tells it${correctedBehind(positive, turn, failed)}`);
  const between = later.slice(0, good).map(({ tool }) => tool.name);
  return result(
    true,
    `${error} and works ${between.length === 0 ? 'when tried again' : `after ${between.join(', ')}`}`,
  );
}

/** Whether the next turn makes the call with another value. */
function correctedBehind(positive: Positive, turn: ReferenceTurn, failed: RanCall): string {
  const next = positive.turns[turn.index + 1]?.plan.ran.some(({ id, ok }) => ok && id === failed.id) === true;
  return next ? '; it works with the value that the user then gives' : '';
}

function brief(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
