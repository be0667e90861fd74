"""Teach heads anew while the encoder rests: its states are computed once, so every pair is seen several times in a minute.

What kind of act links two parties, and whether any does, depends on how the words of both and their syntactic paths come together; in the
stages before, each pair was seen about twice, and each trigger of the corpora of certainty once at most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

import attribution
from corpora import reversible, turned
from judge import LOCAL, ActHead, Example, Judge, Pair, batch, load_tokenizer
from loss import PATHLESS, loss_of, type_loss

BATCH, RATE = 64, 1e-3
EPOCHS, REPORT_EPOCHS = 5, 4
GIVEN_EPOCHS, GIVEN_RATE = 20, 3e-3  # gold pairs are few, and labelled by habits of their own
CERTAINTY_EPOCHS, CERTAINTY_RATE = 4, 1e-3
TAG_EPOCHS, TAG_BATCH = 3, 16  # of windows of two lengths

States = tuple[Tensor, Tensor, list[Pair]]  # pooled states (pairs, POOLS, width), numbers of paths (pairs, 2), and the pairs


def settle(judge: Judge, known: States, weights: Tensor, seed: int) -> Judge:
    """The judge with its heads of acts and of modes taught ``EPOCHS`` times over all pairs. weights: (types,) of the classes."""
    pooled, paths, pairs = known

    def loss(rows: Tensor) -> Tensor:
        seen = paths[rows] * (torch.rand(len(rows), 1) > PATHLESS)
        return loss_of(judge.answers(pooled[rows], seen), [pairs[row] for row in rows.tolist()], weights)

    return _taught(judge, (judge.act_head, judge.mode_head), loss, len(pairs), EPOCHS, RATE, seed)


def settle_reports(judge: Judge, known: States, weights: Tensor, seed: int) -> Judge:
    """The judge with the head of reports taught ``REPORT_EPOCHS`` times over all pairs."""
    return _types_taught(judge, judge.report_head, known, weights, REPORT_EPOCHS, RATE, seed)


def settle_given(judge: Judge, known: States, weights: Tensor, seed: int) -> Judge:
    """The judge with the head of given pairs taught ``GIVEN_EPOCHS`` times over all pairs."""
    return _types_taught(judge, judge.given_head, known, weights, GIVEN_EPOCHS, GIVEN_RATE, seed)


def _types_taught(  # noqa: PLR0917
    judge: Judge, head: ActHead, known: States, weights: Tensor, epochs: int, rate: float, seed: int
) -> Judge:
    pooled, paths, pairs = known

    def loss(rows: Tensor) -> Tensor:
        seen = paths[rows] * (torch.rand(len(rows), 1) > PATHLESS)
        logits, _ = head(pooled[rows], seen)
        return type_loss(logits, [pairs[row] for row in rows.tolist()], weights)

    return _taught(judge, [head], loss, len(pairs), epochs, rate, seed)


def thinned(known: States, number: int) -> States:
    """About so many of the pairs, evenly drawn."""
    pooled, paths, pairs = known
    step = max(1, len(pairs) // number)
    return pooled[::step], paths[::step], pairs[::step]


def counted(known: States, times: float) -> States:
    """The same pairs, which count so many times."""
    pooled, paths, pairs = known
    return pooled, paths, [replace(pair, weight=times * pair.weight) for pair in pairs]


def together(*parts: States) -> States:
    """The pairs of all."""
    return torch.cat([p[0] for p in parts]), torch.cat([p[1] for p in parts]), [pair for p in parts for pair in p[2]]


def settle_certainty(judge: Judge, corpora: list[list[Example]], seed: int) -> Judge:
    """The judge with the heads of readers' certainty and of the register taught several times over all triggers.

    Small corpora count by the root.
    """
    found = [states(judge, corpus) for corpus in corpora]
    largest = max(len(pairs) for _, _, pairs in found)
    parts: list[Tensor] = []
    pairs: list[Pair] = []
    for pooled, _, marked in found:
        times = round((largest / len(marked)) ** 0.5)
        parts += [pooled] * times
        pairs += marked * times
    every = torch.cat(parts)
    everyday = torch.tensor([float(pair.lay is not None) for pair in pairs])
    wanted = torch.tensor([pair.author if pair.lay is None else pair.lay for pair in pairs])

    def loss(rows: Tensor) -> Tensor:
        local, lay = every[rows][:, LOCAL].flatten(1), everyday[rows]
        guessed = torch.where(lay > 0, judge.certainty(judge.lay_head, local), judge.certainty(judge.author_head, local))
        wrong = nn.functional.binary_cross_entropy_with_logits(judge.register(every[rows]), lay)
        return nn.functional.smooth_l1_loss(guessed, wanted[rows]) + wrong

    heads = (judge.author_head, judge.lay_head, judge.register_head)
    return _taught(judge, heads, loss, len(pairs), CERTAINTY_EPOCHS, CERTAINTY_RATE, seed)


def settle_tags(judge: Judge, windows: list[attribution.Window], seed: int) -> Judge:
    """The judge with the head of who says what taught ``TAG_EPOCHS`` times over all windows."""
    tokenizer, found = load_tokenizer(), []
    for window in windows:
        pieces, mask, wanted = attribution.batch([window], tokenizer)
        with torch.no_grad():
            found.append((judge.encode(pieces, mask)[0].half(), wanted[0]))

    def loss(rows: Tensor) -> Tensor:
        chosen = [found[row] for row in rows.tolist()]
        seen = pad_sequence([states.float() for states, _ in chosen], batch_first=True)
        wanted = pad_sequence([tags for _, tags in chosen], batch_first=True, padding_value=attribution.UNASKED)
        return attribution.loss_of(judge.tag(seen), wanted)

    return _taught(judge, [judge.tag_head], loss, len(found), TAG_EPOCHS, RATE, seed, TAG_BATCH)


@torch.no_grad()
def states(judge: Judge, examples: list[Example]) -> States:
    """What the heads learn from."""
    judge.eval()
    tokenizer, pooled, paths, pairs = load_tokenizer(), [], [], []
    ordered = sorted(examples, key=lambda e: (len(e.text), e.id))
    for start in range(0, len(ordered), 16):
        pieces, mask, (pools, owner, ways), found = batch(ordered[start : start + 16], tokenizer)
        pooled.append(judge.pool(judge.encode(pieces, mask), pools, owner))
        paths.append(ways)
        pairs += found
    return torch.cat(pooled), torch.cat(paths), pairs


def both_ways(judge: Judge, examples: list[Example]) -> States:
    """What the heads of types learn from: each directed pair is also turned round, unless another act goes that way."""
    return states(judge, [replace(example, pairs=(*example.pairs, *map(turned, reversible(example)))) for example in examples])


def _taught(  # noqa: PLR0917
    judge: Judge,
    heads: Iterable[nn.Module],
    loss: Callable[[Tensor], Tensor],
    rows: int,
    epochs: int,
    rate: float,
    seed: int,
    size: int = BATCH,
) -> Judge:
    """The judge after so many rounds over all rows in batches, the rate falling to nothing; only these heads learn."""
    optimizer = torch.optim.AdamW([p for head in heads for p in head.parameters()], rate, weight_decay=0.01, fused=True)
    steps = epochs * rows // size
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    torch.manual_seed(seed)
    judge.train()
    for _ in range(epochs):
        for chosen in torch.randperm(rows).split(size):
            optimizer.zero_grad()
            loss(chosen).backward()
            optimizer.step()
            schedule.step()
    return judge.eval()
