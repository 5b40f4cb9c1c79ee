"""Chat templates as `magnet mask` renders them: the same text, the same marks, the same fixed day."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Mapping, Sequence

from jinja2 import TemplateError as JinjaError
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

Message = Mapping[str, Any]
Tool = Mapping[str, Any]
#: Start and end of a part of a text, counted in characters; the end is not in it.
Range = tuple[int, int]

#: Stand around what is generated. Private characters: no text of a row holds them by chance.
_START, _END = "\ue0f0\ue0f2", "\ue0f1\ue0f2"
#: The day that templates are told: the same row gives the same text each day.
_TODAY = datetime(2024, 7, 26)


class TemplateError(ValueError):
    """A template that cannot be read, or that raises on a row."""


class _Generation(Extension):
    """`{% generation %}` … `{% endgeneration %}`, the mark that trainers ask for."""

    tags = {"generation"}

    def parse(self, parser: Any) -> nodes.Node:
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_mark"), [], [], body).set_lineno(line)

    def _mark(self, caller: Any) -> str:
        return f"{_START}{caller()}{_END}"


@dataclass
class ChatTemplate:
    """A template that is read and can be used for any number of rows.

    text: Jinja as `chat_template` of a tokenizer holds it; tokens: `bos_token` and the like, by name.
    Raises TemplateError where the text is no Jinja.
    """

    text: str
    tokens: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=[_Generation, "jinja2.ext.loopcontrols"]
        )
        environment.filters["tojson"] = _to_json
        environment.globals["raise_exception"] = _raise_exception
        environment.globals["strftime_now"] = _TODAY.strftime
        try:
            self._compiled = environment.from_string(self.text)
        except JinjaError as error:
            raise TemplateError(f"the template cannot be read: {error}") from error
        self.marks_generation = _has_marks(environment, self.text)

    def render(
        self, messages: Sequence[Message], tools: Sequence[Tool] = (), *, generation_prompt: bool = False
    ) -> str:
        """The text of a conversation. Raises TemplateError where the template does."""
        return self._marked(messages, tools, generation_prompt).replace(_START, "").replace(_END, "")

    def render_marked(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> tuple[str, list[Range]]:
        """The text, and what stands between marks; no ranges where the template has none."""
        marked = self._marked(messages, tools, False)
        text, ranges, start, at = "", [], 0, 0
        while at < len(marked):
            if marked.startswith(_START, at):
                start, at = len(text), at + len(_START)
            elif marked.startswith(_END, at):
                at += len(_END)
                ranges.append((start, len(text)))
            else:
                ends = [place for mark in (_START, _END) if (place := marked.find(mark, at)) >= 0]
                stop = min(ends, default=len(marked))
                text, at = text + marked[at:stop], stop
        return text, ranges

    def _marked(self, messages: Sequence[Message], tools: Sequence[Tool], generation_prompt: bool) -> str:
        given = {"messages": messages, "tools": tools or None, "add_generation_prompt": generation_prompt}
        written = json.dumps([messages, tools], ensure_ascii=False)
        if _START in written or _END in written:
            raise TemplateError("the conversation holds the private characters that mark what is generated")
        try:
            return self._compiled.render(**{"bos_token": "", "eos_token": "", **self.tokens}, **given)
        except (JinjaError, TypeError, KeyError) as error:
            raise TemplateError(f"the template raises: {error}") from error


def _has_marks(environment: Any, text: str) -> bool:
    return any(kind == "name" and value == "generation" for _, kind, value in environment.lex(text))


def _to_json(value: Any, ensure_ascii: bool = False, indent: int | None = None, separators: Any = None,
             sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def _raise_exception(message: str) -> None:
    raise JinjaError(message)
