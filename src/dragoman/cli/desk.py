"""The desk and the log of corrections: ``dragoman serve``, ``dragoman token``, ``dragoman correct``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.cli.asking import RecordFile
from dragoman.cli.notes import say
from dragoman.cli.options import Adjectives, AllowPrivate, Judge, Language, Ontology, Register, Tables
from dragoman.errors import UsageError
from dragoman.settings import JUDGE, Settings

Tokens = Annotated[Path | None, typer.Option(metavar="FILE", help="Where the hashes of tokens lie; without it beside the record.")]


def serve(
    *,
    record: RecordFile,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; other than 127.0.0.1 and ::1 needs tokens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8484,
    name: Annotated[list[str] | None, typer.Option(metavar="HOST", help="A name under which it is reached; may be given again.")] = None,
    tokens: Tokens = None,
    rate: Annotated[int, typer.Option(min=1, help="Requests a minute for each token.")] = 600,
    seconds: Annotated[float, typer.Option(min=1, help="Longest time of one request.")] = 30.0,
    language: Language = "en",
    judge: Judge = JUDGE,
    ontology: Ontology = None,
    allow_private: AllowPrivate = False,
    tables: Tables = None,
    register: Register = None,
    adjectives: Adjectives = False,
) -> None:
    """Open a desk: pages to read, search and correct a record, and an API.

    Only this machine reaches it, unless --host says otherwise; then each request needs a token (dragoman token). Ctrl-C closes it, and
    what was accepted is kept.
    """
    from dragoman.desk.serving import serve as run
    from dragoman.desk.settings import DeskSettings

    given: dict[str, Any] = {"ontology": ontology, "tables": tables, "register": register, "adjectives": adjectives}
    reading = Settings(language=language, judge=judge, allow_private=allow_private, **given)
    about: dict[str, Any] = {"names": tuple(name or ()), "tokens": tokens, "rate": rate, "seconds": seconds, "reading": reading}
    run(DeskSettings(record, host, port, **about), say)


def token(
    action: Annotated[str, typer.Argument(metavar="add|list|revoke", help="What to do.", show_default=False)],
    holder: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Whose token.", show_default=False)] = None,
    *,
    record: RecordFile,
    scope: Annotated[str, typer.Option(metavar="SCOPE", help="read, correct or admin; each may do what those before it may.")] = "read",
    tokens: Tokens = None,
) -> None:
    """Tokens for a desk that other machines reach: make one, list them, revoke one.

    A token is printed once; only its hash is kept. A desk that is open heeds a change at once.
    """
    from dragoman.desk.settings import DeskSettings
    from dragoman.desk.tokens import add_token, read_tokens, revoke_token
    from dragoman.model.safe import one_line

    file = DeskSettings(record, tokens=tokens).token_file
    if action == "list":
        for one in read_tokens(file):
            state = f"revoked {one.revoked}" if one.revoked else "holds"
            sys.stdout.write(one_line(f"{one.name}  {one.scope}  made {one.created}  {state}") + "\n")
        return
    if action not in ("add", "revoke") or not holder:
        raise UsageError("dragoman token add NAME, dragoman token list, or dragoman token revoke NAME")
    if action == "add":
        sys.stdout.write(add_token(file, holder, scope) + "\n")  # type: ignore[arg-type]  # a wrong scope is refused there
        say("dragoman: keep it well, it is not shown again")
    else:
        revoke_token(file, holder)
        say(f"dragoman: the token of {holder} holds no more")


def correct(
    document: Annotated[str | None, typer.Argument(metavar="[DOCUMENT]", help="Its id; without one, the log is shown.")] = None,
    action: Annotated[
        str | None,
        typer.Argument(metavar="[ACTION]", help="type, parties, factuality, time, place, identity, add, merge, split, reject, accept."),
    ] = None,
    *,
    record: RecordFile,
    event: Annotated[str | None, typer.Option(metavar="ID", help="The event that is meant: v2.")] = None,
    span: Annotated[str | None, typer.Option(metavar="START,END", help="The words that are meant, in code points.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="What it shall be: type=ACCUSE; JSON where it is a list or number."),
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="An identity that holds in all documents; there is no DOCUMENT then.")
    ] = False,
    undo: Annotated[int | None, typer.Option(metavar="N", help="Take correction N back.")] = None,
    orphans: Annotated[bool, typer.Option("--orphans", help="Show those that fit no report any more.")] = False,
    author: Annotated[str | None, typer.Option(help="Who says so.")] = None,
    reason: Annotated[str | None, typer.Option(help="Why.")] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="So many lines of the log at most.")] = None,
) -> None:
    """Correct what a record says, take corrections back, or show their log.

    Corrections are kept apart from the reports and applied over them when asking; nothing in the log is ever changed. The log is
    printed as JSON Lines, the newest first.
    """
    from dragoman.model.codec import to_plain
    from dragoman.model.safe import json_text
    from dragoman.record import Record

    with Record.open(record, create=False) as store:
        if undo is not None:
            found = [store.undo(undo, author=author, reason=reason)]
        elif orphans:
            found = store.orphans()
        elif everywhere:
            found = [store.correct(None, action or document or "identity", _payload(set_), author=author, reason=reason)]
        elif action is None:
            found = store.corrections(document, author=author, limit=limit)
        else:
            signed = {"author": author, "reason": reason}
            found = [store.correct(document, action, _payload(set_), event=event, span=_span(span), **signed)]
    for one in found:
        sys.stdout.write(json_text(json.dumps(to_plain(one), ensure_ascii=False)) + "\n")


def _payload(given: list[str] | None) -> dict[str, Any]:
    """Keys and values; a value that is JSON (a list, a number, null) is that."""
    found: dict[str, Any] = {}
    for one in given or []:
        key, equals, value = one.partition("=")
        if not equals:
            raise UsageError(f"--set takes KEY=VALUE, not {one!r}")
        try:
            made = json.loads(value)
        except ValueError:
            made = value
        whole = key in ("name", "value", "time", "entity", "title", "wikidata") and not isinstance(made, (str, type(None)))
        found[key.strip()] = value if whole and not (key == "value" and isinstance(made, float)) else made
    return found


def _span(given: str | None) -> tuple[int, int] | None:
    if given is None:
        return None
    parts = given.split(",")
    if len(parts) != 2 or not all(part.strip().isdecimal() for part in parts):
        raise UsageError(f"--span takes START,END, not {given!r}")
    return int(parts[0]), int(parts[1])
