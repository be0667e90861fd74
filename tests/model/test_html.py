from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.model import Document, Report, Versions
from dragoman.model.html import fragment
from tests.model.samples import HOSTILE, TEXT, hostile, sample

ALLOWED = {"div", "style", "h2", "h3", "p", "span", "small", "table", "thead", "tbody", "tr", "th", "td", "a"}
ATTRIBUTES = {"class", "title", "dir", "href", "rel", "scope"}


class Checked(HTMLParser):
    """Collects text; refuses elements, attributes and nesting that no report may bring in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.classes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        assert {name for name, _ in attrs} <= ATTRIBUTES
        self.open.append(tag)
        given = dict(attrs)
        self.classes |= set((given.get("class") or "").split())
        if "href" in given:
            self.links.append(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def check(html: str) -> Checked:
    parser = Checked()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return parser


def test_the_notebook_shows_text_marks_and_tables() -> None:
    shown = check(sample()._repr_html_())
    words = "".join(shown.words)
    assert TEXT in words
    assert {"actor", "source", "cue", "content", "event"} <= shown.classes
    for part in ("Norway weighs league office", "Events", "Statements", "Ties", "COERCE", "arrested: at least 12", "2023-W18", "member of"):
        assert part in words
    assert shown.links == ["https://news.example/1"]


def test_hostile_text_is_only_text() -> None:
    html = fragment(hostile())
    shown = check(html)
    assert not shown.links
    assert "<script" not in html
    assert "\x1b" not in html
    assert "\u202e" not in html
    assert "<script>alert('1')</script> &amp;" in "".join(shown.words)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40) | st.text("<>&\"'=/ascript-!\x1b", min_size=1))
def test_no_text_breaks_out(words: str) -> None:
    assert not check(fragment(hostile(words))).links


def test_the_style_can_be_left_out() -> None:
    assert "<style>" not in fragment(sample(), style=False)
    assert HOSTILE not in fragment(hostile(), style=False)


def test_a_title_that_begins_the_text_is_shown_once() -> None:
    report = Report(Versions("0", "P"), Document("Chile & Peru meet\nMinisters met.", title="Chile & Peru meet"))
    page = fragment(report)
    assert page.count("Chile &amp; Peru meet") == 1
    assert '<div class="text">Ministers met.</div>' in page
    other = fragment(Report(Versions("0", "P"), Document("Chile & Peru meet again", title="Chile & Peru meet")))
    assert other.count("Chile &amp; Peru meet") == 2
