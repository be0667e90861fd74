"""The grammar of certainty: which operators a word stands under, from its own negation up to the root of the sentence.

Operators compose by walking from the outermost to the word, so "did not manage to attack" and "did not fail to
attack" come out differently. Sources: Karttunen, Simple and phrasal implicatives (2012); Saurí, FactBank guidelines (2008).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language.certainty import Operator, scales, signatures
from dragoman.language.governors import link

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIVE_WORDS = {"no", "neither", "none", "nobody", "nothing", "nowhere"}
NEGATIVE_ADVERBS = {"not", "n't", "n’t", "never", "neither", "nor", "nowise"}
EXCLUDED = {"mean", "circumstance", "way", "account", "condition", "event"}  # "by no means", "under no circumstances"
# "Not only", "not just" deny nothing; "has no plans" denies the plans, not the having.
ADDITION = {"only", "just", "merely", "simply", "least"}
LIGHT = {"have", "make", "show", "see", "find", "give", "reflect", "say", "offer", "need"}
# What a cue of these classes says of its content holds for the voice itself, too.
UNREAL = {
    "believed",
    "seeming",
    "disbelieved",
    "excluded",
    "planned",
    "threatened",
    "wanted",
    "tried",
    "expected",
    "imagined",
    "possible",
    "failed",
}


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
        name, governor = link(node)
        if within is not None and governor.i in within:
            if name in UNREAL or (name == "claimed" and _unsaid(governor)):
                found.append(Operator(name, governor.i))
            break
        if name:
            found.append(Operator(name, governor.i))
        shared = node.dep_ == "conj"
        via, node = node, governor
    return found[::-1]


def _unsaid(verb: Token) -> bool:
    """Whether nobody is told to say it ("is said to")."""
    return verb.pos_ == "VERB" and any(c.dep_ == "auxpass" for c in verb.children)


def _own(node: Token, via: Token | None, shared: bool) -> list[Operator]:
    """The operators on a predicate itself, innermost first; via is the dependent that the walk came from.

    shared: the word is joined to this one ("X and Y"), which gives it modals and adverbs but not every negation.
    """
    table = signatures()
    modal = None
    negation = perfect = False
    found: list[Operator] = []
    if shared and via is not None and not _shares(via):
        joined = via.left_edge
        return [Operator("not", via.i)] if joined.lower_ == "nor" or (joined.i and joined.nbor(-1).lower_ == "nor") else found
    for child in node.children:
        if child.dep_ in ("aux", "auxpass"):
            modal = table["modal"].get(child.lower_, modal)
            perfect |= child.lower_ == "have"
        negation |= _negates(child, node, via, shared)
        name = _qualifies(child, node, via)
        if name is not None:
            found.append(Operator(name, child.i))
    not_here = [Operator("not", node.i)] if negation else []
    if modal and not perfect and _is_courtesy(modal, node):
        modal = None
    if modal:
        name = f"{modal} have" if perfect and f"{modal} have" in scales() else modal
        if name != modal:
            found = [operator for operator in found if operator.name != "consequence"]  # the condition was not met
        here = [Operator(name, node.i)]
        # "cannot come" denies the possibility, "may not come" leaves the denial open.
        return [*here, *not_here, *found] if modal in ("can", "could") else [*not_here, *here, *found]
    return [*not_here, *found]


def _negates(child: Token, node: Token, via: Token | None, shared: bool) -> bool:
    """Whether a dependent denies its predicate."""
    dep = child.dep_
    if dep == "neg" or (dep in ("advmod", "preconj", "cc") and child.lower_ in NEGATIVE_ADVERBS and child.i < node.i):
        addition = child.i + 1 < len(node.doc) and child.nbor(1).lower_ in ADDITION
        return not addition and (not shared or _negative_join(via))
    if dep == "advmod":
        return child.lower_ == "longer" and child.lower_ not in signatures()["adv"]
    if dep == "det":
        return child.lower_ in ("no", "neither")
    if dep == "prep":
        return any(n.lemma_ in EXCLUDED and _denying(n) for n in child.children if n.dep_ == "pobj")
    if child != via and (dep in ("nsubj", "nsubjpass") or (dep in ("dobj", "attr") and node.lemma_ not in LIGHT)):
        return (not shared or dep.startswith("nsubj")) and (child.lower_ in NEGATIVE_WORDS or _denying(child))
    return False


def _qualifies(child: Token, node: Token, via: Token | None) -> str | None:
    """The operator that an adverb, an adjective, a condition puts on its predicate."""
    dep = child.dep_
    if dep in ("advmod", "amod"):
        name = signatures()["adv" if dep == "advmod" else "amod"].get(child.lower_)
        told = dep == "amod" and signatures()["noun"].get(node.lemma_.lower()) in ("reported", "claimed")
        # "False reports" are reports, "has begun almost" says nothing of the beginning.
        return None if name == "failed" and (told or child.i > node.i) else name
    if dep == "prep" and via is not None and any(n.lower_ == "vain" for n in child.children):
        return "failed"  # "tried in vain to"
    if dep == "nsubj" and child.lower_ == "whoever":
        return "if"
    if (
        dep == "advcl"
        and child != via
        and child.pos_ in ("VERB", "AUX")
        and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children)
    ):
        return None if _told_as_past(node) else "consequence"
    return None


def _is_courtesy(modal: str, verb: Token) -> bool:
    """Whether a modal leaves nothing open: a wish that is there ("would like"), words that are said ("I must say", "we can confirm")."""
    if modal == "would":
        return verb.lemma_ in ("like", "love")
    speaking = signatures()["verb"].get(verb.lemma_.lower()) in ("reported", "proof")
    return modal in ("must", "can") and speaking and any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children)


def _told_as_past(verb: Token) -> bool:
    """Whether a verb tells what was done, whatever an if-clause beside it says ("agreed to pay, if", "what steps, if any")."""
    helped = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return verb.pos_ not in ("VERB", "AUX") or (
        not any(c.tag_ == "MD" for c in helped) and (verb.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lemma_ == "have" for c in helped))
    )


def _denying(noun: Token) -> bool:
    """ "No soldier", "neither side", "not one soldier"."""
    return any(
        (c.dep_ in ("det", "preconj", "cc") and c.lower_ in ("no", "neither"))
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
