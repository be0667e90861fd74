"""Train the judge: train_judge.py OUT [--gold PLV.jsonl] [--attribution FILE] [--news FILE ...] [--lay FILE ...]
[--marked FILE ...] [--unmarked FILE ...] [--beside RUN ...] [--folds N --fold K].

First a foundation is laid, once for all runs of the folder OUT: encoder and heads learn from annotated articles who says what, from
annotated triggers how certain an act is, and from our own passages what kind of act links two parties (OUT/foundation.pt); then mostly
the last (OUT/passages-N.pt, one for each round), with some of the other lessons repeated, and then the heads of acts alone
(OUT/settled.pt). From there one run for each seed goes on with the gold pairs, and the pairs of reports that we have marked (--marked names
files with their texts), beside our passages; with --alone other runs learn one lesson each and nothing else; with --unmarked others, the
pupils, learn besides what the mean of the runs, and the judges of earlier runs (--beside), together answer to texts that nobody has
marked. The mean of the weights of all of them, and with --kept of OUT/settled.pt, is taken, or with --alone a share of what each has
changed is added to OUT/settled.pt, and in the end some heads learn alone: of acts by our passages, of types as we mark reports and as
gold pairs have them, of readers' certainty, and of who says what. The result is OUT/judge.pt. With --steps 0 it is the heads of
OUT/settled.pt that learn.
With --folds the gold pairs of fold K are held back and judged at the end; predictions go to OUT/fold-K.jsonl in the form of
`dragoman recode`, weights to OUT/fold-K.pt. A checkpoint every 100 steps lets a stopped run go on where it stopped; seeds and steps
decide the result, the clock does not.
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
from lessons import Lesson, class_weights, judging, listening, other_lessons
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
from unmarked import answered, asked, texts_of

FROZEN = 2
RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP = 30
AVERAGED = 0.995  # decay of the running mean of the weights, which is what is kept
FOUNDATION_SEED = 1
FOUNDATION_STEPS, STEPS = 1500, 1500
PASSAGE_ROUNDS = (10_500, 4000, 8000)  # steps; the rate falls to nothing in each
SEEDS = (1, 2, 3)
PUPILS = (1, 2)  # seeds
UNMARKED_SHARE, REPEATED_BESIDE = 0.34, 0.5  # of a pupil's steps listen to teachers; of the others so many repeat other lessons
FOUNDATION = {"tags": 0.3, "certainty": 0.4, "acts": 0.3}  # shares of the lessons in the steps of the foundation
GOLD_TIMES = 8  # so often the gold pairs count beside those of reports that we have marked, which are many more
GOLD_TIMES_AT_REST = 6  # the same beside our passages while that head begins
OURS_AT_REST = 40_000  # of our pairs about so many are enough for the head of reports, which learns alone
OURS_BESIDE = 0.43  # so much our passages count beside the marked reports where the head of these learns alone
REPEATED, REPEATED_LAST = 0.3, 0.6  # of the steps of the rounds, and of the last stage, repeat the foundation's other lessons
OUR_TIMES = 6  # our own passages of attributions are few: so often they count while the head learns alone
# Runs that learn one lesson each, at the usual rate: the lesson, the seeds, the steps.
ALONE = (("tags", (1,), 2000), ("hidden", (1, 2), 2000), ("news", (1, 2, 3), 1200), ("lay", (1, 2, 3, 4), 2000))
# With these runs not the mean is taken: what each has changed is added to the weights from which all began, by so much.
SHARES = {"seed": 0.3, "tags": 0.05, "hidden": 0.05, "news": 0.05, "lay": 0.06}
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
    optimizer = torch.optim.AdamW([{"params": body, "lr": rate * RATE}, {"params": heads, "lr": rate * HEAD_RATE}], weight_decay=0.01)
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


def laid(stored: Path, judge: Judge, lessons: list[tuple[float, Lesson]], steps: int) -> Judge:
    """The judge as it stands stored; taught these lessons and stored where it is not."""
    if stored.exists():
        judge.load_state_dict(torch.load(stored, weights_only=True))
    elif lessons:
        judge = train(judge, lessons, FOUNDATION_SEED, steps, stored.with_suffix(".checkpoint.pt"))
        torch.save(judge.state_dict(), stored)
    return judge


def settled(stored: Path, judge: Judge, ours: list[Example]) -> Judge:
    """The judge as it stands stored; with heads that were taught while the encoder rests, and stored, where it is not."""
    if stored.exists():
        judge.load_state_dict(torch.load(stored, weights_only=True))
    else:
        judge = settle(judge, both_ways(judge, ours), class_weights(ours), FOUNDATION_SEED)
        torch.save(judge.state_dict(), stored)
    return judge


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


def earlier(judge: Judge, stored: Path) -> Judge:
    """A judge of an earlier run, for its answers on acts; what it has no head for stays as in ``judge``."""
    teacher = deepcopy(judge)
    teacher.load_state_dict(torch.load(stored, weights_only=True), strict=False)
    return teacher


def summed(base: dict[str, Tensor], runs: list[tuple[float, dict[str, Tensor]]]) -> dict[str, Tensor]:
    """The weights from which runs began, and of what each of them has changed the share beside it; with shares of one in all, a mean."""
    return {
        name: (one.float() + sum(share * (run[name].float() - one.float()) for share, run in runs)).to(one.dtype)
        for name, one in base.items()
    }


def runs_alone(judge: Judge, lessons: dict[str, Lesson], out: Path) -> list[tuple[float, dict[str, Tensor]]]:
    """Runs from a judge that learn one lesson each, as ``ALONE`` names them, with their shares."""
    runs = []
    for kind, seeds, steps in ALONE:
        for seed in seeds if kind in lessons else ():
            taught = train(deepcopy(judge), [(1.0, lessons[kind])], seed, steps, out / f"{kind}-{seed}.checkpoint.pt")
            runs.append((SHARES[kind], taught.state_dict()))
    return runs


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
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--fold", type=int, nargs="*", default=[0], help="which of the folds are held back, one after the other")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS, help="of the last stage; the mean of the weights is taken")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--kept", type=float, default=0.0, help="share of OUT/settled.pt in the mean (not with --alone)")
    parser.add_argument("--rate", type=float, default=1.0, help="of the last stage, times the usual one")
    parser.add_argument("--marked", type=Path, nargs="*", default=[], help="texts of the reports whose pairs we have marked")
    parser.add_argument("--unmarked", type=Path, nargs="*", default=[], help="texts for the pupils: lines with id and text")
    parser.add_argument("--pupil-steps", type=int, default=STEPS)
    parser.add_argument("--pupils", type=int, nargs="+", default=PUPILS, help="seeds of the pupils")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="folders of earlier runs, whose judges teach too")
    parser.add_argument("--passage-rounds", type=int, nargs="+", default=PASSAGE_ROUNDS, help="steps of each round")
    parser.add_argument("--foundation-steps", type=int, default=FOUNDATION_STEPS)
    parser.add_argument("--alone", action="store_true", help="let runs learn one lesson each, too; shares of all changes are added")
    parser.add_argument("--repeated", type=float, default=REPEATED_LAST, help="share of the last stage's steps that repeat other lessons")
    parser.add_argument("--half", action="store_true", help="encode in bfloat16 while training")
    return parser.parse_args()


def main() -> None:
    chosen = arguments()
    chosen.out.mkdir(parents=True, exist_ok=True)
    gold = pairs_file(chosen.gold) if chosen.gold else []
    ours = own(p for p in passages() if p.theme not in held_out_themes())
    print(f"{len(ours)} passages, {len(gold)} gold sentences, {len(NUMBER)} types", flush=True)
    ours_told = training_windows(attribution_passages())
    told = attribution.articles(chosen.attribution, attribution.LENGTHS) if chosen.attribution else []
    news, lay = [triggers_file(path) for path in chosen.news], [triggers_file(path, lay=True) for path in chosen.lay]
    lessons = other_lessons(told, ours_told, news, lay)
    beside = [(FOUNDATION[kind], lessons[kind]) for kind in ("tags", "certainty") if kind in lessons]
    first = [*beside, (FOUNDATION["acts"], judging(ours, []))] if beside else []

    def repeating(share: float, lesson: Lesson) -> list[tuple[float, Lesson]]:
        """The lesson, with the others in so large a share of the steps."""
        return [*((share * w / sum(w for w, _ in beside), other) for w, other in beside), (1 - share, lesson)]

    judge, stored = untaught(chosen.half), chosen.out / "settled.pt"
    if not stored.exists():
        judge = laid(chosen.out / "foundation.pt", judge, first, chosen.foundation_steps)
        for number, steps in enumerate(chosen.passage_rounds, 1):
            judge = laid(chosen.out / f"passages-{number}.pt", judge, repeating(REPEATED, judging(ours, [])), steps)
    judge = settled(stored, judge, ours)
    reports = marked(chosen.marked) if chosen.marked else []
    unmarked = asked((*texts_of(chosen.unmarked), *(e.text for e in ours))) if chosen.unmarked else []

    alone = runs_alone(judge, lessons, chosen.out) if chosen.alone else []  # the same for all folds, of which they see no pair

    def joined(runs: list[dict[str, Tensor]]) -> dict[str, Tensor]:
        return summed(judge.state_dict(), [*alone, *((SHARES["seed"] if alone else (1 - chosen.kept) / len(runs), one) for one in runs)])

    def last(name: str, gold: list[Example], held: list[Example]) -> None:
        """Teach copies of the judge our passages and the gold pairs, store what they make together, and score it on those held back."""

        def run(lessons: list[tuple[float, Lesson]], kind: str, seed: int, steps: int) -> dict[str, Tensor]:
            checkpoint = chosen.out / f"{name}-{kind}-{seed}.checkpoint.pt"
            return train(deepcopy(judge), lessons, seed, steps, checkpoint, rate=chosen.rate).state_dict()

        acts, taught = judging(ours, gold * GOLD_TIMES + reports if reports else gold), deepcopy(judge)
        runs = [run(repeating(chosen.repeated, acts), "seed", seed, chosen.steps) for seed in chosen.seeds]
        taught.load_state_dict(joined(runs))
        if unmarked:
            files = [folder / f"{name}.pt" for folder in chosen.beside]
            files += [] if held else [folder / "settled.pt" for folder in (chosen.out, *chosen.beside)]
            heard = listening(answered(unmarked, [taught, *(earlier(judge, file) for file in files)]))
            known = [((1 - UNMARKED_SHARE) * w, lesson) for w, lesson in repeating(REPEATED_BESIDE, acts)]
            runs += [run([*known, (UNMARKED_SHARE, heard)], "pupil", seed, chosen.pupil_steps) for seed in chosen.pupils]
            taught.load_state_dict(joined(runs))
        taught = at_rest(taught, ours, gold, reports, chosen.seeds[0])
        if (news or lay) and not held and not chosen.alone:  # the mean of heads that learned with their encoders is better
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
        last(f"fold-{fold}", [e for e in gold if fold_of(e.id, chosen.folds) != fold], held)
    if (gold or reports) and not chosen.folds:
        last("judge", gold, [])


if __name__ == "__main__":
    main()
