"""Rows as tables for a terminal, as wide as it is; on narrow ones the evidence stands below its row. Article text is never markup."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.exchange.csv import cell
from dragoman.frames import Grid
from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow, UnreadRow
from dragoman.model.safe import one_line

_QUADS = {"verbal cooperation": "blue", "material cooperation": "green", "verbal conflict": "yellow", "material conflict": "red"}
_CERTAIN = {"CT+": "green", "CT-": "red"}
_WIDE = 124  # from this width on the evidence is a column of its own
_PIPED = 100  # width where there is no terminal and COLUMNS does not say


class _Console(Console):
    """A console that tells its caller when the reader of its output has gone, where rich would end the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


@dataclass(frozen=True)
class Column:
    """A column of a table; weight is its share of the width, the last column of a table is the evidence."""

    header: str
    weight: int
    least: int = 6


def _event_cells(row: EventRow) -> list[Text]:
    """One event as the cells of its table."""
    event = Text(one_line(row.type), f"bold {_QUADS.get(row.quad, 'default')}")
    for mode in row.modes:
        event.append(f"\n{one_line(mode)}", "default not bold")
    if row.plain_type != row.type:
        event.append(f"\n({one_line(row.plain_type)})", "default not bold dim")
    for quantity in row.quantities:
        event.append(f"\n{one_line(quantity)}", "default not bold dim")
    certain = Text(one_line(row.factuality), _CERTAIN.get(row.factuality, "yellow")).append(f"\n{one_line(row.aspect)}", "default dim")
    for flag in ("historical", "hypothetical"):
        if getattr(row, flag):
            event.append(f"\n{flag}", "default not bold dim")
    where = "\n".join(one_line(fact) for fact in (row.time, row.place) if fact)
    return [
        Text(_joined(row.actors)),
        event,
        Text(_joined(row.recipients)),
        Text(where or "–"),
        certain,
        _voice(row.according_to),
        Text(one_line(row.evidence), "italic"),
    ]


def _statement_cells(row: StatementRow) -> list[Text]:
    """One statement as the cells of its table."""
    cue = Text(one_line(row.cue or "–"), "magenta")
    if row.stance != "asserts":
        cue.append(f"\n({one_line(row.stance)})", "default dim")
    who = Text(one_line(row.source or "unnamed"))
    if row.within:
        who.append(f"\nas told by {one_line(row.within)}", "dim")
    return [who, cue, Text(one_line(row.content) or "–", "italic")]


def _tie_cells(row: TieRow) -> list[Text]:
    """One tie as the cells of its table."""
    relation = row.relation.replace("_", " ")
    since = "".join(f"\n{word} {one_line(value)}" for word, value in (("since", row.since), ("until", row.until)) if value)
    return [
        Text(one_line(row.subject)),
        Text(one_line(f"not {relation}" if row.polarity == "-" else relation), "bold").append(since, "not bold dim"),
        Text(one_line(row.object)),
        _voice(row.according_to),
        Text(one_line(row.evidence), "italic"),
    ]


def _entity_cells(row: EntityRow) -> list[Text]:
    """One entity as the cells of its table."""
    office = ", ".join(one_line(fact) for fact in (row.title, row.affiliation) if fact)
    counted = Text(one_line(row.name)).append(f" ×{row.mentions}" if row.mentions > 1 else "", "dim")
    return [counted, Text(one_line(row.kind)), Text(one_line(row.country or "–")), Text(_joined(row.sectors)), Text(office or "–")]


def _unread_cells(row: UnreadRow) -> list[Text]:
    """One unread input as the cells of its table."""
    where = one_line(row.origin) if row.line is None else f"{one_line(row.origin)}, line {row.line}"
    return [Text(one_line(row.rejected)[:10]), Text(where), Text(one_line(row.reason), "bold"), Text(one_line(row.sample) or "–", "dim")]


def _voice(name: str | None) -> Text:
    return Text(one_line(name)) if name else Text("publisher", "dim")


def _told(row: Row) -> Text:
    return Text(one_line(row.published or "undated")[:10]).append(f"\n{one_line(row.publisher or '')}", "dim")


def _joined(names: Iterable[str]) -> str:
    return "\n".join(one_line(name) for name in names) or "–"


@dataclass(frozen=True)
class Layout:
    """How rows of one kind are shown; below: the last column may stand below its row; spaced: with a blank line after each."""

    title: str
    columns: tuple[Column, ...]
    cells: Callable[[Any], list[Text]]
    below: bool = True
    spaced: bool = True


LAYOUTS: dict[type[Row | UnreadRow], Layout] = {
    EventRow: Layout(
        "Events",
        (
            Column("who", 17, 9),
            Column("event", 13, 13),
            Column("whom", 15, 9),
            Column("when, where", 12, 11),
            Column("certain", 8, 7),
            Column("according to", 13, 12),
            Column("evidence", 45),
        ),
        _event_cells,
    ),
    StatementRow: Layout(
        "Statements", (Column("who", 18, 10), Column("says", 13, 9), Column("what", 60, 20)), _statement_cells, below=False
    ),
    TieRow: Layout(
        "Ties",
        (
            Column("who", 18, 10),
            Column("relation", 14, 12),
            Column("whom", 18, 10),
            Column("according to", 13, 12),
            Column("evidence", 45),
        ),
        _tie_cells,
    ),
    EntityRow: Layout(
        "Entities",
        (
            Column("name", 30, 12),
            Column("kind", 13, 12),
            Column("country", 8, 7),
            Column("sectors", 10, 7),
            Column("office", 25, 9),
        ),
        _entity_cells,
        below=False,
        spaced=False,
    ),
    UnreadRow: Layout(
        "Quarantine", (Column("tried", 10, 10), Column("where", 30, 14), Column("why", 35, 14), Column("begins", 45)), _unread_cells
    ),
}


def write_rows(rows: Iterable[Row | UnreadRow], kind: type[Row | UnreadRow], stream: TextIO) -> None:
    """Write rows of one kind as a table, each with the date and publisher of its document, if it has one."""
    show_rows(list(rows), kind, console_for(stream), documents=True)


def console_for(stream: TextIO) -> Console:
    """A console on a stream that takes text literally: no markup, no emoji codes, no highlighting."""
    console = _Console(file=stream, markup=False, emoji=False, highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPED
    return console


def show_rows(rows: Sequence[Row | UnreadRow], kind: type[Row | UnreadRow], console: Console, documents: bool = False) -> None:
    """Print rows of one kind under a title; with documents the first column tells where each comes from."""
    layout = LAYOUTS[kind]
    columns = (Column("published", 11, 10), *layout.columns) if documents and kind is not UnreadRow else layout.columns
    console.print()
    console.print(Text(layout.title, "bold").append(f"  {len(rows)}", "not bold dim"))
    if not rows:
        return
    under = layout.below and console.width < _WIDE
    shown = columns[:-1] if under else columns
    widths = _widths(shown, console.width)
    console.print(_grid([[Text(c.header, "dim underline") for c in shown]], widths))
    for row in rows:
        cells = [_told(row), *layout.cells(row)] if documents and isinstance(row, Row) else layout.cells(row)
        console.print(_grid([cells[: len(shown)]], widths))
        if under:
            console.print(Padding(cells[-1], (0, 0, 0, 4)))
        if layout.spaced:
            console.print()


def write_grid(grid: Grid, stream: TextIO) -> None:
    """Write a grid as a table: columns as wide as they need, as far as the terminal goes; numbers stand at the right."""
    console = console_for(stream)
    console.print()
    console.print(Text(one_line(grid.title), "bold").append(f"  {len(grid)}", "not bold dim"))
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim underline")
    for place, name in enumerate(grid.columns):
        numbers = all(isinstance(row[place], int | float) for row in grid)
        table.add_column(Text(one_line(name)), justify="right" if numbers and len(grid) else "left", overflow="fold")
    for row in grid:
        table.add_row(*(Text("–" if value is None else one_line(cell(value))) for value in row))
    console.print(table)


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
