"""Reports for a terminal: the text with its marks, then tables. Rich does colours and widths; article text is never markup.

Where styles can't be shown (a pipe, a file, a dumb terminal) the marks are brackets and asterisks, so that they are not lost.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.model import Report
from dragoman.model.marks import KINDS, Mark, MarkKind, find_marks, pieces
from dragoman.model.rows import EventRow, StatementRow, TieRow, event_rows, statement_rows, tie_rows
from dragoman.model.safe import one_line, visible

STYLES: dict[MarkKind, str] = {
    "actor": "bold cyan",
    "source": "underline",
    "cue": "bold magenta",
    "content": "green",
    "event": "bold reverse yellow",
}
_KEY = {"actor": "actor or recipient", "source": "who says it", "cue": "the saying", "content": "what is said", "event": "event"}
_BRACKETS: dict[MarkKind, tuple[str, str]] = {"actor": ("[", "]"), "source": ("[", "]"), "cue": ("_", "_"), "event": ("*", "*")}
_QUADS = {"verbal cooperation": "blue", "material cooperation": "green", "verbal conflict": "yellow", "material conflict": "red"}
_CERTAIN = {"CT+": "green", "CT-": "red"}
_WIDE = 124  # from this width on the evidence is a column of its own; on narrower screens it stands below its row
_READING = 100  # longer lines of running text are hard to read
_PIPED = 100  # width where there is no terminal and COLUMNS does not say


@dataclass(frozen=True)
class Column:
    """A column of a table; weight is its share of the width, the last column of a table is the evidence."""

    header: str
    weight: int
    least: int = 6


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the reports as text, as wide as the terminal; ``NO_COLOR``, ``FORCE_COLOR`` and ``COLUMNS`` are heeded."""
    console = console_for(stream)
    for report in reports:
        show(report, console)
        stream.flush()


def console_for(stream: TextIO) -> Console:
    """A console on a stream that takes text literally: no markup, no emoji codes, no highlighting."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED
    return console


def show(report: Report, console: Console) -> None:
    """Print one report."""
    document = report.document
    console.print(Rule(style="dim"))
    if title := one_line(document.title or ""):
        console.print(Text(title, "bold"))
    facts = [one_line(fact) for fact in (document.publisher, document.published, document.url) if fact]
    console.print(Text(" · ".join(facts) or "undated, publisher unknown", "dim"))
    console.print()
    plain = console.color_system is None
    marks = find_marks(report)
    body = bracketed(document.text, marks) if plain else styled(document.text, marks)
    console.print(body, width=min(console.width, _READING))
    console.print()
    console.print(_legend(plain))
    show_rows("Events", event_columns(), [event_cells(row) for row in event_rows(report)], console)
    show_rows("Statements", STATEMENT_COLUMNS, [statement_cells(row) for row in statement_rows(report)], console, below=False)
    show_rows("Ties", TIE_COLUMNS, [tie_cells(row) for row in tie_rows(report)], console)
    for failure in report.failures:
        console.print(Text(f"stage {one_line(failure.stage)} failed: {one_line(failure.error)}", "bold red"))
    console.print()


def styled(text: str, marks: list[Mark]) -> Text:
    """The text with its marks as styles."""
    out = Text(visible(text).rstrip())
    for piece in pieces(len(text), marks):
        for kind in ("content", "actor", "source", "cue", "event"):
            if piece.of(kind):
                out.stylize(STYLES[kind], *piece.span)
    return out


def bracketed(text: str, marks: list[Mark]) -> Text:
    """The text with its marks as characters, for where styles can't be shown."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for span, (left, right) in dict.fromkeys((m.span, _BRACKETS[m.kind]) for m in marks if m.kind in _BRACKETS):
        opening[span.start] = opening.get(span.start, "") + left
        closing[span.end] = right + closing.get(span.end, "")
    cuts = sorted({0, len(text), *opening, *closing})
    shown = visible(text)
    parts = [closing.get(a, "") + opening.get(a, "") + shown[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    return Text("".join(parts).rstrip())


def _legend(plain: bool) -> Text:
    out = Text()
    for kind in KINDS:
        if plain and kind not in _BRACKETS:
            continue
        left, right = _BRACKETS[kind] if plain else ("", "")
        out.append(f"{left}{_KEY[kind]}{right}", "" if plain else STYLES[kind]).append("   ")
    return out


def event_columns(documents: bool = False) -> tuple[Column, ...]:
    """The columns of a table of events; with documents also the date and publisher of each."""
    told = (Column("published", 10, 10),) if documents else ()
    return (
        *told,
        Column("who", 17, 9),
        Column("event", 13, 12),
        Column("whom", 15, 9),
        Column("when, where", 12, 11),
        Column("certain", 8, 7),
        Column("according to", 13, 12),
        Column("evidence", 45),
    )


STATEMENT_COLUMNS = (Column("who", 18, 10), Column("says", 13, 9), Column("what", 60, 20))
TIE_COLUMNS = (
    Column("who", 18, 10),
    Column("relation", 14, 12),
    Column("whom", 18, 10),
    Column("according to", 13, 12),
    Column("evidence", 45),
)
ENTITY_COLUMNS = (
    Column("name", 30, 12),
    Column("kind", 13, 12),
    Column("country", 8, 7),
    Column("sectors", 10, 7),
    Column("office", 25, 9),
)


def event_cells(row: EventRow, documents: bool = False) -> list[Text]:
    """One event as the cells of ``event_columns``."""
    event = Text(row.type, f"bold {_QUADS.get(row.quad, 'default')}")
    for mode in row.modes:
        event.append(f"\n{one_line(mode)}", "default not bold")
    if row.plain_type != row.type:
        event.append(f"\n({one_line(row.plain_type)})", "default not bold dim")
    for quantity in row.quantities:
        event.append(f"\n{one_line(quantity)}", "default not bold dim")
    certain = Text(row.factuality, _CERTAIN.get(row.factuality, "yellow")).append(f"\n{row.aspect}", "default dim")
    for flag in ("historical", "hypothetical"):
        if getattr(row, flag):
            event.append(f"\n{flag}", "default not bold dim")
    where = "\n".join(one_line(fact) for fact in (row.time, row.place) if fact)
    cells = [
        Text(_joined(row.actors)),
        event,
        Text(_joined(row.recipients)),
        Text(where or "–"),
        certain,
        _voice(row.according_to),
        Text(one_line(row.evidence), "italic"),
    ]
    return [_told(row), *cells] if documents else cells


def statement_cells(row: StatementRow) -> list[Text]:
    """One statement as the cells of ``STATEMENT_COLUMNS``."""
    cue = Text(one_line(row.cue or "–"), "magenta")
    if row.stance != "asserts":
        cue.append(f"\n({row.stance})", "default dim")
    who = Text(one_line(row.source or "unnamed"))
    if row.within:
        who.append(f"\nas told by {one_line(row.within)}", "dim")
    return [who, cue, Text(one_line(row.content) or "–", "italic")]


def tie_cells(row: TieRow) -> list[Text]:
    """One tie as the cells of ``TIE_COLUMNS``."""
    relation = row.relation.replace("_", " ")
    since = "".join(f"\n{word} {one_line(value)}" for word, value in (("since", row.since), ("until", row.until)) if value)
    return [
        Text(one_line(row.subject)),
        Text(one_line(f"not {relation}" if row.polarity == "-" else relation), "bold").append(since, "not bold dim"),
        Text(one_line(row.object)),
        _voice(row.according_to),
        Text(one_line(row.evidence), "italic"),
    ]


def _voice(name: str | None) -> Text:
    return Text(one_line(name)) if name else Text("publisher", "dim")


def _told(row: EventRow) -> Text:
    return Text(row.published[:10] if row.published else "undated").append(f"\n{one_line(row.publisher or '')}", "dim")


def _joined(names: Iterable[str]) -> str:
    return "\n".join(one_line(name) for name in names) or "–"


def show_rows(title: str, columns: Sequence[Column], rows: Sequence[list[Text]], console: Console, below: bool = True) -> None:
    """Print rows under a title. With ``below`` the last column stands below its row where the screen is narrow."""
    console.print()
    console.print(Text(title, "bold").append(f"  {len(rows)}", "not bold dim"))
    if not rows:
        return
    under = below and console.width < _WIDE
    shown = columns[:-1] if under else columns
    widths = _widths(shown, console.width)
    console.print(_grid([[Text(c.header, "dim underline") for c in shown]], widths))
    for cells in rows:
        console.print(_grid([cells[: len(shown)]], widths))
        if under:
            console.print(Padding(cells[-1], (0, 0, 0, 4)))
        console.print()


def _grid(rows: list[list[Text]], widths: list[int]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Share a width among columns by weight, none below its least, two blanks between."""
    free = max(width - 2 * (len(columns) - 1), len(columns))
    total = sum(c.weight for c in columns)
    shares = [max(c.least, free * c.weight // total) for c in columns]
    while sum(shares) > free and max(shares) > 1:
        shares[shares.index(max(shares))] -= 1
    return shares
