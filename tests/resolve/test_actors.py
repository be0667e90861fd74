"""Sectors, titles, bodies and actor codes."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.resolve import organizations
from dragoman.resolve.cameo import cameo_code
from dragoman.resolve.countries import countries
from dragoman.resolve.offices import first_name_gender, gender_of_title, role_of_title, title_length
from dragoman.resolve.sectors import plural, role_of, sector_of_modifier
from dragoman.resolve.word_lists import anaphors, word_list

SECTORS = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL"}
SECTORS |= {"EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"}
CODES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


@pytest.mark.parametrize(
    ("words", "kind", "sectors"),
    [
        ("the police", "organization", ("COP",)),
        ("seven soldiers", "group", ("MIL",)),
        ("a national intelligence agency officer", "person", ("SPY",)),
        ("an opposition lawmaker", "person", ("LEG", "OPP")),
        ("rebel soldiers", "group", ("REB",)),
        ("a former minister", "person", ("ELI", "GOV")),
        ("army accountants", "person", ("MIL",)),
        ("the president 's office", "organization", ("GOV",)),
        ("state television", "organization", ("GOV",)),
        ("state radio", "organization", ("GOV", "JRN")),
        ("a senior official", "person", ()),
        ("an opposition group", "organization", ("OPP",)),
        ("members of parliament", "group", ("LEG",)),
        ("a former rebel", "person", ("REB",)),
    ],
)
def test_role(words: str, kind: str, sectors: tuple[str, ...]) -> None:
    role = role_of(words.split())
    assert role is not None
    assert (role.kind, role.sectors) == (kind, sectors)


@pytest.mark.parametrize("words", ["a stone", "military order", "the weather", "army", "'s"])
def test_things_have_no_role(words: str) -> None:
    role = role_of(words.split())
    assert role is None or words == "army"


def test_modifier() -> None:
    assert sector_of_modifier("naval") == "MIL"
    assert sector_of_modifier("green") is None


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("policeman", "policemen"),
        ("spokesperson", "spokespeople"),
        ("deputy", "deputies"),
        ("coach", "coaches"),
        ("army chief", "army chiefs"),
        ("thief", "thieves"),
        ("shaman", "shamans"),
        ("marines", "marines"),
    ],
)
def test_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_titles() -> None:
    role = role_of_title(["Lt.", "Gen."])
    assert role is not None
    assert role.sectors == ("MIL",)
    assert role_of_title(["Blue"]) is None
    assert role_of_title([]) is None
    king = role_of_title(["King"])
    assert king is not None
    assert king.sectors == ("GOV",)
    assert title_length(["Prime", "Minister", "Ada", "Nwosu"]) == 2
    assert title_length(["Ada", "Nwosu"]) == 0


def test_gender() -> None:
    assert gender_of_title(["Mrs"]) == "f"
    assert gender_of_title(["spokesman"]) == "m"
    assert gender_of_title(["German", "minister"]) == ""
    assert gender_of_title(["congresswoman"]) == "f"
    assert (first_name_gender("anna"), first_name_gender("peter"), first_name_gender("zork")) == ("f", "m", "")


def test_bodies_at_a_date() -> None:
    assert [_sectors(organizations.organization("the Taliban", d)) for d in ("1998-01-01", "2010-01-01", "2022-01-01", None)] == [
        ("GOV",),
        ("REB",),
        ("GOV",),
        ("GOV",),
    ]
    assert organizations.organization("Acme") is None
    paper, star = organizations.organization("The Sun"), organizations.organization("Sun")
    assert paper is not None
    assert star is None


def test_persons_at_a_date() -> None:
    assert [_sectors(organizations.person("Angela Merkel", d)) for d in ("2010-01-01", "2023-01-01", "2000-01-01")] == [
        ("GOV",),
        ("ELI",),
        ("GOV",),
    ]
    assert organizations.person("Ada Nwosu") is None
    assert "Merkel" in organizations.known_names()


def _sectors(known: organizations.Known | None) -> tuple[str, ...]:
    assert known is not None
    return known.sectors


@pytest.mark.parametrize(
    ("country", "sectors", "code"),
    [
        ("NOR", ("GOV",), "NORGOV"),
        ("UNO", (), "IGOUNO"),
        ("USA", ("JRN",), "USAMED"),
        ("XKX", ("MED",), "KSVHLH"),
        (None, ("REB",), "REB"),
        (None, (), None),
        ("EUR", ("LEG",), "IGOEUREEC"),
        ("GEO", ("PRE",), "GEO"),
        ("IGO", ("MIL",), "IGO"),
    ],
)
def test_cameo(country: str | None, sectors: tuple[str, ...], code: str | None) -> None:
    assert cameo_code(country, sectors) == code


def test_the_tables_hold_known_codes_only() -> None:
    allowed = countries().keys() | CODES | {None}
    for table in (organizations._organizations(), organizations._people()):
        for name, rows in table.items():
            for row in rows:
                assert row.country in allowed, name
                assert set(row.sectors) <= SECTORS, name
                assert not (row.since and row.until and row.since > row.until), name
    assert all(set(codes) <= SECTORS | CODES for codes in anaphors().values())


def test_a_missing_list_is_named() -> None:
    with pytest.raises(DataError, match="no list colours"):
        word_list("colours")
