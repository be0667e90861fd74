"""The grammar of certainty: which operators a word stands under, from its own negation up to the root of the sentence.

An operator is the name of a class of ``lexicon/en/modality_classes.tsv``; its two numbers say what it makes of the certainty of
its scope. Operators compose by walking from the outermost to the word, so "did not manage to attack" and "did not fail to
attack" come out differently. Sources: Karttunen, Simple and phrasal implicatives (2012); Saurí, FactBank guidelines (2008).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.errors import DataError
from dragoman.tables import read_table

if TYPE_CHECKING:
    from spacy.tokens import Token

CLASSES = "lexicon/en/modality_classes.tsv"
WORDS = "lexicon/en/modality.tsv"
NEGATIVE_WORDS = {"no", "neither", "none", "nobody", "nothing", "nowhere"}
NEGATIVE_ADVERBS = {"not", "n't", "n’t", "never", "neither", "nor", "nowise"}
COPULAS = {"be", "seem", "remain", "appear", "look", "become", "make", "sound"}
DEFINITES = {"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"}
# Classes whose complement is left open only where the noun phrase is new to the reader: "discussed the attack" takes it for granted.
OPEN_FOR_NEW = {"wanted", "believed", "doubted", "threatened", "claimed", "reported", "expected", "imagined", "seeming"}
CLAUSAL = {"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "oprd"}
NOMINAL = {"dobj", "obj", "nsubjpass", "attr", "dative"}
PLAIN = {"relcl": "relative"} | dict.fromkeys(("amod", "compound", "nmod", "poss", "appos"), "modifier")
# "Not only", "not just" deny nothing; "has no plans" denies the plans, not the having.
ADDITION = {"only", "just", "merely", "simply", "least"}
LIGHT = {"have", "make", "show", "see", "find", "give", "reflect", "say", "offer", "need"}
# Prepositions that bring in what a verb or noun is about; others only say when, where and why.
UNREAL = {"planned", "threatened", "wanted", "tried", "expected", "imagined", "possible", "failed"}
GOVERNED = {"for", "of", "about", "on", "from", "against", "into", "with", "to", "in", "over"}


@dataclass(frozen=True)
class Operator:
    """A class of the lexicon and the index of the token where it stands."""

    name: str
    at: int


@cache
def scales() -> dict[str, tuple[float, float]]:
    """Class → what it makes of its scope where its predicate certainly holds and certainly fails, -1 … 1."""
    found: dict[str, tuple[float, float]] = {}
    for row in read_table(CLASSES):
        try:
            holds, fails = float(row["holds"]), float(row["fails"])
        except ValueError:
            raise DataError(f"{CLASSES}: class {row['class']} needs two numbers") from None
        if not (-1 <= holds <= 1 and -1 <= fails <= 1):
            raise DataError(f"{CLASSES}: the numbers of class {row['class']} must lie between -1 and 1")
        found[row["class"]] = (holds, fails)
    return found


def meaning_of(name: str) -> str:
    """Words that stand for a class, as its row in the table gives them."""
    return next((row["note"] for row in read_table(CLASSES) if row["class"] == name), "")


@cache
def signatures() -> dict[str, dict[str, str]]:
    """Frame → word → class. Raises ``DataError`` for a class that has no numbers."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table(WORDS):
        if row["class"] not in scales():
            raise DataError(f"{WORDS}: class {row['class']} is not in {CLASSES}")
        for word in row["words"].split():
            found.setdefault(row["frame"], {})[word] = row["class"]
    return found


def compose(operators: Iterable[Operator]) -> float:
    """The certainty that is left under operators given from the outermost inwards, -1 … 1; 1 under none."""
    table = scales()
    certainty = 1.0
    for operator in operators:
        holds, fails = table[operator.name]
        certainty = (holds + fails) / 2 + certainty * (holds - fails) / 2
    return certainty


def operators(token: Token, within: range | None = None) -> list[Operator]:
    """The operators that a word stands under, from the outermost inwards.

    within: indexes of the tokens where the walk ends (a statement's cue). Operators there and above are left out, but for
    those that leave the content unreal for the speaker too ("promised to", "hopes for").
    """
    found: list[Operator] = []
    node, via, shared = token, None, False
    while within is None or node.i not in within:
        found += _own(node, via, shared)
        if node.dep_ == "ROOT" or node.head == node:
            found += _mood(node)
            break
        name, governor = _link(node)
        if within is not None and governor.i in within:
            if name in UNREAL:
                found.append(Operator(name, governor.i))
            break
        if name:
            found.append(Operator(name, governor.i))
        shared = node.dep_ == "conj"
        via, node = node, governor
    return found[::-1]


def _own(node: Token, via: Token | None, shared: bool) -> list[Operator]:
    """The operators on a predicate itself, innermost first; via is the dependent that the walk came from.

    shared: the word is joined to this one ("X and Y"), which gives it modals and adverbs but not every negation.
    """
    table = signatures()
    modal = passes = None
    negation = perfect = False
    found: list[Operator] = []
    if shared and via is not None and not _shares(via):
        return found
    for child in node.children:
        dep = child.dep_
        if dep in ("aux", "auxpass"):
            modal = table["modal"].get(child.lower_, modal)
            perfect |= child.lower_ == "have"
        elif dep == "neg" or (dep in ("advmod", "preconj", "cc") and child.lower_ in NEGATIVE_ADVERBS and child.i < node.i):
            addition = child.i + 1 < len(node.doc) and child.nbor(1).lower_ in ADDITION
            negation |= not addition and (not shared or _negative_join(via))
        elif dep == "advmod":
            passes = table["adv"].get(child.lower_)
            if passes:
                found.append(Operator(passes, child.i))
            elif child.lower_ == "longer":
                negation = True
        elif dep == "det":
            negation |= child.lower_ in ("no", "neither")
        elif dep == "amod":
            passes = table["amod"].get(child.lower_)
            if passes:
                found.append(Operator(passes, child.i))
        elif child != via and (dep in ("nsubj", "nsubjpass") or (dep in ("dobj", "attr") and node.lemma_ not in LIGHT)):
            negation |= child.lower_ in NEGATIVE_WORDS or _denying(child)
        elif dep == "advcl" and child != via and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children):
            found.append(Operator("consequence", child.i))
    not_here = [Operator("not", node.i)] if negation else []
    if modal:
        name = f"{modal} have" if perfect and f"{modal} have" in scales() else modal
        here = [Operator(name, node.i)]
        # "cannot come" denies the possibility, "may not come" leaves the denial open.
        return [*here, *not_here, *found] if modal in ("can", "could") else [*not_here, *here, *found]
    return [*not_here, *found]


def _denying(noun: Token) -> bool:
    """ "No soldier", "neither side", "not one soldier"."""
    return any(
        (c.dep_ == "det" and c.lower_ in ("no", "neither"))
        or (c.i < noun.i and c.lower_ == "not")
        or (c.lower_ == "one" and c.i and c.nbor(-1).lower_ == "not")
        for c in noun.children
    )


def _shares(joined: Token) -> bool:
    """Whether a joined predicate has no subject and no auxiliary of its own, so that the first one's reach over it."""
    return not any(child.dep_ in ("nsubj", "nsubjpass", "aux", "expl") for child in joined.children)


def _negative_join(joined: Token | None) -> bool:
    return joined is not None and any(c.lower_ in ("or", "nor") for c in joined.head.children if c.dep_ == "cc")


def _mood(root: Token) -> list[Operator]:
    """Question or command, told by the main predicate of the sentence."""
    sentence = root.sent
    if sentence[-1].text == "?" or (len(sentence) > 1 and sentence[-2].text == "?"):
        asked = any(t.tag_ in ("WP", "WRB", "WDT") for t in sentence[:3])
        return [Operator("wh-question" if asked else "question", root.i)]
    if root.tag_ == "VB" and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "expl") for c in root.children):
        return [Operator("command", root.i)]
    return []


def _link(node: Token) -> tuple[str | None, Token]:
    """The operator between a word and the one above it, and that one."""
    dep, head = node.dep_, node.head
    if dep in CLAUSAL:
        return _clause(node, head)
    if dep == "advcl":
        return _adverbial(node), head
    if dep == "conj" and node.tag_ == "VBD":
        # "failed to answer and filed a claim": a finite verb is joined to the finite one above an infinitive.
        while head.tag_ in ("VB", "VBG") and head.dep_ in ("xcomp", "conj") and head.head.pos_ == "VERB":
            head = head.head
        return None, head
    if dep in NOMINAL or dep == "pobj":
        return _argument(node, head)
    if dep == "nsubj":
        return _subject(node, head), head
    if dep == "acl":
        if _form(node) == "to":
            return _lookup(head, "to") or "infinitive", head
        if any(c.dep_ == "mark" for c in node.children):
            return _lookup(head, "that") or "complement", head
        return "participle", head
    return PLAIN.get(dep), head


def _form(verb: Token) -> str:
    """Form of a complement clause: ``to``, ``ing`` or ``that`` (finite)."""
    for child in verb.children:
        if child.dep_ == "aux" and child.tag_ == "TO":
            return "to"
        if child.dep_ in ("aux", "auxpass") and child.tag_ in ("MD", "VBD", "VBZ", "VBP"):
            return "that"
    return "ing" if verb.tag_ == "VBG" else "that"


def _lookup(governor: Token, form: str) -> str | None:
    """The class of a governing word before a complement of that form."""
    table = signatures()
    pos = governor.pos_
    word = governor.lemma_.lower()
    if pos in ("VERB", "AUX"):
        for child in governor.children:
            if child.dep_ == "prt" and (phrasal := table["verb"].get(f"{word}_{child.lower_}")):
                return phrasal
        return table.get(f"verb.{form}", {}).get(word) or table["verb"].get(word)
    if pos in ("NOUN", "PROPN"):
        return table["noun"].get(word)
    return table["adj"].get(governor.lower_) or table["adj"].get(word)


def _clause(node: Token, head: Token) -> tuple[str | None, Token]:
    form = _form(node)
    if node.dep_ == "pcomp":
        preposition, head = head, head.head
        word = preposition.lower_
        table = signatures()
        if word in table["mark"]:
            return table["mark"][word], head
        if _replacing(preposition):
            return "without", head
        name = _lookup(head, "ing") if word in GOVERNED else None
        return name or ("purpose" if word in ("for", "to") else "adjunct"), head
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in node.children):
        return "whether", head
    word = head.lemma_.lower()
    if word == "go" and form == "to" and head.tag_ == "VBG":
        return "will", head
    if word in ("have", "get", "be") and form == "to" and head.pos_ in ("AUX", "VERB") and _complement(head) is None:
        return {"have": "must", "get": "should", "be": "expected"}[word], head
    if word == "use" and form == "to":
        return "support", head
    if head.pos_ in ("VERB", "AUX") and word in COPULAS:
        attribute = _complement(head)
        if attribute is not None and attribute != node:
            return _lookup(attribute, form) or "complement", head
    # "Nine died, the ministry said": the verb of saying stands in its own content's place.
    default = {"to": "infinitive", "ing": "gerund", "that": "complement"}[form]
    return _lookup(head, form) or default, head


def _replacing(preposition: Token) -> bool:
    """ "Without", "instead of", "rather than": what is behind did not take place."""
    if signatures()["prep"].get(preposition.lower_) == "without":
        return True
    return preposition.i > 0 and preposition.lower_ in ("of", "than") and preposition.nbor(-1).lower_ in ("instead", "rather")


def _complement(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")), None)


def _adverbial(node: Token) -> str:
    table = signatures()["mark"]
    for child in node.children:
        if child.dep_ in ("mark", "prep", "advmod") and child.lower_ in table and child.i < node.i:
            return table[child.lower_]
    first = node.left_edge
    if first.i and node.tag_ == "VBG" and _replacing(first.nbor(-1)):
        return "without"
    if any(c.dep_ in ("mark", "advmod") for c in node.children if c.lower_ in ("when", "once", "whenever", "as")):
        return "when"
    if _form(node) == "to":
        return _lookup(node.head, "to") or "purpose"
    return "adjunct"


def _definite(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(
        (c.dep_ == "det" and c.lower_ in DEFINITES) or c.dep_ == "poss" or (c.dep_ == "amod" and c.lower_ in ("last", "recent", "latest"))
        for c in noun.children
    )


def _argument(node: Token, head: Token) -> tuple[str | None, Token]:
    """A noun, or a verb used as one, that is object of a verb or of a preposition."""
    default = "definite" if _definite(node) else "indefinite"
    if node.dep_ == "attr":
        return (None if head.lemma_ == "be" else default), head
    if node.dep_ == "pobj":
        preposition = head
        head = head.head if head.head != head else head
        if _replacing(preposition):
            return "without", head
        if preposition.lower_ not in GOVERNED:
            return "circumstance", head
        name = _lookup(head, "prep") if head.pos_ in ("VERB", "NOUN", "ADJ") else None
        if head.pos_ == "VERB" and name in ("reported", "factive", "caused"):
            name = None
        default = "definite" if _definite(node) else "of" if head.pos_ == "NOUN" else "circumstance"
    else:
        name = _lookup(head, "obj")
    if name is None or (name in OPEN_FOR_NEW and _definite(node)):
        return default, head
    return name, head


def _subject(node: Token, head: Token) -> str | None:
    """A noun that is the subject: "the attack began" stands and falls with its verb, "an attack is possible" with the adjective."""
    attribute = _complement(head)
    if attribute is not None and attribute != node and attribute.pos_ == "ADJ":
        name = signatures()["adj"].get(attribute.lower_)
        return "definite" if _definite(node) else name or "indefinite"
    transitive = any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in head.children)
    if not transitive and signatures()["verb"].get(head.lemma_.lower()) == "support":
        return "support"
    return "definite" if _definite(node) else "indefinite"


def governor_class(word: Token, form: str) -> str | None:
    """The class of a word before a complement: form is ``to``, ``that``, ``ing``, ``obj`` or ``prep``; None outside the lexicon."""
    return _lookup(word, form)
