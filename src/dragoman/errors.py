"""Everything that can go wrong, as one small tree.

DragomanError                 whatever a caller may want to catch
├── SourceError               bytes that hold no readable document (the reason is the message)
│   ├── LanguageError         text in a language that was not asked for
│   └── TooLarge              more bytes or characters than a document may have
├── DataError                 a table, an ontology or a model that is missing or broken; names the file (and line)
├── MissingFinding            a stage asked for what no stage before it has found
├── RecordError               the record can't be opened, read or written
└── UsageError                options that contradict each other

A message is one line, says what is wrong and, where something can be done, what.
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that dragoman raises on purpose."""


class SourceError(DragomanError):
    """Bytes or lines that hold no readable document."""


class LanguageError(SourceError):
    """Text in another language than the one asked for."""


class TooLarge(SourceError):  # noqa: N818 - reads better as a state
    """A document over the size limit of the settings."""


class DataError(DragomanError):
    """A data file that is missing or broken; the message names the file and, for tables, the line."""


class MissingFinding(DragomanError):  # noqa: N818 - reads better as a state
    """A stage needs a finding that no earlier stage has assigned."""


class RecordError(DragomanError):
    """A record that can't be opened, read or written."""


class UsageError(DragomanError):
    """Options or arguments that do not go together."""
