"""From a form to corrections: what in it differs from the event as it is, each difference a correction of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.desk.look import wording
from dragoman.errors import UsageError
from dragoman.model import Event, Report
from dragoman.model.safe import visible
from dragoman.record import Record
from dragoman.record.correcting import Correction
from dragoman.record.payloads import checked_correction


def names_in(words: str) -> list[str]:
    """Names that somebody typed, by semicolons."""
    return [name.strip() for name in words.split(";") if name.strip()]


def change_event(record: Record, document: str, event: str, form: Mapping[str, str], signature: Mapping[str, Any]) -> int:
    """Append a correction for each field of the form that differs; returns how many. Raises ``UsageError`` where there is none."""
    report = record.corrected(document).report
    known = next((one for one in report.events if one.id == event), None)
    if known is None:
        raise UsageError(f"{document}: no event {event}")
    changes = list(differences(report, known, form))
    if not changes:
        raise UsageError(wording()["correct"]["nothing"])
    start, end = known.trigger_span.start, known.trigger_span.end
    for action, payload in changes:  # all or none
        checked_correction(Correction(0, "", None, None, document, start, end, action, payload), report)
    for action, payload in changes:
        record.correct(document, action, payload, event=event, **signature)
    return len(changes)


def differences(report: Report, event: Event, form: Mapping[str, str]) -> list[tuple[str, dict[str, Any]]]:
    """Action and payload of each difference between the event and the form; fields that the form does not have stay."""
    found: list[tuple[str, dict[str, Any]]] = []
    names = {e.id: visible(e.name).strip() for e in report.entities}  # as the form shows them
    kind, modes = form.get("type") or event.type, event.modes
    if "modes" in form:
        modes = tuple(one.strip() for one in form["modes"].split(",") if one.strip())
    if kind != event.type or modes != event.modes:
        found.append(("type", {"type": kind, "modes": list(modes) if kind == event.type or modes != event.modes else []}))
    parties = {
        role: names_in(form[role])
        for role in ("actors", "recipients")
        if role in form and names_in(form[role]) != [one for i in getattr(event, role) for one in names_in(names.get(i, i))]
    }
    if parties:
        found.append(("parties", parties))
    if form.get("factuality") and form["factuality"] != event.factuality:
        found.append(("factuality", {"factuality": form["factuality"]}))
    if "time" in form and form["time"] != (visible(event.time.value) if event.time else "").strip():
        found.append(("time", {"value": form["time"] or None}))
    if "place" in form and form["place"] != (visible(event.place.name) if event.place else "").strip():
        found.append(("place", {"name": form["place"] or None}))
    return found


def add_event(record: Record, document: str, form: Mapping[str, str], signature: Mapping[str, Any]) -> str:
    """Append an event that the coder has missed, at the words that were selected; returns its id."""
    try:
        span = int(form.get("start", "")), int(form.get("end", ""))
    except ValueError:
        raise UsageError(wording()["correct"]["select_words"]) from None
    payload: dict[str, Any] = {"type": form.get("type", ""), "factuality": form.get("factuality") or "CT+"}
    payload |= {role: names_in(form.get(role, "")) for role in ("actors", "recipients")}
    payload |= {name: form[name] for name in ("time", "place") if form.get(name)}
    made = record.correct(document, "add", payload, span=span, **signature)
    return f"c{made.id}"
