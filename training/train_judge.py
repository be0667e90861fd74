"""Train the judge: python training/train_judge.py OUT [--gold PLV.jsonl] [--folds N --fold K] [--seed S] [--steps N].

With --folds the gold items of fold K are held back and judged at the end; predictions go to OUT/fold-K-seed-S.jsonl in the form of
`dragoman recode`. Without, everything is trained on and the weights go to OUT/seed-S.pt. A checkpoint every 50 steps lets a stopped
run go on where it stopped; seeds and steps decide the result, the clock does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from corpora import MODES, NUMBER, TYPES, is_directed, own, pairs_file, splice, turned
from encoder import pretrained
from judge import Example, Judge, Pair, batch, load_tokenizer
from notation import held_out_themes, passages

BATCH = 16
FROZEN = 2
RATE, HEAD_RATE = 2e-4, 2e-3
WARM_UP = 30
SMOOTHING = 0.05
SPLICED = 0.4
TURNED = 0.2
CHECKPOINT = 50


def fold_of(identifier: str, folds: int) -> int:
    """The fold of an item, by the hash of its id."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % folds


def loss_of(logits: Tensor, modes: Tensor, values: Tensor, pairs: list[Pair], weights: Tensor) -> Tensor:
    """Cross-entropy over the accepted types, weighted by class, and a squared error of factuality where it is known."""
    chances = torch.log_softmax(logits, 1)
    total = torch.zeros(())
    count = 0.0
    for row, pair in enumerate(pairs):
        if pair.labels:
            accepted = list(pair.labels)
            right = torch.logsumexp(chances[row, accepted], 0)
            smooth = (1 - SMOOTHING) * right + SMOOTHING * chances[row].mean()
            weight = float(weights[accepted].mean()) * pair.weight
            total, count = total - weight * smooth, count + weight
    known = [(row, pair.value) for row, pair in enumerate(pairs) if pair.value is not None]
    loss = total / max(count, 1e-6)
    if known:
        rows = torch.tensor([r for r, _ in known])
        loss = loss + 0.2 * nn.functional.smooth_l1_loss(values[rows], torch.tensor([v for _, v in known]))
    told = [(row, pair.modes) for row, pair in enumerate(pairs) if pair.modes is not None]
    if told:
        wanted = torch.zeros(len(told), modes.shape[1])
        for row, (_, numbers) in enumerate(told):
            wanted[row, list(numbers)] = 1.0
        chosen = modes[torch.tensor([r for r, _ in told])]
        loss = loss + nn.functional.binary_cross_entropy_with_logits(chosen, wanted, reduction="sum") / len(told) * 0.2
    return loss


def class_weights(examples: list[Example]) -> Tensor:
    """One over the root of how often a type occurs, 1 on the mean."""
    counts = torch.ones(len(TYPES))
    for example in examples:
        for pair in example.pairs:
            for label in pair.labels:
                counts[label] += 1 / len(pair.labels)
    weights = counts.rsqrt()
    return weights / weights.mean()


def draw(examples: list[Example], chance: random.Random) -> list[Example]:
    """A batch: in ``SPLICED`` of the cases every text is joined with another one."""
    chosen = [chance.choice(examples) for _ in range(BATCH)]
    if chance.random() < SPLICED:
        chosen = [splice(one, chance.choice(examples), chance) for one in chosen[: BATCH * 3 // 4]]
    return [_with_turned(example, chance) for example in chosen]


def _with_turned(example: Example, chance: random.Random) -> Example:
    """The text with some of its pairs turned round, which are then of type NONE."""
    acts = {(p.actor, p.recipient) for p in example.pairs}
    directed = [p for p in example.pairs if is_directed(p) and (p.recipient, p.actor) not in acts]
    return replace(example, pairs=example.pairs + tuple(turned(p) for p in directed if chance.random() < TURNED))


def train(examples: list[Example], seed: int, steps: int, checkpoint: Path) -> Judge:
    """A judge after so many steps; goes on from the checkpoint where there is one."""
    torch.manual_seed(seed)
    judge = Judge(pretrained(), len(TYPES), len(MODES))
    judge.encoder.freeze(FROZEN)
    heads = [p for h in (judge.type_head, judge.mode_head, judge.value_head) for p in h.parameters()]
    body = [p for p in judge.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / WARM_UP, max(0.0, (steps - s) / (steps - WARM_UP))))
    start = 0
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=True)
        judge.load_state_dict(stored["judge"])
        optimizer.load_state_dict(stored["optimizer"])
        schedule.load_state_dict(stored["schedule"])
        start = stored["step"]
    tokenizer, weights = load_tokenizer(), class_weights(examples)
    judge.train()
    for step in range(start, steps):
        chance = random.Random(f"{seed}-{step}")
        torch.manual_seed(seed * 100_003 + step)
        pieces, mask, pools, owner, pairs = batch(draw(examples, chance), tokenizer)
        loss = loss_of(*judge(pieces, mask, pools, owner), pairs, weights)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % CHECKPOINT == 0:
            print(f"step {step + 1}: loss {loss.item():.3f}", flush=True)
            state = {"judge": judge.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "step": step + 1}
            torch.save(state, checkpoint)
    judge.eval()
    return judge


@torch.no_grad()
def judged(judge: Judge, examples: list[Example]) -> list[dict[str, object]]:
    """The answers of ``dragoman recode``: YIELD's halves are kept apart, the scorer joins them; NONE is left out."""
    tokenizer = load_tokenizer()
    rows: list[dict[str, object]] = []
    for start in range(0, len(examples), 32):
        part = examples[start : start + 32]
        pieces, mask, pools, owner, _ = batch(part, tokenizer)
        logits, _, values = judge(pieces, mask, pools, owner)
        chances = torch.softmax(logits, 1)
        for row, number in enumerate(owner.tolist()):
            scores = dict(zip(TYPES, chances[row].tolist(), strict=True))
            joined = {**scores, "CONCEDE": scores["CONCEDE"] + scores["RETREAT"], "RETREAT": 0.0, "NONE": 0.0}
            best = max(joined, key=lambda t: joined[t])
            rows.append({"id": part[number].id, "type": best, "scores": scores, "factuality_value": values[row].item()})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, help="sentences with a marked pair and its type")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--without-own", action="store_true", help="leave our own passages out")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    gold = pairs_file(chosen.gold) if chosen.gold else []
    held = [e for e in gold if chosen.folds and fold_of(e.id, chosen.folds) == chosen.fold]
    left = {e.id for e in held}
    examples = [e for e in gold if e.id not in left]
    if not chosen.without_own:
        examples += own(p for p in passages() if p.theme not in held_out_themes())
    print(f"{len(examples)} examples, {len(held)} held back, types {len(NUMBER)}", flush=True)
    name = f"fold-{chosen.fold}-seed-{chosen.seed}" if chosen.folds else f"seed-{chosen.seed}"
    judge = train(examples, chosen.seed, chosen.steps, chosen.out / f"{name}.checkpoint.pt")
    if held:
        rows = judged(judge, held)
        (chosen.out / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        right = sum(NUMBER[str(r["type"])] in e.pairs[0].labels for r, e in zip(rows, held, strict=True))
        print(f"accuracy on fold {chosen.fold}: {right / len(held):.3f}")
    torch.save(judge.state_dict(), chosen.out / f"{name}.pt")


if __name__ == "__main__":
    main()
