"""HTML: the article's text and what its head says about it, by trafilatura and htmldate. Nothing is ever fetched."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import SourceError
from dragoman.model import Document
from dragoman.model.safe import web_link
from dragoman.settings import Settings
from dragoman.sources.decode import decode, looks_binary
from dragoman.sources.rejected import Defaults, Found, Rejected, check_published, sample
from dragoman.sources.stated import one_line, stated_by
from dragoman.sources.text import read_whole

LARGEST = 10_000_000  # bytes of a page; articles have a hundredth of it
DEEPEST = 400  # elements inside each other
MOST = 50_000  # elements of a page; more take seconds to read
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
FRONT = 3  # articles with a linked heading that make a front page
LONGEST_NOTICE = 1_500  # characters
_SENTENCE = re.compile(r"[.!?]\s+|\n")
# What pages say to their visitors in place of an article; news about cookies does not speak to "you" in half of its sentences.
_NOTICE = re.compile(
    r"\b(?:we|our|this (?:site|website)|our partners) (?:use|uses|store|stores)\b.{0,40}\bcookies\b|\byour? (?:cookie|privacy|consent)\b"
    r"|\b(?:manage|change|set) your (?:preferences|choices|settings)\b"
    r"|\baccept(?:ing)? (?:all )?(?:our )?(?:use of )?cookies\b|\bour use of cookies\b"
    r"|\bplease (?:enable|turn on|allow) (?:javascript|cookies)\b|\b(?:enable|turn on) javascript\b|\byou are (?:a )?human\b"
    r"|\bare you a robot\b|\bchecking your browser\b|\bdisable your ad ?blocker\b",
    re.IGNORECASE,
)
_HYPHENS = re.compile("[\u00ad\u200b\ufeff]")  # where a word may be broken on a screen; not part of the article's text
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # characters that XML does not know


def read_html(stream: BinaryIO, origin: str, defaults: Defaults, settings: Settings) -> Iterator[Found | Rejected]:
    """Yield the one document of a page, or why there is none."""
    data = b""
    try:
        data = read_whole(stream, settings)
        document = page_document(data, defaults)
    except SourceError as error:
        yield Rejected(origin, str(error), sample=sample(data))
        return
    yield Found(document, origin)


def page_document(data: bytes, defaults: Defaults, *, charset: str | None = None, url: str | None = None) -> Document:
    """The article of a page. Raises ``SourceError`` where there is none.

    charset: what the server said of the bytes, if it did. url: where the page was found; an address
    that the page gives itself goes before.
    """
    if len(data) > LARGEST:
        raise SourceError(f"is a page of more than {LARGEST:,} bytes")
    if not data.strip():
        raise SourceError("is empty")
    page = _page(_decoded(data, charset))
    text, about = _article(page)
    if not text.strip():
        raise SourceError("holds no article text")
    if _is_notice(text):
        raise SourceError("holds no article, only a notice to visitors (cookies, JavaScript, a check)")
    if _is_front(page, text):
        raise SourceError("is a page of several articles with a link to each; read those")
    stated = stated_by(page, web_link(url))
    url = stated.url or web_link(url) or web_link(about.get("url"))
    return Document(
        _HYPHENS.sub("", text),
        title=one_line(about.get("title")) or stated.title or defaults.title,
        publisher=stated.publisher or one_line(about.get("sitename")) or defaults.publisher or host_of(url),
        published=stated.published or _published(page, url) or defaults.published,
        url=url,
    )


def _is_notice(text: str) -> bool:
    """Whether a short text only tells visitors what to do before they may read."""
    sentences = [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]
    return len(text) < LONGEST_NOTICE and sum(bool(_NOTICE.search(sentence)) for sentence in sentences) * 2 >= len(sentences)


def _is_front(page: Any, text: str) -> bool:
    """Whether most of the text comes from several ``<article>`` elements whose headings lead elsewhere, and from none of them mostly."""
    teasers = page.xpath("//article[.//*[self::h1 or self::h2 or self::h3 or self::h4][.//a[@href] or ancestor::a[@href]]]")
    if len(teasers) < FRONT:
        return False
    words = [" ".join(" ".join(teaser.itertext()).split()) for teaser in teasers]
    lines = [" ".join(line.lstrip("-#* ").split()) for line in text.splitlines() if line.strip()]
    shares = [sum(len(line) for line in lines if line in one) for one in words]
    return sum(shares) * 2 > sum(map(len, lines)) and max(shares) * 2 < sum(shares)


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``, which stands for the publisher where nobody is named."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _decoded(data: bytes, charset: str | None) -> str:
    """The page's characters: UTF-8 where it is that, else by what the server or its head declares, else by the rule of ``decode``.

    What is valid UTF-8 is nothing else, whatever a server says of all its pages; only ISO 2022 is made of the same bytes.
    """
    if reason := looks_binary(data) if not data.startswith((b"\xff\xfe", b"\xfe\xff")) else "":
        raise SourceError(reason)
    if b"\x1b" not in data:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8-sig")
    declared = _CHARSET.search(data, 0, 4096)
    for name in (charset or "", declared[1].decode("ascii") if declared else ""):
        if not name or name.lower().startswith(("utf-16", "utf-32")) or data.startswith(b"\xef\xbb\xbf"):
            continue
        with suppress(LookupError, ValueError):
            return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin-1", "ascii") else name)
    return decode(data)


def _page(text: str) -> Any:
    """The tree of a page. Built here and passed on as a tree: given a string, the libraries might take it for an address."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    parser = HTMLParser(collect_ids=False, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8", huge_tree=False)
    try:
        tree = document_fromstring(_FORBIDDEN.sub(" ", text).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(f"is no readable HTML: {one_line(str(error))}") from None
    depth = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > DEEPEST:
            raise SourceError(f"is HTML nested more than {DEEPEST} deep")
        if count > MOST:
            raise SourceError(f"is HTML of more than {MOST:,} elements")
    return tree


def _article(page: Any) -> tuple[str, dict[str, Any]]:
    """The article's text and the page's metadata; whatever the library stumbles over on a hostile page is a reason to reject it."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    _silence()
    try:
        found = bare_extraction(
            deepcopy(page),
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"max_date": "1990-01-01"},
        )
    except Exception as error:
        raise SourceError(f"could not be read as HTML: {type(error).__name__}: {one_line(str(error))}") from None
    if found is None:
        return "", {}
    about = found if isinstance(found, dict) else {name: getattr(found, name, None) for name in ("text", "title", "sitename", "url")}
    return about.get("text") or "", about


def _published(page: Any, url: str | None) -> str | None:
    """The date of first publication that htmldate finds in the address or in marked-up dates."""
    from htmldate import find_date

    try:
        found = find_date(
            page, extensive_search=False, original_date=True, url=url, outputformat="%Y-%m-%dT%H:%M:%S", min_date="1980-01-01"
        )
        return check_published(found.removesuffix("T00:00:00")) if found else None
    except Exception:  # a date is optional: without it relative times stay unresolved
        return None


def _silence() -> None:
    """Keep the libraries' log off the error stream: what matters of it becomes a reason."""
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
