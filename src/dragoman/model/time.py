"""Time expressions, and when an event happened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.model.span import Span

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True)
class TimeExpression:
    """A time expression of the text and its TIMEX3 value (null where it can't be told).

    according_to: the statement whose content holds it, the innermost of several; null where the publisher tells it.
    """

    span: Span
    type: TimeType
    value: str | None
    according_to: str | None = None


@dataclass(frozen=True)
class EventTime:
    """When something happened: TIMEX3 value and grain (``day``, ``week``, ``month``, ``year``, ``hour`` …).

    span is null where no words say it; inferred: taken from elsewhere than the event's own clause.
    """

    span: Span | None
    value: str
    grain: str
    inferred: bool = False
