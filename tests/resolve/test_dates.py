from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.dates import (
    Moment,
    easter,
    grain_of,
    nearest,
    nth_weekday,
    published_date,
    safe,
    shift,
    weekday,
)
from dragoman.resolve.timex_feasts import movable, named_days
from dragoman.tables import read_table

DAY = date(2023, 5, 10)


@pytest.mark.parametrize(
    ("grain", "value"),
    [
        ("day", "2023-05-10"),
        ("week", "2023-W19"),
        ("weekend", "2023-W19-WE"),
        ("month", "2023-05"),
        ("quarter", "2023-Q2"),
        ("half", "2023-H1"),
        ("season", "2023-SP"),
        ("year", "2023"),
        ("decade", "202"),
        ("century", "20"),
    ],
)
def test_values_and_grains_agree(grain: str, value: str) -> None:
    assert Moment(DAY, grain).value == value
    assert grain_of(value) == grain


def test_values_without_calendar_have_no_grain() -> None:
    assert [grain_of(v) for v in ("P3D", "PAST_REF", "PT5H")] == [None, None, None]
    assert grain_of("2023-05-10T08:00") == "hour"
    assert grain_of("2023-05-10TMO") == "daypart"


def test_shift_keeps_to_the_month() -> None:
    assert shift(date(2023, 1, 31), 1, "month") == date(2023, 2, 28)
    assert shift(date(2024, 2, 29), -1, "year") == date(2023, 2, 28)
    assert shift(DAY, -2, "week") == date(2023, 4, 26)
    assert shift(DAY, 1, "decade") == date(2033, 5, 10)


@given(st.dates(), st.integers(-(10**7), 10**7), st.sampled_from(["day", "week", "month", "quarter", "year", "century"]))
def test_shift_never_fails(day: date, number: int, unit: str) -> None:
    moved = shift(day, number, unit)
    assert (moved <= day) if number < 0 else (moved >= day)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_weekday_is_within_a_week(day: date, number: int) -> None:
    before, after = weekday(day, number, "past"), weekday(day, number, "future")
    assert before.weekday() == after.weekday() == number
    assert timedelta(0) <= day - before < timedelta(7)
    assert timedelta(0) <= after - day < timedelta(7)


def test_moving_feasts() -> None:
    assert easter(2023) == date(2023, 4, 9)
    assert nth_weekday(2023, 11, 3, 4) == date(2023, 11, 23)
    assert nth_weekday(2023, 5, 0, -1) == date(2023, 5, 29)


def test_nearest_takes_the_side_told() -> None:
    options = [date(2022, 12, 1), date(2023, 12, 1)]
    assert nearest(options, DAY, "past") == options[0]
    assert nearest(options, DAY, "future") == options[1]
    assert nearest([], DAY, None) is None


def test_unreadable_dates_are_none() -> None:
    assert safe(2023, 2, 30) is None
    assert published_date(None) is None
    assert published_date("spring") is None
    assert published_date("2023-13-40") is None
    assert published_date("2023-05-10T08:00:00Z") == DAY


def test_feasts_of_other_calendars_stand_in_the_table() -> None:
    table = movable()
    values = [row["value"] for row in read_table("lexicon/en/times.tsv") if row["symbol"] == "H" and row["value"][0].isalpha()]
    written = {feast for value in values for feast in value.split("|") if not feast.startswith("easter")}
    assert written == set(table)
    assert all(set(range(2001, 2036)) <= set(years) for years in table.values())
    assert named_days("ramadan", 2023) == [(date(2023, 3, 23), 29)]
    assert named_days("2001-09-11", 2023) == [(date(2001, 9, 11), 1)]


def test_lunar_feasts_move_back_by_ten_to_twelve_days_a_year() -> None:
    days = sorted(day for stretches in movable()["eid al-adha"].values() for day, _ in stretches)
    assert {(after - before).days for before, after in pairwise(days)} <= {353, 354, 355, 356}
