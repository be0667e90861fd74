import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.safe import encodable, escaped, json_text, one_line, table_cell, visible, web_link

ANY = st.text(st.characters(exclude_categories=()), max_size=60)  # lone surrogates and controls too
NASTY = st.text(
    st.sampled_from("\x00\x07\x1b\x7f\x9b\r\n\t\u00ad\u200b\u200e\u202e\u2066\u2028\ufeff\U000e0041\ud800[m=+-@<>&\"' a1"), max_size=40
)
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e0fff]"
)


@given(ANY | NASTY)
def test_visible_text_holds_nothing_harmful_and_keeps_its_length(text: str) -> None:
    shown = visible(text)
    assert not HARMFUL.search(shown)
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c in "\n\t" or c.isprintable() for c in shown if c < "\u0600")
    assert len(shown) == len(text)


@given(st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\u3164\uffa0\u115f\u1160"), max_size=40))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_controls_are_shown_by_their_pictures() -> None:
    assert visible("\x1b[31m\x07\x7f\x9b\u202eab\u200bc") == "␛[31m␇␡\ufffd\ufffdab\ufffdc"
    assert visible("a\r\nb\rc\td") == "a \nb\nc\td"


@given(ANY | NASTY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@given(ANY | NASTY)
def test_escaped_text_opens_no_tag_and_closes_no_attribute(text: str) -> None:
    made = escaped(text)
    assert not set(made) & set("<>\"'")
    assert not HARMFUL.search(made)


@pytest.mark.parametrize("url", ["https://news.example/a?b=c#d", "http://x.example:8080/ü"])
def test_web_links_stay(url: str) -> None:
    assert web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://a.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "/path",
        "https:",
        "http://[::1",
        'https://a.example/"onclick="x',
        "https://a.example/\u202egpj",
        "file:///etc/passwd",
    ],
)
def test_other_links_are_none(url: str | None) -> None:
    assert web_link(url) is None


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2+3", "@x", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "+1 555 0100", "--", "+ "])
def test_formulas_are_defused(text: str) -> None:
    assert table_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-3.5", "+4", "-1e5", "12", "+", "-", "a=b", "", "Norway - Chile"])
def test_numbers_and_words_stay(text: str) -> None:
    assert table_cell(text) == text


@given(st.text("=+-@ \t\r1.eA", max_size=8))
def test_no_cell_begins_a_formula(text: str) -> None:
    made = table_cell(text)
    if made.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\n")):
        assert made in ("+", "-") or float(made) is not None


@given(ANY | NASTY)
def test_json_text_means_the_same_and_is_safe(text: str) -> None:
    made = json_text(json.dumps({"a": text}, ensure_ascii=False))
    assert not HARMFUL.search(made)
    made.encode()
    # A high and a low surrogate side by side are one character to every JSON reader.
    same = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert json.loads(made)["a"] == same


@given(ANY)
def test_encodable_text_can_be_encoded(text: str) -> None:
    assert len(encodable(text).encode().decode()) == len(text)
