"""Standing facts between two parties: who belongs to, claims, controls, supports whom, and who speaks for whom.

One pass over the tokens: a word of ``lexicon/en/ties.tsv`` opens its frame, and grammar finds the two parties. The
frames stand in ``tie_frames.py``. Offices that titles tell are ties, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.tie_frames import FRAME_READERS, PAST, Found, Parties, is_allowed
from dragoman.extract.tie_table import patterns, words
from dragoman.language import Analysis
from dragoman.language.grammar import phrase
from dragoman.model import Entity, Mention, Span, Tie
from dragoman.resolve import organizations

if TYPE_CHECKING:
    from dragoman.language import Token

OWNERS = ("country", "organization", "group", "place", "person")
UNNAMED = {"state", "the state", "staff", "government"}  # whose office it is, but not by name
LEGISLATORS = ("senator", "sen.", "rep.", "representative", "congressman", "congresswoman")  # of a part of the country, in its parliament
OF_STATE = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "ELI"}  # sectors in which a country itself has offices
YEAR = 4  # digits
HEADS = {"president", "vice president", "prime minister", "chancellor", "king", "queen"}
NEXT_TO = 4  # characters between a name and its apposition
SPOKESPEOPLE = ("spokesman", "spokeswoman", "spokesperson", "press secretary", "press officer")


def find_ties(analysis: Analysis) -> tuple[Tie, ...]:
    """Return the standing facts of a document, in text order, each once for each voice.

    according_to is the innermost statement around the words. until is ``PAST_REF`` for what is told as over ("a former member").
    Raises ``MissingFinding`` if times, entities or statements were not found before.
    """
    reader = _Reader(analysis)
    found = [*reader.only_holders(list(reader.titles())), *reader.read()]
    found.sort(key=lambda t: t.evidence_span)
    unique: dict[tuple[str, str, str, str, str | None], Tie] = {}
    for tie in found:
        key = (tie.subject, tie.relation, tie.object, tie.polarity, tie.according_to)
        if key not in unique or (unique[key].since is None and tie.since is not None):
            unique[key] = tie
    return tuple(replace(tie, id=f"t{n}") for n, tie in enumerate(unique.values(), 1))


def is_office(title: str) -> bool:
    """Whether a title names an office that is held, and no trade, kinship or candidacy ("presidential nominee", "civil rights leader")."""
    parts = title.split()
    return bool(parts) and parts[-1] not in words("trades") and not (words("causes") | words("not_yet")) & set(parts)


def _named(entity: Entity) -> bool:
    return any(m.form == "name" for m in entity.mentions)


def _nameless(body: Entity) -> bool:
    """Whether it is open whose office it is: no body of the state, and neither named nor told by "the" ("campaign", "her home state")."""
    name = body.name
    public = bool(OF_STATE & set(body.sectors)) or name.startswith("the ")
    return name.lower() in UNNAMED or (name == name.lower() and not public)


class _Reader:
    """One document while its ties are read."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.parties = Parties(analysis)
        self.dates = {token.i: time.value for time in analysis.times if time.value for token in analysis.tokens(time.span)}

    def read(self) -> Iterator[Tie]:
        table = patterns()
        for token in self.analysis.doc:
            lemma, lower = token.lemma_.lower(), token.lower_
            rows = table.get(lemma, ())
            if lower != lemma:
                rows += table.get(lower, ())
            for row in rows:
                for found in FRAME_READERS[row.frame](self.parties, token, row):
                    tie = self._tie(found, row.other)
                    if tie is not None:
                        yield tie

    def titles(self) -> Iterator[Tie]:
        """Offices that titles tell: "Norway's defence minister Ola Berg"."""
        known = {e.id: e for e in self.analysis.entities}
        for entity in self.analysis.entities:
            title = (entity.title or "").lower()
            if entity.kind != "person" or not is_office(title):
                continue
            mention = self._told_at(entity, title)
            owner = self._owner(title, mention.span, entity, known.get(entity.affiliation or ""))
            if owner is None or owner.id == entity.id or owner.kind not in OWNERS or _nameless(owner):
                continue
            if owner.kind == "group" and not _named(owner):
                continue  # "the court's conservative wing"
            if title in HEADS and (
                self._in_another_year(mention.span)
                or self._of_no_state(mention.span)
                or (owner.kind != "country" and mention.form == "name")
            ):
                continue  # "President Bush said in 2005"; "President Berg" of a body that is named elsewhere
            if mention.form == "nominal" and not self._beside_its_name(entity, mention):
                continue  # "the president", said of whom the text last named
            if owner.kind == "country" and (title.split()[-1] in words("local") or not OF_STATE & set(entity.sectors)):
                continue  # the governor of a part of it, which nobody has named; an editor or developer of that country
            relation = "spokesperson_of" if title.endswith(SPOKESPEOPLE) else "holds_office"
            if relation == "holds_office" and owner.kind == "person":
                continue  # "Moss campaign manager": of a body that nobody has named
            past = (
                bool(words("former") & set(title.replace("-", " ").split()))
                or self._former_before(mention.span)
                or self._has_left(entity, title)
            )
            yield Tie("", entity.id, relation, owner.id, mention.span, "+", self._voice(mention.span), None, PAST if past else None, 0.8)

    def only_holders(self, offices: list[Tie]) -> list[Tie]:
        """The offices without those of heads of a country who are named less often than another one with the same title.

        A text that has two presidents of one country tells of a former one, too, by the title that he had.
        """
        known = {e.id: e for e in self.analysis.entities}
        at_the_head: dict[tuple[str, str], list[Tie]] = {}
        for tie in offices:
            title = (known[tie.subject].title or "").lower()
            if title in HEADS and known[tie.object].kind == "country" and tie.until is None:
                at_the_head.setdefault((tie.object, title), []).append(tie)
        dropped = set()
        for holders in at_the_head.values():
            often = {t.subject: len(known[t.subject].mentions) for t in holders}
            dropped |= {id(t) for t in holders if often[t.subject] < max(often.values())}
        return [tie for tie in offices if id(tie) not in dropped]

    def _beside_its_name(self, entity: Entity, mention: Mention) -> bool:
        """Whether a nominal stands in apposition to a name of the same person, or has a name inside."""
        names = [m.span for m in entity.mentions if m.form == "name"]
        text = self.analysis.document.text
        gaps = (text[min(mention.span.end, n.end) : max(mention.span.start, n.start)] for n in names)
        return any(len(gap) <= NEXT_TO and not gap.strip(" ,(-–—\u2019's") for gap in gaps)

    def _in_another_year(self, span: Span) -> bool:
        """Whether the sentence tells of a year that is not the one in which the text was published."""
        head = self.analysis.head(span)
        if head is None:
            return False
        this = (self.analysis.document.published or "")[:4]
        return any(len(v) == YEAR and v.isdigit() and v != this for t in head.sent if (v := self.dates.get(t.i)))

    def _has_left(self, holder: Entity, title: str) -> bool:
        """Whether the tables know this very office as somebody's last one, and as over when the text was published."""
        date = self.analysis.document.published
        last = organizations.person(holder.name)
        if not date or last is None or not last.until or last.office != title.partition(" of ")[0]:
            return False
        return date[: len(last.until)] > last.until

    def _of_no_state(self, span: Span) -> bool:
        """Whether it is one of several such offices ("a vice president"), or the words look back ("a former adviser to President Dahl")."""
        head = self.analysis.head(span)
        if head is None:
            return False
        above = head.head.head if head.dep_ == "pobj" else head
        looking_back = above != head and any(c.dep_ == "amod" and c.lower_ in words("former") for c in above.children)
        return looking_back or any(c.dep_ == "det" and c.lower_ in ("a", "an") for c in head.children)

    def _told_at(self, holder: Entity, title: str) -> Mention:
        """The mention that tells the office, the one with his name first; the first mention where none does."""
        text = self.analysis.document.text
        told = [m for m in holder.mentions if title in m.span.of(text).lower()]
        return next((m for m in told if m.form == "name"), told[0] if told else holder.mentions[0])

    def _owner(self, title: str, span: Span, holder: Entity, affiliation: Entity | None) -> Entity | None:
        """Whose office it is: who stands before it ("Moss spokesman Dahl", "the state's chairman"), else whom the person is affiliated to.

        None where the words name an owner who is no entity, or a part of the country ("the attorney general of Ohio").
        """
        tokens = self.analysis.tokens(span)
        noun = next((t for t in tokens if t.lower_ == title.rsplit(maxsplit=1)[-1]), None)
        if noun is None:
            return affiliation
        if any(t.tag_ == "PRP$" and self.parties.entity(t) in (None, holder) for t in noun.lefts):
            return None  # "its editor", of a paper that is not known to be one
        before = [t for t in tokens if t.i < noun.i and t.dep_ in ("compound", "poss", "nmod") and t.pos_ in ("PROPN", "NOUN")]
        owners = [o for o in map(self.parties.entity, before) if o is not None and o.id != holder.id and o.kind in OWNERS]
        if owners and (title.endswith(SPOKESPEOPLE) or affiliation is None or affiliation.kind == "country"):
            named = next((o for o in owners if o.kind != "place"), None)
            if named is not None or not title.endswith(LEGISLATORS):
                return named
        partisan = affiliation is not None and affiliation.kind == "organization" and "PTY" in affiliation.sectors
        if title.endswith(LEGISLATORS) and (partisan or title.startswith("state ")):
            return None  # "the Democrats' candidate, Sen. Berg"; of a part of the country
        if affiliation is None or affiliation.kind != "country" or title.endswith(LEGISLATORS):
            return affiliation
        strange = [t for t in before if t.pos_ == "PROPN" and t.lower_ not in title and self.parties.entity(t) in (None, holder)]
        if strange and strange[0].ent_type_ == "ORG":
            return None  # a body that is no entity ("a former Northern Trust vice president")
        if any(t.lower_ == "state" for t in before) or self._is_part(noun):
            return None
        personal = [t for t in before if t.pos_ == "PROPN" and t.ent_type_ == "PERSON" and t.text.lower() in title]
        return None if personal else affiliation

    def _is_part(self, noun: Token) -> bool:
        """Whether an office is told to be that of a place that is no country, or of a body ("of Ohio", "of the Dockers of Peru")."""
        behind = [o for p in noun.rights if p.dep_ == "prep" and p.lower_ == "of" for o in p.rights if o.dep_ == "pobj"]
        return any((e := self.parties.entity(o)) is not None and e.kind in ("place", "organization") for o in behind)

    def _former_before(self, span: Span) -> bool:
        before = self.analysis.document.text[max(0, span.start - 12) : span.end].lower().replace("-", " ").split()
        return bool(words("former") & set(before))

    def _voice(self, span: Span) -> str | None:
        statement = self.analysis.statement_at(span)
        return statement.id if statement else None

    def _tie(self, found: Found, kinds: Iterable[str]) -> Tie | None:
        if found.word.sent[-1].text == "?":
            return None
        subject, target = self.parties.entity(found.subject), self.parties.entity(found.object)
        if subject is None or target is None or subject.id == target.id or not is_allowed(target, found.object, kinds):
            return None
        if subject.kind == "other" and found.subject.pos_ in ("PRON", "NUM", "DET"):
            return None
        if subject.kind == "other" and found.relation not in ("located_in", "part_of", "has_office_in"):
            return None
        if found.relation == "holds_office" and (subject.kind != "person" or _nameless(target) or not _named(subject)):
            return None
        if subject.kind == "person" and found.relation in ("located_in", "part_of", "has_office_in", "at_war_with"):
            return None
        word = Span(found.word.idx, found.word.idx + len(found.word))
        spans = (phrase(found.subject), word, phrase(found.object))
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        return Tie(
            id="",
            subject=subject.id,
            relation=found.relation,
            object=target.id,
            evidence_span=span,
            polarity=found.polarity,
            according_to=self._voice(span),
            since=self._date(found.word, "since"),
            until=self._date(found.word, "until") or found.until,
            confidence=found.confidence,
        )

    def _date(self, word: Token, preposition: str) -> str | None:
        """The time behind "since" or "until" in the clause of a word."""
        verb = word
        while verb.pos_ not in ("VERB", "AUX") and verb.dep_ not in ("ROOT", "appos"):
            verb = verb.head
        for base in {word.i: word, verb.i: verb}.values():
            for child in base.children:
                if child.lower_ == preposition and child.dep_ in ("prep", "mark"):
                    return next((self.dates[t.i] for t in child.subtree if t.i in self.dates), None)
        return None
