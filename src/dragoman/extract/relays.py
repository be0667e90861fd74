"""Whose report is passed on: the agency of a dateline or in brackets, and those that a report cites for what it says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.cues import Cue
from dragoman.extract.ranges import Draft, source_range
from dragoman.language import Analysis, grammar
from dragoman.language.quotes import paragraphs
from dragoman.model import Entity, Span, Statement
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

CITING = {"cite", "quote"}
INFORMANTS = {"source", "insider", "person", "people"}
SPEAKING = {"person", "organization", "group", "country"}
SIGNED = re.compile(r"[(\[](?P<agency>[A-Z][^()\[\]\n]{1,40})[)\]][ \t]*\.?$", re.MULTILINE)
MEDIA = "JRN"


def cited(token: Token, analysis: Analysis) -> Token | None:
    """Whom a report cites for what it says ("reported, citing two officials"), None where "citing" gives a reason or an example."""
    if token.lemma_ not in CITING:
        return None
    beside = token.tag_ == "VBG" and token.dep_ in ("advcl", "acl", "dep", "conj", "prep", "xcomp")
    if not beside and not (token.dep_ == "relcl" and any(t.tag_ == "WDT" for t in token.lefts) and not grammar.is_passive(token)):
        return None
    named = next((c for c in token.rights if c.dep_ in ("dobj", "pobj")), None)
    if named is None:
        return None
    entity = analysis.entity_of(named)
    voice = entity is not None and entity.kind in SPEAKING
    return named if voice or named.lemma_.lower() in word_list("papers") | INFORMANTS else None


def governor(draft: Draft, drafts: Sequence[Draft], analysis: Analysis) -> int | None:
    """Number of the draft whose content a cited voice answers for: above it in the sentence, else the nearest in it."""
    doc = analysis.doc
    token = doc[draft.anchor]
    if token.dep_ == "relcl":  # "according to the daily, which cited officials"
        return next((n for n, d in enumerate(drafts) if token.head.i in (d.source_head, d.relayed) and d.anchor < token.i), None)
    by_anchor = {d.anchor: n for n, d in enumerate(drafts) if d.relayed is None and d.contents and _reports(d)}
    beside = token.left_edge.i - 1
    for number in by_anchor.values():
        if doc[beside].text == "," and drafts[number].cue[1] == beside:  # "reported, citing …, that"
            return number
    for above in grammar.ancestors(token):
        if above.i in by_anchor:
            return by_anchor[above.i]
    sentence = token.sent
    near = [i for i in by_anchor if sentence.start <= i < sentence.end]
    return by_anchor[min(near, key=lambda i: abs(i - draft.anchor))] if near else None


def _reports(draft: Draft) -> bool:
    return draft.entry.cue_class in ("speech", "writing") and draft.entry.stance == "asserts" and not draft.negated


def give_voice(draft: Draft, named: Token) -> None:
    """Make those who are cited the source of a draft, whose content another draft has."""
    written = named.lemma_.lower() in word_list("papers") and named.ent_type_ == ""
    draft.source, draft.source_head, draft.contents = source_range(named), named.i, ()
    draft.entry = Cue("writing" if written else "speech", "asserts")


def agencies(analysis: Analysis) -> list[Statement]:
    """What the publisher prints as another's: the lead behind a dateline with an agency, a paragraph signed by one.

    Without cue; the content is the whole paragraph. What follows the lead stays the publisher's own voice: papers go on with
    copy of their own. Nothing where the agency is the publisher itself.
    """
    text, layout = analysis.document.text, analysis.layout
    found: list[Statement] = []
    dateline = layout.dateline
    if dateline is not None and dateline.agency is not None and not _is_publisher(analysis, dateline.agency):
        end = next((p.end for p in paragraphs(text) if p.end > dateline.span.end), 0)
        if end:
            found.append(_relay(analysis, dateline.agency, Span(dateline.span.end, end), len(found)))
    for match in SIGNED.finditer(text):
        if layout.is_furniture(match.start()):
            continue
        agency, entity = Span(*match.span("agency")), _entity(analysis, Span(*match.span("agency")))
        content = Span(text.rfind("\n", 0, match.start()) + 1, len(text[: match.start()].rstrip()))
        if entity is not None and MEDIA in entity.sectors and content.length > 0 and not _is_publisher(analysis, agency):
            found.append(_relay(analysis, agency, content, len(found)))
    return found


def _relay(analysis: Analysis, agency: Span, content: Span, number: int) -> Statement:
    entity = _entity(analysis, agency)
    return Statement(f"r{number}", entity.id if entity else None, agency, None, (content,), cue_class="writing", confidence=0.6)


def _entity(analysis: Analysis, span: Span) -> Entity | None:
    head = analysis.head(span)
    return analysis.entity_of(head) if head is not None else None


def _is_publisher(analysis: Analysis, agency: Span) -> bool:
    publisher = analysis.document.publisher
    if not publisher:
        return False
    name, entity = agency.of(analysis.document.text).lower(), _entity(analysis, agency)
    names = {name} | ({entity.name.lower()} if entity else set())
    publisher = publisher.removeprefix("The ")
    initials = "".join(w[0] for w in publisher.replace("-", " ").split() if w[0].isupper()).lower()
    own = {publisher.lower(), initials}
    return any(n in own or (len(n) > 3 and n in publisher.lower()) for n in names)
