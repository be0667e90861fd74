"""Judges that need no model: a fake one with given answers, and a model folder whose network is a tiny table.

The tiny network is written as protocol buffers by hand (numbers of fields from onnx.proto), so that no test needs onnx or torch.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.language.encoder import NONE, ROLES, JudgedPair, JudgedText, PairSpans, Tags
from dragoman.model import Span

TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "RETREAT", "SANCTION", "SUPPORT", "THREATEN", NONE,
)  # fmt: skip
MODES = ("ASSAULT-aerial", "CONSULT-visit", "COERCE-arrest")
NUMBERS = ("values", "authors", "lay", "registers")  # outputs of one number a pair
PATHS = ("|nsubj", "|dobj")
WORDS = ("[UNK]", "norway", "accused", "chile", ".", "peru", "thanked")


def likely(sure: dict[str, float], modes: dict[str, float] | None = None, value: float = 3.0, author: float = 3.0) -> JudgedPair:
    """A judgement with these probabilities; what is left is shared by the other types."""
    rest = (1 - sum(sure.values())) / (len(TYPES) - len(sure))
    types = {kind: sure.get(kind, rest) for kind in TYPES}
    return JudgedPair(types, types, dict.fromkeys(MODES, 0.0) | (modes or {}), value, author)


class FakeJudge:
    """Answers what the test says, by the text and the pair; keeps what it was asked."""

    version = "fake sha256:0"

    def __init__(self, answer: Callable[[str, PairSpans], JudgedPair], tags: Tags | None = None) -> None:
        self.answer = answer
        self.tags = tags if tags is not None else _tags([], [], [])
        self.asked: list[JudgedText] = []

    def judge(self, texts: Sequence[JudgedText]) -> list[tuple[JudgedPair, ...]]:
        self.asked += texts
        return [tuple(self.answer(text.text, pair) for pair in text.pairs) for text in texts]

    def tag(self, text: str, _verbs: object = None) -> Tags:
        here = self.tags.ends <= len(text)
        return Tags(self.tags.starts[here], self.tags.ends[here], self.tags.begins[here], self.tags.inside[here])


def tags(text: str, **parts: Sequence[str]) -> Tags:
    """The words of a text as a tagger would mark them: source, cue, content → the first place of each of these strings."""
    spans = {role: [Span(text.index(words), text.index(words) + len(words)) for words in parts.get(role, ())] for role in ROLES}
    words = [Span(*word.span()) for word in re.finditer(r"\w+|[^\w\s]", text)]
    begins = [[0.9 if any(s.start == word.start for s in spans[role]) else 0.02 for role in ROLES] for word in words]
    inside = [[0.9 if any(s.start < word.start < s.end for s in spans[role]) else 0.02 for role in ROLES] for word in words]
    return _tags(words, begins, inside)


def _tags(words: list[Span], begins: list[list[float]], inside: list[list[float]]) -> Tags:
    """inside: behind its beginning."""
    places = np.array(words, dtype=np.int64).reshape(-1, 2)
    first, rest = np.array(begins, dtype=float).reshape(-1, len(ROLES)), np.array(inside, dtype=float).reshape(-1, len(ROLES))
    return Tags(places[:, 0], places[:, 1], first, first + rest)


def always(sure: dict[str, float], modes: dict[str, float] | None = None) -> FakeJudge:
    """A judge that answers the same of every pair."""
    return FakeJudge(lambda _text, _pair: likely(sure, modes))


def write_model(folder: Path, network: Callable[[bytes], bytes] = bytes, **changed: Any) -> Path:
    """A model folder that loads; network: what is made of the network; changed: fields of judge.json that are replaced.

    Its type logits are the sums of ten times the pooling weights of the actor's pieces and of fixed numbers, so that spans matter.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "judge.onnx").write_bytes(network(_network()))
    (folder / "tokenizer.json").write_text(json.dumps(_tokenizer()))
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("judge.onnx", "tokenizer.json")}
    told = {"version": "tiny", "types": TYPES, "modes": MODES, "paths": PATHS, "temperature": 2.0, "sha256": sums} | changed
    (folder / "judge.json").write_text(json.dumps(told))
    return folder


def _tokenizer() -> dict[str, Any]:
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {word: n for n, word in enumerate(WORDS)}, "unk_token": "[UNK]"},
    }


def _network() -> bytes:
    """The mean piece id under each of the five pools and the numbers of both paths, times a matrix, give every output but tags.

    The tags of a piece are its id times nine fixed numbers.
    """
    width = len(TYPES) + len(MODES) + 1
    table = [((row + 1) * (column + 3) % 11 - 5) / 5 for row in range(7) for column in range(width)]
    nodes = [
        _node("Cast", ["pieces"], ["ids"], _integer("to", 1)),
        _node("Cast", ["mask"], ["seen"], _integer("to", 1)),
        _node("Mul", ["ids", "seen"], ["real"]),
        _node("Gather", ["real", "owner"], ["rows"], _integer("axis", 0)),
        _node("Unsqueeze", ["rows", "last"], ["columns"]),
        _node("MatMul", ["pools", "columns"], ["means"]),
        _node("Squeeze", ["means", "last"], ["pooled"]),
        _node("Cast", ["paths"], ["ways"], _integer("to", 1)),
        _node("Concat", ["pooled", "ways"], ["features"], _integer("axis", 1)),
        _node("MatMul", ["features", "table"], ["all"]),
        _node("Identity", ["features"], ["hidden"]),
        _node("Split", ["all", "parts"], ["types", "modes", "one"], _integer("axis", 1)),
        _node("Neg", ["types"], ["given"]),
        *(_node("Squeeze", ["one", "second"], [name]) for name in NUMBERS),
        _node("Unsqueeze", ["real", "last"], ["ids as columns"]),
        _node("MatMul", ["ids as columns", "tag table"], ["tags"]),
    ]
    tensors = [
        _tensor("last", [1], 7, struct.pack("<q", 2)),
        _tensor("second", [1], 7, struct.pack("<q", 1)),
        _tensor("parts", [3], 7, struct.pack("<3q", len(TYPES), len(MODES), 1)),
        _tensor("tag table", [1, 9], 1, struct.pack("<9f", *(0.1 * (column % 3) for column in range(9)))),
        _tensor("table", [7, width], 1, struct.pack(f"<{len(table)}f", *table)),
    ]
    inputs = [("pieces", 7, 2), ("mask", 7, 2), ("pools", 1, 3), ("owner", 7, 1), ("paths", 7, 2)]
    outputs = [("types", 1, 2), ("given", 1, 2), ("modes", 1, 2), *((name, 1, 1) for name in NUMBERS), ("hidden", 1, 2), ("tags", 1, 3)]
    graph = b"".join(_field(1, node) for node in nodes) + _field(2, b"judge") + b"".join(_field(5, t) for t in tensors)
    graph += b"".join(_field(11, _value(*i)) for i in inputs) + b"".join(_field(12, _value(*o)) for o in outputs)
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, b"") + _field(2, 17))


def _varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out, number = out + bytes([number & 127 | 128]), number >> 7
    return out + bytes([number])


def _field(number: int, value: bytes | int) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _node(kind: str, inputs: list[str], outputs: list[str], *attributes: bytes) -> bytes:
    names = b"".join(_field(1, i.encode()) for i in inputs) + b"".join(_field(2, o.encode()) for o in outputs)
    return names + _field(4, kind.encode()) + b"".join(_field(5, a) for a in attributes)


def _integer(name: str, value: int) -> bytes:
    return _field(1, name.encode()) + _field(3, value) + _field(20, 2)


def _tensor(name: str, shape: list[int], kind: int, raw: bytes) -> bytes:
    return b"".join(_field(1, n) for n in shape) + _field(2, kind) + _field(8, name.encode()) + _field(9, raw)


def _value(name: str, kind: int, rank: int) -> bytes:
    shape = b"".join(_field(1, _field(2, f"{name}{n}".encode())) for n in range(rank))
    return _field(1, name.encode()) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))
