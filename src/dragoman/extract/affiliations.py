"""For whom somebody speaks: the body behind a title, the country of an office, the speaker behind "we" in a quotation."""

from __future__ import annotations

from dragoman.extract.coreference import SPEAKERS, Chains, Draft
from dragoman.extract.mentions import Phrase, Words, span_of
from dragoman.extract.merging import Choice
from dragoman.extract.speakers import Speakers
from dragoman.resolve import countries
from dragoman.resolve.membership import members_of
from dragoman.resolve.word_lists import word_list

OF_COUNTRY = frozenset({"person", "organization", "group"})


MEMBERS = frozenset({"members", "countries", "states", "nations", "allies", "governments", "capitals"})
SPOKES = ("spokes", "press secretary", "press officer")
OWNED = frozenset({"our", "my"})


def body_behind(phrase: Phrase, draft: Draft, heads: dict[int, Draft], words: Words) -> str | None:
    """The country or body behind an office ("a spokesperson for the pact")."""
    for prep in words.kids[phrase.head]:
        if prep > phrase.head and words.dep[prep] == "prep" and words.lower[prep] in ("of", "for", "at", "with", "from"):
            for noun in words.kids[prep]:
                other = heads.get(noun)
                if other is not None and other is not draft and other.kind in ("country", "organization") and words.dep[noun] == "pobj":
                    return other.id
    return None


def infer_countries(phrases: list[Phrase], heads: dict[int, Draft], chains: Chains, words: Words, home: str | None) -> None:
    """Give a national office-holder told without country ("Foreign Minister Ola Berg") the country that governs the passage.

    That is the country which is a subject of the same sentence, or else that of the dateline; where several fit, none is given.
    """
    subjects: dict[int, set[str]] = {}
    for index, draft in heads.items():
        if draft.kind == "country" and draft.country and words.dep[index] in ("nsubj", "nsubjpass"):
            subjects.setdefault(words.sentence[index], set()).add(draft.country)
    for phrase in phrases:
        person = heads.get(phrase.head)
        if person is None or person.kind != "person" or person.country or not person.title or "GOV" not in person.sectors:
            continue
        last = person.title.lower().split()[-1]
        if not person.named or last not in word_list("national_offices") or words.sentence[phrase.head] != person.first:
            continue
        fitting = subjects.get(person.first) or ({home} if home else set())
        if len(fitting) == 1:
            person.country = next(iter(fitting))
            state = chains.by_key.get(f"country:{person.country}")
            if state is not None and state.mentions and person.affiliation is None:
                person.affiliation = state.id


def hear_speakers(pronouns: list[int], phrases: list[Phrase], heads: dict[int, Draft], chains: Chains, speakers: Speakers) -> None:
    """Give "I", "we" and "our government" inside quotations to who is quoted."""
    words = chains.words
    by_id = {d.id: d for d in chains.drafts}
    for index in pronouns:
        draft = heads.get(index)
        if draft is None or words.lower[index] not in SPEAKERS:
            continue
        speaker = speakers.of(index)
        told = heads.get(speaker) if speaker is not None else None
        if told is None or told is draft or told.kind not in ("person", "organization", "group", "country"):
            continue
        if words.lower[index] in ("we", "us", "our", "ours", "ourselves"):
            told = _side(told, by_id)
        span = span_of(words, index, index)
        for mention in [m for m in draft.mentions if m.span == span and m.form == "pronoun"]:
            draft.mentions.remove(mention)
            chains.take(Choice(told).add("quoted"), span)
            told.mentions.append(mention)
    for phrase in phrases:
        draft = heads.get(phrase.head)
        if draft is None or words.lower[phrase.first] not in OWNED or draft.country or draft.kind not in OF_COUNTRY:
            continue
        speaker = speakers.of(phrase.first)
        told = heads.get(speaker) if speaker is not None else None
        if told is not None and told.country and draft.sectors and draft.sectors != ("UNK",):
            draft.country = told.country
            if draft.noun == "government":
                draft.name = f"{countries.country_name(told.country)}'s government"
            state = chains.by_key.get(f"country:{told.country}")
            draft.affiliation = draft.affiliation or (state.id if state is not None and state.mentions else None)


def fill_members(phrases: list[Phrase], heads: dict[int, Draft], chains: Chains, date: str | None) -> None:
    """Give "the alliance's members" and "NATO countries" those countries of the document that belonged to the body at its date.

    Members that the document does not name are no entities of it; ``resolve.membership`` has them all.
    """
    for phrase in phrases:
        group = heads.get(phrase.head)
        if group is None or group.members or group.number != "p" or chains.words.lower[phrase.head] not in MEMBERS:
            continue
        before = [heads[i] for i in range(phrase.first, phrase.head) if i in heads]
        before += [heads[k] for prep in chains.words.kids[phrase.head] for k in chains.words.kids[prep] if k in heads]
        told = [d.name for d in before if d.kind == "organization"]
        told += [
            " ".join(chains.words.text[p.first : p.last + 1])
            for p in phrases
            if p.nested and phrase.first <= p.first and p.last <= phrase.last
        ]
        codes = next((found for name in told if (found := frozenset(members_of(name, date)))), frozenset())
        named = (d for d in chains.drafts if d.kind == "country" and d.named and d.mentions and d.country in codes)
        group.members = tuple(dict.fromkeys(d.id for d in named))
        if group.members:
            group.kind = "group"


def _side(speaker: Draft, by_id: dict[str, Draft]) -> Draft:
    """For whom a speaker says "we": the state or body whose office a person holds, else the speaker."""
    body = by_id.get(speaker.affiliation or "")
    official = speaker.kind == "person" and speaker.title is not None and (speaker.sectors[:1] == ("GOV",) or SPOKES[0] in speaker.title)
    return body if body is not None and official and body.mentions else speaker


def affiliate(phrases: list[Phrase], heads: dict[int, Draft], chains: Chains) -> None:
    """Link persons and bodies to the country or body that their phrase names and that the document speaks of."""
    for phrase in phrases:
        draft = heads.get(phrase.head)
        if draft is None or phrase.nested or draft.affiliation or draft.kind not in ("person", "organization", "group"):
            continue
        joint = [heads[i] for i in range(phrase.first, phrase.head) if i in heads and heads[i].kind == "country"]
        if draft.country is None and len({d.id for d in joint}) > 1 and not draft.members and not draft.named:
            draft.kind, draft.members = "group", tuple(dict.fromkeys(d.id for d in joint))
            continue
        stop = phrase.name.first if phrase.name is not None else phrase.last + 1
        for i in range(phrase.first, stop):
            other = heads.get(i)
            if other is not None and other is not draft and other.kind in ("country", "organization") and other.mentions:
                draft.affiliation = other.id
                break
        if draft.affiliation is None and draft.kind == "person" and phrase.name is None:
            draft.affiliation = body_behind(phrase, draft, heads, chains.words)
    for draft in chains.drafts:
        if draft.affiliation is None and draft.country and draft.kind in ("person", "organization", "group"):
            state = chains.by_key.get(f"country:{draft.country}")
            if state is not None and state is not draft and state.mentions:
                draft.affiliation = state.id
