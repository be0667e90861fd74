"""How certain an act is, when it takes place, and whether it is background or supposed: by the grammar of certainty.

The scale and labels are FactBank's: -3 … 3; ``CT`` certain, ``PR`` probable, ``PS`` possible, ``Uu`` left open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.extract.disputes import add_disputes
from dragoman.language import Analysis
from dragoman.language.certainty import Operator, compose
from dragoman.language.governors import governor_class
from dragoman.language.modality import operators
from dragoman.model import Event, Reading, Span, Statement
from dragoman.model.event import Aspect, Factuality, Tense, label_of

if TYPE_CHECKING:
    from dragoman.language import Doc, Token

MISSED = 0.95  # from here on what somebody tried or was to do has not come about
BACKGROUND_YEARS = 2  # so many years before publication make an act background
# Content of others' statements keeps a trace of its value in the publisher's reading.
PUBLISHER_SHARE = 1 / 3

FUTURE = {"will", "would", "planned", "expected", "threatened", "wanted", "may", "might", "could", "can", "should", "must"}
FUTURE |= {"purpose", "until", "possible", "command", "if", "infinitive", "consequence", "scheduled", "upcoming"}
OPEN_INFINITIVE = {"whether", "doubted", "believed", "reported", "claimed"}
SUPPOSED = {"if", "consequence", "would have", "could have", "should have", "imagined"}
STOPPING = {"stop", "cease", "halt", "end", "finish", "quit", "suspend", "abandon", "conclude", "cancel", "scrap", "break", "lift"}
STOPPING |= {"discontinue", "give_up", "break_off"}
AHEAD = {"tomorrow", "tonight"}  # with the present tense: what is planned
ONGOING = {"continue", "keep", "remain", "ongoing", "continuing", "continued", "under", "underway"}
YEAR = re.compile(r"(1[5-9]\d\d|20\d\d)s?$")
LONG_UNITS = {"year", "decade", "century", "generation"}


@dataclass(frozen=True)
class Judgement:
    """What grammar says of one act. value: -3 (certainly not) … 3 (certainly)."""

    factuality: Factuality
    value: float
    tense: Tense
    aspect: Aspect
    historical: bool = False
    hypothetical: bool = False


def factuality_of(token: Token, analysis: Analysis | None = None, within: range | None = None) -> Judgement:
    """Judge the act that a verb, noun or adjective names.

    within: indexes of the cue tokens of the statement that tells it; then the judgement is that voice's, else the reader's.
    analysis: gives the date of publication, from which background is counted; without it only words like "decades ago" tell.
    """
    above = operators(token, within)
    value = round(3 * compose(above), 2) + 0.0
    tense = _tense(token, above)
    return Judgement(
        factuality=label_of(value),
        value=value,
        tense=tense,
        aspect=_aspect(token, above, tense, value),
        historical=tense != "future" and _historical(token, _published(analysis)),
        hypothetical=_hypothetical(token, above, within is not None),
    )


def judge_factuality(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events with factuality, value, readings, tense, aspect, historical and hypothetical filled in.

    An event inside a statement's content is judged as that voice presents it; ``readings`` tell how the voices around it and
    the publisher do. Raises ``MissingFinding`` where events or statements were not found before.
    """
    statements = {s.id: s for s in analysis.statements}
    return add_disputes(tuple(_judged(event, analysis, statements) for event in analysis.events), analysis)


def _judged(event: Event, analysis: Analysis, statements: dict[str, Statement]) -> Event:
    token = analysis.head(event.trigger_span)
    if token is None:
        return event
    voice = statements.get(event.according_to or "")
    judged = factuality_of(token, analysis, cue_of(event, analysis))
    value = judged.value
    if voice is not None and voice.stance == "denies" and not _presupposed(token, voice, analysis):
        value = -value
    elif (voice is not None and voice.stance == "questions") or (voice is not None and voice.stance == "declines"):
        value = min(value, 0.0)
    return replace(
        event,
        factuality=label_of(value),
        value=value,
        readings=_readings(value, analysis, voice, statements),
        tense=judged.tense,
        aspect=judged.aspect,
        historical=judged.historical,
        hypothetical=judged.hypothetical,
    )


def _presupposed(noun: Token, voice: Statement, analysis: Analysis) -> bool:
    """Whether what a voice turns down is an act that has been done ("rejected an offer by B")."""
    if noun.dep_ not in ("dobj", "obj") or voice.cue_span is None:
        return False
    return noun.head in analysis.tokens(voice.cue_span) and governor_class(noun.head, "obj") == "factive"


def cue_of(event: Event, analysis: Analysis) -> range | None:
    """Indexes of the cue under which the event's innermost voice tells it; the walk up to the operators of certainty ends there."""
    statements = {s.id: s for s in analysis.statements}
    return _indexes(analysis, _teller(statements.get(event.according_to or ""), statements))


def _teller(voice: Statement | None, statements: dict[str, Statement]) -> Statement | None:
    """The statement whose cue governs the content: of somebody who is cited, the one that cites him."""
    outer = statements.get(voice.within or "") if voice is not None else None
    while voice is not None and outer is not None and outer.content_spans == voice.content_spans:
        voice, outer = outer, statements.get(outer.within or "")
    return voice


def _indexes(analysis: Analysis, voice: Statement | None) -> range | None:
    if voice is None or voice.cue_span is None:
        return None
    tokens = analysis.tokens(voice.cue_span)
    return range(tokens[0].i, tokens[-1].i + 1) if tokens else None


def _readings(value: float, analysis: Analysis, voice: Statement | None, statements: dict[str, Statement]) -> tuple[Reading, ...]:
    """How the voices outside the innermost one present the act, from inside outwards, the publisher last."""
    found: list[Reading] = []
    seen: set[str] = set()
    label = label_of(value)
    while voice is not None and voice.id not in seen:
        seen.add(voice.id)
        outer = statements.get(voice.within or "")
        if outer is not None and _denies_claim(outer, voice, analysis):
            value = -value
            label = label_of(value)
        elif not _vouches(voice, analysis):
            value, label = _outside(value, voice), "Uu"
        found.append(Reading(outer.id if outer else None, label, value))
        voice = outer
    return tuple(found)


def _denies_claim(outer: Statement, inner: Statement, analysis: Analysis) -> bool:
    """Whether somebody denies what another one claims ("A rejected B's claim that"); denying that B said it leaves the act open."""
    if outer.stance != "denies" or inner.stance != "asserts" or inner.cue_span is None:
        return False
    heads = [analysis.head(content) for content in outer.content_spans]
    return any(h is not None and h.pos_ == "NOUN" and inner.cue_span.contains(Span(h.idx, h.idx + len(h))) for h in heads)


def _outside(value: float, voice: Statement) -> float:
    """What is left of a voice's value for one who reports that voice and does not stand for it."""
    return round(value * PUBLISHER_SHARE, 2) if voice.stance == "asserts" else 0.0


def _vouches(voice: Statement, analysis: Analysis) -> bool:
    """Whether the cue takes its content for granted ("confirmed", "revealed"), or the voice's words are passed on as they came.

    Then the reporting voice stands for it too.
    """
    if voice.cue_span is None or voice.stance != "asserts":
        return voice.cue_span is None and voice.stance == "asserts" and voice.source_span is not None
    cue = analysis.head(voice.cue_span)
    return cue is not None and governor_class(cue, "that") in ("factive", "proof")


def _published(analysis: Analysis | None) -> int | None:
    date = analysis.document.published if analysis else None
    return int(date[:4]) if date and date[:4].isdigit() else None


def _tense(token: Token, above: list[Operator]) -> Tense:
    """When the act itself lies, seen from the time of writing.

    Walks up to the first finite verb; an operator of the future met on the way there decides first.
    """
    names = {o.at: o.name for o in above}
    node = token
    while True:
        finite = _finite_tense(node)
        if finite:
            return "future" if finite == "present" and _lies_ahead(node) else finite
        if _stopped(node):
            return "past" if _finite_tense(node.head) == "past" else "present"
        if node.dep_ == "relcl" or node.head == node:
            return "past" if node.tag_ in ("VBN", "NN", "NNS", "NNP") else "future" if node.tag_ == "VB" else "present"
        if names.get(node.head.i) != "failed" and any(c.dep_ == "amod" and names.get(c.i) in FUTURE for c in node.children):
            return "future"
        if node.dep_ not in ("conj", "appos") and names.get(node.head.i) in FUTURE | {"unlikely"} and not _perfect(node):
            return "future"
        if names.get(node.head.i) in OPEN_INFINITIVE and any(c.tag_ == "TO" for c in node.children):
            return "future"
        if node.dep_ == "acl" and node.tag_ == "VBN":
            return "past"
        node = node.head


def _lies_ahead(verb: Token) -> bool:
    """Whether a verb in the present tense tells of what is to come ("hosts a summit next week", "if B attacks")."""
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in verb.children):
        return True
    for child in verb.children:
        if child.dep_ in ("npadvmod", "advmod", "tmod") and (
            child.lower_ in AHEAD or any(c.lower_ == "next" and c.dep_ == "amod" for c in child.children)
        ):
            return True
    return False


def _perfect(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _finite_tense(verb: Token) -> Tense | None:
    """The tense of a finite verb, None of anything else."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    perfect = _perfect(verb)
    if perfect and any(a.tag_ == "TO" for a in auxiliaries):
        return "past"  # "seems to have left"
    if perfect and verb.lemma_ == "be" and any(c.dep_ == "prep" and c.lower_ in ("for", "since") for c in verb.children):
        return "present"  # "have been on strike for a week"
    for auxiliary in auxiliaries:
        if auxiliary.tag_ == "MD":
            return "past" if perfect and auxiliary.lower_ not in ("will", "'ll", "’ll") else "future"
    if any(a.tag_ == "VBD" for a in auxiliaries) or (perfect and any(a.tag_ in ("VBZ", "VBP") for a in auxiliaries)):
        progressive = verb.tag_ == "VBG" and perfect
        return "present" if progressive and not any(a.tag_ == "VBD" for a in auxiliaries) else "past"
    if any(a.tag_ in ("VBZ", "VBP") for a in auxiliaries):
        return "past" if verb.tag_ == "VBN" and not any(a.tag_ == "VBG" for a in auxiliaries) else "present"
    if verb.tag_ == "VBD":
        return "past"
    return "present" if verb.tag_ in ("VBZ", "VBP") else None


def _aspect(token: Token, above: list[Operator], tense: Tense, value: float) -> Aspect:
    doc = token.doc
    words = {doc[o.at].lemma_.lower() for o in above if o.name == "support"}
    near = {c.lower_ for c in token.children if c.dep_ in ("amod", "advmod")} | {token.lemma_.lower()}
    head = token.head.lemma_.lower()
    if _under_stopping(token) and tense != "future":
        return "stopped" if tense == "past" and _stopped(token) else "ongoing"
    if value <= -MISSED and _has_failed(above, doc) and tense != "future":
        return "failed"
    if tense == "future":
        return "planned"
    if token.dep_ == "xcomp" and head == "go" and any(c.dep_ == "prt" and c.lower_ == "on" for c in token.head.children):
        return "ongoing"
    if near & ONGOING or words & ONGOING or (head in ONGOING and token.dep_ in ("nsubj", "dobj", "xcomp")):
        return "ongoing"
    return "ongoing" if tense == "present" else "done"


def _has_failed(above: list[Operator], doc: Doc) -> bool:
    """Whether somebody has not brought it about: fails, is hindered, tries without success, cannot."""
    names = [o.name for o in above]
    denied = {o.at for o in above if o.name == "not"}
    if any(o.name == "support" and o.at in denied and doc[o.at].lemma_ in ("manage", "succeed") for o in above):
        return True
    if "failed" in names or ("tried" in names and "not" in names):
        return True
    return any(o.name in ("can", "could") and o.at in denied for o in above)


def _stopped(token: Token) -> bool:
    """Whether the act is what somebody stops, as opposed to the verb that stops it."""
    return _under_stopping(token) and not any(c.dep_ == "neg" for c in token.head.children)


def _under_stopping(token: Token) -> bool:
    """Whether the act is what somebody stops or does not stop."""
    particle = next((f"_{c.lower_}" for c in token.head.children if c.dep_ == "prt"), "")
    if token.head == token or token.head.lemma_.lower() + particle not in STOPPING:
        return False
    told = token.dep_ == "ccomp" and any(c.dep_ == "mark" for c in token.children)  # "concluded that"
    parts = ("xcomp", "dobj", "nsubjpass", "nsubj", "ccomp", "pcomp")
    return token.dep_ in parts and not told and not any(c.tag_ == "TO" for c in token.children)


def _hypothetical(token: Token, above: list[Operator], told: bool) -> bool:
    """Supposed only: conditions, what follows from them, and "would" outside reported speech about the future."""
    names = [o.name for o in above]
    if SUPPOSED & set(names):
        return True
    if told or "not" in names:  # "would" of the future as seen from the past; "would not" is a refusal
        return False
    reported = {"reported", "claimed", "believed", "planned", "threatened", "expected", "denied", "factive", "complement"}
    speaking = any(t.lemma_ in ("say", "tell", "announce", "promise", "add", "warn") for t in token.ancestors)
    return "would" in names and not reported & set(names) and not speaking


def _historical(token: Token, published: int | None) -> bool:
    """Whether the act's own time words put it well before the report: an old year, "decades ago", "since the invasion"."""
    node = token
    while True:
        if any(
            _old(t, published) for c in node.children if c.dep_ not in ("ccomp", "conj", "relcl", "nsubj") for t in _time_words(c, token)
        ):
            return True
        if node.dep_ == "pobj" and node.head.lower_ == "since" and node.pos_ == "NOUN":
            return True
        if node.pos_ in ("VERB", "AUX") or node.head == node:
            return False
        if node.dep_ not in ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "compound", "amod", "conj"):
            return False
        if node.dep_ == "pobj" and node.head.lower_ in ("after", "before", "since"):
            return False
        node = node.head


def _time_words(child: Token, token: Token) -> list[Token]:
    """The tokens of an adverbial, a date or a modifier; none of a clause or of the phrase where the act itself stands."""
    if child.dep_ not in (
        "prep",
        "npadvmod",
        "advmod",
        "nummod",
        "compound",
        "amod",
        "nmod",
        "poss",
        "pobj",
        "punct",
        "tmod",
        "advcl",
        "dobj",
    ):
        return []
    found = []
    for word in child.subtree:
        if word.dep_ in ("relcl", "acl", "ccomp"):
            break
        found.append(word)
    return [] if child.dep_ in ("advcl", "dobj") and token not in found else found


def _old(word: Token, published: int | None) -> bool:
    match = YEAR.match(word.text)
    if match:
        return published is not None and int(match[1]) <= published - BACKGROUND_YEARS
    if word.lower_ == "ago":
        units = {t.lemma_.lower() for t in word.subtree}
        single = any(t.lower_ in ("a", "one") for t in word.subtree)
        return bool(units & LONG_UNITS) and not (single and "year" in units)
    return False
