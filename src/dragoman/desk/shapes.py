"""What goes in and out of the API, as its OpenAPI tells it. Answers are the package's own dataclasses; filters are the command line's."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, create_model

from dragoman.model import Report
from dragoman.model.rows import EntityRow, EventRow, StatementRow, TieRow
from dragoman.record.correcting import ACTIONS, Correction
from dragoman.record.filters import ASKABLE
from dragoman.record.paging import LARGEST, DocumentRow

T = TypeVar("T")
MOST_DOCUMENTS = 100  # of one request

EXAMPLE = {"text": "Chad accused Libya on Monday of shelling a border post. Libya denied the attack.", "published": "2024-03-14"}
CORRECTION = {
    "document": "6f1c9d0a2b7e4c58a1d3f0e2",
    "action": "factuality",
    "event": "v2",
    "payload": {"factuality": "PR+"},
    "reason": "the ministry says 'apparently'",
}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DocumentIn(_Strict):
    """A text to be read, and what is known about its publication. Without ``published`` relative times stay without value."""

    text: str = Field(min_length=1, description="The text; spans of the report point into it, in code points.")
    id: str | None = Field(None, max_length=500, description="The caller's id; else one is made from address (or publisher) and text.")
    title: str | None = Field(None, max_length=2000)
    publisher: str | None = Field(None, max_length=500)
    published: str | None = Field(None, max_length=50, description="ISO 8601 date, or date and time.")
    url: str | None = Field(None, max_length=4000)


class Batch(_Strict):
    """Several texts to be read at once."""

    documents: list[DocumentIn] = Field(min_length=1, max_length=MOST_DOCUMENTS)


class Unreadable(BaseModel):
    """A text of the batch that could not be read: its place in it, from 0, and why."""

    index: int
    reason: str


class Readings(BaseModel):
    """The reports of a batch in order, and what could not be read."""

    reports: list[Report]
    rejected: list[Unreadable]


class PageOf(BaseModel, Generic[T]):
    """Some items, and the cursor of the next page (null on the last)."""

    items: list[T]
    next: str | None


class CorrectionIn(_Strict):
    """A correction: of an event by its id, or of what stands at a span. ``docs/desk.md`` has the payload of each action."""

    document: str | None = Field(None, max_length=500, description="Null for an identity that holds in all documents.")
    action: Literal[tuple(a for a in ACTIONS if a != "undo")]  # type: ignore[valid-type]
    payload: dict[str, Any] = Field(default_factory=dict)
    event: str | None = Field(None, max_length=50)
    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    author: str | None = Field(None, max_length=200, description="Only where no token says who it is.")
    reason: str | None = Field(None, max_length=2000)


class UndoIn(_Strict):
    """Why a correction is taken back, and by whom where no token says so."""

    author: str | None = Field(None, max_length=200)
    reason: str | None = Field(None, max_length=2000)


class TokenOut(BaseModel):
    """Who has a token, for what, since when, and whether it was revoked."""

    name: str
    scope: str
    created: str
    revoked: str | None


class Health(BaseModel):
    """That the desk answers, and can ask its record."""

    status: Literal["ok"]
    dragoman: str
    record: str = Field(description="Differs whenever what is asked may have changed.")


class ProblemOut(BaseModel):
    """RFC 9457. ``errors`` says, for each field that can't be, where it stands and why."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, Any]] | None = None


_MEANING = {
    "actor": "Who did it (statements: the source; ties: the subject): a part of the name, or a country code.",
    "recipient": "To whom: a part of the name, or a country code.",
    "party": "On either side: a part of the name, or a country code.",
    "between": "Two by a comma: what either did to the other.",
    "country": "Country codes of either side, by commas.",
    "sector": "Sectors of either side, by commas.",
    "type": "Event types (with mode: COERCE-arrest), stances, kinds or relations, by commas.",
    "mode": "Modes, by commas.",
    "context": "Contexts, by commas.",
    "quad": "Quad categories, by commas.",
    "factuality": "CT+ PR+ PS+ CT- PR- PS- Uu, by commas.",
    "voice": "According to whom: a part of the name; publisher is nobody else.",
    "publisher": "Who published it: a part of the name.",
    "since": "From this day, month or year on.",
    "until": "Up to this day, month or year, included.",
    "place": "Where: a part of the name, or a country code.",
    "box": "south,west,north,east in degrees.",
    "near": "latitude,longitude,kilometres.",
    "quantity": "killed, killed>=10, >1000.",
    "confidence": "At least so confident, 0 to 1.",
    "text": 'All these words occur in the evidence: word "a phrase" begin*.',
}
_EXAMPLES: dict[str, Any] = {
    "actor": "NOR",
    "recipient": "Chile",
    "party": "Ola Berg",
    "between": "NOR,Chile",
    "country": "NOR,CHL",
    "sector": "GOV,MIL",
    "mode": "arrest,expel",
    "context": "military",
    "quad": "verbal conflict",
    "factuality": "CT+,PR+",
    "voice": "publisher",
    "publisher": "Courier",
    "since": "2023-05",
    "until": "2023-05-10",
    "place": "Oslo",
    "box": "54,4,72,32",
    "near": "59.91,10.75,50",
    "quantity": "killed>=10",
    "confidence": 0.8,
    "text": 'border "coast guard" frig*',
}
_TYPES = {"events": "ACCUSE,COERCE-arrest", "statements": "denies", "entities": "person,organization", "ties": "member_of"}
ROWS: dict[str, Any] = {"events": EventRow, "statements": StatementRow, "entities": EntityRow, "ties": TieRow}


def filters_of(table: str, paged: bool = True) -> type[BaseModel]:
    """The query of a table: its filters, and the page that is wanted."""
    found: dict[str, Any] = {}
    for name, meaning in _MEANING.items():
        if name in ASKABLE[table]:
            kind = float | None if name == "confidence" else str | None
            limits: dict[str, Any] = {"ge": 0, "le": 1} if name == "confidence" else {"max_length": 500}
            example = _TYPES[table] if name == "type" else _EXAMPLES[name]
            found[name] = (kind, Field(None, description=meaning, examples=[example], **limits))
    if paged:
        found["limit"] = (int, Field(50, ge=1, le=LARGEST, description="So many items at most."))
        found["cursor"] = (str | None, Field(None, max_length=500, description="Where the last page ended: its `next`."))
    return create_model(f"{table.capitalize()}Query{'' if paged else 'All'}", __config__=ConfigDict(extra="forbid"), **found)


class DocumentsQuery(_Strict):
    """Which documents."""

    publisher: str | None = Field(None, max_length=500, description="A part of its name.")
    text: str | None = Field(None, max_length=500, description="A part of the title.")
    limit: int = Field(50, ge=1, le=LARGEST, description="So many items at most.")
    cursor: str | None = Field(None, max_length=500, description="Where the last page ended: its `next`.")


__all__ = ["Correction", "DocumentRow", "Report"]
