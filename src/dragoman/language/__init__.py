"""From text to syntax: case, language, quotation marks, sentences, parse. The only room that knows spaCy."""

from typing import TYPE_CHECKING

from dragoman.language.analysis import FINDINGS, Analysis
from dragoman.language.identify import check_language
from dragoman.language.parse import model_name, parse
from dragoman.language.quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

    __all__ = ["FINDINGS", "Analysis", "Doc", "Quote", "Token", "Tokens", "check_language", "model_name", "parse"]
else:
    __all__ = ["FINDINGS", "Analysis", "Quote", "check_language", "model_name", "parse"]
