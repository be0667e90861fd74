"""Who says what by the encoder's tags beside grammar: cues that are none are left out, what grammar lacks is added."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.extract.contents import is_passive, source_of
from dragoman.extract.cues import Cue, cues
from dragoman.extract.linking import LEAST, Chances, Range, Tagged, attributions, chances, own_parts, stretches
from dragoman.extract.ranges import Draft, cue_range, noun_phrase, source_range, trim
from dragoman.language import grammar

if TYPE_CHECKING:
    from dragoman.language import Analysis, Doc, Token

KEPT = 0.08  # what grammar takes for a cue needs this probability, unless it stands inside what somebody says
ADDED = 0.65  # what grammar does not know needs this one, its source and content included
TAIL = 0.3  # the end of a content of grammar that is below this one is cut off
WRONG = 0.2  # a source of grammar below this probability gives way to the tagged one
SHARED = 0.7  # the source of another cue of the sentence needs this one to be that of a verb without subject
SUBJECTLESS = ("VBG", "VB", "VBD", "VBN")
VERBS = ("VERB", "AUX")
NOUNS = ("NOUN", "PROPN", "PRON")
UNKNOWN = Cue("stance", "asserts")  # a cue that the lexicon does not have
QUOTED = Cue("speech", "asserts", frozenset("q"))  # the same with a quotation as its content
BROKEN = ("det", "amod", "compound", "poss", "nummod", "nsubj", "aux", "mark")  # a content never ends with one of these
FELT = {
    "alarm",
    "assure",
    "concern",
    "convince",
    "disappoint",
    "divide",
    "incline",
    "persuade",
    "please",
    "poise",
    "puzzle",
    "shock",
    "split",
}
ARTICLES = ("a", "an", "the")
LONGEST_REST = 6  # tokens from there to the word that it belongs to
WITH_VERB = {"about", "against", "for", "of", "on", "over", "to", "with"}  # prepositions of a content that belong to the cue


def tagged_drafts(analysis: Analysis, drafts: list[Draft], said: Container[int] = ()) -> list[Draft]:
    """The drafts of grammar as the encoder sees them, in text order: without those that are no cues to it, with those it adds.

    said: tokens that are cues already, by the layout of the page. What stands inside the content of another attribution is left to
    grammar, since the encoder has learned from corpora that do not nest. Without an encoder the drafts stay as they are.
    """
    if analysis.judge is None:
        return drafts
    doc = analysis.doc
    tags = analysis.judge.tag(analysis.document.text, [token.idx for token in doc if token.pos_ in VERBS])
    if not len(tags.starts):
        return drafts
    found = chances(doc, tags)
    tagged = attributions(doc, found)
    by_cue = {i: one for one in tagged for i in range(*one.cue)}
    named = stretches(doc, found, "source")
    kept = []
    for draft in drafts:
        same = next((by_cue[i] for i in range(*draft.cue) if i in by_cue), None)
        if same is not None:
            anchor = doc[draft.anchor]
            _complete(doc, draft, same, found, [(verb.i, verb.i + 1) for verb in anchor.children if _is_joined(verb, anchor)])
        _share_source(doc, draft, found, named)
        if same is not None or _is_cue(draft, found):
            kept.append(draft)
    taken = {i for d in kept for i in range(*d.cue)} | {d.anchor for d in kept}
    added = [
        draft
        for one in tagged
        if one.confidence >= ADDED and taken.isdisjoint(range(*one.cue)) and not any(i in said for i in range(*one.cue))
        if (draft := _draft(doc, one, found, named)).contents and not any(_takes(other, draft) for other in kept)
    ]
    return sorted([*kept, *added], key=lambda d: d.anchor)


def _takes(other: Draft, draft: Draft) -> bool:
    """Whether a draft stands between another one and all of its content ("turned back and demanded money")."""
    between = all(draft.cue[1] <= other.cue[0] < start for start, _ in draft.contents)
    return between and all(_overlap(part, other.contents) for part in draft.contents)


def _is_joined(verb: Token, first: Token) -> bool:
    """Whether whoever does the one does the other ("said that A lied and accused B")."""
    finite = verb.dep_ == "conj" and verb.head.i == first.i and verb.tag_ == first.tag_ and verb.tag_ in ("VBD", "VBZ")
    subject = grammar.children(verb, "nsubj", "nsubjpass", "expl")
    joint = any(c.i < verb.i for c in grammar.children(first, "cc")) and not any(t.is_quote for t in verb.doc[first.i : verb.i])
    return finite and not subject and joint


def _complete(doc: Doc, draft: Draft, same: Tagged, found: Chances, joined: list[Range]) -> None:
    """Give a draft of grammar the source that it lacks, or has in the wrong place, and the content that it does not reach.

    joined: the cues of the verbs that are joined to its own, which no content of it reaches ("said that A lied and accused B").
    """
    by = None if same.source and _suffers(doc, same.source, draft.anchor) else same.source
    if by and _is_source(by, found):
        draft.contents = _without_source(doc, draft.contents, by)
    if by and _is_better(doc, draft, by, found):
        draft.source = _whole(doc, by, draft.cue, draft.contents, found)
        draft.source_head = _meant(doc, draft.source) if draft.source else None
    elif draft.source:
        draft.source = _by_tags(doc, draft, draft.source, found)
        if by:
            draft.source = _without_names(doc, draft, draft.source, by, found)
    words = [draft.cue, *([draft.source] if draft.source else []), *joined]
    longer = [_as_tagged(doc, part, same.contents, words, found) for part in draft.contents]
    end = min((start for start, _ in joined), default=len(doc))
    missing = [part for part in same.contents if part[0] < end and not _overlap(part, [*words, *longer])]
    draft.contents = tuple(sorted([*longer, *own_parts(doc, draft.cue, draft.source, longer, missing)]))


def _is_better(doc: Doc, draft: Draft, by: Range, found: Chances) -> bool:
    """Whether a tagged source takes the place of that of grammar, which is none or not one to the encoder.

    "Which" of "Chad and Niger, which share a border, said" is in its place only as the source of the clause that it begins.
    """
    if draft.source is None or draft.source_head is None:
        return True
    if by[0] <= draft.source_head < by[1] and draft.source[0] <= by[0] and by[1] <= draft.source[1]:
        return False  # a part of it
    if by[1] - by[0] == 1 and doc[by[0]].tag_ in ("WDT", "WP"):
        if draft.source[0] <= by[0] < draft.source[1]:
            return False
        if doc[by[0]].head.i == draft.anchor:  # "a paper that says", which the encoder has learned to leave at "that"
            return True
    between = draft.source[1] <= by[0] and by[1] <= draft.cue[0] and not grammar.children(doc[draft.anchor], "nsubj")
    return between or found.mean("source", draft.source) < (LEAST if _is_source(by, found) else WRONG)


def _suffers(doc: Doc, source: Range, anchor: int) -> bool:
    """Whether a source is the subject of a passive, of whom others say something ("he was criticized for"), and no feeling is told."""
    head = doc[slice(*source)].root
    return head.dep_ == "nsubjpass" and head.head.i == anchor and doc[anchor].lemma_ not in FELT


def _is_source(part: Range, found: Chances) -> bool:
    """Whether what is tagged as a source is surely one, and no content ("they are split on", but not "they were criticized for")."""
    return found.mean("source", part) >= SHARED and found.mean("content", part) < LEAST


def _without_source(doc: Doc, contents: Iterable[Range], source: Range) -> tuple[Range, ...]:
    """Contents without the source that grammar takes for one of them, or for a part of one."""
    kept = []
    for start, end in contents:
        pieces = [(start, end)] if not _overlap((start, end), [source]) else [(start, source[0]), (source[1], end)]
        kept += [trim(doc, a, b) for a, b in pieces if a < b]
    return tuple((a, b) for a, b in kept if a < b)


def _meant(doc: Doc, source: Range) -> int:
    """The head of a source, of a relative pronoun the noun that it stands for."""
    head = doc[slice(*source)].root
    clause = head.head
    return int(clause.head.i if head.tag_ in ("WDT", "WP") and clause.dep_ == "relcl" else head.i)


def _by_tags(doc: Doc, draft: Draft, source: Range, found: Chances) -> Range:
    """A source without the clause behind its comma that is none to the encoder ("Berg, speaking in Oslo, said")."""
    start, end = source
    for comma in range(start + 1, end - 1):
        if doc[comma].text != "," or (draft.source_head or start) > comma:
            continue
        begun = (comma + 1, min(comma + 4, end))  # of an apposition sometimes only the first words are tagged
        if found.mean("source", begun) < LEAST and found.mean("source", (comma + 1, end)) < LEAST:
            return start, comma
    return source


def _without_names(doc: Doc, draft: Draft, source: Range, by: Range, found: Chances) -> Range:
    """A source without the names before it that are none to the encoder ("in Lima, Peru, Mr. Berg")."""
    start, end = source
    if start < by[0] < end and found.mean("source", (start, by[0])) < WRONG and any(t.pos_ in NOUNS for t in doc[start : by[0]]):
        draft.source_head = doc[by[0] : max(by[1], end)].root.i
        return by[0], end
    return source


def _share_source(doc: Doc, draft: Draft, found: Chances, named: Sequence[Range]) -> None:
    """Give a verb without subject of its own the nearest tagged source of its sentence, where what grammar gives it is none.

    The encoder's sources belong to the nearest cue each; "spoke for an hour, saying that", "held a briefing announcing that".
    """
    verb = doc[draft.anchor]
    if verb.tag_ not in SUBJECTLESS or grammar.children(verb, "nsubj", "nsubjpass") or is_passive(verb):
        return
    if verb.tag_ == "VB" and grammar.children(verb.head, "dobj"):
        return  # "pressed the bank to admit"
    if draft.source is not None and found.mean("source", draft.source) >= WRONG:
        return
    if draft.source is None and verb.tag_ != "VBG":
        return
    by = _before(verb, draft.cue, draft.contents, found, named)
    if by:
        draft.source = _whole(doc, by, draft.cue, draft.contents, found)
        draft.source_head = _meant(doc, draft.source) if draft.source else None


def _before(anchor: Token, cue: Range, contents: Iterable[Range], found: Chances, named: Sequence[Range]) -> Range | None:
    """The surely tagged source that stands nearest before a cue in its sentence, outside of what is said."""
    near = [s for s in named if anchor.sent.start <= s[0] and s[1] <= cue[0] and not _overlap(s, contents)]
    return next((s for s in reversed(near) if found.mean("source", s) >= SHARED), None)


def _behind(anchor: Token, contents: Iterable[Range], found: Chances, named: Sequence[Range]) -> Range | None:
    """The surely tagged source behind what a participle says in the same sentence ("Citing the delay, Berg resigned")."""
    if anchor.tag_ != "VBG":
        return None
    near = [s for s in named if anchor.i < s[0] < anchor.sent.end and all(c[1] <= s[0] for c in contents)]
    return next((s for s in near if found.mean("source", s) >= SHARED), None)


def _as_tagged(doc: Doc, part: Range, tagged: Iterable[Range], words: list[Range], found: Chances) -> Range:
    """A content as far as the tagged one that it overlaps goes on in its sentence, without a tail that is none to the encoder."""
    start, end = part
    beside = [r for r in tagged if r[0] < end and start < r[1]]
    if not beside or doc[end - 1].is_quote:
        return part
    last = doc[end - 1].sent.end
    longer = max([end, *(b for _, b in beside if b <= last and not _overlap((end, b), words))])
    if longer > end:
        return start, longer
    tail = max(b for _, b in beside)
    if start < tail < end and found.mean("content", (tail, end)) < TAIL and not any(t.is_quote for t in doc[tail:end]):
        return trim(doc, start, tail)
    return part


def _overlap(part: Range, others: Iterable[Range]) -> bool:
    return any(part[0] < end and start < part[1] for start, end in others)


def _is_cue(draft: Draft, found: Chances) -> bool:
    """Whether what grammar takes for a cue is one, or stands inside what somebody says."""
    inside = found.mean("content", (draft.anchor, draft.anchor + 1)) >= LEAST
    return inside or found.mean("cue", draft.cue) >= KEPT


def _draft(doc: Doc, one: Tagged, found: Chances, named: Sequence[Range]) -> Draft:
    anchor = doc[slice(*one.cue)].root
    cue, contents = _whole_cue(anchor, one.cue, tuple(_to_phrase_end(doc, part) for part in one.contents))
    entry = _entry(anchor)
    if entry is None:
        entry = QUOTED if any(doc[i].is_quote for part in contents for i in (part[0], part[1] - 1)) else UNKNOWN
    by = one.source or _source(anchor) or _before(anchor, cue, contents, found, named) or _behind(anchor, contents, found, named)
    source = _whole(doc, by, cue, contents, found) if by else None
    head = doc[slice(*source)].root if source else None
    if source is not None and _suffers(doc, source, anchor.i):
        contents, source, head = tuple(sorted([source, *contents])), None, None
    return Draft(
        anchor.i, cue, entry, source, head.i if head is not None else None, contents, confidence=round(min(0.9, one.confidence), 2)
    )


def _source(anchor: Token) -> Range | None:
    """The source that grammar gives a verb that has none by its tags, or the owner of a noun ("the mayor's frequent insistence")."""
    if anchor.pos_ == "NOUN":
        owner = next((c for c in anchor.lefts if c.dep_ == "poss" and c.pos_ in NOUNS), None)
        return (owner.left_edge.i, owner.right_edge.i + 1) if owner is not None else None
    if anchor.pos_ not in ("VERB", "AUX") or is_passive(anchor):
        return None
    head = source_of(anchor)
    return source_range(head) if head is not None else None


def _whole_cue(anchor: Token, cue: Range, contents: tuple[Range, ...]) -> tuple[Range, tuple[Range, ...]]:
    """A cue with its auxiliaries and negation, and with the preposition that its content begins with; the contents without them."""
    start, end = cue
    if anchor.pos_ in ("VERB", "AUX"):
        left, right = cue_range(anchor)
        start, end = min(start, left), max(end, right)
    behind = next((n for n, part in enumerate(contents) if part[0] == end), None)
    doc = anchor.doc
    if behind is not None:
        first = doc[end]
        if first.dep_ in ("prep", "prt") and first.lower_ in WITH_VERB and first.head.i in range(start, end):
            end += 1
    elif end < len(doc) and any(p[0] == end + 1 for p in contents) and doc[end].dep_ in ("prep", "prt") and doc[end].lower_ in WITH_VERB:
        end += 1
    return (start, end), tuple(p for p in (_without(part, (start, end)) for part in contents) if p is not None)


def _to_phrase_end(doc: Doc, part: Range) -> Range:
    """A content that breaks off inside a noun phrase or behind a subject, with the rest of it in its line."""
    start, end = part
    last = doc[end - 1]
    if last.dep_ in BROKEN and end <= last.head.i < min(end + LONGEST_REST, last.sent.end):
        right = last.head.right_edge.i + 1 if last.dep_ in ("nsubj", "aux", "mark") else noun_phrase(last.head)[1]
    elif last.dep_ == "prep" and last.right_edge.i > last.i:
        right = last.right_edge.i + 1
    else:
        return part
    return (start, max(end, right)) if not any("\n" in t.text for t in doc[end:right]) else part


def _whole(doc: Doc, part: Range, cue: Range, contents: tuple[Range, ...], found: Chances) -> Range | None:
    """The whole noun phrase of a tagged source, with what is joined to it, beside its cue and contents; None where nothing is left.

    Names before it that are none to the encoder stay outside ("in Lima, Peru, Mr. Berg", read as one list).
    """
    start, end = part
    head = doc[start:end].root
    if head.dep_ == "prep" and head.head.pos_ in ("NOUN", "PROPN", "PRON") and head.head.sent == head.sent:
        head = head.head  # "of millionaires" of "a pair of millionaires"
    if head.dep_ == "case":
        head = head.head  # "'s" alone
    if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        first = grammar.first_conjunct(head)
        last = first if first.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") else grammar.conjuncts(first)[-1]
        for noun in (head, first, last):
            left, right = noun_phrase(noun)
            apart = any(t.pos_ in NOUNS and (t.head != head or head.pos_ != "NOUN") for t in doc[left:start])
            if apart and found.mean("source", (left, start)) < WRONG:
                left = start
            if not any("\n" in t.text for t in doc[min(left, start) : max(right, end)]):
                start, end = min(start, left), max(end, right)
    for other in (cue, *contents):
        left_over = _without((start, end), other)
        if left_over is None:
            return None
        start, end = left_over
    start, end = trim(doc, start, end)
    return (start, end) if any((t.is_alpha and t.lower_ not in ARTICLES) or t.like_num for t in doc[start:end]) else None


def _without(part: Range, other: Range) -> Range | None:
    """What of a range stands before another one, else behind it."""
    start, end = part
    if other[0] < end and start < other[1]:
        start, end = (start, other[0]) if start < other[0] else (other[1], end)
    return (start, end) if start < end else None


def _entry(anchor: Token) -> Cue | None:
    table = cues()
    kind = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}.get(anchor.pos_)
    return table[kind].get(anchor.lemma_) if kind else None
