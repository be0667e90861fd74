"""Addresses as inputs of ``read`` and ``add``, and ``watch``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from tests.model.samples import sample
from tests.sources.samples import WORDS, page
from tests.sources.serving import answer, serving
from tests.workflows.test_watch import feed

Playing = Callable[[Iterable[Any]], list[dict[str, Any]]]
Running = Callable[..., Result]


@pytest.mark.parametrize("options", [(), ("--allow-private",)])
def test_an_address_is_no_missing_file(run: Running, holding: Playing, options: tuple[str, ...]) -> None:
    asked = holding([sample()])
    assert run("read", "https://example.org/a", "--to", "jsonl", *options).exit_code == 0
    assert asked[0]["paths"] == ["https://example.org/a"]
    assert asked[0]["settings"].allow_private is bool(options)


def test_watch_adds_what_feeds_name(run: Running, tmp_path: Path) -> None:
    with serving({"/feed": answer(feed("a", "b")), "/a": answer(page(WORDS), "Content-Type: text/html")}) as server:
        (tmp_path / "feeds.toml").write_text(f'[[feed]]\nurl = "{server.url}/feed"\n')
        options = ("--record", tmp_path / "x.db", "--once", "--delay", "0", "--judge", "grammar", "--allow-private")
        first, second = (run("watch", tmp_path / "feeds.toml", *options) for _ in range(2))
    assert first.exit_code == second.exit_code == 0
    assert "1 added, 0 unchanged, 1 rejected" in first.stderr
    assert f"{server.url}/b: the server answers 404" in first.stderr
    assert "0 added, 0 unchanged, 1 rejected" in second.stderr
    assert (tmp_path / "x.db.watch.json").exists()
    assert run("watch", tmp_path / "feeds.toml", "--record", tmp_path / "x.db", "--every", "often").exit_code == 2
    assert run("watch", tmp_path / "none.toml", "--record", tmp_path / "x.db").exit_code == 1
