"""Going on after an interruption: from the last whole checkpoint, and only with what the run began with."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .config import TrainConfig
from .failures import SetupError, require_architecture
from .model import architectures_of

#: What a run began with, beside its checkpoints.
STARTED = "started.json"
_CHECKPOINT = re.compile(r"checkpoint-(\d+)$")
_WEIGHTS = ("*.safetensors", "*.bin", "*.distcp", "pytorch_model_fsdp*", "global_step*")


def whole_checkpoints(folder: Path) -> list[Path]:
    """Checkpoints with their state and weights, oldest first: a save that was cut has no `trainer_state.json`."""
    found = [path for path in folder.glob("checkpoint-*") if _CHECKPOINT.search(path.name) and _is_whole(path)]
    return sorted(found, key=lambda path: int(path.name.rpartition("-")[2]))


def start_or_resume(config: TrainConfig, resume: bool) -> Path | None:
    """The checkpoint to go on from, or None for a fresh start, which is noted.

    Raises SetupError where a run is there already and `resume` is not said, where it began with other data, another
    model or another method, and where the checkpoint belongs to another architecture.
    """
    folder = config.output_dir
    begun = {"model": config.model, "method": config.method, "data": config.data.sha256, "lora": config.lora is not None}
    checkpoints = whole_checkpoints(folder)
    note = folder / STARTED
    if resume and note.is_file():
        before = json.loads(note.read_text("utf-8"))
        other = [key for key, value in begun.items() if before.get(key) != value]
        if other:
            raise SetupError(f"{folder} began with another {' and '.join(other)}: it cannot be resumed with these settings")
    if not resume and checkpoints:
        raise SetupError(f"{folder} holds a run that stopped at {checkpoints[-1].name}: add --resume, or name another --out")
    if resume and checkpoints:
        require_architecture(architectures_of(checkpoints[-1]), architectures_of(config.model), str(checkpoints[-1]))
        return checkpoints[-1]
    folder.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(begun, indent=2) + "\n", "utf-8")
    return None


def _is_whole(path: Path) -> bool:
    try:
        json.loads((path / "trainer_state.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return any(next(path.glob(pattern), None) for pattern in _WEIGHTS)
