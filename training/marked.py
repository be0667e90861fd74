"""Sentences of real reports whose pairs we have judged by hand: types at places in documents that lie elsewhere, without their text.

``data/marked.jsonl``, and ``bench/marked.jsonl`` of documents that are kept to measure with, has one sentence a line:
``{"id", "span", "pairs": [[types, actor, recipient, trigger], ...]}``. span: the sentence in code points of the document's text; the spans
of a pair, of which each role has a list, in those of the sentence. types: PLOVER's, joined by "/" where either is right; NONE where the one
does nothing to the other. ``data/marking.md`` says how they were marked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from corpora import NUMBER, completed
from judge import Example, Pair

MARKED = Path(__file__).parent / "data" / "marked.jsonl"
HELD_OUT = Path(__file__).parent.parent / "bench" / "marked.jsonl"


def marked(corpora: Iterable[Path], file: Path = MARKED) -> list[Example]:
    """The sentences that are marked in a file, of those documents whose texts these files have (lines with id and text)."""
    texts = {}
    for path in corpora:
        with path.open(encoding="utf-8") as lines:
            texts |= {item["id"]: item["text"] for item in map(json.loads, lines)}
    rows = []
    for line in file.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["id"] in texts:
            start, end = item["span"]
            rows.append((f"{item['id']}:{start}", texts[item["id"]][start:end], [_pair(*pair) for pair in item["pairs"]]))
    return completed(rows)


def _pair(types: str, *roles: list[list[int]]) -> Pair:
    actor, recipient, trigger = (tuple((start, end) for start, end in spans) for spans in roles)
    return Pair(actor, recipient, trigger, (), tuple(NUMBER[name] for name in types.split("/")))
