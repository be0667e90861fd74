"""The parts of an attribution around one cue: source, cue span and content, from the parse alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.cues import Cue, cues
from dragoman.extract.ranges import subtree, trim
from dragoman.language import grammar

if TYPE_CHECKING:
    from dragoman.language import Token

BELONG = {
    "of",
    "for",
    "as",
    "against",
    "with",
    "over",
    "about",
    "to",
    "from",
    "into",
    "by",
    "than",
}  # heads of phrases that stay with an object
SUBJECT_LABELS = ("nsubj", "csubj", "nsubjpass", "csubjpass", "expl")
CLOSING = frozenset("\"”'’»“") | {"''"}  # quotation marks that may stand before an inverted "said X"
CONDITIONS = {"if", "unless", "because", "until", "once"}
QUOTING = ("quote", "cite", "report", "describe")


def _goes_on(clause: Token) -> list[Token]:
    """Verbs of saying that the parser put into a clause although its speaker goes on with them: "said that …, adding that"."""
    found = []
    for child in clause.rights:
        if child.pos_ != "VERB" or grammar.children(child, *SUBJECT_LABELS):
            continue
        comma = child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
        if (child.dep_ == "advcl" and child.tag_ == "VBG" and comma and _says(child)) or (
            child.dep_ == "conj" and _same_form(child, clause.head) and _says(child)
        ):
            found.append(child)
    return found


def _same_form(verb: Token, first: Token) -> bool:
    """Whether a verb may be joined to another: the same form, or a past tense that was read as a participle."""
    if grammar.children(verb, "aux", "auxpass"):
        return False
    return verb.tag_ == first.tag_ or ({verb.tag_, first.tag_} == {"VBD", "VBN"} and bool(grammar.children(verb, "ccomp")))


def is_passive(verb: Token) -> bool:
    """As in grammar, but for a verb of saying that the parser joined to a passive in what was said."""
    return grammar.is_passive(verb) and _resumed(verb) is None


def _says(verb: Token) -> bool:
    entry = cues()["verb"].get(verb.lemma_)
    return entry is not None and entry.cue_class in ("speech", "writing") and "q" in entry.frames


def _resumed(verb: Token) -> Token | None:
    """The verb of saying that this one goes on with, where the parser hung it to the clause that was said."""
    if verb.dep_ not in ("advcl", "conj") or not _says(verb):
        return None
    clause = verb.head
    if clause.dep_ != "ccomp" or clause.i > verb.i or clause.head.i > clause.i or not _says(clause.head):
        return None
    return clause.head if verb in _goes_on(clause) else None


def source_of(verb: Token) -> Token | None:
    """The head of the phrase that says it: subject, agent, or the noun that a participle or relative clause describes."""
    if is_passive(verb):
        agents = [p for by in grammar.children(verb, "agent") for p in grammar.children(by, "pobj")]
        return agents[0] if agents else None
    own = grammar.children(verb, "nsubj") or _inverted(verb)
    if own:
        before = [n for n in own if n.i < verb.i]
        return before[-1] if before else own[0]
    if grammar.children(verb, "csubj"):
        return None
    resumed = _resumed(verb)
    if resumed is not None:
        return source_of(resumed)
    return _shared_source(verb)


def _shared_source(verb: Token) -> Token | None:
    """The source of a verb without subject of its own: that of the verb it is joined to or hangs on, the noun that it describes."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        if grammar.is_passive(head):
            return next(iter(grammar.children(head, "nsubjpass")), None)
        return source_of(head)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return head
    if verb.dep_ in ("advcl", "xcomp", "pcomp", "ccomp") and verb.tag_ in ("VBG", "VB"):
        return _controller(verb)
    if head.pos_ in ("VERB", "AUX") and verb.dep_ == "dep":
        return source_of(head)
    return head if _is_main(verb) else None


def _is_main(verb: Token) -> bool:
    """Whether the parser read the main clause as a relative one behind its own subject ("the bank, when asked, would not confirm")."""
    if verb.dep_ != "relcl" or verb.head.dep_ != "ROOT" or any(t.tag_ in ("WDT", "WP") for t in verb.lefts):
        return False
    return any(t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in (verb, *verb.lefts))


def _inverted(verb: Token) -> list[Token]:
    """The subject behind its verb that the parser took for an object: '"Why?" asked Berg.'"""
    inserted = inserted_subject(verb)
    if inserted is not None:
        return [inserted]
    before = verb.nbor(-1).text if verb.i else ""
    fronted = before == "," and any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
    if not fronted and before not in CLOSING:
        return []
    return grammar.children(verb, "dobj")[:1]


def inserted_subject(verb: Token) -> Token | None:
    """Who says it, between commas inside what is said, behind the verb: "Never again, vowed the general, would he …"."""
    if verb.dep_ not in ("ccomp", "parataxis") or verb.tag_ not in ("VBD", "VBZ", "VBP") or not _says(verb):
        return None
    doc = verb.doc
    subject = next((c for c in verb.rights if c.dep_ in ("nsubj", "dobj") and c.left_edge.i == verb.i + 1), None)
    if subject is None or doc[verb.i - 1].text != ",":
        return None
    comma = subject.right_edge.i + (doc[subject.right_edge.i].text != ",")
    return subject if comma < verb.head.i and doc[comma].text == "," else None


def _controller(verb: Token) -> Token | None:
    governor = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and governor.lemma_ in QUOTING and not grammar.is_passive(governor):
        return next(iter(grammar.children(governor, "dobj")), None)  # "quoted the minister as saying"
    if governor.pos_ not in ("VERB", "AUX") or governor == verb:
        return None
    if verb.dep_ in ("xcomp", "ccomp"):
        objects = grammar.children(governor, "dobj")
        if objects:
            return objects[0]
    if grammar.is_passive(governor):
        return next(iter(grammar.children(governor, "nsubjpass")), None)
    return source_of(governor)


def content_of(verb: Token, entry: Cue) -> tuple[list[tuple[int, int]], Token | None, Token | None]:
    """Content ranges, the preposition that belongs to the cue, and who is told, for a verb in the active or passive."""
    frames = entry.frames
    doc = verb.doc
    if "r" in frames:
        return _raised(verb), None, None
    passive = is_passive(verb)
    rights = [c for c in verb.children if c.i > verb.i]
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and _clause_fits(c, frames, passive)), None)
    if clause is None and entry.stance == "questions" and "w" in frames:  # "wondered aloud if", read as a condition
        clause = next((c for c in rights if c.dep_ == "advcl" and c.left_edge.lower_ in ("if", "whether")), None)
    told = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.i > verb.i), None)
    audience = told if "a" in frames else None
    if audience is None:
        audience = next((p for c in rights if c.dep_ in ("prep", "dative") and c.lower_ == "to" for p in grammar.children(c, "pobj")), None)
    if audience is not None and audience.dep_ == "dative" and audience.tag_ in ("IN", "TO"):
        audience = next(iter(grammar.children(audience, "pobj")), None)
    for prep in rights:
        if prep.dep_ in ("prep", "agent", "prt") and prep.lower_ in entry.prepositions and (clause is None or clause.i > prep.i):
            inner = [c for c in prep.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                start, _ = subtree(inner[0])
                following = [c for c in rights if c.i > prep.i and (c == clause or _infinitive(c))]
                last = max([inner[0].right_edge.i] + [c.right_edge.i for c in following])
                return [trim(doc, start, last + 1)], prep, None
    if clause is not None:
        addressed = "a" not in frames or clause.dep_ == "xcomp"
        with_object = addressed and bool(frames & {"c", "e", "o", "t"})
        found = _clause(verb, clause, with_object, passive, told if addressed else None)
        if passive and not addressed:
            audience = next(iter(grammar.children(verb, "nsubjpass")), None)
            return found, None, audience
        if found:
            heard = audience is not None and (audience.i < clause.i or clause.i < verb.i)
            return found, None, audience if heard else None
    if "o" in frames or entry.objects:
        found = _object(verb, passive, entry)
        if found:
            return found, None, None
    if passive and frames & {"c", "t", "e"} and clause is None:
        return [], None, None
    return [], None, audience


def _raised(verb: Token) -> list[tuple[int, int]]:
    """Subject and complement of "seem", "appear" or "is expected": together they are what seems so."""
    complement = next((c for c in verb.rights if c.dep_ in ("xcomp", "oprd", "acomp", "ccomp", "attr")), None)
    if complement is None:
        return []
    found = [subtree(s) for s in grammar.children(verb, "nsubj", "nsubjpass") if s.lower_ != "it"]
    start, end = subtree(complement)
    if start <= verb.i:
        start = verb.i + 1
    return [f for f in [*found, trim(verb.doc, start, end)] if f[0] < f[1]]


def _infinitive(clause: Token) -> bool:
    return clause.dep_ in ("xcomp", "advcl", "ccomp") and any(c.tag_ == "TO" for c in clause.lefts)


def _clause_fits(clause: Token, frames: frozenset[str], passive: bool) -> bool:
    if clause.dep_ == "xcomp" or clause.tag_ in ("VB", "VBG"):
        marked = any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
        if marked:
            asks = any(c.tag_ in ("WRB", "WP", "WDT") for c in clause.children)
            return bool(frames & {"t", "e"}) or ("w" in frames and asks) or (passive and "c" in frames)
        if clause.tag_ == "VBG" and not grammar.children(clause, "aux", "nsubj"):
            return "g" in frames
    return bool(frames & {"c", "w", "e", "q"})


def _clause(verb: Token, clause: Token, with_object: bool, passive: bool, told: Token | None) -> list[tuple[int, int]]:
    doc = verb.doc
    if clause.i > verb.i:
        start, end = subtree(clause)
        for later in _goes_on(clause):
            cut = later.left_edge.i if later.left_edge.i > clause.i else later.i
            if verb.i < clause.i < cut < end:
                end = trim(doc, start, cut)[1]
        before: list[tuple[int, int]] = []
        if start <= verb.i:  # the cue stands inside what is said: "A, he told B, does C"
            own = [c.left_edge.i for c in verb.children if c.dep_ in SUBJECT_LABELS and c.i < verb.i]
            before = [trim(doc, start, min([verb.i, *own]))]
            start = max([verb.i] + [c.right_edge.i for c in verb.children if verb.i < c.i < clause.i and c.dep_ != "punct"]) + 1
        start = next((m.i for m in grammar.children(clause, "mark") if start < m.i < clause.i and m.lower_ in ("that", "whether")), start)
        if told is not None and told.dep_ == "dobj" and with_object and told.i < clause.i:
            start = told.left_edge.i
        found = [*(b for b in before if b[0] < b[1]), trim(doc, _behind_time(clause, start), _joined_end(verb, end))]
        if passive and with_object:
            for subject in grammar.children(verb, "nsubjpass"):
                if subject.lower_ != "it":
                    found.insert(0, subtree(subject))
        return found
    start, end = clause.left_edge.i, clause.right_edge.i + 1
    limit = min([c.left_edge.i for c in verb.children if c.dep_ in SUBJECT_LABELS and c.i > clause.i] + [verb.i])
    found = [trim(doc, start, min(end, limit))]
    if end > verb.i + 1:  # the cue stands inside what is said: "A, he said, B"
        last = max([verb.i] + [c.right_edge.i for c in verb.children if c.i > clause.i and c.dep_ != "punct"])
        if last + 1 < end:
            found.append(trim(doc, last + 1, end))
    return [f for f in found if f[0] < f[1]]


def _joined_end(verb: Token, end: int) -> int:
    """The end of a clause with its condition or reason, and with "and that …" behind it, which the parser may hang elsewhere."""
    doc = verb.doc
    for clause in grammar.children(verb, "advcl"):
        if clause.left_edge.i - (doc[clause.left_edge.i - 1].text == ",") == end and clause.left_edge.lower_ in CONDITIONS:
            end = clause.right_edge.i + 1
    at = end
    while at < len(doc) and doc[at].text in (",", ";", "”", '"'):
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in ("and", "but") or doc[at + 1].lower_ != "that" or doc[at + 1].dep_ != "mark":
        return end
    clause = doc[at + 1].head
    return int(clause.right_edge.i) + 1 if clause.i > at and clause.sent.start == doc[at].sent.start else end


def _behind_time(clause: Token, start: int) -> int:
    """Where a clause begins without the time of the saying that the parser hung to it ("said on Tuesday its forces had …")."""
    first = next(clause.lefts, None)
    if first is None or first.left_edge.i != start or first.dep_ not in ("prep", "npadvmod"):
        return start
    time = first if first.dep_ == "npadvmod" else next(iter(grammar.children(first, "pobj")), first)
    behind = first.right_edge.i + 1
    subject = next((c for c in clause.lefts if c.dep_ in SUBJECT_LABELS), None)
    return behind if time.ent_type_ in ("DATE", "TIME") and subject is not None and subject.left_edge.i == behind else start


def _object(verb: Token, passive: bool, entry: Cue) -> list[tuple[int, int]]:
    doc = verb.doc
    labels = ("dobj", "nsubjpass") if passive else ("dobj", "oprd", "attr")
    heads = [c for c in verb.children if c.dep_ in labels]
    if not heads and passive and verb.dep_ in ("acl", "relcl"):
        heads = [verb.head]
    small = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and not c.pos_.startswith(("VERB", "AUX"))]
    if not heads and small:
        return [subtree(small[0])]
    if not heads:
        return []
    if entry.objects and heads[0].lemma_ not in entry.objects:
        return []
    found = []
    if heads[0].i < verb.i:
        if heads[0] == verb.head:
            start = heads[0].left_edge.i
            found.append(trim(doc, start, min(verb.left_edge.i, heads[0].right_edge.i + 1)))
        else:
            found.append(subtree(heads[0]))
    first = heads[0].i > verb.i
    start, end = (heads[0].left_edge.i, heads[0].right_edge.i + 1) if first else (-1, -1)
    for child in verb.rights:
        keeps = (child.dep_ == "prep" and child.lower_ in BELONG) or child.dep_ in ("oprd", "xcomp", "acomp")
        if keeps and child.i > heads[0].i and child.dep_ != "agent":
            start = child.left_edge.i if start < 0 else start
            end = child.right_edge.i + 1
    if start >= 0:
        found.append(trim(doc, start, end))
    return [f for f in found if f[0] < f[1]]
