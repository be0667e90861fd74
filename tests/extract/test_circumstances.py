from __future__ import annotations

import pytest

from dragoman.extract.capitals import told_capitals
from dragoman.extract.circumstances import place_events
from dragoman.extract.places import find_places
from dragoman.extract.times import find_times
from dragoman.language import parse
from dragoman.model import Document, Event, Span

from .pipeline import analyse


def placed(text: str, *triggers: str, published: str | None = "2023-05-10", kind: str = "ASSAULT", **fields: object) -> list[Event]:
    """The events of the words given, with time and place."""
    analysis = next(iter(parse([Document(text=text, published=published)])))
    analysis.assign("times", find_times(analysis))
    analysis.assign("entities", ())
    analysis.assign("places", find_places(analysis))
    events = []
    for number, word in enumerate(triggers):
        start = text.index(word)
        span = Span(start, start + len(word))
        events.append(Event(f"v{number}", kind, kind, (), (), span, span, **fields))  # type: ignore[arg-type]
    analysis.assign("events", tuple(events))
    return list(place_events(analysis))


def test_time_and_place_of_the_clause() -> None:
    (event,) = placed("Gunmen attacked a convoy near Kherson on Tuesday.", "attacked")
    assert event.time is not None
    assert event.place is not None
    assert (event.time.value, event.time.grain, event.time.inferred) == ("2023-05-09", "day", False)
    assert (event.place.name, event.place.country, event.place.grain, event.place.inferred) == ("Kherson", "UKR", "city", False)


def test_the_time_of_a_relative_clause_is_its_own() -> None:
    first, second = placed("The junta, which shelled the palace in March 2022, has shot two ministers.", "shelled", "shot")
    assert first.time is not None
    assert second.time is not None
    assert (first.time.value, second.time.value, second.time.inferred) == ("2022-03", "2023-05-10", True)


def test_a_relative_clause_has_not_the_time_of_the_main_clause() -> None:
    first, second = placed("The rebels, who have shelled the town, were attacked on Monday.", "shelled", "attacked")
    assert first.time is not None
    assert second.time is not None
    assert (first.time.value, second.time.value) == ("2023-05-10", "2023-05-08")


def test_each_clause_has_its_own() -> None:
    first, second = placed("Soldiers shelled Kharkiv on Monday, and police arrested five men in Odesa on Tuesday.", "shelled", "arrested")
    assert first.time is not None
    assert second.time is not None
    assert second.place is not None
    assert (first.time.value, second.time.value) == ("2023-05-08", "2023-05-09")
    assert second.place.name == "Odesa"


def test_a_joined_clause_with_its_own_subject_happens_elsewhere() -> None:
    (first, second) = placed("His shop was burned down, and his family moved to Odesa.", "burned", "moved")
    assert (first.place, second.place and second.place.name) == (None, "Odesa")


def test_a_body_is_in_a_place_and_may_be_called_by_one() -> None:
    (event,) = placed("Gunmen stormed a studio of Channel Nine in Odesa.", "stormed")
    assert event.place is not None
    assert event.place.name == "Odesa"


@pytest.mark.parametrize("text", ["Gunmen attacked a convoy after drills by Norway.", "Those of Norway attacked a convoy."])
def test_a_country_that_acts_is_no_place(text: str) -> None:
    (event,) = placed(text, "attacked")
    assert event.place is None


def test_a_firm_is_no_place() -> None:
    (event,) = placed("Gunmen attacked a plane of the airline Belavia.", "attacked")
    assert event.place is None


def test_the_time_of_a_joined_clause_is_its_own() -> None:
    first, second = placed("Rebels shelled the town, and gunmen attacked a convoy on Monday.", "shelled", "attacked")
    assert first.time is not None
    assert second.time is not None
    assert (first.time.value, second.time.value) == ("2023-05-10", "2023-05-08")


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Gunmen attacked a convoy in the Georgian capital.", "Tbilisi"),
        ("Gunmen attacked the capital of Sudan.", "Khartoum"),
        ("Gunmen attacked a convoy near Chad's capital.", "N'Djamena"),
        ("Gunmen attacked a convoy in the provincial capital.", None),
        ("Gunmen attacked a convoy in the capital.", None),
    ],
)
def test_a_capital_without_its_name(text: str, town: str | None) -> None:
    (event,) = placed(text, "attacked")
    assert (event.place and event.place.name) == town


def test_the_capital_is_that_of_the_country_that_a_report_is_about() -> None:
    analysis = analyse("Chad is calm. Chadian officials met on Monday. Gunmen attacked a convoy in the capital. Peru was silent.")
    (place,) = told_capitals(analysis)
    assert (place.name, place.country) == ("N'Djamena", "TCD")
    analysis = analyse("Chad and Sudan are calm. Gunmen attacked a convoy in the capital.")
    assert told_capitals(analysis) == []


@pytest.mark.parametrize(
    ("kind", "place"),
    [("ASSAULT", "Odesa"), ("COERCE", "Odesa"), ("ACCUSE", None), ("THREATEN", None)],
)
def test_a_town_is_shelled_and_a_party_warned(kind: str, place: str | None) -> None:
    (event,) = placed("Gunmen attacked Odesa.", "attacked", kind=kind)
    assert (event.place and event.place.name) == place


def test_day_of_publication_where_no_words_say_when() -> None:
    (event,) = placed("Gunmen attacked a convoy.", "attacked")
    assert event.time is not None
    assert (event.time.span, event.time.value, event.time.inferred) == (None, "2023-05-10", True)
    (planned,) = placed("Gunmen will attack a convoy.", "attack", tense="future")
    assert planned.time is None
    (undated,) = placed("Gunmen attacked a convoy.", "attacked", published=None)
    assert undated.time is None


def test_durations_are_no_dates() -> None:
    (event,) = placed("Gunmen attacked a convoy for three hours.", "attacked")
    assert event.time is not None
    assert event.time.inferred


def test_dateline_where_no_words_say_where() -> None:
    (event,) = placed("NAIROBI, Kenya (AP) — Gunmen attacked a convoy.", "attacked")
    assert event.place is not None
    assert (event.place.country, event.place.inferred) == ("KEN", True)


def test_modifier_of_the_trigger_is_its_place() -> None:
    (event,) = placed("Ministers condemned the Mosul attack.", "attack")
    assert event.place is not None
    assert event.place.name == "Mosul"


def test_the_one_who_acts_is_no_place() -> None:
    (event,) = placed("Norway accused Peru.", "accused")
    assert event.place is None


def test_towns_are_taken() -> None:
    (event,) = placed("Rebels captured Irbil.", "captured")
    assert event.place is not None
    assert event.place.name == "Irbil"


def test_the_finer_place_says_more() -> None:
    (event,) = placed("Police are patrolling the streets of Nairobi in Kenya.", "patrolling")
    assert event.place is not None
    assert event.place.name == "Nairobi"


def test_sentence_where_the_clause_says_nothing() -> None:
    (event,) = placed("On Monday the minister said in Oslo that gunmen had attacked a convoy.", "attacked")
    assert event.place is not None
    assert event.time is not None
    assert event.place.inferred
    assert event.time.inferred
    assert (event.place.name, event.time.value) == ("Oslo", "2023-05-08")


def test_a_place_that_only_tells_where_another_lies_comes_last() -> None:
    (event,) = placed("Gunmen shot a guard in the West Bank town of Ramallah, 10 miles north of Jerusalem.", "shot")
    assert event.place is not None
    assert event.place.name == "Ramallah"
    for text in (
        "Gunmen shot a guard in the West Bank town of Ramallah.",
        "Gunmen shot a guard in the southern Tunis suburb of Ben Arous.",
        "Gunmen shot a guard in the Ben Arous suburb of Tunis.",
    ):
        (inner,) = placed(text, "shot")
        assert inner.place is not None
        assert inner.place.name in ("Ramallah", "Ben Arous")
    (alone,) = placed("Gunmen shot a guard 10 miles north of Jerusalem.", "shot")
    assert alone.place is not None
    assert alone.place.name == "Jerusalem"
