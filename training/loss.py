"""What a judge's answers cost, and how often it has to answer without the paths; the same in all stages of the training."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from judge import Pair

SMOOTHING = 0.05
REGISTER_SHARE = 0.05
PATHLESS = 0.15  # of the pairs are shown without their paths, so that words count too


def loss_of(answers: tuple[Tensor, ...], pairs: list[Pair], weights: Tensor) -> Tensor:
    """Cross-entropy over the accepted types, weighted by class, and errors of factuality and modes where they are known."""
    logits, _, modes, *values, registers, _ = answers
    loss = type_loss(logits, pairs, weights)
    told_values = ([p.value for p in pairs], [p.author for p in pairs], [p.lay for p in pairs])
    for guessed, known in zip(values, told_values, strict=True):
        if told := [(row, value) for row, value in enumerate(known) if value is not None]:
            rows = torch.tensor([row for row, _ in told])
            loss = loss + 0.2 * nn.functional.smooth_l1_loss(guessed[rows], torch.tensor([value for _, value in told]))
    if read := [(row, float(pair.lay is not None)) for row, pair in enumerate(pairs) if pair.author is not None or pair.lay is not None]:
        rows = torch.tensor([row for row, _ in read])
        wrong = nn.functional.binary_cross_entropy_with_logits(registers[rows], torch.tensor([everyday for _, everyday in read]))
        loss = loss + REGISTER_SHARE * wrong
    if named := [(row, pair.modes) for row, pair in enumerate(pairs) if pair.modes is not None]:
        wanted = torch.zeros(len(named), modes.shape[1])
        for row, (_, numbers) in enumerate(named):
            wanted[row, list(numbers)] = 1.0
        chosen = modes[torch.tensor([r for r, _ in named])]
        loss = loss + nn.functional.binary_cross_entropy_with_logits(chosen, wanted, reduction="sum") / len(named) * 0.2
    return loss


def type_loss(logits: Tensor, pairs: list[Pair], weights: Tensor) -> Tensor:
    """Cross-entropy of logits (pairs, types) over the accepted types, weighted by class; 0 where no type is known."""
    rows = [row for row, pair in enumerate(pairs) if pair.labels]
    if not rows:
        return torch.zeros(())
    chances = torch.log_softmax(logits[rows], 1)
    accepted = torch.zeros(len(rows), logits.shape[1], dtype=torch.bool)
    for number, row in enumerate(rows):
        accepted[number, list(pairs[row].labels)] = True
    right = torch.logsumexp(chances.masked_fill(~accepted, -torch.inf), 1)
    smooth = (1 - SMOOTHING) * right + SMOOTHING * chances.mean(1)
    weight = accepted.float() @ weights / accepted.sum(1)
    weight = weight * torch.tensor([pairs[row].weight for row in rows])
    return -(weight * smooth).sum() / weight.sum()
