"""Weights to go on training from, out of the model in the package: python training/reopen.py OUT.pt.

The package holds the judge in int8. Its numbers times their scales are within half a step of the weights that were trained, and the
embeddings and lowest layers, which are never trained, are MiniLM's own. So whoever has only the package can teach the judge more. It has
seen all pairs of PLV: no cross-validation is possible from there.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from corpora import MODES, TYPES
from encoder import pretrained
from judge import Judge
from train_judge import FROZEN

MODEL = Path(__file__).resolve().parent.parent / "src/dragoman/data/models/judge/judge.onnx"
TYPE_HEADS = ("act_head", "report_head", "given_head")


def reopened(file: Path = MODEL) -> Judge:
    """The judge of an exported model in floating point."""
    graph = onnx.load(file).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {name: array for name, array in stored.items() if not name.endswith(("_scale", "_zero_point", "_quantized"))}
    for name in (f"{head}.{path}.weight" for head in TYPE_HEADS for path in ("actor_path", "recipient_path")):
        state[name] = _unpacked(stored, name)
    for node in graph.node:
        if node.op_type in {"MatMulInteger", "MatMul"} and (weight := _weight(stored, node.input[1])) is not None:
            state[_parameter(node.name)] = weight.T
    judge = Judge(pretrained(), len(TYPES), len(MODES))
    for number in range(len(judge.encoder.layers)):
        layer = f"encoder.layers.{number}"
        chosen = np.flatnonzero(~state[f"{layer}.up.weight"].any(1))  # those that export_judge.fuse made and used apart
        state[f"{layer}.up.weight"][chosen] = state[f"{layer}.few_up.weight"]
        state[f"{layer}.up.bias"] = state[f"{layer}.up.bias"].copy()
        state[f"{layer}.up.bias"][chosen] = state[f"{layer}.few_up.bias"]
        state[f"{layer}.down.weight"][:, chosen] = state[f"{layer}.few_down.weight"]
        weights, biases = _unpacked(stored, f"{layer}.joined_weight").T, state.pop(f"{layer}.joined_bias")
        for part, weight, bias in zip(("query", "key", "value"), np.split(weights, 3), np.split(biases, 3), strict=True):
            state |= {f"{layer}.{part}.weight": weight, f"{layer}.{part}.bias": bias}
    bottom = tuple(f"encoder.layers.{number}." for number in range(FROZEN))
    known = {name: torch.tensor(state[name]) for name in judge.state_dict() if name in state and not name.startswith(bottom)}
    lacking = [name for name in judge.state_dict() if name not in state and not name.startswith(("encoder.pieces", "encoder.positions"))]
    if lacking:
        raise SystemExit(f"{file} lacks {', '.join(lacking)}")
    judge.load_state_dict(known, strict=False)
    return judge.eval()


def _parameter(product: str) -> str:
    """The name of the weight that a product is by, from that of the product (as /tag_head/tag_head.0/MatMul_quant)."""
    parts = product.strip("/").split("/")[:-1]
    inside = [part for part, below in zip(parts, [*parts[1:], ""], strict=True) if not below.startswith(f"{part}.")]
    return ".".join([*inside, "weight"])


def _weight(stored: dict[str, np.ndarray], name: str) -> np.ndarray | None:
    """The weight that goes into a product under this name; None where it is no weight."""
    if name not in stored:
        return None
    return _unpacked(stored, name.removesuffix("_quantized")) if name.endswith("_quantized") else stored[name]


def _unpacked(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """An array in floating point from its quantized form: (number - zero point) times scale, a scale for all or for each column."""
    number, zero = (stored[f"{name}_{part}"].astype(np.float32) for part in ("quantized", "zero_point"))
    return np.asarray((number - zero) * stored[f"{name}_scale"], np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    torch.save(reopened().state_dict(), parser.parse_args().out)


if __name__ == "__main__":
    main()
