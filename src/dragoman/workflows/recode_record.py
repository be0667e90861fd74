"""``dragoman recode-record``: read every document of a record again, by the present version; older reports stay as its history."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

from dragoman.record import Record
from dragoman.settings import Settings
from dragoman.sources.rejected import Found
from dragoman.workflows.add import Stored, ThriftyCoder, add
from dragoman.workflows.read import read_items


def recode_record(record: Record, settings: Settings | None = None) -> Iterator[Stored]:
    """Code each document anew and store the report as its current one; yield what became of each, by document id.

    What the present version has coded already is ``unchanged`` and costs next to nothing, so a recoding that was stopped is simply
    started again. A document on which the coder fails keeps its older report and is noted in the quarantine. What was accepted once
    is not refused now: neither language nor length is judged again.
    """
    coder = ThriftyCoder(record, replace(settings or Settings(), language="any", max_characters=sys.maxsize))
    found = (Found(document, f"document {document.id}") for document in record.all_documents())
    yield from add(read_items(found, coder), record)
