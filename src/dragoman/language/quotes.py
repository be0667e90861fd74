"""Quoted stretches of a text, whatever the marks, balanced or not."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Span


@dataclass(frozen=True)
class Quote:
    """A quoted stretch. span includes the marks, inner leaves them out; closed is false where the closing mark is missing."""

    span: Span
    inner: Span
    closed: bool = True


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Return the quoted stretches of a text, in text order; quotes within quotes are not listed."""
    del text
    return ()
