"""Every type's own examples: what its file says must be found is found, what must not is not."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman import Document
from dragoman.coder import Coder
from dragoman.model import Report
from dragoman.ontology import Example, load_ontology
from dragoman.settings import GRAMMAR, Settings

TYPES = load_ontology().types
POSITIVE = [(kind.name, example) for kind in TYPES.values() for example in kind.positive]
NEGATIVE = [(kind.name, example) for kind in TYPES.values() for example in kind.negative]


@cache
def reports() -> dict[str, Report]:
    """The reports of all examples, by text; read in one go."""
    texts = dict.fromkeys(example.text for _, example in (*POSITIVE, *NEGATIVE))
    coder = Coder(Settings(judge=GRAMMAR))  # the triggers are tested, not the model
    return {report.document.text: report for report in coder.read_many(Document(id=str(n), text=t) for n, t in enumerate(texts))}


def named(report: Report, ids: tuple[str, ...], words: str | None) -> bool:
    """Whether one of the entities has a mention with the words."""
    mentions = [m.span for e in report.entities if e.id in ids for m in e.mentions]
    return words is None or any(words in report.document.text[span.start : span.end] for span in mentions)


@pytest.mark.parametrize(("kind", "example"), POSITIVE, ids=[f"{kind}: {example.text}" for kind, example in POSITIVE])
def test_finds(kind: str, example: Example) -> None:
    report = reports()[example.text]
    events = [event for event in report.events if kind in (event.type, event.plain_type)]
    assert any(
        named(report, event.actors, example.actor)
        and named(report, (*event.recipients, *event.actors), example.recipient)
        and (example.mode is None or example.mode in event.modes)
        for event in events
    ), [(e.plain_type, e.modes, e.trigger, e.actors, e.recipients) for e in report.events]


@pytest.mark.parametrize(("kind", "example"), NEGATIVE, ids=[f"{kind}: {example.text}" for kind, example in NEGATIVE])
def test_keeps_quiet(kind: str, example: Example) -> None:
    assert [event.trigger for event in reports()[example.text].events if kind in (event.type, event.plain_type)] == []
