import { assistantTurns } from './turns.ts';
import type { Conversation, Range, Renderer } from './types.ts';

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
