"""Sentences of real reports whose pairs we have judged by hand: types at places in documents that lie elsewhere, without their text.

``data/marked.jsonl`` has one sentence a line: ``{"id", "span", "pairs": [[types, actor, recipient, trigger], ...]}``. span: the sentence in
code points of the document's text; the spans of a pair, of which each role has a list, in those of the sentence. types: PLOVER's, joined by
"/" where either is right; NONE where the one does nothing to the other. ``data/README.md`` says how they were marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from corpora import NUMBER, completed
from judge import Example, Pair

MARKED = Path(__file__).parent / "data" / "marked.jsonl"
HELD_OUT = 8  # one document in so many is kept to measure with


def marked(corpora: Iterable[Path], held_out: bool = False) -> list[Example]:
    """The marked sentences of the documents of these files (lines with id and text): those to learn from, or those held out."""
    texts = {}
    for path in corpora:
        with path.open(encoding="utf-8") as lines:
            texts |= {item["id"]: item["text"] for item in map(json.loads, lines)}
    rows = []
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["id"] in texts and is_held_out(item["id"]) == held_out:
            start, end = item["span"]
            rows.append((f"{item['id']}:{start}", texts[item["id"]][start:end], [_pair(*pair) for pair in item["pairs"]]))
    return completed(rows)


def is_held_out(document: str) -> bool:
    """Whether the sentences of a document, by its id, are kept to measure with."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % HELD_OUT == 0


def _pair(types: str, *roles: list[list[int]]) -> Pair:
    actor, recipient, trigger = (tuple((start, end) for start, end in spans) for spans in roles)
    return Pair(actor, recipient, trigger, (), tuple(NUMBER[name] for name in types.split("/")))
