"""Numbers that belong to events: killed, wounded, arrested, participants, troops, money.

A number counts what the verb above says of it ("killed 12 soldiers": killed), else what the noun is ("sent 500 soldiers": troops).
It goes to the nearest event above it in the sentence, else to an event named beside it ("12 people died in the attack").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import DataError
from dragoman.language import Analysis
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
    dates = {token.i for time in analysis.times for token in analysis.tokens(time.span)}
    found: dict[int, list[Quantity]] = {}
    for quantity, noun in [*_numbers(analysis, dates, sentences), *_zeros(analysis, sentences)]:
        owner = _owner(noun, heads)
        if owner is not None:
            found.setdefault(owner, []).append(quantity)
    return tuple(replace(e, quantities=tuple(sorted(found[n], key=lambda q: q.span))) if n in found else e for n, e in enumerate(events))


def _numbers(analysis: Analysis, dates: set[int], sentences: set[int]) -> list[tuple[Quantity, Token]]:
    found = []
    doc = analysis.doc
    for number in find_numbers(doc, dates):
        first, last = doc[number.start], doc[number.end - 1]
        if first.sent.start not in sentences or _age(number, analysis):
            continue
        noun = _noun(number, analysis)
        what = _money(first, noun) or _what(noun, last)
        if what:
            start = (
                doc[number.start - 1].idx if what == "money" and number.start and doc[number.start - 1].text[-1:] in SYMBOLS else first.idx
            )
            found.append((Quantity(Span(start, last.idx + len(last)), what, number.value, number.bound), noun))
    return found


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
    """What is counted: by a participle or state behind, the verb above, then the noun itself."""
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
    own = table["noun"].get(noun.lemma_.lower())
    if own in ("killed", "wounded"):
        return own
    verb, role = _governor(noun)
    if verb is not None and (what := _by_verb(noun, verb, role)):
        return what
    if noun.dep_ == "pobj" and (noun.head.head.lower_ == "toll" or (noun.head.lower_ == "of" and noun.head.head.lemma_ in BODIES)):
        return "killed"
    return own


def _by_verb(noun: Token, verb: Token, role: str) -> str | None:
    """What the verb above says of those who are counted: done to them, done by them, or what they are."""
    table = counted()
    name = verb.lemma_.lower()
    if role in PATIENT_ROLES:
        keys = [f"{name}_{c.lower_}" for c in verb.children if c.dep_ in ("prt", "advmod", "acomp", "oprd") and c.i > verb.i]
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
    toll = any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("toll", "tolls") for c in verb.children)
    return "killed" if toll and role in ("pobj", "dobj", "attr") else None


def _governor(noun: Token) -> tuple[Token | None, str]:
    """The verb above a counted noun and the role of the noun there; a noun behind "of" has that of the one before."""
    node = noun
    for _ in range(5):
        head = node.head
        if head.pos_ in ("VERB", "AUX"):
            return head, "pobj" if node.dep_ == "prep" else node.dep_
        if node.dep_ not in CLIMB or head == node or (node.dep_ == "prep" and node.lower_ not in ("of", "to")):
            break
        node = head
    return None, ""


def _zeros(analysis: Analysis, sentences: set[int]) -> list[tuple[Quantity, Token]]:
    """ "No casualties", "nobody was killed": none of what is counted."""
    found = []
    for token in analysis.doc:
        word = token.lower_
        if word == "no" and token.dep_ == "det" and token.nbor(1).lower_ not in ("fewer", "less", "more"):
            noun = token.head
        elif word in NOBODY and token.dep_ in ("nsubjpass", "nsubj", "dobj"):
            noun = token
        else:
            continue
        if token.sent.start in sentences and (what := _what(noun, noun)):
            start = min(token.idx, noun.idx)
            found.append((Quantity(Span(start, noun.idx + len(noun)), what, 0.0), noun))
    return found


def _owner(noun: Token, heads: dict[int, int]) -> int | None:
    """The event whose trigger stands nearest above the noun, else beside it in the same clause."""
    for child in noun.children:
        if child.i in heads and child.dep_ in ("acl", "relcl"):
            return heads[child.i]
    node, clauses = noun, [noun]
    while True:
        if node.i in heads:
            return heads[node.i]
        if node.pos_ in ("VERB", "AUX") and (len(clauses) == 1 or clauses[-1].dep_ == "conj"):  # "killed 3 and wounded 9": one subject
            clauses.append(node)
        if node.dep_ in ("ROOT", "ccomp") or node.head == node:
            break
        node = node.head
    beside = [t for c in clauses for t in c.subtree if t.i in heads and t.dep_ != "conj"]
    return heads[beside[0].i] if beside else None
