"""Who and what a document speaks of: one entity with all its mentions, its country, its sectors.

Steps: names and noun phrases (``mentions``), what each says of its bearer (``description``), chains (``coreference``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from dragoman.extract.affiliations import OF_COUNTRY, OWNED, SPOKES, affiliate, fill_members, hear_speakers, infer_countries
from dragoman.extract.coreference import COUNTRY_NOUNS, PLURAL, SPEAKERS, Chains, Draft
from dragoman.extract.description import Describer, Description
from dragoman.extract.likeness import NEUTER, SINGULAR
from dragoman.extract.mentions import Name, Phrase, Words, find_phrases, leftmost, read_words, span_of, surname_beside
from dragoman.extract.merging import Choice, Merge
from dragoman.extract.names import find_names
from dragoman.extract.origin import country_code
from dragoman.extract.speakers import Speakers
from dragoman.model import Entity, Mention, Span
from dragoman.model.entity import Form, Kind
from dragoman.resolve import countries, organizations
from dragoman.resolve.cameo import cameo_code
from dragoman.resolve.sectors import role_of
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from dragoman.language import Analysis
    from dragoman.language.layout import Dateline

SUBJECT = frozenset({"nsubj", "nsubjpass", "agent"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "both", "such"})
DATELINE_TOKENS = 200  # tokens from the top among which a dateline stands
COUNTED = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
PAIR_NOUNS = {
    **dict.fromkeys(
        [
            "countries",
            "nations",
            "sides",
            "neighbours",
            "neighbors",
            "states",
            "governments",
            "allies",
            "powers",
            "parties",
            "rivals",
            "armies",
            "militaries",
        ],
        "country",
    ),
    **dict.fromkeys(["men", "women", "leaders", "ministers", "presidents", "officials", "politicians"], "person"),
    **dict.fromkeys(("companies", "groups"), "organization"),
}
IMPERSONAL = frozenset(
    ["be", "seem", "appear", "become", "turn", "take", "remain", "happen", "rain", "snow", "is", "was", "were", "'s", "’s"]
)
PERSONAL = SINGULAR.keys() | NEUTER | PLURAL | SPEAKERS


def find_entities(analysis: Analysis) -> tuple[Entity, ...]:
    """Return the entities of a document, by first mention.

    Each noun phrase that can be an argument is a mention of some entity, of kind ``other`` where nothing tells what it is.
    Mention spans are half-open code-point offsets: the noun phrase with title and "of"-phrase, at most ten words. The
    publication date of the document tells who held an office.
    """
    drafts = [d for d in _chain(analysis).drafts if d.mentions]
    drafts.sort(key=lambda d: min(m.span for m in d.mentions))
    return tuple(_entity(d) for d in drafts)


def find_merges(analysis: Analysis) -> tuple[Merge, ...]:
    """Why mentions were taken for entities told before: each with its named features, in the order of the decisions.

    The chains are made once more, so this costs as much as ``find_entities``. A mention that brought a new entity has no merge.
    """
    return tuple(_chain(analysis).merges)


def _chain(analysis: Analysis) -> Chains:
    """The entities of a document in the making, with all their mentions."""
    words = read_words(analysis.doc)
    names = find_names(analysis.doc, words)
    phrases = find_phrases(words, names)
    dateline = analysis.layout.dateline
    if dateline is not None:
        names, phrases = _without_dateline(words, names, phrases, dateline)
    describer = Describer(words, names, analysis.parsed_text, analysis.document.published)
    chains = Chains(words)
    heads: dict[int, Draft] = {}
    home = _dateline_place(words, dateline, describer, chains) if dateline is not None else None
    if dateline is not None and dateline.agency is not None:
        _dateline_agency(words, dateline.agency, analysis.document.published, chains)
    pronouns = [i for i, tag in enumerate(words.tag) if tag in ("PRP", "PRP$") and words.lower[i] in PERSONAL]
    work: list[tuple[int, Phrase | None]] = [(p.head, p) for p in phrases] + [(i, None) for i in pronouns]
    for index, phrase in sorted(work, key=lambda item: item[0]):
        draft = _phrase(phrase, describer, chains, heads) if phrase is not None else _pronoun(index, describer, chains)
        if draft is not None:
            heads[index] = draft
    speakers = Speakers(words, analysis.quotes, analysis.document.text)
    affiliate(phrases, heads, chains)
    fill_members(phrases, heads, chains, analysis.document.published)
    infer_countries(phrases, heads, chains, words, home)
    hear_speakers(pronouns, phrases, heads, chains, speakers)
    return chains


def _without_dateline(words: Words, names: list[Name], phrases: list[Phrase], dateline: Dateline) -> tuple[list[Name], list[Phrase]]:
    """Names and phrases behind the dateline, and of the dateline its place: its town acts nowhere, and its agency says nothing."""
    kept: list[Phrase] = []
    for phrase in phrases:
        if not dateline.span.start <= words.start[phrase.head] < dateline.span.end:
            kept.append(phrase)
    inside = [n for n in names if dateline.span.start <= words.start[n.first] < dateline.span.end]
    return [n for n in names if n not in inside], kept


def _dateline_place(words: Words, dateline: Dateline, describer: Describer, chains: Chains) -> str | None:
    """Add the town of the dateline as a place; returns its country."""
    if dateline.place is None:
        return None
    tokens = [i for i, start in enumerate(words.start[:DATELINE_TOKENS]) if dateline.place.start <= start < dateline.place.end]
    town = [i for n, i in enumerate(tokens) if "," not in [words.text[k] for k in tokens[: n + 1]]]
    if not town:
        return None
    text = describer.surface(town[0], town[-1])
    name = text.title() if text.isupper() and len(text) > 3 else text
    code = country_code(name) or describer.place_country(name)
    if countries.country_of_name(name) is None:
        draft = chains.new(Description(name, "place", "name", code, key=f"place:{name}"))
        draft.add(span_of(words, town[0], town[-1]), "name", town[-1], words.sentence[town[-1]], False)
    return countries.sovereign(code) if code else None


def _dateline_agency(words: Words, agency: Span, date: str | None, chains: Chains) -> None:
    """Add the agency of the dateline, where it is a known one: whose report it is."""
    tokens = [i for i, start in enumerate(words.start[:DATELINE_TOKENS]) if agency.start <= start < agency.end]
    name = " ".join(words.text[i] for i in tokens)
    known = organizations.organization(name, date)
    if known is None:
        return
    key = f"known:{known.name}"
    described = Description(known.name, known.kind, "name", known.country, known.sectors, wikidata=known.wikidata, key=key, certain=True)
    chains.new(described).add(agency, "name", tokens[-1], words.sentence[tokens[-1]], False)


def _phrase(phrase: Phrase, describer: Describer, chains: Chains, heads: dict[int, Draft]) -> Draft | None:
    words = describer.words
    described = describer.describe(phrase)
    sentence, head = words.sentence[phrase.head], phrase.head
    if phrase.nested:
        return _nested(phrase, described, describer, chains)
    span = span_of(words, phrase.first, phrase.last)
    subject = words.dep[words.head[head] if words.dep[head] == "appos" else head] in SUBJECT
    form = cast("Form", described.form)
    pair = _pair(words, phrase, chains)
    if pair:
        draft = chains.new(described)
        draft.kind, draft.number, draft.members = "group", "p", tuple(d.id for d in pair)
        draft.add(span, "nominal", head, sentence, subject)
        return draft
    choice = _apposition(phrase, described, words, heads)
    if choice is None:
        if described.form == "name" or described.key:
            choice = chains.named(described) or _bracketed(phrase, described, words, heads)
        else:
            definite = words.lower[phrase.first] in DEFINITE
            owner = heads.get(phrase.first) if words.dep[phrase.first] == "poss" and words.tag[phrase.first] == "PRP$" else None
            belongs = owner is not None and described.kind in OF_COUNTRY and (owner.kind == "country" or described.country is None)
            if owner is not None and owner.country and belongs:
                described = replace(described, country=owner.country)
            if owner is not None and owner.kind != "country" and owner.country in countries.countries() and described.noun in COUNTRY_NOUNS:
                state = chains.state(owner.country)
                choice = Choice(state).add("owners_country") if state is not None else None
                described = described if choice is not None else _state(owner.country)
            described = _counterpart(described, phrase, words, heads)
            definite = definite and not _new_by_clause(words, head)
            choice = choice or chains.nominal(described, definite, sentence, surname_beside(words, head, describer.name_of))
    if choice is None:
        found = chains.new(described)
        if words.lower[phrase.first] in OWNED:
            chains.forget(found, described)
    else:
        found = chains.take(choice, span)
        if not (described.kind == "person" and described.short and " " not in described.short and found.name != described.name):
            _enrich(found, described, chains)
    found.add(span, form, head, sentence, subject)
    return found


def _state(code: str) -> Description:
    """The country of somebody whose country the document has not named yet ("his country")."""
    wikidata = countries.wikidata_of(code)
    return Description(countries.country_name(code), "country", "name", code, wikidata=wikidata, key=f"country:{code}", certain=True)


def _counterpart(described: Description, phrase: Phrase, words: Words, heads: dict[int, Draft]) -> Description:
    """A counterpart with the office of the one it belongs to ("her Chilean counterpart"): the same office, another country."""
    if described.noun not in ("counterpart", "counterparts"):
        return described
    owner = next((heads[k] for k in words.kids[phrase.head] if words.dep[k] == "poss" and k in heads), None)
    if owner is None or owner.kind != "person":
        return described
    title = owner.title or owner.noun or None
    return replace(described, sectors=owner.sectors, title=title if described.kind == "person" else None)


def _nested(phrase: Phrase, described: Description, describer: Describer, chains: Chains) -> Draft | None:
    """A name inside another phrase: none where the phrase is a name or people, but for joined ones."""
    words = describer.words
    outer = phrase
    head = words.head[phrase.head]
    while words.dep[head] in ("compound", "amod", "nmod") and words.head[head] != head:
        head = words.head[head]
    if head in describer.name_of and describer.name_of[head] is not outer.name:
        return None
    if describer.is_agent(head) and not _joined(describer, phrase.head, head):
        return None
    text = described.name
    if described.kind not in ("country", "organization", "person", "place") and country_code(text) is None:
        return None
    span = span_of(words, phrase.first, phrase.last)
    choice = chains.named(described)
    found = chains.take(choice, span) if choice is not None else chains.new(described)
    found.add(span, "name", phrase.head, words.sentence[phrase.head], False)
    return found


def _joined(describer: Describer, modifier: int, head: int) -> bool:
    """Whether a modifier is one of several joined ones ("French and British troops"), each a party of its own."""
    words = describer.words
    if words.dep[modifier] == "conj" or any(words.dep[k] == "conj" for k in words.kids[modifier]):
        return True
    names = {describer.name_of[k].first for k in words.kids[head] if k < head and k in describer.name_of}
    return len(names) > 1 and any(words.dep[k] in ("cc", "punct") for k in words.kids[head] if k < head)


def _new_by_clause(words: Words, head: int) -> bool:
    """Whether a clause behind the noun tells which one it is, so that it brings somebody new ("the man who ...")."""
    return any(words.dep[k] in ("relcl", "acl") and words.text[leftmost(words, k) - 1] != "," for k in words.kids[head])


def _pair(words: Words, phrase: Phrase, chains: Chains) -> tuple[Draft, ...]:
    """The members of "both countries", "the two leaders"."""
    if phrase.name is not None or words.lower[phrase.head] not in PAIR_NOUNS or phrase.last != phrase.head:
        return ()
    before = words.lower[phrase.first : phrase.head]
    count = next((COUNTED[word] for word in before if word in COUNTED), 0)
    if not count or len(before) > 3 or before[0] not in ("both", "the", "these", "those", "their"):
        return ()
    return chains.last(count, PAIR_NOUNS[words.lower[phrase.head]], phrase.head)


def _apposition(phrase: Phrase, described: Description, words: Words, heads: dict[int, Draft]) -> Choice | None:
    """The entity that an apposition explains ("Ola Berg, the ministry's spokesman"), None where it is no explanation."""
    if words.dep[phrase.head] != "appos":
        return None
    above = heads.get(words.head[phrase.head])
    if above is not None and above.named and above.kind in ("country", "organization", "place") and described.form == "name":
        above = _office_before(words.head[phrase.head], words, heads) or above
    if above is None or any(words.dep[k] == "conj" for k in words.kids[phrase.head]):
        return None
    kinds = {above.kind, described.kind}
    same = above.kind == described.kind and above.number == described.number and (above.named != (described.form == "name"))
    if described.kind == "other" and described.form == "nominal" and above.kind in ("person",):
        return None
    looks_unknown = described.kind in ("other", "place") or (described.kind == "organization" and _looks_personal(described))
    unknown = looks_unknown and described.form == "name" and not above.named and above.kind in ("person", "organization")
    if above.kind == "other" and above.named and described.kind == "person" and described.form == "nominal" and described.number == "s":
        above.kind, unknown = "person", True
    if kinds == {"country"} and above.named and described.form == "name":
        return None
    if same or unknown or (kinds == {"organization", "other"} and (above.named != (described.form == "name"))):
        return Choice(above).add("apposition")
    return None


def _office_before(head: int, words: Words, heads: dict[int, Draft]) -> Draft | None:
    """The office-holder whose country or body a name was joined to by mistake ("The president of Georgia, Nino Beridze")."""
    if words.dep[head] != "pobj" or words.lower[words.head[head]] not in ("of", "to", "for"):
        return None
    found = heads.get(words.head[words.head[head]])
    return found if found is not None and found.kind == "person" and not found.named and found.number == "s" else None


def _looks_personal(described: Description) -> bool:
    """Whether a name that was taken for a body's may be a person's: two or three capitalised words, none of which tells a body."""
    parts = described.name.split()
    return (
        not described.certain and len(parts) in (2, 3) and all(p.isalpha() and p.istitle() and role_of([p.lower()]) is None for p in parts)
    )


def _bracketed(phrase: Phrase, described: Description, words: Words, heads: dict[int, Draft]) -> Choice | None:
    """The body whose acronym stands in brackets right behind its name."""
    if phrase.name is None or phrase.first == 0 or phrase.first != phrase.last or words.text[phrase.first - 1] not in ("(", "[", "-LRB-"):
        return None
    word = words.text[phrase.first]
    if not (word.isupper() and 2 <= len(word) <= 8) or described.kind == "country":
        return None
    for back in range(phrase.first - 2, max(-1, phrase.first - 8), -1):
        draft = heads.get(back)
        if draft is not None and draft.kind in ("organization", "other", "group") and draft.name[:1].lower() == word[:1].lower():
            return Choice(draft).add("brackets")
    return None


def _enrich(draft: Draft, described: Description, chains: Chains) -> None:
    """What another mention tells beside what is known: title, country, sectors, a fuller name."""
    if described.form == "name":
        if not draft.named or (draft.kind == "person" and len(described.name.split()) > len(draft.name.split()) and not draft.certain):
            if draft.kind == "person" and not draft.title and not described.title and (draft.sectors or draft.noun.startswith(SPOKES)):
                draft.title = draft.noun or None
            draft.name, draft.named = described.name, True
            if draft.kind in ("other", "place") or (draft.kind == "person" and described.kind == "person"):
                draft.kind = described.kind if described.kind != "other" else draft.kind
        chains.index(draft, described)
        if draft.kind == "person":
            chains.by_surname[described.name.split()[-1].lower()] = draft
    if draft.kind in (described.kind, "other"):
        draft.kind = described.kind if draft.kind == "other" else draft.kind
        draft.country = draft.country or described.country
        draft.sectors = draft.sectors or described.sectors
    elif draft.kind in ("person", "organization"):
        draft.country = draft.country or (described.country if described.kind in ("person", "group", "organization") else None)
        draft.sectors = draft.sectors or described.sectors
    if described.kind == "person" and draft.kind == "person" and not draft.title:
        draft.title = described.title or (_title_of(described) if described.form == "nominal" else None)
        if draft.title:
            draft.titles.update(w.lower() for w in draft.title.split())
            chains.index(draft, described)
    draft.gender = draft.gender or described.gender
    draft.wikidata = draft.wikidata or described.wikidata
    if draft.capital_only and described.kind == "country" and not described.capital:
        draft.name = described.name
    draft.capital_only = draft.capital_only and described.capital


def _title_of(described: Description) -> str | None:
    return described.noun if described.sectors or described.noun.startswith(SPOKES) else None


def _pronoun(index: int, describer: Describer, chains: Chains) -> Draft | None:
    words = describer.words
    word, sentence = words.lower[index], words.sentence[index]
    if word in NEUTER and _impersonal(words, index):
        return None
    span = span_of(words, index, index)
    choice = None if word in SPEAKERS else chains.pronoun(word, index, sentence)
    draft = choice.draft if choice is not None else None
    if draft is None:
        number = "p" if word in PLURAL or word in ("we", "us", "our", "ours") else "s"
        draft = chains.by_key.get(f"speaker:{word[:1]}:{sentence}") if word in SPEAKERS else None
        if draft is None:
            key = f"speaker:{word[:1]}:{sentence}" if word in SPEAKERS else ""
            draft = chains.new(Description(words.text[index], "other", "pronoun", number=number, key=key))
    if words.dep[index] == "poss" and describer.is_agent(words.head[index]):
        return draft if draft.mentions else None  # "its allies" are others; the possessor is no party there
    if choice is not None:
        chains.take(choice, span)
        if draft.kind == "person" and word in SINGULAR:
            draft.gender = SINGULAR[word]
    draft.add(span, "pronoun", index, sentence, words.dep[index] in SUBJECT)
    return draft


def _impersonal(words: Words, index: int) -> bool:
    """Whether "it" stands for nothing ("it is raining", "it was agreed that")."""
    if words.dep[index] == "expl":
        return True
    if words.dep[index] not in ("nsubj", "nsubjpass"):
        return False
    verb = words.head[index]
    if words.lower[verb] in IMPERSONAL:
        if any(words.lower[k] in word_list("minded") for k in words.kids[verb]):
            return False  # "it was ready for talks"
        return any(words.dep[k] in ("acomp", "ccomp", "attr", "advcl", "xcomp") for k in words.kids[verb])
    return words.dep[index] == "nsubjpass" and any(words.dep[k] == "ccomp" for k in words.kids[verb])


def _entity(draft: Draft) -> Entity:
    sectors = draft.sectors
    if draft.capital_only and draft.kind == "country" and not sectors:
        sectors = ("GOV",)
    name = draft.name
    if draft.kind == "country" and draft.capital_only and draft.country:
        name = countries.country_name(draft.country)
    mentions = tuple(sorted(draft.mentions, key=lambda m: m.span))
    kind = cast("Kind", draft.kind)
    return Entity(
        draft.id, name, kind, draft.country, sectors, draft.title, draft.affiliation, draft.members, draft.wikidata,
        cameo_code(draft.country, sectors) if kind not in ("place", "event", "other") else None, _distinct(mentions),
    )  # fmt: skip


def _distinct(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple({m.span: m for m in mentions}.values())
