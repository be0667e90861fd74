"""Addresses as inputs of ``read`` and ``add``, and ``watch``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from typer.testing import Result

from tests.model.samples import sample

Playing = Callable[[Iterable[Any]], list[dict[str, Any]]]
Running = Callable[..., Result]


@pytest.mark.parametrize("options", [(), ("--allow-private",)])
def test_an_address_is_no_missing_file(run: Running, holding: Playing, options: tuple[str, ...]) -> None:
    asked = holding([sample()])
    assert run("read", "https://example.org/a", "--to", "jsonl", *options).exit_code == 0
    assert asked[0]["paths"] == ["https://example.org/a"]
    assert asked[0]["settings"].allow_private is bool(options)
