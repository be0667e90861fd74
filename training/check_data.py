"""Check the training passages: python training/check_data.py [--against FILE.jsonl ...]; exit status 1 where something is wrong.

--against names JSON Lines files with a field ``text`` of other corpora; a passage that shares a run of ten words with one is an error.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from dragoman.ontology import load_ontology
from notation import NONE, NotationError, Passage, passages, repeated

RUN = 10


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of ten words, lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def faults(found: list[Passage]) -> list[str]:
    """What is wrong with the passages, a line each."""
    types = load_ontology().types
    wrong = repeated(found)
    for passage in found:
        for act in passage.acts:
            if act.type == NONE:
                continue
            if act.type not in types or act.plain not in types:
                wrong.append(f"{passage.id}: {act.type}/{act.plain} is no type")
                continue
            known = {m.name for t in (act.type, act.plain) for m in types[t].modes}
            wrong += [f"{passage.id}: {mode} is no mode of {act.type}" for mode in act.modes if mode not in known]
            for span in (*act.actors, *act.recipients, *act.triggers):
                words = passage.text[slice(*span)]
                if words != words.strip() or not words:
                    wrong.append(f"{passage.id}: mark {words!r} begins or ends with white space")
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--against", nargs="*", type=Path, default=[])
    chosen = parser.parse_args()
    try:
        found = list(passages())
    except NotationError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = faults(found)
    if chosen.against:
        others = {run for f in chosen.against for line in f.open(encoding="utf-8") for run in runs(json.loads(line)["text"])}
        wrong += [f"{p.id}: shares ten words in a row with another corpus" for p in found if runs(p.text) & others]
    acts = [a for p in found for a in p.acts]
    print(f"{len(found)} passages, {len(acts)} acts or pairs, {sum(len(p.acts) > 1 for p in found)} passages with several, "
          f"{sum(not p.acts for p in found)} without any, {sum(a.voice for a in acts)} told by a voice")  # fmt: skip
    for name, values in (("type", [a.type for a in acts]), ("factuality", [a.factuality for a in acts if a.type != NONE]),
                         ("tense", [a.tense for a in acts if a.type != NONE]),
                         ("mode", [f"{a.type}-{m}" for a in acts for m in a.modes])):  # fmt: skip
        print(f"{name}: " + ", ".join(f"{k} {n}" for k, n in Counter(values).most_common()))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
