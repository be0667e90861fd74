"""Contract tests of the tables that others read: their columns, and the tables read back."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.exchange import gdelt, icews, phoenix, polecat
from dragoman.exchange.choosing import happened
from dragoman.exchange.folder import CROSSED, FORMATS, PROVENANCE, TABLES, export
from dragoman.model import Report
from dragoman.model.rows import event_rows
from dragoman.ontology.crosswalk import cameo_codes
from dragoman.resolve.country_codes import cow, fips
from tests.model.samples import hostile, sample

GDELT_ACTOR = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
]
GDELT_GEO = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
# as the tables are published
GDELT = [
    *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *(f"Actor1{name}" for name in GDELT_ACTOR),
    *(f"Actor2{name}" for name in GDELT_ACTOR),
    *[
        "IsRootEvent",
        "EventCode",
        "EventBaseCode",
        "EventRootCode",
        "QuadClass",
        "GoldsteinScale",
        "NumMentions",
        "NumSources",
        "NumArticles",
        "AvgTone",
    ],
    *(f"Actor1Geo_{name}" for name in GDELT_GEO),
    *(f"Actor2Geo_{name}" for name in GDELT_GEO),
    *(f"ActionGeo_{name}" for name in GDELT_GEO),
    *["DATEADDED", "SOURCEURL"],
]
POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]

ICEWS = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
]
PHOENIX = [
    "id_version",
    "date",
    "year",
    "month",
    "day",
    *["source", "source_root", "source_agent", "source_others"],
    *["target", "target_root", "target_agent", "target_others"],
    *["code", "root_code", "quad_class", "goldstein", "issues", "lat", "lon", "place", "state", "country", "ids", "urls", "sources"],
]


def denied() -> Report:
    """The sample with an arrest that is told not to have happened, and talks that are planned."""
    report = sample("doc-2")
    first, second, third = report.events
    planned = replace(first, tense="future", aspect="planned", factuality="PR+")
    return replace(report, events=(planned, second, replace(third, factuality="CT-", value=-3.0)))


def together() -> Report:
    """A group and a country act on two."""
    report = sample("doc-3")
    return replace(report, events=(replace(report.events[1], actors=("e7", "e2"), recipients=("e3", "e6")),))


def table(path: Path, columns: list[str] | None = None) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, columns, delimiter="\t", quoting=csv.QUOTE_NONE))


def provenance(folder: Path) -> list[dict[str, str]]:
    with (folder / "provenance.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_columns_are_those_that_are_published() -> None:
    assert list(gdelt.EVENTS) == GDELT
    assert (len(gdelt.EVENTS), len(gdelt.MENTIONS), len(polecat.EVENTS)) == (61, 16, 40)
    assert list(polecat.EVENTS) == POLECAT
    assert (list(icews.EVENTS), list(phoenix.EVENTS), len(ICEWS), len(PHOENIX)) == (ICEWS, PHOENIX, 20, 26)


def test_gdelt_is_read_back(tmp_path: Path) -> None:
    counts = export([sample(), denied()], "gdelt", tmp_path)
    assert counts["left out: told not to have happened"] == 1
    rows = table(tmp_path / "gdelt.export.CSV", GDELT)
    assert len(rows) == counts["gdelt.export.CSV"] == 5
    talks, accusation, arrest = rows[:3]
    assert (talks["SQLDATE"], talks["MonthYear"], talks["Year"], talks["FractionDate"]) == ("20230510", "202305", "2023", "2023.3534")
    assert (talks["EventCode"], talks["EventBaseCode"], talks["EventRootCode"], talks["QuadClass"]) == ("036", "036", "03", "1")
    assert (talks["Actor1Code"], talks["Actor1Name"], talks["Actor1CountryCode"], talks["Actor1Type1Code"]) == (
        "NORGOV",
        "NORWAY",
        "NOR",
        "GOV",
    )
    assert (talks["Actor2CountryCode"], talks["Actor2Type1Code"]) == ("", "IGO")
    assert (talks["IsRootEvent"], accusation["IsRootEvent"]) == ("1", "0")
    assert (arrest["SQLDATE"], arrest["GoldsteinScale"], arrest["Actor2Name"], arrest["AvgTone"]) == ("20230501", "-7.0", "FISHERMEN", "")
    assert arrest["Actor2Type1Code"] == "CVL"
    assert [arrest[f"ActionGeo_{name}"] for name in ("Type", "FullName", "CountryCode", "Lat", "Long")] == [
        "4",
        "Bergen",
        "NO",
        "60.39",
        "5.32",
    ]
    assert (accusation["ActionGeo_Type"], accusation["ActionGeo_Lat"]) == ("0", "")
    assert (arrest["DATEADDED"], arrest["SOURCEURL"]) == ("20230510000000", "https://news.example/1")
    for row in rows:
        assert row["EventCode"] in cameo_codes()
        float(row["GoldsteinScale"])
        assert int(row["GLOBALEVENTID"]) < 2**52
    assert len({row["GLOBALEVENTID"] for row in rows}) == 5
    mentions = table(tmp_path / "gdelt.mentions.CSV", list(gdelt.MENTIONS))
    assert [m["GLOBALEVENTID"] for m in mentions] == [r["GLOBALEVENTID"] for r in rows]
    text = sample().document.text
    assert text[int(mentions[2]["ActionCharOffset"]) :].startswith("arresting")
    assert text[int(mentions[2]["Actor2CharOffset"]) :].startswith("its fishermen")
    assert (mentions[0]["SentenceID"], mentions[2]["SentenceID"], mentions[2]["MentionDocLen"]) == ("1", "4", str(len(text)))


def test_gdelt_has_a_row_for_each_pair_and_members_for_groups(tmp_path: Path) -> None:
    export([together()], "gdelt", tmp_path)
    rows = table(tmp_path / "gdelt.export.CSV", GDELT)
    assert [(row["Actor1Name"], row["Actor2Name"]) for row in rows] == [
        (one, other) for one in ("NORWAY", "CHILE", "OLA BERG") for other in ("ANDEAN LEAGUE", "FISHERMEN")
    ]
    assert len({row["GLOBALEVENTID"] for row in rows}) == 6
    alone = replace(together(), events=(replace(together().events[0], recipients=()),))
    export([alone], "gdelt", tmp_path)
    assert [row["Actor2Code"] for row in table(tmp_path / "gdelt.export.CSV", GDELT)] == ["", "", ""]


def test_polecat_is_read_back(tmp_path: Path) -> None:
    counts = export([sample(), denied(), together()], "polecat", tmp_path)
    rows = table(tmp_path / "polecat.txt")
    assert list(rows[0]) == POLECAT
    assert len(rows) == counts["polecat.txt"] == 6
    arrest, many = rows[2], rows[5]
    assert (arrest["Event ID"], arrest["Event Date"], arrest["Event Type"], arrest["Event Mode"]) == (
        "doc-1-v3",
        "2023-05-01",
        "COERCE",
        "arrest",
    )
    assert (arrest["Quad Code"], arrest["Intensity"], arrest["Actor COW"], arrest["Primary Actor Sector"]) == ("4", "-7.0", "385", "GOV")
    assert (arrest["Recipient Name"], arrest["Recipient Name Raw"], arrest["Recipient COW"]) == ("fishermen", "its fishermen", "155")
    assert [arrest[name] for name in ("City", "Province", "Country", "GeoNames ID", "Raw Placename")] == [
        "Bergen",
        "",
        "NOR",
        "3161732",
        "Bergen",
    ]
    assert (arrest["Publication Date"], arrest["Story People"], arrest["Version"]) == ("2023-05-10", "Ola Berg", "0.1.0")
    assert (many["Actor Name"], many["Actor Country"], many["Actor Title"]) == (
        "Norway; Chile; Ola Berg",
        "NOR; CHL; NOR",
        "; ; foreign minister",
    )


def test_icews_is_read_back(tmp_path: Path) -> None:
    counts = export([sample(), denied(), together()], "icews", tmp_path)
    rows = table(tmp_path / "icews.tab")
    assert list(rows[0]) == ICEWS
    assert len(rows) == counts["icews.tab"] == 11
    arrest = rows[2]
    assert {name: arrest[name] for name in ICEWS[1:]} == {
        "Event Date": "2023-05-01",
        "Source Name": "Norway",
        "Source Sectors": "GOV",
        "Source Country": "Norway",
        "Event Text": cameo_codes()[arrest["CAMEO Code"]].label,
        "CAMEO Code": arrest["CAMEO Code"],
        "Intensity": "-7.0",
        "Target Name": "fishermen",
        "Target Sectors": "CVL",
        "Target Country": "Chile",
        "Story ID": "doc-1",
        "Sentence Number": "4",
        "Publisher": "Fjord Wire",
        "City": "Bergen",
        "District": "",
        "Province": "",
        "Country": "Norway",
        "Latitude": "60.39",
        "Longitude": "5.32",
    }
    assert arrest["CAMEO Code"].startswith("17")
    assert len({row["Event ID"] for row in rows}) == 11
    assert [(row["Source Name"], row["Target Name"]) for row in rows[5:]] == [
        (one, other) for one in ("Norway", "Chile", "Ola Berg") for other in ("Andean League", "fishermen")
    ]
    assert {row["Target Country"] for row in rows[5:]} == {"", "Chile"}


def test_phoenix_is_read_back(tmp_path: Path) -> None:
    counts = export([sample(), denied()], "phoenix", tmp_path)
    rows = table(tmp_path / "phoenix.txt", PHOENIX)
    assert len(rows) == counts["phoenix.txt"] == 5
    talks, _, arrest = rows[:3]
    assert [arrest[name] for name in PHOENIX[1:5]] == ["20230501", "2023", "05", "01"]
    assert arrest["id_version"].endswith("_v0.1.0")
    assert [talks[name] for name in PHOENIX[5:9]] == ["NORGOV", "NOR", "GOV", ""]
    assert (talks["code"], talks["root_code"], talks["quad_class"], talks["country"]) == ("036", "03", "1", "NOR")
    assert [arrest[name] for name in ("goldstein", "lat", "lon", "place", "state", "country")] == [
        *("-7.0", "60.39", "5.32", "Bergen", "", "NOR")
    ]
    assert (arrest["ids"], arrest["urls"], arrest["sources"]) == ("doc-1_4", "https://news.example/1", "Fjord Wire")
    assert talks["issues"] == ";".join(sample().events[0].contexts)


@pytest.mark.parametrize("to", ["icews", "phoenix"])
def test_tables_of_pairs_have_no_events_of_one_side(tmp_path: Path, to: str) -> None:
    event = together().events[0]
    report = replace(together(), events=(replace(event, recipients=()), replace(event, actors=())))
    counts = export([report], to, tmp_path)
    assert (counts["left out: without recipient"], counts["left out: without actor"]) == (1, 1)
    assert [line["reason"] for line in provenance(tmp_path)] == ["without recipient", "without actor"]


@pytest.mark.parametrize("to", CROSSED)
def test_provenance_keeps_what_is_lost_and_why_events_are_left_out(tmp_path: Path, to: str) -> None:
    export([sample(), denied()], to, tmp_path, facts_only=True)
    first = (tmp_path / CROSSED[to].files[0]).read_text(encoding="utf-8").splitlines()
    lines = provenance(tmp_path)
    assert list(lines[0]) == list(PROVENANCE)
    assert [line["reason"] for line in lines] == ["", "", "", "not told as a fact", "", "told not to have happened"]
    assert [line["row"] for line in lines if line["written"] == "true"] == [
        row.split("\t")[0] for row in first if not row.startswith("Event ID")
    ]
    assert (lines[5]["factuality"], lines[5]["according_to"], lines[5]["document"]) == ("CT-", "Chile", "doc-2")


def test_what_has_no_date_or_code_is_left_out(tmp_path: Path) -> None:
    report = sample(published="")
    own = replace(report.events[2], type="BARTER", cameo=None)
    counts = export([replace(report, events=(report.events[0], own))], "gdelt", tmp_path)
    assert (counts["left out: without date"], counts["left out: without CAMEO code"], counts["gdelt.export.CSV"]) == (1, 1, 0)
    assert (tmp_path / "gdelt.export.CSV").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize("to", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("facts_only", [False, True])
def test_whole_tables_are_read_back(tmp_path: Path, to: str, facts_only: bool) -> None:
    reports = [sample(), denied()]
    counts = export(reports, to, tmp_path / "new" / "folder", facts_only)
    for name, (kind, rows_of) in TABLES.items():
        path = tmp_path / "new" / "folder" / f"{name}.{to}"
        if to == "parquet":
            rows = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
        elif to == "jsonl":
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        else:
            rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        expected = [row for report in reports for row in rows_of(report)]
        if name == "events" and facts_only:
            facts = {(r.document.id, e.id) for r in reports for e in r.events if happened(e)}
            expected = [row for row in expected if (row.document, row.id) in facts]
            assert counts["left out: not told as a fact"] == 2
        assert [(row["document"], row["id"]) for row in rows] == [(row.document, row.id) for row in expected]
        assert list(rows[0]) == [f.name for f in fields(kind)]
        assert counts[f"{name}.{to}"] == len(rows)
        if to != "csv":
            made = [kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}) for row in rows]
            assert made == expected


@pytest.mark.parametrize("to", FORMATS)
def test_hostile_text_keeps_to_its_cell(tmp_path: Path, to: str) -> None:
    report = hostile("=x\t\r\n\x1b[31m;\ud800\u202e")
    dated = replace(report, document=replace(report.document, published="2023-05-10"), events=(replace(report.events[0], cameo="010"),))
    export([dated], to, tmp_path)
    for path in tmp_path.iterdir():
        if to != "parquet":
            text = path.read_bytes().decode()
            assert "\x1b" not in text
            assert "\ud800" not in text
    if to in CROSSED:
        width = {"gdelt": 61, "polecat": 40, "icews": 20, "phoenix": 26}[to]
        lines = (tmp_path / CROSSED[to].files[0]).read_text(encoding="utf-8").splitlines()
        assert {len(line.split("\t")) for line in lines} == {width}
        assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split("\t"))


@pytest.mark.parametrize("to", FORMATS)
def test_an_interruption_leaves_the_older_tables(tmp_path: Path, to: str) -> None:
    def stopped() -> Iterator[Report]:
        yield sample()
        raise KeyboardInterrupt

    export([sample(), denied()], to, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(KeyboardInterrupt):
        export(stopped(), to, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("to", FORMATS)
def test_nothing_is_a_table_too(tmp_path: Path, to: str) -> None:
    export([], to, tmp_path)
    assert len(list(tmp_path.iterdir())) == (len(CROSSED[to].files) + 1 if to in CROSSED else 4)


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format of export is called xml; there are parquet"):
        export([], "xml", tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_happened_is_certain_and_done_or_going_on() -> None:
    event = sample().events[1]
    assert happened(event)
    for other in ({"factuality": "PR+"}, {"hypothetical": True}, {"tense": "future"}, {"aspect": "planned"}, {"aspect": "failed"}):
        assert not happened(replace(event, **other))  # type: ignore[arg-type]
    assert event_rows(sample())[1].id == event.id


def test_codes_of_countries() -> None:
    assert [(fips(code), cow(code)) for code in ("NOR", "DEU", "XKX", "PSE", "UNO", None)] == [
        ("NO", "385"),
        ("GM", "255"),
        ("KV", "347"),
        ("WE", ""),
        ("", ""),
        ("", ""),
    ]
