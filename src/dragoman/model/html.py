"""A report as a piece of HTML: its text with marks, then its tables. What notebooks show. Standard library only.

All text goes through ``safe.escaped``, links through ``safe.web_link``. Colours are translucent, so that one style does on light and
dark ground, and nothing is told by colour alone: each kind of mark has its own line or weight, and each says what it is in its ``title``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model.marks import KINDS, Piece, find_marks, headline, is_unspaced, pieces
from dragoman.model.report import Report
from dragoman.model.rows import EventRow, StatementRow, TieRow, entity_rows, event_rows, statement_rows, tie_rows
from dragoman.model.safe import escaped, one_line, web_link

STYLE = """
.dragoman{font:15px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
.dragoman h2{font-size:1.35em;line-height:1.3;margin:0 0 .2em}
.dragoman h3{font-size:1em;margin:1.6em 0 .4em}
.dragoman h3 small{font-weight:400;opacity:.65}
.dragoman .about{opacity:.75;margin:0 0 1em}
.dragoman .text{white-space:pre-wrap;max-width:46em;border-left:3px solid rgba(128,128,128,.35);padding-left:1em}
.dragoman .key{margin:.8em 0;font-size:.87em}
.dragoman .key>span{margin-right:1.1em;white-space:nowrap}
.dragoman .actor{background:rgba(47,129,247,.17);border-radius:3px}
.dragoman .source{border-bottom:2px solid #1a9c86}
.dragoman .cue{font-style:italic;color:#15806e;border-bottom:2px dotted #1a9c86}
.dragoman .content{background:rgba(26,156,134,.13)}
.dragoman .actor.content{background:linear-gradient(rgba(47,129,247,.17),rgba(47,129,247,.17)),rgba(26,156,134,.13)}
.dragoman .event{font-weight:700;background:rgba(230,126,34,.33);border-radius:3px}
.dragoman .scroll{overflow-x:auto}
.dragoman table{border-collapse:collapse;width:100%;font-size:.9em;line-height:1.45}
.dragoman th,.dragoman td{text-align:left;vertical-align:top;padding:.4em .7em .4em 0}
.dragoman th,.dragoman td{border-bottom:1px solid rgba(128,128,128,.3);overflow-wrap:break-word}
.dragoman th{font-size:.85em;opacity:.7;white-space:nowrap}
.dragoman td:last-child{min-width:15em}
.dragoman td.when{white-space:nowrap}
.dragoman td small{display:block;opacity:.7}
.dragoman .type{font-weight:600;white-space:nowrap}
.dragoman .type::before{content:"";display:inline-block;width:.6em;height:.6em;margin-right:.4em;border-radius:50%;background:#888}
.dragoman .q-vc::before{background:#2f81f7}.dragoman .q-mc::before{background:#1a9c86}
.dragoman .q-vx::before{background:#e67e22}.dragoman .q-mx::before{background:#d1343f}
.dragoman .fail{border-left:3px solid #d1343f;padding-left:.8em}
@media (prefers-color-scheme:dark){.dragoman .cue{color:#3fc9b0}}
""".strip()

_QUADS = {"verbal cooperation": "q-vc", "material cooperation": "q-mc", "verbal conflict": "q-vx", "material conflict": "q-mx"}
_KEY = {"actor": "actor or recipient", "source": "who says it", "cue": "the saying", "content": "what is said", "event": "event"}
_NONE = "–"


def fragment(report: Report, style: bool = True) -> str:
    """The report as one ``<div class="dragoman">``; ``style`` puts the style sheet in front of it."""
    sheet = f"<style>{STYLE}</style>" if style else ""
    return f'{sheet}<div class="dragoman">{"".join(_parts(report))}</div>'


def _parts(report: Report) -> Iterator[str]:
    document = report.document
    marks = find_marks(report)
    begins = headline(report)
    cut = list(pieces(len(document.text), marks, begins))
    title = "".join(_piece(p, document.text) for p in cut if p.span.end <= begins)
    yield f'<h2 dir="auto">{title or escaped(one_line(document.title or "") or document.id)}</h2>'
    yield f'<p class="about">{_about(report)}</p>'
    key = "".join(f'<span><span class="{kind}">{_KEY[kind]}</span></span>' for kind in KINDS)
    yield f'<div class="key">{key}</div>'
    body = "".join(_piece(p, document.text) for p in cut if p.span.start >= begins)
    spaced = body.replace("\n", "\n\n") if is_unspaced(document.text) else body
    yield f'<div class="text">{spaced.lstrip() if begins else spaced}</div>'
    yield _table("Events", ("Who", "Event", "Whom", "When", "Where", "Certainty", "According to", "Evidence"), _events(report))
    yield _table("Statements", ("Who", "Says", "To whom", "What"), [_statement(row) for row in statement_rows(report)])
    yield _table("Ties", ("Who", "Relation", "To whom", "According to", "Evidence"), [_tie(row) for row in tie_rows(report)])
    yield _table("Actors", ("Name", "Kind", "Country", "Sectors", "Speaks for"), _actors(report))
    for failure in report.failures:
        yield f'<p class="fail">stage {escaped(failure.stage)} failed: {escaped(one_line(failure.error))}</p>'


def _about(report: Report) -> str:
    document = report.document
    facts = [escaped(one_line(fact)) for fact in (document.publisher, document.published, document.language) if fact]
    if url := web_link(document.url):
        facts.append(f'<a href="{escaped(url)}" rel="noopener noreferrer nofollow">{escaped(url)}</a>')
    elif document.url:
        facts.append(escaped(one_line(document.url)))
    return " · ".join(facts)


def _piece(piece: Piece, text: str) -> str:
    words = escaped(piece.span.of(text))
    if not piece.marks:
        return words
    kinds = [kind for kind in KINDS if piece.of(kind)]
    labels = dict.fromkeys(mark.label for kind in reversed(kinds) if (mark := piece.of(kind)))
    return f'<span class="{" ".join(kinds)}" title="{escaped("; ".join(one_line(label) for label in labels))}">{words}</span>'


def _events(report: Report) -> list[tuple[str, ...]]:
    return [_event(row) for row in event_rows(report)]


def _event(row: EventRow) -> tuple[str, ...]:
    mode = f" {_words(row.modes)}" if row.modes else ""
    quad = _QUADS.get(row.quad, "")
    plain = f"<small>plainly {escaped(row.plain_type)}</small>" if row.plain_type != row.type else ""
    counted = "".join(f"<small>{escaped(one_line(q))}</small>" for q in row.quantities)
    flags = [name for name in ("historical", "hypothetical") if getattr(row, name)]
    return (
        _words(row.actors),
        f'<span class="type {quad}">{escaped(row.type)}</span>{mode}{plain}{counted}',
        _words(row.recipients),
        _words([row.time]),
        _words([row.place]) + (f"<small>{escaped(row.place_country)}</small>" if row.place_country else ""),
        f"{escaped(row.factuality)}<small>{escaped(' '.join([row.aspect, *flags]))}</small>",
        _words([row.according_to or row.publisher]),
        escaped(row.evidence),
    )


def _statement(row: StatementRow) -> tuple[str, ...]:
    said = f"{_words([row.cue])}<small>{escaped(row.stance)}</small>"
    return (_words([row.source]), said, _words([row.audience]), escaped(row.content) or _NONE)


def _tie(row: TieRow) -> tuple[str, ...]:
    relation = ("not " if row.polarity == "-" else "") + row.relation.replace("_", " ")
    voice = _words([row.according_to or row.publisher])
    return (_words([row.subject]), escaped(relation), _words([row.object]), voice, escaped(row.evidence))


def _actors(report: Report) -> list[tuple[str, ...]]:
    rows = [row for row in entity_rows(report) if row.country or row.sectors]
    return [
        (
            _words([row.name]) + (f"<small>{escaped(one_line(row.title))}</small>" if row.title else ""),
            escaped(row.kind),
            _words([row.country]),
            _words(row.sectors),
            _words([row.affiliation]),
        )
        for row in rows
    ]


def _words(names: Iterable[str | None]) -> str:
    return escaped(", ".join(one_line(name) for name in names if name)) or _NONE


def _table(title: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    heading = f"<h3>{title} <small>{len(rows)}</small></h3>"
    if not rows:
        return heading
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    cells = [f'<td class="{column.lower()}">' if column == "When" else "<td>" for column in columns]
    body = "".join(f"<tr>{''.join(f'{start}{cell}</td>' for start, cell in zip(cells, row, strict=True))}</tr>" for row in rows)
    return f'{heading}<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
