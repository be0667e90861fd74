"""What every writer must do, and what each does by itself."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from dragoman.errors import UsageError
from dragoman.exchange import ROW_WRITERS, WRITERS, row_writer, writer
from dragoman.exchange.table import LAYOUTS, console_for
from dragoman.exchange.text import show
from dragoman.model import Document, Report
from dragoman.model.rows import EntityRow, EventRow, Row, StatementRow, TieRow, entity_rows, event_rows, statement_rows, tie_rows
from tests.model.samples import HOSTILE, TEXT, VERSIONS, hostile, sample

EMPTY = Report(VERSIONS, Document("Nothing happened.", id="empty"))
HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ROWS = {EventRow: event_rows, StatementRow: statement_rows, EntityRow: entity_rows, TieRow: tie_rows}


def written(name: str, *reports: Report) -> str:
    stream = io.StringIO()
    writer(name)(iter(reports), stream)
    return stream.getvalue()


def rows_written(name: str, kind: type[Row], *reports: Report) -> str:
    stream = io.StringIO()
    row_writer(name)([row for report in reports for row in ROWS[kind](report)], kind, stream)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_writes_none_one_and_many(name: str) -> None:
    none, one, many = written(name), written(name, sample()), written(name, sample(), EMPTY, sample("doc-2"))
    assert len(none) < len(one) < len(many)
    for text in (none, one, many):
        assert text == "" or text.endswith("\n")
        text.encode()
    assert "arresting at least 12" in re.sub(r"\s+", " ", one)


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_keeps_the_order(name: str) -> None:
    reports = [sample(f"d{n}", title=f"Title {n}") for n in range(3)]
    text = written(name, *reports)
    assert [text.index(f"Title {n}") for n in range(3)] == sorted(text.index(f"Title {n}") for n in range(3))


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_makes_hostile_text_harmless(name: str) -> None:
    text = written(name, hostile(), EMPTY)
    assert not HARMFUL.search(text)
    text.encode()


@pytest.mark.parametrize("name", [name for name in ROW_WRITERS if name != "parquet"])
@pytest.mark.parametrize("kind", ROWS)
def test_every_row_writer_makes_hostile_text_harmless(name: str, kind: type[Row]) -> None:
    text = rows_written(name, kind, hostile())
    assert not HARMFUL.search(text)
    text.encode()


@pytest.mark.parametrize("name", WRITERS)
def test_every_writer_keeps_what_came_before_an_interruption(name: str) -> None:
    def interrupted() -> Iterator[Report]:
        yield sample(title="First")
        yield sample(title="Second")
        raise KeyboardInterrupt

    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        writer(name)(interrupted(), stream)
    assert "First" in stream.getvalue()
    assert "Second" in stream.getvalue()


@pytest.mark.parametrize("find", [writer, row_writer])
def test_an_unknown_format_is_told_with_those_there_are(find: object) -> None:
    with pytest.raises(UsageError, match=r"xml; there are .*csv"):
        find("xml")  # type: ignore[operator]


def test_jsonl_is_one_report_a_line() -> None:
    lines = written("jsonl", sample(), hostile()).splitlines()
    assert [Report.from_dict(json.loads(line)) for line in lines] == [sample(), hostile()]


@pytest.mark.parametrize(("reports", "expected"), [([], []), ([sample()], sample()), ([sample(), EMPTY], [sample(), EMPTY])])
def test_json_is_an_object_for_one_and_a_list_for_many(reports: list[Report], expected: Report | list[Report]) -> None:
    read = json.loads(written("json", *reports))
    assert read == (expected.to_dict() if isinstance(expected, Report) else [one.to_dict() for one in expected])


def test_json_stays_valid_when_interrupted() -> None:
    def interrupted() -> Iterator[Report]:
        yield from (sample(), sample(), sample())
        raise KeyboardInterrupt

    stream = io.StringIO()
    with pytest.raises(KeyboardInterrupt):
        writer("json")(interrupted(), stream)
    assert len(json.loads(stream.getvalue())) == 3


def test_csv_is_one_event_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", sample(), EMPTY), newline="")))
    assert [row["type"] for row in rows] == ["CONSULT", "ACCUSE", "COERCE"]
    assert list(rows[0]) == [f.name for f in fields(EventRow)]
    third = rows[2]
    assert (third["actors"], third["recipients"], third["recipient_countries"]) == ("Norway", "fishermen", "CHL")
    assert (third["intensity"], third["time"], third["latitude"], third["historical"]) == ("-7.0", "2023-W18", "60.39", "false")
    assert (third["quantities"], third["according_to"], rows[1]["according_to"]) == ("arrested: at least 12", "Chile", "")
    assert TEXT[int(third["start"]) : int(third["end"])] == third["evidence"]
    assert rows[0]["cameo"] == "036"


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30) | st.text("=+-@\t\r\n\",;'x", min_size=1))
def test_no_csv_cell_starts_a_formula_and_rows_stay_rows(words: str) -> None:
    rows = list(csv.reader(io.StringIO(written("csv", hostile(words)), newline="")))
    assert [len(row) for row in rows] == [len(fields(EventRow))] * 2
    for cell in rows[1]:
        if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
            assert cell in ("+", "-") or float(cell) is not None


@pytest.mark.parametrize("kind", ROWS)
def test_rows_as_jsonl_have_the_columns_of_the_csv(kind: type[Row]) -> None:
    lines = [json.loads(line) for line in rows_written("jsonl", kind, sample()).splitlines()]
    table = list(csv.DictReader(io.StringIO(rows_written("csv", kind, sample()), newline="")))
    assert [list(line) for line in lines] == [list(row) for row in table]
    assert len(lines) == len(ROWS[kind](sample())) > 0
    assert lines[0]["document"] == "doc-1"


@pytest.mark.parametrize("kind", ROWS)
def test_rows_as_a_table_name_their_document(kind: type[Row]) -> None:
    text = rows_written("table", kind, sample())
    assert LAYOUTS[kind].title in text
    assert "2023-05-10" in text
    assert "Fjord" in text


def shown(report: Report, width: int, colour: bool = False) -> str:
    stream = io.StringIO()
    show(report, Console(file=stream, width=width, markup=False, emoji=False, highlight=False, force_terminal=colour, no_color=False))
    return stream.getvalue()


@pytest.mark.parametrize("width", [20, 40, 80, 100, 123, 124, 140, 200])
def test_text_fits_any_width(width: int) -> None:
    for report in (sample(), hostile(), EMPTY):
        assert max(len(line) for line in shown(report, width).splitlines()) <= width


@pytest.mark.parametrize("width", [80, 100, 140])
def test_text_shows_every_event_in_full(width: int) -> None:
    words = re.sub(r"[\s│]+", "", shown(sample(), width))
    for part in (
        "CONSULT",
        "third-party",
        "ACCUSE",
        "COERCE",
        "arrest",
        "CT+",
        "OlaBerg",
        "publisher",
        "memberof",
        "since2009",
        "(denies)",
    ):
        assert part in words
    if width < 124:
        assert "Norwayofarrestingatleast12ofitsfishermennearBergenlastweek" in words


def test_without_colour_the_marks_are_characters() -> None:
    text = shown(sample(), 100)
    assert "[Norway]'s foreign minister, [Ola Berg], _said_" in text
    assert "*discussing*" in text
    assert "\x1b" not in text


def test_on_a_terminal_the_marks_are_styles_and_the_text_is_not_touched() -> None:
    text = shown(sample(), 100, colour=True)
    assert "\x1b[1;7;33m" in text
    assert re.sub(r"\s+", " ", TEXT) in re.sub(r"\s+", " ", re.sub(r"\x1b\[[\d;]*m", "", text))


def test_hostile_text_brings_no_sequence_of_its_own_to_the_terminal() -> None:
    text = shown(hostile(), 120, colour=True)
    assert not HARMFUL.search(re.sub(r"\x1b\[[\d;]*m", "", text))
    assert "[bold]bold[/bold]" in text
    assert ":smile:" in text
    assert text.count("\x1b[31mred") == 0


def test_failures_are_shown() -> None:
    assert "failed: " in shown(hostile(), 300)


def test_a_pipe_is_a_hundred_wide_unless_columns_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    assert console_for(io.StringIO()).width == 100
    monkeypatch.setenv("COLUMNS", "70")
    assert console_for(io.StringIO()).width == 70


class Page(HTMLParser):
    """Notes elements, addresses and what the head forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "data")]
        assert not any(name.startswith("on") for name in found)
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found.get("content") or ""


def test_the_page_loads_and_runs_nothing() -> None:
    page = Page()
    page.feed(written("html", sample(), hostile()))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert page.addresses == ["https://news.example/1"]
    assert "default-src 'none'" in page.policy
    assert page.tags.count("article") == 2


def test_the_page_is_whole_without_reports() -> None:
    assert written("html").strip().endswith("</html>")
    assert HOSTILE not in written("html", hostile())


def test_paragraphs_are_set_apart() -> None:
    text = "First paragraph. " * 10 + "\n" + "Second one. " * 10
    assert "\n\nSecond" in shown(Report(VERSIONS, Document(text)), 80)
    assert "\n\nSecond" in written("html", Report(VERSIONS, Document(text)))
