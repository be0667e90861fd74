"""Options and arguments that several commands share, and what is done before and after reading."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.guard import FAILED, MISUSED
from dragoman.cli.notes import say
from dragoman.errors import SourceError, UsageError
from dragoman.settings import JUDGE, Settings

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.model import Report

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files or folders: text, HTML, JSON Lines, WARC, WET, PETRARCH's XML, each also as .gz; ZIP; - is standard input; or addresses (https://…).",
        show_default=False,
    ),
]
Published = Annotated[str | None, typer.Option(help="Date (and time) of publication, ISO 8601, where the input does not say it.")]
Publisher = Annotated[str | None, typer.Option(help="Who published it, where the input does not say it.")]
Title = Annotated[str | None, typer.Option(help="Its title, where the input does not say it.")]
Language = Annotated[str, typer.Option(help="Language of the texts; 'any' reads every text as if it were English.")]
Judge = Annotated[str, typer.Option(metavar="WHO", help="Who decides what an event is: model, grammar, or a model's folder.")]
Tables = Annotated[str | None, typer.Option("--tables", metavar="DIR", help="A folder of your own tables, laid over ours.")]
Register = Annotated[str | None, typer.Option("--register", metavar="FILE", help="A frozen register of offices (dragoman register).")]
Adjectives = Annotated[bool, typer.Option("--adjectives", help='List adjectives of countries ("Russian drills") among the places.')]
Ontology = Annotated[
    str | None, typer.Option(metavar="DIR", help="A folder with event types of your own, which replace PLOVER's or add to them.")
]
MaxCharacters = Annotated[int, typer.Option(min=1, help="Longer documents are refused.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private networks and this machine, too.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit status 1 if any input could not be read.")]


class Inputs:
    """The items that a reading command goes through; tells on the error stream what could not be read and remembers that it did."""

    def __init__(
        self,
        paths: list[str],
        *,
        published: str | None,
        publisher: str | None,
        title: str | None,
        language: str,
        max_characters: int,
        judge: str = JUDGE,
        ontology: str | None = None,
        allow_private: bool = False,
        tables: str | None = None,
        register: str | None = None,
        adjectives: bool = False,
    ) -> None:
        from dragoman.sources.opening import is_url

        check_date(published)
        self.missing = [path for path in paths if path != "-" and not is_url(path) and not os.path.lexists(path)]
        self.paths = [path for path in paths if path not in self.missing]
        self.published, self.publisher, self.title = published, publisher, title
        given: dict[str, Any] = {
            "allow_private": allow_private,
            "tables": tables,
            "register": register,
            "ontology": ontology,
            "adjectives": adjectives,
        }
        self.settings = Settings(language=language, max_characters=max_characters, judge=judge, **given)
        self.incomplete = False

    def tell_missing(self) -> None:
        """Name the paths that are not there."""
        for path in self.missing:
            say(f"dragoman: {path}: there is no such file or folder")

    def items(self, coder: Coder | None = None) -> Iterator[Any]:
        """Reports and what could not be read, in order, each of the latter told; coder where it shall not be the common one."""
        from dragoman.workflows.read import read_paths

        self.tell_missing()
        if not self.paths:
            return
        about = {"title": self.title, "publisher": self.publisher, "published": self.published}
        yield from self._told(read_paths(self.paths, self.settings, coder=coder, note=_note, **about))

    def reports(self) -> Iterator[Report]:
        """Only what could be read."""
        from dragoman.model import Report

        return (item for item in self.items() if isinstance(item, Report))

    def _told(self, items: Iterable[Any]) -> Iterator[Any]:
        from dragoman.model import Report

        for item in items:
            if isinstance(item, Report):
                for failure in item.failures:
                    self.incomplete = True
                    say(f"dragoman: {item.document.id}: stage {failure.stage} failed: {failure.error}")
            else:
                self.incomplete = True
                where = item.origin if item.line is None else f"{item.origin}, line {item.line}"
                say(f"dragoman: {where}: {item.reason}")
            yield item

    def finish(self, strict: bool) -> None:
        """Leave with the status that fits: 2 for paths that are not there, 1 for others that could not be read if that is asked."""
        if self.missing:
            raise typer.Exit(MISUSED)
        if strict and self.incomplete:
            raise typer.Exit(FAILED)


def _note(line: str) -> None:
    say(f"dragoman: {line}")


def check_date(value: str | None) -> None:
    """Raise ``UsageError`` where the value is no ISO 8601 date or date and time."""
    from dragoman.sources import check_published

    try:
        if value is not None:
            check_published(value)
    except SourceError as error:
        raise UsageError(f"--published: {error}") from None
