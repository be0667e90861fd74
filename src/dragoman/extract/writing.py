"""From which day a document speaks."""

from __future__ import annotations

from datetime import date

from dragoman.language import Analysis
from dragoman.resolve.dates import grain_of, published_date
from dragoman.resolve.timex import find
from dragoman.resolve.timex_rules import Context


def written_on(analysis: Analysis) -> date | None:
    """The day that a document speaks from: that of its publication, else the one that its dateline tells together with the year."""
    dateline, text = analysis.layout.dateline, analysis.document.text
    if analysis.document.published or dateline is None or dateline.date is None:
        return published_date(analysis.document.published)
    told = [e.value for e in find(dateline.date.of(text), Context(None)) if e.kind == "DATE" and e.value and grain_of(e.value) == "day"]
    return published_date(told[0]) if told else None
