import { isObject } from '../json/index.ts';
import { parseBody } from './arguments.ts';
import { Assembler, readCompletion, type SentReply } from './assemble.ts';
import { errorMessage, messageIn } from './errors.ts';
import { EventReader } from './sse.ts';

/** What a whole body of a reply holds: a completion as far as it goes, and the error that stands in it. */
export interface ReplyBody {
  readonly reply?: SentReply;
  readonly error?: string;
}

/** Reads the body of a reply that has come in whole, streamed or not. Both are absent where it is no chat completion. */
export function readReplyBody(text: string): ReplyBody {
  const value = parseBody(text);
  if (value === undefined && /^(?::|data:|event:)/m.test(text)) return readEvents(text);
  const reply = readCompletion(value);
  if (reply !== undefined) return { reply };
  const error = isObject(value) ? messageIn(value) : errorMessage(text);
  return error === undefined ? {} : { error };
}

function readEvents(text: string): ReplyBody {
  const events = new EventReader();
  const assembler = new Assembler();
  let error: string | undefined;
  let pieces = 0;
  for (const data of [...events.push(text), ...events.end()]) {
    const chunk = parseBody(data);
    if (!isObject(chunk)) continue;
    const said = chunk.error === undefined || chunk.error === null ? undefined : messageIn(chunk);
    if (said === undefined) {
      pieces += Array.isArray(chunk.choices) && chunk.choices.length > 0 ? 1 : 0;
      assembler.chunk(chunk);
    } else error ??= said;
  }
  return { ...(pieces === 0 ? {} : { reply: assembler.reply() }), ...(error === undefined ? {} : { error }) };
}
