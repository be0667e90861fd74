"""Titles and forms of address before names, and what they tell of gender, rank and sector."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.resolve.sectors import Role, role_of

HONORIFICS = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f", "dame": "f", "madame": "f",
    "dr": "", "doctor": "", "king": "m", "prince": "m", "queen": "f", "princess": "f", "duke": "m", "duchess": "f", "father": "m", "sister": "f",
    "sheikh": "m", "sheik": "m", "shaikh": "m", "imam": "m", "pope": "m", "haji": "m", "monsieur": "m", "señor": "m", "herr": "m", "frau": "f",
    "brother": "m", "comrade": "", "maulana": "m", "mullah": "m", "daw": "f", "u": "m", "don": "m", "st": "", "lama": "m", "baroness": "f", "baron": "m",
    "count": "m", "countess": "f", "shri": "m", "smt": "f",
}  # fmt: skip
ABBREVIATIONS = {
    "gen": "general", "lt": "lieutenant", "maj": "major", "col": "colonel", "capt": "captain", "sgt": "sergeant", "cpl": "corporal",
    "cmdr": "commander", "adm": "admiral", "brig": "brigadier", "pvt": "private first class", "sen": "senator", "sens": "senators", "rep": "representative of congress",
    "reps": "lawmakers", "gov": "governor", "pres": "president", "prof": "professor", "rev": "reverend", "fr": "priest", "hon": "lawmaker",
    "amb": "ambassador", "supt": "police officer", "insp": "police inspector", "det": "detective", "atty": "attorney", "pm": "prime minister",
    "min": "minister", "sec": "secretary of state", "msgr": "bishop", "justice": "justice", "dep": "deputy", "ltc": "colonel", "marshal": "field marshal",
    "fm": "foreign minister", "vp": "vice president", "cllr": "councillor", "mp": "mp", "ayatollah": "ayatollah",
}  # fmt: skip
RELIGIOUS = {"sheikh", "sheik", "imam", "pope", "father", "sister", "mullah", "maulana", "lama", "shaikh"}
ROYAL = {"king", "queen", "prince", "princess"}
FEMALE = frozenset("woman girl lady queen princess mother wife daughter sister widow spokeswoman chairwoman congresswoman policewoman businesswoman "
                   "actress grandmother aunt niece nun".split())  # fmt: skip
MALE = frozenset("man boy king prince father husband son brother spokesman chairman congressman policeman businessman gentleman actor "
                 "grandfather uncle nephew priest bishop monk imam pope gunman".split())  # fmt: skip
RANK_WORDS = frozenset("foreign prime defense defence interior deputy vice chief finance justice state home senior first acting".split())


def expand(word: str) -> str:
    """A title's word in full and in lower case ("Gen." as "general")."""
    bare = word.lower().rstrip(".")
    return ABBREVIATIONS.get(bare, bare)


def role_of_title(words: Sequence[str]) -> Role | None:
    """The role of a title as it stands before a name (words in any case), None where it is no title."""
    if not words:
        return None
    expanded = [part for word in words for part in expand(word).split()]
    found = role_of(expanded)
    if found is not None and found.kind in ("person", "group"):
        return Role("person", found.sectors, found.noun)
    last = expanded[-1]
    if last in HONORIFICS:
        sectors = ("REL",) if last in RELIGIOUS else ("GOV",) if last in ROYAL else ()
        return Role("person", sectors, last)
    return None


def gender_of_title(words: Sequence[str]) -> str:
    """``m``, ``f`` or an empty string, as far as a title or noun tells ("Mrs", "spokeswoman")."""
    for word in words:
        bare = word.lower().rstrip(".")
        gender = HONORIFICS.get(bare) or (
            "f" if bare in FEMALE or bare.endswith("woman") else "m" if bare in MALE or bare.endswith("man") else ""
        )
        if gender and bare != "german":
            return gender
    return ""


def title_length(words: Sequence[str]) -> int:
    """How many words at the start of a name are a title ("President", "Prime Minister"), at least one word left for the name."""
    best = 0
    for length in range(1, min(5, len(words))):
        if role_of_title(words[:length]) is not None:
            best = length
        elif length > best + 2:
            break
    return best
