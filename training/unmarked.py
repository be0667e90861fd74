"""Pairs of texts that nobody has marked: what the reader asks the judge about them, and what teachers answer.

A pupil that learns from several judges' answers to many texts, besides what is marked, comes near to what they know together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import torch

from corpora import NUMBER
from dragoman import Coder, Document
from dragoman.language.encoder import Judge as Asked
from dragoman.language.encoder import JudgedPair, JudgedText, PairSpans, load_judge
from dragoman.settings import Settings
from judge import Example, Judge, Pair, type_chances
from notation import NONE

JUDGED = Path(__file__).resolve().parent.parent / "bench"  # whose verdicts name documents that are left out
LIVELY = 0.6  # a text in which some pair's chance of no act is below counts as one with acts


class _Listener(Asked):
    """A judge that remembers what it was asked."""

    def __init__(self, judge: Asked) -> None:
        self.__dict__.update(judge.__dict__)
        self.asked: dict[str, set[PairSpans]] = {}

    def judge(self, texts: Iterable[JudgedText]) -> list[tuple[JudgedPair, ...]]:
        told = list(texts)
        for text in told:
            if text.pairs:
                self.asked.setdefault(text.text, set()).update(text.pairs)
        return super().judge(told)


def texts_of(files: Iterable[Path]) -> Iterator[str]:
    """The texts of files of lines ``{"id", "text"}``, without those that the verdicts by hand are about."""
    left_out = {json.loads(line)["id"] for path in sorted(JUDGED.glob("verdicts*.jsonl")) for line in path.read_text("utf-8").splitlines()}
    for path in files:
        with path.open(encoding="utf-8") as lines:  # str.splitlines would also cut at separators inside a text
            for item in map(json.loads, lines):
                if item["id"] not in left_out:
                    yield item["text"]


def asked(texts: Iterable[str]) -> list[Example]:
    """The sentences of texts with the pairs that the reader asks the judge of the package about, unlabelled; short ones first."""
    coder = Coder(Settings(language="any"))
    listener = _Listener(load_judge())
    coder.judge = listener
    for text in texts:
        coder.read(Document(text))
    found = []
    for number, (text, pairs) in enumerate(sorted(listener.asked.items(), key=lambda item: (len(item[0]), item[0])), 1):
        spans = sorted((p.actor, p.recipient, p.trigger, p.governor, p.paths) for p in pairs)
        found.append(Example(f"unmarked-{number}", text, tuple(Pair(*map(_plain, roles), paths=ways) for *roles, ways in spans)))
    return found


def _plain(spans: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


def answered(examples: list[Example], teachers: Iterable[Judge]) -> list[Example]:
    """The texts, each pair with the mean of the teachers' chances."""
    given = [type_chances(teacher, examples) for teacher in teachers]
    rows = iter(torch.stack(given).mean(0).tolist())
    return [replace(e, pairs=tuple(replace(pair, chances=tuple(next(rows))) for pair in e.pairs)) for e in examples]


def lively(examples: list[Example]) -> list[Example]:
    """The texts in which the teachers see an act."""
    return [e for e in examples if any(pair.chances[NUMBER[NONE]] < LIVELY for pair in e.pairs)]
