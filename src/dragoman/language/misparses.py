"""What the parser takes for a clause and can't be one, mended in the tree before tags are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ONE = {"a", "an", "another", "one"}


def mend_objects(doc: Doc) -> Doc:
    """Turn "clauses" whose plural subject has the article of one thing into the object they are ("handed over a war crimes suspect").

    The verb becomes the noun, its subject the noun before it, and what follows hangs on the verb above. Returns the same doc.
    """
    for token in doc:
        if token.tag_ != "VBP" or token.dep_ != "ccomp" or token.head.i >= token.i:
            continue
        subject = token.nbor(-1)
        if subject.dep_ == "nsubj" and subject.head == token and subject.tag_ == "NNS":
            article = next((c for c in subject.lefts if c.dep_ == "det" and c.lower_ in ONE), None)
            if article is not None and article.i == subject.left_edge.i:
                _make_object(token, subject, article)
    return doc


def _make_object(noun: Token, before: Token, article: Token) -> None:
    verb = noun.head
    for follower in [c for c in noun.rights if c.dep_ in ("prep", "npadvmod", "advmod", "punct")]:
        follower.head = verb
    article.head = noun
    before.dep_ = "compound"
    noun.tag_, noun.dep_ = "NN", "dobj"
