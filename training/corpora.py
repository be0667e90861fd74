"""Examples for the judge: our own passages, and annotated corpora where they are at hand (which are never copied)."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.extract.origin import country_code
from dragoman.extract.pairing import with_verbs
from dragoman.language import Analysis, parse
from dragoman.model import Document
from dragoman.model import Span as TextSpan
from dragoman.ontology import load_ontology
from judge import UNKNOWN, Example, Pair, Span
from notation import NONE, Passage, open_modes

TYPES = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST", "REJECT", "REQUEST",
    "RETREAT", "SANCTION", "SUPPORT", "THREATEN", NONE,
)  # fmt: skip
MODES = tuple(f"{t.name}-{mode.name}" for t in load_ontology().types.values() for mode in t.modes)
MODE_NUMBER = {name: n for n, name in enumerate(MODES)}
NUMBER = {name: n for n, name in enumerate(TYPES)}
SYMMETRIC = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
MERGED = {"YIELD": ("CONCEDE", "RETREAT")}
VALUES = {"CT+": 3.0, "PR+": 2.0, "PS+": 1.0, "Uu": 0.0, "PS-": -1.0, "PR-": -2.0, "CT-": -3.0}


def labels(name: str) -> tuple[int, ...]:
    """Numbers of the types that a label stands for."""
    return tuple(NUMBER[n] for n in MERGED.get(name, (name,)))


def pairs_file(path: Path) -> list[Example]:
    """A corpus of sentences with one marked pair and its type: {id, text, actor, recipient, type}."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return completed([(i["id"], i["text"], [_marked(i)]) for i in items])


def _marked(item: dict[str, Any]) -> Pair:
    actor = tuple((a, b) for a, b in [item["actor"], *item.get("actor_more", [])])
    recipient = tuple((a, b) for a, b in [item["recipient"], *item.get("recipient_more", [])]) if item["recipient"] else ()
    return Pair(actor, recipient, (), (), labels(item["type"]))


def triggers_file(path: Path, lay: bool = False) -> list[Example]:
    """A corpus of sentences with one marked trigger and how certain it is: {id, text, trigger, value}.

    lay: the values are lay readers' of everyday writing, else annotators' of news.
    """
    readers = "lay" if lay else "author"
    found: dict[str, list[Pair]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        start, end = item["trigger"]
        found.setdefault(item["text"], []).append(replace(Pair((), (), ((start, end),), ()), **{readers: float(item["value"])}))
    return [Example(f"{path.stem}-{number}", text, tuple(pairs)) for number, (text, pairs) in enumerate(found.items(), 1)]


def own(found: Iterable[Passage]) -> list[Example]:
    """Our own passages: each act is a pair; two parties of different acts that no act joins are a pair of type NONE.

    A marked pair of type NONE between parties that an act joins says only that the act is of another type: it is left out.
    """
    rows, open_themes = [], open_modes()
    for passage in found:
        pairs = []
        joined = {(a, r) for act in passage.acts if act.type != NONE for a in act.actors for r in act.recipients}
        for act in passage.acts:
            if act.type == NONE and joined & {(a, r) for a in act.actors for r in act.recipients}:
                continue
            value = None if act.type == NONE else VALUES[act.factuality]
            names = [f"{t}-{m}" for t in {act.type, act.plain} for m in act.modes]
            modes = tuple(sorted(MODE_NUMBER[n] for n in names if n in MODE_NUMBER)) or (None if passage.theme in open_themes else ())
            pairs.append(Pair(act.actors, act.recipients, act.triggers, (), labels(act.type), value, modes=modes))
        pairs += _unjoined(passage)
        rows.append((passage.id, passage.text, pairs))
    return completed([row for row in rows if row[2]])


def _unjoined(passage: Passage) -> list[Pair]:
    """Actors and recipients of different acts of a passage that no act joins, each pair once for each trigger: pairs of type NONE.

    A country is the same party by its name, its people's and its capital's ("Moscow offered Uganda ..." joins Moscow and Kampala, too).
    """

    def party(span: Span) -> Span | str:
        return country_code(passage.text[slice(*span)]) or span

    joined = {(party(a), party(r)) for act in passage.acts for a in act.actors for r in act.recipients}
    joined |= {(party(a), party(b)) for act in passage.acts for a in act.actors for b in act.actors}
    found: dict[tuple[tuple[Span, ...], ...], Pair] = {}
    for one in passage.acts:
        for other in passage.acts:
            actor, recipient = one.actors[:1], other.recipients[:1]
            if one is other or not (actor and recipient):
                continue
            first, second = party(actor[0]), party(recipient[0])
            if first != second and (first, second) not in joined and (second, first) not in joined:
                found.setdefault((actor, recipient, one.triggers), Pair(actor, recipient, one.triggers, (), (NUMBER[NONE],)))
    return list(found.values())


def turned(pair: Pair) -> Pair:
    """The same words with the parties exchanged: nothing is done in that direction."""
    parties = replace(pair, actor=pair.recipient, recipient=pair.actor, governor=pair.over_actor, over_actor=pair.governor)
    ways = replace(parties, paths=_swapped(pair.paths), joining_paths=_swapped(pair.joining_paths))
    return replace(ways, labels=(NUMBER[NONE],), value=None, modes=None, weight=0.5 * pair.weight)


def reversible(example: Example) -> list[Pair]:
    """The directed pairs of a text against which no act goes the other way."""
    acts = {(p.actor, p.recipient) for p in example.pairs}
    return [p for p in example.pairs if is_directed(p) and (p.recipient, p.actor) not in acts]


def _swapped(two: tuple[str, str]) -> tuple[str, str]:
    return two[1], two[0]


def is_directed(pair: Pair) -> bool:
    """Whether exchanging the parties makes another claim: both are told, and the type is not one of doing something together."""
    types = {TYPES[n] for n in pair.labels}
    return bool(pair.actor and pair.recipient and types) and not types & {*SYMMETRIC, NONE} and set(pair.actor) != set(pair.recipient)


def completed(rows: list[tuple[str, str, list[Pair]]]) -> list[Example]:
    """Fill in the verb that joins the parties (where no trigger is marked), the verbs above them and the paths to them."""
    analyses = parse(Document(id=identifier, text=text) for identifier, text, _ in rows)
    return [
        Example(identifier, text, tuple(_verbs(pair, analysis) for pair in pairs))
        for (identifier, text, pairs), analysis in zip(rows, analyses, strict=True)
    ]


def _verbs(pair: Pair, analysis: Analysis) -> Pair:
    actor, recipient, trigger = (tuple(TextSpan(*span) for span in spans) for spans in (pair.actor, pair.recipient, pair.trigger))
    told, joined = (with_verbs(analysis, actor, recipient, verb) for verb in (trigger[0] if trigger else None, None))
    return replace(
        pair,
        trigger=pair.trigger or joined.trigger,
        governor=told.governor,
        over_actor=with_verbs(analysis, recipient, actor, None).governor,
        joining=joined.trigger,
        paths=told.paths,
        joining_paths=joined.paths,
    )


JOINTS = (
    ", while ",
    ", and ",
    "; ",
    ", whereas ",
    ". Meanwhile, ",
    ", but ",
    " after ",
    " as ",
    ", hours after ",
    " even as ",
    " although ",
)


def splice(one: Example, other: Example, chance: random.Random) -> Example:
    """Two texts as one, their pairs beside each other, and one pair across them between which nothing happens."""
    joint = chance.choice(JOINTS)
    first = one.text.rstrip(" .") + joint
    moved = [_moved(p, len(first)) for p in other.pairs]
    pairs = [*one.pairs, *moved]
    if chance.random() < 0.3 and one.pairs[0].actor and moved[0].recipient:
        a, b = one.pairs[0], moved[0]
        far = "other>" if joint.startswith(".") else UNKNOWN
        pairs.append(Pair(a.actor, b.recipient, a.trigger, b.governor, (NUMBER[NONE],), paths=(a.paths[0], far)))
    return Example(f"{one.id}+{other.id}", first + other.text, tuple(pairs))


def _moved(pair: Pair, by: int) -> Pair:
    def shift(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((a + by, b + by) for a, b in spans)

    return replace(
        pair,
        actor=shift(pair.actor),
        recipient=shift(pair.recipient),
        trigger=shift(pair.trigger),
        governor=shift(pair.governor),
        over_actor=shift(pair.over_actor),
        joining=shift(pair.joining),
    )
