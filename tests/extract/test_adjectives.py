from __future__ import annotations

import pytest

from dragoman import Coder, Document
from dragoman.settings import GRAMMAR, Settings

TEXT = "Russian and South Korean ships met off Norway. The Danes watched. A polish of the french windows followed in Paris."


@pytest.mark.parametrize("asked", [False, True])
def test_adjectives_are_places_only_for_whoever_asks(asked: bool) -> None:
    report = Coder(Settings(judge=GRAMMAR, adjectives=asked)).read(Document(TEXT))
    found = [(p.span.of(TEXT), p.country) for p in report.places]
    adjectives = [("Russian", "RUS"), ("South Korean", "KOR"), ("Danes", "DNK")]
    assert [pair for pair in found if pair in adjectives] == (adjectives if asked else [])
    assert [pair for pair in found if pair not in adjectives] == [("Norway", "NOR"), ("Paris", "FRA")]
    assert [p.span for p in report.places] == sorted(p.span for p in report.places)
    assert ("places" in report.versions.models) == asked


def test_each_has_the_point_of_its_country_and_no_event_happens_there() -> None:
    text = "Russian troops shelled a bridge on Monday."
    report = Coder(Settings(judge=GRAMMAR, adjectives=True)).read(Document(text))
    (place,) = report.places
    assert (place.name, place.country) == ("Russian", "RUS")
    assert place.latitude is not None
    assert 50 < place.latitude < 70
    assert [e.place for e in report.events] == [None]
