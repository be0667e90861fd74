"""Teach the judge event types of your own from marked sentences: python training/train_types.py FOLDER

FOLDER is an ontology (``dragoman read --ontology FOLDER``) with a file ``sentences.txt`` in the notation of ``data/README.md``; a hundred
sentences for five types will do. The encoder stays as it is shipped: one linear layer over what it says of a pair is fitted, and
written to ``FOLDER/head.json``. Our own passages, which hold acts of PLOVER's types, stand for all that is none of the new types.
Prints precision, recall and F1 of each type, each sentence judged by a layer that has not seen it. No randomness.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report
from sklearn.preprocessing import StandardScaler

import notation
from dragoman.extract.pairing import with_verbs
from dragoman.language import Analysis, parse
from dragoman.language.encoder import JudgedText, PairSpans, Spans, load_judge
from dragoman.model import Document, Span
from dragoman.ontology import load_ontology

FOLDS = 5
OTHERS = 300  # passages of ours that stand for what is none of the types
STRENGTH = 0.1  # inverse of the regularization


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    types = sorted(load_ontology(folder.resolve()).own)
    own = list(notation.read_file(folder / "sentences.txt"))
    if unknown := {act.type for p in own for act in p.acts} - {*types, notation.NONE}:
        raise SystemExit(f"sentences.txt: {', '.join(sorted(unknown))} is no type of {folder.name}")
    others = sorted(notation.passages(), key=lambda p: _digest(p.text))[:OTHERS]
    states, found, folds = _examples([*own, *others], set(types))
    judged = np.empty(len(found), dtype=object)
    for fold in range(FOLDS):
        inside = folds == fold
        judged[inside] = _fitted(states[~inside], found[~inside]).predict(states[inside])
    print(classification_report(found, judged.astype(str), digits=3, zero_division=0))
    _write(folder / "head.json", states, found, [*types, notation.NONE])


def _examples(passages: Sequence[notation.Passage], types: set[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The judge's state, the type and the fold of each act; acts of other types are none."""
    analyses = parse(Document(p.text, id=p.id) for p in passages)
    texts = [JudgedText(p.text, tuple(_asked(act, analysis) for act in p.acts)) for p, analysis in zip(passages, analyses, strict=True)]
    names = [a.type if a.type in types else notation.NONE for p in passages for a in p.acts]
    states = [pair.state for pairs in load_judge().judge(texts) for pair in pairs]
    folds = [_digest(p.text)[0] % FOLDS for p in passages for _ in p.acts]
    return np.array(states), np.array(names), np.array(folds)


def _asked(act: notation.Act, analysis: Analysis) -> PairSpans:
    trigger = Span(*act.triggers[0]) if act.triggers else None
    return with_verbs(analysis, _spans(act.actors), _spans(act.recipients), trigger)


def _spans(places: tuple[tuple[int, int], ...]) -> Spans:
    return tuple(Span(*place) for place in places)


def _fitted(states: np.ndarray, found: np.ndarray) -> LogisticRegression:
    """A layer on the states as they are: the scaling is folded into its numbers."""
    scaler = StandardScaler().fit(states)
    layer = LogisticRegression(C=STRENGTH, max_iter=2000).fit(scaler.transform(states), found)
    layer.coef_ = layer.coef_ / scaler.scale_
    layer.intercept_ = layer.intercept_ - layer.coef_ @ scaler.mean_
    return layer


def _write(path: Path, states: np.ndarray, found: np.ndarray, types: list[str]) -> None:
    layer = _fitted(states, found)
    order = [list(layer.classes_).index(name) for name in types if name in layer.classes_]
    told = {
        "types": [str(layer.classes_[n]) for n in order],
        "weights": [[round(float(w), 5) for w in layer.coef_[n]] for n in order],
        "bias": [round(float(layer.intercept_[n]), 5) for n in order],
        "judge": load_judge().version,
    }
    path.write_text(json.dumps(told) + "\n", encoding="utf-8")
    print(f"{path}: {len(order)} types, {len(found)} acts")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


if __name__ == "__main__":
    main()
