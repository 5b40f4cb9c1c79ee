import type { Message } from '../../chat/index.ts';
import { isRecord, type Json } from '../../json/index.ts';
import { outputIn } from '../trace.ts';

/** Keys that an answer may hold beside its error and still be nothing but an error. */
const BESIDE = new Set(['error', 'errors', 'code', 'status', 'success', 'ok', 'isError', 'message', 'detail', 'type']);

/** Whether an output is an error and nothing else: `{"error": "…"}`, with a code or a status beside it at most. */
export function isErrorOutput(output: Json): boolean {
  if (!isRecord(output)) return false;
  const { error, isError, success } = output;
  const says = isError === true || success === false || (typeof error === 'string' ? error !== '' : isRecord(error));
  return says && Object.keys(output).every((key) => BESIDE.has(key));
}

/** The words of an error output. */
export function errorWords(output: Json): string {
  if (!isRecord(output)) return typeof output === 'string' ? output : JSON.stringify(output);
  const { error, message, detail } = output;
  const inner = isRecord(error) ? error.message : error;
  const found = [inner, message, detail].find((text) => typeof text === 'string' && text !== '');
  return typeof found === 'string' ? found : JSON.stringify(output);
}

/** A call of a conversation that came back as an error. */
export interface FailedCall {
  /** Index of the message that holds the output. */
  readonly message: number;
  readonly name: string;
  readonly words: string;
}

interface Answered {
  readonly message: number;
  readonly name: string;
  readonly failed: boolean;
  readonly words: string;
}

/** The calls behind the last user message that failed, and that no later call of the same function made good. */
export function openErrors(messages: readonly Message[], end = messages.length): FailedCall[] {
  let start = end - 1;
  while (start >= 0 && messages[start]?.role !== 'user') start -= 1;
  const answered = answersIn(messages, start + 1, end);
  return answered
    .filter((item, at) => item.failed && !answered.slice(at + 1).some((later) => makesGood(item, later)))
    .map(({ message, name, words }) => ({ message, name, words }));
}

/** A later call of the same function that worked: the same call again, or one with a value put right. */
function makesGood(failed: Answered, later: Answered): boolean {
  return !later.failed && later.name === failed.name;
}

function answersIn(messages: readonly Message[], start: number, end: number): Answered[] {
  const found: Answered[] = [];
  for (let at = start; at < end; at += 1) {
    const message = messages[at];
    if (message?.role !== 'tool') continue;
    const output = outputIn(message);
    const failed = isErrorOutput(output);
    found.push({
      message: at,
      name: message.name,
      failed,
      words: failed ? errorWords(output) : '',
    });
  }
  return found;
}

/** Words in which people say that something did not come about, in the languages that answers are written in. */
const FAILURE =
  /\b(?:not|cannot|no|never|none|nothing|unable|failed|fails|failure|error|problem|trouble|unavailable|already|unfortunately|sorry|refused|rejected|denied|declined|invalid|unknown|wrong|missing|timed out|try again|too many|nicht|kein|keine|keinen|keinem|keiner|leider|fehler|fehlgeschlagen|schief|problem|bereits|schon|ungültig|unbekannt|abgelehnt|verweigert)\b|n['’]t\b/i;

/** Whether a text tells that something failed: in words of its own, or by the error's. */
export function tellsFailure(text: string, errors: readonly FailedCall[] = []): boolean {
  const lower = text.toLowerCase();
  return FAILURE.test(text) || errors.some(({ words }) => words !== '' && lower.includes(plain(words)));
}

function plain(words: string): string {
  return words.toLowerCase().replace(/[.!]+$/, '');
}

/**
 * The first closing text of a conversation that goes on as if a failed call had worked: nothing behind the error makes the
 * call good, and the text says nothing of it. Undefined where there is none.
 *
 * @param from first message that is looked at; what stands before it is context
 */
export function passedOver(
  messages: readonly Message[],
  from = 0,
): { readonly message: number; readonly error: FailedCall } | undefined {
  for (let at = from; at < messages.length; at += 1) {
    const message = messages[at];
    if (message?.role !== 'assistant' || (message.tool_calls?.length ?? 0) > 0) continue;
    const errors = openErrors(messages, at);
    const [first] = errors;
    if (first !== undefined && !tellsFailure(message.content, errors)) return { message: at, error: first };
  }
  return undefined;
}

/** The failed call that a text passes over, where one is open before it. */
export function passesOver(text: string, before: readonly Message[]): FailedCall | undefined {
  const errors = openErrors(before);
  return errors.length === 0 || tellsFailure(text, errors) ? undefined : errors[0];
}
