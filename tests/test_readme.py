"""The README's examples are run: the Python session as a doctest, the command with its output."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).resolve().parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_python_session_gives_what_it_says() -> None:
    session = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert session
    test = doctest.DocTestParser().get_doctest(session.group(1), {}, "README", "README.md", 0)
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0
    assert len(test.examples) >= 3


def test_the_command_gives_what_it_says() -> None:
    block = re.search(r'```\n\$ echo "([^"]+)" \| dragoman (.*?)\n(.*?)```', README, re.DOTALL)
    assert block
    text, arguments, wanted = block.groups()
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONWARNINGS": "default"}
    command = [sys.executable, "-m", "dragoman", *arguments.split()]
    done = subprocess.run(command, input=text + "\n", capture_output=True, text=True, check=True, env=environment)
    given = [line.split() for line in done.stdout.splitlines() if line.strip()]
    for line in wanted.splitlines():
        assert not line.strip() or line.split() in given, line


def test_the_readme_is_one_screen() -> None:
    assert len(README.splitlines()) <= 80


def test_the_two_commands_are_targets_of_the_makefile() -> None:
    makefile = (Path(__file__).resolve().parent.parent / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
