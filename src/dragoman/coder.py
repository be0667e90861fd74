"""The whole pipeline on one page: a document goes in, a report comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dragoman.errors import DataError, MissingFinding, TooLarge
from dragoman.extract.adjectives import place_adjectives
from dragoman.extract.assemble import assemble
from dragoman.extract.candidates import propose_events
from dragoman.extract.circumstances import place_events, place_statements
from dragoman.extract.conventions import apply_conventions
from dragoman.extract.entities import find_entities
from dragoman.extract.events import find_events
from dragoman.extract.explaining import explain_events
from dragoman.extract.factuality import judge_factuality
from dragoman.extract.judging import judge_events
from dragoman.extract.places import find_places
from dragoman.extract.quantities import find_quantities
from dragoman.extract.register import take_offices
from dragoman.extract.standing import leave_out_standing
from dragoman.extract.statements import find_statements
from dragoman.extract.ties import find_ties
from dragoman.extract.times import find_times
from dragoman.language import FINDINGS, Analysis, check_language, model_name, parse
from dragoman.language.encoder import Judge, load_judge
from dragoman.model import Document, Event, Failure, Report, Versions
from dragoman.model.explanation import Explanation
from dragoman.model.register import Register
from dragoman.ontology import Ontology, load_ontology
from dragoman.settings import GRAMMAR, MODEL, Settings
from dragoman.tables import laid_over, lay_over


@dataclass(frozen=True)
class Stage:
    """One question that is answered: a function of the analysis, the finding it assigns and those it needs."""

    name: str
    run: Callable[[Analysis], tuple[Any, ...]]
    assigns: str
    requires: tuple[str, ...] = ()


STAGES = (
    Stage("times", find_times, "times"),
    Stage("entities", find_entities, "entities"),
    Stage("offices", take_offices, "entities", ("entities",)),
    Stage("places", find_places, "places", ("entities",)),
    Stage("statements", find_statements, "statements", ("entities",)),
    Stage("events", find_events, "events", ("entities", "statements")),
    Stage("candidates", propose_events, "events", ("events", "entities")),
    Stage("factuality", judge_factuality, "events", ("events", "statements")),
    Stage("judging", judge_events, "events", ("events", "entities")),
    Stage("quantities", find_quantities, "events", ("events", "times")),
    Stage("conventions", apply_conventions, "events", ("events", "statements")),
    Stage("occasions", place_statements, "statements", ("statements", "times", "places")),
    Stage("circumstances", place_events, "events", ("events", "times", "places")),
    Stage("adjectives", place_adjectives, "places", ("places",)),
    Stage("ties", find_ties, "ties", ("entities", "statements", "times")),
    Stage("standing", leave_out_standing, "events", ("events", "ties")),
)


def load_register(path: Path) -> Register:
    """The register of a snapshot. Raises ``DataError`` where the file is missing or no snapshot."""
    try:
        return Register.from_json(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise DataError(f"{path}: can't be read ({error.strerror or error})") from None


class Coder:
    """Reads documents. Make one and use it for many: models and tables are loaded once.

    The order of the stages is checked when the coder is made (``MissingFinding``), not when it fails.
    """

    def __init__(self, settings: Settings | None = None, stages: tuple[Stage, ...] = STAGES) -> None:
        self.settings = settings or Settings()
        self.tables = lay_over(self.settings.tables) if self.settings.tables else laid_over()
        self.stages = stages
        known: set[str] = set()
        for stage in stages:
            if missing := set(stage.requires) - known:
                raise MissingFinding(f"stage {stage.name} needs {', '.join(sorted(missing))}, which no stage before it finds")
            known.add(stage.assigns)

    @cached_property
    def versions(self) -> Versions:
        """What the reports are made with."""
        judge = {"judge": self.judge.version} if self.judge else {}
        tables = {"tables": self.tables} if self.tables else {}
        places = {"places": "with adjectives"} if self.settings.adjectives else {}
        register = self.register.version if self.register else None
        return Versions(version("dragoman"), self.ontology.version, {"en": model_name(), **judge, **tables, **places}, register)

    @cached_property
    def register(self) -> Register | None:
        """The register of offices that the settings name. Raises ``DataError`` where it is missing or broken."""
        return load_register(Path(self.settings.register)) if self.settings.register else None

    @cached_property
    def ontology(self) -> Ontology:
        """The types of events that are looked for. Raises ``DataError`` where the folder that the settings name is missing or broken."""
        ontology = load_ontology(Path(self.settings.ontology).resolve() if self.settings.ontology else None)
        if ontology.head and self.judge and ontology.head.judge != self.judge.version:
            raise DataError(
                f"{self.settings.ontology}: trained with judge {ontology.head.judge}, but this is {self.judge.version}; train it anew"
            )
        return ontology

    @cached_property
    def judge(self) -> Judge | None:
        """The model that the settings name, None where grammar alone decides. Raises ``DataError`` where it is missing or broken."""
        if self.settings.judge == GRAMMAR:
            return None
        return load_judge(None if self.settings.judge == MODEL else Path(self.settings.judge))

    def read(self, document: Document) -> Report:
        """The report of one document. Raises ``LanguageError`` and ``TooLarge`` for what the settings refuse."""
        return next(self.read_many([document]))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Report]:
        """Reports in order, a few documents at a time; memory does not grow with their number.

        Raises as ``read`` does at the first document that is refused; ``check`` tells beforehand.
        """
        self.register, self.ontology, self.judge  # noqa: B018 - what is missing or broken is told before the first text is read
        for analysis in parse(self._checked(documents)):
            self._prepare(analysis)
            yield self._report(analysis)

    def explain(self, document: Document) -> tuple[Report, tuple[Explanation, ...]]:
        """The report of one document and why each of its events was coded as it was, in the same order. Raises as ``read`` does."""
        (analysis,) = parse(self._checked([document]))
        self._prepare(analysis)
        trail: list[tuple[str, tuple[Event, ...]]] = []
        report = self._report(analysis, trail)
        return report, explain_events(analysis, trail, report)

    def check(self, document: Document) -> None:
        """Raise ``TooLarge`` or ``LanguageError`` where the settings refuse a document."""
        most = self.settings.max_characters
        if len(document.text) > most:
            raise TooLarge(f"the text has {len(document.text):,} characters, more than {most:,}; split it, or raise the limit")
        check_language(document.text, self.settings.language)

    def _checked(self, documents: Iterable[Document]) -> Iterator[Document]:
        for document in documents:
            self.check(document)
            yield document

    def _prepare(self, analysis: Analysis) -> None:
        analysis.judge, analysis.ontology = self.judge, self.ontology
        analysis.register, analysis.adjectives = self.register, self.settings.adjectives

    def _report(self, analysis: Analysis, trail: list[tuple[str, tuple[Event, ...]]] | None = None) -> Report:
        """The report of an analysis; the events behind each stage that finds or changes them are added to a trail."""
        failures = list(analysis.failures)
        for stage in self.stages:
            try:
                analysis.assign(stage.assigns, stage.run(analysis))
            except Exception as error:  # whatever goes wrong in one stage, what the others find stays
                failures.append(Failure(stage.name, f"{type(error).__name__}: {error}"))
                analysis.ensure(stage.assigns)
            if trail is not None and stage.assigns == "events":
                trail.append((stage.name, analysis.events))
        for name in FINDINGS:
            analysis.ensure(name)
        return assemble(analysis, self.versions, tuple(failures))
