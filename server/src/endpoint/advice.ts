import type { WireReply } from '../openai-wire/index.ts';
import { BASELINE_MODEL } from './policy/baseline.ts';

const PARSER_HELP =
  'The server may have no parser for tool calls switched on. vLLM: --enable-auto-tool-choice --tool-call-parser hermes (or the parser of your model). llama.cpp: --jinja. SGLang: --tool-call-parser qwen25. Ollama: use a model that lists "tools" among its capabilities.';

/** Plain advice on a reply that is not what a tool-calling server sends; empty where there is nothing to say. */
export function adviceFor(reply: WireReply): string[] {
  const advice: string[] = [];
  if (reply.calls.some((call) => call.inText === true)) {
    advice.push(`The calls came as text and were read from it; other clients would see none. ${PARSER_HELP}`);
  } else if (reply.calls.length === 0 && reply.model !== BASELINE_MODEL) {
    advice.push(`The model answered in words and called nothing. If it should have called a function: ${PARSER_HELP}`);
  }
  if (reply.finishReason === 'length')
    advice.push('The reply was cut off at its length limit: allow more output tokens.');
  if (reply.finishReason === 'tool_calls' && reply.calls.length === 0) {
    advice.push('The server says that it ends with tool calls, but sent none.');
  }
  return [...advice, ...reply.notes];
}
