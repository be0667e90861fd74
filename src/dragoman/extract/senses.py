"""Where the words of an act tell of something else: figures of speech, accidents, games, rules and habits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.extract import parties
from dragoman.extract.casting import AGENTIVE, CONCRETE, Cast, political
from dragoman.extract.event_nouns import event_nouns
from dragoman.extract.triggers import PERSONAL, Match
from dragoman.language import grammar
from dragoman.language.modality import NEGATIVE_WORDS
from dragoman.ontology.types import DOERS, Trigger

if TYPE_CHECKING:
    from dragoman.language import Token

ARMED = {"MIL", "COP", "REB", "UAF", "PAM", "INS", "CRM", "SPY", "SEP"}
FIGURATIVE = 0.65  # words of violence that are less sure need a body, a place, somebody armed, or other words of violence
WEAK = 0.5  # triggers below need a political party
SURE = 0.7
DEALS = {"AGREE", "COOPERATE", "CONSULT", "SUPPORT"}  # between firms of two countries no public act
MOVING = 0.5  # motion that is less sure by itself than this is a visit only of people
SEVERAL = {"two", "three", "four", "five", "both"}
# The ending of nouns for persons: enough where a trigger also asks who acts ("gendarmes held a rapper").
PERSON_NOUN = re.compile(r"(?:[^t]er|or|ist|ian|eer|ant|ee|man|men|ess)s?$")
BODIES = {"person", "group"}
SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}(?=[.,;:)]|\s*$|\s(?:in|on|at|to|after|with|win|victory|defeat)\b)")
RULES = {"law", "laws", "rule", "rules", "regulation", "regulations", "constitution", "legislation", "statute", "statutes", "provisions"}
WEEKDAYS = {"Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays", "weekdays", "weekends"}
HABITUAL = {"usually", "generally", "normally", "typically", "traditionally", "routinely", "customarily"}
OBLIGING = {"should", "must", "ought"}
PROPOSING = {"would", "could", "might", "may"}
PAPERS = {"bill", "legislation", "proposal", "amendment", "draft", "tax"}
PERMITTING = {"may", "can", "must", "shall"}
# A general rule or habit of these deeds is no event; what is said (ACCUSE, SUPPORT ...) is held all the time.
GIVEN = {"AID", "COOPERATE"}
NOT_BY_NATURE = {"ASSAULT", "COERCE", "PROTEST", "SANCTION"}
ELEMENTS = {"fire", "blaze", "smoke", "flame", "rain"}
DEEDS = {"AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"}


def as_asked(roles: Cast, trigger: Trigger) -> bool:
    """Whether the parties are those that a trigger asks for: both sides, told where the frame says, or such a one that acts."""
    somebody = any(r.kind in CONCRETE or r.name.lower() in PERSONAL for r in roles.recipients)
    somebody = somebody or (trigger.by is not None and any(PERSON_NOUN.search(r.name) for r in roles.recipients))
    both = (trigger.symmetric and (len(roles.actors) > 1 or several(roles))) or (bool(roles.actors) and roles.framed and somebody)
    if trigger.both and not both:
        return False
    return not trigger.by or any(DOERS[trigger.by] & {a.kind, *a.sectors} for a in roles.actors)


def several(roles: Cast) -> bool:
    """Whether the one party that is told is several ("the two leaders talked")."""
    return any(t.tag_ in ("NNS", "NNPS") and any(c.lower_ in SEVERAL for c in t.lefts) for t in roles.tokens)


def across_borders(roles: Cast, match: Match) -> bool:
    """Whether something is done between people of two countries ("a Saudi dissident sued an Israeli firm"); deals of firms are trade."""
    everybody = (*roles.actors, *roles.recipients)
    countries = {e.country for e in everybody if e.country and e.kind in AGENTIVE}
    deal = match.pattern.type.name in DEALS and any("BUS" in e.sectors for e in everybody)
    return len(countries) > 1 and not deal and match.pattern.trigger.weight >= WEAK


def settlement(roles: Cast, match: Match) -> bool:
    """Whether a firm pays people for the harm it has done."""
    paid = any(e.kind in CONCRETE and "BUS" not in e.sectors for e in roles.recipients)
    return match.pattern.type.name == "AID" and match.pattern.trigger.weight > SURE and bool(roles.actors) and roles.framed and paid


def gives(roles: Cast, match: Match) -> bool:
    """Whether a public body hands out what only the needy get ("the agency delivered food")."""
    fed = match.pattern.type.name == "AID" and match.noun is not None and match.pattern.trigger.weight >= SURE
    return fed and any(political(e) for e in roles.actors)


def frees(match: Match) -> bool:
    """Whether somebody who was held is let go, also where nobody is said to do it ("were released from prison")."""
    sure = match.pattern.trigger.mode == "release" and match.pattern.trigger.weight > SURE
    return sure and any(t.lemma_.lower() in event_nouns("captivity") for t in match.token.sent)


def recalls(match: Match) -> bool:
    """Whether a country calls an envoy of its own home, and nobody says from where."""
    return match.pattern.type.name == "SANCTION" and match.pattern.trigger.mode == "withdraw" and match.token.lemma_.lower() == "recall"


def other_sense(roles: Cast, match: Match, killing: bool) -> bool:
    """Whether the words of an act tell of something else here. killing: another word of the sentence tells of an attack."""
    kind = match.pattern.type.name
    if kind in GIVEN and not roles.framed and roles.recipients and all(r.kind == "other" for r in roles.recipients):
        return True  # nobody is given anything
    if kind in NOT_BY_NATURE and _by_nature(match):
        return True
    if kind == "RETREAT" and match.pattern.trigger.mode == "resign" and _in_sport(match):
        return True
    if kind == "ASSAULT" and no_violence(roles, match, killing):
        return True
    if kind == "ASSAULT" and match.token.lemma_ == "claim" and _unclaimed(match.token):
        return True
    if match.token.dep_ == "xcomp" and match.token.head.lower_ in ("available", "unavailable"):  # "was unavailable to discuss it"
        return True
    return (kind in DEEDS and (_general(match.token) or _proposed(match.token))) or (kind == "CONSULT" and _goods(roles, match))


def _unclaimed(verb: Token) -> bool:
    """Whether nobody says that he has done it ("no group has claimed responsibility"): the attack itself is told by its noun."""
    return grammar.negated(verb) or any(n.lower_ in NEGATIVE_WORDS or grammar.negated(n) for n in grammar.subjects(verb))


def _by_nature(match: Match) -> bool:
    """Whether weather, a fire or an illness does it ("snow blocked the road")."""
    if match.pattern.trigger.pos != "verb":
        return False
    return any(n.lemma_.lower() in event_nouns("misfortune") | ELEMENTS for n in parties.candidates("subj", match, None))


def _in_sport(match: Match) -> bool:
    return any(n.lemma_.lower() in event_nouns("game") for n in parties.candidates("subj", match, None))


def no_violence(roles: Cast, match: Match, killing: bool) -> bool:
    """Whether words of violence tell of something else: an accident, a game, a fight against a thing, or one of firms."""
    weight = match.pattern.trigger.weight
    if _figurative(roles, weight) or _lifeless(match):
        return True
    lemmas = {t.lemma_.lower() for t in match.token.sent}
    if lemmas & event_nouns("misfortune") and not any(e.kind in AGENTIVE for e in roles.actors):
        return True
    armed = any(ARMED & set(e.sectors) for e in (*roles.actors, *roles.recipients))
    violent = armed or killing or bool(lemmas & event_nouns("weapon") - {match.token.lemma_.lower()}) or bool(lemmas & event_nouns("war"))
    if weight < FIGURATIVE and not violent and not _embodied(roles, match):
        return True
    if not armed and _in_traffic(match.token) and not lemmas & event_nouns("weapon"):
        return True
    return not armed and (bool(lemmas & event_nouns("game")) or SCORE.search(match.token.sent.text) is not None)


def _figurative(roles: Cast, weight: float) -> bool:
    """Whether nobody armed fights something that is no body, place or group ("fighting a reform")."""
    things = [e for e in roles.recipients if e.kind == "other"]
    armed = any(ARMED & set(e.sectors) for e in roles.actors)
    armed = armed or (bool(roles.actors) and any(t.lemma_.lower() in event_nouns("weapon") and t.dep_ == "nsubj" for t in roles.tokens))
    return bool(things) and len(things) == len(roles.recipients) and not armed and weight < FIGURATIVE


def _lifeless(match: Match) -> bool:
    """Whether what can only be done to a body is done to a thing ("executed the lease")."""
    token = match.token
    if token.pos_ not in ("VERB", "AUX") or token.lemma_.lower() not in event_nouns("personal"):
        return False
    nouns = grammar.patients(token)
    return bool(nouns) and all(n.pos_ == "NOUN" and n.lemma_.lower() in event_nouns("paper") for n in nouns)


def _embodied(roles: Cast, match: Match) -> bool:
    """Whether the parties alone make violence likely: people, states that act, a place where something goes off."""
    if any(e.kind in BODIES or e.kind == "country" for e in roles.actors) and roles.recipients:
        return True
    if match.pattern.trigger.pos == "noun":
        return any(e.kind in CONCRETE and "BUS" not in e.sectors for e in roles.recipients)
    return any(e.kind in BODIES for e in roles.recipients)


def _in_traffic(token: Token) -> bool:
    """Whether a clause beside tells what a vehicle did ("when their car hit a tree")."""
    clauses = grammar.children(token, "advcl")
    return any(s.lemma_.lower() in event_nouns("vehicle") for clause in clauses for s in grammar.subjects(clause))


def _general(token: Token) -> bool:
    """Whether a clause tells what a law lets or makes somebody do, or what is done as a habit, instead of an act."""
    chain = _verbs_above(token)
    if not any(_finite(verb, {"VBZ", "VBP"}, PERMITTING) for verb in chain) or any(_finite(verb, {"VBD"}, set()) for verb in chain):
        return False
    if any(t.text in WEEKDAYS and t.head.lower_ == "on" for t in chain[0].subtree):
        return True
    for verb in chain:
        for child in verb.children:
            if child.lower_ == "under" and any(noun.lower_ in RULES for noun in grammar.children(child, "pobj")):
                return True
            if child.dep_ == "advmod" and child.lower_ in HABITUAL:
                return True
            if child.dep_ == "npadvmod" and any(c.lower_ in ("every", "each") for c in child.lefts):
                return True
    return False


def _proposed(token: Token) -> bool:
    """Whether a deed is only what somebody should do or would have to do, or what a bill would bring about."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    if _finite(token, set(), OBLIGING):
        return True
    if token.dep_ == "xcomp" and token.head.lemma_ == "have" and _finite(token.head, set(), PROPOSING):
        return True
    if token.dep_ == "acl" and token.tag_ == "VBG" and token.head.lemma_.lower() in PAPERS - {"tax"}:
        return True
    return _finite(token, set(), PROPOSING) and any(n.lemma_.lower() in PAPERS for n in grammar.subjects(token))


def _verbs_above(token: Token) -> list[Token]:
    """The verb of a trigger's clause and those that govern it as infinitive or auxiliary."""
    node = token
    while node.pos_ not in ("VERB", "AUX") and node.head != node:
        node = node.head
    found = [node]
    while node.dep_ in ("xcomp", "conj") and node.head != node and len(found) < 4:
        node = node.head
        found.append(node)
    return found


def _finite(verb: Token, tags: set[str], modals: set[str]) -> bool:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(t.tag_ in tags or t.lower_ in modals for t in (helpers[:1] or [verb]))


def _goods(roles: Cast, match: Match) -> bool:
    """Whether something is said to move that does not visit anybody ("the maize reached the capital")."""
    trigger = match.pattern.trigger
    if trigger.mode != "visit" or trigger.weight >= MOVING or trigger.pos != "verb":
        return False
    nouns: Iterable[Token] = parties.candidates("subj", match, None)
    return not any(e.kind in BODIES or e.kind == "organization" for e in roles.actors) or any(n.lower_ in ("it", "which") for n in nouns)
