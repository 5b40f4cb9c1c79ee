"""The settings of one training, as `magnet train` writes them into `training.json`."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, Mapping

from . import FORMAT

Method = Literal["sft", "mdpo", "dmpo"]


class ConfigError(ValueError):
    """Settings that cannot be right, or data that is not what they were written for."""


@dataclass(frozen=True)
class LossSettings:
    """eta: of mDPO; beta, gamma: of DMPO; nll_weight: lambda, the share of the chosen side's likelihood."""

    eta: float = 0.1
    nll_weight: float = 1.0
    beta: float = 0.1
    gamma: float = 0.7


@dataclass(frozen=True)
class LoraSettings:
    """A low-rank adapter instead of full parameters. targets: names of modules, or `all-linear`."""

    r: int = 32
    alpha: int = 64
    dropout: float = 0.0
    targets: str | list[str] = "all-linear"


@dataclass(frozen=True)
class DataSettings:
    """file: beside the settings; sha256: of its bytes, so that a run does not go on with other data."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class TrainConfig:
    """One training. training: arguments of the trainer by name (`transformers.TrainingArguments`). folder: where the settings lie.

    template: a Jinja file beside the settings, in place of the one that the model's tokenizer has.
    """

    recipe: str
    method: Method
    model: str
    data: DataSettings
    folder: Path
    trainer: Literal["transformers", "trl"] = "transformers"
    template: str | None = None
    max_length: int = 8192
    loss: LossSettings = field(default_factory=LossSettings)
    lora: LoraSettings | None = None
    training: Mapping[str, Any] = field(default_factory=dict)

    @property
    def data_file(self) -> Path:
        return self.folder / self.data.file

    @property
    def output_dir(self) -> Path:
        return self.folder / str(self.training.get("output_dir", "model"))


def read_config(file: str | Path) -> TrainConfig:
    """Settings of a file, with their data checked. Raises ConfigError."""
    file = Path(file)
    try:
        given = json.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{file} is not there. `magnet train --recipe NAME --data RUN` writes it") from error
    except json.JSONDecodeError as error:
        raise ConfigError(f"{file} is no JSON: {error}") from error
    _require_format(given, file)
    config = _config_of(given, file)
    _require_data(config)
    return config


def _require_format(given: Any, file: Path) -> None:
    if not isinstance(given, dict) or "format" not in given:
        raise ConfigError(f"{file} was not written by `magnet train`: it has no `format`")
    if given["format"] != FORMAT:
        raise ConfigError(
            f"{file} has format {given['format']}, this package reads {FORMAT}: "
            "write the folder again with `magnet train`, which puts a package that fits beside it"
        )


def _config_of(given: dict[str, Any], file: Path) -> TrainConfig:
    known = {one.name for one in fields(TrainConfig)} - {"folder"}
    unknown = sorted(set(given) - known - {"format", "about"})
    if unknown:
        raise ConfigError(f"{file} has unknown keys: {', '.join(unknown)}")
    try:
        lora = given.get("lora")
        config = TrainConfig(
            recipe=given["recipe"],
            method=given["method"],
            model=given["model"],
            data=DataSettings(**given["data"]),
            folder=file.resolve().parent,
            trainer=given.get("trainer", "transformers"),
            template=given.get("template"),
            max_length=given.get("max_length", 8192),
            loss=LossSettings(**given.get("loss", {})),
            lora=None if lora is None else LoraSettings(**lora),
            training=given.get("training", {}),
        )
    except (KeyError, TypeError) as error:
        raise ConfigError(f"{file}: {error}") from error
    _require_one_of(file, "method", config.method, ("sft", "mdpo", "dmpo"))
    _require_one_of(file, "trainer", config.trainer, ("transformers", "trl"))
    if config.trainer == "trl" and config.method == "dmpo":
        raise ConfigError(f"{file}: TRL has no DMPO: set trainer to transformers, or method to mdpo")
    return config


def _require_one_of(file: Path, key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ConfigError(f"{file}: {key} is {value!r}; known are {', '.join(known)}")


def _require_data(config: TrainConfig) -> None:
    if not config.data_file.is_file():
        raise ConfigError(f"{config.data_file} is not there: copy it beside the settings, or run `magnet train` again")
    digest = hashlib.sha256(config.data_file.read_bytes()).hexdigest()
    if digest != config.data.sha256:
        raise ConfigError(
            f"{config.data_file} is another version of the data than these settings were written for "
            f"(sha256 {digest[:12]}…, not {config.data.sha256[:12]}…): run `magnet train` again"
        )
