from __future__ import annotations

import pytest

from dragoman.resolve.gazetteer import lookup
from dragoman.resolve.publishers import home_of
from dragoman.resolve.toponyms import Toponym, decide
from dragoman.tables import read_table


@pytest.mark.parametrize(
    ("publisher", "places", "country"),
    [
        ("Norwood Post", ("Norwood",), None),
        ("The Herald of India", ("India",), None),
        ("The Denver Post", ("Denver",), "USA"),
        ("https://www.onlineathens.com/news", ("Athens",), "USA"),
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


def test_a_town_of_the_same_name_is_that_of_the_paper() -> None:
    for publisher, division in (("pressherald.com", "US.ME"), ("oregonlive.com", "US.OR")):
        assert decide([Toponym("Portland")], home_of(publisher))["portland"].admin1 == division


def test_the_papers_of_the_table_are_where_it_says() -> None:
    rows = list(read_table("tables/local_press.tsv"))
    names = [name.lower() for row in rows for name in row["names"].split("|")]
    assert len(names) == len(set(names))
    for row in rows:
        towns = [c for c in lookup(row["place"]) if row["region"] in (c.country, c.admin1) and c.grain != "country"]
        assert towns, row
        home = home_of(row["names"].split("|")[0])
        assert (home.places, home.region) == ((row["place"],), row["region"])
        assert home.country == towns[0].country
