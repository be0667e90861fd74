"""What the parser takes for a clause and can't be one, mended in the tree before tags are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ONE = {"a", "an", "another", "one"}
ADVERBIAL = ("advmod", "npadvmod", "intj", "dep")
SUBJECTS = ("nsubj", "nsubjpass", "expl")
FINITE = ("VBD", "VBZ", "VBP")
NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "oprd", "dative", "ROOT")
GUISES = {"dressed", "disguised", "clad", "known", "identified", "described"}
ASIDES = ("relcl", "appos", "acl")
UNITS = {"week", "month", "year", "weekend", "spring", "summer", "autumn", "winter", "night"}
RELATIVE = ("WDT", "WP", "WRB")
HELD = {"hostage", "captive", "prisoner"}
TELLING = {"accused", "blamed", "urged", "warned", "vowed", "condemned", "called", "demanded", "pledged", "denounced", "threatened"}
TELLING |= {"criticised", "criticized", "asked", "petitioned", "appealed", "ordered", "praised", "thanked", "promised", "rejected"}
TELLING |= {"denied"}
SHORTEST = 3  # letters of an abbreviation that may act
NO_NAMES = {"today", "yesterday", "tonight", "now", "then", "never", "also"}
NO_NAMES |= {"has", "have", "had", "are", "was", "were", "been", "did", "does", "can", "could", "may", "might", "must", "will", "would"}
NO_NAMES |= {"shall", "should", "not"}


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


def mend_acronyms(doc: Doc) -> Doc:
    """Make a subject of an abbreviation that was taken for an adverb or auxiliary of a verb without subject ("USAID condemned the
    decree"), or for the verb itself ("ECOWAS lifted sanctions").

    Returns the same doc.
    """
    for token in doc:
        if not (token.is_upper and token.is_alpha and len(token) >= SHORTEST and token.lower_ not in NO_NAMES):
            continue
        verb = token.head
        if token.dep_ == "ROOT" and _is_its_verb(token):
            _make_subject(token, token.nbor())
        elif token.dep_ in (*ADVERBIAL, "aux") and token.i < verb.i and not any(c.dep_ in SUBJECTS for c in verb.children):
            if token.dep_ == "aux" and verb.tag_ == "VBN" and verb.i == token.i + 1:
                verb.tag_ = "VBD"
            if verb.tag_ in FINITE:
                token.tag_, token.dep_ = "NNP", "nsubj"
    return doc


def mend_reduced(doc: Doc) -> Doc:
    """Give a sentence the verb that is its own where the parser took a participle behind the subject for it ("Rockets fired from B hit a
    school") or found none ("Gunmen dressed as officers killed A"): the participle describes the subject then.

    Returns the same doc.
    """
    for verb in doc:
        if verb.dep_ not in ("advcl", "conj") or verb.tag_ != "VBD":
            continue
        part = verb.head
        if part.i > verb.i or part.tag_ not in ("VBN", "VBD"):
            continue
        subject = part.head if part.dep_ == "acl" else next((c for c in part.lefts if c.dep_ in SUBJECTS[:2]), part)
        root, first = (subject if part.dep_ == "acl" else part), part.nbor()
        if root.dep_ != "ROOT" or subject.i + 1 != part.i or first.dep_ not in ("prep", "agent", "mark"):
            continue
        guise = [c for c in verb.lefts if first.lower_ == "as" and c.dep_ in ("mark", "nsubj") and part.lower_ in GUISES]
        before = doc[part.i + 1 : verb.i]
        own = [t.dep_ for t in before if t.head in (part, verb) and t not in guise]
        if any(t.is_punct or t.dep_ == "cc" for t in before) or not {"prep", "agent", "npadvmod"}.issuperset(own):
            continue
        for child in [c for c in root.children if c.i > verb.i or (c.i < part.i and c not in (subject, *subject.children))]:
            child.head = verb
        verb.head, verb.dep_ = verb, "ROOT"
        subject.head, subject.dep_ = verb, "nsubj"
        part.head, part.dep_, part.tag_ = subject, "acl", "VBN"
        for word in guise:
            word.head, word.dep_ = (part, "prep") if word is guise[0] else (guise[0], "pobj")
    return doc


def mend_asides(doc: Doc) -> Doc:
    """Give a sentence its verb where the parser took it, behind what is told of the subject between commas, for a participle more
    ("A, which claims the reef, called for talks").

    Returns the same doc.
    """
    for subject in doc:
        if subject.dep_ != "ROOT" or not subject.tag_.startswith("NN"):
            continue
        asides = [c for c in subject.rights if c.dep_ in ASIDES]
        verb = next((c for c in asides[1:] if c.dep_ in ("acl", "relcl") and c.tag_ in ("VBN", "VBD")), None)
        if verb is None or asides[0].tag_ == "VBN" or any(c.dep_ in ("agent", *SUBJECTS) or c.tag_ in RELATIVE for c in verb.children):
            continue
        starts = (asides[0].left_edge.i, verb.left_edge.i)
        if not subject.i < starts[0] < starts[1] or any(doc[start - 1].text != "," for start in starts):
            continue
        for child in [c for c in subject.rights if c.i > verb.i]:
            child.head = verb
        verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
        subject.head, subject.dep_ = verb, "nsubj"
    return doc


def mend_joined(doc: Doc) -> Doc:
    """Join a verb that tells something, and was joined to what a clause below tells, to the verb above ("said the town was shelled and
    accused B"; "would fight until the law is withdrawn and called for a strike").

    Returns the same doc.
    """
    for verb in doc:
        if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or verb.lower_ not in TELLING or verb.head.i > verb.i:
            continue
        part, above = verb.head, verb.head.head
        told = any(c.dep_ == "dobj" or (c.dep_ == "prep" and c.lower_ in ("for", "on")) for c in verb.rights)
        alone = not any(c.dep_ in (*SUBJECTS, "aux", "auxpass", "agent") for c in verb.children)
        stated = any(c.dep_ in ("auxpass", "aux", "acomp", "attr") for c in part.children)
        below = stated and any(c.dep_ in SUBJECTS for c in part.lefts)
        while part.dep_ in ("ccomp", "advcl", "xcomp") and above.tag_ != "VBD" and above.head != above:
            part, above = above, above.head
        if told and alone and below and part.dep_ in ("ccomp", "advcl", "xcomp") and above.tag_ == "VBD":
            _join(verb, above)
            verb.tag_ = "VBD"
    return doc


def mend_finite(doc: Doc) -> Doc:
    """Join a finite verb that was joined to a gerund or infinitive to the finite verb above it ("denies blocking aid and accuses B").

    Returns the same doc.
    """
    for verb in doc:
        if verb.dep_ != "conj" or verb.tag_ != "VBZ" or any(c.dep_ in SUBJECTS for c in verb.children):
            continue
        part, above = verb.head, verb.head.head
        if part.tag_ not in ("VBG", "VB") or part.dep_ not in ("xcomp", "pcomp", "advcl", "acl"):
            continue
        if any(c.dep_ in ("aux", *SUBJECTS) and c.tag_ != "TO" for c in part.children):
            continue
        while above.tag_ not in ("VBZ", "VBP") and above.head != above:
            above = above.head
        if above.tag_ == "VBZ" and above.i < part.i:
            _join(verb, above)
    return doc


def mend_captives(doc: Doc) -> Doc:
    """Make an object of those who are taken or held hostage, where they were taken for a part of that word ("took five nurses hostage").

    Returns the same doc.
    """
    for held in doc:
        if held.lower_ not in HELD or held.dep_ != "dobj" or not held.i:
            continue
        verb, taken = held.head, held.nbor(-1)
        if taken.dep_ != "compound" or taken.head != held or taken.tag_ != "NNS":
            continue
        for child in [c for c in held.lefts if c != taken]:
            child.head = taken
        taken.head, taken.dep_ = verb, "dobj"
        held.dep_ = "oprd"
    return doc


def mend_marks(doc: Doc) -> Doc:
    """Make a subject of what stands behind the conjunction of a clause and was taken for its object ("days after rebels overran a post").

    Returns the same doc.
    """
    for noun in doc:
        if noun.dep_ != "pobj" or noun.head.dep_ != "mark":
            continue
        mark, verb = noun.head, noun.head.head
        if not mark.i < noun.i < verb.i or verb.tag_ not in FINITE:
            continue
        if not any(c.dep_ in SUBJECTS for c in verb.children):
            noun.head, noun.dep_ = verb, "nsubj"
    return doc


def mend_times(doc: Doc) -> Doc:
    """Take a time that begins a sentence from the subject that it was taken for a part of ("Earlier this month fighters detonated").

    Returns the same doc.
    """
    for unit in doc:
        if unit.lower_ not in UNITS or unit.dep_ not in ("compound", "nmod", "npadvmod") or unit.head.dep_ not in SUBJECTS[:2]:
            continue
        noun, verb = unit.head, unit.head.head
        which = [c for c in unit.lefts if c.lower_ in ("this", "last")]
        if which and noun.i > unit.i and unit.left_edge.i == noun.left_edge.i and verb.i > noun.i:
            unit.head, unit.dep_ = verb, "npadvmod"
    return doc


def mend_datives(doc: Doc) -> Doc:
    """Make an indirect object of a name between a verb and its object that hangs there without a role ("will send Kyiv more tanks").

    Returns the same doc.
    """
    for name in doc:
        if name.dep_ != "dep" or name.tag_ != "NNP":
            continue
        verb = name.head
        loose = verb.i + 1 == name.left_edge.i and verb.tag_.startswith("VB")
        if loose and any(c.dep_ == "dobj" and c.left_edge.i == name.i + 1 for c in verb.rights):
            name.dep_ = "dative"
    return doc


def _join(verb: Token, above: Token) -> None:
    """Join a verb, with the word that joins it, to another one."""
    joint = [c for c in verb.head.rights if c.dep_ == "cc" and c.i < verb.i][-1:]
    for word in (*joint, verb):
        word.head = above


def _is_its_verb(name: Token) -> bool:
    """Whether the word behind a name that was taken for the verb is a verb that was taken for an attribute of the object."""
    verb = name.nbor() if name.i + 1 < len(name.doc) else name
    return verb.tag_ == "VBD" and verb.dep_ == "amod" and verb.head.dep_ == "dobj" and verb.head.head == name


def _make_subject(name: Token, verb: Token) -> None:
    """Exchange a name that was taken for the root with the verb behind it."""
    verb.head, verb.dep_ = verb, "ROOT"
    for child in [c for c in name.children if c != verb]:
        child.head = verb
    name.head, name.dep_, name.tag_ = verb, "nsubj", "NNP"


def mend_hyphens(doc: Doc) -> Doc:
    """Make one noun of the parts of a hyphenated one that were taken for several beside each other ("her ex-husband said").

    The last part becomes the head, the others its compound, and what described them describes it. Returns the same doc.
    """
    for hyphen in doc:
        if hyphen.text != "-" or not 0 < hyphen.i < len(doc) - 1 or hyphen.whitespace_:
            continue
        first, last = hyphen.nbor(-1), hyphen.nbor()
        if first.whitespace_ or first.dep_ not in NOMINAL or not last.tag_.startswith("NN"):
            continue
        parts, above, role = (first, hyphen, last), first.head, first.dep_
        places = {(above, role)} | ({(above.head, above.dep_)} if role == "conj" else set())
        inside = any(token in parts for token in (above, *above.ancestors))  # the last part would come to hang on what hangs on it
        if inside or any(part.head not in parts and (part.head, part.dep_) not in places for part in parts):
            continue
        last.head, last.dep_ = above, role
        for part in (first, hyphen):
            for child in [c for c in part.children if c not in parts]:
                child.head = last
            part.head, part.dep_ = last, "compound" if part is first else "punct"
        hyphen.tag_ = "HYPH"
    return doc


def _make_object(noun: Token, before: Token, article: Token) -> None:
    verb = noun.head
    for follower in [c for c in noun.rights if c.dep_ in ("prep", "npadvmod", "advmod", "punct")]:
        follower.head = verb
    article.head = noun
    before.dep_ = "compound"
    noun.tag_, noun.dep_ = "NN", "dobj"


MENDERS = (
    mend_objects,
    mend_acronyms,
    mend_hyphens,
    mend_reduced,
    mend_asides,
    mend_joined,
    mend_finite,
    mend_captives,
    mend_marks,
    mend_times,
    mend_datives,
)
