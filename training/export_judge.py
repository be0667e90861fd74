"""Write a trained judge as int8 ONNX with tokenizer, description and checksums: python training/export_judge.py WEIGHTS.pt FOLDER."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from corpora import MODES, TYPES
from encoder import pretrained, weights_folder
from judge import PATHS, POOLS, Judge

VERSION = "4"
OUTPUTS = ("types", "modes", "values", "authors", "hidden", "tags")


def export(weights: Path, folder: Path, temperature: float) -> None:
    """Make the model folder that ``dragoman.language.encoder`` loads."""
    judge = Judge(pretrained(), len(TYPES), len(MODES))
    judge.load_state_dict(torch.load(weights, weights_only=True))
    judge.eval()
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
        )
        quantize_dynamic(plain, folder / "judge.onnx", weight_type=QuantType.QInt8, per_channel=True)
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
