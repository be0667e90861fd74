"""Part of speech, morphology and lemma of tokens from tag, word and dependency, by the model's own rules, remembered.

spaCy's attribute ruler matches 179 patterns on every text and costs as much CPU as its parser. The same patterns are
evaluated here once for each kind of token (word, tag, dependency) that turns up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from dragoman.language.boundaries import cut_at_semicolons
from dragoman.language.misparses import MENDERS
from dragoman.tables import read_table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.tokens import Doc

LARGEST = 300_000  # kinds of token remembered, then forgotten all at once: memory stays flat over any number of texts

Spec = Mapping[str, Any]


class Tagger:
    """A pipeline component in the place of attribute ruler and lemmatizer; gives what they give, but for the
    verbs that the lemmatizer takes for others ("hoped" for "hop"; ``lexicon/en/lemmas.tsv``).

    Patterns over two tokens are left out ("gonna"), but for "there is", which decides about the part of speech.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._rules: list[tuple[Spec, Spec]] = []
        self._behind_expletive: list[tuple[Spec, Spec]] = []
        for rule in cast("list[dict[str, Any]]", ruler.patterns):
            for pattern in rule["patterns"]:
                if len(pattern) == 1:
                    self._rules.append((pattern[0], rule["attrs"]))
                elif pattern[0] == {"DEP": "expl"}:
                    self._behind_expletive.append((pattern[1], rule["attrs"]))
        self._lemmatizer = lemmatizer
        self._forms = {row["form"]: row["lemma"] for row in read_table("lexicon/en/lemmas.tsv")}
        self._by_tag: dict[str, list[tuple[Spec, Spec]]] = {}
        self._known: dict[tuple[int, int, int, bool], tuple[int, Any, int]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set pos, morph and lemma of every token; returns the same doc."""
        known = self._known
        if len(known) > LARGEST:
            known.clear()
            self._lemmatizer.cache.clear()
        for mend in MENDERS:
            mend(doc)
        expletive = False
        token: Any  # spaCy's stub does not know set_morph
        for token in doc:
            key = (token.orth, token.tag, token.dep, expletive)
            values = known.get(key)
            if values is None:
                values = known[key] = self._judge(token, expletive)
            token.pos, morph, token.lemma = values
            token.set_morph(morph)
            expletive = token.dep_ == "expl"
        return doc

    def _rules_for(self, tag: str) -> list[tuple[Spec, Spec]]:
        """The rules that a token of this tag may fit, in the ruler's order."""
        if tag not in self._by_tag:
            self._by_tag[tag] = [rule for rule in self._rules if not isinstance(wanted := rule[0].get("TAG", tag), str) or wanted == tag]
        return self._by_tag[tag]

    def _judge(self, token: Any, expletive: bool) -> tuple[int, Any, int]:
        rules = self._rules_for(token.tag_) + (self._behind_expletive if expletive else [])
        facts = {"TAG": token.tag_, "LOWER": token.lower_, "DEP": token.dep_, "IS_SPACE": token.is_space}
        values: dict[str, str] = {}
        for spec, attributes in rules:
            if all(_fits(facts.get(name), wanted) for name, wanted in spec.items()):
                values |= attributes
        token.pos_ = values.get("POS", "X")
        token.set_morph(values.get("MORPH", "_").replace("_", ""))
        known = self._forms.get(token.lower_) if token.pos_ == "VERB" else None
        token.lemma_ = known or values.get("LEMMA") or self._lemmatizer.lemmatize(token)[0]
        return token.pos, token.morph, token.lemma


def replace_rulers(nlp: Language) -> None:
    """Put the component above in the place of the model's attribute ruler and lemmatizer."""
    from spacy.language import Language as Registry

    ruler = cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))
    lemmatizer = cast("Lemmatizer", nlp.get_pipe("lemmatizer"))
    index = lemmatizer.lookups.get_table("lemma_index")
    for part_of_speech in list(index):
        index[part_of_speech] = frozenset(index[part_of_speech])  # a list of 50,000 words is searched for each new one
    tagger = Tagger(ruler, lemmatizer)
    nlp.remove_pipe("attribute_ruler")
    nlp.remove_pipe("lemmatizer")
    Registry.component("dragoman_tags", func=tagger)
    nlp.add_pipe("dragoman_tags", after="parser")
    Registry.component("dragoman_semicolons", func=cut_at_semicolons)
    nlp.add_pipe("dragoman_semicolons", before="parser")


def _fits(value: Any, wanted: Any) -> bool:
    if not isinstance(wanted, dict):
        return bool(value == wanted)
    if "IN" in wanted:
        return value in wanted["IN"]
    if "NOT_IN" in wanted:
        return value not in wanted["NOT_IN"]
    return re.search(wanted["REGEX"], str(value)) is not None
