"""A byte-level tokenizer with special tokens, and conversations that the tests share."""

from __future__ import annotations

import re

SPECIAL = ("<|im_start|>", "<|im_end|>", "<|pad|>")
_PIECES = re.compile("|".join(re.escape(mark) for mark in SPECIAL) + r"|\n+|[^\n]", re.S)


def encode(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Special tokens, runs of line feeds as one token, and one token for each other character."""
    ids, offsets = [], []
    for found in _PIECES.finditer(text):
        piece = found.group()
        if piece in SPECIAL:
            ids.append(SPECIAL.index(piece))
        elif piece[0] == "\n":
            ids.append(len(SPECIAL) + len(piece))
        else:
            ids.append(1000 + ord(piece))
        offsets.append(found.span())
    return ids, offsets


def call(name: str, **arguments: object) -> dict:
    return {"id": "call00001", "type": "function", "function": {"name": name, "arguments": arguments}}


TOOLS = [
    {"type": "function", "function": {"name": name, "description": f"Does {name}.", "parameters": {"type": "object"}}}
    for name in ("open_gate", "read_meter")
]

PROMPT = [{"role": "system", "content": "You run a lock."}, {"role": "user", "content": "Öffne gate north-4 ⛩."}]
CHOSEN = [
    {"role": "assistant", "content": "", "tool_calls": [call("open_gate", gate_id="north-4", quick=True)]},
    {"role": "tool", "tool_call_id": "call00001", "name": "open_gate", "content": '{"open": true}'},
    {"role": "assistant", "content": "It is open."},
    {"role": "user", "content": "Thanks."},
    {"role": "assistant", "content": "With pleasure."},
]
REJECTED = [
    {"role": "assistant", "content": "", "tool_calls": [call("open_gate", gate_id="south-1")]},
    {"role": "tool", "tool_call_id": "call00001", "name": "open_gate", "content": '{"open": false}'},
    {"role": "assistant", "content": "It is open."},
]

#: ChatML with calls as Hermes writes them, line feeds so that a turn begins with a token of its own.
CHATML = """{%- if tools %}{{- '<|im_start|>system\\n' }}
{%- if messages[0].role == 'system' %}{{- messages[0].content + '\\n' }}{%- endif %}
{%- for tool in tools %}{{- tool | tojson }}{{- '\\n' }}{%- endfor %}{{- '<|im_end|>\\n' }}{%- endif %}
{%- for message in messages %}
{%- if message.role == 'tool' %}{{- '<|im_start|>user\\n<tool_response>' + message.content + '</tool_response><|im_end|>\\n' }}
{%- elif message.role == 'assistant' %}{{- '<|im_start|>assistant\\n' }}OPEN{{- message.content }}
{%- for call in message.tool_calls or [] %}{{- '<tool_call>{"name": "' + call.function.name + '", "arguments": ' }}
{{- call.function.arguments | tojson }}{{- '}</tool_call>' }}{%- endfor %}{{- '<|im_end|>' }}CLOSE{{- '\\n' }}
{%- elif message.role == 'user' %}{{- '<|im_start|>user\\n' + message.content + '<|im_end|>\\n' }}{%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}
"""
PLAIN = CHATML.replace("OPEN", "").replace("CLOSE", "")
MARKED = CHATML.replace("OPEN", "{%- generation %}").replace("CLOSE", "{%- endgeneration %}")
#: The mark ends before the end token: a model that learns by it never stops.
ENDLESS = PLAIN.replace("assistant\\n' }}{{- message.content }}", "assistant\\n' }}{%- generation %}{{- message.content }}{%- endgeneration %}")
#: Thoughts of earlier turns disappear.
FORGETFUL = PLAIN.replace("{{- message.content }}", "{{- message.content if loop.last else message.content.split('</think>')[-1] }}")
#: A turn reads otherwise while it is the last.
LATEST = PLAIN.replace("{{- message.content }}", "{{- ('(latest) ' if loop.last else '') + message.content }}")
