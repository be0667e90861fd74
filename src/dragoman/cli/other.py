"""``dragoman schema`` and ``dragoman recode``."""

from __future__ import annotations

import json
import os
import sys
from typing import Annotated, Literal

import typer

from dragoman.cli.notes import counted
from dragoman.cli.options import Judge, Ontology, Tables
from dragoman.errors import UsageError
from dragoman.settings import JUDGE, Settings


def schema() -> None:
    """Print the JSON Schema of a report."""
    from dragoman.tables import data_file

    sys.stdout.write(data_file("schema/report.schema.json").read_text(encoding="utf-8"))


def recode(
    pairs: Annotated[
        str, typer.Argument(metavar="FILE", help="JSON Lines with id, text and actor, recipient or trigger; - is standard input.")
    ],
    *,
    judge: Judge = JUDGE,
    ontology: Ontology = None,
    tables: Tables = None,
    readers: Annotated[
        Literal["auto", "news", "lay"],
        typer.Option(
            help="Whose sense of certainty a marked trigger gets: news analysts' (what is to come is likely or open), "
            "lay readers' of everyday writing (it counts as not so), or whichever fits the text."
        ),
    ] = "auto",
) -> None:
    """Judge pairs or triggers marked by others.

    Prints the event type with scores, and factuality with its value, for each line. A line is {"id", "text", "actor"?: [start,
    end], "recipient"?: [start, end], "trigger"?: [start, end]}, counted in code points.
    """
    if pairs != "-" and not os.path.lexists(pairs):
        raise UsageError(f"{pairs}: there is no such file")
    from dragoman.coder import Coder
    from dragoman.model.safe import json_text
    from dragoman.workflows.recode import recode_lines

    coder = Coder(Settings(judge=judge, ontology=ontology, tables=tables))
    with open(0 if pairs == "-" else pairs, encoding="utf-8", errors="replace", closefd=pairs != "-") as stream:
        for judged in counted(recode_lines(stream, coder, readers), "judged"):
            sys.stdout.write(json_text(json.dumps(judged, ensure_ascii=False)) + "\n")
            sys.stdout.flush()
