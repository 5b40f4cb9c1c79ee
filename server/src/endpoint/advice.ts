import type { TextForm, WireReply } from '../openai-wire/index.ts';
import { BASELINE_MODEL } from './policy/baseline.ts';

const PARSER_HELP =
  'The server may have no parser for tool calls switched on. vLLM: --enable-auto-tool-choice --tool-call-parser hermes (or the parser of your model). llama.cpp: --jinja. SGLang: --tool-call-parser qwen25. Ollama: use a model that lists "tools" among its capabilities.';

/** What a server needs to read each form itself. */
const SWITCHES: Readonly<Record<TextForm, string>> = {
  hermes:
    'vLLM: --enable-auto-tool-choice --tool-call-parser hermes; SGLang: --tool-call-parser qwen25; llama.cpp: --jinja',
  'qwen3-coder':
    'vLLM: --enable-auto-tool-choice --tool-call-parser qwen3_coder; SGLang: --tool-call-parser qwen3_coder; llama.cpp: --jinja',
  llama:
    'vLLM: --enable-auto-tool-choice --tool-call-parser llama3_json; SGLang: --tool-call-parser llama3; llama.cpp: --jinja',
  mistral:
    'vLLM: --enable-auto-tool-choice --tool-call-parser mistral; SGLang: --tool-call-parser mistral; llama.cpp: --jinja',
  deepseek:
    'vLLM: --enable-auto-tool-choice --tool-call-parser deepseek_v3 (or deepseek_v31); SGLang: --tool-call-parser deepseekv3; llama.cpp: --jinja',
  glm: 'vLLM: --enable-auto-tool-choice --tool-call-parser glm45; SGLang: --tool-call-parser glm45; llama.cpp: --jinja',
  harmony:
    'vLLM: --enable-auto-tool-choice --tool-call-parser openai; SGLang: --tool-call-parser gpt-oss; llama.cpp: --jinja',
  kimi: 'vLLM: --enable-auto-tool-choice --tool-call-parser kimi_k2; SGLang: --tool-call-parser kimi_k2; llama.cpp: --jinja',
  invoke:
    'vLLM: --enable-auto-tool-choice --tool-call-parser minimax_m2, deepseek_v32 or step3, by the model; llama.cpp: --jinja',
  gemma: 'vLLM: --enable-auto-tool-choice --tool-call-parser functiongemma, or that of your Gemma; llama.cpp: --jinja',
  cohere: 'llama.cpp: --jinja; other servers: the parser that they name for Command models',
  apertus: 'llama.cpp: --jinja; other servers: the parser that they name for Apertus',
  react: 'no parser reads ReAct texts: use a chat template that tells the model the form of its calls',
  pythonic:
    'vLLM: --enable-auto-tool-choice --tool-call-parser pythonic; SGLang: --tool-call-parser pythonic; llama.cpp: --jinja',
  fenced: 'no parser reads calls in a fence: use a chat template that tells the model the form of its calls',
  json: 'vLLM: --enable-auto-tool-choice --tool-call-parser llama3_json; llama.cpp: --jinja; or a chat template that tells the model the form of its calls',
};

/** What is said of calls that stood in the text: the form, and the switch of the server that reads it. */
export function textCallAdvice(reply: Pick<WireReply, 'calls'>): string | undefined {
  const forms = new Set(reply.calls.flatMap((call) => (call.inText === true ? [call.parser ?? 'hermes'] : [])));
  if (forms.size === 0) return undefined;
  const switches = [...forms].map((form) => `${form} (${SWITCHES[form]})`).join('; ');
  return `The calls came as text and were read from it; other clients would see none. Their form: ${switches}.`;
}

/** Plain advice on a reply that is not what a tool-calling server sends; empty where there is nothing to say. */
export function adviceFor(reply: WireReply): string[] {
  const advice: string[] = [];
  const inText = textCallAdvice(reply);
  if (inText !== undefined) advice.push(inText);
  else if (reply.calls.length === 0 && reply.model !== BASELINE_MODEL) {
    advice.push(`The model answered in words and called nothing. If it should have called a function: ${PARSER_HELP}`);
  }
  if (reply.finishReason === 'length')
    advice.push('The reply was cut off at its length limit: allow more output tokens.');
  if (reply.finishReason === 'tool_calls' && reply.calls.length === 0) {
    advice.push('The server says that it ends with tool calls, but sent none.');
  }
  return [...advice, ...reply.notes];
}
