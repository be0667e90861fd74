"""``docs/commands.md`` (with ``docs/tables.md``) names every command and every option."""

import inspect
import re
from pathlib import Path

import pytest

from dragoman.cli import COMMANDS

DOCS = Path(__file__).parents[2] / "docs"
TEXT = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("commands.md", "tables.md"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_described(command: str) -> None:
    assert re.search(rf"^## .*`(dragoman )?{command}\b", TEXT, re.MULTILINE)
    named = inspect.signature(COMMANDS[command]).parameters
    options = [f"--{name.rstrip('_').replace('_', '-')}" for name, about in named.items() if about.kind is inspect.Parameter.KEYWORD_ONLY]
    assert [option for option in options if f"`{option}`" not in TEXT and f"`{option} " not in TEXT and f"{option} FILE`" not in TEXT] == []


def test_no_other_option_is_described() -> None:
    known = {
        f"--{name.rstrip('_').replace('_', '-')}" for command in COMMANDS.values() for name in inspect.signature(command).parameters
    } | {"--help"}
    assert set(re.findall(r"--[a-z][\w-]*", TEXT)) - known == set()
