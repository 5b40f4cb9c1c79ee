import type { Conversation, Range, Renderer } from './types.ts';
import { TemplateError } from './types.ts';

/** A piece of a rendered row, and whether the loss counts it. Places are those of JavaScript's texts (UTF-16). */
export interface MaskSpan extends Range {
  readonly learnt: boolean;
}

/** What of a rendered row is learnt. */
export interface LossMask {
  readonly text: string;
  /** Without a gap, in order, neighbours different. */
  readonly spans: readonly MaskSpan[];
  /** `generation`: the template marks it. `prefix`: what each message of the assistant adds to its prompt. */
  readonly by: 'generation' | 'prefix';
  /** Prompts that are no prefix of the whole, and messages that no mark covers. */
  readonly problems: readonly string[];
}

/**
 * What a trainer learns of a conversation: the template's own marks where it has some, else what each message of the
 * assistant adds to the prompt before it, its end token included and the line feed behind that not.
 * @throws TemplateError where the template raises on the whole conversation
 */
export function lossMask(renderer: Renderer, conversation: Conversation): LossMask {
  const { text, generated } = renderer.renderMarked(conversation);
  const { turns, problems } = assistantTurns(renderer, conversation, text);
  if (generated === undefined)
    return {
      text,
      spans: spansOf(
        text,
        turns.map(({ range }) => range),
      ),
      by: 'prefix',
      problems,
    };
  const missed = turns
    .filter(({ range }) => !generated.some(({ start, end }) => start < range.end && end > range.start))
    .map(({ message }) => `message ${message} is not learnt: it stands outside of {% generation %}`);
  return { text, spans: spansOf(text, generated), by: 'generation', problems: [...problems, ...missed] };
}

/** How many characters of a row are learnt. */
export function learntLength({ spans }: Pick<LossMask, 'spans'>): number {
  return spans.reduce((sum, { start, end, learnt }) => sum + (learnt ? end - start : 0), 0);
}

interface AssistantTurn {
  readonly message: number;
  readonly range: Range;
}

function assistantTurns(renderer: Renderer, conversation: Conversation, whole: string) {
  const turns: AssistantTurn[] = [];
  const problems: string[] = [];
  for (const [message, { role }] of conversation.messages.entries()) {
    if (role !== 'assistant') continue;
    const found = turnAt(renderer, conversation, message, whole);
    if (typeof found === 'string') problems.push(found);
    else {
      turns.push({ message, range: found.range });
      if (found.problem !== undefined) problems.push(found.problem);
    }
  }
  return { turns, problems };
}

function turnAt(
  renderer: Renderer,
  conversation: Conversation,
  message: number,
  whole: string,
): string | { readonly range: Range; readonly problem?: string } {
  const upTo = (length: number) => ({ ...conversation, messages: conversation.messages.slice(0, length) });
  try {
    const prompt = renderer.render(upTo(message), { generationPrompt: true });
    if (!whole.startsWith(prompt)) return notPrefix(`the prompt of message ${message}`, prompt, whole);
    const through = renderer.render(upTo(message + 1));
    const shared = sharedLength(through, whole);
    // What follows a message may close it otherwise than the end of the row does: blanks alone are no difference.
    const ends = through.slice(shared).trim() === '';
    const range = { start: prompt.length, end: through.slice(0, shared).trimEnd().length };
    if (ends) return { range: range.end > range.start ? range : { start: range.start, end: range.start } };
    return { range, problem: notPrefix(`the text up to message ${message}`, through, whole) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return `the prompt of message ${message} cannot be rendered alone: ${error.message}`;
  }
}

function notPrefix(what: string, part: string, whole: string): string {
  const at = sharedLength(part, whole);
  const seen = (text: string) => JSON.stringify(text.slice(at, at + 24));
  return `${what} is no prefix of the whole: at character ${at} it reads ${seen(part)}, the whole ${seen(whole)}`;
}

function sharedLength(left: string, right: string): number {
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at += 1;
  return at;
}

function spansOf(text: string, learnt: readonly Range[]): MaskSpan[] {
  const spans: MaskSpan[] = [];
  const push = (start: number, end: number, isLearnt: boolean) => {
    if (end <= start) return;
    const last = spans.at(-1);
    if (last?.learnt === isLearnt) spans[spans.length - 1] = { ...last, end };
    else spans.push({ start, end, learnt: isLearnt });
  };
  let at = 0;
  for (const { start, end } of learnt) {
    push(at, start, false);
    push(Math.max(at, start), end, true);
    at = Math.max(at, end);
  }
  push(at, text.length, false);
  return spans;
}
