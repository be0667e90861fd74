"""PLOVER's rules on what an act counts as, one function a rule; its docstring is the rule, as explanations show it.

A rule takes an event and the scene around it and returns the event as it is coded, or None where it does not apply; of
``RULES`` the first that applies decides. Source: PLOVER manual 0.8, 2021-09.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.extract.wording import governs, is_under, trigger_of, verb_of, words_of
from dragoman.language import Analysis, grammar
from dragoman.model import Entity, Event

if TYPE_CHECKING:
    from dragoman.language import Token

FUTURE_IS_AGREE = {"COOPERATE", "AID", "SUPPORT", "CONSULT"}
REFUSED = {"RETREAT", "CONCEDE", "AID", "COOPERATE", "CONSULT", "SUPPORT"}  # what somebody will not do is refused
FUTURE_IS_THREATEN = {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations"}
CERTAIN = 1.5  # from here on a negated agreement is none
LIKELY = 0.5  # least value of a future act that its actor is held to
EARNEST = 1.2  # least value of an announced act that is a threat ("could" is none)
CANCEL = {"cancel", "call_off", "scrap", "shelve", "abandon", "postpone", "boycott", "snub", "suspend", "axe", "nix"}
JOINT = {"joint", "jointly", "together", "alongside", "combined", "multinational"}
ABSENCE = {"absentia"}
OWN_MODE = {"arrest", "deport", "seize"}  # acts whose mode is not changed by what they are about ("arrested a hacker")
TOPICAL = {"cyber", "misinformation", "curfew", "martial-law"}
MEDIA = {"online", "facebook", "twitter", "instagram", "tiktok", "hashtag", "tweet", "whatsapp", "telegram", "internet", "weibo"}
RAZE = {"burn", "burn_down", "torch", "raze", "demolish", "blow_up", "bulldoze", "dynamite", "flatten", "set_ablaze"}
PAY = {"pay", "compensate", "refund", "reimburse", "repay", "return"}
PEACE = {"ceasefire", "cease-fire", "truce", "armistice", "peace", "de-escalation", "hostility", "fighting", "bloodshed", "violence", "war"}


@dataclass(frozen=True)
class Scene:
    """What a rule may look at. speakers: statement that asserts → its source and those it speaks for; fighting: parties to violence."""

    analysis: Analysis
    entities: dict[str, Entity]
    speakers: dict[str, frozenset[str]]
    fighting: frozenset[str]

    def announced(self, event: Event) -> bool:
        """Whether the actor itself tells of a future act ("X said it would pull out")."""
        return event.tense == "future" and bool(self.speakers.get(event.according_to or "", frozenset()) & set(event.actors))


Rule = Callable[[Event, Scene], "Event | None"]


def scene_of(analysis: Analysis) -> Scene:
    """The scene of a document whose factuality is judged."""
    fighting = {p for e in analysis.events if e.plain_type == "ASSAULT" and e.value > 0 for p in (*e.actors, *e.recipients)}
    return Scene(analysis, {e.id: e for e in analysis.entities}, _speakers(analysis), frozenset(fighting))


def coded(event: Event, scene: Scene) -> tuple[Event, str | None]:
    """The event under the type, and with the modes, that PLOVER gives it, and the rule that says so."""
    for rule in RULES:
        found = rule(event, scene)
        if found is not None and found.type in scene.analysis.ontology.types:
            return found, rule.__doc__
    return event, None


def cancelled_meeting(event: Event, scene: Scene) -> Event | None:
    """A meeting or visit that is called off is REJECT-meet."""
    cancelled = event.plain_type == "CONSULT" and is_under(scene.analysis, event, CANCEL)
    return _refused(event, scene, "meet") if cancelled else None


def cancelled_protest(event: Event, scene: Scene) -> Event | None:
    """A protest or strike that is called off is CONCEDE."""
    return _as(event, "CONCEDE") if event.plain_type == "PROTEST" and is_under(scene.analysis, event, CANCEL) else None


def diplomatic_protest(event: Event, scene: Scene) -> Event | None:
    """A protest of states and of those who hold their offices is a complaint, ACCUSE-disapprove."""
    if event.plain_type != "PROTEST" or not event.actors or set(event.modes) - {"demo"}:
        return None
    actors = [scene.entities[a] for a in event.actors]
    official = all(a.kind == "country" or (a.kind != "group" and a.sectors[:1] == ("GOV",)) for a in actors)
    return _as(event, "ACCUSE", "disapprove") if official else None


def refused_act(event: Event, scene: Scene) -> Event | None:
    """What somebody says he will not do (help, meet, withdraw, give in) is REJECT."""
    refused = event.plain_type in REFUSED and event.tense == "future" and event.value <= -LIKELY
    return _refused(event, scene) if refused else None


def no_agreement(event: Event, scene: Scene) -> Event | None:
    """An agreement that is denied is REJECT."""
    return _refused(event, scene) if event.plain_type == "AGREE" and event.value <= -CERTAIN else None


def future_cooperation(event: Event, _: Scene) -> Event | None:
    """Cooperation, help, support and talks that lie in the future are AGREE."""
    future = event.tense == "future" and event.value >= LIKELY
    return _as(event, "AGREE") if event.plain_type in FUTURE_IS_AGREE and future else None


def call_by_a_party(event: Event, scene: Scene) -> Event | None:
    """A call to end a conflict by a party to it is AGREE."""
    own = event.plain_type == "REQUEST" and set(event.actors) & scene.fighting and governs(scene.analysis, event, PEACE)
    return _as(event, "AGREE") if own else None


def announced_retreat(event: Event, scene: Scene) -> Event | None:
    """A withdrawal, release or ceasefire that is only announced is CONCEDE."""
    future = event.tense == "future" and event.value >= LIKELY
    return _as(event, "CONCEDE") if event.plain_type == "RETREAT" and (future or scene.announced(event)) else None


def announced_force(event: Event, scene: Scene) -> Event | None:
    """Force, coercion or sanctions that the actor himself announces in earnest are THREATEN."""
    kind = event.plain_type
    if kind not in FUTURE_IS_THREATEN or event.tense != "future" or event.value < EARNEST or not scene.announced(event):
        return None
    return _as(event, "THREATEN", FUTURE_IS_THREATEN[kind] if "arrest" not in event.modes else "arrest")


def in_absentia(event: Event, scene: Scene) -> Event | None:
    """A warrant or a verdict against somebody who is absent is THREATEN-arrest."""
    absent = event.plain_type in ("COERCE", "SANCTION") and words_of(scene.analysis, event) & ABSENCE
    return _as(event, "THREATEN", "arrest") if absent else None


def written_protest(event: Event, scene: Scene) -> Event | None:
    """A protest that is only written, on social media, is ACCUSE-disapprove."""
    written = event.plain_type == "PROTEST" and not set(event.modes) - {"demo"} and _on_media(scene.analysis, event)
    return _as(event, "ACCUSE", "disapprove") if written else None


def joint_exercise(event: Event, scene: Scene) -> Event | None:
    """A joint exercise is COOPERATE."""
    joint = event.plain_type == "MOBILIZE" and len(event.actors) > 1 and words_of(scene.analysis, event) & JOINT
    return _as(event, "COOPERATE") if joint else None


def mode_of_the_act(event: Event, _: Scene) -> Event | None:
    """An arrest, a deportation, a seizure keeps its mode, whatever it is about."""
    if event.type != "COERCE" or not OWN_MODE & set(event.modes) or not set(event.modes) & TOPICAL:
        return None
    return replace(event, modes=tuple(mode for mode in event.modes if mode not in TOPICAL))


def razed(event: Event, scene: Scene) -> Event | None:
    """Burning, blowing up and razing property is ASSAULT-destroy."""
    if event.type != "ASSAULT" or "destroy" in event.modes or verb_of(scene.analysis, event) not in RAZE:
        return None
    return None if _personal(scene.analysis, event) else replace(event, modes=(*event.modes, "destroy"))


def asked_to_leave(event: Event, scene: Scene) -> Event | None:
    """Asking somebody to give up an office is REQUEST-change."""
    if event.type != "REQUEST" or "change" in event.modes or not _asks_to_leave(scene.analysis, event):
        return None
    return replace(event, modes=(*event.modes, "change"))


def court_ordered_payment(event: Event, scene: Scene) -> Event | None:
    """Those to whom a court orders somebody to pay act beside the court, in SANCTION."""
    winners = _winners(scene.analysis, event) if event.type == "SANCTION" else []
    return replace(event, actors=(*event.actors, *winners)) if winners else None


RULES: tuple[Rule, ...] = (
    cancelled_meeting,
    cancelled_protest,
    diplomatic_protest,
    refused_act,
    no_agreement,
    future_cooperation,
    call_by_a_party,
    announced_retreat,
    announced_force,
    in_absentia,
    written_protest,
    joint_exercise,
    mode_of_the_act,
    razed,
    asked_to_leave,
    court_ordered_payment,
)


def _as(event: Event, kind: str, *modes: str) -> Event:
    return replace(event, type=kind, modes=modes)


def _refused(event: Event, scene: Scene, *modes: str) -> Event:
    """The act as REJECT: of those that stand on one level the subject refuses, the others are refused ("will not meet B")."""
    token = trigger_of(scene.analysis, event)
    verb = next((t for t in (token, *grammar.ancestors(token)) if t.pos_ in ("VERB", "AUX")), None) if token is not None else None
    found = [scene.analysis.entity_of(noun) for noun in grammar.subjects(verb)] if verb is not None and not event.recipients else []
    doers = tuple(e.id for e in found if e is not None and e.id in event.actors)
    others = tuple(a for a in event.actors if a not in doers)
    return _as(replace(event, actors=doers, recipients=others) if doers and others else event, "REJECT", *modes)


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


def _personal(analysis: Analysis, event: Event) -> bool:
    """Whether the act is done to people themselves."""
    token = trigger_of(analysis, event)
    found = [analysis.entity_of(noun) for noun in grammar.patients(token)] if token is not None else []
    return not found or any(e is None or e.kind in ("person", "group") for e in found)


def _asks_to_leave(analysis: Analysis, event: Event) -> bool:
    """Whether somebody is asked to give up an office ("urged the president to step down")."""
    token = trigger_of(analysis, event)
    return token is not None and any(
        t.lemma_.lower() == "step" and any(c.lower_ in ("down", "aside") for c in t.children) for t in token.subtree
    )


def _winners(analysis: Analysis, event: Event) -> list[str]:
    """Those to whom a court orders somebody to pay: they act beside the court."""
    token = trigger_of(analysis, event)
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
    token = trigger_of(analysis, event)
    near = [token, *grammar.children(token, "prep", "advmod", "pobj")] if token is not None else []
    names = {t.lower_ for c in near for t in ([c, *c.subtree] if c != token else [c])}
    return bool(names & MEDIA) or {"social", "media"} <= names
