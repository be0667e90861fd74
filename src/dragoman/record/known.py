"""Values that there are: an unknown type, mode, context, country … is told, with what was probably meant, instead of answered by nothing.

Known is what the format and PLOVER have, and what the record itself holds: an ontology or tables of somebody's own bring more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from functools import cache
from typing import Any, get_args

from sqlalchemy import Connection, String, cast, exists, func, select

from dragoman.errors import UsageError
from dragoman.model.entity import Kind
from dragoman.model.statement import Stance
from dragoman.model.tie import RELATIONS
from dragoman.ontology import load_ontology
from dragoman.ontology.contexts import contexts
from dragoman.record import tables as t
from dragoman.record.filters import FACTUALITIES, QUADS, Filters, several
from dragoman.resolve.countries import countries, country_of_demonym, country_of_name

INTERNATIONAL = ("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC")  # PLOVER's codes of those who belong to no country
# PLOVER's sectors, manual 0.8, the frequent ones first
SECTORS = (
    *("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK"),
    *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"),
)
_KINDS = {"statements": get_args(Stance), "entities": get_args(Kind), "ties": RELATIONS}
_FEW = 26  # so many values are all told; of more only those that look alike, where there are any


def check_filters(connection: Connection, table: str, filters: Filters) -> None:
    """Raise ``UsageError`` for filters that the table does not have, and for values that there are not, naming those that are close."""
    filters.check(table)
    _fixed("factuality", filters.factuality, FACTUALITIES)
    _fixed("quad", filters.quad, QUADS)
    if table != "events":
        _fixed("type", filters.type, _KINDS[table])
    else:
        for one in several(filters.type):
            _check_type(connection, *(part.strip() for part in one.partition("-")[::2]))
        e = t.events.c
        _check("mode", filters.mode, _modes(), lambda one: _held(connection, e.modes, one))
        _check("context", filters.context, contexts(), lambda one: _held(connection, e.contexts, one))
    _check("sector", filters.sector, SECTORS, lambda one: _held(connection, t.entities.c.sectors, one))
    for one in several(filters.country):
        if one.upper() not in countries() and one.upper() not in INTERNATIONAL and not _is_country(connection, one.upper()):
            raise UsageError(f"country has no {one.upper()}; {_meant(one)}")


def unknown(wrong: str, given: str, known: Iterable[str]) -> UsageError:
    """The error that says what is wrong with a value, which known ones come close, and all where they are few or none comes close."""
    values = list(known)
    lower = {value.lower(): value for value in values}
    close = [lower[one] for one in get_close_matches(given.lower(), lower, n=3, cutoff=0.7)]
    told = [f"did you mean {' or '.join(close)}?"] if close else []
    if len(values) <= _FEW or not close:
        told.append(f"there are {', '.join(values)}")
    return UsageError(f"{wrong}; {' '.join(told)}")


def _fixed(name: str, wanted: str | None, known: Collection[str]) -> None:
    _check(name, wanted, known, lambda _: False)


def _check(name: str, wanted: str | None, known: Collection[str], held: Callable[[str], bool]) -> None:
    lower = {one.lower() for one in known}
    for one in several(wanted):
        if one not in lower and not held(one):
            given = next(part.strip() for part in (wanted or "").split(",") if part.strip().lower() == one)
            raise unknown(f"{name} has no {given}", given, known)


def _check_type(connection: Connection, name: str, mode: str) -> None:
    types, e = load_ontology().types, t.events.c
    name = name.upper()
    if name not in types and not _any(connection, e.type == name):
        raise unknown(f"type has no {name}", name, types)
    modes = [one.name for one in types[name].modes] if name in types else []
    if mode and mode not in modes and not _any(connection, e.type == name, _has(e.modes, mode)):
        if not modes:
            raise UsageError(f"type {name} has no mode {mode}; it has none at all")
        raise unknown(f"type {name} has no mode {mode}", mode, modes)


@cache
def _modes() -> tuple[str, ...]:
    """All modes of PLOVER, each once."""
    return tuple(dict.fromkeys(mode.name for kind in load_ontology().types.values() for mode in kind.modes))


def _is_country(connection: Connection, code: str) -> bool:
    places = (t.entities.c.country, t.event_parties.c.country)
    return any(_any(connection, column == code) for column in places)


def _held(connection: Connection, column: Any, word: str) -> bool:
    return _any(connection, _has(column, word))


def _has(column: Any, word: str) -> Any:
    return func.instr(func.lower(cast(column, String)), f'"{word}"') > 0


def _any(connection: Connection, *found: Any) -> bool:
    return bool(connection.execute(select(exists().where(*found))).scalar())


def _meant(given: str) -> str:
    """Which code was probably meant by a name, a demonym or two letters."""
    named = (find(words) for words in (given.upper(), given.title()) for find in (country_of_name, country_of_demonym))
    code = next(filter(None, named), None)
    code = code or next((one.code for one in countries().values() if one.alpha2.lower() == given), None)
    if code is None:
        by_name = {one.name.lower(): one.code for one in countries().values()}
        close = get_close_matches(given, by_name, n=1, cutoff=0.8)
        code = by_name[close[0]] if close else None
    told = f"did you mean {code} ({countries()[code].name})? " if code in countries() else ""
    return f"{told}write codes of ISO 3166-1 alpha-3 (NOR), or {', '.join(INTERNATIONAL)}"
