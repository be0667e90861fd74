"""What the settings refuse: documents that are too long or in another language."""

from __future__ import annotations

from dragoman.errors import TooLarge
from dragoman.language.identify import check_language
from dragoman.model import Document
from dragoman.settings import Settings


def allowed(document: Document, settings: Settings) -> Document:
    """The document itself; raises ``TooLarge`` or ``LanguageError``, both ``SourceError``, where the settings refuse it."""
    if len(document.text) > settings.max_characters:
        raise TooLarge(f"its text is longer than {settings.max_characters:,} characters")
    check_language(document.text, settings.language)
    return document
