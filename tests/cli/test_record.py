import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import RecordError
from dragoman.record import Record
from tests.cli.conftest import Unread
from tests.model.samples import hostile, sample

Run = Callable[..., Any]
Holding = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.db"
    with Record.open(path) as record:
        record.add(sample())
        record.add(hostile())
    return path


def test_add_stores_and_counts(run: Run, holding: Holding, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    holding([sample(), Unread(), sample("doc-2")])
    result = run("add", "-", "--record", file)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == ["dragoman: b.jsonl, line 2: no text", f"{file}: 2 added, 0 unchanged, 1 rejected"]
    assert run("add", "-", "--record", file, "--strict").exit_code == 1
    with Record.open(file) as record:
        assert len(list(record.reports())) == 2
        assert record._connection.exec_driver_sql("SELECT origin, line, reason, sample FROM quarantine").all() == [
            ("b.jsonl", 2, "no text", "{}")
        ]


def test_the_quarantine_is_shown(run: Run, holding: Holding, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    holding([Unread(), Unread(origin="a\x1b[31m.txt", line=None, reason="is empty", sample="")])
    run("add", "-", "--record", file)
    shown = run("quarantine", "--record", file).stdout
    assert "b.jsonl, line 2" in shown
    assert "no text" in shown
    assert "\x1b" not in shown
    (row,) = map(json.loads, run("quarantine", "--record", file, "--text", "NO TEXT", "--to", "jsonl").stdout.splitlines())
    assert (row["origin"], row["line"], row["reason"], row["sample"]) == ("b.jsonl", 2, "no text", "{}")
    assert len(run("quarantine", "--record", file, "--to", "csv", "--limit", "1").stdout.splitlines()) == 2
    assert run("quarantine", "--record", file, "--limit", "-1").exit_code == 2
    assert run("quarantine", "--record", tmp_path / "gone.db").exit_code == 1


def test_an_interruption_keeps_what_was_stored(run: Run, holding: Holding, tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    holding([sample(), KeyboardInterrupt(), sample("doc-2")])
    result = run("add", "-", "--record", file)
    assert result.exit_code == 130
    assert result.stderr.splitlines() == [f"{file}: 1 added, 0 unchanged, 0 rejected", "dragoman: interrupted"]
    holding([sample(), sample("doc-2")])
    assert run("add", "-", "--record", file).stderr == f"{file}: 1 added, 1 unchanged, 0 rejected\n"


def test_on_a_full_disk_reasons_are_told_and_what_was_added_stays(
    run: Run, holding: Holding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_record: Record, _unread: Unread) -> bool:
        raise RecordError("record x: no room is left on the disk; what was stored before stays")

    monkeypatch.setattr(Record, "reject", full)
    holding([sample(), Unread()])
    result = run("add", "-", "--record", tmp_path / "x.db")
    assert result.exit_code == 1
    assert "dragoman: b.jsonl, line 2: no text" in result.stderr
    assert "dragoman: record x: no room is left on the disk" in result.stderr
    with Record.open(tmp_path / "x.db") as record:
        assert len(record.events()) == 3


def test_a_path_that_is_not_there_is_status_2_though_the_rest_is_stored(run: Run, holding: Holding, tmp_path: Path) -> None:
    holding([sample()])
    result = run("add", "-", tmp_path / "none", "--record", tmp_path / "x.db")
    assert result.exit_code == 2
    assert "1 added" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["events"], ["v1", "v1", "v2", "v3"]),
        (["events", "--actor", "CHL", "--recipient", "norway", "--type", "accuse", "--factuality", "CT+", "--text", "fishermen"], ["v2"]),
        (["events", "--since", "2023-05-01", "--until", "2023-05-07"], ["v3"]),
        (["events", "--actor", "Norway", "--limit", "1"], ["v1"]),
        (["events", "--party", "CHL", "--country", "NOR", "--sector", "GOV", "--mode", "arrest", "--quad", "material conflict"], ["v3"]),
        (
            ["events", "--context", "diplomatic", "--voice", "berg", "--publisher", "fjord", "--place", "oslo", "--confidence", "0.8"],
            ["v1"],
        ),
        (["events", "--box", "60,5,61,6", "--near", "60.4,5.3,5", "--quantity", "arrested>=12"], ["v3"]),
        (["between", "Norway", "CHL", "--voice", "publisher"], ["v2"]),
        (["between", "Norway", "CHL", "--since", "2023-05-01", "--until", "2023-05-07", "--type", "coerce"], ["v3"]),
        (["statements", "--actor", "Berg", "--text", "june"], ["s2"]),
        (["statements", "--recipient", "radio", "--type", "asserts", "--since", "2023", "--until", "2023", "--limit", "5"], ["s2"]),
        (["entities", "--type", "person", "--actor", "NOR", "--text", "berg", "--since", "2023", "--until", "2023"], ["e2"]),
        (
            [
                "ties",
                "--actor",
                "Chile",
                "--recipient",
                "IGO",
                "--type",
                "member_of",
                "--since",
                "2023",
                "--until",
                "2023",
                "--text",
                "joined",
            ],
            ["t1"],
        ),
    ],
)
def test_a_record_is_asked(run: Run, file: Path, arguments: list[str], found: list[str]) -> None:
    result = run(*arguments, "--record", file, "--to", "jsonl")
    assert result.exit_code == 0, result.stderr
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == found


@pytest.mark.parametrize("command", ["events", "statements", "entities", "ties"])
@pytest.mark.parametrize("to", ["table", "csv", "jsonl"])
def test_every_answer_in_every_format_is_harmless(run: Run, file: Path, command: str, to: str) -> None:
    result = run(command, "--record", file, "--to", to)
    assert result.exit_code == 0, result.stderr
    assert "Chile" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["events", "--since", "soon"], 2, "since is no date: 'soon'; write 2023-05-10, 2023-05 or 2023"),
        (["events", "--to", "html"], 2, "no format is called html; there are table, csv, jsonl, parquet"),
        (["events", "--limit", "-1"], 2, "limit"),
        (["ties", "--factuality", "CT+"], 2, "--factuality"),
        (["events", "--type", "ACUSE"], 2, "dragoman: type has no ACUSE; did you mean ACCUSE? there are ACCUSE, AGREE"),
        (["ties", "--type", "memberof", "--limit", "5"], 2, "type has no memberof; did you mean member_of?"),
        (["between", "NOR", "CHL", "--mode", "arest"], 2, "mode has no arest; did you mean arrest?"),
        (["events", "--by", "month,typ"], 2, "events can't be counted by typ; did you mean type? there are day, month"),
    ],
)
def test_wrong_questions_are_told(run: Run, file: Path, arguments: list[str], status: int, told: str) -> None:
    result = run(*arguments, "--record", file)
    assert result.exit_code == status
    assert told in result.stderr


def test_a_record_is_counted(run: Run, file: Path) -> None:
    result = run("events", "--record", file, "--by", "month,type", "--actor", "NOR", "--publisher", "fjord", "--to", "csv")
    assert result.stdout.splitlines() == ["month,type,count", "2023-05,COERCE,1", "2023-05,CONSULT,1"]
    shown = run("statements", "--record", file, "--by", "type").stdout
    assert "Statements by type  3" in shown
    assert re.search(r"asserts +3", shown)
    lines = run("ties", "--record", file, "--by", "actor,month", "--to", "jsonl").stdout.splitlines()
    assert json.loads(lines[1]) == {"actor": "Chile", "month": "2023-05", "count": 1}
    assert run("between", "NOR", "IGO", "--record", file, "--by", "quad", "--to", "jsonl").stdout == (
        '{"quad":"verbal cooperation","count":1}\n'
    )


def test_sql_is_answered_in_every_format(run: Run, file: Path) -> None:
    question = "SELECT type, count(*) AS n, x'0f' AS raw FROM events WHERE id != 'v1' GROUP BY 1 ORDER BY 1"
    assert run("sql", question, "--record", file, "--to", "csv").stdout.splitlines() == ["type,n,raw", "ACCUSE,1,0f", "COERCE,1,0f"]
    assert json.loads(run("sql", question, "--record", file, "--to", "jsonl").stdout.splitlines()[0]) == {
        "type": "ACCUSE",
        "n": 1,
        "raw": "0f",
    }
    assert "\x1b" not in run("sql", "SELECT * FROM documents", "--record", file).stdout
    cut = run("sql", question, "--record", file, "--limit", "1", "--seconds", "5")
    assert "Answer  1" in cut.stdout
    assert cut.stderr == "dragoman: only the first 1 rows are shown; --limit gives more\n"
    twice = run("sql", "SELECT 1 AS a, 2 AS a", "--record", file, "--to", "parquet")
    assert twice.exit_code == 2
    wrong = run("sql", "DROP TABLE events", "--record", file)
    assert (wrong.exit_code, wrong.stderr) == (2, "dragoman: only SELECT is possible: a record is asked here, never changed\n")


def test_a_record_is_exported(run: Run, file: Path, tmp_path: Path) -> None:
    result = run("export", "--record", file, "--to", "polecat", "--out", tmp_path / "out", "--facts-only")
    assert result.exit_code == 0, result.stderr
    assert f"{tmp_path / 'out' / 'polecat.txt'}: 3 rows" in result.stderr
    assert "events left out: without date: 1" in result.stderr
    assert len((tmp_path / "out" / "polecat.txt").read_text(encoding="utf-8").splitlines()) == 4
    assert run("export", "--record", file, "--to", "xml", "--out", tmp_path / "out").exit_code == 2
    assert run("export", "--record", file, "--to", "csv", "--out", file).exit_code == 1


def test_a_record_is_checked(run: Run, file: Path) -> None:
    sound = run("check", file)
    assert (sound.exit_code, sound.stdout, sound.stderr) == (0, "", f"{file}: nothing is wrong\n")
    with Record.open(file) as record:
        record._connection.exec_driver_sql("DELETE FROM ties WHERE object = 'Andean League'")
    broken = run("check", file)
    assert (broken.exit_code, broken.stdout) == (1, "report 1 of doc-1: ties lacks t1\n")
    assert broken.stderr == f"{file}: faults found: 1\n"


def test_who_shows_all_of_an_entity(run: Run, file: Path) -> None:
    shown = run("who", "Chile", "--record", file).stdout
    assert [shown.index(title) for title in ("Entities", "Ties", "Statements", "Events")] == sorted(
        shown.index(title) for title in ("Entities", "Ties", "Statements", "Events")
    )
    lines = [json.loads(line) for line in run("who", "Berg", "--record", file, "--to", "jsonl", "--limit", "1").stdout.splitlines()]
    assert [(line["table"], line["id"]) for line in lines] == [("entities", "e2"), ("statements", "s1")]
    wrong = run("who", "Berg", "--record", file, "--to", "csv")
    assert wrong.exit_code == 2
    assert "ask events --party Berg" in wrong.stderr


@pytest.mark.parametrize(("arguments", "rows"), [(["events"], 4), (["entities", "--text", "nowhere"], 0), (["events", "--by", "year"], 2)])
def test_parquet_is_read_back(run: Run, file: Path, arguments: list[str], rows: int) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    result = run(*arguments, "--record", file, "--to", "parquet")
    assert result.exit_code == 0, result.stderr
    table = parquet.read_table(io.BytesIO(result.stdout_bytes))
    assert table.num_rows == rows
    if rows == 4:
        assert table["actors"].to_pylist()[1:] == [["Norway"], ["Chile"], ["Norway"]]
        assert table["latitude"].to_pylist()[1:] == [59.91, None, 60.39]


def test_asking_never_loads_spacy(file: Path) -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from dragoman.cli import build\n"
        f"for words in (['events'], ['who', 'Chile'], ['events', '--by', 'month']):\n"
        f"    assert CliRunner().invoke(build(), [*words, '--record', {str(file)!r}]).exit_code == 0\n"
        "sys.exit('spacy' in sys.modules or 'dragoman.coder' in sys.modules or 'pyarrow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_record_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("events", "--record", tmp_path / "x.db")
    assert result.exit_code == 1
    assert result.stderr == f"dragoman: there is no record at {tmp_path / 'x.db'}; dragoman add makes one\n"
