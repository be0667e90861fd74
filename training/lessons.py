"""The lessons: each draws a batch of its texts, asks the judge, and answers how wrong it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import torch
from torch import Tensor

import attribution
from corpora import NUMBER, TYPES, reversible, splice, turned
from judge import UNKNOWN, Example, Judge, Pair, batch, load_tokenizer
from loss import PATHLESS, loss_of
from notation import NONE

BATCH = 16
SPLICED = 0.4
TURNED = 0.5
JOINING = 0.15  # of the pairs whose trigger is known are shown with the verb that joins the parties instead
WEIGHT_OF_NONE = 0.7
GOLD_SHARE = 0.4  # of a batch are gold pairs and marked ones, where there are any
OWN_SHARE = 0.3  # of the batches of attributions are our own passages
ALIKE = 4  # batches are cut from so many drawn together and sorted by length, which leaves little padding

Lesson = Callable[[Judge, random.Random], Tensor]
Text = TypeVar("Text", Example, attribution.Window)


def class_weights(examples: list[Example]) -> Tensor:
    """One over the root of how often a type occurs, 1 on the mean; pairs of no type are many and count by ``WEIGHT_OF_NONE``."""
    counts = torch.ones(len(TYPES))
    for example in examples:
        for pair in example.pairs:
            for label in pair.labels:
                counts[label] += 1 / len(pair.labels)
    weights = counts.rsqrt()
    weights = weights / weights.mean()
    weights[NUMBER[NONE]] = WEIGHT_OF_NONE
    return weights


def draw(own: list[Example], gold: list[Example], chance: random.Random, share: float = GOLD_SHARE) -> list[Example]:
    """A batch: that share of it gold where there is any; in ``SPLICED`` of the cases every text is joined with another one."""

    def one() -> Example:
        return chance.choice(gold if gold and chance.random() < share else own)

    chosen = _alike([one() for _ in range(ALIKE * BATCH)], chance)
    if chance.random() < SPLICED:
        chosen = [splice(first, one(), chance) for first in chosen[: BATCH * 3 // 4]]
    return [_varied(example, chance) for example in chosen]


def _varied(example: Example, chance: random.Random) -> Example:
    """The text with some of its pairs turned round, which are then of type NONE, and some without their trigger."""
    pairs = example.pairs + tuple(turned(p) for p in reversible(example) if chance.random() < TURNED)
    return replace(example, pairs=tuple(_hidden(pair, chance) for pair in pairs))


def _hidden(pair: Pair, chance: random.Random) -> Pair:
    """The pair, now and then without its trigger or its paths."""
    if pair.joining and chance.random() < JOINING:
        pair = replace(pair, trigger=pair.joining, paths=pair.joining_paths)
    return replace(pair, paths=(UNKNOWN, UNKNOWN)) if chance.random() < PATHLESS else pair


def judging(own: list[Example], gold: list[Example], share: float = GOLD_SHARE) -> Lesson:
    """The lesson of passages and pairs: what kind of act, in what mode, how certain. share: of a batch is gold."""
    tokenizer, weights = load_tokenizer(), class_weights(own + gold)

    def lesson(judge: Judge, chance: random.Random) -> Tensor:
        pieces, mask, asked, pairs = batch(draw(own, gold, chance, share), tokenizer)
        return loss_of(judge.judge(judge.encode(pieces, mask), *asked), pairs, weights)

    return lesson


def certainty(examples: list[Example]) -> Lesson:
    """The lesson of triggers: how certain an act is to a reader."""
    tokenizer, weights = load_tokenizer(), torch.ones(len(TYPES))

    def lesson(judge: Judge, chance: random.Random) -> Tensor:
        pieces, mask, asked, pairs = batch(_alike(chance.choices(examples, k=ALIKE * BATCH), chance), tokenizer)
        return 5 * loss_of(judge.judge(judge.encode(pieces, mask), *asked), pairs, weights)

    return lesson


def weighed(corpora: list[list[Example]]) -> list[Example]:
    """The texts of all corpora; small ones several times, by the root of how much smaller they are than the largest."""
    largest = max(map(len, corpora))
    return [example for corpus in corpora for example in corpus * round((largest / len(corpus)) ** 0.5)]


def tagging(found: list[attribution.Window], ours: list[attribution.Window]) -> Lesson:
    """The lesson of articles and of our own passages: who says what."""
    tokenizer = load_tokenizer()

    def lesson(judge: Judge, chance: random.Random) -> Tensor:
        chosen = ours if chance.random() < OWN_SHARE else found
        pieces, mask, wanted = attribution.batch(_alike(chance.choices(chosen, k=ALIKE * BATCH), chance), tokenizer)
        return attribution.loss_of(judge.tag(judge.encode(pieces, mask)), wanted)

    return lesson


def other_lessons(told: list[attribution.Window], ours: list[attribution.Window], corpora: list[list[Example]]) -> dict[str, Lesson]:
    """The lessons beside that of acts, as far as there are texts for them: who says what, and how certain it is."""
    found = {"tags": tagging(told, ours)} if told else {}
    return found | ({"certainty": certainty(weighed(corpora))} if corpora else {})


def _alike(drawn: list[Text], chance: random.Random) -> list[Text]:
    """One batch of those drawn: neighbours in length."""
    ordered = sorted(drawn, key=lambda e: (len(e.text), e.id))
    start = chance.randrange(len(ordered) // BATCH) * BATCH
    return ordered[start : start + BATCH]
