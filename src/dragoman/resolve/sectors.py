"""PLOVER sectors of people and bodies by the nouns that name them: "army spokesman" is MIL, "opposition lawmaker" LEG and OPP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.word_lists import word_list
from dragoman.tables import read_table

LONGEST = 6  # words of the longest noun in the table
OFFICIALS = frozenset({"GOV", "LEG", "MIL", "JUD", "SPY", "PTY", "COP"})
WORKERS = frozenset({"worker", "employee", "laborer", "labourer", "staff", "technician", "crew"})
STATE_OWNED = frozenset(
    {"state", "state-run", "state-owned", "state-controlled", "official", "government", "government-owned", "government-run"}
)
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
PERSON_ENDINGS = ("er", "or", "ist", "ian", "ant", "man", "woman", "ee", "person")


@dataclass(frozen=True)
class Role:
    """What a noun says of its bearer: kind (person, organization, group, country) and sectors, primary first, perhaps none."""

    kind: str
    sectors: tuple[str, ...]
    noun: str


def role_of(words: Sequence[str]) -> Role | None:
    """The role of a noun phrase given its words in lower case up to and with the head; None where it names no people or body.

    The longest noun of the table that ends the phrase counts; nouns without a sector of their own take it from the nearest
    modifier before them ("intelligence agency officer"), some modifiers overrule the noun's ("rebel soldier").
    """
    words = [w for w in words if w not in POSSESSIVE]
    if "-" in words:
        words = " ".join(words).replace(" - ", "-").split()
    found = _suffix(words) if words else None
    if found is None:
        return _by_modifier(words)
    length, kind, sector = found
    before = [w.rstrip(".") for w in words[: len(words) - length]]
    noun = " ".join(words[-length:])
    sectors = [sector] if sector != "-" else []
    modifiers = [_modifiers()[w] for w in reversed(before) if w in _modifiers()]
    overruling = [code for code, overrules in modifiers if overrules and code != "ELI"]
    if sectors and overruling and overruling[0] != sector and sector in ("MIL", "UAF", "UNK", "CVL", "PRM", "GOV", "CRM", "LAB"):
        sectors = [overruling[0]] if sector != "GOV" or overruling[0] in ("REB", "SPY") else sectors
    if (
        sectors == ["LAB"]
        and modifiers
        and modifiers[0][0] in ("AGR", "MED", "SOC", "COP", "EDU", "JRN")
        and noun.split()[-1].rstrip("s") in WORKERS
    ):
        sectors = [modifiers[0][0]]
    if sectors == ["JRN"] and kind == "organization" and any(w in STATE_OWNED for w in before):
        sectors = ["GOV", "JRN"]
    if not sectors and before:
        owner = _suffix(before)
        if kind in ("person", "group") and owner is not None and (owner[0] < 2 or owner[1] != "organization"):
            owner = None  # one word before people is a modifier
        sectors = [owner[2]] if owner is not None and owner[2] != "-" else []
    if not sectors:
        sectors = [code for code, _ in modifiers if code not in ("ELI", "OPP")][:1]
        if not sectors and kind in ("person", "organization", "group", "other"):
            sectors = ["OPP"] if any(code == "OPP" for code, _ in modifiers) else []
    if "OPP" not in sectors and any(code == "OPP" for code, _ in modifiers):
        sectors.append("OPP")
    if any(code == "ELI" for code, _ in modifiers) and kind in ("person", "group") and (not sectors or sectors[0] in OFFICIALS):
        sectors.insert(0, "ELI")
    if kind == "other" and sectors:
        kind = "organization"
    return Role(kind, tuple(sectors), noun)


def sector_of_modifier(word: str) -> str | None:
    """The sector that a word in lower case gives to a noun behind it ("naval")."""
    found = _modifiers().get(word)
    return found[0] if found else None


def _suffix(words: Sequence[str]) -> tuple[int, str, str] | None:
    table = _nouns()
    for length in range(min(LONGEST, len(words)), 0, -1):
        found = table.get(words[-1] if length == 1 else " ".join(words[-length:]))
        if found is not None:
            return length, found[0], found[1]
    return None


def _by_modifier(words: Sequence[str]) -> Role | None:
    """A noun that the table lacks, if it looks like a person's and a modifier tells where he belongs ("army accountant")."""
    if len(words) < 2:
        return None
    head = words[-1].removesuffix("s")
    if head in word_list("not_persons") or not head.endswith(PERSON_ENDINGS):
        return None
    for word in reversed(words[:-1]):
        found = _modifiers().get(word)
        if found is not None and found[1] and found[0] != "ELI":
            return Role("person", (found[0],), words[-1])
    return None


def plural(noun: str) -> str:
    """The plural of an English noun or noun phrase by the common rules."""
    if noun.endswith(("man", "woman")) and not noun.endswith(("human", "german", "roman", "shaman", "mussulman", "ottoman", "norman")):
        return noun[:-2] + "en"
    if noun.endswith("person") and len(noun) > 6:
        return noun[:-6] + "people"
    irregular = {"child": "children", "wife": "wives", "thief": "thieves", "chief": "chiefs", "people": "people", "person": "people"}
    last = noun.rsplit(" ", 1)[-1]
    if last in irregular:
        return noun[: len(noun) - len(last)] + irregular[last]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun if noun.endswith("s") and not noun.endswith("ss") else noun + "es"
    return noun + "s"


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    plurals: dict[str, tuple[str, str]] = {}
    for row in read_table("tables/agents.tsv"):
        for noun in row["nouns"].split("|"):
            found.setdefault(noun, (row["kind"], row["sectors"]))
            kind = "group" if row["kind"] == "person" else row["kind"]
            plurals.setdefault(plural(noun), (kind, row["sectors"]))
            head, of, tail = noun.partition(" of ")
            if of:
                plurals.setdefault(f"{plural(head)} of {tail}", (kind, row["sectors"]))
    return plurals | found


@cache
def _modifiers() -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for row in read_table("tables/modifiers.tsv"):
        for word in row["words"].split("|"):
            found.setdefault(word, (row["sector"], row["override"] == "1"))
    return found
