"""What a correction may say: the keys and values of the payload of each action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from dragoman.errors import UsageError
from dragoman.model import Report
from dragoman.model.entity import Kind
from dragoman.model.safe import encodable
from dragoman.ontology import load_ontology
from dragoman.record.correcting import ACTIONS, JUDGING, VALUES, Correction
from dragoman.resolve.days import days_of

_NAMES = ("actors", "recipients")
# action → what its payload may hold, and what it must
_KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "accept": (frozenset(), frozenset()),
    "reject": (frozenset(), frozenset()),
    "type": (frozenset({"type", "modes", "plain_type"}), frozenset({"type"})),
    "parties": (frozenset(_NAMES), frozenset()),
    "factuality": (frozenset({"factuality", "value"}), frozenset({"factuality"})),
    "time": (frozenset({"value"}), frozenset({"value"})),
    "place": (frozenset({"name", "country", "latitude", "longitude", "geonames_id"}), frozenset({"name"})),
    "identity": (frozenset({"entity", "name", "kind", "country", "title", "wikidata", "sectors"}), frozenset({"entity"})),
    "add": (frozenset({"type", "modes", "plain_type", *_NAMES, "factuality", "evidence", "time", "place"}), frozenset({"type"})),
    "merge": (frozenset({"into"}), frozenset({"into"})),
    "split": (frozenset({"parts"}), frozenset({"parts"})),
}
_LISTS, _TEXTS = (*_NAMES, "modes", "sectors"), ("type", "plain_type", "name", "country", "entity", "kind", "title", "wikidata", "time")
_NUMBERS = ("value", "latitude", "longitude", "geonames_id")
_COUNTRY = re.compile(r"[A-Z]{3}")
_LONGEST = 2_000  # characters of a text that somebody gives


def checked_correction(given: Correction, report: Report | None) -> Correction:
    """The correction with the words at its anchor; raises ``UsageError`` where something in it can't be."""
    if given.action not in _KEYS:
        raise UsageError(f"no correction is called {given.action}; there are {', '.join(a for a in ACTIONS if a != 'undo')}")
    may, must = _KEYS[given.action]
    anchoring = {"ordinal"} if given.action in JUDGING else set()
    payload = {key: value for key, value in given.payload.items() if key != "words"}
    if unknown := payload.keys() - may - anchoring:
        raise UsageError(f"a correction of {given.action} takes no {', '.join(sorted(unknown))}")
    if missing := must - payload.keys():
        raise UsageError(f"a correction of {given.action} needs {', '.join(sorted(missing))}")
    for name in ("author", "reason"):
        _text(name, getattr(given, name), needed=False)
    _check_values(payload)
    if given.document is None:
        if given.action != "identity" or given.start is not None:
            raise UsageError("only an identity can hold in all documents; name the document")
        return replace(given, payload=payload)
    if report is None:
        raise UsageError(f"there is no document {given.document}")
    return _anchored(replace(given, payload=payload), report)


def _anchored(given: Correction, report: Report) -> Correction:
    """The same with the words at its span, which must be there."""
    text = report.document.text
    if given.start is None and given.action == "identity":
        words = None
    elif given.start is None or given.end is None or not 0 <= given.start < given.end <= len(text):
        raise UsageError("the correction points to no words of the document; start and end are code points of its text")
    else:
        words = encodable(text[given.start : given.end])
    payload = dict(given.payload) | ({"words": words} if words is not None else {})
    for span in [payload["evidence"]] if payload.get("evidence") else []:
        if not 0 <= span[0] <= span[1] <= len(text):
            raise UsageError("evidence points to no words of the document")
    return replace(given, payload=payload)


def _check_values(payload: Mapping[str, Any]) -> None:  # noqa: PLR0912 - one line a key
    types = load_ontology().types
    for key, value in payload.items():
        if key in _LISTS:
            if not isinstance(value, (list, tuple)) or len(value) > 100:
                raise UsageError(f"{key} is a list of names")
            for one in value:
                _text(key, one)
        elif key in _TEXTS and value is not None:
            _text(key, value)
        elif key in _NUMBERS and key != "value" and value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise UsageError(f"{key} is a number")
    if payload.get("country") and not _COUNTRY.fullmatch(payload["country"]):
        raise UsageError(f"country is a code of three capitals, as NOR, not {payload['country']!r}")
    if payload.get("kind") and payload["kind"] not in get_args(Kind):
        raise UsageError(f"no entity is of the kind {payload['kind']}; there are {', '.join(get_args(Kind))}")
    for key in ("type", "plain_type"):
        if payload.get(key) and payload[key] not in types:
            raise UsageError(f"no event type is called {payload[key]}; there are {', '.join(types)}")
    if payload.get("modes"):
        known = [mode.name for mode in types[payload["type"]].modes]
        if wrong := set(payload["modes"]) - set(known):
            raise UsageError(f"{payload['type']} has no mode {', '.join(sorted(wrong))}; there are {', '.join(known) or 'none'}")
    if "factuality" in payload:
        if payload["factuality"] not in VALUES:
            raise UsageError(f"factuality has no {payload['factuality']}; there are {', '.join(VALUES)}")
        value = payload.get("value", 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not -3 <= value <= 3:
            raise UsageError("value is a number from -3 to 3")
    elif "value" in payload and payload["value"] is not None and not (isinstance(payload["value"], str) and days_of(payload["value"])):
        raise UsageError(f"time is no date: {payload['value']!r}; write 2023-05-10, 2023-05, 2023-W18 or 2023")
    if isinstance(payload.get("time"), str) and not days_of(payload["time"]):
        raise UsageError(f"time is no date: {payload['time']!r}; write 2023-05-10, 2023-05, 2023-W18 or 2023")
    if "place" in payload and payload["place"] is not None:
        _text("place", payload["place"])
    if payload.get("evidence") is not None and not _span(payload["evidence"]):
        raise UsageError("evidence is a span, [start, end]")
    if "ordinal" in payload and not isinstance(payload["ordinal"], (int, str)):
        raise UsageError("ordinal is a number, or the name of a correction")
    _check_parts(payload)


def _check_parts(payload: Mapping[str, Any]) -> None:
    if "into" in payload:
        into = payload["into"]
        if not isinstance(into, Mapping) or not _span([into.get("start"), into.get("end")]):
            raise UsageError("into is the other event, by its id or its anchor: start, end and, if needed, ordinal")
    if "parts" in payload:
        parts = payload["parts"]
        if not isinstance(parts, (list, tuple)) or not 2 <= len(parts) <= 20 or not all(isinstance(p, Mapping) for p in parts):
            raise UsageError("parts are two or more, each with actors and recipients")
        for part in parts:
            if part.keys() - set(_NAMES):
                raise UsageError("a part has actors and recipients, nothing else")
            _check_values(part)


def _span(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(one, int) and not isinstance(one, bool) for one in value)


def _text(name: str, value: Any, needed: bool = True) -> None:
    if value is None and not needed:
        return
    if not isinstance(value, str) or (needed and not value.strip()) or len(value) > _LONGEST:
        raise UsageError(f"{name} is a text of at most {_LONGEST} characters")
