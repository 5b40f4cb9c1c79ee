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
