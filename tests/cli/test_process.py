"""The command line as a process of its own: what is imported, pipes, full disks, signals."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.record import Record
from tests.model.samples import sample

HEAVY = ("spacy", "thinc", "numpy", "trafilatura", "dateparser", "htmldate", "pandas", "onnxruntime")


def python(code: str, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


def loaded(code: str, *arguments: str) -> set[str]:
    """The top-level modules that a piece of code has imported when it ends."""
    tail = "; import sys; print('LOADED', *{name.partition('.')[0] for name in sys.modules})"
    result = python(code + tail, *arguments)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.rpartition("LOADED")[2].split())


def command(*arguments: str) -> str:
    """Code that runs a command line and goes on."""
    return f"import sys; from dragoman.cli import build; build()({list(arguments)!r}, standalone_mode=False)"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    with Record.open(path) as record:
        record.add(sample())
    return path


def test_importing_dragoman_and_help_import_nothing_heavy() -> None:
    assert not loaded("import dragoman, dragoman.model, dragoman.exchange") & {*HEAVY, "sqlalchemy", "alembic", "rich", "typer"}
    assert not loaded(command("--help")) & {*HEAVY, "sqlalchemy", "alembic"}


@pytest.mark.parametrize("what", ["events", "statements", "entities", "ties"])
def test_asking_a_record_imports_no_language_tools(file: Path, what: str) -> None:
    assert not loaded(command(what, "--record", str(file))) & {*HEAVY, "alembic"}


def test_help_is_quick() -> None:
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, check=True, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.4


PLAYED = """
import sys, time, types
from tests.model.samples import sample
def read_paths(paths, settings, **about):
    {body}
played = types.ModuleType("dragoman.workflows.read")
played.read_paths = read_paths
sys.modules["dragoman.workflows.read"] = played
from dragoman.cli import main
main()
"""
ROOT = Path(__file__).parents[2]
WITH_TESTS = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes")
@pytest.mark.parametrize("to", ["text", "json", "jsonl", "html", "csv"])
def test_a_reader_that_leaves_is_no_error(to: str) -> None:
    code = PLAYED.format(body="for n in range(300): yield sample(str(n))")
    arguments = [sys.executable, "-c", code, "read", "-", "--to", to]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=WITH_TESTS) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("to", ["table", "csv", "jsonl"])
def test_a_full_disk_is_one_line_and_status_1(file: Path, to: str) -> None:
    arguments = [sys.executable, "-m", "dragoman", "events", "--record", str(file), "--to", to]
    with open("/dev/full", "w") as full:
        result = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert result.stderr == "dragoman: could not read or write: No space left on device\n"
    assert result.returncode == 1


def test_a_closed_output_is_one_line(file: Path) -> None:
    arguments = f"{sys.executable} -m dragoman events --record '{file}' >&-"
    result = subprocess.run(["bash", "-c", arguments], capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 1
    assert result.stderr == "dragoman: there is no output to write to\n"


WAITS = """yield sample("doc-1")
    sys.stderr.write("waiting\\n"); sys.stderr.flush()
    time.sleep(30)
    yield sample("doc-2")"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_an_interrupt_keeps_what_was_stored(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    arguments = [sys.executable, "-c", PLAYED.format(body=WAITS), "add", "-", "--record", str(file)]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=WITH_TESTS) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "waiting\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert rest.splitlines() == [f"{file}: 1 added, 0 unchanged, 0 rejected", "dragoman: interrupted"]
    with Record.open(file) as record:
        assert [one.document.id for one in record.reports()] == ["doc-1"]


def test_many_may_add_to_a_new_record_at_once(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    running = []
    for number in range(3):
        code = PLAYED.format(body=f"for n in range(5): yield sample(f'{number}-{{n}}')")
        arguments = [sys.executable, "-c", code, "add", "-", "--record", str(file)]
        running.append(subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=WITH_TESTS))
    told = [process.communicate(timeout=60)[1] for process in running]
    assert told == [f"{file}: 5 added, 0 unchanged, 0 rejected\n"] * 3
    with Record.open(file) as record:
        assert len(list(record.reports())) == 15
