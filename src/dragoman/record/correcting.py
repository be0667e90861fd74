"""Apply corrections over a report: what people have said against it, in the order in which they said it. The report itself stays.

A correction is anchored to its document, a trigger's span and, where several events share it, the number of the event among them
(``ordinal``); events that corrections made are named by the correction's number instead (``c12``). One whose anchor is not there any
more, or holds other words, is an orphan: it changes nothing and is listed. ``docs/desk.md`` has the payload of each action.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from dragoman.model import Entity, Event, EventPlace, EventTime, Mention, Report, Span
from dragoman.model.event import Factuality
from dragoman.model.safe import encodable
from dragoman.ontology import load_ontology
from dragoman.ontology.crosswalk import cameo_code
from dragoman.resolve.countries import country_of_name

VALUES = {"CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "Uu": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0}
JUDGING = ("accept", "reject", "type", "parties", "factuality", "time", "place", "merge", "split")  # of an event
ACTIONS = (*JUDGING, "identity", "add", "undo")
_SENTENCE_END = re.compile(r"[.!?][\"”’')]*\s|\n")


@dataclass(frozen=True)
class Correction:
    """One line of the log. document is None where an identity holds in all documents; start and end are the anchor's span.

    undone_by: the id of the correction (an ``undo``) that takes it back; an undo may itself be undone.
    """

    id: int
    created: str
    author: str | None
    reason: str | None
    document: str | None
    start: int | None
    end: int | None
    action: str
    payload: Mapping[str, Any]
    undone_by: int | None = None


class Anchor(NamedTuple):
    """Which event is meant: the span of its trigger, and its place among those that share it."""

    start: int
    end: int
    ordinal: int | str = 0


@dataclass(frozen=True)
class Corrected:
    """A report with corrections applied. applied and orphaned: their ids; accepted: events that somebody found right.

    anchors: the anchor of each event, by its id; touched: which corrections changed each event.
    """

    report: Report
    applied: tuple[int, ...] = ()
    orphaned: tuple[int, ...] = ()
    accepted: frozenset[str] = frozenset()
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    touched: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class _Orphan(Exception):  # noqa: N818 - a state, told to nobody
    """The correction does not fit this report."""


def in_force(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that count, in order: neither taken back (unless the taking back was itself taken back) nor an ``undo``."""
    known = {c.id: c for c in corrections}

    def counts(one: Correction) -> bool:
        return one.undone_by is None or (one.undone_by in known and not counts(known[one.undone_by]))

    return [c for c in known.values() if c.action != "undo" and counts(c)]


def anchors_of(events: Sequence[Event]) -> list[Anchor]:
    """The anchor of each event of a report as it was made."""
    seen: dict[Span, int] = {}
    found = []
    for event in events:
        number = seen.get(event.trigger_span, 0)
        seen[event.trigger_span] = number + 1
        found.append(Anchor(*event.trigger_span, number))
    return found


def apply(report: Report, corrections: Iterable[Correction]) -> Corrected:
    """The report with its corrections, those of its document and those for all documents, applied in order."""
    chosen = in_force(corrections)
    draft = _Draft(report)
    applied, orphaned = [], []
    for one in chosen:
        try:
            _APPLY[one.action](draft, one)
            applied.append(one.id)
        except (_Orphan, AttributeError, KeyError, TypeError, ValueError):
            if one.document is not None:  # an identity for all documents simply does not concern this one
                orphaned.append(one.id)
    return draft.corrected(tuple(applied), tuple(orphaned))


class _Draft:
    """A report while it is being corrected: events by their anchors, entities by their ids."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.text = report.document.text
        self.touched: dict[str, tuple[int, ...]] = {}
        self.events = dict(zip(anchors_of(report.events), report.events, strict=True))
        self.entities = {e.id: e for e in report.entities}
        self.accepted: set[Anchor] = set()
        self.rejected: set[Anchor] = set()

    def anchor(self, one: Correction) -> Anchor:
        found = Anchor(cast(int, one.start), cast(int, one.end), one.payload.get("ordinal", 0))
        words = one.payload.get("words")
        if found not in self.events or (words is not None and self.words(*found[:2]) != words):
            raise _Orphan
        return found

    def words(self, start: int, end: int) -> str:
        """The words of the text, as a database keeps them."""
        return encodable(self.text[start:end])

    def change(self, one: Correction, **fields: Any) -> None:
        anchor = self.anchor(one)
        self.events[anchor] = replace(self.events[anchor], **fields)
        self.touch(anchor, one)

    def touch(self, anchor: Anchor, one: Correction) -> None:
        name = self.events[anchor].id
        self.touched[name] = (*self.touched.get(name, ()), one.id)

    def parties(self, names: Iterable[Any], one: Correction) -> tuple[str, ...]:
        """The ids of entities of these names; those that the report does not have are made."""
        found: dict[str, None] = {}
        for name in map(str, names):
            same = [e.id for e in self.entities.values() if e.name.casefold() == name.casefold()]
            found[same[0] if same else self._made(name, one)] = None
        return tuple(found)

    def _made(self, name: str, one: Correction) -> str:
        number = sum(identifier.startswith(f"c{one.id}") for identifier in self.entities)
        identifier = f"c{one.id}" if not number else f"c{one.id}.{number}"
        country = country_of_name(name)
        mentions = tuple(Mention(Span(*m.span()), "name") for m in re.finditer(rf"\b{re.escape(name)}\b", self.text))
        self.entities[identifier] = Entity(identifier, name, "country" if country else "other", country, mentions=mentions)
        return identifier

    def corrected(self, applied: tuple[int, ...], orphaned: tuple[int, ...]) -> Corrected:
        ordered = [(a, e) for a, e in sorted(self.events.items(), key=lambda item: item[0][:2]) if a not in self.rejected]
        anchors = {event.id: anchor for anchor, event in (ordered if applied else self.events.items())}
        if not applied:
            return Corrected(self.report, (), orphaned, frozenset(), anchors, {})
        report = replace(self.report, events=tuple(event for _, event in ordered), entities=tuple(self.entities.values()))
        accepted = frozenset(self.events[anchor].id for anchor in self.accepted if anchor in self.events)
        return Corrected(report, applied, orphaned, accepted, anchors, self.touched)


def _accept(draft: _Draft, one: Correction) -> None:
    anchor = draft.anchor(one)
    draft.accepted.add(anchor)
    draft.rejected.discard(anchor)
    draft.touch(anchor, one)


def _reject(draft: _Draft, one: Correction) -> None:
    anchor = draft.anchor(one)
    draft.rejected.add(anchor)
    draft.accepted.discard(anchor)


def _type(draft: _Draft, one: Correction) -> None:
    event = draft.events[draft.anchor(one)]
    name = one.payload["type"]
    modes = tuple(one.payload.get("modes", event.modes if name == event.type else ()))
    plain = one.payload.get("plain_type") or (event.plain_type if name == event.type else name)
    draft.change(one, plain_type=plain, **_coding(name, modes, event.contexts))


def _coding(name: str, modes: tuple[str, ...], contexts: tuple[str, ...]) -> dict[str, Any]:
    """A type and all that follows from it."""
    kind = load_ontology().types.get(name)
    if kind is None:
        raise _Orphan
    return {
        "type": name,
        "modes": modes,
        "quad": kind.quad,
        "intensity": kind.intensity_of(modes),
        "cameo": cameo_code(name, modes, contexts),
    }


def _parties(draft: _Draft, one: Correction) -> None:
    draft.anchor(one)
    roles = [role for role in ("actors", "recipients") if one.payload.get(role) is not None]
    draft.change(one, **{role: draft.parties(one.payload[role], one) for role in roles})


def _factuality(draft: _Draft, one: Correction) -> None:
    label = one.payload["factuality"]
    draft.change(one, factuality=label, value=float(one.payload.get("value", VALUES[label])))


def _time(draft: _Draft, one: Correction) -> None:
    draft.change(one, time=time_of(one.payload.get("value")))


def time_of(value: str | None) -> EventTime | None:
    """When something happened, of a TIMEX3 value that somebody gave."""
    if not value:
        return None
    parts = {4: "year", 7: "month"}
    grain = "week" if "-W" in value else "hour" if "T" in value else parts.get(len(value), "day")
    return EventTime(None, value, grain)


def _place(draft: _Draft, one: Correction) -> None:
    p = one.payload
    place = None
    if p.get("name"):
        place = EventPlace(None, p["name"], p.get("country"), p.get("latitude"), p.get("longitude"), p.get("geonames_id"))
    draft.change(one, place=place)


def _identity(draft: _Draft, one: Correction) -> None:
    p = one.payload
    named = [e for e in draft.entities.values() if e.name == p["entity"]]
    if one.start is not None:
        span = Span(one.start, cast(int, one.end))
        named = [e for e in draft.entities.values() if any(m.span == span for m in e.mentions)] or named
    if not named:
        raise _Orphan
    fields = {name: p[name] for name in ("name", "kind", "country", "title", "wikidata") if name in p}
    if "sectors" in p:
        fields["sectors"] = tuple(p["sectors"])
    for entity in named:
        draft.entities[entity.id] = replace(entity, **fields)


def _add(draft: _Draft, one: Correction) -> None:
    p, start, end = one.payload, cast(int, one.start), cast(int, one.end)
    words = p.get("words")
    if not 0 <= start < end <= len(draft.text) or (words is not None and draft.words(start, end) != words):
        raise _Orphan
    factuality = cast(Factuality, p.get("factuality", "CT+"))
    anchor = Anchor(start, end, f"c{one.id}")
    evidence = Span(*p["evidence"]) if p.get("evidence") else sentence_around(draft.text, start, end)
    draft.events[anchor] = Event(
        id=f"c{one.id}",
        plain_type=p.get("plain_type") or p["type"],
        actors=draft.parties(p.get("actors", ()), one),
        recipients=draft.parties(p.get("recipients", ()), one),
        trigger_span=Span(start, end),
        evidence_span=evidence,
        factuality=factuality,
        value=VALUES[factuality],
        time=time_of(p.get("time")),
        place=EventPlace(None, p["place"]) if p.get("place") else None,
        confidence=1.0,
        **_coding(p["type"], tuple(p.get("modes", ())), ()),
    )
    draft.touch(anchor, one)


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence in which a stretch of text stands, roughly: up to a full stop or a line's end on either side."""
    first = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, start - 600), start)), default=max(0, start - 600))
    closing = _SENTENCE_END.search(text, end)
    last = closing.start() + 1 if closing else len(text)
    return Span(first, len(text[:last].rstrip()) if last > end else end)


def _merge(draft: _Draft, one: Correction) -> None:
    anchor = draft.anchor(one)
    into = one.payload["into"]
    other = Anchor(into["start"], into["end"], into.get("ordinal", 0))
    if other not in draft.events or other == anchor:
        raise _Orphan
    if other in draft.rejected:
        raise _Orphan
    lost, kept = draft.events.pop(anchor), draft.events[other]
    united: dict[str, Any] = {role: tuple(dict.fromkeys((*getattr(kept, role), *getattr(lost, role)))) for role in ("actors", "recipients")}
    draft.events[other] = replace(kept, time=kept.time or lost.time, place=kept.place or lost.place, **united)
    draft.touch(other, one)


def _split(draft: _Draft, one: Correction) -> None:
    anchor = draft.anchor(one)
    event = draft.events[anchor]
    for number, part in enumerate(one.payload["parts"]):
        place = anchor if not number else Anchor(anchor.start, anchor.end, f"c{one.id}.{number}")
        parties: dict[str, Any] = {role: draft.parties(part.get(role, ()), one) for role in ("actors", "recipients")}
        draft.events[place] = replace(event, id=event.id if not number else f"c{one.id}.{number}", **parties)
        draft.touch(place, one)


_APPLY: dict[str, Callable[[_Draft, Correction], None]] = {
    "accept": _accept,
    "reject": _reject,
    "type": _type,
    "parties": _parties,
    "factuality": _factuality,
    "time": _time,
    "place": _place,
    "identity": _identity,
    "add": _add,
    "merge": _merge,
    "split": _split,
}
