"""Is this text in the language that was asked for?"""

from __future__ import annotations


def check_language(text: str, wanted: str = "en") -> None:
    """Raise ``LanguageError`` where the text is clearly in another language."""
    del text, wanted
