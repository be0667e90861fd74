"""Time expressions of a text and what they mean: TIMEX3 types and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.writing import written_on
from dragoman.language import Analysis
from dragoman.model import Span, TimeExpression
from dragoman.resolve.timex import find
from dragoman.resolve.timex_rules import PERHAPS, Context
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

FUTURE_AUX = {"will", "shall", "'ll", "wo", "’ll"}
FUTURE_HEADS = {"plan", "expect", "schedule", "due", "intend", "set", "hope", "slate", "prepare", "agree", "want", "aim", "promise", "vow"}
# verbs whose present tells of what is set for a day ("meets on Monday", "is arriving on Monday")
SCHEDULED = {
    "meet",
    "expire",
    "begin",
    "start",
    "open",
    "arrive",
    "leave",
    "travel",
    "visit",
    "vote",
    "go",
    "hold",
    "take",
    "return",
    "end",
}
SCHEDULED |= {"close", "fly", "resume", "host", "face", "address"}
# what is put off, or given time, is put off "until" a day to come
POSTPONING = {"postpone", "extend", "delay", "adjourn", "suspend", "defer", "give", "have", "wait", "reschedule", "allow"}
# verbs whose object or "for" phrase lies ahead ("scheduled a meeting Thursday", "the vote planned for Sunday")
PLANNING = {"schedule", "plan", "slate", "expect", "await", "anticipate", "set", "call", "book"}
CONDITIONAL = {"would", "could", "might", "may", "can", "must", "should", "'d"}
FUTURE_BEFORE = {"by", "until", "till", "through", "before"}
PAST_BEFORE = {"since"}
NAMES = {"PERSON", "GPE", "LOC", "FAC"}


def find_times(analysis: Analysis) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a document, in text order; spans leave prepositions out and keep determiners.

    Values are told against ``written_on``; without it relative expressions have none. Source: TimeML's TIMEX3.
    """
    reader = _Reader(analysis)
    context = Context(written_on(analysis), reader.direction, reader.is_time)
    found = find(analysis.document.text, context)
    return tuple(TimeExpression(Span(e.start, e.end), e.kind, e.value) for e in found)


class _Reader:
    """What the grammar asks the parse: tense around an expression, and whether a word is one of time."""

    def __init__(self, analysis: Analysis) -> None:
        self.doc = analysis.doc

    def direction(self, start: int, end: int) -> str | None:
        """``past``, ``future`` or ``perhaps`` (likely the future) by preposition and verb, None where neither tells."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        root: Token = span.root
        owned = span.end < len(self.doc) and self.doc[span.end].tag_ == "POS"  # "before Friday's meeting": the meeting's day
        before = self.doc[span.start - 1].lower_ if span.start else ""
        if before in PAST_BEFORE:
            return "past"
        soon = before == "as" and span.start > 1 and self.doc[span.start - 2].lower_ in ("soon", "early")
        if before == "effective" or (soon and not owned):
            return "future"  # "could come as soon as Tuesday"
        token = root
        while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
            token = token.head
        if before in ("until", "till") and token.lemma_ in POSTPONING:
            return "future"
        planned = token.lemma_ in PLANNING and (before == "for" or token.lemma_ in ("schedule", "plan", "slate"))
        if planned and not owned and token.i < root.i:
            return PERHAPS if token.tag_ == "VBN" else "future"
        tense = _tense(token)
        if tense is None and before in FUTURE_BEFORE and not owned:
            return PERHAPS
        if tense == PERHAPS and owned and "to" in {c.lower_ for c in token.children if c.dep_ == "aux"} and not self._meeting(span.end + 1):
            return None  # "wants to appeal against Friday's ruling"
        return tense

    def _meeting(self, at: int) -> bool:
        """Whether what a day owns is one of the things that are set for a day ("Friday's summit")."""
        noun = next((t for t in self.doc[at : at + 6] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), None)
        return noun is not None and noun.lemma_.lower() in word_list("occasions")

    def is_time(self, start: int, end: int) -> bool:
        """Whether a month's name, a season's or a number of four digits is a time here, not a person, a verb or a count."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return True
        token = span[-1]
        if token.lower_[:1].isdecimal():
            head = token.head
            counted = token.dep_ == "nummod" and head.i > token.i and head.tag_ == "NNS" and token.ent_type_ not in ("DATE", "TIME")
            return not counted and token.ent_type_ not in ("MONEY", "PERCENT", "QUANTITY")
        if token.ent_type_ in NAMES or (token.lower_ == "march" and self._is_walk(token)):
            return False
        return token.pos_ in ("PROPN", "NOUN", "NUM") or token.ent_type_ == "DATE"

    @staticmethod
    def _is_walk(token: Token) -> bool:
        """Whether "March" is that of a crowd: "the annual March for Life", "the March of the Mothers"."""
        behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
        before = next((t for t in reversed(token.doc[max(0, token.i - 3) : token.i]) if not t.is_quote and not t.is_punct), None)
        if (
            behind is None
            or before is None
            or before.pos_ not in ("DET", "ADJ")
            or before.lower_ in ("last", "next", "this", "early", "late")
        ):
            return False
        return behind.lower_ in ("for", "against", "on") or (
            behind.lower_ == "of" and not any(t.like_num for t in token.doc[token.i + 2 : token.i + 3])
        )


def _tense(verb: Token) -> str | None:
    """The time that a verb speaks of: past, future, perhaps the future, None where its form leaves it open."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {a.lower_ for a in auxiliaries}
    if words & FUTURE_AUX or any(a.lower_ == "going" for a in auxiliaries):
        return "future"
    if words & CONDITIONAL and not words & {"have", "'ve"}:
        return "past" if "could" in words and _negative(verb) else PERHAPS
    if verb.tag_ == "VBD" or any(a.tag_ == "VBD" for a in auxiliaries) or words & {"has", "have", "had", "'ve"}:
        return "past"
    if "to" in words:
        head = verb.head
        while verb.dep_ == "conj" and head.head.i != head.i:
            verb, head = head, head.head  # "wants to appeal and to attend"
        if any(c.lower_ == "had" for c in (head.head if head.pos_ == "ADJ" else head).children):
            return "past"  # "had been due to expire on Friday"
        if verb.dep_ in ("relcl", "acl") and head.head.i != head.i and head.head.tag_ == "VBD" and head.dep_ in ("attr", "nsubj"):
            return "past"  # "were the first to arrive on Friday"
        return (
            PERHAPS if head.i != verb.i and (head.lemma_ in FUTURE_HEADS or head.lemma_ == "be" or verb.dep_ in ("relcl", "acl")) else None
        )
    if verb.tag_ in ("VBN", "VBG") and verb.head.i != verb.i and not auxiliaries:
        head = verb.head
        if verb.tag_ == "VBN" and verb.dep_ != "conj":
            return "past"
        return _tense(head) if head.pos_ in ("VERB", "AUX") and head.head.i != verb.i else "past" if verb.tag_ == "VBN" else None
    present = verb.tag_ in ("VBZ", "VBP") or any(a.tag_ in ("VBZ", "VBP") for a in auxiliaries)
    planned = verb.lemma_ in FUTURE_HEADS and any(c.dep_ == "xcomp" for c in verb.children)  # "On Tuesday the league plans to hold"
    return PERHAPS if present and (verb.lemma_ in SCHEDULED or planned) else None


def _negative(verb: Token) -> bool:
    """Whether a verb is denied: by "not", or by its subject ("neither of them could be reached")."""
    subjects = [t for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree]
    return any(c.dep_ == "neg" for c in verb.children) or any(t.lower_ in ("neither", "nobody", "none", "no", "nor") for t in subjects)
