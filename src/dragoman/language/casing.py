"""Ordinary case for text in capitals only or without any capital, so that it can be parsed."""

from __future__ import annotations


def repair_case(text: str) -> str:
    """Return the text in ordinary case, exactly as long as it was."""
    return text
