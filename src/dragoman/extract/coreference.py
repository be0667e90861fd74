"""Who is who inside one document: names and their short forms, acronyms, repeated nouns, titles and pronouns.

Everything goes from left to right once; a chain never looks at what comes behind it, but for acronyms in brackets. What
takes an entity up again is a sum of named features (``merging``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.extract.description import Description
from dragoman.extract.likeness import (
    SINGULAR,
    SMALL,
    agrees,
    compared,
    fits,
    initials,
    lies_so,
    name_parts,
    other_field,
    same_person,
    told_alike,
)
from dragoman.extract.mentions import Words
from dragoman.extract.merging import Choice, Merge, best
from dragoman.model import Mention, Span
from dragoman.model.entity import Form
from dragoman.resolve.word_lists import anaphors, word_list

REACH = 3  # sentences that a pronoun looks back
NOUN_REACH = 12  # sentences that a repeated noun looks back
COMMON_STARTS = ("united", "new", "national", "the")
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
SURNAME_FIRST = frozenset({"CHN", "HKG", "TWN", "KOR", "PRK"})  # "Qin Gang … Qin"
SPEAKERS = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ours", "ourselves", "mine"})
COUNTRY_NOUNS = frozenset(
    {
        "country",
        "nation",
        "state",
        "kingdom",
        "republic",
        "superpower",
        "island nation",
        "emirate",
        "sultanate",
        "city-state",
        "island state",
    }
)


@dataclass
class Draft:
    """An entity in the making. token: head of the last mention; subject: whether that was one; tokens: heads of all mentions."""

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
    tokens: set[int] = field(default_factory=set)
    spans: set[Span] = field(default_factory=set)

    def add(self, span: Span, form: Form, token: int, sentence: int, subject: bool) -> None:
        """Note a mention; one span is noted once."""
        if span not in self.spans:
            self.spans.add(span)
            self.mentions.append(Mention(span, form))
        if self.first < 0:
            self.first = sentence
        self.token, self.sentence, self.subject = token, sentence, subject
        self.tokens.add(token)


class Chains:
    """The entities of a document so far, and the ways to find one of them again."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.drafts: list[Draft] = []
        self.by_key: dict[str, Draft] = {}
        self.by_surname: dict[str, Draft] = {}
        self.by_acronym: dict[str, Draft] = {}
        self.by_start: dict[str, Draft] = {}
        self.by_end: dict[str, Draft] = {}
        self.merges: list[Merge] = []
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
            parts = name_parts(described.name)
            if draft.kind == "person" and parts:
                self.by_surname[parts[-1].lower()] = draft
                if draft.country in SURNAME_FIRST and len(parts) > 1:
                    self.by_surname.setdefault(parts[0].lower(), draft)
            elif draft.kind in ("organization", "other", "group"):
                capitals = [p for p in parts if p.lower() not in SMALL]
                if len(capitals) > 1:
                    self.by_acronym.setdefault("".join(p[0] for p in capitals).upper(), draft)
                    self.by_start.setdefault(parts[0].lower(), draft)
                if len(parts) > 2:
                    self.by_end.setdefault(" ".join(parts[-2:]).lower(), draft)
        if draft.title or described.office:
            draft.titles.update(w for w in f"{draft.title or ''} {described.office}".lower().split())
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

    def take(self, choice: Choice, span: Span) -> Draft:
        """The entity of a choice; the merge is kept for those who ask why."""
        if choice.draft.mentions:
            self.merges.append(Merge(span, choice.draft.mentions[-1].span, tuple(choice.features.items())))
        return choice.draft

    def named(self, described: Description) -> Choice | None:
        """The entity that a name takes up again: same name, surname, acronym, first or last word."""
        choices: list[Choice] = []
        parts = [part.lower() for part in name_parts(described.name)]
        if (
            described.short and " " not in described.short and described.short != described.name
        ):  # a namesake of somebody famous, told in full before
            self._offer(choices, self.by_surname.get(described.short.lower()), "namesake")
        self._offer(choices, self.by_key.get(described.key) if described.key else None, "same_name")
        if described.kind == "person" and not described.certain:
            self._offer(choices, self.by_key.get(f"place:{described.name}"), "place_name")
        if parts and described.kind == "person" and described.title and parts[-1] not in self.by_surname:
            choices += [
                compared(Choice(draft).add("office_named"), described)
                for draft in self.by_noun.get(described.noun, ())
                if draft.kind == "person" and not draft.named and draft.number == "s"
            ]
        if parts and (described.kind == "person" or described.key.startswith(("person:", "other:", "org:"))):
            person = self.by_surname.get(parts[-1])
            if person is not None:
                choices.append(same_person(person, parts, described))
        plain = described.kind == "person" and not (described.certain or described.title or described.gender)
        if parts and (described.kind in ("organization", "other", "group") or (plain and len(parts) == 1)):
            choices += self._body(described, parts)
        return best(choices)

    def _offer(self, choices: list[Choice], draft: Draft | None, feature: str) -> None:
        if draft is not None:
            choices.append(Choice(draft).add(feature))

    def _body(self, described: Description, parts: list[str]) -> Iterator[Choice]:
        """Bodies whose name is told by its initials, its first word or its last words, or spelled out now."""
        if len(parts) == 1:
            word = described.name.replace(".", "")
            if word.isupper() and len(word) > 1 and word in self.by_acronym:
                yield Choice(self.by_acronym[word]).add("initials")
            body = self.by_start.get(parts[0])
            if body is not None and not described.certain and not body.name.lower().startswith(COMMON_STARTS):
                yield compared(Choice(body).add("first_word"), described)
            return
        short = self.by_key.get(f"org:{initials(parts)}") or self.by_key.get(f"other:{initials(parts)}")
        if short is not None and not described.certain:
            yield compared(Choice(short).add("spelled_out"), described)
        longer = self.by_end.get(" ".join(parts[-2:]))
        if longer is not None and longer.name.lower().endswith(" " + " ".join(parts)) and not described.certain:
            yield compared(Choice(longer).add("last_words"), described)

    def nominal(self, described: Description, definite: bool, sentence: int, surname: str = "") -> Choice | None:
        """The entity that a noun phrase takes up again ("the minister", "the group"), None where it brings a new one.

        surname: of the person whose name stands beside it as its explanation; somebody who is known by another name is not meant.
        """
        if not definite:
            return None
        noun = described.noun
        repeated = self._repeated(described, sentence)
        choices = [repeated] if repeated is not None else []
        for draft in self.by_noun.get(noun, ()):
            if sentence - draft.sentence <= NOUN_REACH and not draft.named:
                choices.append(compared(self._near(Choice(draft).add("same_noun"), sentence), described, words=True))
        if described.kind == "person":
            last = noun.split()[-1]
            for draft in self.drafts:
                if draft.kind == "person" and last in draft.titles and draft.mentions and sentence - draft.sentence <= NOUN_REACH:
                    former = "ELI" in described.sectors and "ELI" not in draft.sectors
                    choice = self._near(Choice(draft).add("same_office"), sentence)
                    choice.against(former=former, words_differ=other_field(draft, described))
                    choices.append(compared(choice, described, words=not draft.named))
        elif not choices:
            choices += self._called(described, sentence)
        return best(c for c in choices if not surname or not c.draft.named or c.draft is self.by_surname.get(surname))

    def _near(self, choice: Choice, sentence: int) -> Choice:
        """What speaks for an entity by where it was told: near, and as a subject."""
        draft = choice.draft
        return choice.add("distance", max(0, sentence - draft.sentence)).against(subject=draft.subject)

    def _called(self, described: Description, sentence: int) -> Iterator[Choice]:
        """Named countries and bodies that a noun may stand for ("the kingdom", "the broadcaster")."""
        noun, bare = described.noun, described.name.count(" ") == described.noun.count(" ") + 1
        if noun not in anaphors():
            noun = noun.rsplit(" ", 1)[-1]
        if noun in COUNTRY_NOUNS and described.number == "s":
            for draft in self.drafts:
                near = draft.named and draft.mentions and 0 <= sentence - draft.sentence <= REACH
                if draft.kind == "country" and near and lies_so(draft, described):
                    yield self._near(Choice(draft).add("country_noun"), sentence)
        elif noun in anaphors() and (bare or described.sectors or described.country):
            for draft in self.drafts:
                near = draft.named and draft.mentions and 0 <= sentence - draft.sentence <= 2 * REACH
                body = draft.kind in ("organization", "group", "other") and fits(draft, anaphors()[noun], noun)
                if near and body and (bare or told_alike(draft, described)):
                    yield self._near(Choice(draft).add("called_so"), sentence)

    def _repeated(self, described: Description, sentence: int) -> Choice | None:
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
            and (d.noun in likes or d.noun.rsplit(" ", 1)[-1] == noun)
            and d.number == described.number
            and " " in d.name
            and sentence - d.sentence <= NOUN_REACH
        ]
        exact = [d for d in found if d.noun.rsplit(" ", 1)[-1] == noun] or found
        if len(exact) == 1:
            return Choice(exact[0]).add("last_word" if exact[0].noun.rsplit(" ", 1)[-1] == noun else "like_noun")
        return None

    def pronoun(self, word: str, token: int, sentence: int) -> Choice | None:
        """The entity that a personal or possessive pronoun takes up again, None where none fits."""
        barred, speaker = self._clause_mates(token), self._speaker(token)
        choices: list[Choice] = []
        for draft in self.drafts:
            distance = sentence - draft.sentence
            if not draft.mentions or distance < 0 or distance > REACH or draft.token >= token or draft.token in barred:
                continue
            if not agrees(draft, word):
                continue
            choice = Choice(draft).add("agrees").add("pronoun_distance", distance).add("pronoun_near", draft.token / (token + 1))
            choices.append(
                choice.against(
                    pronoun_subject=draft.subject,
                    pronoun_speaker=speaker in draft.tokens,
                    pronoun_beside=distance > 0 and draft.subject and self.words.dep[self.words.head[draft.token]] == "advcl",
                    pronoun_named=draft.named,
                    pronoun_gender=word in SINGULAR and draft.gender == SINGULAR[word],
                    pronoun_plural=word in PLURAL and draft.number == "p",
                    pronoun_thing=draft.kind == "other",
                )
            )
        return max(choices, key=lambda choice: choice.total, default=None)

    def _speaker(self, token: int) -> int | None:
        """The subject of the verb that governs the clause of which a pronoun is the subject ("Norway said it would go")."""
        words, verb = self.words, self.words.head[token]
        if words.dep[token] not in ("nsubj", "nsubjpass") or words.dep[verb] != "ccomp":
            return None
        return next((k for k in words.kids[words.head[verb]] if words.dep[k] == "nsubj"), None)

    def _clause_mates(self, token: int) -> set[int]:
        """Heads that an object pronoun can't mean: the subject of its own verb."""
        words = self.words
        if words.dep[token] == "poss" or words.lower[token].endswith(("self", "selves")):
            return set()
        above = words.head[token]
        if words.dep[token] == "pobj":
            above = words.head[above]
        return {k for k in words.kids[above] if words.dep[k] in ("nsubj", "nsubjpass", "dobj", "pobj") and k != token}

    def last(self, count: int, kind: str, token: int) -> tuple[Draft, ...]:
        """The last entities of a kind before a token ("both countries", "the three men"), () where there are not so many."""
        near = [d for d in self.drafts if d.kind == kind and d.named and d.mentions and d.token < token]
        near.sort(key=lambda d: d.token)
        return tuple(near[-count:]) if len(near) >= count else ()
