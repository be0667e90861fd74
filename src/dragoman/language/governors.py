"""What a word makes of the certainty of a word below it: the operator between the two, by the form of the complement and by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language.certainty import signatures

if TYPE_CHECKING:
    from spacy.tokens import Token

COPULAS = {"be", "seem", "remain", "appear", "look", "become", "make", "sound"}
DEFINITES = {"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"}
# Classes whose complement is left open only where the noun phrase is new to the reader: "discussed the attack" takes it for granted.
OPEN_FOR_NEW = {"wanted", "believed", "doubted", "threatened", "claimed", "reported", "expected", "imagined", "seeming"}
CLAUSAL = {"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "oprd"}
NOMINAL = {"dobj", "obj", "nsubjpass", "attr", "dative"}
PLAIN = {"relcl": "relative"} | dict.fromkeys(("amod", "compound", "nmod", "poss", "appos"), "modifier")
FALSE = {"false", "untrue", "baseless", "unfounded", "fabricated", "groundless", "wrong", "incorrect"}  # "reports that … are false"
# … by saying "would like to"
SPOKEN = {"thank", "congratulate", "apologize", "apologise", "stress", "emphasize", "emphasise", "express", "remind", "add"}
FAILING = {"fail", "collapse", "founder", "fizzle"}  # "an attempt to … failed"
KEPT_FROM = {"stop", "keep", "hold", "prevent", "bar", "ban", "deter", "dissuade", "block", "discourage", "hinder"}
# Classes whose words never come after the clause they govern.
BESIDE = {"denied", "failed", "excluded", "disbelieved", "imagined", "doubted", "wanted", "planned", "tried"}
DECIDED = {"decide", "vote", "advise", "opt", "warn", "counsel"}  # … against doing it
INVERTED = {"had": "imagined", "were": "if", "should": "if"}  # "had France intervened"
AIMED = {"for", "of", "with", "to", "into", "about"}
GOVERNED = {"for", "of", "about", "on", "from", "against", "into", "with", "to", "in", "over"}


def link(node: Token) -> tuple[str | None, Token]:
    """The operator between a word and the one above it, and that one."""
    dep, head = node.dep_, node.head
    if dep in CLAUSAL:
        return _clause(node, head)
    if dep == "advcl":
        return _adverbial(node), head
    if dep == "conj" and _finite(node):
        # "failed to answer and filed a claim", "asked that they leave, and has left": finite verbs are joined to finite ones.
        while head.pos_ == "VERB" and not _finite(head) and head.dep_ in ("xcomp", "ccomp", "conj") and head.head.pos_ == "VERB":
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
            return ("denied" if _called_false(head) or _is_false(head) else _lookup(head, "that") or "complement"), head
        return _describing(head, "participle"), head
    if dep == "relcl" and _form(node) == "to":
        return _lookup(head, "to") or "infinitive", head
    return (_describing(head, PLAIN[dep]) if dep in PLAIN else None), head


def _describing(noun: Token, name: str) -> str:
    """The operator on what describes a noun: of what there is not, nothing holds ("no evidence linking", "no merger talks")."""
    if name in ("participle", "modifier") and any(c.dep_ == "det" and c.lower_ in ("no", "any", "neither") for c in noun.children):
        return "of none"
    return name


def _finite(verb: Token) -> bool:
    """Whether a verb stands in the past tense, or has an auxiliary in the past or present."""
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP") for c in verb.children)
    return verb.tag_ == "VBD" or (verb.tag_ in ("VBN", "VBG") and helped)


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
            phrasal = f"{word}_{child.lower_}" if child.dep_ == "prt" else ""
            if found := table.get(f"verb.{form}", {}).get(phrasal) or table["verb"].get(phrasal):
                return found
        return table.get(f"verb.{form}", {}).get(word) or table["verb"].get(word)
    if pos in ("NOUN", "PROPN"):
        return table["noun"].get(word)
    return table["adj"].get(governor.lower_) or table["adj"].get(word)


def _clause(node: Token, head: Token) -> tuple[str | None, Token]:
    if node.dep_ == "pcomp":
        return _behind(head), head.head
    if any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in node.children):
        return "whether", head
    form = _form(node)
    if form == "to" and (name := _periphrasis(node, head)):
        return name, head
    if head.pos_ in ("VERB", "AUX") and head.lemma_.lower() in COPULAS:
        attribute = _complement(head)
        if attribute is not None and attribute != node:
            return _lookup(attribute, form) or "complement", head
    if form == "that" and node.tag_ == "VB" and not any(c.dep_ == "aux" for c in node.children):
        # "insists that B withdraw", but "helped spark", "let B withdraw"; of what is said it is a plural's present tense
        if bare := signatures()["verb.bare"].get(head.lemma_.lower()):
            return bare, head
        name = _lookup(head, form)
        return name if name in ("reported", "believed", "factive", "proof") else "wanted", head
    # "Nine died, the ministry said": the verb of saying stands in its own content's place.
    name = _lookup(head, form)
    if name in BESIDE and form == "that" and node.i < head.i and not any(c.dep_ == "mark" for c in node.children):
        return None, head  # "they were afraid, so they stopped", two clauses side by side
    return name or {"to": "infinitive", "ing": "gerund", "that": "complement"}[form], head


def _behind(preposition: Token) -> str:
    """The operator of a preposition, or of the word above it, on the clause behind it."""
    word, head = preposition.lower_, preposition.head
    table = signatures()
    if phrasal := _phrasal(head, word):
        return phrasal
    if word in table["mark"]:
        return table["mark"][word]
    if _replacing(preposition):
        return "without"
    if _kept_from(preposition, head) or (head.lower_ in ("close", "near") and head.head.lemma_ == "come"):  # "came close to"
        return "failed"
    name = _lookup(head, "ing") if word in GOVERNED else None
    return name or ("purpose" if word in ("for", "to") else "adjunct")


def _phrasal(verb: Token, particle: str) -> str | None:
    """The class of a verb with its particle, which the parser may take for a preposition ("called off the attack")."""
    return signatures()["verb"].get(f"{verb.lemma_.lower()}_{particle}") if verb.pos_ == "VERB" else None


def _periphrasis(node: Token, head: Token) -> str | None:
    """The operator of what a verb says together with an infinitive: "is going to", "has to", "has yet to", "too late to", "is said to"."""
    word = head.lemma_.lower()
    if any(c.dep_ == "advmod" and c.lower_ == "too" for c in (*head.children, *(_complement(head) or head).children)):
        return "failed"
    if word in ("have", "be") and any(c.dep_ == "advmod" and c.lower_ == "yet" for c in (*head.children, *node.children)):
        return "not"
    if word == "go" and head.tag_ == "VBG":
        return "will"
    if word in ("like", "love") and node.lemma_ in SPOKEN and any(c.lower_ in ("would", "'d", "’d") for c in head.children):
        return "support"
    if word == "have" and _complement(head) is None and (head.tag_ == "VBD" or any(c.tag_ == "MD" for c in head.children)):
        return "forced"
    if word in ("have", "get", "be") and head.pos_ in ("AUX", "VERB") and _complement(head) is None:
        return {"have": "must", "get": "should", "be": "expected"}[word]
    if word == "use":
        return "support"
    hearsay = _lookup(head, "to") == "reported" and any(c.dep_ == "auxpass" for c in head.children)
    return "claimed" if hearsay else None


def _replacing(preposition: Token) -> bool:
    """ "Without", "instead of", "rather than": what is behind did not take place."""
    if signatures()["prep"].get(preposition.lower_) == "without":
        return True
    return preposition.i > 0 and preposition.lower_ in ("of", "than") and preposition.nbor(-1).lower_ in ("instead", "rather")


def _kept_from(preposition: Token, head: Token) -> bool:
    """ "Kept B from attacking", "decided against sending", "stopped short of accusing", "far from supporting"."""
    word, before = preposition.lower_, preposition.nbor(-1).lower_ if preposition.i else ""
    if (word, before) in (("of", "short"), ("from", "far")):
        return True
    return (word == "from" and head.lemma_ in KEPT_FROM) or (word == "against" and head.lemma_ in DECIDED)


def _is_false(noun: Token) -> bool:
    """Whether a report or claim is described as false ("false reports of"); the report itself there is."""
    told = noun.pos_ == "NOUN" and signatures()["noun"].get(noun.lemma_.lower()) in ("reported", "claimed")
    return told and any(c.dep_ == "amod" and c.lower_ in FALSE for c in noun.children)


def _called_false(noun: Token) -> bool:
    """Whether a report or claim is called false ("reports that … were false")."""
    attribute = _complement(noun.head) if noun.dep_ == "nsubj" else None
    return attribute is not None and attribute.lower_ in FALSE


def _complement(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")), None)


def _adverbial(node: Token) -> str:
    first = node.left_edge
    if first.dep_ in ("aux", "auxpass") and first.head == node and first.lower_ in INVERTED:
        return INVERTED[first.lower_]
    table = signatures()["mark"]
    for child in node.children:
        if child.dep_ in ("mark", "prep", "advmod") and child.lower_ in table and child.i < node.i:
            return table[child.lower_]
    if any(c.lower_ == "rather" for c in node.lefts) or (first.i and node.tag_ == "VBG" and _replacing(first.nbor(-1))):
        return "without"
    if any(c.dep_ in ("mark", "advmod") for c in node.children if c.lower_ in ("when", "once", "whenever", "as")):
        return "when"
    if _form(node) == "to":
        name = _lookup(node.head, "to") or "purpose"
        prevented = name == "failed" and any(c.dep_ == "dobj" for c in node.head.children)
        return "purpose" if prevented else name  # "blocked a road to protest" protests
    if node.tag_ == "VBG" and first.i and first.nbor(-1).dep_ == "prt" and first.nbor(-1).head == node.head:
        return _lookup(node.head, "ing") or "gerund"  # "ruled out sending"
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
        if phrasal := _phrasal(head, preposition.lower_):
            return phrasal, head
        if preposition.lower_ not in GOVERNED or (preposition.i < head.i and head.pos_ == "VERB"):
            return "circumstance", head
        if _is_false(head):
            return "denied", head
        name = _lookup(head, "prep") if head.pos_ in ("VERB", "NOUN", "ADJ") else None
        if head.pos_ == "VERB" and name in ("reported", "factive", "caused"):
            name = None
        if _definite(node):
            default = "definite"
        elif head.pos_ == "NOUN":
            default = "of"
        else:
            default = "indefinite" if preposition.lower_ in AIMED else "circumstance"
    else:
        named = head.lemma_ == "call" and any(c.dep_ in ("oprd", "xcomp", "attr", "ccomp") for c in head.children)
        name = None if named else _lookup(head, "obj")
    if name is None or (name in OPEN_FOR_NEW and _definite(node)):
        return default, head
    if name == "factive" and any(c.dep_ == "det" and c.lower_ == "any" for c in node.children):
        return "proof", head  # "not aware of any attack"
    return name, head


def _subject(node: Token, head: Token) -> str | None:
    """A noun that is the subject: "the attack began" stands and falls with its verb, "an attack is possible" with the adjective."""
    attribute = _complement(head)
    if _called_false(node) or (head.lemma_ == "take" and any(c.dep_ == "dobj" and c.lower_ == "place" for c in head.children)):
        return "support"
    if attribute is not None and attribute != node and attribute.pos_ == "ADJ":
        name = signatures()["adj"].get(attribute.lower_)
        return "definite" if _definite(node) else name or "indefinite"
    if head.lemma_ in FAILING and signatures()["noun"].get(node.lemma_.lower()) in ("tried", "planned"):
        return "failed"
    transitive = any(c.dep_ in ("dobj", "ccomp", "xcomp") for c in head.children)
    if not transitive and signatures()["verb"].get(head.lemma_.lower()) == "support":
        return "support"
    return "definite" if _definite(node) else "indefinite"


def governor_class(word: Token, form: str) -> str | None:
    """The class of a word before a complement: form is ``to``, ``that``, ``ing``, ``obj`` or ``prep``; None outside the lexicon."""
    return _lookup(word, form)
