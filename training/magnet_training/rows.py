"""Rows as `magnet export --as trl-sft` and `--as trl-dpo` write them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

_ROLES = {"system", "user", "assistant", "tool"}


class DataError(ValueError):
    """A file that is no export of ours, or of another form: says the line and what to do."""


@dataclass(frozen=True)
class SftRow:
    """One conversation. messages: OpenAI's form, arguments as objects; tools: definitions; line: from 1."""

    messages: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    line: int


@dataclass(frozen=True)
class PairRow:
    """Two ways to go on from one prompt."""

    prompt: list[dict[str, Any]]
    chosen: list[dict[str, Any]]
    rejected: list[dict[str, Any]]
    tools: list[dict[str, Any]]
    line: int


def read_sft(file: str | Path) -> Iterator[SftRow]:
    """Rows of `trl-sft`; of `trl-dpo` the chosen side. Raises DataError."""
    for line, row in _objects(Path(file)):
        if "messages" in row:
            messages = _messages(row, "messages", line)
        elif {"prompt", "chosen"} <= row.keys():
            messages = _messages(row, "prompt", line) + _messages(row, "chosen", line)
        else:
            raise _other_form(row, line, "trl-sft")
        yield SftRow(messages, _tools(row, line), line)


def read_pairs(file: str | Path) -> Iterator[PairRow]:
    """Rows of `trl-dpo`. Raises DataError."""
    for line, row in _objects(Path(file)):
        if not {"prompt", "chosen", "rejected"} <= row.keys():
            raise _other_form(row, line, "trl-dpo")
        prompt, chosen, rejected = (_messages(row, key, line) for key in ("prompt", "chosen", "rejected"))
        yield PairRow(prompt, chosen, rejected, _tools(row, line), line)


def _objects(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with file.open(encoding="utf-8-sig") as lines:
        for line, text in enumerate(lines, 1):
            if text.strip() == "":
                continue
            try:
                row = json.loads(text)
            except json.JSONDecodeError as error:
                raise DataError(f"line {line} is no JSON ({error}): was the export interrupted? Write it again") from error
            if not isinstance(row, dict):
                raise DataError(f"line {line} is no JSON object")
            yield line, row


def _messages(row: dict[str, Any], key: str, line: int) -> list[dict[str, Any]]:
    messages = row[key]
    if not isinstance(messages, list) or not all(isinstance(m, dict) and m.get("role") in _ROLES for m in messages):
        raise DataError(f"line {line}: {key} is no list of messages in OpenAI's form")
    for message in messages:
        for call in message.get("tool_calls") or []:
            if not isinstance(call.get("function", {}).get("arguments"), dict):
                raise DataError(f"line {line}: arguments of a call in {key} are no object; export as trl-sft or trl-dpo")
    return messages


def _tools(row: dict[str, Any], line: int) -> list[dict[str, Any]]:
    tools = row.get("tools") or []
    try:
        tools = json.loads(tools) if isinstance(tools, str) else tools
    except json.JSONDecodeError as error:
        raise DataError(f"line {line}: tools is no JSON: {error}") from error
    if not isinstance(tools, list):
        raise DataError(f"line {line}: tools is no list")
    return tools


def _other_form(row: dict[str, Any], line: int, wanted: str) -> DataError:
    keys = ", ".join(sorted(row)[:8])
    return DataError(f"line {line} has {keys}: no row of {wanted}. Write one with: magnet export RUN --as {wanted} --out FILE")
