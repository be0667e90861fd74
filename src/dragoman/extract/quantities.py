"""Numbers that belong to events: killed, wounded, arrested, participants, troops, money.

A number counts what the verb above says of it ("killed 12 soldiers": killed), else what the noun is ("sent 500 soldiers": troops).
It goes to the nearest event above it in the sentence, else to an event named beside it ("12 people died in the attack").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import DataError
from dragoman.extract.event_nouns import event_nouns
from dragoman.language import Analysis, grammar
from dragoman.language.numbers import Number, find_numbers
from dragoman.model import Event, Quantity, Span
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.language import Token

TABLE = "lexicon/en/quantities.tsv"
ROLES = {"object", "subject", "noun", "state", "money"}
SYMBOLS = set("$€£¥₩₽₴₹₦")
PATIENT_ROLES = {"dobj", "nsubjpass", "attr"}
CLIMB = {"conj", "pobj", "prep", "nummod", "quantmod", "appos", "compound", "nmod", "amod", "dep"}
HARM = {"killed", "wounded", "missing"}
BOUNDING = {"between", "about", "around", "over", "under", "above"}
DONE_TO = {"arrest": "arrested", "abduct": "abducted", "deport": "expelled", "expel": "expelled", "release": "released"}
Counted = tuple[Span, str | None, Number, "Token"]
NOBODY = {"nobody", "none"}
BODIES = {"body", "corpse", "remains"}
OLDEST = 120  # a number between commas behind a person, up to this, is an age ("a man, 52, was held")


@cache
def counted() -> dict[str, dict[str, str]]:
    """Role → word → what. Raises ``DataError`` for a role that is not known."""
    found: dict[str, dict[str, str]] = {role: {} for role in ROLES}
    for row in read_table(TABLE):
        if row["role"] not in ROLES:
            raise DataError(f"{TABLE}: {row['role']} is no role")
        found[row["role"]].update(dict.fromkeys(row["words"].split(), row["what"]))
    return found


def find_quantities(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events with the numbers of their clauses as ``quantities``, in text order.

    Numbers inside time expressions do not count. "No casualties" is 0. Raises ``MissingFinding`` where events or times were not found.
    """
    events = analysis.events
    if not events:
        return events
    heads = {head.i: n for n, event in reversed(list(enumerate(events))) if (head := analysis.head(event.trigger_span)) is not None}
    sentences = {analysis.doc[i].sent.start for i in heads}
    sentences |= {analysis.doc[i].sent.end for i in heads if events[heads[i]].type == "ASSAULT"}
    dates = {token.i for time in analysis.times for token in analysis.tokens(time.span)}
    found: dict[int, list[Quantity]] = {}
    for span, what, number, noun in [*_numbers(analysis, dates, sentences), *_zeros(analysis, sentences)]:
        owner = _owner(noun, what, heads, events if what in HARM else ())
        if owner is None and what in HARM:
            owner = _before(noun, heads, events)
        if owner is None:
            continue
        told = [n for n, e in enumerate(events) if e.trigger_span == events[owner].trigger_span] if what is None else [owner]
        owner, counts = next(((n, w) for n in told if (w := what or _by_event(noun, events[n], analysis))), (owner, None))
        if counts:
            found.setdefault(owner, []).append(Quantity(span, counts, number.value, number.bound))
    return tuple(replace(e, quantities=tuple(sorted(found[n], key=lambda q: q.span))) if n in found else e for n, e in enumerate(events))


def _by_event(noun: Token, event: Event, analysis: Analysis) -> str | None:
    """What those are of whom only the event tells it ("sentenced four editors to prison", "500 dockers went on strike")."""
    verb, role = _governor(noun)
    if verb is None or verb != analysis.head(event.trigger_span) or noun.pos_ not in ("NOUN", "PROPN", "NUM") or noun.lemma_ in BODIES:
        return None
    if event.type == "PROTEST":
        return "participants" if role in ("nsubj", "agent") else None
    done = (DONE_TO[mode] for mode in event.modes if mode in DONE_TO)
    return next(done, None) if role in PATIENT_ROLES else None


def _numbers(analysis: Analysis, dates: set[int], sentences: set[int]) -> list[Counted]:
    """The numbers of the sentences with events; what they count is None where their words do not say it."""
    found: list[Counted] = []
    doc = analysis.doc
    for number in find_numbers(doc, dates):
        first, last = doc[number.start], doc[number.end - 1]
        if first.sent.start not in sentences or _age(number, analysis):
            continue
        noun = _noun(number, analysis)
        if _part(noun):
            continue
        what = _money(first, noun) or _what(noun, last)
        start = doc[number.start - 1].idx if what == "money" and number.start and doc[number.start - 1].text[-1:] in SYMBOLS else first.idx
        found.append((Span(start, last.idx + len(last)), what, number, noun))
    return found


def _part(noun: Token) -> bool:
    """Whether a number is part of another one ("nine people, including two children", "among them two children")."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ in ("including", "among"):
        return True
    return any(c.lower_ in ("among", "of") and any(g.lower_ in ("them", "whom") for g in c.children) for c in noun.children)


def _age(number: Number, analysis: Analysis) -> bool:
    doc = analysis.doc
    return (
        number.value <= OLDEST
        and 0 < number.start < number.end == number.start + 1 < len(doc)
        and doc[number.start].text.isdigit()
        and doc[number.start - 1].text == "," == doc[number.end].text
    )


def _noun(number: Number, analysis: Analysis) -> Token:
    """The noun that is counted; the number itself where it stands alone ("12 were killed")."""
    doc = analysis.doc
    last = doc[number.end - 1]
    if (
        number.end + 1 < len(doc)
        and doc[number.end].lower_ == "of"
        and last.lower_ in ("couple", "dozens", "scores", "hundreds", "thousands", "millions")
    ):
        inner = next((c for c in doc[number.end].children if c.dep_ == "pobj"), None)
        return inner if inner is not None else last
    node = doc[number.end - 1]
    for _ in range(3):
        inside = number.start <= node.head.i < number.end and node.head != node
        if inside or (node.dep_ in ("nummod", "quantmod", "compound", "amod", "det", "advmod") and node.head.i >= number.start):
            node = node.head
        else:
            break
    return node


def _money(first: Token, noun: Token) -> str | None:
    if first.i and first.nbor(-1).text[-1:] in SYMBOLS:
        return "money"
    return counted()["money"].get(noun.lemma_.lower())


def _what(noun: Token, last: Token) -> str | None:
    """What is counted: by what stands beside the noun, the verb above, then the noun itself."""
    if what := _beside(noun, last):
        return what
    verb, role = _governor(noun)
    if verb is not None and (what := _by_verb(noun, verb, role)):
        return what
    if noun.dep_ == "pobj" and (noun.head.head.lower_ == "toll" or (noun.head.lower_ == "of" and noun.head.head.lemma_ in BODIES)):
        return "killed"
    return counted()["noun"].get(noun.lemma_.lower())


def _beside(noun: Token, last: Token) -> str | None:
    """What is counted by a participle, clause or state beside the noun, or by a noun that is sure by itself."""
    table = counted()
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and (what := table["object"].get(child.lemma_)):
            return what
        if child.dep_ == "relcl":
            passive = any(c.dep_ == "auxpass" for c in child.children)
            if what := table["object" if passive else "subject"].get(child.lemma_):
                return what
    behind = max(noun.i, last.i) + 1
    if behind < len(noun.doc) and (what := table["state"].get(noun.doc[behind].lower_)):
        return what
    if what := table["state"].get(noun.lower_):  # "left three missing"
        return what
    own = table["noun"].get(noun.lemma_.lower())
    return own if own in ("killed", "wounded") else None


def _by_verb(noun: Token, verb: Token, role: str) -> str | None:
    """What the verb above says of those who are counted: done to them, done by them, or what they are."""
    counts = next(iter(grammar.prepositional(noun, "of")), noun) if noun.pos_ == "NUM" else noun
    if counts.lemma_.lower() in event_nouns("weapon") | event_nouns("vehicle"):  # "shot down four of the drones"
        return None
    table = counted()
    name = verb.lemma_.lower()
    if role in PATIENT_ROLES:
        keys = [f"{name}_{c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod", "acomp", "oprd") and c.i > verb.i]
        keys += [f"{name}_{c.lower_}" for c in noun.lefts if c.dep_ == "amod"]  # "shot dead two boys"
        keys += [f"{name}:{noun.lemma_.lower()}"]
        keys += [f"{name}_{c.lower_}_{p.lemma_}" for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]
        if what := next((table["object"][key] for key in (*keys, name) if key in table["object"]), None):
            return what
        flight = next((c for c in verb.children if c.dep_ == "xcomp" and role == "dobj"), None)
        if flight is not None and (what := table["subject"].get(flight.lemma_)):  # "forced 200 people to flee"
            return what
    if role in ("nsubj", "agent"):
        keys = [name, *(f"{name}_{c.lower_}" for c in verb.children if c.dep_ == "dobj")]
        if what := next((table["subject"][key] for key in keys if key in table["subject"]), None):
            return what
        states = [verb.lower_] if verb.tag_ == "VBG" else [c.lower_ for c in verb.children if c.dep_ == "acomp"]
        if what := next((table["state"][state] for state in states if state in table["state"]), None):
            return what
    return _tally(verb) if role in ("pobj", "dobj", "attr") else None


def _tally(verb: Token) -> str | None:
    """What a number behind a verb counts whose subject is a toll or a number ("the number of injured rose to 70")."""
    for subject in verb.children:
        if subject.dep_ in ("nsubj", "nsubjpass") or (subject.dep_ == "dobj" and verb.lemma_ in ("put", "bring", "raise")):
            if subject.lower_ in ("toll", "tolls"):
                return "killed"
            if subject.lower_ in ("number", "count", "tally"):
                named = [n for p in subject.children if p.lower_ == "of" for n in p.children if n.dep_ in ("pobj", "pcomp")]
                return next((w for n in named if (w := counted()["noun"].get(n.lower_) or _beside(n, n))), None)
    return None


def _governor(noun: Token) -> tuple[Token | None, str]:
    """The verb above a counted noun and the role of the noun there; a noun behind "of" has that of the one before."""
    node = noun
    for _ in range(5):
        head = node.head
        if head.pos_ in ("VERB", "AUX"):
            return head, _role(node, head)
        if node.dep_ not in CLIMB or head == node or (node.dep_ == "prep" and node.lower_ not in ("of", "to")):
            break
        node = head
    return None, ""


def _role(node: Token, verb: Token) -> str:
    """The role of what stands below a verb; a phrase of bounds is its object ("abducted between 80 and 100 girls")."""
    objects = [c for c in verb.children if c.dep_ in PATIENT_ROLES and c.i < node.i]
    if node.dep_ == "prep":
        return "dobj" if node.lower_ in BOUNDING and node.i > verb.i and not objects else "pobj"
    return "dobj" if node.dep_ == "conj" and objects and node.i > verb.i else node.dep_


def _zeros(analysis: Analysis, sentences: set[int]) -> list[Counted]:
    """ "No casualties", "nobody was killed": none of what is counted."""
    found: list[Counted] = []
    for token in analysis.doc:
        word = token.lower_
        none = word == "no" and token.dep_ == "det" and token.nbor(1).lower_ not in ("fewer", "less", "more")
        if none or (word == "single" and token.i > 1 and token.doc[token.i - 2 : token.i].text.lower() == "not a"):
            noun = token.head
        elif word in NOBODY and token.dep_ in ("nsubjpass", "nsubj", "dobj"):
            noun = token
        else:
            continue
        if token.sent.start in sentences and (what := _what(noun, noun)):
            start = min(token.idx, noun.idx)
            found.append((Span(start, noun.idx + len(noun)), what, Number(noun.i, noun.i + 1, 0.0, "exact"), noun))
    return found


def _owner(noun: Token, what: str | None, heads: dict[int, int], events: Sequence[Event]) -> int | None:
    """The event whose trigger stands nearest above the noun, else beside it in its clause: of ``events``, where given, violence first.

    What a clause with a subject of its own tells of harm belongs to no other act of the one it is joined to ("60 were arrested, and nine
    officers were hurt").
    """
    above, role = _governor(noun)
    by_verb = above is not None and above.i in heads and _by_verb(noun, above, role) == what  # "released two men whom it had seized"
    for child in () if by_verb else noun.children:
        if child.i in heads and child.dep_ in ("acl", "relcl"):
            return heads[child.i]
    node, clauses, apart = noun, [noun], False
    while True:
        if node.i in heads and not (apart and events and events[heads[node.i]].type != "ASSAULT"):
            return heads[node.i]
        apart = apart or grammar.is_apart(node) or (node.dep_ == "relcl" and bool(grammar.children(node, "nsubj", "nsubjpass")))
        if node.pos_ in ("VERB", "AUX") and (len(clauses) == 1 or clauses[-1].dep_ == "conj"):  # "killed 3 and wounded 9": one subject
            clauses.append(node)
        if node.dep_ in ("ROOT", "ccomp") or node.head == node:
            break
        node = node.head
    beside = [heads[t.i] for c in clauses for t in c.subtree if t.i in heads and t.dep_ != "conj"]
    violent = [n for n in beside if events and events[n].type == "ASSAULT"]
    return next(iter(violent or ([] if apart and events else beside)), None)


def _before(noun: Token, heads: dict[int, int], events: Sequence[Event]) -> int | None:
    """The act of violence that the sentence before tells last, where this one tells no act and no accident ("Eleven people died.")."""
    sentence = noun.sent
    if any(t.i in heads or t.lemma_.lower() in event_nouns("misfortune") for t in sentence):
        return None
    earlier = [n for i, n in sorted(heads.items()) if noun.doc[i].sent.end == sentence.start and events[n].type == "ASSAULT"]
    return earlier[-1] if earlier else None
