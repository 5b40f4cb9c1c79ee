import { marksInTexts } from '../unsafe-texts.ts';
import { type LossMask, learntLength, lossMask } from './mask.ts';
import { type Conversation, type Renderer, TemplateError } from './types.ts';
import { frameOf, vanishedParts } from './vanish.ts';

/** What a template does to one conversation. */
export interface TemplateCheck {
  readonly problems: readonly { readonly level: 'dropped' | 'changed'; readonly message: string }[];
  /** Undefined where the template raises. */
  readonly mask?: LossMask;
}

const SWITCH = '--parallel-results sequence writes parallel calls one after another';

/**
 * Renders a conversation and names what a trainer would learn wrong: raises, parts that vanish, prompts that are no prefix.
 * @param inSequence the same conversation with parallel calls one after another; where that renders whole and this does not,
 * the switch is named
 */
export function checkTemplate(
  renderer: Renderer,
  conversation: Conversation,
  inSequence?: () => Conversation,
): TemplateCheck {
  const check = checkAlone(renderer, conversation);
  const parallel = conversation.messages.some(
    (message) => message.role === 'assistant' && (message.tool_calls?.length ?? 0) > 1,
  );
  const isDropped = ({ problems }: TemplateCheck) => problems.some(({ level }) => level === 'dropped');
  if (!parallel || inSequence === undefined || !isDropped(check)) return check;
  if (isDropped(checkAlone(renderer, inSequence()))) return check;
  return {
    ...check,
    problems: check.problems.map(({ level, message }) => ({
      level,
      message: level === 'dropped' ? `${message}; ${SWITCH}` : message,
    })),
  };
}

function checkAlone(renderer: Renderer, conversation: Conversation): TemplateCheck {
  try {
    const mask = lossMask(renderer, conversation);
    const vanished = vanishedParts(renderer, conversation, mask.text);
    const problems = [
      ...vanished.map(({ kind, message }) => ({
        level: kind === 'text' || kind === 'tools' ? ('changed' as const) : ('dropped' as const),
        message: `template: ${message}`,
      })),
      ...ownMarks(renderer, conversation).map((message) => ({ level: 'changed' as const, message })),
      ...quotedArguments(mask.text, conversation).map(dropped),
      ...mask.problems.map((message) => ({ level: 'changed' as const, message: `template: ${message}` })),
      ...(learntLength(mask) === 0 ? [dropped('template: nothing of it is learnt')] : []),
    ];
    return { problems, mask };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problems: [dropped(`template: ${error.message}`)] };
  }
}

function dropped(message: string) {
  return { level: 'dropped' as const, message };
}

/** Texts that hold marks by which this template tells turns apart. */
function ownMarks(renderer: Renderer, conversation: Conversation): string[] {
  const found = marksInTexts(conversation.messages);
  if (found.length === 0) return [];
  // What stands in the rendering when no text holds it is the template's own.
  const frame = frameOf(renderer, conversation);
  return found.flatMap(({ message, where, marks }) => {
    const own = marks.filter((mark) => frame.includes(mark));
    return own.length === 0
      ? []
      : [`template: ${where} (message ${message}) holds ${own.join(', ')}, by which it tells turns apart`];
  });
}

/** How an object begins that is a text within a text. */
const QUOTED = '"{\\"';

/** Arguments that were given as text and come out as a text within a text. */
function quotedArguments(text: string, { messages, textArguments }: Conversation): string[] {
  // Most templates print none, and looking for each argument costs the length of the text.
  if (textArguments !== true || !text.includes(QUOTED)) return [];
  return messages.flatMap((message, at) =>
    (message.role === 'assistant' ? (message.tool_calls ?? []) : []).flatMap(
      ({ id, function: { name, arguments: args } }) => {
        const quoted = JSON.stringify(JSON.stringify(args));
        return Object.keys(args).length > 0 && text.includes(quoted)
          ? [
              `template: the arguments of ${name} (${id}, message ${at}) are printed in quotes: it wants objects, not text`,
            ]
          : [];
      },
    ),
  );
}
