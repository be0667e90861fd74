"""The report as frozen dataclasses. Standard library only."""

from dragoman.model.document import Document
from dragoman.model.entity import Entity, Mention
from dragoman.model.event import Event, Quantity, Reading
from dragoman.model.place import EventPlace, Place
from dragoman.model.report import SCHEMA, Failure, Report, Versions
from dragoman.model.span import Span
from dragoman.model.statement import Statement
from dragoman.model.tie import RELATIONS, Tie
from dragoman.model.time import EventTime, TimeExpression

__all__ = [
    "RELATIONS",
    "SCHEMA",
    "Document",
    "Entity",
    "Event",
    "EventPlace",
    "EventTime",
    "Failure",
    "Mention",
    "Place",
    "Quantity",
    "Reading",
    "Report",
    "Span",
    "Statement",
    "Tie",
    "TimeExpression",
    "Versions",
]
