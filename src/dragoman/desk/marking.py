"""A document's text with its marks, as HTML: speech nested visibly, events and actors as links that open their reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.desk.look import certainty, verb, wording
from dragoman.model import Report, Span, Statement
from dragoman.model.marks import KINDS, Mark, find_marks, headline, is_unspaced, pieces
from dragoman.model.rows import event_rows, statement_rows
from dragoman.model.safe import escaped, one_line

DEEPEST = 4
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Shown:
    """What the marks say when they are pointed at, by id; how deep each statement lies in others; which events stand out."""

    events: dict[str, str]
    entities: dict[str, str]
    statements: dict[str, str]
    depths: dict[str, int]
    chosen: str | None
    accepted: frozenset[str]
    at: Callable[..., str]


def marked_text(
    report: Report, at: Callable[..., str], chosen: str | None = None, accepted: frozenset[str] = frozenset()
) -> tuple[Markup, Markup]:
    """The title, where the text begins with it, and the rest of the text, both escaped. at: the address of what a mark stands for.

    Each stretch between two marks says where it begins (``data-at``, code points). Speech inside speech says who speaks.
    """
    text = report.document.text
    marks = find_marks(report)
    extra = [Mark(t.span, "time", "", t.value or "") for t in report.times]  # type: ignore[arg-type]
    extra += [Mark(p.span, "place", "", p.country or p.name) for p in report.places]  # type: ignore[arg-type]
    marks = sorted([*marks, *(m for m in extra if 0 <= m.span.start < m.span.end <= len(text))], key=lambda m: (m.span, m.kind))
    shown = _shown(report, at, chosen, accepted)
    starts = {s.content_spans[0].start: s for s in report.statements if s.content_spans}
    gap = '<span class="gap"></span>' if is_unspaced(text) else ""
    title: list[str] = []
    body: list[str] = []
    begins = headline(report)
    for span, over in _pieces(text, marks, begins):
        out = title if span.end <= begins else body
        if not body and out is body and text[span.start : span.end].isspace():
            continue  # the blank lines under a title
        said = starts.get(span.start)
        if said is not None and shown.depths[said.id] > 1:
            out.append(_voice(report, said, shown))
        out.append(_piece(report, span, over, shown))
        if text[span.end - 1] == "\n":
            out.append(gap)
    return Markup("".join(title)), Markup("".join(body))  # made of escaped parts only


def _pieces(text: str, marks: list[Mark], also: int) -> Iterator[tuple[Span, tuple[Mark, ...]]]:
    """Stretches of the text over which the same marks lie; none goes over the end of a line."""
    for piece in pieces(len(text), marks, also):
        for part in _LINES.finditer(text, *piece.span):
            yield Span(*part.span()), piece.marks


def _shown(report: Report, at: Callable[..., str], chosen: str | None, accepted: frozenset[str]) -> Shown:
    known = {s.id: s for s in report.statements}
    depths: dict[str, int] = {}
    for statement in report.statements:
        seen, depth = {statement.id}, 1
        outer = known.get(statement.within or "")
        while outer is not None and outer.id not in seen and depth < DEEPEST:
            seen.add(outer.id)
            depth += 1
            outer = known.get(outer.within or "")
        depths[statement.id] = depth
    publisher = wording()["document"]["publisher"]
    events = {}
    for row in event_rows(report):
        who, whom = ", ".join(row.actors), ", ".join(row.recipients)
        told = row.according_to or publisher
        facts = [f"{who} {verb(row)} {whom}".strip(), certainty(row.factuality), f"{wording()['document']['according_to']} {told}"]
        facts += [fact for fact in (row.time, row.place) if fact]
        events[row.id] = one_line(" · ".join(facts))
    entities = {e.id: one_line(" · ".join(f for f in (e.name, e.title, e.country, " ".join(e.sectors)) if f)) for e in report.entities}
    statements = {}
    for said in statement_rows(report):
        audience = f" → {said.audience}" if said.audience else ""
        statements[said.id] = one_line(f"{said.source or '?'} {said.stance}{audience} ({said.quotation})")
    return Shown(events, entities, statements, depths, chosen, accepted, at)


def _voice(report: Report, said: Statement, shown: Shown) -> str:
    """A small label at the beginning of what is said: who says it, in which depth."""
    names = {e.id: e.name for e in report.entities}
    name = names.get(said.source or "") or (said.source_span.of(report.document.text) if said.source_span else "?")
    short = name if len(name) <= 24 else f"{name[:23]}…"
    place = shown.at(statement=said.id)
    return (
        f'<a class="voice d{shown.depths[said.id]}" href="{escaped(place)}" data-panel data-say="{escaped(shown.statements[said.id])}"'
        f' tabindex="-1">{escaped(one_line(short))}</a>'
    )


def _piece(report: Report, span: Span, marks: tuple[Mark, ...], shown: Shown) -> str:
    words = escaped(span.of(report.document.text))
    at = f'data-at="{span.start}"'
    if not marks:
        return f"<span {at}>{words}</span>"
    inner: dict[str, Mark] = {}
    for mark in sorted(marks, key=lambda m: -m.span.length):  # the shortest of a kind is the innermost
        inner[mark.kind] = mark
    classes = [kind for kind in (*KINDS, "time", "place") if kind in inner]
    if content := inner.get("content"):
        classes.append(f"d{shown.depths[content.id]}")
        quoted = next(s.quotation for s in report.statements if s.id == content.id)
        classes.append("direct" if quoted == "direct" else "indirect")
    for kind, said in (("event", shown.events), ("actor", shown.entities), ("cue", shown.statements), ("source", shown.statements)):
        mark = inner.get(kind)  # type: ignore[assignment]
        if mark is None or words.isspace():  # a blank between two marks would be a link without a name
            continue
        key = {"event": "event", "actor": "entity"}.get(kind, "statement")
        if kind == "event":
            classes += ["chosen"] * (mark.id == shown.chosen) + ["accepted"] * (mark.id in shown.accepted)
        place = escaped(shown.at(**{key: mark.id}))
        stop = "" if kind == "event" else ' tabindex="-1"'
        names = f'data-{key}="{escaped(mark.id)}" data-panel data-say="{escaped(said.get(mark.id, mark.label))}"'
        return f'<a class="m {" ".join(classes)}" href="{place}" {at} {names}{stop}>{words}</a>'
    said_here = next((inner[kind].label for kind in ("time", "place") if kind in inner), "")
    say = f' data-say="{escaped(one_line(said_here))}"' if said_here else ""
    return f'<span class="m {" ".join(classes)}" {at}{say}>{words}</span>'


def marked_sentence(sentence: str, trigger: str, names: tuple[str, ...], words: tuple[str, ...] = ()) -> Markup:
    """A sentence of evidence with its trigger, the names of its parties and the words that were asked for marked."""
    found: list[tuple[int, int, str]] = []
    place = sentence.find(trigger) if trigger else -1
    if place >= 0:
        found.append((place, place + len(trigger), "event"))
    for name in names:
        start = sentence.find(name) if name else -1
        if start >= 0 and all(start + len(name) <= a or b <= start for a, b, _ in found):
            found.append((start, start + len(name), "actor"))
    for word in words:
        for hit in re.finditer(rf"(?<!\w){re.escape(word)}\w*", sentence, re.IGNORECASE):
            if all(hit.end() <= a or b <= hit.start() for a, b, _ in found):
                found.append((*hit.span(), "hit"))
    out, last = [], 0
    for start, end, kind in sorted(found):
        out += [escaped(sentence[last:start]), f'<mark class="{kind}">{escaped(sentence[start:end])}</mark>']
        last = end
    return Markup("".join([*out, escaped(sentence[last:])]))
