import { isObject, type Json, type JsonObject } from '../../json/index.ts';
import { isContent } from './gemini.ts';
import { isMessage } from './messages.ts';
import { isResponseItem } from './responses.ts';

/** Keys that only a whole conversation, or an answer with its choices, has. */
const WHOLE = ['messages', 'conversations', 'contents', 'choices', 'candidates', 'stop_reason'] as const;

/** The one message that a value is, out of what a log of a session wraps around it; undefined where it is none. */
export function loneMessage(value: Json): Json | undefined {
  if (!isObject(value) || WHOLE.some((key) => value[key] !== undefined)) return undefined;
  const { message = null, payload = null } = value;
  const wrapped = isObject(message) && typeof value.type === 'string' ? message : payload;
  const inner = isObject(wrapped) ? wrapped : value;
  return isMessage(inner) || isContent(inner) || isResponseItem(inner) ? inner : undefined;
}

/** Whether a list is one conversation: every entry is a message. */
export function isConversation(list: readonly Json[]): boolean {
  return list.length > 0 && list.every((item) => loneMessage(item) !== undefined);
}

/**
 * The conversations of a log that has each message on a line of its own, told apart by what names their session. Entries that
 * are no message (settings, summaries, times) are the log's own and left out. Undefined where nobody asks anything in it.
 */
export function conversationsOfLines(values: readonly Json[]): Json[][] | undefined {
  const sessions = new Map<string, Json[]>();
  for (const value of values) {
    const message = loneMessage(value);
    if (message === undefined) {
      // A whole conversation beside them: these lines are rows.
      if (isObject(value) && WHOLE.some((key) => value[key] !== undefined)) return undefined;
      continue;
    }
    const key = sessionOf(value as JsonObject);
    const session = sessions.get(key) ?? [];
    if (session.length === 0) sessions.set(key, session);
    addMessage(session, message);
  }
  const asked = [...sessions.values()].filter((session) => session.some(isAsked));
  return asked.length === 0 ? undefined : asked;
}

const SESSION = ['sessionId', 'session_id', 'conversation_id', 'conversationId', 'thread_id', 'threadId'] as const;

function sessionOf(value: JsonObject): string {
  return JSON.stringify([...SESSION.map((key) => value[key] ?? null), value.isSidechain === true]);
}

/** An answer that a log writes block by block stands on several lines under one id. */
function addMessage(session: Json[], message: Json): void {
  const last = session.at(-1) ?? null;
  const isMore =
    isObject(last) &&
    isObject(message) &&
    typeof message.id === 'string' &&
    message.id === last.id &&
    Array.isArray(last.content) &&
    Array.isArray(message.content);
  if (isMore)
    session[session.length - 1] = { ...last, content: [...(last.content as Json[]), ...(message.content as Json[])] };
  else session.push(message);
}

function isAsked(message: Json): boolean {
  return isObject(message) && ['user', 'human', 'USER'].includes(String(message.role ?? message.from ?? message.type));
}
