from __future__ import annotations

import pytest

from dragoman.resolve.publishers import home_of
from dragoman.resolve.toponyms import Toponym, decide


@pytest.mark.parametrize(
    ("publisher", "places", "country"),
    [
        ("Denver Post", ("Denver",), None),
        ("The Times of India", ("India",), None),
        ("lagosherald.ng", ("lagos",), "NGA"),
        ("https://www.thekansascitystar.com/news/1.html", ("kansas city",), None),
        ("newcastle-and-durham-times.co.uk", ("newcastle", "durham"), "GBR"),
        ("news.example.tv", (), None),
        ("The Daily Post", (), None),
        ("Qwertyville Gazette", (), None),
        ("", (), None),
        (None, (), None),
    ],
)
def test_home(publisher: str | None, places: tuple[str, ...], country: str | None) -> None:
    assert (home_of(publisher).places, home_of(publisher).country) == (places, country)


def test_names_mean_what_lies_near_the_publisher() -> None:
    cambridge = [Toponym("Cambridge")]
    assert decide(cambridge, home_of("cambridgenews.co.uk"))["cambridge"].country == "GBR"
    assert decide(cambridge, home_of("cambridgereporter.ca"))["cambridge"].country == "CAN"
