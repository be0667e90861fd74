"""Teach heads anew while the encoder rests: its states are computed once, so every pair is seen several times in a minute.

What kind of act links two parties, and whether any does, depends on how the words of both and their syntactic paths come together; in the
stages before, each pair was seen about twice, and each trigger of the corpora of certainty once at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import torch
from torch import Tensor, nn

from corpora import reversible, turned
from judge import LOCAL, Example, Judge, Pair, batch, load_tokenizer
from loss import PATHLESS, loss_of

EPOCHS, BATCH, RATE = 5, 64, 1e-3
CERTAINTY_EPOCHS, CERTAINTY_RATE = 3, 5e-4


def settle(judge: Judge, examples: list[Example], weights: Tensor, seed: int) -> Judge:
    """The judge with its heads of types and modes taught ``EPOCHS`` times over all pairs. weights: (types,) of the classes."""
    pooled, paths, pairs = states(judge, [both_ways(example) for example in examples])

    def loss(rows: Tensor) -> Tensor:
        seen = paths[rows] * (torch.rand(len(rows), 1) > PATHLESS)
        return loss_of(judge.answers(pooled[rows], seen), [pairs[row] for row in rows.tolist()], weights)

    heads = (judge.actor_path, judge.recipient_path, judge.act_head, judge.type_head, judge.mode_head)
    return _taught(judge, heads, loss, len(pairs), EPOCHS, RATE, seed)


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

    def loss(rows: Tensor) -> Tensor:
        return nn.functional.smooth_l1_loss(judge.certainty(judge.author_head, local[rows]), wanted[rows])

    return _taught(judge, [judge.author_head], loss, len(wanted), CERTAINTY_EPOCHS, CERTAINTY_RATE, seed)


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
    return replace(example, pairs=(*example.pairs, *map(turned, reversible(example))))


def _taught(  # noqa: PLR0917
    judge: Judge, heads: Iterable[nn.Module], loss: Callable[[Tensor], Tensor], rows: int, epochs: int, rate: float, seed: int
) -> Judge:
    """The judge after so many rounds over all rows in batches, the rate falling to nothing; only these heads learn."""
    optimizer = torch.optim.AdamW([p for head in heads for p in head.parameters()], rate, weight_decay=0.01)
    steps = epochs * rows // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    torch.manual_seed(seed)
    judge.train()
    for _ in range(epochs):
        for chosen in torch.randperm(rows).split(BATCH):
            optimizer.zero_grad()
            loss(chosen).backward()
            optimizer.step()
            schedule.step()
    return judge.eval()
