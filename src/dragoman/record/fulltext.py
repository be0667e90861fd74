"""Full-text search: from the words that somebody asks for to a ranked query, for either database.

All words must occur, in any order, as whole words; regular endings do not matter (*sanctions* finds *sanctioned*: Porter's
stems), nor do case and accents. ``"words in quotation marks"`` must follow each other; ``frig*`` is the beginning of a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, column, func, literal, literal_column, select, table, text

from dragoman.errors import UsageError
from dragoman.record import tables as t

_TERM = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_SHIFT, _MASK = t.PER_REPORT.bit_length() - 1, t.PER_REPORT - 1


@dataclass(frozen=True)
class Term:
    """A word, the words of a phrase, or (``prefix``) the beginning of a word."""

    words: str
    prefix: bool = False


@dataclass(frozen=True)
class Ranked:
    """A query's source restricted to the rows that have the words, and what to order by for the best first."""

    source: Any
    conditions: tuple[ColumnElement[bool], ...]
    rank: Any


def terms(wanted: str) -> list[Term]:
    """What is asked for. Raises ``UsageError`` where there is no word in it."""
    found = []
    for phrase, word in _TERM.findall(wanted.replace("\x00", " ")):
        words = " ".join(_WORD.findall(phrase or word))  # "called-off" is a phrase, as it is in the index
        if words:
            found.append(Term(words, prefix=not phrase and word.endswith("*")))
    if not found:
        raise UsageError(f"text has no word in it: {wanted!r}")
    return found


def ranked(
    whole: Any,
    joined: Any,
    wanted: str,
    dialect: str,
    *,
    hits: int | None = None,
    best: int | None = None,
    few: ColumnElement[bool] | None = None,
) -> Ranked:
    """The rows of a table (and what is joined to it) that have the words; better ones have a lower rank.

    hits: of more rows than these, those added last are looked at. best: only so many of the best are wanted, and nothing else is asked
    for, so the others need not be looked up. few: a condition that names few rows, which are looked at one by one.
    PostgreSQL, which plans by statistics, needs none of the three.
    """
    if dialect == "postgresql":
        return _postgresql(whole, joined, terms(wanted))
    name = f"{whole.name}_words"
    words: Any = table(name, column("rowid"), column("rank"))
    match = literal_column(name).op("MATCH", is_comparison=True)(_match(terms(wanted)))
    met: tuple[ColumnElement[bool], ...] = (match,)
    if few is not None:
        met = (match, words.c.rowid.in_(select(whole.c.report_id * t.PER_REPORT + whole.c.number).where(few).correlate(None)))
    elif hits is not None:
        words = select(words).where(match).order_by(words.c.rowid.desc()).limit(hits).subquery("hits")
        if best is not None:
            words = select(words).order_by(words.c.rank).limit(best).subquery("best")
        met = ()
    same = and_(whole.c.report_id == words.c.rowid.op(">>")(_SHIFT), whole.c.number == words.c.rowid.op("&")(_MASK))
    return Ranked(words.join(joined, same), met, words.c.rank)


def _match(found: list[Term]) -> str:
    """In FTS5's language; everything is quoted, so nothing in it is an operator."""
    quoted = (f'"{term.words}"' + ("*" if term.prefix else "") for term in found)
    return " AND ".join(quoted)


def _postgresql(whole: Any, joined: Any, found: list[Term]) -> Ranked:
    words = func.to_tsvector(text("'dragoman'"), func.plain(whole.c[t.WORDS[whole.name]]))
    query: Any = None
    for term in found:
        plain = func.plain(term.words)
        if term.prefix:
            one = func.to_tsquery(text("'dragoman'"), func.concat(func.replace(plain, " ", " <-> "), ":*"))
        else:
            one = func.phraseto_tsquery(text("'dragoman'"), plain)
        query = one if query is None else query.op("&&")(one)
    return Ranked(joined, (words.op("@@", is_comparison=True)(query),), literal(0) - func.ts_rank(words, query))
