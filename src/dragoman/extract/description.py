"""What a noun phrase says of its bearer: kind, country, sectors, title, gender and number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.extract.mentions import Name, Phrase, Words, leftmost, split_title
from dragoman.resolve import countries, gazetteer, organizations
from dragoman.resolve.offices import gender_of_title, role_of_title
from dragoman.resolve.sectors import STATE_OWNED, Role, role_of

FROM = frozenset({"in", "from", "of", "at", "across", "within", "inside", "throughout", "around", "near", "for", "to"})
TAKES_OVER = frozenset(
    "president secretary-general director head chairman chairwoman chair chairperson leader chief spokesman spokeswoman spokesperson member official "
    "representative secretary founder general-secretary co-founder executive adviser advisor aide officer supporter fighter commander veteran deputy "
    "candidate leaders members officials fighters supporters commanders spokespeople representatives chiefs headquarters force forces faction "
    "wing cell branch employee worker workers employees staff leadership figure group rebel rebels militant militants source agent "
    "agents executives insider negotiator team delegate delegation commissioner legislator legislators lawmaker lawmakers boss "
    "government militia troops army soldiers soldier insurgents militiamen gunmen attorney lawyer doctor minister ministers".split()
)
PLACE_HEADS = frozenset("region regions area areas city town village province district county area border island islands capital suburb north south east west "
                        "coast river sea port site park square street airport camp zone territory valley mountain forest desert".split())  # fmt: skip
PARTITIVES = frozenset("group number team crowd dozen dozens hundred hundreds thousand thousands scores series pair couple majority handful lot bunch "
                       "band group trio million millions tens some many several most all each one two three both column convoy "
                       "wave gang group rest half".split())  # fmt: skip
GOVERNMENT_NEEDS = frozenset({"government", "state"})


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
    modifiers: frozenset[str] = frozenset()


class Describer:
    """Describes the phrases of one document; holds what was found of its names."""

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
        if name.label in ("GPE", "LOC", "FAC", "NORP") or (name.label != "PERSON" and name.first == name.last):
            place = self._place(text)
            if place:
                return place, ()
        tokens = self.words.lower[name.first : name.last + 1]
        role = role_of(tokens)
        inner = next((c for c in (country_code(self.words.text[i]) for i in range(name.first, name.last + 1)) if c), None)
        return inner, role.sectors if role is not None else ()

    def _place(self, text: str) -> str | None:
        found = [c for c in gazetteer.lookup(text) if c.main] if text[:1].isupper() else []
        return found[0].country if found else None

    def describe(self, phrase: Phrase) -> Description:
        """What the phrase says; the kind is ``other`` where it names no people, body, country or place."""
        described = self._named(phrase) if phrase.name is not None else self._nominal(phrase)
        if described.form == "nominal":
            described = replace(described, modifiers=self._modifiers(phrase))
        if described.country:
            described = replace(described, country=countries.sovereign(described.country))
        return described

    def is_agent(self, head: int) -> bool:
        """Whether a common noun names people or a body, so that what stands before it only tells which."""
        if self.words.dep[head] in ("ROOT", "x") and self.words.tag[head] not in ("NN", "NNS", "NNP", "NNPS"):
            return False
        first = leftmost(self.words, head)
        return role_of(self.words.lower[first : head + 1]) is not None

    def _modifiers(self, phrase: Phrase) -> frozenset[str]:
        """The proper words of a phrase before its head, which tell it from others with the same head."""
        words = self.words
        return frozenset(
            words.lower[i] for i in range(phrase.first, phrase.last + 1) if i != phrase.head and words.tag[i] in ("NNP", "NNPS")
        )

    # names

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
        code = country_code(text)
        if code and not self._person_named(phrase, name, before):
            return self._country(phrase, text, code)
        if territory is not None:
            return Description(territory.name, "place", "name", territory.code, key=f"place:{territory.name}")
        after_title = split_title(words, name)
        known = organizations.organization(text, self.date)
        if known is not None:
            country = known.country or (self._modifier_country(phrase, before)[0] if before else None)
            return Description(
                known.name,
                known.kind,
                "name",
                country,
                known.sectors,
                number=number,
                wikidata=known.wikidata,
                key=f"known:{known.name}",
                noun=_last(words, name),
                certain=True,
            )
        whole = role_of(words.lower[name.first : name.last + 1])
        joint = next((i for i in range(name.first + 1, name.last) if words.lower[i] in ("of", "for")), None)
        if whole is None and joint is not None:
            whole = role_of(words.lower[name.first : joint])
            whole = replace(whole, kind="organization") if whole is not None and whole.kind in ("other", "organization") else None
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
        if whole is not None and whole.kind in ("person", "group") and name.label != "PERSON":
            if whole.noun.count(" ") == name.last - name.first or (not before and name.first == name.last):
                return self._nominal(phrase)
        title_words = [words.text[i] for i in before if words.tag[i] != "POS"] + words.text[name.first : name.first + after_title]
        person_name = self.surface(name.first + after_title, name.last)
        role = role_of_title([w for w in title_words if country_of_word(w) is None] or [])
        if (
            role is not None
            and role.sectors[:1] == ("MIL",)
            and {"minister", "ambassador", "governor", "president"} & {w.lower() for w in title_words}
        ):
            role = replace(role, sectors=("GOV", *role.sectors))
        return self._person_or_other(phrase, name, person_name, title_words, role, number, after_title)

    def _person_or_other(
        self, phrase: Phrase, name: Name, person_name: str, title_words: list[str], role: Role | None, number: str, after_title: int
    ) -> Description:
        words = self.words
        before = list(range(phrase.first, name.first + after_title))
        famous = organizations.person(person_name, self.date)
        if (
            role is not None
            or (famous is not None and name.label not in ("GPE", "FAC", "LOC"))
            or (name.label == "PERSON" and not self._is_place(phrase, name))
        ):
            country, sectors = self._modifier_country(phrase, before)
            own = role.sectors if role is not None else ()
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
                    own = famous.sectors if not own else own
            title = _title(title_words)
            gender = gender_of_title(title_words) or first_name_gender(words.lower[name.first + after_title])
            if number == "p" and role is not None and role.noun.endswith("s"):
                return Description(person_name, "group", "name", country, own, title=title, number="p", key=f"person:{person_name}")
            known_name = famous.name if famous is not None else person_name
            return Description(known_name, "person", "name", country, own, title=title, gender=gender, wikidata=famous.wikidata if famous else None,
                               key=f"person:{known_name}", certain=role is not None or famous is not None, short=person_name, noun=role.noun if role is not None else "")  # fmt: skip
        text = self.surface(name.first, name.last)
        country, sectors = self._modifier_country(phrase, list(range(phrase.first, name.first)))
        if name.label in ("GPE", "LOC", "FAC") or self._is_place(phrase, name):
            return Description(text, "place", "name", self._place(text) or country, key=f"place:{text}")
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
                noun=_last(words, name),
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
        return Description(text, "other", "name", country, number=number, key=f"other:{text}", noun=_last(words, name))

    def _person_named(self, phrase: Phrase, name: Name, before: list[int]) -> bool:
        """Whether a country's name is here the name of somebody with a title before it ("Mr Jordan")."""
        return (
            bool(before)
            and name.first == name.last
            and role_of_title([self.words.text[before[-1]]]) is not None
            and self.words.label[name.first] == "PERSON"
        )

    def _is_place(self, phrase: Phrase, name: Name) -> bool:
        """Whether a name that spaCy takes for a person's is a place's: known to the gazetteer, and behind a preposition of place."""
        if name.label not in ("PERSON", "ORG", "") or name.last > name.first + 1:
            return False
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

    def stands_for_government(self, phrase: Phrase) -> bool:
        """Whether a capital's name stands here for the government ("Oslo wants", "talks with Oslo"), and not for the town."""
        words, head = self.words, phrase.head
        while words.dep[head] in ("conj", "appos") and words.head[head] != head:
            head = words.head[head]
        dep, above = words.dep[head], words.head[head]
        if dep == "ROOT":
            return True
        if dep in ("nsubj", "nsubjpass"):
            return words.lower[above] not in ("is", "was", "are", "were", "be", "been", "lies", "has", "woke", "hosts", "hosted")
        if dep in ("dobj", "dative", "agent"):
            return words.lower[above] not in PLACE_VERBS
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

    def _body(self, phrase: Phrase, name: Name, role: Role, before: list[int]) -> Description:
        words = self.words
        joint = next((i for i in range(name.first + 1, name.last) if words.lower[i] in ("of", "for")), None)
        if joint is not None and " of " not in role.noun:
            role = role_of(words.lower[name.first : joint]) or role
        text = self.surface(name.first, name.last)
        inner = next(
            (c for c in (country_code(words.text[i]) or self.origin_of_word(i) for i in range(name.first, name.last + 1)) if c), None
        )
        country, _ = self._modifier_country(phrase, before)
        country = inner or country or self._country_behind(phrase.head)
        return Description(text, "organization", "name", country, role.sectors, number="s", key=f"org:{text}", noun=role.noun)

    def origin_of_word(self, index: int) -> str | None:
        """The country of a place name inside a longer name ("Lagos" in "Lagos State Police")."""
        word = self.words.text[index]
        if self.words.tag[index] not in ("NNP", "NNPS") or not word[:1].isupper() or role_of([self.words.lower[index]]) is not None:
            return None
        found = [c for c in gazetteer.lookup(word) if c.main and c.population > 300_000]
        return found[0].country if found else None

    def _modifier_country(self, phrase: Phrase, tokens: list[int]) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of the names before the head; of several the first country and the last sectors."""
        country: str | None = None
        sectors: tuple[str, ...] = ()
        seen: set[int] = set()
        for i in tokens:
            name = self.name_of.get(i)
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

    def _behind(self, head: int, depth: int = 0) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors of the names behind the head's prepositions ("of France", "in Kabul", "at the ministry")."""
        words = self.words
        sectors: tuple[str, ...] = ()
        for prep in words.kids[head]:
            if prep < head or words.dep[prep] != "prep" or words.lower[prep] not in FROM:
                continue
            if words.lower[prep] == "to":
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

    def _country_behind(self, head: int) -> str | None:
        return self._behind(head)[0]

    # nominals

    def _nominal(self, phrase: Phrase) -> Description:
        words = self.words
        head = phrase.head if phrase.name is None else phrase.name.last
        low = words.lower
        number = "p" if words.tag[head] in ("NNS", "NNPS") or words.tag[head] in ("JJ", "VBN", "JJS") else "s"
        first = phrase.first
        before = [i for i in range(first, head + 1)]
        role = self._role(first, head, phrase.last)
        country, sectors = self._modifier_country(phrase, [i for i in before if i != head or phrase.name is not None])
        text = self.surface(first, phrase.last)
        noun = role.noun if role is not None else low[head]
        gender = gender_of_title([low[head]]) if number == "s" else ""
        if role is None:
            if low[head] in PARTITIVES:
                inner = self._partitive(head)
                if inner is not None:
                    return Description(text, "group", "nominal", country, inner.sectors, number="p", noun=inner.noun)
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
            kind = "place" if low[head] in PLACE_HEADS else "other"
            return Description(text, kind, "nominal", country, number=number, noun=low[head])
        own = role.sectors
        taken = tuple(s for s in sectors if s != "PRE")
        if taken and (not own or (low[head] in TAKES_OVER and self._taken_over(own, taken, low[head], phrase))):
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

    def _taken_over(self, own: tuple[str, ...], taken: tuple[str, ...], head: str, phrase: Phrase) -> bool:
        """Whether the body named in the phrase, and not the noun, tells the sector ("president of the league")."""
        if own[0] in ("REB", "ELI", "UAF") or taken[0] == own[0]:
            return False
        return head in (
            "president",
            "chief",
            "commander",
            "general",
            "secretary",
            "commissioner",
            "lawmaker",
            "troops",
            "soldiers",
            "minister",
            "army",
            "government",
        ) and taken[0] not in ("GOV", "LEG", "JUD", "COP")

    def _role(self, first: int, head: int, last: int) -> Role | None:
        low = self.words.lower
        if last > head:
            longer = role_of(low[first : min(last, head + 3) + 1]) if low[head + 1] == "of" else None
            if longer is not None and " of " in longer.noun:
                return longer
        return role_of(low[first : head + 1])

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


PLACE_VERBS = frozenset(
    {v + s for v in ("visit", "leav", "reach", "enter", "tour", "bomb", "shell", "hit", "strik", "attack", "seiz", "captur", "surround", "encircl", "rock", "fle", "left", "struck", "fled", "retak", "shook", "liberat", "approach", "besieg")
     for s in ("", "s", "e", "es", "ed", "d", "ing", "ting")}
)  # fmt: skip


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


def _title(words: list[str]) -> str | None:
    """A title without demonyms, possessors and articles."""
    kept = [w for w in words if country_of_word(w) is None and w.lower() not in ("the", "a", "an", "'s", "’s", ",", "then", "-")]
    while kept and kept[0].lower() in ("former", "ex", "then", "outgoing", "new", "current", "acting", "embattled", "of"):
        kept = kept[1:]
    return " ".join(kept) or None


def _last(words: Words, name: Name) -> str:
    return words.lower[name.last]


def _looks_personal(words: Words, name: Name) -> bool:
    return name.last - name.first in (1, 2) and all(
        words.text[i].isalpha() and words.text[i].istitle() for i in range(name.first, name.last + 1)
    )


def first_name_gender(name: str) -> str:
    """``m`` or ``f`` for common first names, else an empty string."""
    return "f" if name in FEMALE_NAMES else "m" if name in MALE_NAMES else ""


FEMALE_NAMES = frozenset(
    "mary anna ana maria angela theresa margaret hillary kamala nancy jacinda sanna ursula christine elizabeth emma olivia sophia sophie julia laura sarah "
    "sara susan linda karen helen helena catherine katherine kate jane joan alice annalena marine giorgia michelle condoleezza madeleine victoria "
    "aung indira benazir sheikh-hasina hasina khaleda sonia mamata cristina dilma isabel gloria corazon ellen joyce fatima aisha amina leila layla zainab "
    "mariam nadia yulia olga natalia svetlana tatiana irina elena ekaterina maria-ines ingrid kirsten astrid greta magdalena beata ewa katarzyna "
    "zuzana maia kaja mette erna tsai federica kristalina malala nikki susan samantha liz penny julie gina rosa carmen lucia claudia patricia "
    "monica teresa beatriz paula andrea martha ruth rachel rebecca jessica jennifer lisa amy anne annie eva nina vera vjosa inga ines ida".split()
)
MALE_NAMES = frozenset(
    "john james robert michael william david richard joseph thomas charles george donald joe barack bill tony gordon boris vladimir sergei sergey dmitry "
    "alexander mikhail nikolai volodymyr oleksandr petro viktor ivan igor andrei yuri mohammad mohammed muhammad ahmed ahmad ali hassan hussein abdul "
    "abdullah omar khalid ibrahim mahmoud mustafa yusuf yasser saddam bashar hosni benjamin ehud ariel shimon emmanuel nicolas francois jacques "
    "jean pierre paul luis carlos juan jose pedro miguel antonio hugo evo jair nelson jacob thabo robert-mugabe paul kofi ban antonio xi hu "
    "wen li shinzo junichiro narendra manmohan rajiv imran nawaz pervez asif recep ahmet abdullah hamid ashraf silvio matteo mario romano "
    "helmut gerhard olaf frank jens anders carl erik lars ola hans peter stefan martin mark matthew andrew simon kevin brian daniel edward "
    "henry philip patrick steven stephen scott jim jack jimmy mike tom tim ben sam max fernando felipe rafael alberto mauricio sebastian "
    "gabriel ricardo enrique vicente kim roh moon joko rodrigo ferdinand thaksin mahathir najib anwar lee goh hun nguyen".split()
)
