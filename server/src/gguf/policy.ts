import type { Message } from '../chat/index.ts';
import { type Renderer, TemplateError } from '../dataset/index.ts';
import { HttpError, type Policy, type PolicyMove, type PolicyRequest } from '../endpoint/index.ts';
import { findTextCalls, offeredTools } from '../openai-wire/index.ts';

/** Goes on with a text: `prompt` in, what the model writes after it out, up to its end of turn. */
export type Complete = (prompt: string, signal: AbortSignal) => Promise<string>;

interface TemplatePolicyOptions {
  readonly model: string;
  readonly renderer: Renderer;
  readonly complete: Complete;
}

/**
 * The agent played by a language model that only goes on with text: the conversation and the tools are written by the
 * model's own template, and what comes is read as any server's text is. Requests are answered one after another: one
 * model in memory has one context.
 */
export function createTemplatePolicy({ model, renderer, complete }: TemplatePolicyOptions): Policy {
  let last: Promise<unknown> = Promise.resolve();
  return {
    model,
    move: (request, signal) => {
      const answer = last.then(() => {
        signal.throwIfAborted();
        return complete(promptOf(renderer, request), signal);
      });
      last = answer.catch(() => undefined);
      return answer.then((text) => moveOf(text, request));
    },
  };
}

/** @throws HttpError 400 where the template refuses the conversation: another one it takes */
function promptOf(renderer: Renderer, { messages, tools }: PolicyRequest): string {
  try {
    return renderer.render({ messages: messages as Message[], tools }, { generationPrompt: true });
  } catch (error) {
    if (error instanceof TemplateError) throw new HttpError(400, `the model's template: ${error.message}`);
    throw error;
  }
}

function moveOf(text: string, { tools }: PolicyRequest): PolicyMove {
  const { calls, rest } = findTextCalls(text, offeredTools(tools));
  return { text: rest, calls: calls.map(({ name, arguments: given }) => ({ name, arguments: given })) };
}
