"""One arm of Magnet-nano: `base`, `sft` or `mdpo`. Killed at any moment, the same command goes on.

    python3 train.py sft --data sft.jsonl --tokenizer tokenizer.json --template chat_template.jinja
        --tokens 2000000 --seed 0 --init base/ --out sft/
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

try:
    import torch
except ImportError:
    sys.exit("torch is missing: on Debian, apt-get install python3-torch, and run /usr/bin/python3.")
from torch import Tensor

from data import Batch, base_batch, batches, pair_batch, read_pairs, read_rows, sft_batch
from files import read_safetensors, write_model, write_whole
from magnet_training.losses import Side, mdpo_loss, sft_loss
from model import Qwen2, Shape

SAVE_EVERY = 60.0
LOG_EVERY = 5


def policy_logprobs(model: Qwen2, batch: Batch) -> Tensor:
    """log p of each action token, (rows, places), 0 elsewhere. The output layer runs only where it is needed."""
    rows, places = batch.actions.nonzero(as_tuple=True)
    hidden = model.hidden(batch.ids)[rows, places - 1]
    logits = model.logits(hidden)
    picked = logits.log_softmax(-1).gather(-1, batch.ids[rows, places].unsqueeze(-1)).squeeze(-1)
    out = torch.zeros(batch.ids.shape, dtype=picked.dtype)
    return out.index_put((rows, places), picked)


@dataclass
class Arm:
    """What differs between arms: how long each item is, how a step's loss comes of some of them."""

    lengths: list[int]
    step: Callable[[list[int]], tuple[Tensor, int, dict[str, float]]]


def rows_arm(model: Qwen2, path: Path, kind: str) -> Arm:
    rows = read_rows(path)
    batch_of = base_batch if kind == "base" else sft_batch

    def step(indices: list[int]) -> tuple[Tensor, int, dict[str, float]]:
        batch = batch_of([rows[index] for index in indices])
        loss = sft_loss(policy_logprobs(model, batch), batch.actions)
        return loss, batch.tokens, {"loss": float(loss.detach())}

    return Arm([len(row.ids) for row in rows], step)


def pairs_arm(model: Qwen2, reference: Qwen2, path: Path, eta: float, nll_weight: float) -> Arm:
    pairs = read_pairs(path)
    known: dict[int, tuple[Tensor, Tensor]] = {}

    def reference_of(indices: list[int], batch: Batch) -> Tensor:
        """The reference never changes: each pair is asked once, and kept."""
        if not all(index in known for index in indices):
            with torch.no_grad():
                values = policy_logprobs(reference, batch)
            for at, index in enumerate(indices):
                known[index] = (values[at], values[at + len(indices)])
        width = batch.ids.shape[1]
        sides = [known[index][side] for side in (0, 1) for index in indices]
        return torch.stack([fit(side, width) for side in sides])

    def step(indices: list[int]) -> tuple[Tensor, int, dict[str, float]]:
        batch = pair_batch([pairs[index] for index in indices])
        fixed = reference_of(indices, batch)
        policy = policy_logprobs(model, batch)
        half = len(indices)
        chosen = Side(policy[:half], fixed[:half], batch.actions[:half])
        rejected = Side(policy[half:], fixed[half:], batch.actions[half:])
        loss = mdpo_loss(chosen, rejected, eta=eta, nll_weight=nll_weight)
        seen = {"loss": float(loss.total.detach()), "margin": float(loss.margin.detach().mean()), "accuracy": float(loss.accuracy)}
        return loss.total, batch.tokens, seen

    return Arm([2 * max(len(pair.chosen.ids), len(pair.rejected.ids)) for pair in pairs], step)


def fit(values: Tensor, width: int) -> Tensor:
    """Places behind a row's end hold nothing."""
    if len(values) >= width:
        return values[:width]
    return torch.cat((values, torch.zeros(width - len(values))))


def load(folder: Path) -> Qwen2:
    """Raises ValueError for a checkpoint of another architecture."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config.get("model_type") != "qwen2":
        raise ValueError(f"{folder} holds a {config.get('model_type')} model, and qwen2 is trained here.")
    model = Qwen2(Shape(**{name: config[name] for name in Shape.__dataclass_fields__}))
    model.load_state_dict(read_safetensors(folder / "model.safetensors"))
    return model


def rate(done: float, peak: float) -> float:
    """Warm-up over 5 % of the tokens, then a cosine down to a tenth."""
    if done < 0.05:
        return peak * (done + 0.002) / 0.052
    return peak * (0.1 + 0.45 * (1 + math.cos(math.pi * min(1.0, (done - 0.05) / 0.95))))


def new_model(options: argparse.Namespace, tokenizer: dict) -> Qwen2:
    torch.manual_seed(options.seed)
    if options.init is not None:
        return load(options.init)
    return Qwen2(Shape(len(tokenizer["model"]["vocab"]), options.hidden, options.layers, 4, 2, options.inner))


def run(options: argparse.Namespace) -> None:
    tokenizer = json.loads(options.tokenizer.read_text(encoding="utf-8"))
    template = options.template.read_text(encoding="utf-8")
    model = new_model(options, tokenizer)
    if options.kind == "mdpo":
        arm = pairs_arm(model, load(options.init), options.data, options.eta, options.nll)
    else:
        arm = rows_arm(model, options.data, options.kind)
    if not arm.lengths:
        sys.exit(f"{options.data} holds no rows.")
    optimizer = optimizer_of(model, options.rate)
    state = options.out / "state.pt"
    progress = {"steps": 0, "tokens": 0, "seconds": 0.0, "cpu_seconds": 0.0}
    if state.exists():
        kept = torch.load(state)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        progress = kept["progress"]
    options.out.mkdir(parents=True, exist_ok=True)
    with Crew(model, arm, options, progress["steps"]) as crew:
        train(options, optimizer, crew, progress)
    write_model(options.out, model, tokenizer, template)
    described = {**progress, "kind": options.kind, "seed": options.seed, "rate": options.rate, "items": len(arm.lengths),
                 "workers": options.workers, "parameters": sum(parameter.numel() for parameter in model.parameters())}
    write_whole(options.out / "arm.json", json.dumps(described, indent=1).encode())
    state.unlink(missing_ok=True)
    print(json.dumps(described), flush=True)


def optimizer_of(model: Qwen2, peak: float) -> torch.optim.Optimizer:
    decayed = [parameter for parameter in model.parameters() if parameter.dim() > 1]
    others = [parameter for parameter in model.parameters() if parameter.dim() <= 1]
    groups = [{"params": decayed, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=peak, betas=(0.9, 0.98))


class Crew:
    """Processes that share one model, each with every n-th batch: the gradient of a step is the mean of theirs.

    The same seed and number of workers give the same steps, however long each of them takes.
    """

    def __init__(self, model: Qwen2, arm: Arm, options: argparse.Namespace, steps: int) -> None:
        self.model, self.arm, self.workers = model, arm, options.workers
        self.options, self.steps = options, steps
        self.parameters = list(model.parameters())
        size = sum(parameter.numel() for parameter in self.parameters)
        model.share_memory()
        self.gradients = torch.zeros(self.workers, size).share_memory_()
        # tokens, processor seconds, loss, margin, accuracy of each worker's last batch
        self.told = torch.zeros(self.workers, 5, dtype=torch.float64).share_memory_()
        context = torch.multiprocessing.get_context("fork")
        self.start, self.done = context.Barrier(self.workers), context.Barrier(self.workers)
        self.others = [context.Process(target=self.work, args=(at,), daemon=True) for at in range(1, self.workers)]

    def __enter__(self) -> Crew:
        for other in self.others:
            other.start()
        self.stream = self.batches_of(0)
        return self

    def __exit__(self, *_: object) -> None:
        for other in self.others:
            other.terminate()

    def batches_of(self, at: int) -> Iterator[list[int]]:
        stream = batches(self.arm.lengths, self.options.batch // self.workers, self.options.seed)
        yield from islice(stream, self.steps * self.workers + at, None, self.workers)

    def work(self, at: int) -> None:
        # The pool of threads of OpenMP does not outlive a fork: a child that asks it for help waits for ever.
        torch.set_num_threads(1)
        for indices in self.batches_of(at):
            self.start.wait()
            self.gradient(at, indices)
            self.done.wait()

    def gradient(self, at: int, indices: list[int]) -> None:
        cpu = time.process_time()
        self.model.zero_grad(set_to_none=True)
        loss, tokens, seen = self.arm.step(indices)
        loss.backward()
        torch.cat([parameter.grad.flatten() for parameter in self.parameters], out=self.gradients[at])
        values = [tokens, time.process_time() - cpu, seen["loss"], seen.get("margin", 0.0), seen.get("accuracy", 0.0)]
        self.told[at] = torch.tensor(values, dtype=torch.float64)

    def step(self) -> tuple[int, float, dict[str, float]]:
        """Gradients of the model become those of the next batches. Tokens, processor seconds of all, and means for the log."""
        self.start.wait()
        self.gradient(0, next(self.stream))
        self.done.wait()
        mean = self.gradients.mean(0)
        at = 0
        for parameter in self.parameters:
            parameter.grad = mean[at : at + parameter.numel()].view_as(parameter)
            at += parameter.numel()
        means = self.told.mean(0).tolist()
        seen = {"loss": means[2]} if self.options.kind != "mdpo" else dict(zip(("loss", "margin", "accuracy"), means[2:]))
        return int(self.told[:, 0].sum()), float(self.told[:, 1].sum()), seen


def train(options: argparse.Namespace, optimizer: torch.optim.Optimizer, crew: Crew, progress: dict) -> None:
    began = time.monotonic() - progress["seconds"]
    saved = time.monotonic()
    while progress["tokens"] < options.tokens:
        for group in optimizer.param_groups:
            group["lr"] = rate(progress["tokens"] / options.tokens, options.rate)
        tokens, cpu, seen = crew.step()
        torch.nn.utils.clip_grad_norm_(crew.parameters, 1.0)
        optimizer.step()
        progress["steps"] += 1
        progress["tokens"] += tokens
        progress["seconds"] = time.monotonic() - began
        progress["cpu_seconds"] += cpu
        if progress["steps"] % LOG_EVERY == 0:
            log(options.out / "log.jsonl", {"step": progress["steps"], **progress, **seen, "learning_rate": group["lr"]})
        if time.monotonic() - saved > SAVE_EVERY:
            save(options.out / "state.pt", crew.model, optimizer, progress)
            saved = time.monotonic()


def log(path: Path, line: dict) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def save(path: Path, model: Qwen2, optimizer: torch.optim.Optimizer, progress: dict) -> None:
    part = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "progress": progress}, part)
    part.replace(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("base", "sft", "mdpo"))
    for name in ("data", "tokenizer", "template", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="folder of the model to go on from; a new one without")
    parser.add_argument("--tokens", type=int, required=True, help="how many tokens to see, padding not counted")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--batch", type=int, default=4096, help="tokens of a step, padding counted; lower it where memory runs out")
    parser.add_argument("--workers", type=int, default=1, help="processes that share the tokens of a step")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--eta", type=float, default=0.1)
    parser.add_argument("--nll", type=float, default=1.0, help="weight of the likelihood of the chosen side")
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--inner", type=int, default=320)
    options = parser.parse_args()
    if options.kind == "mdpo" and options.init is None:
        parser.error("mdpo needs --init: the model of the SFT arm.")
    try:
        run(options)
    except (ValueError, FileNotFoundError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
