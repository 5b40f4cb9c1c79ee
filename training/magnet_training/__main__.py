"""python3 -m magnet_training setup|check|reference|train training.json"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any, Sequence

from .config import ConfigError, TrainConfig, read_config
from .failures import NEEDED, WITH_LORA, WITH_TRL, SetupError, out_of_memory, require

#: A wrong setting or a missing part, as `magnet` itself ends.
USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Exit code: 0 done, 1 the training failed, 2 something is to be set right first."""
    options = _options(argv)
    try:
        config = read_config(options.config)
        require({**NEEDED, **(WITH_LORA if config.lora else {}), **(WITH_TRL if config.trainer == "trl" else {})})
        _do(options, config)
        return 0
    except (ConfigError, SetupError) as error:
        print(f"magnet_training: {error}", file=sys.stderr)
        return USAGE
    except Exception as error:
        from .masks import MaskError
        from .rows import DataError
        from .templates import TemplateError

        if isinstance(error, (DataError, MaskError, TemplateError)):
            print(f"magnet_training: {error}", file=sys.stderr)
            return USAGE
        advice = out_of_memory(error, config.training, config.max_length, config.lora is not None)
        if advice is None:
            raise
        print(f"magnet_training: {advice}", file=sys.stderr)
        return 1


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m magnet_training", description=__doc__)
    parser.add_argument("do", choices=["setup", "check", "reference", "train"], help="setup looks for packages alone; check masks every row too")
    parser.add_argument("config", type=Path, help="training.json as `magnet train` writes it")
    parser.add_argument("--resume", action="store_true", help="go on from the last whole checkpoint")
    return parser.parse_args(argv)


def _do(options: argparse.Namespace, config: TrainConfig) -> None:
    if options.do == "setup":
        return
    from . import run

    if options.do == "check":
        run.check(config)
    elif options.do == "reference":
        run.reference_values(config, run.prepare(config))
    else:
        _train(config, options.resume)


def _train(config: TrainConfig, resume: bool) -> Any:
    from . import run
    from .resume import start_or_resume

    checkpoint = start_or_resume(config, resume)
    if checkpoint is not None:
        print(f"Going on from {checkpoint}", file=sys.stderr)
    return run.train(config, checkpoint)


if __name__ == "__main__":
    # Tokenizers and data loaders fork after threads began; this is what `tokenizers` asks for.
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    sys.exit(main())
