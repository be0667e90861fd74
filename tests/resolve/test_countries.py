"""Countries by name, demonym and capital."""

from __future__ import annotations

import pytest

from dragoman.resolve import countries


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Norway", "NOR"),
        ("the UAE", "ARE"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("America's", "USA"),
        ("Kosovo", "XKX"),
        ("FRANCE", "FRA"),
        ("norway", "NOR"),
        ("Bosnia and Herzegovina", "BIH"),
        ("Côte d’Ivoire", "CIV"),
        ("the Czech Republic", "CZE"),
        ("Puerto Rico", "PRI"),
        ("Taiwan", "TWN"),
        ("the  United   States", "USA"),
        ("BOSNIA AND HERZEGOVINA", "BIH"),
        ("us", None),
        ("turkey", None),
        ("Scotland", None),
        ("Transnistria", None),
        ("", None),
        ("the", None),
        ("Atlantis", None),
    ],
)
def test_name(name: str, code: str | None) -> None:
    assert countries.country_of_name(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Norwegian", "NOR"),
        ("Danes", "DNK"),
        ("South Koreans", "KOR"),
        ("Scottish", "GBR"),
        ("RUSSIAN", "RUS"),
        ("polish", None),
        ("table", None),
    ],
)
def test_demonym(word: str, code: str | None) -> None:
    assert countries.country_of_demonym(word) == code


@pytest.mark.parametrize(("word", "code"), [("Oslo", "NOR"), ("The Hague", "NLD"), ("Washington", "USA"), ("Bergen", None)])
def test_capital(word: str, code: str | None) -> None:
    assert countries.country_of_capital(word) == code


def test_territories_belong_to_countries() -> None:
    breakaway, part = countries.territory_of("Transnistria"), countries.territory_of("Scots")
    assert breakaway is not None
    assert part is not None
    assert (breakaway.code, breakaway.partial, part.name, part.partial) == ("MDA", True, "Scotland", False)
    assert countries.territory_of("Norway") is None


def test_people_are_no_adjectives() -> None:
    assert countries.is_people("Danes")
    assert not countries.is_people("Danish")


def test_dependencies_have_a_state() -> None:
    assert countries.sovereign("PRI") == "USA"
    assert countries.sovereign("NOR") == "NOR"
    assert countries.sovereign("IGO") == "IGO"


def test_names_of_codes() -> None:
    assert countries.country_name("NOR") == "Norway"
    assert countries.country_name("XXX") == "XXX"
    assert countries.wikidata_of("NOR") == "Q20"
    assert countries.wikidata_of("XXX") is None


def test_every_state_and_every_name_resolves() -> None:
    known = countries.countries()
    assert all(c.state in known for c in known.values())
    assert {"Norway", "Danes", "Oslo", "Scotland"} <= countries.country_names()
    assert "US" not in countries.country_names()
    for name in countries.country_names():
        assert (
            countries.country_of_name(name)
            or countries.country_of_demonym(name)
            or countries.country_of_capital(name)
            or countries.territory_of(name)
        )
