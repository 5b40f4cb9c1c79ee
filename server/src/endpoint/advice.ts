import type { TextForm, WireReply } from '../openai-wire/index.ts';
import { BASELINE_MODEL } from './policy/baseline.ts';

const PARSER_HELP =
  'The server may have no parser for tool calls switched on. vLLM: --enable-auto-tool-choice --tool-call-parser hermes (or the parser of your model). llama.cpp: --jinja. SGLang: --tool-call-parser qwen25. Ollama: use a model that lists "tools" among its capabilities.';

/**
 * Names of parsers by the servers' own tables, both read on 2026-11-30: of vLLM `vllm/tool_parsers/__init__.py` (commit
 * 0064cc9), of SGLang `python/sglang/srt/function_call/function_call_parser.py` (commit 00828e5). Undefined: it has none for
 * this form.
 */
const PARSERS: Readonly<Record<TextForm, { readonly vllm?: string; readonly sglang?: string }>> = {
  hermes: { vllm: 'hermes', sglang: 'qwen25' },
  'qwen3-coder': { vllm: 'qwen3_coder', sglang: 'qwen3_coder' },
  llama: { vllm: 'llama3_json', sglang: 'llama3' },
  mistral: { vllm: 'mistral', sglang: 'mistral' },
  deepseek: { vllm: 'deepseek_v3 (or deepseek_v31)', sglang: 'deepseekv3 (or deepseekv31)' },
  glm: { vllm: 'glm45 (or glm47)', sglang: 'glm45 (or glm47)' },
  harmony: { vllm: 'openai', sglang: 'gpt-oss' },
  kimi: { vllm: 'kimi_k2', sglang: 'kimi_k2' },
  invoke: {
    vllm: 'minimax_m2, deepseek_v32 or step3, by the model',
    sglang: 'minimax-m2, deepseekv32 or step3, by the model',
  },
  gemma: { vllm: 'functiongemma or gemma4, by the model', sglang: 'gemma4' },
  cohere: { vllm: 'cohere_command3 or cohere_command4, by the model', sglang: 'cohere_command4' },
  apertus: { vllm: 'apertus', sglang: 'apertus2509' },
  pythonic: { vllm: 'pythonic', sglang: 'pythonic' },
  json: { vllm: 'llama3_json' },
  react: {},
  fenced: {},
};

/** What is to be done where no parser reads a form. */
const BY_TEMPLATE: Readonly<Partial<Record<TextForm, string>>> = {
  react: 'no parser reads ReAct texts: use a chat template that tells the model the form of its calls',
  fenced: 'no parser reads calls in a fence: use a chat template that tells the model the form of its calls',
  json: 'or a chat template that tells the model the form of its calls',
};

/** What a server needs to read a form itself. */
function switchesFor(form: TextForm): string {
  const { vllm, sglang } = PARSERS[form];
  return [
    ...(vllm === undefined ? [] : [`vLLM: --enable-auto-tool-choice --tool-call-parser ${vllm}`]),
    ...(sglang === undefined ? [] : [`SGLang: --tool-call-parser ${sglang}`]),
    ...(vllm === undefined && sglang === undefined ? [] : ['llama.cpp: --jinja']),
    ...(BY_TEMPLATE[form] === undefined ? [] : [BY_TEMPLATE[form]]),
  ].join('; ');
}

/** What is said of calls that stood in the text: the form, and the switch of the server that reads it. */
export function textCallAdvice(reply: Pick<WireReply, 'calls'>): string | undefined {
  const forms = new Set(reply.calls.flatMap((call) => (call.inText === true ? [call.parser ?? 'hermes'] : [])));
  if (forms.size === 0) return undefined;
  const switches = [...forms].map((form) => `${form} (${switchesFor(form)})`).join('; ');
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
