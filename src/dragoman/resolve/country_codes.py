"""Codes of countries in tables of others, by ISO 3166-1 alpha-3: FIPS 10-4 and Correlates of War numbers."""

from __future__ import annotations

from functools import cache

from dragoman.tables import read_table


@cache
def _codes() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["fips"], row["cow"]) for row in read_table("tables/country_codes.tsv")}


def fips(country: str | None) -> str:
    """The FIPS 10-4 code (``NO``), empty where there is none."""
    return _codes().get(country or "", ("", ""))[0]


def cow(country: str | None) -> str:
    """The number of the Correlates of War project (``385``), empty where there is none."""
    return _codes().get(country or "", ("", ""))[1]
