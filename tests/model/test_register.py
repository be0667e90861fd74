"""Registers: what is used, and what is not because it is stale or contradicts itself."""

from __future__ import annotations

import pytest

from dragoman.errors import DataError
from dragoman.model.register import Office, Register

MINISTER = Office("Ola Berg", "Defence Minister", "NOR", ("GOV",), (("2023-02-01", "d1"), ("2023-06-01", "d2")))
ENVOY = Office("Ola Berg", "Ambassador", "NOR", ("GOV",), (("2024-03-01", "d3"),))
NAMESAKE = Office("Ola Berg", "Mayor", "SWE", ("GOV",), (("2023-05-01", "d4"),))


@pytest.mark.parametrize(
    ("offices", "published", "wanted"),
    [
        ((MINISTER,), "2023-05-10", MINISTER),
        ((MINISTER,), "2023-05-10T08:00:00Z", MINISTER),
        ((MINISTER,), None, None),  # undated
        ((MINISTER,), "2025-01-01", None),  # stale
        ((MINISTER, ENVOY), "2024-02-20", ENVOY),  # the nearest evidence
        ((MINISTER, ENVOY), "2023-06-02", MINISTER),
        ((MINISTER, NAMESAKE), "2023-05-10", None),  # two countries
        ((MINISTER, Office("Ola Berg", "Mayor", "NOR", ("GOV",), (("2023-06-01", "d5"),))), "2023-06-01", None),  # two titles on one day
    ],
)
def test_an_office_is_used_where_the_evidence_agrees(offices: tuple[Office, ...], published: str | None, wanted: Office | None) -> None:
    assert Register("r", offices).office_of("ola berg", published) == wanted


def test_a_snapshot_comes_back_as_it_was() -> None:
    register = Register("spring", (MINISTER, ENVOY))
    again = Register.from_json(register.to_json(), "x")
    assert again == register
    assert again.version == register.version
    assert again.version.startswith("spring sha256:")
    assert Register("spring", (ENVOY,)).version != register.version


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "dragoman-register/9"}', '{"schema": "dragoman-register/1", "name": "x"}'])
def test_what_is_no_snapshot_is_named(text: str) -> None:
    with pytest.raises(DataError, match=r"offices\.json"):
        Register.from_json(text, "offices.json")
