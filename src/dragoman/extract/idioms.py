"""Cues of several words ("took issue with", "made clear that"), from ``lexicon/en/idioms.tsv``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, cast, get_args

from dragoman.errors import DataError
from dragoman.extract.contents import is_passive, source_of
from dragoman.extract.cues import Cue
from dragoman.extract.ranges import Draft, cue_range, source_range, subtree
from dragoman.language import grammar
from dragoman.model.statement import CueClass, Stance
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.language import Doc, Token

TABLE = "lexicon/en/idioms.tsv"
BETWEEN = {"DET", "ADJ", "ADV", "PART", "NUM"}  # parts of speech that may stand between two words of an idiom
WIDEST = 2  # tokens between two words of an idiom
DETERMINERS = {"a", "an", "the"}
CLAUSES = {"ccomp", "xcomp", "acl", "relcl", "csubj", "advcl"}

Pattern = tuple[tuple[str, ...], Cue]


@cache
def idioms() -> Mapping[str, Mapping[str, tuple[Pattern, ...]]]:
    """Lemma of the verb → its second word → the words behind the verb, longest pattern first.

    Raises ``DataError`` for an unknown class or stance.
    """
    found: dict[str, dict[str, list[Pattern]]] = {}
    for row in read_table(TABLE):
        if row["class"] not in get_args(CueClass) or row["stance"] not in get_args(Stance):
            raise DataError(f"{TABLE}: {row['words'][:40]!r} has an unknown class or stance")
        cue = Cue(cast("CueClass", row["class"]), cast("Stance", row["stance"]))
        for words in row["words"].split("|"):
            verb, *rest = [w for w in words.split() if w not in DETERMINERS]
            if not rest:
                raise DataError(f"{TABLE}: {words!r} is no cue of several words")
            found.setdefault(verb, {}).setdefault(rest[0], []).append((tuple(rest), cue))
    return {v: {word: tuple(sorted(p, key=lambda p: -len(p[0]))) for word, p in second.items()} for v, second in found.items()}


def idiom_at(verb: Token) -> Draft | None:
    """The draft of an idiom that begins with a verb; its cue goes from the verb to the idiom's last word."""
    for words, cue in _near(verb):
        end = _match(verb.doc, verb.i + 1, words)
        if end is None:
            continue
        last = verb.doc[end - 1]
        content = _object(last) or _clause(verb, end)
        source = source_of(verb)
        if content is None or source is None or is_passive(verb) or source.lower_ in ("it", "there", "this", "that"):
            continue
        start, _ = cue_range(verb)
        draft = Draft(verb.i, (start, end), cue, source_range(source), source.i, (content,), confidence=0.55)
        draft.negated = grammar.negated(verb)
        return draft
    return None


def _near(verb: Token) -> Iterator[Pattern]:
    """The idioms of a verb whose second word stands near enough behind it."""
    second = idioms().get(verb.lemma_, {})
    for token in verb.doc[verb.i + 1 : verb.i + 2 + WIDEST]:
        yield from second.get(token.lower_, ())
        lemma = token.lemma_.lower()
        if lemma != token.lower_:
            yield from second.get(lemma, ())


def _match(doc: Doc, start: int, words: tuple[str, ...]) -> int | None:
    """The end of the words in a document from a token on, a few small words between them; None where they do not stand there."""
    at = start
    for word in words:
        for gap in range(WIDEST + 1):
            if at + gap >= len(doc):
                return None
            token = doc[at + gap]
            if word in (token.lower_, token.lemma_.lower()):
                at += gap + 1
                break
            if token.pos_ not in BETWEEN and token.tag_ != "PRP$":
                return None
        else:
            return None
    return at


def _object(last: Token) -> tuple[int, int] | None:
    """What stands behind an idiom that ends with a preposition or particle."""
    if last.pos_ not in ("ADP", "SCONJ", "PART", "ADV"):
        return None
    if last.lower_ == "to" and last.dep_ == "aux":
        return last.i, last.head.right_edge.i + 1 if last.head.i > last.i else last.i + 1
    heads = grammar.children(last, "pobj", "pcomp")
    if not heads and last.dep_ == "prt":
        heads = [c for c in grammar.children(last.head, "dobj") if c.i > last.i]
    return subtree(heads[0]) if heads and heads[0].i > last.i else None


def _clause(verb: Token, end: int) -> tuple[int, int] | None:
    """The clause behind an idiom: "that …", "to …", a gerund."""
    for token in verb.doc[verb.i : end]:
        for child in token.rights:
            if child.dep_ not in CLAUSES or child.left_edge.i < end or child.left_edge.i > end + 1:
                continue
            marks = {child.left_edge.lower_, *(c.lower_ for c in child.lefts if c.dep_ == "mark")}
            if marks & {"that", "to", "how", "why", "whether", "what"}:
                return subtree(child)
    return None
