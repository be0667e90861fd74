"""Read the passages that mark who says what (the notation stands in data/attribution/README.md), and check them.

``python training/attribution_notation.py`` checks all passages and counts what they cover; exit status 1 where one is wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.language.encoder import ROLES
from notation import repeated

if TYPE_CHECKING:
    from attribution import Window

DATA = Path(__file__).parent / "data" / "attribution"
CLASSES = ("speech", "writing", "stance", "intention", "perception")
STANCES = ("asserts", "denies", "questions", "declines")
MARK = re.compile(r"\[((?:\d+[scq])(?:,\d+[scq])*) |[\[\]]")
HEAD = re.compile(r"(\d+)((?: within \d+)?)((?: (?:class|stance)=\w+)*)")
PRONOUNS = {
    "i",
    "we",
    "you",
    "he",
    "she",
    "it",
    "they",
    "who",
    "my",
    "our",
    "your",
    "his",
    "her",
    "its",
    "their",
    "some",
    "others",
    "one",
    "all",
}

Span = tuple[int, int]


@dataclass(frozen=True)
class Attribution:
    """Who says what; within is the position of the attribution in whose content it stands, None for an outermost one."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    within: int | None = None
    cue_class: str = "speech"
    stance: str = "asserts"


@dataclass(frozen=True)
class Passage:
    """Paragraphs, joined by an empty line, with their attributions; id is file:line of the first paragraph."""

    id: str
    text: str
    attributions: tuple[Attribution, ...] = ()


@dataclass
class _Head:
    within: int | None = None
    cue_class: str = "speech"
    stance: str = "asserts"


class AttributionError(ValueError):
    """A passage that breaks the notation; the message names file and line."""


def passages(folder: Path = DATA) -> Iterator[Passage]:
    """All passages of a folder, file by file in order of name. Raises ``AttributionError``."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Passage]:
    """The passages of one file. Raises ``AttributionError``."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.strip():
            if not line.startswith("#"):
                block.append((number, line))
        elif block:
            yield _passage(path.name, block)
            block = []


def outermost(passage: Passage) -> list[list[Span]]:
    """The spans of sources, cues and contents of the attributions that stand within no other, as PolNeAR annotates."""
    chosen = [a for a in passage.attributions if a.within is None]
    return [sorted({s for a in chosen for s in getattr(a, role)}) for role in ROLES]


def training_windows(found: Iterable[Passage]) -> list[Window]:
    """The windows to train on, with the outermost attributions only."""
    from attribution import of_article

    return [w for p in found for w in of_article(p.id, p.text, [[list(s) for s in role] for role in outermost(p)])]


def _passage(name: str, block: list[tuple[int, str]]) -> Passage:
    heads: dict[int, _Head] = {}
    plain = False
    for first, (number, line) in enumerate(block):  # noqa: B007
        if line == "-":
            plain = True
        elif head := HEAD.fullmatch(line):
            if int(head[1]) in heads:
                raise AttributionError(f"{name}:{number}: a second head for attribution {head[1]}")
            heads[int(head[1])] = _head(head, f"{name}:{number}")
        else:
            break
    else:
        raise AttributionError(f"{name}:{block[0][0]}: head lines without a text")
    where = f"{name}:{block[first][0]}"
    text, spans = "", {}
    for number, line in block[first:]:
        text += "\n\n" if text else ""
        text += _line(line, len(text), spans, f"{name}:{number}")
    numbers = sorted({n for n, _ in spans})
    if missing := set(heads) - set(numbers):
        raise AttributionError(f"{where}: attribution {min(missing)} has no mark")
    if plain == bool(numbers):
        raise AttributionError(f"{where}: " + ("marks after '-'" if plain else "no mark (write '-' where nobody says anything)"))
    made = []
    for number in numbers:
        head = heads.get(number, _Head())
        if head.within is not None and head.within not in numbers:
            raise AttributionError(f"{where}: {number} is within {head.within}, which has no mark")
        source, cue, content = (tuple(sorted(spans.get((number, role), ()))) for role in "scq")
        within = None if head.within is None else numbers.index(head.within)
        made.append(Attribution(source, cue, content, within, head.cue_class, head.stance))
    passage = Passage(where, text, tuple(made))
    if fault := _fault(passage, numbers):
        raise AttributionError(f"{where}: {fault}")
    return passage


def _head(match: re.Match[str], where: str) -> _Head:
    head = _Head(within=int(match[2].split()[1]) if match[2] else None)
    for word in match[3].split():
        key, value = word.split("=")
        if value not in (CLASSES if key == "class" else STANCES):
            raise AttributionError(f"{where}: {value!r} is no {key}")
        setattr(head, "cue_class" if key == "class" else "stance", value)
    return head


def _line(line: str, offset: int, spans: dict[tuple[int, str], list[Span]], where: str) -> str:
    """The text of a marked line; adds its spans. A bracket without a number belongs to the text."""
    text, last = "", 0
    opened: list[tuple[str, int]] = []
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark[0] != "]":
            opened.append((mark[1] or "", offset + len(text)))
            text += "" if mark[1] else "["
            continue
        if not opened:
            raise AttributionError(f"{where}: a bracket is closed that was not opened")
        roles, start = opened.pop()
        text += "" if roles else "]"
        words = text[start - offset :]
        if roles and (not words or words != words.strip()):
            raise AttributionError(f"{where}: mark {words!r} is empty or has white space at an end")
        for role in roles.split(",") if roles else ():
            spans.setdefault((int(role[:-1]), role[-1]), []).append((start, offset + len(text)))
    if opened:
        raise AttributionError(f"{where}: a bracket is not closed")
    return text + line[last:]


def _fault(passage: Passage, numbers: list[int]) -> str:
    """What is wrong with the spans of a passage, or nothing."""
    found = passage.attributions
    for number, one in zip(numbers, found, strict=True):
        if not one.content or not (one.cue or one.source):
            return f"attribution {number} lacks content, or both cue and source"
        own = sorted((*one.source, *one.cue, *one.content))
        if any(a[1] > b[0] for a, b in pairwise(own)):
            return f"spans of attribution {number} overlap"
        if one.within is not None:
            outer = found[one.within]
            if not all(any(a <= s and e <= b for a, b in outer.content) for s, e in one.content):
                return f"the content of {number} is not inside the content of {numbers[one.within]}"
    outermost_too = [(n, a) for n, a in zip(numbers, found, strict=True) if a.within is None]
    outer_spans = [(s, role, n) for n, a in outermost_too for role in ROLES for s in getattr(a, role)]
    for i, (one_span, role, number) in enumerate(outer_spans):
        for other, role_too, number_too in outer_spans[i + 1 :]:
            if one_span[0] < other[1] and other[0] < one_span[1] and not (role == role_too and one_span == other):
                return f"{role} of {number} and {role_too} of {number_too} overlap, and neither is within the other"
    return ""


def counts(found: list[Passage]) -> dict[str, int]:
    """What the passages cover. Shares of sources, cues and contents are of the outermost attributions."""
    count: Counter[str] = Counter(passages=len(found))
    for passage in found:
        count["words"] += len(passage.text.split())
        count["paragraphs"] += passage.text.count("\n\n") + 1
        count["passages without attribution"] += not passage.attributions
        count["passages with a chain"] += any(a.within is not None for a in passage.attributions)
        for one in passage.attributions:
            count["attributions"] += 1
            count[f"class {one.cue_class}"] += 1
            count[f"stance {one.stance}"] += 1
            if one.within is not None:
                continue
            words = [passage.text[s:e] for s, e in one.source]
            cue = " ".join(passage.text[s:e] for s, e in one.cue)
            count["outermost"] += 1
            count["cue of several words"] += len(cue.split()) > 1
            count["cue without a word"] += bool(cue) and not re.search(r"\w", cue)
            count["source absent"] += not words
            count["source a pronoun"] += len(words) == 1 and words[0].lower() in PRONOUNS
            count["content in pieces"] += len(one.content) > 1
    return dict(count)


def main() -> int:
    try:
        found = list(passages())
    except AttributionError as error:
        print(error)
        return 1
    wrong = repeated(found)
    print(*(f"{number:6} {what}" for what, number in counts(found).items()), *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
