"""Who is one and the same over documents, and why."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from typing import Any

import pytest

from dragoman.model import Document, Entity, Mention, Report, Span
from dragoman.record import Record
from dragoman.record.linking import Known, link
from tests.model.samples import VERSIONS, sample


def known(number: int, name: str, kind: str = "person", day: str | None = "2024-01-01", **about: Any) -> Known:
    about = {"country": None, "wikidata": None, "title": None, **about}
    return Known((number, "e1"), f"d{number}", kind, name, day=day, order=(day or "", f"d{number}", 0), **about)


def found(entities: list[Known]) -> list[list[int]]:
    """The clusters as lists of numbers."""
    clusters: dict[str, list[int]] = defaultdict(list)
    for one in link(entities):
        clusters[one.cluster].append(one.place[0])
    return sorted(sorted(numbers) for numbers in clusters.values())


NATO, LONG = "NATO", "North Atlantic Treaty Organization"


@pytest.mark.parametrize(
    ("entities", "clusters"),
    [
        ([known(1, "Ola Berg", country="NOR"), known(2, "Ola Berg", country="NOR")], [[1, 2]]),
        ([known(1, "Ola Berg", country="NOR"), known(2, "Ola Berg", country="CHL")], []),
        ([known(1, "Ola Berg"), known(2, "Ola Berg")], []),  # a name alone is not enough
        ([known(1, "Ola Berg", title="minister"), known(2, "Ola Berg", title="Minister")], [[1, 2]]),
        ([known(1, "Berg", country="NOR"), known(2, "Berg", country="NOR")], []),
        ([known(1, "Berg", country="NOR", title="minister"), known(2, "Berg", country="NOR", title="minister")], [[1, 2]]),
        (
            [
                known(1, "Berg", country="NOR", title="minister", day="1991-01-01"),
                known(2, "Berg", country="NOR", title="minister", day="2004-01-01"),
            ],
            [],
        ),
        ([known(1, "Ola Berg", country="NOR", title="minister"), known(2, "Berg", country="NOR", title="minister")], [[1, 2]]),
        ([known(1, "Ola Berg", country="NOR", title="minister"), known(2, "Berg", country="NOR", title="captain")], []),
        ([known(1, NATO, "organization", country="IGO"), known(2, LONG, "organization", country="IGO")], [[1, 2]]),
        ([known(1, "N.A.T.O.", "organization", country="IGO"), known(2, f"the {LONG}", "organization", country="IGO")], [[1, 2]]),
        ([known(1, "OPEC", "organization", country="IGO"), known(2, LONG, "organization", country="IGO")], []),
        ([known(1, NATO, "organization", country="IGO"), known(2, NATO, "person", country="IGO")], []),
        ([known(1, "Kyiv Post", "organization", wikidata="Q1"), known(2, "The Post of Kyiv", "organization", wikidata="Q1")], [[1, 2]]),
        (
            [
                known(1, "Union", "organization", country="PER", wikidata="Q1"),
                known(2, "Union", "organization", country="PER", wikidata="Q2"),
            ],
            [],
        ),
        ([known(1, "fishermen", "group", country="CHL"), known(2, "fishermen", "group", country="CHL")], []),
        ([known(1, "Chile", "country", country="CHL"), known(2, "Chile", "country", country="CHL"), known(3, "…", "country")], [[1, 2]]),
    ],
)
def test_who_is_one(entities: list[Known], clusters: list[list[int]]) -> None:
    assert found(entities) == clusters


def test_what_lies_between_two_wikidata_ids_goes_to_one_of_them_only() -> None:
    entities = [
        known(1, "Union", "organization", country="PER", wikidata="Q1"),
        known(2, "Union", "organization", country="PER"),
        known(3, "Union", "organization", country="PER", wikidata="Q2"),
    ]
    assert [len(numbers) for numbers in found(entities)] == [2]


def test_the_order_never_shows_and_the_sum_is_told() -> None:
    entities = [known(n, name, "organization", country="IGO") for n, name in enumerate([NATO, LONG, NATO, "African Union", LONG])]
    links = list(link(entities))
    for seed in range(5):
        shuffled = random.Random(seed).sample(entities, len(entities))
        assert list(link(shuffled)) == links
    assert {one.cluster for one in links} == {"d0/e1"}
    assert links[0].features == {"acronym": 1.6, "same country": 1.0}
    assert all(one.score == pytest.approx(sum(one.features.values())) for one in links)


def about(identifier: str, name: str, day: str, **more: Any) -> Report:
    """A report of one entity."""
    text = f"{name} spoke."
    entity = Entity("e1", name, "organization", "IGO", mentions=(Mention(Span(0, len(name)), "name"),), **more)
    return Report(VERSIONS, Document(text, id=identifier, published=day), entities=(entity,))


@pytest.fixture
def two(record: Record) -> Record:
    for identifier, name, day in (("a", NATO, "2024-01-02"), ("b", LONG, "2024-01-01"), ("c", "African Union", "2024-01-01")):
        record.add(about(identifier, name, day))
    return record


def test_who_goes_by_links(two: Record) -> None:
    assert [row.document for row in two.who("nato")["entities"]] == ["a"]
    assert two.link() == (2, 1)
    assert [row.document for row in two.who("nato")["entities"]] == ["b", "a"]
    assert [row.document for row in two.who("atlantic", limit=1)["entities"]] == ["b"]
    assert [row.document for row in two.who("african")["entities"]] == ["c"]
    assert [row.document for row in two.entities(actor="nato")] == ["a"]  # only who asks for persons, the others for names
    grid = two.links("NATO")
    assert [(row["cluster"], row["name"], row["features"]) for row in grid.to_dicts()] == [
        ("b/e1", LONG, "acronym 1.6 + same country 1"),
        ("b/e1", NATO, "acronym 1.6 + same country 1"),
    ]
    assert [f"{fault.where}: {fault.what}" for fault in two.check()] == []


def test_who_finds_what_a_linked_entity_says_and_does(record: Record) -> None:
    report = sample()
    renamed = tuple(replace(e, name="AL") if e.id == "e3" else e for e in report.entities)
    record.add(report)
    record.add(replace(report, document=replace(report.document, id="doc-2", url=None), entities=renamed))
    assert {name: len(rows) for name, rows in record.who("andean").items()} == {"entities": 1, "ties": 1, "statements": 1, "events": 1}
    record.link()
    assert {name: len(rows) for name, rows in record.who("andean").items()} == {"entities": 2, "ties": 2, "statements": 2, "events": 2}


def test_links_follow_corrections_of_identity_and_their_undoing(two: Record) -> None:
    assert two.link() == (2, 1)
    apart = two.correct("a", "identity", {"entity": NATO, "country": "CHL"})
    assert two.link() == (0, 0)
    two.undo(apart.id)
    assert two.link() == (2, 1)
    for document, name in (("b", LONG), ("c", "African Union")):
        two.correct(document, "identity", {"entity": name, "wikidata": "Q1"})
    assert two.link() == (3, 1)


def test_a_new_coding_takes_its_links_away_until_they_are_made_again(two: Record) -> None:
    two.link()
    two.add(replace(about("a", NATO, "2024-01-02"), versions=replace(VERSIONS, dragoman="9")))
    assert [row.document for row in two.who("nato")["entities"]] == ["a"]
    assert two.link() == (2, 1)
