"""What the grammar of a sentence attributes: a draft for each cue, of a verb, noun, adjective, adverb or "according to"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.contents import Draft, content_of, cue_range, is_passive, source_of, source_range, subtree, trim, without_tail
from dragoman.extract.cues import Cue, cues
from dragoman.extract.idioms import idiom_at, idioms
from dragoman.language import grammar
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.language import Doc, Token

ACCORDING = Cue("speech", "asserts")
ACCORDING_TO_PAPERS = Cue("writing", "asserts")
WORDS_OF = dict.fromkeys(("view", "opinion", "eye", "judgment", "judgement", "estimation", "assessment"), Cue("stance", "asserts"))
WORDS_OF |= dict.fromkeys(("word", "telling", "account", "phrase"), Cue("speech", "asserts"))
OWNERS = ("of", "by", "from", "among", "in")
QUOTED = ("quote", "cite", "report")
HOSTS = ("parataxis", "ccomp", "advcl", "dep", "intj", "conj")
LIGHT = {
    "express",
    "voice",
    "have",
    "give",
    "make",
    "offer",
    "show",
    "raise",
    "issue",
    "reiterate",
    "announce",
    "declare",
    "signal",
    "hold",
    "share",
}
NO_SOURCE = {"there", "which", "that", "what", "this"}


def grammatical(doc: Doc) -> list[Draft]:
    """The drafts of a document that its syntax gives, in text order of their cues; none is part of another's cue."""
    table = cues()
    verbs, nouns, adjectives, adverbs = (table[kind] for kind in ("verb", "noun", "adjective", "adverb"))
    found: list[Draft] = []
    idiomatic = idioms()
    covered = -1  # the last token of an idiom, whose words are no cues of their own
    for token in doc:
        if token.i <= covered:
            continue
        draft = None
        pos = token.pos_
        if pos in ("VERB", "AUX"):
            draft = idiom_at(token) if token.lemma_ in idiomatic else None
            if draft is not None:
                covered = draft.cue[1] - 1
            elif token.lower_ == "according":
                draft = _according(token)
            else:
                entry = adjectives.get(token.lower_) if token.tag_ == "VBN" else None
                draft = (_adjective(token, entry) if entry else None) or _verb(token, verbs)
        elif pos == "NOUN":
            entry = nouns.get(token.lemma_)
            draft = _noun(token, entry) if entry else None
        elif pos == "ADJ":
            entry = adjectives.get(token.lower_)
            draft = _adjective(token, entry) if entry else None
        elif pos == "ADV":
            entry = adverbs.get(token.lower_)
            draft = _adverb(token, entry) if entry else None
        elif token.lower_ == "according":
            draft = _according(token)
        elif token.lower_ == "in":
            draft = _in_the_words_of(token)
        if draft:
            found.append(draft)
    # A cue of several words ("voiced concern over", "was quoted as saying") is found from its last, and takes the others.
    taken = {i for d in found for i in range(d.cue[0], d.anchor)}
    kept = [d for d in found if d.anchor not in taken]
    for draft in kept:
        draft.contents = tuple(without_tail(doc, c) for c in draft.contents)
    return kept


def _verb(verb: Token, table: Mapping[str, Cue]) -> Draft | None:
    entry = table.get(verb.lemma_)
    for child in verb.rights:
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "prep") and child.i == verb.i + 1):
            entry = table.get(f"{verb.lemma_} {child.lower_}") or entry
            break
    if entry is None or (verb.dep_ == "amod" and not grammar.children(verb, "ccomp", "xcomp")):
        return None
    contents, preposition, told = _verb_contents(verb, entry)
    source = None if "r" in entry.frames else source_of(verb)
    passive = is_passive(verb) or "r" in entry.frames
    if not contents and "q" not in entry.frames:
        return None
    if (source is None and not passive) or _is_bare(verb, entry, source) or _says_nothing(verb, table):
        return None
    if entry.stance == "questions" and _is_request(verb, preposition):
        entry = replace(entry, stance="asserts")
    start, end = cue_range(verb, preposition)
    quoted = verb.head.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and quoted.lemma_ in QUOTED and quoted.i + 2 == verb.i:
        start, _ = cue_range(quoted)  # "was quoted as saying"
    agent = next(iter(grammar.children(verb, "agent")), None)
    if passive and agent is not None and agent.i == end:
        end += 1
    draft = Draft(verb.i, (start, end), entry, contents=tuple(contents), confidence=0.8 if "q" in entry.frames else 0.6)
    if source is not None:
        draft.source, draft.source_head = source_range(source), source.i
        if source.tag_ in ("WP", "WDT") or source.lower_ in ("that", "who"):
            clause = verb
            while clause.dep_ == "conj":
                clause = clause.head
            draft.source_head = clause.head.i if clause.dep_ == "relcl" else source.i
        draft = _clear_of_source(doc=verb.doc, draft=draft)
    if told is not None:
        draft.audience = told.i
    draft.negated = grammar.negated(verb)
    if entry.stance == "denies" and (first := _neither(verb)) is not None:
        draft.cue, draft.entry, draft.negated = (first, draft.cue[1]), replace(entry, stance="declines"), False
    return draft if draft.contents or "q" in entry.frames else None


def _verb_contents(verb: Token, entry: Cue) -> tuple[list[tuple[int, int]], Token | None, Token | None]:
    """As ``content_of``, with what stands around a cue that has no complement of its own."""
    contents, preposition, told = content_of(verb, entry)
    if _quoted_speaker(verb):
        contents = _around(verb.head.head, verb, 1)
    if not contents and entry.frames & {"q", "c"}:
        contents = _interrupted(verb) or _host(verb)
    return contents, preposition, told


def _says_nothing(verb: Token, table: Mapping[str, Cue]) -> bool:
    """Whether a verb of saying only tells who is spoken to ("addressing parliament"), or what nobody does ("declined to comment")."""
    if verb.lemma_ == "address" and verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl"):
        return True
    governor = table.get(verb.head.lemma_) if verb.dep_ == "xcomp" else None
    return governor is not None and governor.stance == "declines"


def _neither(verb: Token) -> int | None:
    """Where the cue begins of "neither confirmed nor denied", "would not confirm or deny"; None of a plain denial."""
    first = verb.head
    if verb.dep_ != "conj" or first.lemma_ not in ("confirm", "affirm", "admit", "acknowledge"):
        return None
    neither = [c.i for c in first.lefts if c.lower_ == "neither"]
    if neither:
        start, _ = cue_range(first)
        return min(start, *neither)
    return cue_range(first)[0] if grammar.negated(first) else None


def _interrupted(verb: Token) -> list[tuple[int, int]]:
    """The clause that the parser hung to a participle put in between: "reported, citing two officials, that …"."""
    for child in verb.rights:
        if child.dep_ == "advcl" and child.tag_ == "VBG" and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ",":
            for clause in grammar.children(child, "ccomp"):
                first = clause.left_edge
                if first.lower_ == "that" and first.nbor(-1).text == ",":
                    return [subtree(clause)]
    return []


def _quoted_speaker(verb: Token) -> bool:
    """Whether a participle names who quotes a speaker ("officials quoted by the daily said"): what he says is quoted too."""
    if verb.lemma_ not in QUOTED or verb.tag_ != "VBN" or verb.dep_ != "acl" or not grammar.children(verb, "agent"):
        return False
    return verb.head.dep_ in ("nsubj", "nsubjpass") and verb.head.head.pos_ == "VERB"


def _is_request(verb: Token, preposition: Token | None) -> bool:
    """Whether "ask" asks for something or somebody to do it, which is no question."""
    if preposition is not None:
        return preposition.lower_ == "for"
    return any(c.dep_ in ("xcomp", "ccomp") and any(t.tag_ == "TO" for t in c.lefts) for c in verb.rights)


def _is_bare(verb: Token, entry: Cue, source: Token | None) -> bool:
    """Whether nobody is told to say it: a participle behind its noun without agent, or a purpose ("to show that")."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return source is None
    if source is None and any(c.tag_ == "MD" for c in verb.lefts) and not grammar.children(verb, "ccomp", "xcomp"):
        return True  # "the report could not be confirmed"
    return verb.dep_ == "advcl" and verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.lefts) and "q" not in entry.frames


def _clear_of_source(doc: Doc, draft: Draft) -> Draft:
    """The draft with a source that neither holds its own cue nor, where the parse lets it, its content."""
    assert draft.source is not None
    start, end = draft.source
    if start <= draft.anchor < end:
        start, end = (
            (start, min(end, draft.cue[0])) if draft.source_head is not None and draft.source_head < draft.anchor else (draft.cue[1], end)
        )
    for left, right in draft.contents:
        if left < end and start < right:
            if draft.source_head is not None and draft.source_head < left:
                end = left
            elif left <= start and end <= right:
                continue
            else:
                start = max(start, right)
    draft.source = trim(doc, start, end) if start < end else None
    return draft


def _host(verb: Token) -> list[tuple[int, int]]:
    """The clause that a verb without complement of its own is put into or behind: "A, officials say, is B", "as X said"."""
    head = verb.head
    if verb.dep_ not in HOSTS or head == verb or head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return []
    marked = any(c.dep_ == "mark" or c.lower_ == "as" for c in verb.lefts)
    if verb.dep_ == "advcl" and not any(c.lower_ == "as" for c in verb.lefts):
        return []
    if verb.dep_ in ("ccomp", "conj") and (marked or verb.i < head.i):
        return []
    if verb.dep_ == "conj":  # "A did this, B said", read as two clauses side by side
        own = grammar.children(verb, "nsubj")
        joined = any(c.dep_ == "cc" and c.i < verb.i for c in (*head.rights, *verb.lefts))
        before = verb.left_edge.nbor(-1).text if verb.left_edge.i > 0 else ""
        return _around(head, verb)[:1] if own and not joined and before == "," else []
    return _around(head, verb)


def _around(head: Token, part: Token, shortest: int = 2) -> list[tuple[int, int]]:
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    left, right = part.left_edge.i, part.right_edge.i + 1
    found = [trim(doc, start, left), trim(doc, right, end)]
    return [f for f in found if f[1] - f[0] >= shortest]


def _in_the_words_of(token: Token) -> Draft | None:
    """ "In the view of the ministry", "in Berg's words": the owner is the source of the clause around."""
    noun = next(iter(grammar.children(token, "pobj")), None)
    if noun is None or noun.lemma_ not in WORDS_OF or token.dep_ != "prep" or token.head.pos_ not in ("VERB", "AUX"):
        return None
    of = next((p for p in grammar.children(noun, "prep") if p.lower_ == "of"), None)
    owner = next(iter(grammar.children(of, "pobj") if of is not None else grammar.children(noun, "poss")), None)
    contents = _around(token.head, token)
    if owner is None or not contents:
        return None
    cue = (token.i, of.i + 1) if of is not None else (noun.i, noun.i + 1)
    draft = Draft(noun.i, cue, WORDS_OF[noun.lemma_], source_range(owner), owner.i, tuple(contents), confidence=0.6)
    return _clear_of_source(token.doc, draft)


def _according(token: Token) -> Draft | None:
    to = next((c for c in token.rights if c.lower_ == "to" and c.i == token.i + 1), None)
    source = next(iter(grammar.children(to, "pobj")), None) if to is not None else None
    if source is None or to is None:
        return None
    if source.lemma_.lower() in word_list("rules"):
        return None
    head = token.head
    if head.pos_ not in ("VERB", "AUX"):
        head = next((a for a in grammar.ancestors(head) if a.pos_ in ("VERB", "AUX")), head)
    contents = _around(head, token)
    sentence = token.sent
    first = next((t.i for t in sentence if not t.is_space and not t.is_punct), sentence.start)
    if token.i == first and len(contents) > 1:
        contents = contents[-1:]
    if not contents:
        contents = [
            r for r in (trim(token.doc, sentence.start, token.i), trim(token.doc, token.right_edge.i + 1, sentence.end)) if r[1] - r[0] > 1
        ]
    start = token.i - 1 if token.i and token.nbor(-1).lower_ == "according" else token.i
    entry = ACCORDING_TO_PAPERS if source.lemma_.lower() in word_list("papers") else ACCORDING
    draft = Draft(token.i, (start, to.i + 1), entry, source_range(source), source.i, tuple(contents), confidence=0.85)
    return _clear_of_source(token.doc, draft)


def _noun(noun: Token, entry: Cue) -> Draft | None:
    content, preposition = None, None
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl"):
            that = any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in child.lefts)
            infinitive = any(c.tag_ == "TO" for c in child.lefts)
            if (that and entry.frames & {"c", "w"}) or (infinitive and "t" in entry.frames):
                content = child
                break
        if child.dep_ == "prep" and child.lower_ in entry.prepositions:
            content = next(iter(grammar.children(child, "pobj", "pcomp")), None)
            preposition = child
            if content is not None:
                break
    owner = next(iter(grammar.children(noun, "poss")), None)
    if owner is None and content is not None and _is_denied(noun):
        return None  # "rejected reports that": who denies it is the voice, nobody else is named
    if owner is None:
        for prep in noun.rights:
            if prep.dep_ == "prep" and prep != preposition and prep.lower_ in OWNERS:
                owner = next(iter(grammar.children(prep, "pobj")), None)
    end = preposition.i + 1 if preposition is not None and preposition.i == noun.i + 1 else noun.i + 1
    if content is not None and owner is None and noun.dep_ == "dobj" and noun.head.lemma_ in LIGHT:
        owner = source_of(noun.head)
        if owner is not None:
            start, _ = cue_range(noun.head)
            light = Draft(noun.i, (start, end), entry, source_range(owner), owner.i, (subtree(content),), confidence=0.6)
            light.negated = grammar.negated(noun.head) or grammar.negated(noun)
            return _clear_of_source(noun.doc, light)
    if owner is None:
        owner = next(
            (
                c
                for c in noun.lefts
                if c.dep_ in ("amod", "compound", "nmod") and (c.pos_ == "PROPN" or c.ent_type_ in ("NORP", "GPE", "ORG"))
            ),
            None,
        )
    if content is not None and owner is None and preposition is None and grammar.children(content, "mark"):
        return Draft(noun.i, (noun.i, end), entry, contents=(subtree(content),), confidence=0.4)  # "reports that …": nobody is named
    if content is None or owner is None:
        return None
    draft = Draft(noun.i, (noun.i, end), entry, source_range(owner), owner.i, (subtree(content),), confidence=0.5)
    return _clear_of_source(noun.doc, draft)


def _is_denied(noun: Token) -> bool:
    """Whether a noun is what a verb denies ("rejected claims that", "reports that … were denied")."""
    if noun.dep_ not in ("dobj", "nsubjpass") or noun.head.pos_ != "VERB":
        return False
    entry = cues()["verb"].get(noun.head.lemma_)
    return entry is not None and entry.stance == "denies"


def _adjective(adjective: Token, entry: Cue) -> Draft | None:
    participle = adjective.pos_ == "VERB"  # "is opposed to", read as a passive
    verb = adjective if participle else adjective.head
    if participle:
        if not grammar.children(adjective, "auxpass") or grammar.children(adjective, "agent", "dobj"):
            return None
    elif adjective.dep_ not in ("acomp", "oprd", "ROOT") or verb.lemma_ not in (
        "be",
        "become",
        "feel",
        "remain",
        "seem",
        "look",
        "get",
        "stay",
    ):
        return None
    content, preposition = None, None
    for child in adjective.rights:
        if child.dep_ in ("ccomp", "xcomp"):
            infinitive = any(c.tag_ == "TO" for c in child.lefts)
            if entry.frames & ({"t"} if infinitive else {"c", "w"}):
                content = child
                break
        if child.dep_ == "prep" and child.lower_ in entry.prepositions:
            content, preposition = next(iter(grammar.children(child, "pobj", "pcomp")), None), child
            break
    source = _passive_subject(verb) if participle else source_of(verb)
    if content is None or source is None or source.lower_ in NO_SOURCE or (source.lower_ == "it" and not entry.frames & {"t"}):
        return None
    start, _ = cue_range(verb)
    end = preposition.i + 1 if preposition is not None else adjective.i + 1
    draft = Draft(adjective.i, (start, end), entry, source_range(source), source.i, (subtree(content),), confidence=0.55)
    draft.negated = grammar.negated(verb)
    return _clear_of_source(adjective.doc, draft)


def _passive_subject(verb: Token) -> Token | None:
    """The subject of a participle with "be", which the parser sometimes leaves with the auxiliary."""
    auxiliaries = grammar.children(verb, "auxpass")
    return next((s for t in (verb, *auxiliaries) for s in grammar.children(t, "nsubjpass", "nsubj")), None)


def _adverb(adverb: Token, entry: Cue) -> Draft | None:
    head = adverb.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    contents = [trim(head.doc, head.left_edge.i, adverb.i), trim(head.doc, adverb.i + 1, head.right_edge.i + 1)]
    return Draft(adverb.i, (adverb.i, adverb.i + 1), entry, contents=tuple(c for c in contents if c[0] < c[1]), confidence=0.4)
