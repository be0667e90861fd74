"""Make hostile text harmless, in one place: for terminals, HTML, links, CSV cells and JSON. Standard library only.

Article text comes from anybody. It may hold escape sequences that rewrite a terminal, characters that reverse or hide words,
HTML, links that run scripts, and spreadsheet formulas. Every writer passes text through one of these functions.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

# Characters that show nothing but change what is shown: soft hyphen, zero-width space to right-to-left mark, line and paragraph
# separators, bidirectional embeddings, overrides and isolates, invisible operators, byte order mark, annotations, tag characters.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_UNSAFE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{_INVISIBLE}]")
_RETURN = re.compile(r"\r(?=\n)")
_SPACES = re.compile(r"\s+")
_IN_JSON = re.compile(f"[\x7f-\x9f\ud800-\udfff{_INVISIBLE}]")
_PLAIN = re.compile(r"[+-]|[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")  # a sign alone (polarity) or a number
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def visible(text: str) -> str:
    """The text with every control, reversing and invisible character shown as a visible one, newline and tab kept.

    One code point replaces one, so spans still hold. Nothing in the result can move a cursor or change the order of reading.
    """
    return _UNSAFE.sub(_shown, _RETURN.sub(" ", text).replace("\r", "\n"))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def one_line(text: str) -> str:
    """``visible`` text on one line, white space collapsed."""
    return _SPACES.sub(" ", visible(text)).strip()


def escaped(text: str) -> str:
    """``visible`` text for HTML, in elements and in quoted attributes."""
    return html.escape(visible(text), quote=True)


def web_link(url: str | None) -> str | None:
    """The URL if it is an http or https one with a host and without odd characters, else None."""
    if not url or visible(url) != url or re.search(r"[\s<>\"'`\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def table_cell(text: str) -> str:
    """``visible`` text that no spreadsheet takes for a formula: an apostrophe where one would begin; numbers, a sign alone stay."""
    shown = visible(text)
    if shown.lstrip(" ").startswith(_FORMULA) and not _PLAIN.fullmatch(shown):
        return f"'{shown}"
    return shown


def json_text(dumped: str) -> str:
    r"""JSON text in which controls, lone surrogates and invisible characters are written as ``\uXXXX``.

    ``dumped`` is what ``json.dumps(..., ensure_ascii=False)`` returned; the value it stands for stays the same.
    """
    return _IN_JSON.sub(_json_escape, dumped)


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def encodable(text: str) -> str:
    """The text with NUL and lone surrogates, which not every file and database takes, replaced one by one."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)
