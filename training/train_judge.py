"""Train the judge: train_judge.py OUT [--gold PLV.jsonl] [--attribution FILE] [--news FILE ...] [--lay FILE ...] [--marked FILE ...]
[--folds N --fold K ...].

One run learns everything side by side, from the bare encoder, while its rate falls to nothing once: from our own passages and the pairs
of real reports that we have marked what kind of act links two parties, from annotated articles who says what, from annotated triggers
how certain an act is (OUT/base.pt). From there a short run for each seed goes on with the gold pairs beside, and the mean of their weights
is taken. In the end heads learn alone while the encoder rests: of acts by our passages, of types as we mark reports and as gold pairs
have them, of readers' certainty, and of who says what. The result is OUT/judge.pt; without --gold it is the base with such heads.

With --folds the gold pairs of each fold K are held back and judged at the end; predictions go to OUT/fold-K.jsonl in the form of
`dragoman recode`, weights to OUT/fold-K.pt. The base is the same for all folds, of which it sees no pair. A checkpoint every 100 steps lets
a stopped run go on where it stopped; seeds and steps decide the result, the clock does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from copy import deepcopy
from pathlib import Path

import torch
from torch import Tensor, nn

import attribution
from attribution_notation import passages as attribution_passages
from attribution_notation import training_windows
from corpora import MODES, NUMBER, TYPES, own, pairs_file, triggers_file
from encoder import pretrained
from judge import Example, Judge, batch, load_tokenizer
from lessons import Lesson, class_weights, judging, other_lessons
from marked import marked
from notation import held_out_themes, passages
from settle import (
    both_ways,
    counted,
    settle,
    settle_certainty,
    settle_given,
    settle_reports,
    settle_tags,
    states,
    thinned,
    together,
)

FROZEN = 2
RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP = 30
AVERAGED = 0.995  # decay of the running mean of the weights, which is what is kept
BASE_SEED, BASE_STEPS = 1, 16_000
SEEDS, STEPS = (1, 2, 3), 1000
LATER_RATE = 0.5  # of the runs with gold pairs, times the usual one
SHARES = {"acts": 0.64, "tags": 0.18, "certainty": 0.18}  # of the lessons in the steps
MARKED_SHARE = 0.15  # of a batch of acts are marked pairs of reports before gold pairs come in
GOLD_TIMES = 8  # so often the gold pairs count beside those of reports that we have marked, which are many more
GOLD_TIMES_AT_REST = 6  # the same beside our passages while that head begins
OURS_AT_REST = 40_000  # of our pairs about so many are enough for the head of reports, which learns alone
OURS_BESIDE = 0.43  # so much our passages count beside the marked reports where the head of these learns alone
OUR_TIMES = 6  # our own passages of attributions are few: so often they count while the head learns alone
CHECKPOINT = 100


def fold_of(identifier: str, folds: int) -> int:
    """The fold of an item, by the hash of its id."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % folds


def train(judge: Judge, lessons: list[tuple[float, Lesson]], seed: int, steps: int, checkpoint: Path, *, rate: float = 1.0) -> Judge:
    """The judge after so many steps, each one of the lessons by their weights; goes on from the checkpoint where there is one.

    rate: times the usual rates.
    """
    torch.manual_seed(seed)
    judge.encoder.freeze(FROZEN)
    heads = [p for head in judge.heads() for p in head.parameters()]
    body = [p for p in judge.encoder.parameters() if p.requires_grad]
    groups = [{"params": body, "lr": rate * RATE}, {"params": heads, "lr": rate * HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / WARM_UP, max(0.0, (steps - s) / (steps - WARM_UP))))
    mean, start = deepcopy(judge), 0
    if checkpoint.exists():
        stored = torch.load(checkpoint, weights_only=True)
        for part, name in ((judge, "judge"), (mean, "mean"), (optimizer, "optimizer"), (schedule, "schedule")):
            part.load_state_dict(stored[name])
        start = stored["step"]
    judge.train()
    for step in range(start, steps):
        chance = random.Random(f"{seed}-{step}")
        torch.manual_seed(seed * 100_003 + step)
        lesson = chance.choices([lesson for _, lesson in lessons], [weight for weight, _ in lessons])[0]
        loss = lesson(judge, chance)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(judge.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        _average(mean, judge, min(AVERAGED, (step + 1) / (step + 10)))
        if (step + 1) % CHECKPOINT == 0:
            print(f"step {step + 1}: loss {loss.item():.3f}", flush=True)
            state = {"judge": judge.state_dict(), "mean": mean.state_dict(), "step": step + 1}
            torch.save(state | {"optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}, checkpoint)
    return mean


@torch.no_grad()
def _average(mean: Judge, judge: Judge, decay: float) -> None:
    for kept, now in zip(mean.parameters(), judge.parameters(), strict=True):
        if now.requires_grad:
            kept.lerp_(now, 1 - decay)


def untaught(half: bool) -> Judge:
    """A judge that knows nothing yet; half: whether it encodes in bfloat16."""
    judge = Judge(pretrained(), len(TYPES), len(MODES))
    judge.half = half
    return judge


def mean_of(runs: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of several runs from one base."""
    return {name: torch.stack([run[name].float() for run in runs]).mean(0).to(one.dtype) for name, one in runs[0].items()}


def at_rest(judge: Judge, ours: list[Example], gold: list[Example], reports: list[Example], seed: int) -> Judge:
    """The judge with its three heads of types, and that of modes, taught anew while the encoder rests.

    That of acts learns our passages. That of reports begins with what it and the gold pairs tell, and learns the marked pairs; that of
    given pairs begins as the runs left that of acts, and learns the gold pairs alone.
    """
    judge.given_head.load_state_dict(judge.act_head.state_dict())
    weights, known = class_weights(ours + gold + reports), both_ways(judge, ours)
    judge = settle(judge, known, weights, seed)
    judge.report_head.load_state_dict(judge.act_head.state_dict())
    some = thinned(known, OURS_AT_REST)
    if reports:
        if gold:
            begun = settle(deepcopy(judge), together(some, counted(both_ways(judge, gold), GOLD_TIMES_AT_REST)), weights, seed)
            judge.report_head.load_state_dict(begun.act_head.state_dict())
        judge = settle_reports(judge, together(both_ways(judge, reports), counted(some, OURS_BESIDE)), weights, seed)
    if gold:
        judge = settle_given(judge, states(judge, gold), weights, seed)
    else:
        judge.given_head.load_state_dict(judge.act_head.state_dict())
    return judge.eval()


@torch.no_grad()
def judged(judge: Judge, examples: list[Example]) -> list[dict[str, object]]:
    """The answers of ``dragoman recode``: YIELD's halves are kept apart, the scorer joins them; NONE is left out."""
    tokenizer = load_tokenizer()
    rows: list[dict[str, object]] = []
    for start in range(0, len(examples), 32):
        part = examples[start : start + 32]
        pieces, mask, asked, _ = batch(part, tokenizer)
        logits, _, _, values, *_ = judge(pieces, mask, *asked)
        chances = torch.softmax(logits, 1)
        for row, number in enumerate(asked[1].tolist()):
            scores = dict(zip(TYPES, chances[row].tolist(), strict=True))
            joined = {**scores, "CONCEDE": scores["CONCEDE"] + scores["RETREAT"], "RETREAT": 0.0, "NONE": 0.0}
            best = max(joined, key=lambda t: joined[t])
            rows.append({"id": part[number].id, "type": best, "scores": scores, "factuality_value": values[row].item()})
    return rows


def score(judge: Judge, held: list[Example], file: Path) -> None:
    """Write the answers on sentences held back to a file, and print how many are right."""
    rows = judged(judge, held)
    file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    right = sum(NUMBER[str(r["type"])] in e.pairs[0].labels for r, e in zip(rows, held, strict=True))
    print(f"{file.stem}: accuracy {right / len(held):.3f} on {len(held)} sentences held back", flush=True)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--gold", type=Path, help="sentences with a marked pair and its type")
    parser.add_argument("--attribution", type=Path, help="articles with their attributions")
    parser.add_argument("--news", type=Path, nargs="*", default=[], help="news sentences with a marked trigger and how certain it is")
    parser.add_argument("--lay", type=Path, nargs="*", default=[], help="the same of everyday writing, as lay readers take it")
    parser.add_argument("--marked", type=Path, nargs="*", default=[], help="texts of the reports whose pairs we have marked")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--fold", type=int, nargs="*", default=[0], help="which of the folds are held back, one after the other")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="of the runs with gold pairs; the mean of the weights is taken")
    parser.add_argument("--base-steps", type=int, default=BASE_STEPS)
    parser.add_argument("--steps", type=int, default=STEPS, help="of each run with gold pairs")
    parser.add_argument("--full", action="store_true", help="encode in float32: faster where the processor has no bfloat16")
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    chosen.out.mkdir(parents=True, exist_ok=True)
    gold = pairs_file(chosen.gold) if chosen.gold else []
    ours = sorted(own(p for p in passages() if p.theme not in held_out_themes()), key=lambda e: e.id)
    reports = marked(chosen.marked) if chosen.marked else []
    print(f"{len(ours)} passages, {len(reports)} sentences of reports, {len(gold)} gold sentences, {len(NUMBER)} types", flush=True)
    ours_told = training_windows(attribution_passages())
    told = attribution.articles(chosen.attribution, attribution.LENGTHS) if chosen.attribution else []
    news, lay = [triggers_file(path) for path in chosen.news], [triggers_file(path, lay=True) for path in chosen.lay]
    others = other_lessons(told, ours_told, news + lay)

    def beside(acts: Lesson) -> list[tuple[float, Lesson]]:
        return [(SHARES[kind], lesson) for kind, lesson in {"acts": acts, **others}.items()]

    base, stored = untaught(not chosen.full), chosen.out / "base.pt"
    if stored.exists():
        base.load_state_dict(torch.load(stored, weights_only=True))
    else:
        lessons = beside(judging(ours, reports, MARKED_SHARE))
        base = train(base, lessons, BASE_SEED, chosen.base_steps, stored.with_suffix(".checkpoint.pt"))
        torch.save(base.state_dict(), stored)

    def finished(name: str, gold: list[Example], held: list[Example]) -> None:
        """Teach copies of the base the gold pairs, store what they make together, and score it on those held back."""
        taught = deepcopy(base)
        if gold:
            lessons, runs = beside(judging(ours, gold * GOLD_TIMES + reports)), []
            for seed in chosen.seeds:
                checkpoint = chosen.out / f"{name}-{seed}.checkpoint.pt"
                runs.append(train(deepcopy(base), lessons, seed, chosen.steps, checkpoint, rate=LATER_RATE).state_dict())
            taught.load_state_dict(mean_of(runs))
        taught = at_rest(taught, ours, gold, reports, chosen.seeds[0])
        if (news or lay) and not held:
            taught = settle_certainty(taught, news + lay, chosen.seeds[0])
        if told and not held:
            articles = attribution.articles(chosen.attribution, attribution.AT_REST)
            taught = settle_tags(taught, articles + ours_told * OUR_TIMES, chosen.seeds[0])
        taught.half = False
        torch.save(taught.state_dict(), chosen.out / f"{name}.pt")
        if held:
            score(taught, held, chosen.out / f"{name}.jsonl")

    for fold in chosen.fold if chosen.folds else ():
        held = [e for e in gold if fold_of(e.id, chosen.folds) == fold]
        finished(f"fold-{fold}", [e for e in gold if fold_of(e.id, chosen.folds) != fold], held)
    if not chosen.folds:
        finished("judge", gold, [])


if __name__ == "__main__":
    main()
