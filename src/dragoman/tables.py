"""Read the tables in ``data/``: tab-separated, UTF-8, a header line, ``#`` comments; a bad line is named."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from dragoman.errors import DataError

DATA = files("dragoman") / "data"


def data_file(name: str) -> Traversable:
    """The packaged data file of that name, relative to ``data/`` (``lexicon/en/cues.tsv``)."""
    path = DATA.joinpath(*name.split("/"))
    if not path.is_file():
        raise DataError(f"data file {name} is missing from the installation; install dragoman again")
    return path


def read_table(name: str | Traversable) -> Iterator[dict[str, str]]:
    """Yield a table's rows as column → text; empty cells are empty strings.

    Raises ``DataError`` with file and line where a row has another number of cells than the header.
    """
    path = data_file(name) if isinstance(name, str) else name
    header: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) != len(header):
            raise DataError(f"{path.name}, line {number}: {len(cells)} cells where the header has {len(header)}")
        yield dict(zip(header, cells, strict=True))
