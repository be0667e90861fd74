"""PLOVER's conventions: what an act counts as, given when and how certainly it is told; then what follows from its type.

``plain_type`` keeps what is (or would be) done; ``type`` becomes what the manual codes it as. Source: PLOVER manual 0.8, 2021-09.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.language import Analysis, grammar
from dragoman.model import Entity, Event, Span
from dragoman.ontology.contexts import contexts_of
from dragoman.ontology.crosswalk import cameo_code
from dragoman.ontology.loader import load_ontology
from dragoman.ontology.types import Ontology

if TYPE_CHECKING:
    from dragoman.language import Token

FUTURE_IS_AGREE = {"COOPERATE", "AID", "SUPPORT", "CONSULT"}
FUTURE_IS_CONCEDE = {"RETREAT"}
REFUSED = {"RETREAT", "CONCEDE", "AID", "COOPERATE", "CONSULT", "SUPPORT"}  # what somebody will not do is refused
FUTURE_IS_THREATEN = {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations"}
CERTAIN = 1.5  # from here on a negated agreement is none
LIKELY = 0.5  # least value of a future act that its actor is held to
EARNEST = 1.2  # least value of an announced act that is a threat ("could" is none)
CANCEL = {"cancel", "call_off", "scrap", "shelve", "abandon", "postpone", "boycott", "snub", "suspend", "axe", "nix"}
CANCELLED = {"CONSULT": ("REJECT", "meet"), "PROTEST": ("CONCEDE",)}
JOINT = {"joint", "jointly", "together", "alongside", "combined", "multinational"}
ABSENCE = {"absentia"}
YIELDED = {"RETREAT", "CONCEDE", "AGREE"}  # what is asked for is the request's mode, and no act
PRISON = {"prison", "jail", "imprisonment", "penitentiary", "incarceration", "custody"}
TERM = {"year", "month", "life"}  # "sentenced to six years"
NO_PRISON = {"suspended", "probation", "community", "suspend", "parole"}
REPRESSIVE = {"protest", "protester", "demonstration", "demonstrator", "unrest", "riot", "opposition", "dissent", "dissident"}
REPRESSIVE |= {"coup", "rebel", "strike", "rally", "militant", "insurgent", "attack", "violence", "clash", "election"}
OWN_MODE = {"arrest", "deport", "seize"}  # acts whose mode is not changed by what they are about ("arrested a hacker")
TOPICAL = {"cyber", "misinformation", "curfew", "martial-law"}
MEDIA = {"online", "facebook", "twitter", "instagram", "tiktok", "hashtag", "tweet", "whatsapp", "telegram", "internet", "weibo"}
RAZE = {"burn", "burn_down", "torch", "raze", "demolish", "blow_up", "bulldoze", "dynamite", "flatten", "set_ablaze"}
DAMAGE = {"damage", "wreck", "shatter", "scorch"}
PAY = {"pay", "compensate", "refund", "reimburse", "repay", "return"}
PEACE = {"ceasefire", "cease-fire", "truce", "armistice", "peace", "de-escalation", "hostility", "fighting", "bloodshed", "violence", "war"}


def apply_conventions(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events of a document as PLOVER codes them, in order; some that it does not code beside others are left out.

    Expects factuality and tense to be judged. Raises ``MissingFinding`` if events were not found before.
    """
    ontology = load_ontology()
    speakers = _speakers(analysis)
    fighting = {p for e in analysis.events if e.plain_type == "ASSAULT" and e.value > 0 for p in (*e.actors, *e.recipients)}
    coded = [_coded(event, analysis, speakers.get(event.according_to or "", frozenset()), fighting) for event in analysis.events]
    subjects: dict[Span, tuple[str, ...]] = {}  # contexts of a sentence, looked up once
    kept = [_filled(event, analysis, ontology, subjects) for event in _beside(coded, analysis)]
    return tuple(found for event in kept for found in _with_imprisonment(event, kept, analysis, ontology, subjects))


def _coded(event: Event, analysis: Analysis, speakers: frozenset[str], fighting: set[str]) -> Event:
    """The event under the type, and with the modes, that PLOVER gives it."""
    kind = event.plain_type
    future = event.tense == "future" and event.value >= LIKELY
    if kind in CANCELLED and _under(analysis, event, CANCEL):
        return _as(event, *CANCELLED[kind])
    if kind == "PROTEST" and _diplomatic(event, {e.id: e for e in analysis.entities}):
        return _as(event, "ACCUSE", "disapprove")
    if (kind in REFUSED and event.tense == "future" and event.value <= -LIKELY) or (kind == "AGREE" and event.value <= -CERTAIN):
        return _as(event, "REJECT")
    if (kind in FUTURE_IS_AGREE and future) or (kind == "REQUEST" and set(event.actors) & fighting and _governs(analysis, event, PEACE)):
        return _as(event, "AGREE")
    if kind in FUTURE_IS_CONCEDE and (future or _announced(event, speakers)):
        return _as(event, "CONCEDE")
    if kind in FUTURE_IS_THREATEN and event.tense == "future" and event.value >= EARNEST and _announced(event, speakers):
        return _as(event, "THREATEN", FUTURE_IS_THREATEN[kind] if "arrest" not in event.modes else "arrest")
    if kind in ("COERCE", "SANCTION") and _words(analysis, event) & ABSENCE:
        return _as(event, "THREATEN", "arrest")
    if kind == "PROTEST" and not set(event.modes) - {"demo"} and _on_media(analysis, event):
        return _as(event, "ACCUSE", "disapprove")
    if kind == "MOBILIZE" and len(event.actors) > 1 and _words(analysis, event) & JOINT:
        return _as(event, "COOPERATE")
    return _moded(event, analysis)


def _moded(event: Event, analysis: Analysis) -> Event:
    """The event with the modes, and the parties, that the manual's rules for its type give it."""
    if event.type == "COERCE" and OWN_MODE & set(event.modes):
        return replace(event, modes=tuple(mode for mode in event.modes if mode not in TOPICAL))
    if event.type == "ASSAULT" and "destroy" not in event.modes and _verb(analysis, event) in RAZE and not _personal(analysis, event):
        return replace(event, modes=(*event.modes, "destroy"))
    if event.type == "REQUEST" and "change" not in event.modes and _asks_to_leave(analysis, event):
        return replace(event, modes=(*event.modes, "change"))
    if event.type == "SANCTION" and (winners := _winners(analysis, event)):
        return replace(event, actors=(*event.actors, *winners))
    return event


def _verb(analysis: Analysis, event: Event) -> str:
    """The trigger's lemma, with its particle ("burn_down")."""
    token = _trigger(analysis, event)
    return "" if token is None else token.lemma_.lower() + next((f"_{c.lower_}" for c in token.children if c.dep_ == "prt"), "")


def _personal(analysis: Analysis, event: Event) -> bool:
    """Whether the act is done to people themselves."""
    token = _trigger(analysis, event)
    found = [analysis.entity_of(noun) for noun in grammar.patients(token)] if token is not None else []
    return not found or any(e is None or e.kind in ("person", "group") for e in found)


def _asks_to_leave(analysis: Analysis, event: Event) -> bool:
    """Whether somebody is asked to give up an office ("urged the president to step down")."""
    token = _trigger(analysis, event)
    return token is not None and any(
        t.lemma_.lower() == "step" and any(c.lower_ in ("down", "aside") for c in t.children) for t in token.subtree
    )


def _winners(analysis: Analysis, event: Event) -> list[str]:
    """Those to whom a court orders somebody to pay: they act beside the court."""
    token = _trigger(analysis, event)
    if token is None or token.lemma_.lower() not in ("order", "direct", "oblige", "instruct"):
        return []
    paid = [c for c in grammar.children(token, "xcomp", "ccomp", "advcl") if c.lemma_.lower() in PAY]
    nouns = [n for verb in paid for near in (verb, *grammar.patients(verb)) for n in (*grammar.prepositional(near, "to"), *_given(verb))]
    found = dict.fromkeys(entity.id for noun in nouns if (entity := analysis.entity_of(noun)) is not None and entity.kind != "other")
    return [winner for winner in found if winner not in (*event.actors, *event.recipients)]


def _given(verb: Token) -> list[Token]:
    return [noun for d in grammar.children(verb, "dative") for noun in (grammar.children(d, "pobj") if d.pos_ == "ADP" else [d])]


def _on_media(analysis: Analysis, event: Event) -> bool:
    """Whether a protest is only written: on social media."""
    token = _trigger(analysis, event)
    near = [token, *grammar.children(token, "prep", "advmod", "pobj")] if token is not None else []
    names = {t.lower_ for c in near for t in ([c, *c.subtree] if c != token else [c])}
    return bool(names & MEDIA) or {"social", "media"} <= names


def _with_imprisonment(
    event: Event, events: list[Event], analysis: Analysis, ontology: Ontology, subjects: dict[Span, tuple[str, ...]]
) -> Iterable[Event]:
    """The event; behind a conviction that means prison the imprisonment, an event of its own with the same words."""
    yield event
    if event.type != "SANCTION" or "convict" not in event.modes or not event.recipients or not _imprisons(analysis, event):
        return
    told = (e for e in events if e.type == "COERCE" and "arrest" in e.modes and e.evidence_span.overlaps(event.evidence_span))
    if not any(set(e.recipients) & set(event.recipients) for e in told):
        arrest = replace(event, id=f"{event.id} prison", type="COERCE", plain_type="COERCE", modes=("arrest",), contexts=())
        yield _filled(arrest, analysis, ontology, subjects)


def _imprisons(analysis: Analysis, event: Event) -> bool:
    """Whether the verb of a sentence itself tells of a term in prison, and not of one that is suspended."""
    token = _trigger(analysis, event)
    if token is None or token.pos_ != "VERB":
        return False
    inside = [t for c in token.children if c.dep_ in ("prep", "xcomp", "dobj", "dative") for t in c.subtree]
    lemmas = {t.lemma_.lower() for t in inside}
    term = token.lemma_.lower() in ("sentence", "condemn") and any(n.lemma_.lower() in TERM for n in grammar.prepositional(token, "to"))
    return bool(lemmas & PRISON or term) and not lemmas & NO_PRISON


def _as(event: Event, kind: str, *modes: str) -> Event:
    return replace(event, type=kind, modes=modes)


def _diplomatic(event: Event, entities: dict[str, Entity]) -> bool:
    """Whether only states and those who hold their offices protest: a complaint, not a demonstration."""
    if not event.actors or set(event.modes) - {"demo"}:
        return False
    return all(entities[a].kind == "country" or (entities[a].kind != "group" and entities[a].sectors[:1] == ("GOV",)) for a in event.actors)


def _announced(event: Event, speakers: frozenset[str]) -> bool:
    """Whether the actor itself tells of a future act ("X said it would pull out")."""
    return event.tense == "future" and bool(speakers & set(event.actors))


def _speakers(analysis: Analysis) -> dict[str, frozenset[str]]:
    """Statement that asserts → its source and those it speaks for: its affiliation, its country."""
    entities = {e.id: e for e in analysis.entities}
    countries = {e.country: e.id for e in analysis.entities if e.kind == "country" and e.country}
    found = {}
    for statement in analysis.statements:
        source = entities.get(statement.source or "")
        if source is not None and statement.stance == "asserts":
            behind = (source.id, source.affiliation, countries.get(source.country or "") if source.sectors else None)
            found[statement.id] = frozenset(i for i in behind if i)
    return found


def _beside(events: list[Event], analysis: Analysis) -> Iterable[Event]:
    """Leave out what PLOVER does not code beside another event of the same sentence between the same parties.

    Moves of troops that go with an attack, accusations proved by a conviction, the demands of a protest, damage by the way, what a
    request names, payments that a court orders, emergencies of nature, announcements of what has been done already.
    """
    for event in events:
        near = [e for e in events if e is not event and e.evidence_span.overlaps(event.evidence_span)]
        actors, recipients = set(event.actors), set(event.recipients)
        if event.type == "MOBILIZE" and any(e.type == "ASSAULT" and (actors or recipients) & set(e.actors) for e in near):
            continue
        if (
            event.type == "ACCUSE"
            and "allege" in event.modes
            and any("convict" in e.modes and recipients & set(e.recipients) for e in near)
        ):
            continue
        if event.type == "REQUEST" and any(e.type == "PROTEST" and actors & set(e.actors) for e in near):
            continue
        if event.type == "COERCE" and not event.actors and abs(event.value) < EARNEST:  # nobody has done it, and nobody says who would
            continue
        if event.type == "COERCE" and "martial-law" in event.modes and _natural(event, analysis):
            continue
        if event.type == "ASSAULT" and _verb(analysis, event) in DAMAGE and any(e.type == "ASSAULT" for e in near):
            continue
        if event.type in YIELDED and any(e.type == "REQUEST" and _asked(analysis, event, e) for e in near):
            continue
        if event.type == "AID" and any(e.type == "SANCTION" and _below(analysis, event, e) for e in near):
            continue
        if event.type == event.plain_type == "CONCEDE" and any(e.type == "RETREAT" and _below(analysis, e, event) for e in near):
            continue
        if event.plain_type == "CONSULT" and any(
            e.plain_type == "CONSULT" and e.trigger_span < event.trigger_span and _same(event, e) for e in near
        ):  # "met to discuss"
            continue
        if event.type == event.plain_type == "AGREE" and any(e.type == "AGREE" != e.plain_type and _same(event, e) for e in near):
            continue
        yield event


def _natural(event: Event, analysis: Analysis) -> bool:
    """Whether the sentence of a state of emergency tells of a disaster, and of nothing that it could repress."""
    token = _trigger(analysis, event)
    if token is None:
        return False
    lemmas = {t.lemma_.lower() for t in token.sent}
    return "disasters" in contexts_of(lemmas) and not lemmas & REPRESSIVE


def _below(analysis: Analysis, inner: Event, outer: Event) -> bool:
    """Whether one event's trigger is the head of the clause that the other one's governs ("ordered B to pay")."""
    token, above = _trigger(analysis, inner), _trigger(analysis, outer)
    return token is not None and above is not None and token.head == above and token.dep_ in ("xcomp", "ccomp", "advcl")


def _asked(analysis: Analysis, thing: Event, request: Event) -> bool:
    """Whether an act is named as the thing that a request asks for ("demanded the release of B", "called for the release")."""
    token, above = _trigger(analysis, thing), _trigger(analysis, request)
    if token is None or above is None or token.pos_ != "NOUN":
        return False
    while token != above and token.dep_ in ("dobj", "pobj", "prep", "conj") and token.head != token:
        if token.dep_ == "prep" and token.lower_ not in ("for", "on"):
            return False
        token = token.head
    return token == above


def _same(general: Event, special: Event) -> bool:
    """Whether another event of the sentence says more of what is agreed ("prepared to meet", "offered to help")."""
    return set(general.actors) <= set(special.actors) and set(general.recipients) <= {*special.actors, *special.recipients}


def _filled(event: Event, analysis: Analysis, ontology: Ontology, subjects: dict[Span, tuple[str, ...]]) -> Event:
    """The event with what follows from its type, its modes and its sentence."""
    contexts = _contexts(event, analysis, subjects)
    cameo = cameo_code(event.type, event.modes, contexts)
    kind = ontology.types.get(event.type)
    if kind is None:
        return replace(event, contexts=contexts, cameo=cameo)
    scores = [mode.intensity for mode in kind.modes if mode.name in event.modes]
    strongest = max(scores, key=abs, default=kind.intensity)
    return replace(event, quad=kind.quad, intensity=strongest, contexts=contexts, cameo=cameo)


def _contexts(event: Event, analysis: Analysis, subjects: dict[Span, tuple[str, ...]]) -> tuple[str, ...]:
    token = _trigger(analysis, event)
    if token is None:
        return event.contexts
    sentence = token.sent
    span = Span(sentence.start_char, sentence.end_char)
    if span not in subjects:
        subjects[span] = contexts_of(t.lemma_.lower() for t in sentence)
    return (*event.contexts, *(c for c in subjects[span] if c not in event.contexts))


def _trigger(analysis: Analysis, event: Event) -> Token | None:
    return analysis.head(event.trigger_span)


def _words(analysis: Analysis, event: Event) -> set[str]:
    return {t.lower_ for t in analysis.tokens(event.evidence_span)}


def _under(analysis: Analysis, event: Event, lemmas: set[str]) -> bool:
    """Whether the trigger is object (or passive subject) of one of the verbs, or of a noun like "cancellation"."""
    token = _trigger(analysis, event)
    if token is None:
        return False
    if token.dep_ in ("pobj", "conj") and token.head.head != token.head:
        token = token if token.dep_ == "conj" else token.head
    verb = token.head
    particle = next((f"_{child.lower_}" for child in verb.children if child.dep_ == "prt"), "")
    return verb.lemma_.lower() + particle in lemmas and token.dep_ in ("dobj", "nsubjpass", "conj")


def _governs(analysis: Analysis, event: Event, lemmas: set[str]) -> bool:
    token = _trigger(analysis, event)
    return token is not None and any(t.lemma_.lower() in lemmas for t in token.subtree)
