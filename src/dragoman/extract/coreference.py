"""Who is who inside one document: names and their short forms, acronyms, repeated nouns, titles and pronouns.

Everything goes from left to right once; a chain never looks at what comes behind it, but for acronyms in brackets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.extract.description import Description
from dragoman.extract.mentions import Words
from dragoman.model import Mention, Span
from dragoman.model.entity import Form
from dragoman.resolve.word_lists import anaphors, word_list

REACH = 3  # sentences that a pronoun looks back
NOUN_REACH = 12  # sentences that a repeated noun looks back
CONTENTS_MATCH = frozenset({"person", "organization", "group", "country"})
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "et", "del", "des", "&"})
SINGULAR = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SPEAKERS = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ours", "ourselves", "mine"})
COUNTRY_NOUNS = frozenset({"country", "nation", "state", "kingdom", "republic", "superpower", "island nation", "emirate", "sultanate"})


@dataclass
class Draft:
    """An entity in the making. token: head of the last mention; subjects: whether that was a subject."""

    id: str
    name: str
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    affiliation: str | None = None
    members: tuple[str, ...] = ()
    wikidata: str | None = None
    gender: str = ""
    number: str = "s"
    noun: str = ""
    named: bool = False
    certain: bool = False
    capital_only: bool = False
    country_hint: str | None = None
    modifiers: frozenset[str] = frozenset()
    first: int = -1
    sentence: int = 0
    token: int = 0
    subject: bool = False
    titles: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)

    def add(self, span: Span, form: Form, token: int, sentence: int, subject: bool) -> None:
        """Note a mention; one span is noted once."""
        if span not in self.spans:
            self.spans.add(span)
            self.mentions.append(Mention(span, form))
        if self.first < 0:
            self.first = sentence
        self.token, self.sentence, self.subject = token, sentence, subject


class Chains:
    """The entities of a document so far, and the ways to find one of them again."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.by_key: dict[str, Draft] = {}
        self.by_surname: dict[str, Draft] = {}
        self.by_acronym: dict[str, Draft] = {}
        self.by_start: dict[str, Draft] = {}
        self.by_noun: dict[str, list[Draft]] = {}

    def new(self, described: Description) -> Draft:
        """A new entity of a description."""
        draft = Draft(
            id=f"e{len(self.drafts) + 1}",
            name=described.name,
            kind=described.kind,
            country=described.country,
            sectors=described.sectors,
            title=described.title,
            wikidata=described.wikidata,
            gender=described.gender,
            number=described.number,
            noun=described.noun,
            named=described.form == "name",
            certain=described.certain,
            capital_only=described.capital and described.kind == "country",
            modifiers=described.modifiers,
        )
        self.drafts.append(draft)
        self.index(draft, described)
        return draft

    def index(self, draft: Draft, described: Description) -> None:
        """Remember by which words an entity may be taken up again."""
        if described.key:
            self.by_key.setdefault(described.key, draft)
        if described.form == "name":
            parts = described.name.replace(".", "").split()
            if draft.kind == "person" and parts:
                self.by_surname[parts[-1].lower()] = draft
            elif draft.kind in ("organization", "other", "group"):
                capitals = [p for p in parts if p.lower() not in SMALL]
                if len(capitals) > 1:
                    self.by_acronym.setdefault("".join(p[0] for p in capitals).upper(), draft)
                    self.by_start.setdefault(parts[0].lower(), draft)
        if draft.title:
            draft.titles.update(w.lower() for w in draft.title.split())
        if described.noun:
            self.by_noun.setdefault(described.noun, []).append(draft)
            last = described.noun.rsplit(" ", 1)[-1]
            if last != described.noun:
                self.by_noun.setdefault(last, []).append(draft)

    def forget(self, draft: Draft, described: Description) -> None:
        """Let no noun take up an entity ("our government")."""
        for noun in {described.noun, described.noun.rsplit(" ", 1)[-1]}:
            if draft in self.by_noun.get(noun, []):
                self.by_noun[noun].remove(draft)

    def state(self, code: str) -> Draft | None:
        """The entity of a country that the document named."""
        found = self.by_key.get(f"country:{code}")
        return found if found is not None and found.mentions else None

    def named(self, described: Description) -> Draft | None:
        """The entity that a name takes up again: same name, surname, acronym or first word."""
        if described.short and " " not in described.short:  # a namesake of somebody famous, told in full before
            namesake = self.by_surname.get(described.short.lower())
            if namesake is not None:
                return namesake
        found = self.by_key.get(described.key) if described.key else None
        if found is not None:
            return found
        parts = described.name.replace(".", "").lower().split()
        if not parts:
            return None
        if described.kind == "person" and not described.certain and f"place:{described.name}" in self.by_key:
            return self.by_key[f"place:{described.name}"]
        if described.kind == "person" and described.title and parts[-1] not in self.by_surname:
            for draft in reversed(self.drafts):
                if (
                    draft.kind == "person"
                    and not draft.named
                    and draft.number == "s"
                    and draft.noun
                    and draft.noun == described.noun
                    and _compatible(draft, described)
                ):
                    return draft
        if described.kind == "person" or described.key.startswith(("person:", "other:", "org:")):
            person = self.by_surname.get(parts[-1])
            if person is not None and _same_person(person, parts, described):
                return person
        if described.kind in ("organization", "other") and len(parts) == 1:
            word = described.name.replace(".", "")
            if word.isupper() and len(word) > 1 and word in self.by_acronym:
                return self.by_acronym[word]
            body = self.by_start.get(parts[0])
            if (
                body is not None
                and not described.certain
                and not body.name.lower().startswith(("united", "new", "national", "the"))
                and _compatible(body, described)
            ):
                return body
        return None

    def nominal(self, described: Description, definite: bool, sentence: int) -> Draft | None:
        """The entity that a noun phrase takes up again ("the minister", "the group"), None where it brings a new one."""
        if not definite:
            return None
        noun = described.noun
        repeated = self._repeated(described, sentence)
        if repeated is not None:
            return repeated
        for draft in reversed(self.by_noun.get(noun, [])):
            if (
                sentence - draft.sentence <= NOUN_REACH
                and not draft.named
                and draft.number == described.number
                and _compatible(draft, described)
            ):
                return draft
        if described.kind == "person":
            last = noun.split()[-1]
            fitting = [
                d
                for d in self.drafts
                if d.kind == "person" and last in d.titles and _compatible(d, described) and sentence - d.sentence <= NOUN_REACH
            ]
            if fitting:
                return max(fitting, key=lambda d: d.token)
            return None
        bare = described.country is None or noun in COUNTRY_NOUNS
        if noun in COUNTRY_NOUNS and bare and described.number == "s":
            near = [d for d in self.drafts if d.kind == "country" and d.named and 0 <= sentence - d.sentence <= REACH]
            return max(near, key=_salience(sentence), default=None)
        if noun in anaphors() and described.country is None and described.name.count(" ") == noun.count(" ") + 1:
            wanted = anaphors()[noun]
            near = [
                d
                for d in self.drafts
                if d.named
                and d.kind in ("organization", "group", "other")
                and 0 <= sentence - d.sentence <= 2 * REACH
                and _fits(d, wanted, noun)
            ]
            return max(near, key=_salience(sentence), default=None)
        return None

    def _repeated(self, described: Description, sentence: int) -> Draft | None:
        """The named body whose last word a bare noun repeats or stands for ("the pact", "the alliance"), where it is the only one."""
        noun = described.noun
        if described.country or described.name.count(" ") != 1 or noun in word_list("not_repeated"):
            return None
        likes = word_list("alliances") if noun in word_list("alliances") else {noun}
        found = [
            d
            for d in self.drafts
            if d.named
            and d.mentions
            and d.kind in ("organization", "other", "group")
            and d.noun in likes
            and d.number == described.number
            and " " in d.name
            and sentence - d.sentence <= NOUN_REACH
        ]
        exact = [d for d in found if d.noun == noun] or found
        if len(exact) == 1:
            return exact[0]
        return None

    def pronoun(self, word: str, token: int, sentence: int) -> Draft | None:
        """The entity that a personal or possessive pronoun takes up again, None where none fits."""
        barred = self._clause_mates(token)
        best: Draft | None = None
        best_score = -1.0
        for draft in reversed(self.drafts):
            distance = sentence - draft.sentence
            if not draft.mentions or distance < 0 or distance > REACH or draft.token >= token or draft.token in barred:
                continue
            if not _agrees(draft, word):
                continue
            score = 4.0 - distance + (1.5 if draft.subject else 0.0) + (0.5 if draft.named else 0.0) + draft.token / (token + 1)
            if word in PLURAL and draft.number == "p":
                score += 2.0
            if draft.kind == "other":
                score -= 2.0
            if score > best_score:
                best, best_score = draft, score
        return best

    def _clause_mates(self, token: int) -> set[int]:
        """Heads that an object pronoun can't mean: the subject of its own verb."""
        words = self.words
        if words.dep[token] == "poss" or words.lower[token].endswith(("self", "selves")):
            return set()
        above = words.head[token]
        if words.dep[token] == "pobj":
            above = words.head[above]
        return {k for k in words.kids[above] if words.dep[k] in ("nsubj", "nsubjpass", "dobj", "pobj") and k != token}

    def last_two(self, kind: str, token: int) -> tuple[Draft, ...]:
        """The two last entities of a kind before a token ("both countries", "the two men"), () where there are not two."""
        near = [d for d in self.drafts if d.kind == kind and d.named and d.token < token]
        near.sort(key=lambda d: d.token)
        return tuple(near[-2:]) if len(near) >= 2 else ()


def _same_person(person: Draft, parts: list[str], described: Description) -> bool:
    known = person.name.replace(".", "").lower().split()
    if described.gender and person.gender and described.gender != person.gender:
        return False
    if described.country and person.country and described.country != person.country:
        return False
    if len(parts) == 1 or len(known) == 1:
        return described.kind == "person" or not described.certain
    return (
        parts[0] == known[0]
        or (len(parts[0]) == 1 and known[0].startswith(parts[0]))
        or (len(known[0]) == 1 and parts[0].startswith(known[0]))
    )


def _compatible(draft: Draft, described: Description) -> bool:
    if described.country and draft.country and described.country != draft.country:
        return False
    if not described.modifiers <= draft.modifiers and not draft.named:
        return False
    return not (described.sectors and draft.sectors and not set(described.sectors) & set(draft.sectors))


def _fits(draft: Draft, wanted: tuple[str, ...], noun: str) -> bool:
    if draft.country in wanted or any(s in wanted for s in draft.sectors):
        return True
    return (
        not draft.sectors
        and draft.country not in ("EUR", "UNO", "IGO")
        and (noun == draft.noun or (draft.kind == "organization" and noun in ("group", "company", "firm", "organization", "organisation")))
    )


def _salience(sentence: int) -> Callable[[Draft], tuple[float, int]]:
    """How readily an entity comes to mind: near, and a subject."""
    return lambda d: (-(sentence - d.sentence) + (1.5 if d.subject else 0.0), d.token)


def _agrees(draft: Draft, word: str) -> bool:
    if word in SINGULAR:
        return draft.kind == "person" and draft.number == "s" and draft.gender in ("", SINGULAR[word])
    if word in NEUTER:
        return draft.number == "s" and draft.kind in ("organization", "country", "other", "group") and draft.noun not in ("people",)
    return draft.kind in ("group", "organization", "country", "person", "other") and (
        draft.number == "p" or (draft.kind in ("organization", "group"))
    )
