from __future__ import annotations

import pytest

from dragoman.resolve.spellings import other_spellings


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Hodeidah", "YEM"),
        ("Saadah", "YEM"),
        ("Deir el-Zour", "SYR"),
        ("Hassakeh", "SYR"),
        ("Qamishli", "SYR"),
        ("Al Fasher", "SDN"),
        ("Beni Walid", "LBY"),
        ("Sulaimaniyah", "IRQ"),
        ("Zaporizhia", "UKR"),
    ],
)
def test_names_are_found_in_other_spellings(name: str, country: str) -> None:
    assert other_spellings(name)[0].country == country


@pytest.mark.parametrize("name", ["", "Oz", "Qwertyvale", "Literacy", "Lund Center"])
def test_words_that_are_no_places_stay_none(name: str) -> None:
    assert other_spellings(name) == ()
