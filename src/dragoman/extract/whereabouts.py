"""Which of the places of a sentence is an event's: how each hangs on the trigger, and which only tells where another lies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.language import grammar
from dragoman.model import Event, EventPlace, Place
from dragoman.resolve.toponyms import candidates
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Token

LOCATIVE = frozenset({"in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "within", "off", "over"})
LOCATIVE |= {"along", "between", "through", "from", "to", "into", "toward", "towards", "against", "of"}
LOCATIVE |= {"by", "north", "south", "east", "west", "above", "beyond", "behind"}
WEAK = frozenset(["from", "to", "into", "toward", "towards", "against", "by", "over"])  # where something goes or comes from, or of what
DISTANCES = frozenset({"miles", "km", "kilometers", "kilometres"})  # "30 miles south of Hilltown": where a distance is told from
NEAR, CLAUSE, SENTENCE = 0, 1, 2  # below the trigger, in its clause, in its sentence
WHERE, MODIFIER, WHITHER = 0, 1, 2  # where it is, of what, whither or whence or whose
COARSE = {"city": 0, "district": 0, "site": 0, "facility": 0, "country": 2, "continent": 3}  # what is finer says more; the rest 1
WIDE = ("country", "continent")
LARGER = 10**9  # people; more than live in a town
JOINED = ("compound", "conj", "appos", "nmod", "npadvmod")
# Verbs whose object is where they happen, be it a country.
ENTERING = frozenset(["enter", "patrol", "invade", "visit", "tour", "reach", "leave", "cross", "raid", "storm"])
# What is protested against, or said to be true, need not be where it is said.
ABOUT = frozenset(["against", "over", "about", "for", "despite", "demanding"])
TALK = frozenset({"PROTEST", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "CONSULT", "SUPPORT", "AGREE"})
BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT"})  # what may be done to a town; other acts are directed at people
INSIDE = re.compile(r"(?P<words>[\w\s’'-]*?)\s(?:of|in)\s+(?P<side>[\w\s-]*)|['’]s\s+(?P<own>[\w\s-]*)|,\s+(?P<comma>[\w\s-]*)")


def event_place(event: Event, trigger: Token, found: Sequence[tuple[Token, Place]], text: str) -> EventPlace | None:
    """The place of an event among those of its sentence (each with its head, in text order), None where none is told.

    The event's own clause comes first, in it the finer place; ``inferred`` marks what only the sentence says. A place that holds
    another one ("Ford in Hill Province") or that a distance is told from comes last.
    """
    heads = {head.i for head, _ in found}
    relations = [_relation(head, trigger, place, event, heads) for head, place in found]
    levels = [attachment(head, trigger) for head, _ in found]
    asides = [_aside(head) for head, _ in found]
    for index in range(len(found) - 1, 0, -1):
        if asides[index - 1] and _population(found[index - 1][1]) < _population(found[index][1]):
            asides[index - 1] = False  # "the Ford suburb of Hilltown", unlike "the Hilltown suburb of Ford"
        if not asides[index - 1] and _holds(found[index][1], found[index - 1][1], text):
            asides[index] = True
            outer, inner = relations[index], relations[index - 1]
            if outer is not None and outer < WHITHER and (inner is None or inner > outer):
                relations[index - 1] = outer
            if outer is not None:
                levels[index - 1] = min(levels[index - 1], levels[index])
    best: tuple[tuple[int, ...], Place] | None = None
    for (head, place), relation, level, aside in zip(found, relations, levels, asides, strict=True):
        if relation is None or (level == SENTENCE and relation >= WHITHER):
            continue
        party = place.entity is not None and place.entity in (*event.actors, *event.recipients)
        if party and (relation > MODIFIER or (relation == MODIFIER and grain(place) in WIDE)):  # "the armies of Chad and Niger"
            continue
        distance = head.i - trigger.i if head.i > trigger.i else (trigger.i - head.i) * 2
        rank = (int(aside), level, int(relation == WHITHER), COARSE.get(grain(place), 1), relation, distance)
        if best is None or rank < best[0]:
            best = (rank, place)
    return as_event_place(best[1], inferred=best[0][1] == SENTENCE) if best is not None else None


def attachment(head: Token, trigger: Token) -> int:
    """How closely a phrase belongs to a trigger: below it, in its clause, or only in its sentence."""
    governor = _governor(trigger)
    token = head
    while token.head.i != token.i:
        if token.i == trigger.i:
            return NEAR
        token = token.head
        if token.i == trigger.i:
            return NEAR
        if token.pos_ in ("VERB", "AUX"):
            break
    if token.i == governor.i:
        return CLAUSE
    if token.dep_ in ("xcomp", "conj", "aux") and token.head.i == governor.i and not grammar.is_apart(token):
        return CLAUSE
    return CLAUSE if governor.dep_ in ("xcomp", "conj") and governor.head.i == token.i and not grammar.is_apart(governor) else SENTENCE


def _governor(trigger: Token) -> Token:
    """The verb of the trigger's clause: itself, or the one above a noun."""
    token = trigger
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _holds(outer: Place, inner: Place, text: str) -> bool:
    """Whether the first place holds the second, which stands before it: "Ford village in Hill Province", "Ford, Norway"."""
    gap = text[inner.span.end : outer.span.start]
    match = INSIDE.fullmatch(gap) if 0 < len(gap) < 40 else None
    if match is None:
        return False
    known = word_list("place_kinds") | word_list("place_areas") | word_list("place_sides") | word_list("place_parts")
    words = " ".join(filter(None, (match["words"], match["side"], match["comma"]))).lower().split()
    if match["own"] is not None or any(word not in known for word in words):
        return False
    return match["comma"] is None or COARSE.get(grain(outer), 1) > COARSE.get(grain(inner), 1)


def _aside(head: Token) -> bool:
    """Whether a place only helps to tell where another one lies: "30 miles south of Hilltown", "the Hill Province town of Ford"."""
    token = head
    while token.dep_ in ("compound", "conj", "appos", "nmod") and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN"):
        above = token.head
        if above.lower_ in word_list("place_heads") and any(c.lower_ == "of" and c.i == above.i + 1 for c in above.children):
            return True
        token = above
    above = token.head
    if token.dep_ != "pobj" or above.lower_ != "of" or above.i == 0:
        return False
    before = above.nbor(-1).lower_
    return before in word_list("place_directions") or before in DISTANCES


def _relation(head: Token, trigger: Token, place: Place, event: Event, heads: set[int]) -> int | None:
    """How a place name is tied to its surroundings: where, a modifier, whither or whose; None where it is a party or what is talked of."""
    token = head
    while token.dep_ in JOINED and token.head.i != token.i and token.head.pos_ in ("PROPN", "NOUN"):
        if token.head.i == trigger.i:
            return MODIFIER if grain(place) not in WIDE or token.dep_ != "compound" else None  # "a U.S. strike" need not be there
        if token.dep_ == "compound" and token.head.i not in heads and not _placelike(token.head):
            break
        token = token.head
    if event.type in TALK and _talked_of(token, trigger):
        return None
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in LOCATIVE:
        holder = above.head
        named = holder.pos_ == "PROPN" and holder.i not in heads and holder.ent_type_ in ("ORG", "PERSON")
        somebody = grain(place) in WIDE and (above.lower_ == "by" or (above.lower_ == "of" and holder.pos_ == "PRON"))
        if somebody or (named and (above.lower_ != "in" or holder.ent_type_ == "PERSON")):
            return None  # "the Bank of Hilltown", "Mr Ford of Hilltown", "drills by Norway", "those of Norway urged"
        if above.lower_ == "from" and holder.pos_ in ("NOUN", "PROPN") and holder.i != trigger.i:
            return None  # "farmers from Hilltown"
        return MODIFIER if above.lower_ == "of" else WHITHER if above.lower_ in WEAK else WHERE
    if token.dep_ in ("dobj", "nsubjpass"):
        if trigger.lemma_ in ENTERING and above.i == trigger.i:
            return WHERE
        if above.i == trigger.i and event.type not in BODILY:
            return None  # "warned Tbilisi": a party
        if (above.i == trigger.i or (trigger.dep_ == "advcl" and trigger.head.i == above.i)) and grain(place) not in WIDE:
            return WHERE  # "shelled Kharkiv": towns are taken and shelled, countries are parties
    if token.dep_ in ("poss", "amod", "compound", "nmod"):
        return _modifies(token, trigger, place)
    return MODIFIER if head.dep_ in ("npadvmod", "advmod", "appos") else None


def _modifies(token: Token, trigger: Token, place: Place) -> int | None:
    """What a place before a noun tells: "Kenya's capital" and "a Hilltown hotel" where something is, "Kenya's army" a party."""
    noun = token.head
    if noun.i == trigger.i:
        return MODIFIER
    located = noun.dep_ == "pobj" and noun.head.lower_ in LOCATIVE - WEAK - {"of", "between"}
    if _placelike(noun):
        reached = noun.dep_ == "dobj" and (noun.head.i == trigger.i or noun.head.lemma_ in ENTERING)
        return WHERE if located or reached else WHITHER
    if grain(place) in WIDE or token.dep_ == "poss":
        return None
    return MODIFIER if located or (noun.dep_ == "dobj" and noun.head.lemma_ in ENTERING) else WHITHER


def _placelike(noun: Token) -> bool:
    """Whether a noun tells a kind or part of a place."""
    return any(noun.lower_ in word_list(name) for name in ("place_heads", "place_kinds", "place_parts", "place_areas"))


def _talked_of(token: Token, trigger: Token) -> bool:
    """Whether a phrase with "against", "over", "for" leads from the trigger to a place, as in "protested against the war in X"."""
    while token.i not in (token.head.i, trigger.i):
        if token.dep_ == "prep" and token.lower_ in ABOUT:
            return True
        token = token.head
    return False


def as_event_place(place: Place, *, inferred: bool) -> EventPlace:
    """The place as an event bears it."""
    return EventPlace(place.span, place.name, place.country, place.latitude, place.longitude, place.geonames_id, grain(place), inferred)


def _population(place: Place) -> int:
    """How many people live in a town, as the gazetteer has it; of larger areas more than in any town, of unknown places none."""
    if place.latitude is None:
        return 0
    found = next((o for o in candidates(place.name) if (o.latitude, o.longitude) == (place.latitude, place.longitude)), None)
    return 0 if found is None else found.population if found.grain in ("city", "district") else LARGER


def grain(place: Place) -> str:
    """What kind of place it is, as the gazetteer has it; a town where it has none."""
    for option in candidates(place.name):
        if option.geonames_id == place.geonames_id and option.latitude == place.latitude and option.longitude == place.longitude:
            return option.grain
    return "city"
