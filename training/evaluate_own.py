"""Score a judge on the themes of our own data that it has not seen: python training/evaluate_own.py WEIGHTS.pt.

--marked names files with the texts of the reports whose pairs we have marked: those held out are scored too.

Prints macro-F1 over the types, precision and recall of NONE, macro-F1 on passages with two or more different acts, and how often a
directed act is not seen in the pair turned round.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from corpora import NUMBER, is_directed, own, turned
from export_judge import trained
from judge import Example, Judge, type_chances
from marked import HELD_OUT, marked
from notation import NONE, held_out_themes, passages


def guesses(judge: Judge, examples: list[Example], *, reports: bool = False) -> list[list[int]]:
    """The likeliest type of each pair of each example. reports: by the head of the pairs that the reader finds in reports."""
    likeliest = iter(type_chances(judge, examples, reports=reports).argmax(1).tolist())
    return [[next(likeliest) for _ in example.pairs] for example in examples]


def macro_f1(pairs: list[tuple[int, int]]) -> float:
    """Unweighted mean of F1 over the wanted types; pairs are (wanted, guessed)."""
    scores = []
    for label in {w for w, _ in pairs}:
        right = sum(w == g == label for w, g in pairs)
        scores.append(2 * right / (sum(w == label for w, _ in pairs) + sum(g == label for _, g in pairs)))
    return sum(scores) / max(1, len(scores))


def score_reports(judge: Judge, examples: list[Example]) -> None:
    """Print how well the marked pairs of reports are judged; where two types are right, either is."""
    answers = [g for gs in guesses(judge, examples, reports=True) for g in gs]
    pairs = [(g if g in p.labels else p.labels[0], g) for p, g in zip((p for e in examples for p in e.pairs), answers, strict=True)]
    right, none = sum(w == g for w, g in pairs), NUMBER[NONE]
    empty = [g == none for w, g in pairs if w == none]
    print(f"reports: {len(examples)} sentences, {len(pairs)} pairs; macro-F1 {macro_f1(pairs):.3f}, accuracy {right / len(pairs):.3f}, "
          f"recall of NONE {sum(empty) / len(empty):.3f}, its precision {sum(empty) / max(1, answers.count(none)):.3f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("weights", type=Path)
    parser.add_argument("--marked", type=Path, nargs="*", default=[])
    chosen = parser.parse_args()
    judge = trained(chosen.weights)
    if chosen.marked:
        score_reports(judge, marked(chosen.marked, HELD_OUT))
    examples = own(p for p in passages() if p.theme in held_out_themes())
    answers = guesses(judge, examples)
    pairs = [(p.labels[0], g) for e, gs in zip(examples, answers, strict=True) for p, g in zip(e.pairs, gs, strict=True)]
    several = [
        (p.labels[0], g)
        for e, gs in zip(examples, answers, strict=True)
        if len({p.labels[0] for p in e.pairs} - {NUMBER[NONE]}) > 1
        for p, g in zip(e.pairs, gs, strict=True)
    ]
    none = NUMBER[NONE]
    round_about = [replace(e, pairs=tuple(turned(p) for p in e.pairs if is_directed(p))) for e in examples]
    round_about = [e for e in round_about if e.pairs]
    seen = [g for gs in guesses(judge, round_about) for g in gs]
    both = sum(w == g == none for w, g in pairs)
    accuracy = sum(w == g for w, g in pairs) / len(pairs)
    precision, recall = both / max(1, sum(g == none for _, g in pairs)), both / max(1, sum(w == none for w, _ in pairs))
    print(f"{len(examples)} passages, {len(pairs)} pairs; macro-F1 {macro_f1(pairs):.3f}, accuracy {accuracy:.3f}")
    print(f"NONE precision {precision:.3f}, recall {recall:.3f}")
    print(f"passages with several acts: {len(several)} pairs, macro-F1 {macro_f1(several):.3f}")
    print(f"turned round: {len(seen)} pairs, seen as NONE {sum(g == none for g in seen) / max(1, len(seen)):.3f}")


if __name__ == "__main__":
    main()
