"""Frozen dataclasses to plain JSON values and back, by their type hints; standard library only."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """Dataclasses as dicts, tuples (spans too) as lists; derived fields are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _stored(type(value))}
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], value: Any) -> T:
    """A value of ``kind`` from plain JSON values. Raises ``TypeError`` where a required field is missing."""
    made: T = _build(kind, value)
    return made


@cache
def _stored(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if not f.metadata.get("derived"))


def _build(kind: Any, value: Any) -> Any:
    made = _maker(kind)
    return value if made is None or value is None else made(value)


@cache
def _maker(kind: Any) -> Callable[[Any], Any] | None:
    """What makes a value of a type from its plain form (which is not null); None where the plain form is the value."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _maker(next(a for a in get_args(kind) if a is not type(None)))
    if origin is tuple:
        item = get_args(kind)[0]
        return tuple if _maker(item) is None else lambda values: tuple(_build(item, value) for value in values)
    if origin is Literal or not isinstance(kind, type):
        return None
    if is_dataclass(kind):
        return partial(_object, kind)
    if issubclass(kind, tuple):
        return lambda values: kind(*values)
    return float if kind is float else None


@cache
def _makers(kind: type) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    hints = get_type_hints(kind)
    return tuple((name, _maker(hints[name])) for name in _stored(kind))


def _object(kind: Any, value: Any) -> Any:
    given = ((name, made, value[name]) for name, made in _makers(kind) if name in value)
    return kind(**{name: found if made is None or found is None else made(found) for name, made, found in given})
