"""Answers as data frames and Arrow tables; the libraries are imported when they are asked for.

The columns of a list of dataclasses are their fields. Text, numbers and truth values keep their types, also where there is no
row; tuples are lists of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from dragoman.errors import UsageError
from dragoman.model.safe import encodable

R = TypeVar("R")

_ARROW = {str: "string", int: "int64", float: "float64", bool: "bool_"}
_PANDAS = {str: "string", int: "Int64", float: "float64", bool: "boolean"}
_POLARS = {str: "String", int: "Int64", float: "Float64", bool: "Boolean"}


class _Frames:
    """What can be turned into a frame: knows its columns, with their types, and its values."""

    def _schema(self) -> list[tuple[str, Any]]:
        """Columns in order, each with its type: ``str``, ``int``, ``float``, ``bool``, ``tuple`` (of text)."""
        raise NotImplementedError

    def _values(self) -> Iterable[Sequence[Any]]:
        """The rows, each as values in the order of the columns."""
        raise NotImplementedError

    def to_arrow(self) -> Any:
        """The answer as ``pyarrow.Table``. Raises ``UsageError`` where pyarrow is not installed."""
        arrow = needed("pyarrow")
        types = {kind: getattr(arrow, name)() for kind, name in _ARROW.items()} | {tuple: arrow.list_(arrow.string())}
        schema = self._schema()
        arrays = [arrow.array(values, types[kind]) for values, (_, kind) in zip(self._columns(), schema, strict=True)]
        return arrow.Table.from_arrays(arrays, names=[name for name, _ in schema])

    def to_pandas(self) -> Any:
        """The answer as ``pandas.DataFrame``; lists stay lists. Raises ``UsageError`` where pandas is not installed."""
        pandas = needed("pandas")
        series = [
            pandas.Series(values, name=name, dtype=_PANDAS.get(kind, "object"))
            for values, (name, kind) in zip(self._columns(), self._schema(), strict=True)
        ]
        return pandas.concat(series, axis=1)

    def to_polars(self) -> Any:
        """The answer as ``polars.DataFrame``. Raises ``UsageError`` where polars is not installed."""
        polars = needed("polars")
        types = {kind: getattr(polars, name) for kind, name in _POLARS.items()} | {tuple: polars.List(polars.String)}
        schema = self._schema()
        return polars.DataFrame(
            [polars.Series(name, values, dtype=types[kind]) for values, (name, kind) in zip(self._columns(), schema, strict=True)]
        )

    def _columns(self) -> list[list[Any]]:
        columns: list[list[Any]] = [[] for _ in self._schema()]
        for row in self._values():
            for column, value in zip(columns, row, strict=True):
                column.append(_plain(value))
        return columns


class Answer(list[R], _Frames, Generic[R]):
    """A list of rows of one kind, in order, that can be turned into a frame."""

    def __init__(self, kind: type[R], rows: Iterable[R] = ()) -> None:
        super().__init__(rows)
        self.kind = kind

    def _schema(self) -> list[tuple[str, Any]]:
        hints = get_type_hints(self.kind)
        return [(f.name, _type(hints[f.name])) for f in fields(self.kind)]  # type: ignore[arg-type]  # kinds are dataclasses

    def _values(self) -> Iterator[Sequence[Any]]:
        names = [name for name, _ in self._schema()]
        return ([getattr(row, name) for name in names] for row in self)


@dataclass(frozen=True)
class Grid(_Frames):
    """Named columns and rows of plain values: counts, and what ``dragoman sql`` answers.

    Names may occur twice. cut: there is more than this.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut: bool = False

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each row as a dict; of columns of one name the last counts."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def _schema(self) -> list[tuple[str, Any]]:
        return [(name, _common({type(row[place]) for row in self.rows})) for place, name in enumerate(self.columns)]

    def _values(self) -> Iterator[Sequence[Any]]:
        kinds = [kind for _, kind in self._schema()]
        return ([_as(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in self.rows)


def needed(library: str) -> Any:
    """Import a library (or a module of one) that dragoman does not bring along. Raises ``UsageError`` that says how to install it."""
    try:
        return import_module(library)
    except ImportError as error:
        name = library.partition(".")[0]
        raise UsageError(f"this needs {name}, which is not installed: pip install {name}") from error


def _type(hint: Any) -> Any:
    """``str`` of ``str | None``, ``tuple`` of ``tuple[str, ...]``."""
    for one in get_args(hint) or (hint,):
        if one in _ARROW:
            return tuple if getattr(hint, "__origin__", None) is tuple else one
    raise TypeError(f"no column for {hint}")


def _common(found: set[type]) -> Any:
    """The type that holds all values of a column: numbers become floats, what is mixed becomes text."""
    found = found - {type(None)}
    if len(found) == 1:
        (one,) = found
        return one if one in _ARROW else str
    return float if found and found <= {int, float} else str


def _as(value: Any, kind: Any) -> Any:
    if value is None or isinstance(value, kind):
        return value
    return value.hex() if isinstance(value, bytes) else kind(value)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    return [encodable(one) for one in value] if isinstance(value, tuple) else value
