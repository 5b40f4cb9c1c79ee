/** Chat templates in the manner of well-known models, written for these tests: small, with the habits that matter. */

/** ChatML with tools and calls as Hermes and Qwen write them; outputs in a row share one user turn. */
export const HERMES = `{%- if tools %}
{{- '<|im_start|>system\\n' }}
{%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n\\n' }}{%- endif %}
{{- '<tools>' }}
{%- for tool in tools %}{{- '\\n' }}{{- tool | tojson }}{%- endfor %}
{{- '\\n</tools><|im_end|>\\n' }}
{%- elif messages[0].role == 'system' %}
{{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- for message in messages %}
{%- if message.role == 'user' %}
{{- '<|im_start|>user\\n' + message.content + '<|im_end|>\\n' }}
{%- elif message.role == 'assistant' %}
{{- '<|im_start|>assistant\\n' + message.content }}
{%- for call in message.tool_calls or [] %}
{{- '\\n<tool_call>\\n{"name": "' + call.function.name + '", "arguments": ' }}{{- call.function.arguments | tojson }}{{- '}\\n</tool_call>' }}
{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- elif message.role == 'tool' %}
{%- if messages[loop.index0 - 1].role != 'tool' %}{{- '<|im_start|>user' }}{%- endif %}
{{- '\\n<tool_response>\\n' + message.content + '\\n</tool_response>' }}
{%- if loop.last or messages[loop.index0 + 1].role != 'tool' %}{{- '<|im_end|>\\n' }}{%- endif %}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}
`;

/** The same with the marks that trainers ask for. */
export const MARKED = HERMES.replace(
  `{{- '<|im_start|>assistant\\n' + message.content }}`,
  `{{- '<|im_start|>assistant\\n' }}{%- generation %}{{- message.content }}`,
).replace(
  `{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- elif message.role == 'tool' %}`,
  `{%- endfor %}
{{- '<|im_end|>' }}{%- endgeneration %}{{- '\\n' }}
{%- elif message.role == 'tool' %}`,
);

/** One call a message and no more. */
export const ONE_CALL = `{{- bos_token }}
{%- for message in messages %}
{%- if message.tool_calls is defined %}
{%- if message.tool_calls | length != 1 %}{{- raise_exception('One call at a time, please.') }}{%- endif %}
{%- set call = message.tool_calls[0].function %}
{{- '<|head|>assistant<|/head|>' }}{{- '{"name": "' + call.name + '", "parameters": ' }}{{- call.arguments | tojson }}{{- '}<|eot|>' }}
{%- elif message.role == 'tool' %}
{{- '<|head|>ipython<|/head|>' }}{{- message.content | tojson }}{{- '<|eot|>' }}
{%- else %}
{{- '<|head|>' + message.role + '<|/head|>' + message.content | trim + '<|eot|>' }}
{%- endif %}
{%- endfor %}
{%- if tools is not none %}{%- endif %}
{%- if add_generation_prompt %}{{- '<|head|>assistant<|/head|>' }}{%- endif %}
`;

/** Call ids of nine letters or digits; everything else raises. */
export const NINE = `{{- bos_token }}
{%- if tools %}{{- '[TOOLS]' }}{{- tools | tojson }}{{- '[/TOOLS]' }}{%- endif %}
{%- for message in messages %}
{%- if message.role == 'user' %}
{{- '[INST] ' + message.content + '[/INST]' }}
{%- elif message.tool_calls is defined %}
{{- '[CALLS][' }}
{%- for call in message.tool_calls %}
{%- if call.id | length != 9 %}{{- raise_exception('Call ids have nine characters.') }}{%- endif %}
{{- '{"name": "' + call.function.name + '", "arguments": ' }}{{- call.function.arguments | tojson }}{{- ', "id": "' + call.id + '"}' }}
{%- if not loop.last %}{{- ', ' }}{%- endif %}
{%- endfor %}
{{- ']' + eos_token }}
{%- elif message.role == 'tool' %}
{{- '[RESULT]{"content": ' }}{{- message.content }}{{- ', "call_id": "' + message.tool_call_id + '"}[/RESULT]' }}
{%- elif message.role == 'assistant' %}
{{- ' ' + message.content + eos_token }}
{%- endif %}
{%- endfor %}
`;

/** Arguments joined as text, and outputs of calls left out. */
export const TEXT_ARGUMENTS = `{%- for message in messages %}
{%- if message.role == 'assistant' and message.tool_calls %}
{{- '<|assistant|>' }}
{%- for call in message.tool_calls %}{{- '<call>' + call.function.name + '\\n' + call.function.arguments + '</call>' }}{%- endfor %}
{{- '<|end|>' }}
{%- elif message.role != 'tool' %}
{{- '<|' + message.role + '|>' + message.content + '<|end|>' }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|assistant|>' }}{%- endif %}
`;

/** The first of several calls, and thoughts of the last turn alone. */
export const FORGETFUL = `{%- for message in messages %}
{{- '<' + message.role + '>' }}
{%- if message.role == 'assistant' and not loop.last and '</think>' in message.content %}
{{- message.content.split('</think>')[-1] }}
{%- else %}{{- message.content }}{%- endif %}
{%- if message.tool_calls %}{{- message.tool_calls[0] | tojson }}{%- endif %}
{{- '</' + message.role + '>' }}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<assistant>' }}{%- endif %}
`;

/** Thoughts after the last wish alone, which is sought from the end; calls in tags (in the manner of Qwen3). */
export const LAST_QUERY = `{%- set ns = namespace(last=messages | length - 1, open=true) %}
{%- for message in messages[::-1] %}
{%- set index = (messages | length - 1) - loop.index0 %}
{%- if ns.open and message.role == 'user' and not (message.content.startswith('<tool_response>')) %}
{%- set ns.open = false %}{%- set ns.last = index %}
{%- endif %}
{%- endfor %}
{%- for message in messages %}
{%- if message.role == 'assistant' %}
{%- set thought = '' %}{%- set said = message.content %}
{%- if '</think>' in message.content %}
{%- set thought = message.content.split('</think>')[0].split('<think>')[-1] %}
{%- set said = message.content.split('</think>')[-1].lstrip('\\n') %}
{%- endif %}
{{- '<|im_start|>assistant\\n' }}
{%- if loop.index0 > ns.last and thought %}{{- '<think>' + thought + '</think>\\n' }}{%- endif %}
{{- said }}
{%- for call in message.tool_calls or [] %}{{- '<tool_call>' + call.function.name }}{{- call.function.arguments | tojson }}{{- '</tool_call>' }}{%- endfor %}
{{- '<|im_end|>\\n' }}
{%- elif message.role == 'tool' %}
{%- if loop.first or messages[loop.index0 - 1].role != 'tool' %}{{- '<|im_start|>user' }}{%- endif %}
{{- '\\n<tool_response>' + message.content + '</tool_response>' }}
{%- if loop.last or messages[loop.index0 + 1].role != 'tool' %}{{- '<|im_end|>\\n' }}{%- endif %}
{%- else %}{{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}
`;

/** Tools before the last user message, turns that must alternate (in the manner of Mistral). */
export const TOOLS_LAST = `{{- bos_token }}
{%- set users = messages | selectattr('role', 'equalto', 'user') | list %}
{%- set ns = namespace(index=0) %}
{%- for message in messages %}
{%- if message.role == 'user' or (message.role == 'assistant' and not message.tool_calls) %}
{%- if (message.role == 'user') != (ns.index % 2 == 0) %}{{- raise_exception('Roles must alternate.') }}{%- endif %}
{%- set ns.index = ns.index + 1 %}
{%- endif %}
{%- endfor %}
{%- for message in messages %}
{%- if message.role == 'user' %}
{%- if tools and message == users[-1] %}{{- '[TOOLS]' }}{{- tools | tojson }}{{- '[/TOOLS]' }}{%- endif %}
{{- '[INST] ' + message.content + '[/INST]' }}
{%- elif message.role == 'assistant' and message.tool_calls %}
{{- '[CALLS]' }}{{- message.tool_calls | tojson }}{{- eos_token }}
{%- elif message.role == 'assistant' %}{{- ' ' + message.content + eos_token }}
{%- elif message.role == 'tool' %}{{- '[RESULT]' + message.content + '[/RESULT]' }}
{%- endif %}
{%- endfor %}
`;

/** State carried from message to message (in the manner of DeepSeek), with system texts gathered at the top. */
export const CARRIED = `{%- set ns = namespace(tool=false, first=true, system='') %}
{%- for message in messages %}{%- if message.role == 'system' %}{%- set ns.system = ns.system + message.content %}{%- endif %}{%- endfor %}
{{- bos_token }}{{- ns.system }}
{%- for message in messages %}
{%- if message.role == 'user' %}{%- set ns.tool = false %}{{- '<|User|>' + message.content }}
{%- elif message.role == 'assistant' and message.tool_calls %}
{%- set ns.tool = false %}
{{- '<|Assistant|>' + message.content }}
{%- for call in message.tool_calls %}{{- '<|call|>' + call.function.name }}{{- call.function.arguments | tojson }}{%- endfor %}
{{- '<|eos|>' }}
{%- elif message.role == 'assistant' %}
{%- if ns.tool %}{{- '<|outputs_end|>' + message.content + '<|eos|>' }}{%- set ns.tool = false %}
{%- else %}{{- '<|Assistant|>' + message.content + '<|eos|>' }}{%- endif %}
{%- elif message.role == 'tool' %}
{%- if not ns.tool %}{{- '<|outputs|>' }}{%- endif %}
{%- set ns.tool = true %}
{{- '<|output|>' + message.content }}
{%- endif %}
{%- endfor %}
{%- if ns.tool %}{{- '<|outputs_end|>' }}{%- endif %}
{%- if add_generation_prompt and not ns.tool %}{{- '<|Assistant|>' }}{%- endif %}
`;

/** Numbers that depend on all that went before. */
export const COUNTING = `{%- for message in messages %}
{{- loop.index | string + '/' + messages | length | string + ' ' + message.role + ': ' + message.content + '\\n' }}
{%- endfor %}
`;

/** The place of a message, and nothing of those that follow. */
export const NUMBERED = COUNTING.replace(" + '/' + messages | length | string", '');
