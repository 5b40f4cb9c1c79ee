import { isDeepStrictEqual } from 'node:util';
import { everyMessage, type Turn, turnAt } from './prefix.ts';
import type { Conversation, Range, Renderer } from './types.ts';
import { nearMessages } from './window.ts';

export interface AssistantTurn {
  readonly message: number;
  readonly range: Range;
}

/** Conversations shorter than this are rendered as they are: windows would save nothing. */
const FEW_MESSAGES = 40;

/**
 * Where each message of the assistant stands in the whole rendering, and what is wrong with its prompt.
 *
 * Rendering all that goes before each message costs the square of their number. A long conversation is therefore rendered
 * by windows, the first turn and the last ones before the message, and the answers are compared with those of all messages
 * at the first, second, fourth, eighth … answer of each kind. Where one differs, the template looks further than a window
 * shows, and everything is rendered.
 */
export function assistantTurns(renderer: Renderer, conversation: Conversation, whole: string) {
  const spoken = conversation.messages.flatMap(({ role }, at) => (role === 'assistant' ? [at] : []));
  const windows =
    conversation.messages.length < FEW_MESSAGES ? undefined : byWindows(renderer, conversation, whole, spoken);
  const exact = everyMessage(renderer, conversation);
  const found = windows ?? spoken.map((message) => turnAt(exact, message, whole));
  const turns: AssistantTurn[] = [];
  const problems: string[] = [];
  for (const [index, turn] of found.entries()) {
    const message = spoken[index] ?? 0;
    if (typeof turn !== 'string') turns.push({ message, range: turn.range });
    const problem = typeof turn === 'string' ? turn : turn.problem;
    if (problem !== undefined) problems.push(problem);
  }
  return { turns, problems };
}

/** Undefined where windows and whole prefixes disagree. */
function byWindows(
  renderer: Renderer,
  conversation: Conversation,
  whole: string,
  spoken: readonly number[],
): Turn[] | undefined {
  const exact = everyMessage(renderer, conversation);
  const near = nearMessages(renderer, conversation, whole);
  const seen = new Map<string, number>();
  const found: Turn[] = [];
  for (const message of spoken) {
    const render = near(message);
    if (render === undefined) {
      found.push(turnAt(exact, message, whole));
      continue;
    }
    const turn = turnAt(render, message, whole);
    const count = (seen.get(kindOf(turn)) ?? 0) + 1;
    seen.set(kindOf(turn), count);
    if (isChecked(count) && !isDeepStrictEqual(turn, turnAt(exact, message, whole))) return undefined;
    found.push(turn);
  }
  const last = spoken.at(-1);
  return last === undefined || isDeepStrictEqual(found.at(-1), turnAt(exact, last, whole)) ? found : undefined;
}

function kindOf(turn: Turn): string {
  if (typeof turn === 'string') return turn.includes('cannot be rendered alone') ? 'raises' : 'differs';
  return turn.problem === undefined ? 'fits' : 'ends otherwise';
}

function isChecked(count: number): boolean {
  return (count & (count - 1)) === 0;
}
