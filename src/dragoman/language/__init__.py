"""From text to syntax: case, language, quotation marks, sentences, parse. The only room that knows spaCy."""

from typing import TYPE_CHECKING

from dragoman.language.analysis import Analysis
from dragoman.language.parse import parse
from dragoman.language.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    __all__ = ["Analysis", "Doc", "Quote", "Token", "Tokens", "parse"]
else:
    __all__ = ["Analysis", "Quote", "parse"]
