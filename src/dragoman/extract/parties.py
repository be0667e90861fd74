"""Where the parties of an event stand, seen from its trigger; the functions are those of ``ontology.types.FUNCTIONS``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.extract.event_nouns import event_nouns
from dragoman.extract.triggers import Match, objects
from dragoman.language import grammar
from dragoman.tables import read_table

if TYPE_CHECKING:
    from dragoman.language import Token

IN_FRONT = {"amod", "compound", "nmod", "npadvmod", "nummod"}
PARTITIVES = {"series", "round", "wave", "number", "spate", "string", "kind", "act", "form", "rest", "campaign", "lot", "dozen", "hundred"}
PARTITIVES |= {"thousand", "million", "group", "pair", "couple", "majority", "part", "most", "half", "barrage", "set"}
PARTITIVES |= {"one", "some", "many"}
# Behind these a phrase says when, why or how; nobody to whom something is done is looked for there.
CIRCUMSTANTIAL = {"after", "before", "during", "since", "until", "till", "amid", "amidst", "while", "as", "despite", "because", "at", "by"}
CIRCUMSTANTIAL |= {"following", "off", "including", "under", "within", "without", "through", "like", "than", "near", "around", "via", "due"}
CIRCUMSTANTIAL |= {"between", "about"}
PREFERRED = ("against", "with", "to", "for", "on", "over", "of", "from", "toward", "towards", "into")
BEHIND_COUNTED = {"to", "into", "against", "for", "between", "with"}  # may hang on what is counted: "a team of experts to X"
MOVING = {"send", "deploy", "dispatch", "withdraw", "pull", "move", "fly", "ship", "extend", "rush", "transfer", "bring", "recall"}
GIVING = {"contribute", "provide", "supply", "donate", "lend", "commit", "hand"}
DENOUNCING = {"denounce", "protest", "condemn", "oppose", "decry", "reject", "resist"}
ANGER = {"protest", "anger", "opposition", "rage", "fury", "outrage", "defiance"}
AIMED = ("against", "at", "over", "to", "with", "about")
BLAMING = {"blame": "on", "pin": "on", "attribute": "to", "ascribe": "to"}
COMPLEMENTS = {"xcomp", "ccomp", "acl", "pcomp"}
CONDITIONS = {"until", "unless", "if"}
CONTACT = {"call", "phone", "telephone", "ring", "cable", "meet", "visit", "write", "contact", "approach", "host", "receive"}
REPLYING = {"respond", "retaliate", "react", "reply", "answer", "counter"}
OCCASIONS = {"when", "after", "as", "while"}
ACTING = {"it", "he", "she", "they"}
STATES = {"be", "remain", "stay", "come"}
STATE_ROLES = {"in": "actor", "on": "actor", "under": "recipient"}
DEEPEST = 6  # how far from the trigger a recipient without a function of its own is looked for


@dataclass(frozen=True)
class Carrier:
    """The verb that carries an act told by a noun; role: what the verb's subject is in that act."""

    verb: Token
    role: str


@cache
def light_verbs() -> dict[str, str]:
    """Lemma → ``actor`` or ``recipient``: what the subject of a verb is in the act that its noun tells."""
    return {verb: row["subject"] for row in read_table("lexicon/en/light_verbs.tsv") for verb in row["verbs"].split()}


def carrier(noun: Token) -> Carrier | None:
    """The verb that carries a noun's act ("launched an attack", "the attack was launched by X", "an attack launched by X")."""
    for clause in noun.children:
        if clause.dep_ in ("acl", "relcl") and clause.i > noun.i and grammar.is_passive(clause):
            role = light_verbs().get(clause.lemma_.lower())
            if role:
                return Carrier(clause, role)
    node = grammar.first_conjunct(noun)
    while node.dep_ == "pobj" and node.head.lower_ == "of" and node.head.head.lemma_.lower() in PARTITIVES:
        node = grammar.first_conjunct(node.head.head)
    governor = node.head
    if node.dep_ == "pobj" and governor.head.lemma_.lower() in STATES and not grammar.children(noun, "det", "poss"):
        role = STATE_ROLES.get(governor.lower_)  # "is in talks", "came under fire"
        if role:
            return Carrier(governor.head, role)
    if (claim := _claim(node)) is not None:
        return Carrier(claim, "actor")
    if node.dep_ == "pobj" and governor.lower_ == "with" and governor.head.lemma_.lower() in REPLYING:  # "responded with air strikes"
        return Carrier(governor.head, "actor")
    if node.dep_ == "pobj" and governor.lower_ in ("in", "out", "on", "to", "with", "into"):
        governor = governor.head
    elif node.dep_ not in ("dobj", "obj", "nsubjpass") or any(o.i < node.i for o in grammar.children(governor, node.dep_)):
        return None  # also an apposition taken for a second object
    role = light_verbs().get(governor.lemma_.lower()) if governor.pos_ in ("VERB", "AUX") else None
    return Carrier(governor, role) if role else None


def _claim(noun: Token) -> Token | None:
    """The verb by which somebody says that an act was his ("claimed responsibility for the raid")."""
    credit = noun.head.head
    claimed = noun.dep_ == "pobj" and noun.head.lower_ == "for" and credit.lower_ in ("responsibility", "credit") and credit.dep_ == "dobj"
    return credit.head if claimed and credit.head.lemma_.lower() == "claim" else None


def agents(verb: Token) -> list[Token]:
    """The logical subject of a verb; of an infinitive behind a noun ("B's plan to strike") whoever has the plan."""
    found = grammar.subjects(verb)
    if found or grammar.is_passive(verb):
        return found
    head = verb.head
    while verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        verb, head = head, head.head
    if verb.dep_ == "pcomp" or (verb.dep_ == "acl" and verb.tag_ == "VB"):
        noun = head.head if verb.dep_ == "pcomp" else head
        if noun.pos_ in ("NOUN", "PROPN"):
            return owners(noun)
    return _cut_off(verb)


def _cut_off(verb: Token) -> list[Token]:
    """The noun before a sentence that begins with its verb: a bracket has cut the subject off ("The Front (FLN) has declared")."""
    start = verb.sent.start
    if verb.dep_ != "ROOT" or not start or not verb.doc[start].text[:1].islower() or verb.doc[start].pos_ not in ("VERB", "AUX", "ADV"):
        return []
    root = verb.doc[start - 1].sent.root
    return [root] if root.pos_ in ("NOUN", "PROPN") else []


def owners(noun: Token) -> list[Token]:
    """Whose a decision, plan or act is: its possessor, else the one in front, else the subject of the verb it depends on."""
    found = [p for p in grammar.children(noun, "poss") if p.ent_type_ != "DATE"] or list(modifiers(noun))
    if found:
        return [n for f in found for n in grammar.conjuncts(f)]
    node = grammar.first_conjunct(noun)
    if node.dep_ in ("dobj", "obj", "attr") and node.head.pos_ in ("VERB", "AUX"):
        return grammar.subjects(node.head)
    if (claim := _claim(node)) is not None:
        return grammar.subjects(claim)
    return grammar.prepositional(noun, "by", "of")


def modifiers(noun: Token) -> Iterator[Token]:
    """The words in front of a noun that may name somebody ("Russian drills", "US-led strikes", "Israeli-Palestinian talks")."""
    for child in noun.lefts:
        if child.dep_ in IN_FRONT or (child.dep_ == "conj" and child.i < noun.i):
            yield child
            yield from modifiers(child)
            for joined in child.children:
                if joined.dep_ == "conj":
                    yield joined
                    yield from modifiers(joined)


def candidates(function: str, match: Match, carried: Carrier | None) -> list[Token]:
    """The tokens that fill a function of a trigger, joined ones included; [] where none does."""
    first, *rest = function.split(".")
    if first == "comp" and rest:
        found = [verb for clause in clauses(match) for verb in grammar.conjuncts(clause)]
    else:
        found = _first(first, match, carried)
    for part in rest:
        found = [deep for token in found for deep in (_where_to(token) if first == "comp" and part == "obj" else []) or beside(part, token)]
    return found


def _where_to(verb: Token) -> list[Token]:
    """Where what a verb moves goes to or comes from ("agreed to send a battalion to X"): the party, rather than what is moved."""
    if verb.lemma_.lower() in GIVING:
        return [n for place in (verb, *grammar.patients(verb)) for n in grammar.prepositional(place, "to")]
    if verb.lemma_.lower() not in MOVING:
        return []
    moved = grammar.patients(verb)
    found = [n for p in ("to", "into", "from") for place in (verb, *moved) for n in grammar.prepositional(place, p)]
    return [n for n in found if n.pos_ == "PROPN" or n.ent_type_]


def grievance(match: Match) -> list[Token]:
    """Whom or what a protest is about: what its purpose clause denounces, or what stands behind "in protest at"."""
    found: list[Token] = []
    for word in (*match.words, *([match.noun] if match.noun is not None else [])):
        for child in word.children:
            if child.pos_ == "VERB" and child.dep_ in ("advcl", "xcomp", "acl") and child.lemma_.lower() in DENOUNCING:
                found += grammar.patients(child) or [n for p in AIMED for n in grammar.prepositional(child, p)]
            elif child.dep_ == "prep" and child.lower_ == "in":
                anger = [n for n in grammar.children(child, "pobj") if n.lemma_.lower() in ANGER]
                found += [n for noun in anger for p in AIMED for n in grammar.prepositional(noun, p)]
    return found


def in_condition(verb: Token) -> list[Token]:
    """Who has to do what an act is tied to ("will stay out until B pays"; "would stop if B left")."""
    acts = [verb, *grammar.children(verb, "acl", "ccomp", "xcomp")]
    beside = [clause for act in acts for clause in grammar.children(act, "advcl")]
    clauses = [c for c in beside if any(mark.lower_ in CONDITIONS for mark in grammar.children(c, "mark"))]
    return [noun for clause in clauses for noun in (grammar.subjects(clause) or grammar.prepositional(clause, "by"))]


def assailants(verb: Token) -> list[Token]:
    """Who did the violence in which something is done to somebody ("were hurt when rebels attacked the post")."""
    clauses = [c for c in grammar.children(verb, "advcl") if any(w.lower_ in OCCASIONS for w in c.lefts)]
    violent = [c for c in clauses if c.lemma_.lower() in event_nouns("assail") and not grammar.is_passive(c)]
    return [noun for clause in violent if clause.tag_ in ("VBD", "VBN", "VBZ") for noun in grammar.subjects(clause)]


def reciprocal(match: Match) -> bool:
    """Whether those who act do so to "each other" or "one another"."""
    told = (*objects(match.token, match.words), *_datives(match.token))
    return any(n.doc[n.i - 1 : n.i + 1].text == "each other" or n.doc[n.i - 1 : n.i + 2].text.endswith("one another") for n in told)


def addressed(verb: Token) -> list[Token]:
    """Whom somebody turns to in order to do what a clause tells ("phoned B to offer help")."""
    told = verb.dep_ in ("xcomp", "advcl") and verb.tag_ in ("VB", "VBG") and verb.head.lemma_.lower() in CONTACT
    return grammar.patients(verb.head) if told else []


def clauses(match: Match) -> list[Token]:
    """The heads of the clauses that a trigger governs: that-clauses, infinitives, gerunds; not those that say when or why."""
    places = [*match.words] if match.noun is None else [*match.words, match.noun]
    found = []
    for place in places:
        for child in place.children:
            if child.dep_ in COMPLEMENTS or (child.dep_ == "advcl" and any(c.tag_ == "TO" for c in child.children)):
                found.append(child)
            elif child.dep_ == "prep" and child.lower_ not in CIRCUMSTANTIAL:
                found += grammar.children(child, "pcomp")
    return found


def beside(function: str, token: Token) -> list[Token]:
    """What fills a function of a noun or of the verb of a clause: ``poss``, ``amod``, ``obj``, ``iobj`` or a preposition."""
    if function == "poss":
        return [n for p in grammar.children(token, "poss") for n in grammar.conjuncts(p)]
    if function == "amod":
        return sorted(modifiers(token), key=lambda t: t.i)
    if function == "obj":
        return grammar.patients(token)
    if function == "iobj":
        return _datives(token)
    if function == "acl":  # "an appeal filed by X"
        return [n for c in grammar.children(token, "acl") if grammar.is_passive(c) for n in grammar.subjects(c)]
    found = grammar.prepositional(token, function)
    if not found and function == "by":  # "the raid on the village by the army": parsed as the village's
        found = [deep for noun in grammar.prepositional(token) if noun.pos_ == "NOUN" for deep in grammar.prepositional(noun, "by")]
        if not found and token.dep_ in grammar.OBJECTS and not grammar.is_passive(token.head):
            found = grammar.prepositional(token.head, "by")
        found = found or _blamed(token)
    if not found and token.pos_ in ("VERB", "AUX"):
        found = [deep for noun in grammar.children(token, *grammar.OBJECTS) for deep in grammar.prepositional(noun, function)]
    return found


def _blamed(noun: Token) -> list[Token]:
    """Who is said to be behind an act ("an attack blamed on X")."""
    said = [clause for clause in grammar.children(noun, "acl") if clause.tag_ == "VBN" and clause.lemma_.lower() in BLAMING]
    return [n for clause in said for n in grammar.prepositional(clause, BLAMING[clause.lemma_.lower()])]


def _datives(token: Token) -> list[Token]:
    """The indirect objects of a verb; also a country that was read as part of what is given ("offered Moldova electricity")."""
    found = [
        n
        for d in grammar.children(token, "dative")
        for n in (grammar.children(d, "pobj") or [d] if d.pos_ == "ADP" else grammar.conjuncts(d))
    ]
    if not found:
        given = [n for n in grammar.children(token, "dobj") if n.pos_ == "NOUN" and not grammar.children(n, "det", "poss")]
        found = [c for n in given for c in grammar.children(n, "compound") if c.ent_type_ == "GPE" and c.i == token.i + 1]
    return found


def _first(function: str, match: Match, carried: Carrier | None) -> list[Token]:
    token = match.token
    if function == "subj":
        return _subject(token, carried)
    if function == "obj":
        return objects(token, match.words)
    if function == "iobj":
        return _datives(token)
    if function == "comp":
        return [n for clause in clauses(match) for n in grammar.surface_subjects(clause) if n.i > token.i]
    if function in ("poss", "amod"):
        return [n for word in match.words if word.pos_ != "ADP" for n in beside(function, word)] or _front_of_carrier(function, token)
    return _behind(function, match, carried)


def _front_of_carrier(function: str, token: Token) -> list[Token]:
    """ "Russia's series of attacks": what stands in front of the partitive noun."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in PARTITIVES:
        return beside(function, token.head.head)
    return []


def _subject(token: Token, carried: Carrier | None) -> list[Token]:
    if token.pos_ in ("VERB", "AUX"):
        return agents(token)
    if token.pos_ == "ADJ":
        if token.dep_ == "amod":  # "issued a report critical of X"
            return owners(token.head) if token.i > token.head.i else []
        verb = token.head if token.dep_ in ("acomp", "oprd", "ROOT", "conj", "xcomp", "ccomp", "attr") else token
        return agents(verb) or grammar.subjects(token)
    if carried and carried.role == "actor":
        return agents(carried.verb)
    if token.dep_ in ("attr", "ROOT"):  # "X is in talks", "is a supporter of"
        return grammar.subjects(token.head)
    return []


def _behind(preposition: str, match: Match, carried: Carrier | None) -> list[Token]:
    places = [*reversed(match.words)]
    if match.noun is not None:
        places.append(match.noun)
    elif match.token.pos_ in ("VERB", "AUX"):
        places += objects(match.token, match.words)
    if carried:
        places.append(carried.verb)
    for place in places:
        found = beside(preposition, place) if place.pos_ in ("NOUN", "PROPN") else grammar.prepositional(place, preposition)
        if found:
            return found
    counted = [noun for place in places if preposition in BEHIND_COUNTED for noun in grammar.prepositional(place, "of")]
    return [n for noun in counted for n in grammar.prepositional(noun, preposition)]


def around(match: Match, carried: Carrier | None) -> Iterator[tuple[int, Token]]:
    """Nouns that depend on a trigger, near ones first, where no function of its frame has found a party: (depth, noun)."""
    level: list[Token] = [match.token, *match.words[1:]]
    if match.noun is not None:
        level.append(match.noun)
    if carried:
        level.append(carried.verb)
    seen = {token.i for token in level}
    for depth in range(1, DEEPEST + 1):
        below: list[tuple[int, Token]] = []
        for token in level:
            for rank, noun in _dependents(token, subjects=token.i != match.token.i):
                if noun.i not in seen:
                    seen.add(noun.i)
                    below.append((rank, noun))
        below.sort(key=lambda pair: pair[0])
        for _, noun in below:
            if noun.pos_ not in ("VERB", "AUX"):
                yield depth, noun
        level = [noun for _, noun in below]


def _of_the_actor(clause: Token) -> bool:
    """Whether a relative clause tells what the actor himself has done with a thing ("drop the duties it had laid on B")."""
    return clause.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.lower_ in ACTING for c in clause.children)


def _dependents(token: Token, *, subjects: bool) -> Iterator[tuple[int, Token]]:
    """What hangs on a token, with its rank. subjects: whether the subject of its clause counts, which is no other party where the token is
    the trigger itself.
    """
    for child in token.children:
        dep = child.dep_
        if dep in ("dobj", "dative", "poss", "obj", "nsubjpass") and child.pos_ != "ADP":
            yield 0, child
        elif dep in ("prep", "dative", "prt") and child.lower_ not in CIRCUMSTANTIAL:
            rank = PREFERRED.index(child.lower_) + 1 if child.lower_ in PREFERRED else len(PREFERRED) + 1
            for noun in grammar.prepositional(token, child.lower_):
                yield rank, noun
        elif dep in ("amod", "compound", "nmod"):
            yield 5, child
        elif dep in COMPLEMENTS or (dep == "advcl" and any(c.tag_ == "TO" for c in child.children)) or _of_the_actor(child):
            yield 8, child
        elif (dep in ("attr", "conj") or (subjects and dep == "nsubj")) and token.dep_ in COMPLEMENTS:
            yield 2 if dep == "conj" else -1, child
