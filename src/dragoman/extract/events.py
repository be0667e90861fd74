"""Who did what to whom: events of an ontology's types, with their parties and the words that tell them.

The ontology proposes (its triggers and their frames), grammar disposes: a trigger becomes an event only with parties.
The stages behind this one judge factuality and apply PLOVER's conventions; here ``type`` and ``plain_type`` are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract import parties
from dragoman.extract.casting import AGENTIVE, CONCRETE, PHYSICAL, Cast, cast, political
from dragoman.extract.event_nouns import event_nouns
from dragoman.extract.senses import FIGURATIVE, WEAK, across_borders, as_asked, frees, gives, other_sense, recalls, settlement, several
from dragoman.extract.triggers import Match, matches, ordered, patterns
from dragoman.language import Analysis, grammar
from dragoman.model import Event, Span, Statement
from dragoman.ontology.types import Ontology

if TYPE_CHECKING:
    from dragoman.language import Token

# Acts that are told without an actor often enough to be worth keeping ("three soldiers were killed").
WITHOUT_ACTOR = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"}
DEMAND, OBLIGATION, DEMAND_CONFIDENCE = "REQUEST", ("must", "should"), 0.6
BARS = 0.2  # words of less weight say that this is no event of their type ("declined to comment")
# Between people and firms that are no political actors only acts of violence, and words that are sure by themselves, count.
VIOLENT = {"ASSAULT", "COERCE"}
ALONE = {"RETREAT", "CONCEDE", "ACCUSE"}
SPOKEN = {"SUPPORT", "REJECT", "REQUEST", "THREATEN"}
INTENDED = {"AGREE", "REQUEST", "REJECT", "THREATEN"}  # acts about acts that have not been done
ANSWERED = 0.52  # nouns of less weight are no act of their own where another act answers them
PUBLIC = 5  # political entities of a text that is about public affairs
UNPOLITICAL_LEAST = 0.65
SYMBOLIC = "territory"  # a flag planted on somebody's land is a threat whoever plants it

# The confidence of an event is the sum of these.
BASE = 0.2
PER_WEIGHT = 0.45
BOTH_PARTIES = 0.12
NO_ACTOR = -0.12
POLITICAL = 0.05
VERBAL = 0.04
MAIN_CLAUSE = 0.06
BY_FRAME = 0.04
THING = -0.05
PER_RANK = 0.02


def find_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events of a document, in order of their triggers.

    Actors and recipients are ids of ``analysis.entities``. ``confidence`` is a sum of the constants of this module, 0 … 1.
    Raises ``MissingFinding`` if entities and statements were not found before.
    """
    ontology = analysis.ontology
    named = _name_tokens(analysis)
    cues = _cue_tokens(analysis)
    skipped = _furniture(analysis)
    found: list[tuple[Event, Match]] = []
    told: set[int] = set()  # nouns that are told together with their verb
    nominal: list[list[Match]] = []
    alone = _alone(analysis)
    for fits in candidates(analysis, ontology):
        token = fits[0].token
        if token.i in named or token.i in skipped or _without(token):
            continue
        if token.pos_ in ("NOUN", "PROPN"):
            nominal.append(fits)
            continue
        found += _tell(analysis, fits, cues, alone, told)
    for fits in nominal:
        if fits[0].token.i not in told and not _answered(fits[0], told):
            found += _tell(analysis, fits, cues, alone, told)
    events = [*_distinct(_done(found)), *_demands(analysis, ontology, {m.token.i for e, m in found if e.type == DEMAND})]
    events.sort(key=lambda event: event.trigger_span)
    return tuple(replace(event, id=f"v{number}") for number, event in enumerate(events, 1))


def candidates(analysis: Analysis, ontology: Ontology) -> Iterable[list[Match]]:
    """For each token where something fits: what fits there, the most demanding pattern first. Attributive participles are left out."""
    table = patterns(ontology)
    for token in analysis.doc:
        if token.pos_ not in ("VERB", "NOUN", "ADJ", "AUX", "PROPN") or (token.dep_ == "amod" and token.pos_ != "ADJ"):
            continue
        fits = ordered(matches(token, table), ontology)
        if fits:
            yield fits


def proposals(analysis: Analysis, token: Token) -> list[tuple[Match, Event | None]]:
    """What fits at a token, the most demanding pattern first, each with the event that it would tell; None where it lacks its parties."""
    fits = ordered(matches(token, patterns(analysis.ontology)), analysis.ontology)
    cues = _cue_tokens(analysis)
    return [(match, _event(analysis, match, cues, _alone(analysis))) for match in fits]


def _name_tokens(analysis: Analysis) -> set[int]:
    """Tokens that are part of a name: "Ministry of Defence" is no act of defence."""
    spans = [m.span for e in analysis.entities for m in e.mentions if m.form == "name"]
    return {t.i for span in spans for t in analysis.tokens(span)} if spans else set()


def _cue_tokens(analysis: Analysis) -> dict[int, Statement]:
    return {t.i: s for s in analysis.statements if s.cue_span for t in analysis.tokens(s.cue_span)}


def _furniture(analysis: Analysis) -> set[int]:
    layout = getattr(analysis, "layout", None)
    return {t.i for span in getattr(layout, "furniture", ()) for t in analysis.tokens(span)}


def _tell(
    analysis: Analysis,
    fits: list[Match],
    cues: dict[int, Statement],
    alone: set[str],
    told: set[int],
) -> Iterable[tuple[Event, Match]]:
    """Yield the event of the most demanding pattern that has its parties; a pattern of next to no weight bars its type instead."""
    barred: set[str] = set()
    best: tuple[Event, Match] | None = None  # another pattern of the same type may see the recipient that the first one misses
    for match in fits:
        kind = match.pattern.type.name
        if match.pattern.trigger.weight < BARS:
            barred.add(kind)
        if best is not None and (kind != best[0].type or match.pattern.trigger.weight < BARS):
            continue
        event = _event(analysis, match, cues, alone) if kind not in barred else None
        if event is not None and (best is None or event.recipients):
            best = (event, match)
        if best is not None and (best[0].recipients or len(best[0].actors) > 1):
            break
    if best is not None:
        yield best
        told.update(word.i for word in best[1].words)
        if best[0].type in VIOLENT and match.pattern.trigger.pos == "verb":  # a patrol that is fired on is no patrolling
            told.update(noun.i for noun in parties.candidates("obj", best[1], None))
        if best[1].noun is not None:
            told.add(best[1].noun.i)


def _answered(match: Match, told: set[int]) -> bool:
    """Whether a noun that is not sure by itself is what another act answers ("rejected B's plea")."""
    token = match.token
    return match.pattern.trigger.weight < ANSWERED and token.dep_ in ("dobj", "nsubjpass") and token.head.i in told


def _done(found: list[tuple[Event, Match]]) -> list[tuple[Event, Match]]:
    """Leave out the acts that somebody only agrees, asks, refuses or threatens to do: they are what that act is about."""
    spoken = {match.token.i for event, match in found if event.type in INTENDED and match.pattern.trigger.pos == "verb"}
    return [(event, match) for event, match in found if not _intended(match, spoken)]


def _intended(match: Match, spoken: set[int]) -> bool:
    """Whether a verb is the infinitive that a verb of intention governs."""
    token = match.token
    while token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and token.tag_ == "VB":
        token = token.head
    infinitive = token.dep_ in ("xcomp", "ccomp", "advcl") and any(c.tag_ == "TO" for c in token.children)
    return infinitive and match.pattern.trigger.pos == "verb" and token.head.i in spoken


def _without(token: Token) -> bool:
    """Whether a trigger is only said to be missing ("without warning")."""
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "subject":
        return True  # "subject to negotiation"
    return token.head.lower_ == "without" and (token.dep_ == "pcomp" or (token.dep_ == "pobj" and not any(token.children)))


def _event(analysis: Analysis, match: Match, cues: dict[int, Statement], alone: set[str]) -> Event | None:
    kind, trigger = match.pattern.type, match.pattern.trigger
    carried = parties.carrier(match.token) if trigger.pos == "noun" else None
    roles = cast(analysis, match, carried)
    if not _told(roles, match, alone, analysis.ontology):
        return None
    span = _trigger_span(match, analysis.ontology)
    statement = next((cues[w.i] for w in match.words if w.i in cues), None)
    actors = tuple(e.id for e in roles.actors)
    performed = statement if statement is not None and statement.source in actors else None
    if performed is not None:
        voice = performed.within
    else:
        told_by = analysis.statement_at(span)
        voice = told_by.id if told_by else None
    clause = _clause(match.token)
    return Event(
        id="",
        type=kind.name,
        plain_type=kind.name,
        actors=actors,
        recipients=tuple(e.id for e in roles.recipients if e.id not in actors),
        trigger_span=span,
        evidence_span=_evidence(clause, [*roles.tokens, match.noun or match.token], match.token),
        modes=_modes(match, clause),
        contexts=(trigger.context,) if trigger.context else (),
        according_to=voice,
        performed_by=performed.id if performed else None,
        confidence=_confidence(roles, match),
    )


def _alone(analysis: Analysis) -> set[str]:
    """Types of acts that count where one person alone does them; in a text about public affairs also those done by speaking."""
    public = sum(political(e) for e in analysis.entities if e.kind in AGENTIVE) >= PUBLIC
    return ALONE | SPOKEN if public else ALONE


def _told(roles: Cast, match: Match, alone: set[str], ontology: Ontology) -> bool:  # noqa: PLR0911 - one reason a line
    """Whether the parties make an event of the trigger."""
    kind, trigger = match.pattern.type, match.pattern.trigger
    actorless = kind.name in WITHOUT_ACTOR or not trigger.actor or frees(match)
    if not roles.actors and not (roles.recipients and actorless):
        return False
    if not as_asked(roles, trigger):
        return False
    if other_sense(roles, match, kind.name == "ASSAULT" and _killing_beside(match.token, ontology)):
        return False
    if kind.name in VIOLENT and not roles.actors and _done_by_a_thing(match, ontology):
        return False
    one = not roles.recipients and len(roles.actors) < 2 and not (trigger.symmetric and several(roles))
    if kind.recipient == "required" and one and not (gives(roles, match) or recalls(match)):
        return False
    if kind.name in ontology.own:
        return trigger.weight >= WEAK
    everybody = (*roles.actors, *roles.recipients)
    if any(political(e) for e in everybody) or across_borders(roles, match):
        return True
    if kind.name in VIOLENT and roles.actors and (not roles.recipients or any("BUS" in e.sectors for e in roles.actors)):
        return False
    if (kind.name == "PROTEST" and not roles.actors and trigger.pos == "verb") or (
        kind.name == "COERCE" and not any(e.kind in CONCRETE for e in roles.recipients) and not _of_bodies(match)
    ):
        return False
    if settlement(roles, match):
        return True
    persons = [e for e in everybody if e.kind in CONCRETE]
    by_itself = kind.name in alone or trigger.mode == SYMBOLIC
    if kind.name not in PHYSICAL and (any("BUS" in e.sectors for e in everybody) or len(persons) < 2 - by_itself):
        return False
    return trigger.weight >= (WEAK if kind.name in PHYSICAL else UNPOLITICAL_LEAST)


def _of_bodies(match: Match) -> bool:
    """Whether whoever a trigger is done to must be somebody ("20 were arrested")."""
    return match.token.lemma_.lower() in event_nouns("personal")


def _done_by_a_thing(match: Match, ontology: Ontology) -> bool:
    """Whether the subject of an active verb is neither somebody nor a weapon or fight ("the closure would hurt exporters")."""
    killing = match.pattern.type.name == "ASSAULT" and _of_bodies(match)  # whatever kills is a weapon or an accident
    trigger = match.pattern.trigger
    if killing or trigger.pos != "verb" or "subj" in trigger.recipient or grammar.is_passive(match.token):  # "people died in raids"
        return False
    nouns = [n for n in parties.candidates("subj", match, None) if n.pos_ == "NOUN"]
    return bool(nouns) and not any(_kills(noun.lemma_.lower(), ontology) for noun in nouns)


def _killing_beside(token: Token, ontology: Ontology) -> bool:
    """Whether another noun of the sentence tells of an attack."""
    return any(t.pos_ == "NOUN" and t.i != token.i and _kills(t.lemma_.lower(), ontology, FIGURATIVE - 0.1) for t in token.sent)


def _kills(lemma: str, ontology: Ontology, least: float = 0) -> bool:
    return lemma in event_nouns("weapon") or any(
        p.type.name == "ASSAULT" and p.trigger.weight >= least for p in patterns(ontology).get((lemma, "noun"), ())
    )


def _confidence(roles: Cast, match: Match) -> float:
    token = match.token
    everybody = (*roles.actors, *roles.recipients)
    both = bool(roles.actors) and len(everybody) > 1
    main = token.dep_ == "ROOT" or (token.dep_ in ("conj", "xcomp") and token.head.dep_ == "ROOT")
    score = BASE + PER_WEIGHT * match.pattern.trigger.weight + PER_RANK * min(match.pattern.rank, 4)
    score += BOTH_PARTIES * both + NO_ACTOR * (not roles.actors) + POLITICAL * any(political(e) for e in everybody)
    score += VERBAL * (token.pos_ != "NOUN") + MAIN_CLAUSE * main + BY_FRAME * roles.framed
    score += THING * any(e.kind == "other" for e in roles.recipients)
    return round(min(0.99, max(0.05, score)), 3)


def _trigger_span(match: Match, ontology: Ontology) -> Span:
    """The trigger's words if they stand together, else its head."""
    words = sorted([*match.words, *_telling(match, ontology)], key=lambda t: t.i)
    if words[-1].i - words[0].i < 2 * len(words):
        return Span(words[0].idx, words[-1].idx + len(words[-1]))
    return Span(match.token.idx, match.token.idx + len(match.token))


def _telling(match: Match, ontology: Ontology) -> list[Token]:
    """The noun that an object condition asked for, where it tells the same by itself ("went on strike", "held talks")."""
    noun = match.noun
    if (
        noun is None
        or noun.i < match.token.i
        or not any(p.type is match.pattern.type for p in patterns(ontology).get((noun.lemma_.lower(), "noun"), ()))
    ):
        return []
    between = noun.doc[noun.i - 1]
    return [between, noun] if between.dep_ == "prep" and between.head == match.token else [noun]


def _clause(token: Token) -> Token:
    """The head of the clause that a trigger stands in."""
    node = token
    while node.dep_ != "ROOT" and node.head != node and not (node.pos_ in ("VERB", "AUX") and node.dep_ not in ("xcomp", "amod", "pcomp")):
        node = node.head
    return node


def _evidence(clause: Token, tokens: Iterable[Token], trigger: Token) -> Span:
    """The clause, stretched to hold the words that name the parties, within the sentence."""
    sentence = trigger.sent
    inside = [t for t in (*tokens, trigger) if sentence.start <= t.i < sentence.end]
    first = min([clause.left_edge, *(t.left_edge for t in inside)], key=lambda t: t.i)
    last = max([clause.right_edge, *inside], key=lambda t: t.i)
    doc = trigger.doc
    while first.i < last.i and (first.is_punct or first.is_space) and not first.is_quote:
        first = doc[first.i + 1]
    while last.i > first.i and last.is_space:
        last = doc[last.i - 1]
    return Span(first.idx, last.idx + len(last))


def _modes(match: Match, clause: Token) -> tuple[str, ...]:
    kind, trigger = match.pattern.type, match.pattern.trigger
    found = [trigger.mode] if trigger.mode else []
    wordy = [mode for mode in kind.modes if mode.words and mode.name not in found]
    if wordy:
        lemmas = {t.lemma_.lower() for t in match.token.subtree} | {t.lemma_.lower() for t in clause.subtree}
        found += [mode.name for mode in wordy if mode.words & lemmas]
    return tuple(found)


def _distinct(found: list[tuple[Event, Match]]) -> list[Event]:
    """Leave out a noun's event where a verb of the sentence, or a noun before it, tells the same between the same parties."""
    kept: list[tuple[Event, Match]] = []
    for event, match in found:
        sentence = match.token.sent.start
        near = [(e, m) for e, m in found if m is not match and m.token.sent.start == sentence and e.type == event.type]
        if match.token.lemma_ == "claim" and any(e.actors == event.actors and not _covers(event, e) for e, _ in near):
            continue
        if _named(match) and any(_covers(e, event) and (not _named(m) or m.token.i < match.token.i) for e, m in near):
            continue
        kept.append((event, match))
    return [event for event, _ in kept]


def _named(match: Match) -> bool:
    """Whether a trigger only names an act: a noun, "the army's shelling", or a claim of responsibility."""
    token = match.token
    return match.pattern.trigger.pos == "noun" or token.lemma_ == "claim" or (token.tag_ == "VBG" and bool(grammar.children(token, "poss")))


def _covers(one: Event, other: Event) -> bool:
    return {*other.actors, *other.recipients} <= {*one.actors, *one.recipients}


def _demands(analysis: Analysis, ontology: Ontology, told: set[int]) -> Iterable[Event]:
    """What somebody says that another one must do ("A said B must withdraw"): a demand of A to B. told: verbs of demands already found."""
    kind = ontology.types.get(DEMAND)
    if kind is None or not analysis.statements:
        return
    for token in analysis.doc:
        if (
            token.lower_ not in OBLIGATION
            or token.dep_ != "aux"
            or (token.lower_ == "should" and token.head.lemma_.lower() in event_nouns("state"))
        ):
            continue
        span = Span(token.idx, token.idx + len(token))
        voice = analysis.statement_at(span)
        if voice is None or voice.source is None or grammar.is_passive(token.head) or not _said_by(token.head, voice, told):
            continue
        subjects = [(analysis.entity_of(noun), noun) for noun in grammar.subjects(token.head) if noun.lower_ not in ("i", "we")]
        asked = {e.id: e for e, _ in subjects if e is not None and e.kind in AGENTIVE and e.id != voice.source}
        if asked and any(political(e) for e in asked.values()):
            yield Event(
                id="",
                type=kind.name,
                plain_type=kind.name,
                actors=(voice.source,),
                recipients=tuple(asked),
                trigger_span=span,
                evidence_span=_evidence(_clause(token), [noun for _, noun in subjects], token),
                according_to=voice.within,
                performed_by=voice.id,
                confidence=DEMAND_CONFIDENCE,
            )


def _said_by(verb: Token, voice: Statement, told: set[int]) -> bool:
    """Whether a clause is what a voice itself says, not what it says that somebody is asked or told ("urged that B should")."""
    if verb.dep_ != "ccomp" or voice.cue_span is None:
        return True
    governor = verb.head
    return governor.i not in told and voice.cue_span.overlaps(Span(governor.idx, governor.idx + len(governor)))
