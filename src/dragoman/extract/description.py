"""What a noun phrase says of its bearer: kind, country, sectors, title, gender and number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.mentions import Name, Phrase, Words, is_crowd, split_title
from dragoman.extract.origin import Origins, country_code, country_of_word
from dragoman.resolve import countries, organizations
from dragoman.resolve.offices import first_name_gender, gender_of_title, role_of_title, without_countries
from dragoman.resolve.sectors import Role, role_of
from dragoman.resolve.word_lists import word_list

ADDRESS = ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss")  # no titles of office


@dataclass(frozen=True)
class Description:
    """What a phrase says; country is PLOVER's code, number "s" or "p", affiliation the country or body that it names."""

    name: str
    kind: str
    form: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    gender: str = ""
    number: str = "s"
    wikidata: str | None = None
    key: str = ""
    noun: str = ""
    capital: bool = False
    certain: bool = False
    short: str = ""
    office: str = ""
    modifiers: frozenset[str] = frozenset()


class Describer(Origins):
    """Describes the phrases of one document."""

    def describe(self, phrase: Phrase) -> Description:
        """What the phrase says; the kind is ``other`` where it names no people, body, country or place."""
        described = self._named(phrase) if phrase.name is not None else self._nominal(phrase)
        if described.form == "nominal":
            described = replace(described, modifiers=self.proper_modifiers(phrase))
        if described.country:
            described = replace(described, country=countries.sovereign(described.country))
        return described

    def _named(self, phrase: Phrase) -> Description:
        words, name = self.words, phrase.name
        assert name is not None
        text = self.surface(name.first, name.last)
        number = "p" if words.tag[phrase.head] == "NNPS" else "s"
        before = [] if phrase.nested else [i for i in range(phrase.first, name.first) if words.dep[i] != "det"]
        territory = countries.territory_of(text)
        if territory is not None and territory.partial:
            return Description(
                territory.name,
                "country",
                "name",
                territory.code,
                ("PRE",),
                wikidata=territory.wikidata,
                key=f"territory:{territory.name}",
                certain=True,
            )
        if territory is not None and not territory.partial and not countries.is_people(text) and countries.country_of_name(text) is None:
            return Description(territory.name, "place", "name", territory.code, key=f"place:{territory.name}")
        code = country_code(text)
        if code and not self.is_person_named(name, before):
            return self._country(phrase, text, code)
        if territory is not None:
            return Description(territory.name, "place", "name", territory.code, key=f"place:{territory.name}")
        after_title = split_title(words, name)
        known = organizations.organization(text, self.date)
        if known is not None:
            country = known.country or (self.modifier_country(phrase, before)[0] if before else None)
            return Description(
                known.name,
                known.kind,
                "name",
                country,
                known.sectors,
                number=number,
                wikidata=known.wikidata,
                key=f"known:{known.name}",
                noun=words.lower[name.last],
                certain=True,
            )
        whole = role_of(words.lower[name.first : name.last + 1])
        joint = next((i for i in range(name.first + 1, name.last) if words.lower[i] in ("of", "for")), None)
        if whole is None and joint is not None:
            whole = role_of(words.lower[name.first : joint])
            whole = replace(whole, kind="organization") if whole is not None and whole.kind in ("other", "organization") else None
        if organizations.person(self.surface(name.first, name.last), self.date) is not None:
            whole = None  # "Qin Gang"
        if whole is not None and whole.kind == "organization" and name.last > name.first and (name.label != "PERSON" or whole.sectors):
            return self._body(phrase, name, whole, before)
        if (
            whole is not None
            and name.last == name.first
            and words.tag[phrase.head] in ("NNP", "NNPS")
            and whole.kind != "person"
            and name.label != "PERSON"
        ):
            return self._nominal(phrase)
        if (
            whole is not None
            and whole.kind in ("person", "group")
            and name.label != "PERSON"
            and whole.noun.count(" ") == name.last - name.first
        ):
            return self._nominal(phrase)
        body = self._body_before(name, before, after_title)
        if body is not None:
            country, sectors = self.modifier_country(phrase, before)
            return Description(text, "organization", "name", country, body.sectors or sectors, key=f"org:{text}", noun=body.noun)
        title_words = [words.text[i] for i in before if words.tag[i] != "POS"] + words.text[name.first : name.first + after_title]
        role = role_of_title([w for w in title_words if country_of_word(w) is None] or [])
        if (
            role is not None
            and role.sectors[:1] == ("MIL",)
            and {"minister", "ambassador", "governor", "president"} & {w.lower() for w in title_words}
        ):
            role = replace(role, sectors=("GOV", *role.sectors))
        return self._person_or_other(phrase, name, title_words, role, after_title)

    def _body_before(self, name: Name, before: list[int], after_title: int) -> Role | None:
        """The body that the common noun right before a name tells ("the broadcaster Kanal Nord")."""
        words = self.words
        if (
            not before
            or after_title
            or before[-1] != name.first - 1
            or words.tag[before[-1]] != "NN"
            or not words.text[before[-1]].islower()
        ):
            return None
        if role_of_title([words.text[i] for i in before if country_of_word(words.text[i]) is None] or ["x"]) is not None:
            return None
        role = role_of([words.lower[i] for i in before])
        return role if role is not None and role.kind == "organization" and role.noun.split()[-1] == words.lower[before[-1]] else None

    def _person_or_other(self, phrase: Phrase, name: Name, title_words: list[str], role: Role | None, after_title: int) -> Description:
        words = self.words
        number = "p" if words.tag[phrase.head] == "NNPS" else "s"
        person_name = self.surface(name.first + after_title, name.last)
        before = list(range(phrase.first, name.first + after_title))
        famous = organizations.person(self.surface(name.first, name.last), self.date) or organizations.person(person_name, self.date)
        if (
            role is not None
            or (famous is not None and name.label not in ("GPE", "FAC", "LOC"))
            or (name.label == "PERSON" and not self.is_place(phrase, name))
        ):
            country, sectors = self.modifier_country(phrase, before)
            own = role.sectors if role is not None else ()
            if not own and famous is not None and country in (None, famous.country):
                own = famous.sectors
            if not own and sectors and role is not None:
                own = tuple(s for s in sectors if s != "PRE")
            if famous is not None and (country is None or country == famous.country):
                country = country or famous.country
                if not own or (
                    own[0] == "GOV"
                    and famous.sectors
                    and famous.sectors[0] != "GOV"
                    and role is not None
                    and role.noun in ("president", "minister")
                ):
                    own = own or famous.sectors
            title = _title(title_words) if role is not None else None
            gender = gender_of_title(title_words) or first_name_gender(words.lower[name.first + after_title])
            if number == "p" and role is not None and role.noun.endswith("s"):
                return Description(person_name, "group", "name", country, own, title=title, number="p", key=f"person:{person_name}")
            known_name = famous.name if famous is not None else person_name
            return Description(
                known_name,
                "person",
                "name",
                country,
                own,
                title=title,
                gender=gender,
                wikidata=famous.wikidata if famous else None,
                key=f"person:{known_name}",
                noun=role.noun if role is not None else "",
                certain=role is not None or famous is not None,
                short=person_name,
                office=famous.office or "" if famous else "",
            )
        text = self.surface(name.first, name.last)
        country, sectors = self.modifier_country(phrase, list(range(phrase.first, name.first)))
        if name.label in ("GPE", "LOC", "FAC") or self.is_place(phrase, name):
            return Description(text, "place", "name", self.place_country(text) or country, key=f"place:{text}")
        if name.label == "NORP":
            group = role_of([words.lower[name.last]])
            return Description(text, "group", "name", country, group.sectors if group else (), number="p", key=f"group:{text}")
        if name.label == "ORG":
            inner = next((c for c in (country_code(words.text[i]) for i in range(name.first, name.last + 1)) if c), None)
            return Description(
                text,
                "organization",
                "name",
                inner or country,
                tuple(s for s in sectors if s != "PRE"),
                number=number,
                key=f"org:{text}",
                noun=words.lower[name.last],
            )
        if name.label in ("EVENT",):
            return Description(text, "event", "name", None, key=f"event:{text}")
        if (
            name.label == ""
            and name.last > name.first
            and words.dep[phrase.head] in ("nsubj", "agent", "ROOT")
            and words.tag[phrase.head] == "NNP"
        ):
            return Description(text, "person" if _looks_personal(words, name) else "other", "name", country, key=f"person:{text}")
        return Description(text, "other", "name", country, number=number, key=f"other:{text}", noun=words.lower[name.last])

    def _country(self, phrase: Phrase, text: str, code: str) -> Description:
        words = self.words
        of_capital = countries.country_of_name(text) is None and countries.country_of_demonym(text) is None
        if of_capital:
            return Description(
                text,
                "country" if self.stands_for_government(phrase) else "place",
                "name",
                code,
                key=f"country:{code}" if self.stands_for_government(phrase) else f"place:{text}",
                capital=True,
            )
        people = (
            countries.country_of_name(text) is None
            and not phrase.nested
            and (words.tag[phrase.head] in ("NNPS", "NNS", "NNP", "NN", "JJ") and words.dep[phrase.head] not in ("amod", "compound"))
        )
        if people:
            singular = words.tag[phrase.head] in ("NNP", "NN") and any(
                words.lower[k] in ("a", "an", "one") for k in words.kids[phrase.head]
            )
            return Description(
                text,
                "person" if singular else "group",
                "nominal" if singular else "name",
                code,
                number="s" if singular else "p",
                key="" if singular else f"people:{code}",
                noun=text.lower(),
            )
        if code == "ATA":
            return Description(text, "place", "name", None, key=f"place:{text}")
        state = countries.sovereign(code)
        partial = ("PRE",) if code == "ESH" else ()
        return Description(
            countries.country_name(code),
            "country",
            "name",
            state,
            partial,
            wikidata=countries.wikidata_of(code),
            key=f"country:{code}",
            certain=True,
        )

    def _body(self, phrase: Phrase, name: Name, role: Role, before: list[int]) -> Description:
        words = self.words
        joint = next((i for i in range(name.first + 1, name.last) if words.lower[i] in ("of", "for")), None)
        if joint is not None and " of " not in role.noun:
            role = role_of(words.lower[name.first : joint]) or role
        text = self.surface(name.first, name.last)
        inner = next(
            (c for c in (country_code(words.text[i]) or self.origin_of_word(i) for i in range(name.first, name.last + 1)) if c), None
        )
        country, theirs = self.modifier_country(phrase, before)
        country = inner or country or self.country_behind(phrase.head)
        sectors = role.sectors or tuple(s for s in theirs if s != "PRE")
        return Description(text, "organization", "name", country, sectors, number="s", key=f"org:{text}", noun=role.noun)

    def _nominal(self, phrase: Phrase) -> Description:
        words = self.words
        head = phrase.head if phrase.name is None else phrase.name.last
        low = words.lower
        number = "p" if words.tag[head] in ("NNS", "NNPS", "JJ", "VBN", "JJS", "VBZ") or low[head] == "police" else "s"
        first = phrase.first
        before = list(range(first, head + 1))
        role = self._role(first, head, phrase.last)
        country, sectors = self.modifier_country(phrase, [i for i in before if i != head or phrase.name is not None])
        text = self.surface(first, phrase.last)
        noun = role.noun if role is not None else low[head]
        gender = gender_of_title([low[head]]) if number == "s" else ""
        if low[head] in word_list("partitives") and (role is None or not role.sectors):
            inner = self._partitive(head)
            if inner is not None:
                return Description(text, "group", "nominal", country, inner.sectors, number="p", noun=inner.noun)
        if role is None:
            if words.tag[head] in ("JJ", "VBN"):
                people = role_of([low[head]])
                return Description(
                    text,
                    "group",
                    "nominal",
                    country,
                    people.sectors if people else ("UNK",) if low[head] in ("wounded", "dead", "injured") else (),
                    number="p",
                    noun=low[head],
                )
            kind = "place" if low[head] in word_list("place_heads") else "group" if is_crowd(words, head) else "other"
            return Description(text, kind, "nominal", country, ("CVL",) if kind == "group" else (), number=number, noun=low[head])
        own = role.sectors
        taken = tuple(s for s in sectors if s != "PRE")
        if taken and (not own or (_taken_over(own, taken, low[head]))):
            own = (*taken, *(s for s in own if s in ("ELI", "OPP") and s not in taken))
            if "ELI" in role.sectors:
                own = ("ELI", *(s for s in own if s != "ELI"))
        if "PRE" in sectors:
            own = (*own, "PRE")
        if "ELI" not in own and any(low[i] in ("former", "ex", "ex-") for i in before) and role.kind == "person":
            own = ("ELI", *own)
        kind = role.kind
        if (
            kind == "country"
            and country
            and number == "s"
            and noun in ("state", "republic", "nation", "kingdom")
            and any(words.dep[i] in ("amod", "compound") and country_of_word(words.text[i]) for i in before)
        ):
            return Description(
                countries.country_name(country),
                "country",
                "name",
                country,
                wikidata=countries.wikidata_of(country),
                key=f"country:{country}",
            )
        if kind == "country" and not own and country and low[head] not in ("country", "nation", "state"):
            kind = "group" if number == "p" else kind
        if kind == "other" and country:
            kind = "organization"  # "a Greek tanker", "the Chinese side"
        if number == "p" and kind in ("person", "country"):
            kind = "group"
        return Description(
            text,
            kind,
            "nominal",
            country if kind != "country" else None,
            tuple(dict.fromkeys(own)),
            gender=gender,
            number=number,
            noun=noun,
        )

    def _role(self, first: int, head: int, last: int) -> Role | None:
        low = self.words.lower
        if last > head:
            longer = role_of(low[first : min(last, head + 3) + 1]) if low[head + 1] == "of" else None
            if longer is not None and " of " in longer.noun:
                return longer
        own = [low[i] for i in range(first, head + 1) if i == head or not (i in self.name_of and self.name_of[i].table)]
        return role_of(own) or role_of(low[first : head + 1])

    def _partitive(self, head: int) -> Role | None:
        """The role of what a partitive counts ("a group of soldiers")."""
        words = self.words
        for prep in words.kids[head]:
            if words.lower[prep] == "of" and prep > head:
                for noun in words.kids[prep]:
                    if words.dep[noun] == "pobj":
                        first = min([k for k in words.kids[noun] if k < noun] or [noun])
                        return role_of(words.lower[first : noun + 1])
        return None


def _title(words: list[str]) -> str | None:
    """A title without demonyms, possessors and articles."""
    kept = [
        w
        for w in without_countries(words)
        if country_of_word(w) is None
        and w.lower() not in ("the", "a", "an", "'s", "’s", ",", "then", *ADDRESS)
        and not (w.isupper() and len(w) > 1 and organizations.organization(w) is not None)
    ]
    while kept and kept[0].lower() in ("former", "ex", "then", "outgoing", "new", "current", "acting", "embattled", "of"):
        kept = kept[1:]
    return " ".join(kept).replace(" - ", "-").strip(" -") or None


def _looks_personal(words: Words, name: Name) -> bool:
    return name.last - name.first in (1, 2) and all(
        words.text[i].isalpha() and words.text[i].istitle() for i in range(name.first, name.last + 1)
    )


def _taken_over(own: tuple[str, ...], taken: tuple[str, ...], head: str) -> bool:
    """Whether the body named in the phrase, and not the noun, tells the sector ("president of the league")."""
    if own[0] in ("REB", "ELI", "UAF") or taken[0] == own[0]:
        return False
    return head in word_list("titles_taking_sector") and taken[0] not in ("GOV", "LEG", "JUD", "COP")
