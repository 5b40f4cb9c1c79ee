import { isObject, type JsonObject, parsedJson } from '../../json/index.ts';
import { isEventStream, valuesIn } from './json-values.ts';
import { joinStreams } from './streams.ts';

/** Keys under which logs of requests keep what was sent, and what came back. */
const SENT = ['request', 'req', 'request_body', 'requestBody', 'body', 'params'] as const;
const ANSWERED = ['response', 'res', 'response_body', 'responseBody', 'result'] as const;

/**
 * A request with its answer, or an answer alone, as one conversation: the answer's message stands behind those of the
 * request. A value that is neither comes back itself.
 */
export function oneConversation(value: JsonObject): JsonObject {
  const sent = firstObject(value, SENT);
  const answered = answerIn(value);
  if (sent !== undefined) return answered === undefined ? sent : joined(sent, answered);
  if (typeof value.messages === 'string' && answered !== undefined) {
    const messages = parsedJson(value.messages);
    return Array.isArray(messages) ? joined({ ...value, messages }, answered) : value;
  }
  if (Array.isArray(value.messages)) return answered === undefined ? value : joined(value, answered);
  const [first] = answersOf(value);
  if (first !== undefined) return { ...value, messages: [first] };
  return answered === undefined ? value : joined({ messages: [] }, answered);
}

/** What came back: an object, or a stream as the list or the text of its pieces. */
function answerIn(value: JsonObject): JsonObject | undefined {
  for (const key of ANSWERED) {
    const { [key]: found = null } = value;
    const inner = isObject(found) && !Array.isArray(found) ? (found.body ?? null) : found;
    const text = typeof inner === 'string' && isEventStream(inner) ? valuesIn(inner) : [];
    const pieces = Array.isArray(inner) ? inner : text.flatMap((one) => ('value' in one ? [one.value] : []));
    const [answer, ...more] = pieces.length > 0 ? joinStreams(pieces) : [];
    if (more.length === 0 && isObject(answer)) return answer;
  }
  return firstObject(value, ANSWERED);
}

/** Gemini's and Responses' readers join the two themselves; messages are joined here. */
function joined(sent: JsonObject, answered: JsonObject): JsonObject {
  const { candidates, output } = answered;
  const parts = { ...(candidates === undefined ? {} : { candidates }), ...(output === undefined ? {} : { output }) };
  if (!Array.isArray(sent.messages)) return { ...sent, ...parts };
  return { ...sent, messages: [...sent.messages, ...answersOf(answered)] };
}

/** The message of an answer: of OpenAI's `choices`, of Anthropic's own object, of Bedrock's `output`. */
export function answersOf(answer: JsonObject): JsonObject[] {
  const [choice] = Array.isArray(answer.choices) ? answer.choices : [];
  if (isObject(choice) && isObject(choice.message)) return [choice.message];
  const { output } = answer;
  if (isObject(output) && isObject(output.message)) return [output.message];
  // Batches of Anthropic and answers of Ollama have the message beside what is told of it.
  if (isObject(answer.message) && answer.message.role === 'assistant') return [answer.message];
  if (answer.role === 'assistant' && (answer.content !== undefined || answer.tool_calls !== undefined)) return [answer];
  return [];
}

function firstObject(value: JsonObject, keys: readonly string[]): JsonObject | undefined {
  for (const key of keys) {
    const found = value[key];
    const inner = typeof found === 'string' && /^\s*\{/.test(found) ? parsedJson(found) : found;
    const body = isObject(inner) ? (bodyOf(inner) ?? inner) : inner;
    const whole = typeof body === 'string' ? parsedJson(body) : body;
    if (isObject(whole ?? null)) return whole as JsonObject;
  }
  return undefined;
}

/** A log of the network keeps what was sent and what came back under `body`; a HAR file as texts of their own names. */
function bodyOf({ body, postData, content }: JsonObject): JsonObject | string | undefined {
  if (isObject(body ?? null) || typeof body === 'string') return body as JsonObject | string;
  return [postData, content].flatMap((part) => (isObject(part) && typeof part.text === 'string' ? [part.text] : []))[0];
}
