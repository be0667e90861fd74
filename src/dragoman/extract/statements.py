"""Who says, writes, thinks, intends or sees what: source, cue and content of each statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.extract.contents import Draft, content_of, cue_range, is_passive, source_of, source_range, subtree, trim
from dragoman.extract.cues import Cue, cues
from dragoman.extract.quoted import attach_quotes, char_span
from dragoman.language import Analysis, grammar
from dragoman.language.quotes import quotes_in
from dragoman.model import Entity, Span, Statement
from dragoman.model.statement import Quotation, Stance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.language import Doc, Token

ACCORDING = Cue("speech", "asserts")
COLON = Cue("speech", "asserts")
LABEL = re.compile(r"(?:^|(?<=\n))[ \t]*(?P<name>[A-Z][^\n:.!?“\"]{1,60}?):[ \t]+(?P<content>\S[^\n]{12,})")
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
DEEPEST = 300  # contents that begin before a cue, looked through for one that holds it
WRITER = {"i", "we", "you", "me", "us"}
NO_SOURCE = {"there", "which", "that", "what", "this"}


def find_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """Return the attributed statements of a document, in text order of their cues.

    Spans are half-open code-point offsets into ``analysis.document.text``; content spans include quotation marks and
    "that". ``confidence`` is a fixed figure for each kind of cue. Raises ``MissingFinding`` if entities were not
    extracted before. Source: PolNeAR annotation guidelines (source, cue, content).
    """
    analysis.entities  # noqa: B018 - asks for what is needed before any work is done
    doc, layout = analysis.doc, analysis.layout
    drafts = [d for d in _drafts(doc) if not layout.furniture or not layout.is_furniture(doc[d.anchor].idx)]
    spans = attach_quotes(analysis, drafts)
    spans = [() if _by_writer(analysis, d) else c for d, c in zip(drafts, spans, strict=True)]
    made = [_statement(analysis, d, contents, n) for n, (d, contents) in enumerate(zip(drafts, spans, strict=True), 1) if contents]
    return _nest(made)


def _by_writer(analysis: Analysis, draft: Draft) -> bool:
    """Whether it is the writer who speaks, or the reader is spoken to: "I think" outside of quotations."""
    if draft.source_head is None or analysis.doc[draft.source_head].lower_ not in WRITER:
        return False
    offset = analysis.doc[draft.anchor].idx
    return not any(quotes_in(analysis.quotes, Span(offset, offset + 1)))


def _drafts(doc: Doc) -> list[Draft]:
    table = cues()
    verbs, nouns, adjectives, adverbs = (table[kind] for kind in ("verb", "noun", "adjective", "adverb"))
    found: list[Draft] = []
    for token in doc:
        draft = None
        pos = token.pos_
        if pos in ("VERB", "AUX"):
            draft = _according(token) if token.lower_ == "according" else _verb(token, verbs)
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
        if draft:
            found.append(draft)
    found = sorted([*found, *_labels(doc)], key=lambda d: d.anchor)
    # A cue of several words ("voiced concern over", "was quoted as saying") is found from its last, and takes the others.
    taken = {i for d in found for i in range(d.cue[0], d.anchor)}
    return [d for d in found if d.anchor not in taken]


def _labels(doc: Doc) -> list[Draft]:
    """Speakers written before a colon at the beginning of a line: "Berg: We will not leave." """
    found = []
    text = doc.text
    for match in LABEL.finditer(text):
        name = doc.char_span(*match.span("name"))
        if name is None or name.root.pos_ != "PROPN" or name.end >= len(doc) or doc[name.end].text != ":" or len(name) > 6:
            continue
        rest = doc.char_span(match.start("content"), match.end("content"), alignment_mode="expand")
        if rest is None or not any(t.pos_ in ("VERB", "AUX") for t in rest[:40]):
            continue
        anchor = name.end
        draft = Draft(
            anchor, (anchor, anchor + 1), COLON, (name.start, name.end), name.root.i, (trim(doc, rest.start, rest.end),), confidence=0.5
        )
        found.append(draft)
    return found


def _verb(verb: Token, table: Mapping[str, Cue]) -> Draft | None:
    entry = table.get(verb.lemma_)
    for child in verb.rights:
        if child.dep_ == "prt" or (child.dep_ in ("advmod", "prep") and child.i == verb.i + 1):
            entry = table.get(f"{verb.lemma_} {child.lower_}") or entry
            break
    if entry is None or (verb.dep_ == "amod" and not grammar.children(verb, "ccomp", "xcomp")):
        return None
    contents, preposition, told = content_of(verb, entry)
    if not contents and entry.frames & {"q", "c"}:
        contents = _host(verb)
    source = None if "r" in entry.frames else source_of(verb)
    passive = is_passive(verb) or "r" in entry.frames
    if not contents and "q" not in entry.frames:
        return None
    if (source is None and not passive) or _is_bare(verb, entry, source):
        return None
    if verb.dep_ == "xcomp" and (governor := table.get(verb.head.lemma_)) is not None and governor.stance == "declines":
        return None  # "declined to comment on": nothing is said
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
    return draft if draft.contents or "q" in entry.frames else None


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
    if verb.dep_ == "conj":
        return []
    return _around(head, verb)


def _around(head: Token, part: Token) -> list[tuple[int, int]]:
    doc = head.doc
    start, end = head.left_edge.i, head.right_edge.i + 1
    left, right = part.left_edge.i, part.right_edge.i + 1
    found = [trim(doc, start, left), trim(doc, right, end)]
    return [f for f in found if f[1] - f[0] > 1]


def _according(token: Token) -> Draft | None:
    to = next((c for c in token.rights if c.lower_ == "to" and c.i == token.i + 1), None)
    source = next(iter(grammar.children(to, "pobj")), None) if to is not None else None
    if source is None or to is None:
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
    draft = Draft(token.i, (start, to.i + 1), ACCORDING, source_range(source), source.i, tuple(contents), confidence=0.85)
    return _clear_of_source(token.doc, draft)


def _noun(noun: Token, entry: Cue) -> Draft | None:
    content, preposition = None, None
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and child.dep_ != "relcl":
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


def _adjective(adjective: Token, entry: Cue) -> Draft | None:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd", "ROOT") or verb.lemma_ not in (
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
    source = source_of(verb)
    if content is None or source is None or source.lower_ in NO_SOURCE or (source.lower_ == "it" and not entry.frames & {"t"}):
        return None
    start, _ = cue_range(verb)
    end = preposition.i + 1 if preposition is not None else adjective.i + 1
    draft = Draft(adjective.i, (start, end), entry, source_range(source), source.i, (subtree(content),), confidence=0.55)
    draft.negated = grammar.negated(verb)
    return _clear_of_source(adjective.doc, draft)


def _adverb(adverb: Token, entry: Cue) -> Draft | None:
    head = adverb.head
    if head.pos_ not in ("VERB", "AUX"):
        return None
    contents = [trim(head.doc, head.left_edge.i, adverb.i), trim(head.doc, adverb.i + 1, head.right_edge.i + 1)]
    return Draft(adverb.i, (adverb.i, adverb.i + 1), entry, contents=tuple(c for c in contents if c[0] < c[1]), confidence=0.4)


def _statement(analysis: Analysis, draft: Draft, contents: tuple[Span, ...], number: int) -> Statement:
    doc = analysis.doc
    source = _entity(analysis, doc[draft.source_head]) if draft.source_head is not None else None
    audience = _entity(analysis, doc[draft.audience]) if draft.audience is not None else None
    return Statement(
        id=f"s{number}",
        source=source.id if source else None,
        source_span=char_span(analysis, draft.source) if draft.source else None,
        cue_span=char_span(analysis, draft.cue),
        content_spans=contents,
        quotation=_quotation(analysis, contents),
        cue_class=draft.entry.cue_class,
        audience=audience.id if audience and audience is not source else None,
        stance=_stance(draft),
        confidence=draft.confidence,
    )


def _entity(analysis: Analysis, head: Token) -> Entity | None:
    """The entity of a phrase; a name in apposition says better who "the deputy minister" is."""
    names = [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "PROPN"] if head.pos_ != "PROPN" else []
    named = analysis.entity_of(names[0]) if names else None
    return named or analysis.entity_of(head)


def _stance(draft: Draft) -> Stance:
    if not draft.negated:
        return draft.entry.stance
    if draft.entry.stance != "asserts":
        return "asserts" if draft.entry.stance == "denies" else draft.entry.stance
    return "declines" if draft.entry.cue_class in ("speech", "writing") else "denies"


def _quotation(analysis: Analysis, contents: tuple[Span, ...]) -> Quotation:
    total = sum(c.length for c in contents)
    quoted = sum(min(c.end, q.span.end) - max(c.start, q.span.start) for c in contents for _, q in quotes_in(analysis.quotes, c))
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= 0.9 * total - 2 else "mixed"


def _nest(statements: list[Statement]) -> tuple[Statement, ...]:
    """Each statement with the innermost other one whose content holds its cue; a shorter content is never the outer one."""
    sizes = {s.id: sum(c.length for c in s.content_spans) for s in statements}
    contents = sorted((c.start, c.end, n) for n, s in enumerate(statements) for c in s.content_spans)
    found = []
    for n, one in enumerate(statements):
        cue = one.cue_span
        outer: Statement | None = None
        last = bisect_right(contents, (cue.start, float("inf"))) if cue else 0
        for _, end, m in contents[max(0, last - DEEPEST) : last]:
            other = statements[m]
            if m == n or cue is None or end < cue.end or (sizes[other.id], -m) <= (sizes[one.id], -n):
                continue
            if outer is None or sizes[other.id] < sizes[outer.id]:
                outer = other
        found.append(replace(one, within=outer.id) if outer else one)
    return tuple(sorted(found, key=lambda s: s.cue_span or s.content_spans[0]))
