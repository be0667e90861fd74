"""A command line whose reading is played: what paths hold is given by the test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import build


@dataclass(frozen=True)
class Unread:
    """What could not be read."""

    origin: str = "b.jsonl"
    line: int | None = 2
    reason: str = "no text"
    sample: str = "{}"


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run a command line in this process."""
    return lambda *arguments: CliRunner().invoke(build(), [str(a) for a in arguments])


@pytest.fixture
def holding(monkeypatch: pytest.MonkeyPatch) -> Callable[[Iterable[Any]], list[dict[str, Any]]]:
    """Let reading any path give these items (an exception is raised in its turn); returns what reading was asked for."""

    def play(items: Iterable[Any]) -> list[dict[str, Any]]:
        asked: list[dict[str, Any]] = []

        def read_paths(paths: list[str], settings: Any, **about: Any) -> Iterator[Any]:
            asked.append({"paths": paths, "settings": settings, **about})
            for item in items:
                if isinstance(item, BaseException):
                    raise item
                yield item

        module = ModuleType("dragoman.workflows.read")
        module.read_paths = read_paths  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "dragoman.workflows.read", module)
        return asked

    return play
