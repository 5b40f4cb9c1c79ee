import { everyMessage, lengthOf, type RenderPrefix, sharedLength } from './prefix.ts';
import { type Conversation, type Renderer, TemplateError } from './types.ts';

/** Whole turns that are rendered before the turn of a message, besides the first one. */
const TURNS_BEFORE = 1;

/**
 * Renders the messages near one message in place of all before it: the first turn, which may hold the tools, and the turn
 * before its own. Whole turns are left out, so that roles still alternate.
 * @returns for a message, how to render its prefixes; undefined near the start, and where the places of the turns in the
 * whole cannot be told because a prompt is no prefix of it
 */
export function nearMessages(
  renderer: Renderer,
  conversation: Conversation,
  whole: string,
): (message: number) => RenderPrefix | undefined {
  const { messages } = conversation;
  const every = everyMessage(renderer, conversation);
  const starts = messages.flatMap(({ role }, at) => (role === 'user' ? [at] : []));
  const head = messages.slice(0, starts[1] ?? messages.length);
  /** Where a turn starts in the whole, by its number; found from the turns before it, in order. */
  const places: (number | undefined)[] = [undefined];

  const window = (turn: number): RenderPrefix | undefined => {
    const [from, base, lead] = [starts[turn - TURNS_BEFORE], places[turn - TURNS_BEFORE], places[1]];
    if (from === undefined || base === undefined || lead === undefined) return undefined;
    return (length, generationPrompt) => {
      const near = [...head, ...messages.slice(from, length)];
      const text = renderer.render({ ...conversation, messages: near }, { generationPrompt });
      // A first turn that reads otherwise has no known place: what was left out counts there.
      return text.startsWith(whole.slice(0, lead)) ? { text, lead, base } : every(length, generationPrompt);
    };
  };

  const placeOf = (turn: number): number | undefined => {
    const length = starts[turn] ?? messages.length;
    try {
      const prefix = (turn <= TURNS_BEFORE + 1 ? every : window(turn))?.(length, false);
      return prefix !== undefined && sharedLength(prefix, whole) === lengthOf(prefix) ? lengthOf(prefix) : undefined;
    } catch (error) {
      if (error instanceof TemplateError) return undefined;
      throw error;
    }
  };

  let turn = 0;
  return (message) => {
    while ((starts[turn + 1] ?? Number.POSITIVE_INFINITY) <= message) turn += 1;
    while (places.length <= turn) places.push(placeOf(places.length));
    return turn > TURNS_BEFORE + 1 ? window(turn) : undefined;
  };
}
