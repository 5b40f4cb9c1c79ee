import { isObject, type Json, type JsonObject } from '../../json/index.ts';

/** Keys under which logs of requests keep what was sent, and what came back. */
const SENT = ['request', 'req', 'request_body', 'requestBody'] as const;
const ANSWERED = ['response', 'res', 'response_body', 'responseBody'] as const;

/**
 * A request with its answer, or an answer alone, as one conversation: the answer's message stands behind those of the
 * request. A value that is neither comes back itself.
 */
export function oneConversation(value: JsonObject): JsonObject {
  const sent = firstObject(value, SENT);
  const answered = firstObject(value, ANSWERED);
  if (sent !== undefined) return answered === undefined ? sent : joined(sent, answered);
  if (Array.isArray(value.messages)) return answered === undefined ? value : joined(value, answered);
  const [first, ...more] = answersOf(value);
  return first === undefined ? value : { ...value, messages: [first, ...more] };
}

/** Gemini's and Responses' readers join the two themselves; messages are joined here. */
function joined(sent: JsonObject, answered: JsonObject): JsonObject {
  const { candidates, output } = answered;
  const parts = { ...(candidates === undefined ? {} : { candidates }), ...(output === undefined ? {} : { output }) };
  if (!Array.isArray(sent.messages)) return { ...sent, ...parts };
  return { ...sent, messages: [...sent.messages, ...answersOf(answered)] };
}

/** The message of an answer: of OpenAI's `choices`, of Anthropic's own object, of Bedrock's `output`. */
function answersOf(answer: JsonObject): JsonObject[] {
  const [choice] = Array.isArray(answer.choices) ? answer.choices : [];
  if (isObject(choice) && isObject(choice.message)) return [choice.message];
  const { output } = answer;
  if (isObject(output) && isObject(output.message)) return [output.message];
  if (answer.role === 'assistant' && (answer.content !== undefined || answer.tool_calls !== undefined)) return [answer];
  return [];
}

function firstObject(value: JsonObject, keys: readonly string[]): JsonObject | undefined {
  for (const key of keys) {
    const found = value[key];
    const inner = typeof found === 'string' && /^\s*\{/.test(found) ? parsed(found) : found;
    // A log of the network keeps the text of both under `body`.
    const body = isObject(inner) && (isObject(inner.body) || typeof inner.body === 'string') ? inner.body : inner;
    const whole = typeof body === 'string' ? parsed(body) : body;
    if (isObject(whole ?? null)) return whole as JsonObject;
  }
  return undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
