"""Write a trained judge as int8 ONNX with tokenizer, description and checksums: python training/export_judge.py WEIGHTS.pt FOLDER."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from corpora import MODES, TYPES
from encoder import Encoder, Layer, pretrained, weights_folder
from judge import PATHS, POOLS, Judge, load_tokenizer
from notation import passages

VERSION = "12"
FEW = 8  # of the numbers behind the activation of a layer are not rounded: those that grow largest
FEW_PRODUCTS = ("/few_up/MatMul", "/few_down/MatMul")
SAMPLE = 20  # every so manieth of our passages tells which these are
OUTPUTS = ("given", "types", "modes", "values", "authors", "lay", "registers", "hidden", "tags")


class Attention(torch.autograd.Function):
    """Onnxruntime's own operator for the attention of a layer, its three products included; it is only ever exported, never run."""

    @staticmethod
    def forward(_: Any, states: Tensor, *_others: Any) -> Tensor:
        """Something of the right shape."""
        return states.clone()

    @staticmethod
    def symbolic(graph: Any, states: Any, *others: Any) -> Any:
        """states (batch, length, width); others: weight (width, 3 x width), bias, mask (batch, length) with 1 for pieces, and heads."""
        *inputs, heads = others
        found = graph.op("com.microsoft::Attention", states, *inputs, num_heads_i=heads)
        found.setType(states.type())
        return found


def fuse(encoder: Encoder, texts: Iterable[str]) -> None:
    """Let the layers of an encoder be exported with one operator for their attention, which saves time, and a second, small way forward.

    texts: show which of the numbers behind the activation grow large. One scale is for all that goes into a product in int8, and the few
    that are ten times as large as the others would leave little of these: they are made and used apart, in floating point.
    """
    for layer, peak in zip(encoder.layers, peaks(encoder, texts), strict=True):
        chosen = peak.topk(FEW).indices.sort().values
        layer.few_up, layer.few_down = nn.Linear(encoder.width, FEW), nn.Linear(FEW, encoder.width, bias=False)
        layer.few_up.weight.data = layer.up.weight.data[chosen].clone()
        layer.few_up.bias.data = layer.up.bias.data[chosen].clone()
        layer.few_down.weight.data = layer.down.weight.data[:, chosen].clone()
        layer.up.weight.data[chosen] = 0
        layer.up.bias.data[chosen] = 0
        layer.down.weight.data[:, chosen] = 0
        parts = [layer.query, layer.key, layer.value]
        layer.joined_weight = nn.Parameter(torch.cat([part.weight.detach() for part in parts]).T.contiguous())
        layer.joined_bias = nn.Parameter(torch.cat([part.bias.detach() for part in parts]))
        layer.forward = partial(_forward, layer)


def _forward(layer: Layer, states: Tensor, bias: Tensor) -> Tensor:
    """What ``Layer.forward`` does."""
    mask = (bias[:, 0, 0, :] == 0).to(torch.int32)
    mixed = Attention.apply(states, layer.joined_weight, layer.joined_bias, mask, layer.heads)
    states = layer.norm1(states + layer.out(mixed))
    inner, few = (nn.functional.gelu(up(states)) for up in (layer.up, layer.few_up))
    return layer.norm2(states + layer.down(inner) + layer.few_down(few))


@torch.no_grad()
def peaks(encoder: Encoder, texts: Iterable[str]) -> list[Tensor]:
    """The largest value that each number behind the activation of each layer takes in the texts."""
    tokenizer = load_tokenizer()
    found = [torch.zeros(layer.down.in_features) for layer in encoder.layers]

    def watched(number: int, _: nn.Module, given: tuple[Tensor]) -> None:
        found[number] = torch.maximum(found[number], given[0].flatten(0, -2).amax(0))

    hooks = [layer.down.register_forward_pre_hook(partial(watched, number)) for number, layer in enumerate(encoder.layers)]
    for text in texts:
        pieces = torch.tensor([tokenizer.encode(text).ids])
        encoder(pieces, torch.ones_like(pieces))
    for hook in hooks:
        hook.remove()
    return found


def trained(weights: Path) -> Judge:
    """The judge of stored weights as it is shipped, ready to be asked."""
    judge = Judge(pretrained(), len(TYPES), len(MODES))
    judge.load_state_dict(torch.load(weights, weights_only=True))
    return judge.eval()


def export(weights: Path, folder: Path, temperature: float) -> None:
    """Make the model folder that ``dragoman.language.encoder`` loads."""
    judge = trained(weights)
    fuse(judge.encoder, [passage.text for passage in passages()][::SAMPLE])
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.ones(2, 7, dtype=torch.long)
    example = (
        pieces,
        torch.ones_like(pieces),
        torch.full((3, POOLS, 7), 1 / 7),
        torch.tensor([0, 1, 1]),
        torch.zeros(3, 2, dtype=torch.long),
    )
    names = ["pieces", "mask", "pools", "owner", "paths"]
    axes = {
        "pieces": {0: "batch", 1: "length"},
        "mask": {0: "batch", 1: "length"},
        "pools": {0: "pairs", 2: "length"},
        "owner": {0: "pairs"},
        "paths": {0: "pairs"},
    }
    axes |= {name: {0: "pairs"} for name in OUTPUTS} | {"tags": {0: "batch", 1: "length"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "judge.onnx"
        torch.onnx.export(
            judge,
            example,
            str(plain),
            input_names=names,
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
            custom_opsets={"com.microsoft": 1},
        )
        known = {"DefaultTensorType": TensorProto.FLOAT}  # the types behind an operator of onnxruntime's own are not inferred
        # Seven bits: with eight, processors without VNNI overflow in places and answer differently.
        quantize_dynamic(
            plain,
            folder / "judge.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            nodes_to_exclude=[node.name for node in onnx.load(plain).graph.node if node.name.endswith(FEW_PRODUCTS)],
            extra_options=known,
        )
    shutil.copy(weights_folder() / "tokenizer.json", folder / "tokenizer.json")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("judge.onnx", "tokenizer.json")}
    told = {"version": VERSION, "types": TYPES, "modes": MODES, "paths": PATHS, "temperature": temperature, "sha256": sums}
    (folder / "judge.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(f"{folder}: {sum(f.stat().st_size for f in folder.iterdir()) / 1e6:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--temperature", type=float, default=1.0, help="divides the logits; fitted on development folds")
    chosen = parser.parse_args()
    export(chosen.weights, chosen.folder, chosen.temperature)


if __name__ == "__main__":
    main()
