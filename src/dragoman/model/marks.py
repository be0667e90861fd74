"""Which stretches of a report's text are actors, statements and events: what the displays mark. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dragoman.model.report import Report
from dragoman.model.span import Span

MarkKind = Literal["actor", "source", "cue", "content", "event"]
KINDS: tuple[MarkKind, ...] = ("actor", "source", "cue", "content", "event")

_LINE = 95  # characters; lines of a text that was wrapped by hand are shorter on average


@dataclass(frozen=True)
class Mark:
    """A stretch of text that stands for something; id is the entity's, statement's or event's, label says it in words."""

    span: Span
    kind: MarkKind
    id: str
    label: str


@dataclass(frozen=True)
class Piece:
    """A stretch of text over which the same marks lie."""

    span: Span
    marks: tuple[Mark, ...]

    def of(self, kind: MarkKind) -> Mark | None:
        """The mark of that kind that lies over the piece, the innermost (shortest) of several."""
        found = [m for m in self.marks if m.kind == kind]
        return min(found, key=lambda m: m.span.length, default=None)


def find_marks(report: Report) -> list[Mark]:
    """All marks of a report, in text order: mentions of actors and recipients, parts of statements, triggers."""
    names = {e.id: e.name for e in report.entities}
    acting = {i for e in report.events for i in (*e.actors, *e.recipients)}
    marks = [Mark(m.span, "actor", e.id, e.name) for e in report.entities if e.id in acting for m in e.mentions]
    for s in report.statements:
        label = f"statement {s.id}: {names.get(s.source or '', 'unnamed')}, {s.stance}"
        marks += [Mark(span, "source", s.id, label) for span in [s.source_span] if span]
        marks += [Mark(span, "cue", s.id, label) for span in [s.cue_span] if span]
        marks += [Mark(span, "content", s.id, label) for span in s.content_spans]
    for v in report.events:
        marks.append(Mark(v.trigger_span, "event", v.id, f"event {v.id}: {'-'.join((v.type, *v.modes))} {v.factuality}"))
    length = len(report.document.text)
    return sorted((m for m in marks if 0 <= m.span.start < m.span.end <= length), key=lambda m: (m.span, m.kind))


def pieces(length: int, marks: list[Mark], also: int = 0) -> Iterator[Piece]:
    """Cut a text of that length wherever a mark begins or ends, and at ``also``; the pieces cover the text once, in order."""
    starts: dict[int, list[Mark]] = {}
    for mark in marks:
        starts.setdefault(mark.span.start, []).append(mark)
    cuts = sorted({0, also, length, *(cut for m in marks for cut in m.span)})
    active: list[Mark] = []
    for start, end in pairwise(cuts):
        active = [m for m in active if m.span.end > start] + starts.get(start, [])
        yield Piece(Span(start, end), tuple(active))


def headline(report: Report) -> int:
    """The length of the title at the beginning of the text (as in text extracted from HTML), 0 where it does not stand there."""
    title, text = report.document.title or "", report.document.text
    return len(title) if title and text.startswith(f"{title}\n") else 0


def is_unspaced(text: str) -> bool:
    """Whether each line of a text is a paragraph, without blank lines between (as text extracted from HTML is): displays set them apart."""
    lines = text.strip().splitlines()
    return len(lines) > 1 and all(line.strip() for line in lines) and sum(map(len, lines)) / len(lines) > _LINE
