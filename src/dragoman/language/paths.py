"""Where a party stands to the verb of an act: a short name of the syntactic path, which the judge reads beside the words.

``|nsubj`` is the subject of the trigger, ``|p_to`` what stands behind its "to", ``conj|nsubj`` the subject of the verb that the trigger is
joined to, ``other<`` a sentence before. Left of the bar is the way up from the trigger to the lowest word above both, right of it the way
down to the party; prepositions are named, and of longer ways only the beginning is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.language import Token

UNTOLD = "-"  # there is no such party
UP, DOWN = 3, 2  # so many steps of a path are named


def path(trigger: Token | None, party: Token | None) -> str:
    """The name of the way from the head of a trigger to the head of a party; ``UNTOLD`` where either is missing."""
    if trigger is None or party is None:
        return UNTOLD
    if trigger.sent != party.sent:
        return "other<" if party.i < trigger.i else "other>"
    up, way = _upwards(trigger), _upwards(party)
    above = {token.i: number for number, token in enumerate(up)}
    meeting = next(number for number, token in enumerate(way) if token.i in above)
    ups = [t.dep_ for t in up[: above[way[meeting].i]] if t.dep_ != "prep"]
    downs = [name for t in reversed(way[:meeting]) if (name := _name(t)) not in ("prep", "agent")]
    return "^".join(ups[:UP]) + "|" + ".".join(downs[:DOWN]) + "+" * (len(downs) > DOWN)


def _upwards(token: Token) -> list[Token]:
    found = [token]
    while token.head != token:
        token = token.head
        found.append(token)
    return found


def _name(token: Token) -> str:
    if token.dep_ in ("pobj", "pcomp") and token.head.pos_ == "ADP":
        return f"p_{token.head.lower_}"
    return str(token.dep_)
