from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.layout import find_layout


@pytest.mark.parametrize(
    ("text", "place", "date", "agency"),
    [
        ("TOKYO (Agency) - Japan is discussing an office.", "TOKYO", None, "Agency"),
        ("WASHINGTON, May 3 (Norvik News) — The government left.", "WASHINGTON", "May 3", "Norvik News"),
        ("KYIV, Ukraine (NN) -- The government left.", "KYIV, Ukraine", None, "NN"),
        ("Paris (NN) - The government left.", "Paris", None, "NN"),
        ("NEW DELHI: The government left.", "NEW DELHI", None, None),
        ("BEIJING, 3 March 2024 (NN) -- The government left.", "BEIJING", "3 March 2024", "NN"),
        ("Oslo, May 3 — The government left.", "Oslo", "May 3", None),
        ("(Norvik News) - The government left.", None, None, "Norvik News"),
        ("A headline\n\nBy Jane Doe\n\nCAIRO — The government left.", "CAIRO", None, None),
        ("A headline\nCAIRO (NN) - The government left.", "CAIRO", None, "NN"),
    ],
)
def test_datelines(text: str, place: str | None, date: str | None, agency: str | None) -> None:
    dateline = find_layout(text).dateline
    assert dateline is not None
    assert [s.of(text) if s else None for s in (dateline.place, dateline.date, dateline.agency)] == [place, date, agency]
    assert text[dateline.span.end :].startswith(("The", "Japan"))


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: The army left.",
        "The army left - and came back.",
        "Berg: We stay.",
        "Ukraine (a country) has left.",
        "",
        "UPDATE 1 - The army left.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert find_layout(text).dateline is None


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By Jane Doe and John Roe, Staff Writers",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Photo: Jane Doe",
        "FILE - In this May 3 photo, the president waves.",
        "© 2024 The Agency",
        "Copyright 2024 The Agency. All rights reserved.",
        "This material may not be published, broadcast or redistributed.",
        "Read more: The talks so far",
        "Jane Doe in Oslo contributed to this report.",
        "ADVERTISEMENT",
        "REUTER",
        "* * *",
        "https://example.org/a",
    ],
)
def test_furniture(line: str) -> None:
    text = f"The army left the city.\n\n{line}\n\nThe rebels stayed."
    layout = find_layout(text)
    assert [s.of(text) for s in layout.furniture] == [line]
    assert layout.is_furniture(text.index(line))
    assert not layout.is_furniture(0)
    assert not layout.is_furniture(len(text) - 1)


@pytest.mark.parametrize(
    "line",
    ["By Monday the army had left the city.", "Reporting was banned.", "Related parties left.", "Video showed soldiers leaving the city."],
)
def test_prose(line: str) -> None:
    assert find_layout(line).furniture == ()


def test_dateline_is_furniture() -> None:
    text = "OSLO (NN) - The army left."
    layout = find_layout(text)
    assert layout.is_furniture(0)
    assert not layout.is_furniture(text.index("The"))


@given(st.text(max_size=120))
def test_spans_hold(text: str) -> None:
    layout = find_layout(text)
    for span in (*layout.furniture, *([layout.dateline.span] if layout.dateline else [])):
        assert 0 <= span.start < span.end <= len(text)


def test_hostile_lines_cost_little() -> None:
    text = "By " + "A" * 480 + ".\n" + "By " + "Aa " * 150 + ".\n" + "A, " * 160 + "\n" + "Read " * 90
    assert find_layout(text * 20) is not None
