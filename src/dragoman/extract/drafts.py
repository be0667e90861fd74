"""What the grammar of a sentence attributes: a draft for each cue, of a verb, noun, adjective, adverb or "according to"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.contents import content_of, inserted_subject, is_passive, source_of
from dragoman.extract.cues import Cue, cues
from dragoman.extract.idioms import idiom_at, idioms
from dragoman.extract.nominals import of_adjective, of_adverb, of_noun
from dragoman.extract.ranges import Draft, around, clear_of_source, cue_range, noun_phrase, source_range, subtree, trim, without_tail
from dragoman.language import grammar
from dragoman.resolve.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.language import Doc, Token

ACCORDING = Cue("speech", "asserts")
ACCORDING_TO_PAPERS = Cue("writing", "asserts")
WORDS_OF = dict.fromkeys(("view", "opinion", "eye", "judgment", "judgement", "estimation", "assessment"), Cue("stance", "asserts"))
WORDS_OF |= dict.fromkeys(("word", "telling", "account", "phrase"), Cue("speech", "asserts"))
QUOTED = ("quote", "cite", "report")
HOSTS = ("parataxis", "ccomp", "advcl", "dep", "intj", "conj")
NAMING = {"name", "identify", "quote"}
LONGEST_INSERT = 15  # tokens between the commas of what is put in behind a cue


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
                draft = (of_adjective(token, entry) if entry else None) or _verb(token, verbs)
        elif pos == "NOUN":
            entry = nouns.get(token.lemma_)
            draft = of_noun(token, entry) if entry else None
        elif pos == "ADJ":
            entry = adjectives.get(token.lower_)
            draft = of_adjective(token, entry) if entry else None
        elif pos == "ADV":
            entry = adverbs.get(token.lower_)
            draft = of_adverb(token, entry) if entry else None
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
    elif passive and contents and _belongs(verb, end) and any(part[0] == end < part[1] - 1 for part in contents):  # "was accused of"
        contents = [(part[0] + (part[0] == end), part[1]) for part in contents]
        end += 1
    draft = Draft(verb.i, (start, end), entry, contents=tuple(contents), confidence=0.8 if "q" in entry.frames else 0.6)
    if source is not None:
        draft.source, draft.source_head = source_range(source), source.i
        if source.tag_ in ("WP", "WDT") or source.lower_ in ("that", "who"):
            clause = verb
            while clause.dep_ == "conj":
                clause = clause.head
            draft.source_head = clause.head.i if clause.dep_ == "relcl" else source.i
            if source.lower_ == "that" and clause.dep_ == "relcl":  # "a paper that says": "that" alone names nobody
                draft.source = noun_phrase(clause.head)
        draft = clear_of_source(doc=verb.doc, draft=draft)
    if told is not None:
        draft.audience = told.i
    draft.negated = grammar.negated(verb)
    if entry.stance == "denies" and (first := _neither(verb)) is not None:
        draft.cue, draft.entry, draft.negated = (first, draft.cue[1]), replace(entry, stance="declines"), False
    return draft if draft.contents or "q" in entry.frames else None


def _belongs(verb: Token, index: int) -> bool:
    """Whether the token behind a passive is the preposition that goes with it."""
    return (
        index < len(verb.doc)
        and verb.doc[index].dep_ == "prep"
        and verb.doc[index].head == verb
        and verb.doc[index].lower_ in ("of", "for")
    )


def _verb_contents(verb: Token, entry: Cue) -> tuple[list[tuple[int, int]], Token | None, Token | None]:
    """As ``content_of``, with what stands around a cue that has no complement of its own."""
    subject = inserted_subject(verb)
    if subject is not None:
        sentence = verb.sent
        around_it = (trim(verb.doc, sentence.start, verb.i), trim(verb.doc, subject.right_edge.i + 1, sentence.end))
        return [part for part in around_it if part[0] < part[1]], None, None
    contents, preposition, told = content_of(verb, entry)
    if _quoted_speaker(verb):
        contents = around(verb.head.head, verb, 1)
    if entry.frames & {"q", "c"}:
        behind = _that_behind(verb)
        if behind and (not contents or contents[-1][1] <= verb.i):
            return behind, None, told
        if not contents:
            contents = _interrupted(verb) or _host(verb)
    return contents, preposition, told


def _says_nothing(verb: Token, table: Mapping[str, Cue]) -> bool:
    """Whether a verb of saying only tells who is spoken to ("addressing parliament"), or what nobody does ("declined to comment")."""
    if verb.lemma_ == "address" and verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl"):
        return True
    if any(c.dep_ == "xcomp" and c.lemma_ in NAMING and c.tag_ == "VBN" for c in verb.rights):
        return True  # "asked not to be named"
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


def _that_behind(verb: Token) -> list[tuple[int, int]]:
    """The clause of a "that" right behind the cue, or behind what stands in commas there, wherever the parser hung it."""
    doc, at = verb.doc, verb.i + 1
    if at < len(doc) and doc[at].text == ",":
        end = next((i for i in range(at + 1, min(at + LONGEST_INSERT, len(doc) - 1)) if doc[i].text == ","), None)
        if end is None or doc[at + 1].tag_ != "VBG":
            return []
        at = end + 1
    if at >= len(doc) or doc[at].lower_ != "that" or doc[at].dep_ != "mark" or doc[at].head.i < at:
        return []
    return [trim(doc, at, doc[at].head.right_edge.i + 1)]


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


def _host(verb: Token) -> list[tuple[int, int]]:
    """The clause that a verb without complement of its own is put into or behind: "A, officials say, is B", "as X said"."""
    head = verb.head
    if verb.dep_ not in HOSTS or head == verb or head.pos_ not in ("VERB", "AUX", "NOUN", "ADJ"):
        return []
    marked = any(c.dep_ == "mark" or c.lower_ == "as" for c in verb.lefts)
    side_by_side = verb.dep_ == "conj" or (verb.dep_ == "advcl" and not any(c.lower_ == "as" for c in verb.lefts))
    if (side_by_side or verb.dep_ == "ccomp") and (marked or verb.i < head.i):
        return []
    if side_by_side:  # "A did this, B said", read as two clauses side by side
        own = grammar.children(verb, "nsubj")
        joined = any((c.dep_ == "cc" and c.i < verb.i) or c.tag_ in ("WRB", "WDT", "WP") for c in (*head.rights, *verb.lefts))
        before = verb.left_edge.nbor(-1).text if verb.left_edge.i > 0 else ""
        return around(head, verb)[:1] if own and not joined and before == "," else []
    return around(head, verb)


def _in_the_words_of(token: Token) -> Draft | None:
    """ "In the view of the ministry", "in Berg's words": the owner is the source of the clause around."""
    noun = next(iter(grammar.children(token, "pobj")), None)
    if noun is None or noun.lemma_ not in WORDS_OF or token.dep_ != "prep" or token.head.pos_ not in ("VERB", "AUX"):
        return None
    of = next((p for p in grammar.children(noun, "prep") if p.lower_ == "of"), None)
    owner = next(iter(grammar.children(of, "pobj") if of is not None else grammar.children(noun, "poss")), None)
    contents = around(token.head, token)
    if owner is None or not contents:
        return None
    cue = (token.i, of.i + 1) if of is not None else (noun.i, noun.i + 1)
    draft = Draft(noun.i, cue, WORDS_OF[noun.lemma_], source_range(owner), owner.i, tuple(contents), confidence=0.6)
    return clear_of_source(token.doc, draft)


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
    contents = around(head, token)
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
    return clear_of_source(token.doc, draft)
