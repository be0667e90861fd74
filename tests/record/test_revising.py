"""An article that has changed: which texts are revisions of one, and which of them counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from dragoman.model import Document, Report
from dragoman.record import Record
from tests.model.samples import TEXT, VERSIONS, sample

URL = "https://news.example/talks"


def revision(text: str, published: str | None = "2024-03-01", identifier: str = "", url: str | None = URL) -> Report:
    return replace(sample(), document=Document(text, id=identifier, published=published, url=url))


FIRST, SECOND, THIRD = (revision(TEXT + more) for more in ("", " A second round is planned.", " The talks have ended."))


def faults(record: Record) -> list[str]:
    return [f"{fault.where}: {fault.what}" for fault in record.check()]


def test_the_newest_counts_and_all_stay(record: Record) -> None:
    assert all(record.add(report) for report in (FIRST, SECOND, THIRD))
    assert list(record.reports()) == [THIRD]
    assert {row.document for row in record.events()} == {THIRD.document.id}
    assert record.report(FIRST.document.id) == FIRST
    assert record.revisions(SECOND.document.id) == tuple(one.document.id for one in (THIRD, FIRST, SECOND))
    assert faults(record) == []


def test_adding_an_older_one_again_changes_nothing(record: Record) -> None:
    for report in (FIRST, SECOND):
        record.add(report)
    assert not record.add(FIRST)
    assert list(record.reports()) == [SECOND]


def test_a_superseded_one_that_is_coded_again_stays_superseded(record: Record) -> None:
    for report in (FIRST, SECOND):
        record.add(report)
    again = replace(FIRST, versions=replace(VERSIONS, dragoman="9"))
    assert record.add(again)
    assert list(record.reports()) == [SECOND]
    assert record.report(FIRST.document.id) == again
    assert faults(record) == []


@pytest.mark.parametrize(
    "days",
    [
        ("2024-03-01", "2024-03-02", "2024-03-03"),
        ("2024-03-01T08:00:00+00:00", "2024-03-01T09:30:00+02:00", "2024-03-01T07:45:00-01:00"),
    ],
)
def test_where_publication_tells_the_order_of_adding_does_not_matter(record: Record, days: tuple[str, ...]) -> None:
    dated = [replace(r, document=replace(r.document, published=day)) for r, day in zip((FIRST, SECOND, THIRD), days, strict=True)]
    for turn, order in enumerate(permutations(dated)):
        named = [replace(r, document=replace(r.document, url=f"{URL}/{turn}", id=f"{turn}-{dated.index(r)}")) for r in order]
        for report in named:
            record.add(report)
        current = [r.document.id for r in record.reports() if r.document.url == f"{URL}/{turn}"]
        assert current == [f"{turn}-2"]
    assert faults(record) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (revision("Norway thanked Chile."), revision("Peru accused Japan of spying."), True),  # ids that say nothing: the URL decides
        (revision(TEXT, identifier="a"), revision(TEXT[:-40] + "Peru joined in.", identifier="b"), True),
        (revision("Norway thanked Chile.", identifier="a"), revision("Peru accused Japan of spying.", identifier="b"), False),  # sentences
        (revision(TEXT, identifier="a"), revision(TEXT, identifier="b"), False),  # the caller says that they are two
        (revision(TEXT, url="https://news.example/"), revision(TEXT + " More.", url="https://news.example/"), False),  # a home page
        (revision(TEXT, url=None), revision(TEXT + " More.", url=None), False),
        (revision(TEXT, url="https://[bad"), revision(TEXT + " More.", url="https://[bad"), False),
        (revision(TEXT), revision(TEXT + " More.", url=URL + "?page=2"), False),
        (revision("x", identifier="a"), revision("y", identifier="b"), False),
    ],
)
def test_what_is_a_revision(record: Record, one: Report, other: Report, same: bool) -> None:
    for report in (one, other):
        record.add(replace(report, entities=(), statements=(), events=(), ties=(), times=(), places=()))
    assert len(list(record.reports())) == (1 if same else 2)
