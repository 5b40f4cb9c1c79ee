"""Writes a model as safetensors and as GGUF v3, both by hand: neither package is needed."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import torch
from torch import Tensor

from bpe import SPECIALS
from model import Qwen2, Shape

Tensors = dict[str, Tensor]


def write_safetensors(path: Path, tensors: Tensors) -> None:
    """Length of the header in eight bytes, the header padded to eight, the tensors in its order."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    offset = 0
    data: list[bytes] = []
    for name, tensor in tensors.items():
        raw = tensor.detach().to(torch.float32).contiguous().numpy().tobytes()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + len(raw)]}
        offset += len(raw)
        data.append(raw)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    write_whole(path, struct.pack("<Q", len(text)) + text + b"".join(data))


def read_safetensors(path: Path) -> Tensors:
    """Raises ValueError for another kind of file or another type of number."""
    raw = path.read_bytes()
    if len(raw) < 8:
        raise ValueError(f"{path} is no safetensors file.")
    (length,) = struct.unpack_from("<Q", raw)
    try:
        header = json.loads(raw[8 : 8 + length])
    except ValueError as error:
        raise ValueError(f"{path} is no safetensors file.") from error
    tensors: Tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: {name} is {entry['dtype']}, and F32 is read.")
        start, end = entry["data_offsets"]
        values = torch.frombuffer(bytearray(raw[8 + length + start : 8 + length + end]), dtype=torch.float32)
        tensors[name] = values.reshape(entry["shape"])
    return tensors


def write_whole(path: Path, data: bytes) -> None:
    """A reader never finds half a file."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    part.replace(path)


GGUF_NAMES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down", "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
}
UINT32, FLOAT32, BOOL, STRING, ARRAY, INT32 = 4, 6, 7, 8, 9, 5
ALIGNMENT = 32


def gguf_name(name: str) -> str:
    if name == "model.embed_tokens.weight":
        return "token_embd.weight"
    if name == "model.norm.weight":
        return "output_norm.weight"
    _, _, layer, rest = name.split(".", 3)
    base, kind = rest.rsplit(".", 1)
    return f"blk.{layer}.{GGUF_NAMES[base]}.{kind}"


def write_gguf(path: Path, shape: Shape, tensors: Tensors, tokenizer: dict, template: str) -> None:
    """Tensors in llama.cpp's names for `qwen2`: dimensions reversed, rows as they are, all of F32."""
    metadata = [*architecture(shape), *vocabulary(tokenizer), entry("tokenizer.chat_template", STRING, text(template))]
    infos, data, offset = [], [], 0
    for name, tensor in tensors.items():
        raw = tensor.detach().to(torch.float32).contiguous().numpy().tobytes()
        raw += b"\0" * (-len(raw) % ALIGNMENT)
        dimensions = list(reversed(tensor.shape))
        infos.append(text(gguf_name(name)) + struct.pack(f"<I{len(dimensions)}QIQ", len(dimensions), *dimensions, 0, offset))
        offset += len(raw)
        data.append(raw)
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata)) + b"".join(metadata) + b"".join(infos)
    write_whole(path, head + b"\0" * (-len(head) % ALIGNMENT) + b"".join(data))


def architecture(shape: Shape) -> list[bytes]:
    whole = {
        "block_count": shape.num_hidden_layers, "context_length": shape.max_position_embeddings,
        "embedding_length": shape.hidden_size, "feed_forward_length": shape.intermediate_size,
        "attention.head_count": shape.num_attention_heads, "attention.head_count_kv": shape.num_key_value_heads,
    }
    return [
        entry("general.architecture", STRING, text("qwen2")),
        entry("general.name", STRING, text("magnet-nano")),
        entry("general.file_type", UINT32, struct.pack("<I", 0)),
        *(entry(f"qwen2.{key}", UINT32, struct.pack("<I", value)) for key, value in whole.items()),
        entry("qwen2.rope.freq_base", FLOAT32, struct.pack("<f", shape.rope_theta)),
        entry("qwen2.attention.layer_norm_rms_epsilon", FLOAT32, struct.pack("<f", shape.rms_norm_eps)),
    ]


NORMAL, CONTROL, USER_DEFINED = 1, 3, 4


def vocabulary(tokenizer: dict) -> list[bytes]:
    """Marks of calls are user-defined, so that a server shows them; the other special tokens are control tokens."""
    vocab = sorted(tokenizer["model"]["vocab"].items(), key=lambda item: item[1])
    kinds = [kind_of(token, index) for token, index in vocab]
    return [
        entry("tokenizer.ggml.model", STRING, text("gpt2")),
        entry("tokenizer.ggml.pre", STRING, text("qwen2")),
        entry("tokenizer.ggml.tokens", ARRAY, array(STRING, [text(token) for token, _ in vocab])),
        entry("tokenizer.ggml.token_type", ARRAY, array(INT32, [struct.pack("<i", kind) for kind in kinds])),
        entry("tokenizer.ggml.merges", ARRAY, array(STRING, [text(merge) for merge in tokenizer["model"]["merges"]])),
        entry("tokenizer.ggml.eos_token_id", UINT32, struct.pack("<I", SPECIALS.index("<|end|>"))),
        entry("tokenizer.ggml.padding_token_id", UINT32, struct.pack("<I", 0)),
        entry("tokenizer.ggml.add_bos_token", BOOL, b"\0"),
    ]


def kind_of(token: str, index: int) -> int:
    if index >= len(SPECIALS):
        return NORMAL
    return USER_DEFINED if "tool_call" in token else CONTROL


def text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def array(kind: int, items: list[bytes]) -> bytes:
    return struct.pack("<IQ", kind, len(items)) + b"".join(items)


def entry(key: str, kind: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", kind) + value


def write_model(folder: Path, model: Qwen2, tokenizer: dict, template: str) -> None:
    """`model.safetensors`, `model.gguf`, `config.json`, `tokenizer.json`, `tokenizer_config.json`, `chat_template.jinja`."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = dict(model.state_dict())
    settings = {"tokenizer_class": "Qwen2TokenizerFast", "eos_token": "<|end|>", "pad_token": "<|endoftext|>",
                "bos_token": None, "model_max_length": model.shape.max_position_embeddings, "add_bos_token": False}
    for name, value in (("config.json", model.shape.config()), ("tokenizer.json", tokenizer), ("tokenizer_config.json", settings)):
        write_whole(folder / name, json.dumps(value, ensure_ascii=False).encode())
    write_whole(folder / "chat_template.jinja", template.encode())
    write_gguf(folder / "model.gguf", model.shape, tensors, tokenizer, template)
    write_safetensors(folder / "model.safetensors", tensors)
