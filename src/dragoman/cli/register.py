"""``dragoman register``: offices learned from a record, frozen into a snapshot for ``--register``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.notes import say
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.model.register import Register

SHOWN = 3  # documents named for each office


def register(
    action: Annotated[str, typer.Argument(metavar="build|freeze|show", help="What to do.", show_default=False)],
    snapshot: Annotated[Path | None, typer.Argument(metavar="[SNAPSHOT]", help="The file to write or show.", show_default=False)] = None,
    *,
    record: Annotated[str | None, typer.Option("--record", metavar="FILE", help="The record to learn from.")] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the snapshot in reports; else the file's.")] = None,
) -> None:
    """Learn from a record who holds which office; freeze it for the coder.

    build shows what a record tells, freeze writes it into SNAPSHOT, show shows a snapshot: the office, the country, since and until when
    it was told, in how many documents, and some of them.
    """
    if action not in ("build", "freeze", "show"):
        raise UsageError(f"register can build, freeze and show, not {action}")
    if action != "build" and snapshot is None:
        raise UsageError(f"name the snapshot: dragoman register {action} SNAPSHOT")
    if (action == "show") != (record is None):
        raise UsageError("show takes a snapshot and no --record" if action == "show" else f"{action} needs --record FILE")
    if action == "show" and snapshot is not None:
        from dragoman.coder import load_register

        _show(load_register(snapshot))
        return
    from dragoman.record import Record
    from dragoman.workflows.register import build, freeze

    with Record.open(str(record), create=False) as store:
        learned = build(store, name or (snapshot.stem if snapshot else "unnamed"))
    if snapshot is None:
        _show(learned)
        return
    freeze(learned, snapshot)
    say(f"{snapshot}: {len(learned.offices)} offices, {learned.version}")


def _show(learned: Register) -> None:
    from dragoman.model.safe import table_cell

    sys.stdout.write(f"{learned.version}, {len(learned.offices)} offices\n")
    for office in learned.offices:
        days = [day for day, _ in office.evidence]
        documents = [document for _, document in office.evidence]
        more = f" and {len(documents) - SHOWN} more" if len(documents) > SHOWN else ""
        cells = [office.name, office.title, office.country, " ".join(office.sectors), f"{days[0]} … {days[-1]}"]
        cells.append(", ".join(documents[:SHOWN]) + more)
        sys.stdout.write("\t".join(table_cell(cell) for cell in cells) + "\n")
