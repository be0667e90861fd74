"""Who fills the roles of an event: from the tokens that grammar offers to entities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.extract import parties
from dragoman.extract.event_nouns import event_nouns
from dragoman.extract.parties import Carrier
from dragoman.extract.triggers import Match
from dragoman.language import Analysis, grammar
from dragoman.model import Entity, Span

if TYPE_CHECKING:
    from dragoman.language import Token

AGENTIVE = frozenset({"person", "organization", "country", "group"})
CONCRETE = AGENTIVE | {"place"}
# Types whose parties stand on one level where a trigger is symmetric; elsewhere the first acts and the others are dealt with.
MUTUAL = {"CONSULT", "COOPERATE", "AGREE", "ASSAULT"}
UNPOLITICAL = {"BUS", "JRN", "MED", "EDU", "CVL", "AGR", "SCI", "ART", "SPO", "UNK"}
ALLIANCES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG"}
PHYSICAL = {"ASSAULT", "COERCE", "PROTEST"}


@dataclass(frozen=True)
class _Wanted:
    """What may fill a role: kinds of entities (empty: anything), and where a thing's owner stands, who takes its place."""

    kinds: frozenset[str]
    owners: tuple[str, ...]
    others: bool = False  # not what belongs to the other side ("withdrew its troops")


ACTOR = _Wanted(AGENTIVE, ("poss", "amod", "of", "by"))
RECIPIENT = _Wanted(frozenset(), ("poss", "amod", "by", "acl", "of", "from", "against", "in", "on", "with", "to"), others=True)
# Who is blamed for an act is the one who does it, never the one it is done to ("condemned the attack on a church").
BLAMED = _Wanted(frozenset(), ("poss", "by", "acl", "amod", "of", "from"))
SUFFERER = _Wanted(CONCRETE, ("poss", "amod", "of", "by"))
BYSTANDER = _Wanted(CONCRETE, (), others=True)
ANYTHING = _Wanted(frozenset(), ())
# Property is attacked, threatened and released, an attack condemned, a vote boycotted;
# what else is done is done to somebody, never to a thing.
THINGS = {"ASSAULT", "COERCE", "ACCUSE", "PROTEST", "RETREAT", "THREATEN"}
CONDITIONAL = {"REJECT", "THREATEN", "AGREE", "CONCEDE", "SANCTION"}  # acts that are tied to what the other side does
# Where nobody is said to do these, the country does, behind this preposition; who is released from a prison in it is so by it.
HOSTED = {"arrest": "in", "expel": "from", "deport": "from", "release": "from"}
MOVES = {"MOBILIZE", "RETREAT"}  # where troops go to or leave from is no party, unless it has a name
STATE = {"GOV", "MIL"}
INWARD = PHYSICAL | MOVES  # acts that are also done at home; other acts are never done to a place in the actor's own country


@dataclass(frozen=True)
class Cast:
    """The parties of a trigger. framed: the recipient stands where the trigger's frame says."""

    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    tokens: tuple[Token, ...]
    framed: bool


def political(entity: Entity) -> bool:
    """Whether an entity is a country or several, a government, an armed or political body or group, or an international organization."""
    if entity.kind == "country" or entity.country in ALLIANCES:
        return True
    if entity.kind == "group" and entity.name.rsplit(" ", 1)[-1].lower() in event_nouns("countries"):
        return True
    return any(sector not in UNPOLITICAL for sector in entity.sectors)


def cast(analysis: Analysis, match: Match, carried: Carrier | None) -> Cast:
    """The parties of a trigger, by its frame; where the frame finds none, by what else grammar offers.

    Of a type that is not PLOVER's the frame alone decides, and whatever stands there is a party.
    """
    if match.pattern.type.name in analysis.ontology.own:
        return _by_frame(analysis, match, carried)
    tokens: list[Token] = []
    actors, itself = _actors(analysis, match, carried, tokens)
    if parties.reciprocal(match):
        return Cast(tuple((_sides(analysis, match) if len(actors) == 1 else []) or actors), (), tuple(tokens), True)
    recipients, framed, level = _recipients(analysis, match, carried, [*actors, *itself], tokens)
    kind, trigger = match.pattern.type.name, match.pattern.trigger
    recipients = [r for r in recipients if r.kind != "place" or _party_place(r, kind, framed, actors)]
    if kind not in PHYSICAL:
        own = {a.country for a in actors if kind == "THREATEN" and a.kind != "country" and a.country and STATE & set(a.sectors)}
        somebody = [r for r in recipients if r.kind != "other"]
        recipients = [r for r in somebody or recipients if r.kind != "country" or r.country not in own]
        recipients += _where_they_are(analysis, recipients, actors, tokens)
    if not actors and trigger.pos == "verb" and kind in PHYSICAL:
        actors = _behind_it(analysis, match, [*recipients, *itself], tokens)
        if not actors and kind == "ASSAULT":
            actors = _weapons(analysis, match, recipients, tokens)
    if not actors and trigger.pos == "verb" and kind == "MOBILIZE" and grammar.is_passive(match.token):  # "army units were deployed"
        actors = _parties(analysis, grammar.patients(match.token), ACTOR, [*recipients, *itself], tokens)
    if not actors and trigger.pos == "verb" and trigger.mode in HOSTED:
        actors = _host(analysis, match, recipients, tokens)
    if not actors and framed and kind == "CONSULT" and trigger.pos == "noun" and not grammar.children(match.token, "poss"):
        actors = _parties(analysis, _subjects_above(match.token), ACTOR, [*recipients, *itself], tokens)
    if trigger.symmetric and actors:
        if len(actors) == 1 and not framed:
            actors = _sides(analysis, match) or actors
        if len(actors) > 1 and not framed and all(r.kind == "place" for r in recipients):  # "met in Geneva"
            recipients = []
        if framed and level and kind in MUTUAL:
            actors, recipients = actors + [r for r in recipients if r.kind in AGENTIVE], [r for r in recipients if r.kind not in AGENTIVE]
            recipients = [] if len(actors) > 1 else recipients
        elif not framed and kind not in MUTUAL and len(actors) > 1:
            actors, recipients, framed = actors[:1], actors[1:], True
    return Cast(tuple(actors), tuple(recipients), tuple(tokens), framed)


def _by_frame(analysis: Analysis, match: Match, carried: Carrier | None) -> Cast:
    tokens: list[Token] = []

    def first(functions: tuple[str, ...], taken: list[Entity]) -> list[Entity]:
        found = (_parties(analysis, parties.candidates(f, match, carried), ANYTHING, taken, tokens) for f in functions)
        return next((entities for entities in found if entities), [])

    trigger = match.pattern.trigger
    itself = [e for e in (analysis.entity_of(match.token),) if e is not None and trigger.pos == "noun"]
    actors = first(trigger.actor or (("subj",) if carried and carried.role == "actor" else ()), itself)
    recipients = first(trigger.recipient, [*actors, *itself])
    if trigger.symmetric and actors:
        actors, recipients = actors + recipients, []
    return Cast(tuple(actors), tuple(recipients), tuple(tokens), bool(recipients))


def _subjects_above(noun: Token) -> list[Token]:
    """The subjects of the clause that a noun is a circumstance of ("praised the plan after talks with B")."""
    node = noun
    while node.dep_ in ("pobj", "prep", "conj") and node.head != node:
        node = node.head
    return grammar.subjects(node) if node.pos_ in ("VERB", "AUX") and not grammar.is_passive(node) else []


def _party_place(place: Entity, kind: str, framed: bool, actors: list[Entity]) -> bool:
    """Whether a place stands for whoever an act is directed at."""
    if kind in MOVES:
        return framed and (kind == "MOBILIZE" or place.name[:1].isupper())
    return kind in INWARD or not place.country or all(a.country != place.country for a in actors)


def _actors(analysis: Analysis, match: Match, carried: Carrier | None, tokens: list[Token]) -> tuple[list[Entity], list[Entity]]:
    """The actors that the frame finds, and the entity that the trigger itself is part of, which is no party to itself."""
    trigger = match.pattern.trigger
    itself = [e for e in (analysis.entity_of(match.token),) if e is not None and trigger.pos == "noun"]
    actors: list[Entity] = []
    for function in trigger.actor:
        actors = _parties(analysis, parties.candidates(function, match, carried), ACTOR, itself, tokens)
        if actors and not (trigger.symmetric and len(actors) < 2):
            break
    if not actors and carried and carried.role == "actor":
        actors = _parties(analysis, parties.candidates("subj", match, carried), ACTOR, (), tokens)
    return actors, itself


def _recipients(
    analysis: Analysis, match: Match, carried: Carrier | None, actors: list[Entity], tokens: list[Token]
) -> tuple[list[Entity], bool, bool]:
    """The recipients; whether the frame has found them; whether they stand on one level with the actors."""
    kind = match.pattern.type.name
    wanted = BLAMED if kind == "ACCUSE" else RECIPIENT
    if kind in PHYSICAL:  # "killed its own citizens"
        wanted = replace(wanted, others=False)
    if match.token.lemma_.lower() in event_nouns("personal"):  # not the country that "two Thai rangers" are of
        wanted = replace(wanted, owners=())
    elif kind not in THINGS and not _public_act(match) and match.pattern.type.recipient != "required":
        wanted = replace(wanted, kinds=CONCRETE)
    recipients: list[Entity] = []
    framed = level = False
    for function in match.pattern.trigger.recipient:
        nouns = parties.candidates(function, match, carried)
        if kind == "THREATEN":
            nouns = [noun for noun in nouns if noun.lemma_.lower() not in event_nouns("threat") and not _avenged(noun)]
        somewhere = function == "in" and match.pattern.trigger.pos == "noun"  # "an attack in a statement": nobody who suffers it
        found = _parties(analysis, nouns, replace(wanted, kinds=CONCRETE) if somewhere else wanted, actors, tokens)
        if found and (not recipients or found[0].kind in CONCRETE):
            recipients, framed = found, True
            level = not function.startswith("comp")  # who is spoken of in the clause is no party on one level
        if recipients and recipients[0].kind in CONCRETE:
            return recipients, framed, level
    if carried and carried.role == "recipient" and not recipients:
        recipients = _parties(analysis, parties.agents(carried.verb), SUFFERER, actors, tokens)
        if recipients:
            return recipients, True, level
    if recipients and kind == "ACCUSE":
        return recipients, framed, level
    if kind == "PROTEST" and (not recipients or recipients[0].kind == "other"):
        about = _parties(analysis, parties.grievance(match), wanted, actors, tokens)
        if about:
            return about, True, level
    near = _nearby(analysis, match, carried, actors, tokens, thing=bool(recipients))
    if not near and not recipients and kind in CONDITIONAL:
        near = _parties(analysis, parties.in_condition(carried.verb if carried else match.token), BYSTANDER, actors, tokens)
    if not near and not recipients and match.pattern.type.quad.startswith("verbal"):
        near = _parties(analysis, parties.addressed(carried.verb if carried else match.token), BYSTANDER, actors, tokens)
    return (near, False, level) if near else (recipients, framed, level)


def _nearby(
    analysis: Analysis, match: Match, carried: Carrier | None, actors: list[Entity], tokens: list[Token], *, thing: bool
) -> list[Entity]:
    """Whoever stands nearest to a trigger where its frame has found nobody, [] where nobody does. thing: the frame has found a thing."""
    kind = match.pattern.type.name
    own = {t.i for t in tokens}
    where = kind not in PHYSICAL and match.pattern.type.recipient != "required"
    for _, noun in parties.around(match, carried):
        if any(above.i in own for above in grammar.ancestors(noun)):  # "soldiers from A and B exchanged fire"
            continue
        if kind == "THREATEN" and _avenged(noun):
            continue
        found = _parties(analysis, [noun], BYSTANDER, actors, tokens)
        if found and kind == "MOBILIZE" and _moved(noun, found[0]):
            continue
        if found and match.pattern.trigger.mode == "withdraw" and (noun if noun.pos_ != "PRON" else noun.head).dep_ == "dobj":
            continue  # an envoy of one's own
        if found and where and found[0].kind in ("place", "other") and noun.head.lower_ in ("in", "at"):
            continue
        if found and kind == "PROTEST" and found[0].kind == "place" and noun.pos_ == "NOUN" and noun.head.lower_ in ("in", "at", "through"):
            continue
        if found and kind == "ASSAULT" and noun.head.lower_ == "from":  # where it is fired from
            continue
        if found and noun.head.lower_ == "to" and found[0].sectors[:1] == ("JRN",):  # those who are told of it
            continue
        if found and not (kind == "ASSAULT" and found[0].kind == "place" and thing):
            return found
    return []


def _avenged(noun: Token) -> bool:
    """Whether somebody is only avenged ("vowed to avenge the killing of B"), and not threatened."""
    return noun.head.lower_ != "against" and any(above.lemma_.lower() == "avenge" for above in grammar.ancestors(noun))


def _moved(noun: Token, entity: Entity) -> bool:
    """Whether a noun, or a word before it that is not its country, tells what is moved, or where, and nobody against whom that is."""
    objects = ("dobj", "obj", "nsubjpass")
    if entity.kind == "place" or noun.dep_ in objects:
        return True
    while noun.dep_ in parties.IN_FRONT and entity.kind != "country":
        noun = noun.head
    return noun.dep_ in objects


def _public_act(match: Match) -> bool:
    """Whether what is rejected is a public act of many, whose doers are not told ("rejected the referendum")."""
    return match.pattern.type.name == "REJECT" and any(
        n.lemma_.lower() in event_nouns("act") for n in parties.candidates("obj", match, None)
    )


def _where_they_are(analysis: Analysis, recipients: list[Entity], actors: list[Entity], tokens: list[Token]) -> list[Entity]:
    """The countries of people, forces and missions that are of no country by themselves ("help for villagers in B")."""
    stateless = {r.id for r in recipients if r.kind != "place" and (not r.country or r.country in ALLIANCES)}
    theirs = [token for token in tokens if (e := analysis.entity_of(token)) and e.id in stateless]
    places = [noun for token in theirs for noun in grammar.prepositional(token, "in")]
    abroad = [n for n in places if (e := analysis.entity_of(n)) and e.kind == "country" and all(e.country != a.country for a in actors)]
    return _parties(analysis, abroad, BYSTANDER, [*recipients, *actors], tokens)


def _behind_it(analysis: Analysis, match: Match, taken: list[Entity], tokens: list[Token]) -> list[Entity]:
    """Who is behind a passive without agent: "killed in police firing"; of an arrest the police who tell of it."""
    taken_ids = {e.id for e in taken}
    for noun in grammar.prepositional(match.token, "in", "during", "by"):
        shooter = analysis.entity_of(noun) if grammar.children(noun, "acl") else None
        if shooter is not None and shooter.sectors[:1] in (("COP",), ("MIL",)) and shooter.id not in taken_ids:
            tokens.append(noun)  # "in police firing", parsed as police who fire
            return [shooter]
        if noun.pos_ == "NOUN":
            owner = _owner(analysis, noun, replace(ACTOR, owners=("poss", "amod", "by")), taken_ids)
            if owner is not None and owner[0].kind in AGENTIVE:
                tokens.append(owner[1])
                return [owner[0]]
    if match.pattern.type.name == "ASSAULT":
        return _parties(analysis, parties.assailants(match.token), ACTOR, taken, tokens)
    if match.pattern.type.name != "COERCE" or "arrest" not in (match.pattern.trigger.mode or ""):
        return []
    voice = analysis.statement_at(Span(match.token.idx, match.token.idx + len(match.token)))
    tellers = [e for e in analysis.entities if voice is not None and e.id == voice.source and e.sectors[:1] == ("COP",)]
    return [e for e in tellers if e.id not in taken_ids]


def _host(analysis: Analysis, match: Match, taken: Iterable[Entity], tokens: list[Token]) -> list[Entity]:
    """The country in which somebody was arrested, from which he was expelled, or in whose prison he was, where no one is said to do it."""
    if not grammar.is_passive(match.token):
        return []
    ids = {e.id for e in taken}
    mode = match.pattern.trigger.mode or ""
    nouns = grammar.prepositional(match.token, HOSTED[mode])
    if mode == "release":  # "in" may be taken for a part of the clause
        nouns = [place for noun in nouns for where in (noun, match.token) for place in grammar.prepositional(where, "in")]
    for noun in nouns:
        entity = analysis.entity_of(noun)
        if entity is not None and entity.kind == "country" and entity.id not in ids:
            tokens.append(noun)
            return [entity]
    return []


def _weapons(analysis: Analysis, match: Match, taken: Iterable[Entity], tokens: list[Token]) -> list[Entity]:
    """The bomb or raid that kills where nobody is said to be behind it."""
    weapons = [noun for noun in parties.candidates("subj", match, None) if noun.lemma_.lower() in event_nouns("weapon")]
    return _parties(analysis, weapons, ANYTHING, taken, tokens)


def _parties(analysis: Analysis, nouns: Iterable[Token], wanted: _Wanted, taken: Iterable[Entity], tokens: list[Token]) -> list[Entity]:
    """The entities of some nouns, those taken left out; a thing gives way to whoever owns it ("condemned B's decision").

    The tokens that name them are added to ``tokens``.
    """
    taken_ids = {e.id for e in taken}
    found: dict[str, tuple[Entity, Token]] = {}
    for noun in map(_counted, nouns):
        entity = analysis.entity_of(noun)
        if entity is not None and entity.id in taken_ids:
            continue
        if wanted.others and taken_ids and _own(analysis, noun, taken_ids):
            continue
        if entity is None or entity.kind not in CONCRETE:
            measured = wanted is ACTOR and noun.pos_ == "NOUN" and noun.lemma_.lower() in event_nouns("measure")
            owner = None if measured else _owner(analysis, noun, wanted, taken_ids)
            if owner is None and wanted is ACTOR and noun.pos_ == "NOUN":
                owner = _author(analysis, noun)
            if owner is not None:
                found.setdefault(owner[0].id, owner)
                continue
        if entity is None or entity.id in taken_ids or entity.kind == "event":
            continue
        if wanted.kinds and entity.kind not in wanted.kinds and not _may_act(entity, noun):
            continue
        found.setdefault(entity.id, (entity, noun))
    tokens += [token for _, token in found.values()]
    return [entity for entity, _ in found.values()]


def _counted(noun: Token) -> Token:
    """What a number counts ("two of his guards"), before what somebody stands ("in front of the court"); any other noun itself."""
    before = noun.lower_ == "front" and noun.head.lower_ == "in"
    return (grammar.prepositional(noun, "of") or [noun])[0] if noun.pos_ == "NUM" or before else noun


def _own(analysis: Analysis, token: Token, owners: set[str]) -> bool:
    """Whether somebody belongs to one of some entities by a possessive pronoun ("their banks"), or only takes a stance that is told."""
    entity = analysis.entity_of(token)
    while entity is not None and token.head != token and analysis.entity_of(token.head) is entity:
        token = token.head  # from "their" or "Swiss" to the noun that names whom it is part of
    if token.dep_ == "poss" and token.head.lemma_.lower() in event_nouns("stance"):
        return True
    if token.lemma_.lower() in event_nouns("peer") or (entity is not None and entity.kind == "person"):
        return False  # "his Chadian counterpart", "her deputy"
    for child in token.lefts:
        if child.dep_ == "poss" and child.pos_ == "PRON":
            owner = analysis.entity_of(child)
            return owner is None or owner.id in owners or owner is entity  # also where nobody knows whose
    return False


def _sides(analysis: Analysis, match: Match) -> list[Entity]:
    """The sides that one noun names ("British and Dutch negotiators met"), [] where it names less than two."""
    for noun in parties.candidates("subj", match, None):
        sides: dict[str, Entity] = {}
        for token in (*parties.modifiers(noun), *(n for f in ("poss", "from", "of") for n in parties.beside(f, noun))):
            entity = analysis.entity_of(token)
            if entity is not None and entity.kind in AGENTIVE and entity is not analysis.entity_of(noun):
                sides[entity.id] = entity
        if len(sides) > 1:
            return list(sides.values())
    return []


def _may_act(entity: Entity, noun: Token) -> bool:
    """Whether something that is not known to be an agent may be one: a name that nothing is known of, a town, "he" without a name."""
    if entity.kind not in ("other", "place") or noun.dep_ in ("compound", "nmod", "amod") or noun.ent_type_ == "DATE":
        return False
    return (noun.pos_ == "PROPN" and noun.text[:1].isupper()) or noun.lower_ in ("he", "she", "they", "him", "her", "them", "who")


def _owner(analysis: Analysis, noun: Token, wanted: _Wanted, taken: set[str]) -> tuple[Entity, Token] | None:
    for function in wanted.owners:
        for token in parties.beside(function, noun):
            entity = analysis.entity_of(token)
            if entity is None or entity.kind not in CONCRETE or entity.id in taken:
                continue
            if not (wanted.others and taken and _own(analysis, token, taken)):
                return entity, token
    return None


def _author(analysis: Analysis, noun: Token) -> tuple[Entity, Token] | None:
    """Who is behind a paper that acts ("passed a resolution criticising B")."""
    for token in parties.owners(noun):
        entity = analysis.entity_of(token)
        if entity is not None and entity.kind in AGENTIVE:
            return entity, token
    return None
