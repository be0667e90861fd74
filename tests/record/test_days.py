import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.record.days import bounds
from dragoman.resolve.days import days_of


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2023-05-10", ("2023-05-10", "2023-05-10")),
        ("2023-05-10T14:30", ("2023-05-10", "2023-05-10")),
        ("2023-05-10TMO", ("2023-05-10", "2023-05-10")),
        ("2023-W18", ("2023-05-01", "2023-05-07")),
        ("2023-W18-WE", ("2023-05-06", "2023-05-07")),
        ("2023-02", ("2023-02-01", "2023-02-28")),
        ("2024-Q1", ("2024-01-01", "2024-03-31")),
        ("2023-SU", ("2023-06-01", "2023-08-31")),
        ("2023-WI", ("2023-12-01", "2024-02-29")),
        ("2023-H2", ("2023-07-01", "2023-12-31")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("19", ("1900-01-01", "1999-12-31")),
    ],
)
def test_days(value: str, days: tuple[str, str]) -> None:
    assert days_of(value) == days


@pytest.mark.parametrize(
    "value", [None, "", "P3D", "PAST_REF", "FUTURE_REF", "XXXX-05-10", "2023-13", "2023-00", "2023-02-30", "2023-W60", "0", "yesterday"]
)
def test_what_is_no_date_has_no_days(value: str | None) -> None:
    assert days_of(value) is None


@given(st.text("0123456789-WQSUPXTWIFAH:", max_size=12) | st.text(max_size=12))
def test_nothing_breaks_and_first_is_not_after_last(value: str) -> None:
    days = days_of(value)
    assert days is None or days[0] <= days[1]


@given(st.dates())
def test_every_day_is_itself(day: object) -> None:
    assert days_of(str(day)) == (str(day), str(day))


def test_bounds() -> None:
    assert bounds("2023-05", "2023") == ("2023-05-01", "2023-12-31")
    assert bounds(None, None) == (None, None)


@pytest.mark.parametrize(
    ("since", "until", "told"), [("soon", None, "since is no date"), (None, "P1D", "until is no date"), ("2024", "2023", "later")]
)
def test_bad_bounds_are_told(since: str | None, until: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        bounds(since, until)
