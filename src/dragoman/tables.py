"""Read the tables in ``data/``: tab-separated, UTF-8, a header line, ``#`` comments; a bad line is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.errors import DataError, UsageError

DATA = files("dragoman") / "data"
# Tables that a user's own may be laid over: of the rows for one name or noun the first that holds at a date counts.
OVERLAID = (
    *("people", "office_holders", "institutions", "intergovernmental", "parties", "armed_groups", "media", "companies", "societies"),
    *("agents", "modifiers", "intergovernmental_members"),
)
_over: list[Path] = []
_read: set[str] = set()


def lay_over(folder: str | Path) -> str:
    """Lay the tables of a folder over ours: their rows come first. Returns a digest of what was laid over.

    The folder holds any of ``OVERLAID`` as ``NAME.tsv``, with the columns of the packaged table; a column may be missing, its cells
    are then empty. A process reads with one set of tables: raises ``UsageError`` where ours were read before, or another folder was laid
    over them, and where the folder or a table in it is none of these. Raises ``DataError`` where a line is broken.
    """
    path = Path(folder)
    if not path.is_dir():
        raise UsageError(f"{folder}: there is no such folder of tables")
    found = sorted(path.glob("*.tsv"))
    if strange := [f.name for f in found if f.stem not in OVERLAID]:
        raise UsageError(f"{path / strange[0]} lies over no table; tables that can be laid over: {', '.join(sorted(OVERLAID))}")
    if not found:
        raise UsageError(f"{folder}: no table in it (NAME.tsv); tables that can be laid over: {', '.join(sorted(OVERLAID))}")
    if _over != [path.resolve()]:
        if _over or _read:
            raise UsageError(f"{folder}: tables are laid over once, before the first text is read")
        _over.append(path.resolve())
    for file in found:
        list(_rows(file, data_file(f"tables/{file.name}")))
    return laid_over() or ""


def laid_over() -> str | None:
    """A digest of the tables that lie over ours, None where there are none."""
    files_over = [file for folder in _over for file in sorted(folder.glob("*.tsv"))]
    together = b"".join(file.name.encode() + b"\0" + file.read_bytes() for file in files_over)
    return "sha256:" + hashlib.sha256(together).hexdigest()[:16] if files_over else None


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
    if isinstance(name, str) and name.startswith("tables/") and name[7:-4] in OVERLAID:
        _read.add(name)
        for folder in _over:
            if (folder / path.name).is_file():
                yield from _rows(folder / path.name, path)
    yield from _lines(path)


def _rows(file: Path, ours: Traversable) -> Iterator[dict[str, str]]:
    """The rows of a user's table, with all columns of ours."""
    columns = next(line for line in ours.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")).split("\t")
    for row in _lines(file):
        if strange := row.keys() - set(columns):
            raise DataError(f"{file}: no column {sorted(strange)[0]} in {ours.name}; its columns are {', '.join(columns)}")
        if not row.get(columns[0]):
            raise DataError(f"{file}: a row without {columns[0]}")
        yield {column: row.get(column, "") for column in columns}


def _lines(path: Traversable) -> Iterator[dict[str, str]]:
    """The rows of one file. Raises ``DataError`` with file and line where a row has another number of cells than the header."""
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
