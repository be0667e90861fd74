"""From a template and what it shows to a page. All text is escaped, and what reverses or hides words is made visible."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from dragoman.model.rows import EventRow
from dragoman.model.safe import encodable, visible, web_link
from dragoman.ontology import load_ontology

HERE = Path(__file__).parent
QUADS = {"verbal cooperation": "q-vc", "material cooperation": "q-mc", "verbal conflict": "q-vx", "material conflict": "q-mx"}


@cache
def wording() -> dict[str, Any]:
    """The words of the interface, ``wording.toml``: one place to read, mend and translate them."""
    with open(HERE / "wording.toml", "rb") as stream:
        return tomllib.load(stream)


@cache
def environment() -> Environment:
    """The templates. A name that is not there is an error, in the page's words as in what it shows."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"told": told, "listed": listed, "day": day, "link": web_link, "certainty": certainty, "verb": verb, "url": url}
    made.globals |= {"w": wording(), "url": url, "static": static, "quads": QUADS, "types": tuple(load_ontology().types)}
    return made


def _shown(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def page(request: Request, template: str, **shown: Any) -> HTMLResponse:
    """A page of the desk."""
    about = {"visitor": request.state.visitor, "local": request.app.state.settings.local, "here": request.url.path}
    made = environment().get_template(template).render(**about, **shown)
    return HTMLResponse(encodable(made))


def url(path: str, **query: Any) -> str:
    """An address of the desk; what is None or empty is left out."""
    given = {name: encodable(str(value)) for name, value in query.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


@cache
def static(name: str) -> str:
    """The address of a file of the desk's own, which changes with its content."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


def day(value: str | None) -> str:
    """A date for reading: ``10 May 2023``; what is no day stays as it is."""
    try:
        found = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    months = wording()["months"]["names"]
    return f"{found.day} {months[found.month - 1]} {found.year}"


def listed(names: Sequence[str]) -> str:
    """Names as one reads them: ``Norway and Chile``, ``Norway, Peru and Chile``."""
    *first, last = names
    return f"{', '.join(first)} {wording()['sentence']['and']} {last}" if first else last


def told(value: Any) -> str:
    """A value of a correction's payload, for reading."""
    if isinstance(value, Mapping):  # an anchor, or one of the events that something is split into
        if "start" in value:
            return f"{value['start']}–{value.get('end')}"
        return f"{'; '.join(value.get('actors') or ()) or '–'} → {'; '.join(value.get('recipients') or ()) or '–'}"
    if isinstance(value, (list, tuple)):
        parts = [told(one) for one in value]
        return (" | " if any(isinstance(one, Mapping) for one in value) else ", ").join(parts) or "–"
    return "–" if value in (None, "") else str(value)


def certainty(label: str) -> str:
    """A label of factuality in words."""
    return str(wording()["certainty"].get(label.replace("+", "p").replace("-", "m"), label))


def verb(row: EventRow) -> str:
    """An event as the verb of a sentence: "accused"; "to accuse" where it is to come, "did not accuse" where it is denied."""
    base, past = wording()["verbs"].get(row.type, (row.type.lower(), row.type.lower()))
    if row.factuality.endswith("-"):
        told = f"{wording()['sentence']['did_not']} {base}"
    elif row.tense == "future" or row.aspect == "planned":
        told = f"{wording()['sentence']['to']} {base}"
    else:
        told = past
    words = told.split()
    return told if row.recipients or words[-1] not in wording()["sentence"]["links"] else " ".join(words[:-1])
