"""What speaks for and against two mentions being one: their words, names, countries, sectors and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.description import Description
from dragoman.extract.merging import Choice
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.extract.coreference import Draft

SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "et", "del", "des", "&"})
GENERATIONS = ("Jr", "Sr", "II", "III", "IV")  # behind a name
SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NEUTER = frozenset({"it", "its", "itself"})


def same_person(person: Draft, parts: list[str], described: Description) -> Choice:
    """What speaks for and against a person whose surname a name ends with; parts: the words of that name, lower case."""
    known = [part.lower() for part in name_parts(person.name)]
    differs = len(parts) > 1 and len(known) > 1 and not same_first(parts[0], known[0])
    if len(parts) == 1 or len(known) == 1:
        differs = described.kind != "person" and described.certain
    return (
        Choice(person)
        .add("same_surname")
        .against(
            gender_differs=bool(described.gender and person.gender and described.gender != person.gender),
            country_differs=bool(described.country and person.country and described.country != person.country),
            first_name_differs=differs,
        )
    )


def name_parts(name: str) -> list[str]:
    """The words of a name without stops; "Jr.", "Sr." and numbers behind it are no surname."""
    parts = name.replace(".", "").replace(",", "").split()
    while len(parts) > 1 and parts[-1] in GENERATIONS:
        parts.pop()
    return parts


def same_first(one: str, other: str) -> bool:
    """Whether two first names are the same, or one is the other's initial."""
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


def compared(choice: Choice, described: Description, *, words: bool = False) -> Choice:
    """What speaks against an entity by country, sector, number and (words) other proper words before the noun."""
    draft = choice.draft
    return choice.against(
        country_differs=bool(described.country and draft.country and described.country != draft.country),
        sector_differs=bool(described.sectors and draft.sectors and not set(described.sectors) & (set(draft.sectors) | {"ELI"})),
        number_differs=described.form == "nominal" and draft.number != described.number,
        words_differ=(words or not draft.named) and not described.modifiers <= draft.modifiers,
    )


def initials(parts: list[str]) -> str:
    """The initials of a name in capitals, small words left out."""
    return "".join(part[0] for part in parts if part not in SMALL).upper()


def other_field(draft: Draft, described: Description) -> bool:
    """Whether an office tells its field, and that of the person is not known to be the same ("the minister of finance")."""
    field = described.name.partition(" of ")[2].lower()
    return bool(field) and described.country is None and not set(field.split()) & draft.titles


def lies_so(draft: Draft, described: Description) -> bool:
    """Whether a country lies as a noun phrase says ("the landlocked country", "the island nation")."""
    words, code = described.name.lower().split(), (draft.country or "").lower()
    return all(word not in words or code in word_list(word) for word in ("landlocked", "island"))


def told_alike(draft: Draft, described: Description) -> bool:
    """Whether the words before a noun ("the Islamist group", "the French broadcaster") tell of a body what is known of it."""
    if described.country and described.country != draft.country:
        return False
    return bool(described.country) or bool(set(described.sectors) & set(draft.sectors))


def fits(draft: Draft, wanted: tuple[str, ...], noun: str) -> bool:
    """Whether a noun may stand for a body: by the countries and sectors that the noun is for, or because little is known of it."""
    if draft.country in wanted or any(s in wanted for s in draft.sectors):
        return True
    return (
        not draft.sectors
        and draft.country not in ("EUR", "UNO", "IGO")
        and (noun == draft.noun or (draft.kind == "organization" and noun in ("group", "company", "firm", "organization", "organisation")))
    )


def agrees(draft: Draft, word: str) -> bool:
    """Whether a pronoun (lower case) may stand for an entity, by kind, number and gender."""
    if word in SINGULAR:
        return draft.kind == "person" and draft.number == "s" and draft.gender in ("", SINGULAR[word])
    if word in NEUTER:
        return draft.number == "s" and draft.kind in ("organization", "country", "other", "group") and draft.noun not in ("people",)
    return draft.kind in ("group", "organization", "country", "person", "other") and (
        draft.number == "p" or (draft.kind in ("organization", "group"))
    )
