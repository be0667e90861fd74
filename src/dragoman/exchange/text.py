"""Reports for a terminal: the text with its marks, then tables. Rich does colours and widths; article text is never markup.

Where styles can't be shown (a pipe, a file, a dumb terminal) the marks are brackets and asterisks, so that they are not lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from dragoman.exchange.table import console_for, show_rows
from dragoman.model import Report
from dragoman.model.marks import KINDS, Mark, MarkKind, find_marks, headline, is_unspaced, pieces
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
_READING = 100  # longer lines of running text are hard to read


def write(reports: Iterable[Report], stream: TextIO) -> None:
    """Write the reports as text, as wide as the terminal; ``NO_COLOR``, ``FORCE_COLOR`` and ``COLUMNS`` are heeded."""
    console = console_for(stream)
    for report in reports:
        show(report, console)
        stream.flush()


def show(report: Report, console: Console) -> None:
    """Print one report."""
    document = report.document
    console.print(Rule(style="dim"))
    title, begins = one_line(document.title or ""), headline(report)
    if title and not begins:  # else it stands above the text already
        console.print(Text(title, "bold"))
    facts = [one_line(fact) for fact in (document.publisher, document.published or "undated", document.url, document.id) if fact]
    console.print(Text(" · ".join(facts), "dim"))
    console.print()
    plain = console.color_system is None
    marks = find_marks(report)
    body = bracketed(document.text, marks) if plain else styled(document.text, marks)
    if not plain:
        body.stylize("bold", 0, begins)
    for paragraph in body.split("\n") if is_unspaced(document.text) else [body]:
        console.print(paragraph, width=min(console.width, _READING))
        console.print()
    console.print(_legend(plain))
    show_rows(event_rows(report), EventRow, console)
    show_rows(statement_rows(report), StatementRow, console)
    show_rows(tie_rows(report), TieRow, console)
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
