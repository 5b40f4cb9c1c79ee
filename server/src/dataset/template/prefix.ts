import { type Conversation, type Range, type Renderer, TemplateError } from './types.ts';

/**
 * What the first messages of a conversation render to. Where only some of them were rendered, the text stands for the whole
 * up to `base`, followed by its own characters from `lead` on.
 */
export interface Prefix {
  readonly text: string;
  readonly lead: number;
  readonly base: number;
}

/** Renders the first messages of a conversation, with the words that make the model speak or without. */
export type RenderPrefix = (length: number, generationPrompt: boolean) => Prefix;

/** What one message of the assistant adds to its prompt, and what is wrong with the prompt or with where it ends. */
export type Turn = string | { readonly range: Range; readonly problem?: string };

/** All of the first messages, rendered. */
export function everyMessage(renderer: Renderer, conversation: Conversation): RenderPrefix {
  return (length, generationPrompt) => {
    const messages = conversation.messages.slice(0, length);
    return { text: renderer.render({ ...conversation, messages }, { generationPrompt }), lead: 0, base: 0 };
  };
}

/**
 * The place of one message in the whole rendering; words where its prompt cannot be rendered or is no prefix.
 * @param message its index
 */
export function turnAt(render: RenderPrefix, message: number, whole: string): Turn {
  try {
    const prompt = render(message, true);
    if (sharedLength(prompt, whole) < lengthOf(prompt))
      return notPrefix(`the prompt of message ${message}`, prompt, whole);
    const through = render(message + 1, false);
    const shared = sharedLength(through, whole);
    const start = lengthOf(prompt);
    const range = { start, end: Math.max(start, whole.slice(start, shared).trimEnd().length + start) };
    // What follows a message may close it otherwise than the end of the row does: blanks alone are no difference.
    if (rest(through, shared).trim() === '') return { range };
    return { range, problem: notPrefix(`the text up to message ${message}`, through, whole) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return `the prompt of message ${message} cannot be rendered alone: ${error.message}`;
  }
}

export function lengthOf({ text, lead, base }: Prefix): number {
  return base + text.length - lead;
}

/** How many characters of a prefix are the whole's. */
export function sharedLength({ text, lead, base }: Prefix, whole: string): number {
  let at = 0;
  while (lead + at < text.length && base + at < whole.length && text[lead + at] === whole[base + at]) at += 1;
  return base + at;
}

function rest({ text, lead, base }: Prefix, from: number): string {
  return text.slice(lead + from - base);
}

function notPrefix(what: string, part: Prefix, whole: string): string {
  const at = sharedLength(part, whole);
  const seen = (text: string) => JSON.stringify(text.slice(0, 24));
  return `${what} is no prefix of the whole: at character ${at} it reads ${seen(rest(part, at))}, the whole ${seen(whole.slice(at))}`;
}
