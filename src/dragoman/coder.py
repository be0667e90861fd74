"""The whole pipeline on one page: a document goes in, a report comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from dragoman.errors import DragomanError, MissingFinding
from dragoman.extract.assemble import assemble
from dragoman.language import Analysis, parse
from dragoman.model import Document, Failure, Report, Versions
from dragoman.settings import Settings


@dataclass(frozen=True)
class Stage:
    """One question that is answered: a function of the analysis, what it needs and what it assigns."""

    name: str
    run: Callable[[Analysis], tuple[Any, ...]]
    assigns: str
    requires: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = ()


class Coder:
    """Reads documents. Make one and use it for many: models and tables are loaded once.

    The order of the stages is checked when the coder is made (``MissingFinding``), not when it fails.
    """

    def __init__(self, settings: Settings | None = None, stages: tuple[Stage, ...] = STAGES) -> None:
        self.settings = settings or Settings()
        self.stages = stages
        known: set[str] = set()
        for stage in stages:
            if missing := set(stage.requires) - known:
                raise MissingFinding(f"stage {stage.name} needs {', '.join(sorted(missing))}, which no stage before it finds")
            known.add(stage.assigns)
        self.versions = Versions(dragoman=version("dragoman"), ontology="PLOVER 0.8")

    def read(self, document: Document) -> Report:
        """The report of one document. Raises ``LanguageError`` and ``TooLarge`` for what the settings refuse."""
        return next(self.read_many([document]))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Report]:
        """Reports in order, a few documents at a time; memory does not grow with their number."""
        for analysis in parse(documents):
            yield self._report(analysis)

    def _report(self, analysis: Analysis) -> Report:
        failures = []
        for stage in self.stages:
            try:
                analysis.assign(stage.assigns, stage.run(analysis))
            except (DragomanError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
                failures.append(Failure(stage.name, f"{type(error).__name__}: {error}"))
                analysis.ensure(stage.assigns)
        return assemble(analysis, self.versions, tuple(failures))
