"""Teach heads anew while the encoder rests: its states are computed once, so every pair is seen several times in a minute.

What kind of act links two parties, and whether any does, depends on how the words of both and their syntactic paths come together; in the
stages before, each pair was seen about twice, and each trigger of the corpora of certainty once at most.
"""

from __future__ import annotations

import random
from dataclasses import replace

import torch
from torch import Tensor, nn

from corpora import MODES, is_directed, turned
from judge import LOCAL, Example, Judge, Pair, batch, load_tokenizer

EPOCHS, BATCH, RATE = 5, 64, 1e-3
CERTAINTY_EPOCHS, CERTAINTY_RATE = 3, 5e-4
SMOOTHING = 0.05
PATHLESS = 0.15  # of the pairs are shown without their paths


@torch.no_grad()
def states(judge: Judge, examples: list[Example]) -> tuple[Tensor, Tensor, list[Pair]]:
    """Pooled states and numbers of paths of all pairs, and the pairs in this order."""
    judge.eval()
    tokenizer, pooled, paths, pairs = load_tokenizer(), [], [], []
    ordered = sorted(examples, key=lambda e: (len(e.text), e.id))
    for start in range(0, len(ordered), 16):
        pieces, mask, (pools, owner, ways), found = batch(ordered[start : start + 16], tokenizer)
        pooled.append(judge.pool(judge.encode(pieces, mask), pools, owner))
        paths.append(ways)
        pairs += found
    return torch.cat(pooled), torch.cat(paths), pairs


def both_ways(example: Example) -> Example:
    """The text with each directed pair also turned round, unless another act goes that way."""
    acts = {(p.actor, p.recipient) for p in example.pairs}
    return replace(
        example, pairs=example.pairs + tuple(turned(p) for p in example.pairs if is_directed(p) and (p.recipient, p.actor) not in acts)
    )


def settle(judge: Judge, examples: list[Example], weights: Tensor, seed: int) -> Judge:
    """The judge with its heads of types and modes taught ``EPOCHS`` times over all pairs. weights: (types,) of the classes."""
    pooled, paths, pairs = states(judge, [both_ways(example) for example in examples])
    accepted, modes = torch.zeros(len(pairs), len(weights)), torch.zeros(len(pairs), len(MODES))
    for row, pair in enumerate(pairs):
        accepted[row, list(pair.labels)] = 1
        modes[row, list(pair.modes or ())] = 1
    told = torch.tensor([pair.modes is not None for pair in pairs])
    counted = torch.tensor([pair.weight for pair in pairs]) * (accepted * weights).sum(1) / accepted.sum(1)
    heads = (judge.actor_path, judge.recipient_path, judge.act_head, judge.type_head, judge.mode_head)
    optimizer = torch.optim.AdamW([p for head in heads for p in head.parameters()], RATE, weight_decay=0.01)
    steps = EPOCHS * len(pairs) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    torch.manual_seed(seed)
    chance, order = random.Random(seed), list(range(len(pairs)))
    judge.train()
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for start in range(0, len(order), BATCH):
            rows = torch.tensor(order[start : start + BATCH])
            seen = paths[rows] * (torch.rand(len(rows), 1) > PATHLESS)
            types, guessed, *_ = judge.answers(pooled[rows], seen)
            chances = torch.log_softmax(types, 1)
            right = torch.logsumexp(chances.masked_fill(accepted[rows] == 0, -1e9), 1)
            smooth = (1 - SMOOTHING) * right + SMOOTHING * chances.mean(1)
            loss = -(counted[rows] * smooth).sum() / counted[rows].sum()
            known = told[rows]
            missed = nn.functional.binary_cross_entropy_with_logits(guessed[known], modes[rows][known], reduction="sum")
            optimizer.zero_grad()
            (loss + 0.2 * missed / max(1, int(known.sum()))).backward()
            optimizer.step()
            schedule.step()
    return judge.eval()


def settle_certainty(judge: Judge, corpora: list[list[Example]], seed: int) -> Judge:
    """The judge with the head of readers' certainty taught several times over all triggers; small corpora count by the root."""
    found = [states(judge, corpus) for corpus in corpora]
    largest = max(len(pairs) for _, _, pairs in found)
    parts, values = [], []
    for pooled, _, pairs in found:
        times = round((largest / len(pairs)) ** 0.5)
        parts += [pooled[:, LOCAL].flatten(1)] * times
        values += [pair.author for pair in pairs] * times
    local, wanted = torch.cat(parts), torch.tensor(values)
    optimizer = torch.optim.AdamW(judge.author_head.parameters(), CERTAINTY_RATE, weight_decay=0.01)
    steps = CERTAINTY_EPOCHS * len(wanted) // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    torch.manual_seed(seed)
    judge.train()
    for _ in range(CERTAINTY_EPOCHS):
        for rows in torch.randperm(len(wanted)).split(BATCH):
            loss = nn.functional.smooth_l1_loss(judge.certainty(judge.author_head, local[rows]), wanted[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return judge.eval()
