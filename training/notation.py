"""Read the training passages: marked text to text, spans and acts (the notation stands in data/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

DATA = Path(__file__).parent / "data"
FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu")
TENSES = ("past", "present", "future")
MARK = re.compile(r"\[((?:\d+[art])(?:,\d+[art])*) |\]")
NONE = "NONE"


@dataclass(frozen=True)
class Act:
    """One numbered act of a passage; type NONE where the marked pair has none."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    plain: str = ""
    factuality: str = "CT+"
    tense: str = "past"
    voice: bool = False
    tempting: str = ""
    actors: tuple[tuple[int, int], ...] = ()
    recipients: tuple[tuple[int, int], ...] = ()
    triggers: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Passage:
    """A text with its acts; id is file:line of the text."""

    id: str
    theme: str
    text: str
    acts: tuple[Act, ...] = field(default=())


class NotationError(ValueError):
    """A line that breaks the notation; the message names file and line."""


def passages(folder: Path = DATA) -> Iterator[Passage]:
    """All passages of a folder, file by file in order of name."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_file(path)


def held_out_themes() -> frozenset[str]:
    """The themes that no shipped model has seen: ``data/held_out``, a file name without ending in each line."""
    return frozenset((DATA / "held_out").read_text(encoding="utf-8").split())


def open_modes() -> frozenset[str]:
    """The themes in which modes are marked only now and then: an act without any may have some (``data/open_modes``)."""
    return frozenset((DATA / "open_modes").read_text(encoding="utf-8").split())


def read_file(path: Path) -> Iterator[Passage]:
    """The passages of one file. Raises ``NotationError``."""
    heads: dict[int, dict[str, object]] = {}
    plain = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            if line.startswith("#") or not (heads or plain):
                continue
            raise NotationError(f"{where}: acts without a text")
        if re.match(r"\d+ [A-Z]", line) and line.split()[1].isupper() and not line.endswith("."):
            identifier, *rest = line.split()
            heads[int(identifier)] = _head(rest, where)
        elif re.fullmatch(r"-( [A-Z]+)?", line.strip()):
            plain = True
            heads[0] = {"type": NONE, "tempting": line.strip()[2:]}
        else:
            yield _passage(line, heads, where, path.stem)
            heads, plain = {}, False


def _head(words: list[str], where: str) -> dict[str, object]:
    head: dict[str, object] = {"type": words[0]}
    modes, contexts = [], []
    for word in words[1:]:
        if word in FACTUALITIES:
            head["factuality"] = word
        elif word in TENSES:
            head["tense"] = word
        elif word == "voice":
            head["voice"] = True
        elif word.startswith("context="):
            contexts.append(word[8:])
        elif word.startswith("plain="):
            head["plain"] = word[6:]
        elif re.fullmatch(r"[a-z][a-z-]+", word):
            modes.append(word)
        else:
            raise NotationError(f"{where}: {word!r} is no mode, factuality or tense")
    if "factuality" not in head or "tense" not in head:
        raise NotationError(f"{where}: an act needs factuality and tense")
    return head | {"modes": tuple(modes), "contexts": tuple(contexts), "plain": head.get("plain", words[0])}


def _passage(line: str, heads: dict[int, dict[str, object]], where: str, theme: str) -> Passage:
    if not heads:
        raise NotationError(f"{where}: a text without acts (write '-' where it has none)")
    text, spans, open_marks, last = "", {}, [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark.group(1):
            open_marks.append((mark.group(1).split(","), len(text)))
        elif open_marks:
            roles, start = open_marks.pop()
            for role in roles:
                spans.setdefault((int(role[:-1]), role[-1]), []).append((start, len(text)))
        else:
            raise NotationError(f"{where}: a bracket is closed that was not opened")
    text += line[last:]
    if open_marks:
        raise NotationError(f"{where}: a bracket is not closed")
    if unknown := {n for n, _ in spans} - set(heads):
        raise NotationError(f"{where}: mark {min(unknown)} has no act")
    acts = []
    for number, head in heads.items():
        sides = {role: tuple(sorted(spans.get((number, role), ()))) for role in "art"}
        if number and not sides["t"]:
            raise NotationError(f"{where}: act {number} has no trigger")
        if number and not (sides["a"] or sides["r"]):
            raise NotationError(f"{where}: act {number} has no party")
        if number or sides["a"] or sides["r"]:
            acts.append(Act(actors=sides["a"], recipients=sides["r"], triggers=sides["t"], **head))  # type: ignore[arg-type]
    return Passage(where, theme, text, tuple(acts))


class Named(Protocol):
    """A text with an id: a passage of either notation."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


def repeated(found: Iterable[Named]) -> list[str]:
    """A line for each passage whose words another one has too."""
    seen: dict[str, str] = {}
    wrong = []
    for passage in found:
        key = " ".join(re.findall(r"\w+", passage.text.lower()))
        if key in seen:
            wrong.append(f"{passage.id}: same text as {seen[key]}")
        seen[key] = passage.id
    return wrong
