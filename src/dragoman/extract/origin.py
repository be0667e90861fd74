"""Where a phrase comes from: the country and sectors of the names in and around it."""

from __future__ import annotations

from dragoman.extract.mentions import Name, Phrase, Words, leftmost
from dragoman.resolve import countries, gazetteer, organizations
from dragoman.resolve.offices import role_of_title
from dragoman.resolve.sectors import role_of
from dragoman.resolve.word_lists import word_list

FROM = frozenset({"in", "from", "of", "at", "across", "within", "inside", "throughout", "around", "near", "for"})
TOWN = 100_000  # people of a place that spaCy does not take for one
TOWARDS = frozenset({"pro", "anti"})
BACKING = frozenset(
    [
        "backed",
        "aligned",
        "allied",
        "supported",
        "supporting",
        "funded",
        "financed",
        "trained",
        "armed",
        "equipped",
        "sponsored",
        "linked",
        "friendly",
        "inspired",
        "leaning",
    ]
)
SEATED = frozenset({"in", "at", "near", "within", "inside"})


class Origins:
    """The names of one document and the countries that they tell."""

    def __init__(self, words: Words, names: list[Name], text: str, date: str | None) -> None:
        self.words = words
        self.text = text
        self.date = date
        self.name_of: dict[int, Name] = {i: n for n in names for i in range(n.first, n.last + 1)}
        self.surnames = {words.lower[n.last] for n in names if n.label == "PERSON" and n.last > n.first}
        self._origin: dict[int, tuple[str | None, tuple[str, ...]]] = {}

    def surface(self, first: int, last: int) -> str:
        """The text of tokens, blanks made single."""
        return " ".join(self.text[self.words.start[first] : self.words.end[last]].split())

    def origin(self, name: Name) -> tuple[str | None, tuple[str, ...]]:
        """Country (or non-state code) and sectors that a name gives to a phrase that it modifies."""
        if name.first not in self._origin:
            self._origin[name.first] = self._find_origin(name)
        return self._origin[name.first]

    def _find_origin(self, name: Name) -> tuple[str | None, tuple[str, ...]]:
        text = self.surface(name.first, name.last)
        territory = countries.territory_of(text)
        if territory is not None:
            return territory.code, ("PRE",) if territory.partial else ()
        code = country_code(text)
        if code:
            return code, ()
        known = organizations.organization(text, self.date)
        if known is not None:
            return known.country, known.sectors
        person = organizations.person(text, self.date) if name.table or name.label == "PERSON" else None
        if person is not None:
            return person.country, ()
        if name.label in ("GPE", "LOC", "FAC", "NORP") or (name.label != "PERSON" and name.first == name.last):
            place = self.place_country(text, 0 if name.label in ("GPE", "LOC", "FAC", "NORP") else TOWN)
            if place:
                return place, ()
        tokens = self.words.lower[name.first : name.last + 1]
        role = role_of(tokens)
        inner = next((c for c in (country_code(self.words.text[i]) for i in range(name.first, name.last + 1)) if c), None)
        return inner, role.sectors if role is not None else ()

    def place_country(self, text: str, least: int = 0) -> str | None:
        """The country of the likeliest place of that name, of at least so many people."""
        found = [c for c in gazetteer.lookup(text) if c.main and c.population >= least] if text[:1].isupper() else []
        return found[0].country if found else None

    def is_agent(self, head: int) -> bool:
        """Whether a common noun names people or a body, so that what stands before it only tells which."""
        if self.words.dep[head] in ("ROOT", "x") and self.words.tag[head] not in ("NN", "NNS", "NNP", "NNPS"):
            return False
        first = leftmost(self.words, head)
        return role_of(self.words.lower[first : head + 1]) is not None

    def proper_modifiers(self, phrase: Phrase) -> frozenset[str]:
        """The proper words of a phrase before its head, which tell it from others with the same head."""
        words = self.words
        return frozenset(
            words.lower[i] for i in range(phrase.first, phrase.last + 1) if i != phrase.head and words.tag[i] in ("NNP", "NNPS")
        )

    def origin_of_word(self, index: int) -> str | None:
        """The country of a place name inside a longer name ("Lagos" in "Lagos State Police")."""
        word = self.words.text[index]
        if word.lower().startswith(("north", "south", "east", "west", "central", "upper", "lower", "middle")):
            return None
        if self.words.tag[index] not in ("NNP", "NNPS") or not word[:1].isupper() or role_of([self.words.lower[index]]) is not None:
            return None
        found = [c for c in gazetteer.lookup(word) if c.main and c.population > 300_000]
        return found[0].country if found else None

    def modifier_country(self, phrase: Phrase, tokens: list[int]) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of the names before the head; of several the first country and the last sectors."""
        country: str | None = None
        sectors: tuple[str, ...] = ()
        seen: set[int] = set()
        if self.joined_countries(tokens):
            return None, ()
        for i in tokens:
            name = self.name_of.get(i)
            if self._of_others(i, name):
                continue
            if name is not None and name.first not in seen and name is not phrase.name:
                seen.add(name.first)
                found, theirs = self.origin(name)
                country = country or found
                sectors = theirs or sectors
            elif name is phrase.name or name is None:
                code = country_of_word(self.words.text[i]) if self.words.text[i][:1].isupper() else None
                country = country or code
        if country is None:
            behind = self._behind(phrase.head)
            country, sectors = behind[0], sectors or behind[1]
        return country, sectors

    def _of_others(self, index: int, name: Name | None) -> bool:
        """Whether a modifier names whom somebody stands by or against, and not where he is from ("pro-Russian", "US-backed")."""
        lower = self.words.lower
        first, last = (name.first, name.last) if name is not None else (index, index)
        if (
            lower[first] in TOWARDS
            or lower[max(0, first - 1)] == "ethnic"
            or (first > 1 and lower[first - 1] == "-" and lower[first - 2] in TOWARDS)
        ):
            return True
        return last + 2 < len(lower) and lower[last + 1] == "-" and lower[last + 2] in BACKING

    def joined_countries(self, tokens: list[int]) -> bool:
        """Whether demonyms of several countries are joined before a noun ("Thai and Cambodian troops")."""
        if not any(self.words.dep[i] == "cc" for i in tokens):
            return False
        codes = {country_of_word(self.words.text[i]) for i in tokens if self.words.text[i][:1].isupper()} - {None}
        return len(codes) > 1

    def _behind(self, head: int, depth: int = 0) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of the names behind the head's prepositions ("of France", "in Kabul", "at the ministry")."""
        words = self.words
        sectors: tuple[str, ...] = ()
        for prep in words.kids[head]:
            if prep < head or words.dep[prep] != "prep" or words.lower[prep] not in FROM:
                continue
            if words.lower[prep] in SEATED and self._seat_of_office(head):
                continue
            for noun in words.kids[prep]:
                if words.dep[noun] != "pobj":
                    continue
                name = self.name_of.get(noun)
                if name is not None:
                    country, theirs = self.origin(name)
                    sectors = sectors or theirs
                    if country:
                        return country, sectors
                inside = [self.origin(self.name_of[k])[0] for k in words.kids[noun] if k in self.name_of and k < noun]
                code = next((c for c in inside if c), None)
                role = role_of(words.lower[max(0, noun - 3) : noun + 1]) if name is None else None
                sectors = sectors or (role.sectors if role is not None else ())
                if code:
                    return code, sectors
                if depth < 2:
                    country, theirs = self._behind(noun, depth + 1)
                    sectors = sectors or theirs
                    if country:
                        return country, sectors
        return None, sectors

    def _seat_of_office(self, head: int) -> bool:
        """Whether the place behind a body is that of its office ("office of the pact in Santiago"), or the body is of many countries."""
        words = self.words
        if words.lower[head] in word_list("alliances"):
            return True
        above = words.head[head]
        return words.dep[head] == "pobj" and words.lower[above] == "of" and words.lower[words.head[above]] in word_list("offices")

    def country_behind(self, head: int) -> str | None:
        """The country of the names behind the head's prepositions."""
        return self._behind(head)[0]

    def is_place(self, phrase: Phrase, name: Name) -> bool:
        """Whether a name that spaCy takes for a person's is a place's: known to the gazetteer, and behind a preposition of place."""
        if name.label not in ("PERSON", "ORG", "") or name.last > name.first + 1:
            return False
        kind = name.first - 2
        if kind >= 0 and self.words.lower[kind + 1] == "of" and self.words.lower[kind] in word_list("place_heads"):
            return True
        head = self.words.head[phrase.head]
        behind = self.words.dep[phrase.head] == "pobj" and self.words.lower[head] in (
            "in",
            "at",
            "near",
            "to",
            "from",
            "around",
            "outside",
            "across",
            "toward",
            "towards",
            "over",
        )
        if name.first == name.last and self.words.lower[name.first] in self.surnames:
            return False
        if name.first < name.last and not behind and name.label != "" and self.words.dep[phrase.head] not in ("compound", "ROOT", "nmod"):
            return False
        found = [c for c in gazetteer.lookup(self.surface(name.first, name.last)) if c.main]
        return bool(found) and (
            found[0].population > 50_000 or (behind and self.words.lower[head] in ("in", "at", "near", "outside", "around"))
        )

    def is_person_named(self, name: Name, before: list[int]) -> bool:
        """Whether a country's name is here the name of somebody with a title before it ("Mr Jordan")."""
        return (
            bool(before)
            and name.first == name.last
            and role_of_title([self.words.text[before[-1]]]) is not None
            and self.words.label[name.first] == "PERSON"
        )

    def stands_for_government(self, phrase: Phrase) -> bool:
        """Whether a capital's name stands here for the government ("Oslo wants", "talks with Oslo"), and not for the town."""
        words, head = self.words, phrase.head
        while words.dep[head] in ("conj", "appos") and words.head[head] != head:
            head = words.head[head]
        dep, above = words.dep[head], words.head[head]
        if dep == "ROOT":
            return True
        if dep in ("nsubj", "nsubjpass"):
            if any(words.lower[k] in word_list("minded") for k in words.kids[above]):
                return True
            return words.lower[above] not in ("is", "was", "are", "were", "be", "been", "lies", "has", "woke", "hosts", "hosted")
        if dep in ("dobj", "dative", "agent"):
            return words.lower[above] not in word_list("place_verbs")
        if dep == "poss":
            return words.lower[above] not in (
                "airport",
                "streets",
                "mayor",
                "suburbs",
                "centre",
                "center",
                "residents",
                "outskirts",
                "port",
                "hospital",
                "police",
                "square",
            )
        if dep == "pobj":
            return words.lower[above] in ("with", "against", "between", "by", "toward", "towards", "among", "for") and words.lower[
                words.head[above]
            ] not in ("left", "leave", "depart")
        return False


def country_code(text: str) -> str | None:
    """The country that a name, a demonym or a capital stands for."""
    return countries.country_of_name(text) or countries.country_of_demonym(text) or countries.country_of_capital(text)


def country_of_word(word: str) -> str | None:
    """The country that a single word tells ("Norwegian", "U.S."), parts of countries too; None for capitals."""
    found = countries.country_of_name(word) or countries.country_of_demonym(word)
    if found is None and word[:1].isupper():
        territory = countries.territory_of(word)
        found = territory.code if territory is not None else None
    return found
