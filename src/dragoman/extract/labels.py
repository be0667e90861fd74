"""Speakers told by the layout alone: "BERG: We stay", questions and answers, tweets, a dash behind a quotation, headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.extract.cues import Cue
from dragoman.extract.ranges import Draft, trim
from dragoman.language import Analysis
from dragoman.model import Span
from dragoman.resolve.word_lists import word_list

SAYS = Cue("speech", "asserts")
ASKS = Cue("speech", "questions")
WRITES = Cue("writing", "asserts")
LABEL = re.compile(
    r"^[ \t]*(?P<open>[\"“])?(?:\[?\d?\d:\d\d(?::\d\d)?\]?[ \t]+)?(?:RT[ \t]+)?"
    r"(?P<name>@\w{2,30}|[A-Z](?:(?:[^\W\d_]|[ ,'’.-]){0,58}[^\W\d_])?)(?:[ \t]\([^()\n]{2,30}\))?"
    r"(?P<cue>:|(?<=^[QA])\.)[ \t]+(?P<content>\S[^\n]*)",
    re.MULTILINE,
)
SIGNED = re.compile(
    r"(?P<content>(?:[“\"‘']|^”)[^\n]{3,900}[”\"’'])(?:[ \t\xa0]*\n)?[ \t\xa0]*(?P<cue>--|[–—―-])[ \t\xa0]*"
    r"(?P<name>[A-Z@][^\n,(]{1,60}?)(?=[ \t\xa0.]*(?:[,(][^\n]*)?$)",
    re.MULTILINE,
)
EMBEDDED = re.compile(
    r"^(?P<content>[^\n]{12,600})(?:\n{1,2}|[ \t]+)(?P<cue>[–—-])[ \t]*(?P<name>[A-Z][^\n,(]{1,60}?)[ \t]*\(@\w+\)[^\n]*$", re.MULTILINE
)
HEADLINE = re.compile(r"[ \t]*(?P<content>[^\n]{12,140}?)(?P<cue>:|(?<=[ ])[–—-])[ ](?P<name>[A-Za-z][^\n:.,!?–—]{2,40})(?=[ \t]*(?:\n|$))")
SAID = re.compile(r"(?:Said|Says|Added|Wrote)[ ]")
QUOTES = "\"“‘'„«"
ASKING = {"Q", "Question", "QUESTION", "REPORTER", "Reporter", "JOURNALIST", "INTERVIEWER", "Interviewer"}
TURNS = ASKING | {"A", "Answer", "ANSWER", "MODERATOR", "Moderator", "HOST", "Host", "SPOKESPERSON", "TRANSLATOR", "INTERPRETER"}
NO_SPEAKER = re.compile(
    r"(?:BREAKING|WATCH|VIDEO|EXCLUSIVE|UPDATED?|OPINION|ANALYSIS|NEWS|LIVE|READ|ALERT|FACTBOX|TIMELINE|NOTE|FILE|PHOTO|PICTURE|CAPTION|CREDIT|"
    r"CORRECTION|MORE|RELATED|INTERVIEW|TRANSCRIPT|SOURCE|TOPICS?|TAGS?|BY|DATE|TIME|SUBJECT|TO|FROM|RE|PS)\b",
    re.IGNORECASE,
)
VOICES = {"person", "organization", "group"}
SMALL = {"of", "the", "de", "la", "del", "al", "el", "von", "van", "bin", "and", "for"}
LONGEST_NAME = 6  # words
LONGEST_UNKNOWN = 4  # words of a name that is no entity; a heading is longer
LONGEST_TURN = 4  # paragraphs without a name that a speaker goes on for
FIRST_PERSON = {"i", "we", "my", "our", "us", "me", "i'm", "we're"}


def labelled(analysis: Analysis) -> list[Draft]:
    """The drafts of a document whose source stands before a colon or behind a dash, in text order."""
    text = analysis.document.text
    found = _turns(analysis)
    for pattern in (EMBEDDED, SIGNED):
        if "—" in text or "–" in text or "-" in text or "―" in text:
            found += _signed(analysis, pattern)
    headline = HEADLINE.match(text)
    if headline and (noun := _voice(analysis, headline)) is not None:
        entry = WRITES if noun in word_list("papers") else SAYS
        found += _draft(analysis, headline.span("name"), headline.span("cue"), [Span(*headline.span("content"))], entry, own_words=False)
    taken: set[int] = set()
    kept = []
    for draft in sorted(found, key=lambda d: d.anchor):
        if draft.anchor not in taken:
            taken.add(draft.anchor)
            kept.append(draft)
    return kept


def _turns(analysis: Analysis) -> list[Draft]:
    text = analysis.document.text
    matches = [m for m in LABEL.finditer(text) if _may_name(m["name"])]
    turns = [m for m in matches if m["name"] in TURNS or m["name"].isupper()]
    titled = [m for m in matches if m not in turns and m["name"][0] != "@"]
    repeated = {m["name"] for m in titled if sum(o["name"] == m["name"] for o in titled) > 1}
    spoken = len(turns) > 1 or len(repeated) > 1 or (turns and repeated)
    found: list[Draft] = []
    for number, match in enumerate(matches):
        name, handle = match["name"], match["name"].startswith("@")
        transcript = bool(spoken) and (match in turns or name in repeated)
        if not transcript and (match["open"] or (not handle and not _speaks(analysis, match))):
            continue
        contents = [Span(*match.span("content"))]
        following = matches[number + 1].start() if number + 1 < len(matches) else -1
        if transcript and following > 0:
            contents += _going_on(text, match.end(), following)
        entry = ASKS if match["content"].rstrip().endswith("?") else WRITES if handle else SAYS
        own_words = handle or transcript or name.isupper() or bool(FIRST_PERSON & set(match["content"].lower().replace("’", "'").split()))
        at, cue = match.span("name"), match.span("cue")
        if (said := SAID.match(name)) and match["content"][0] in QUOTES:  # "Said Berg: …"
            at, cue = (at[0] + said.end(), at[1]), (at[0], at[0] + len(said[0].rstrip()))
        found += _draft(analysis, at, cue, contents, entry, own_words=own_words)
    return found


def _may_name(name: str) -> bool:
    words = name.replace(",", " ").split()
    if len(words) > LONGEST_NAME or NO_SPEAKER.match(name):
        return False
    return all(w[0].isupper() or w in SMALL or w[0] == "@" for w in words) and not name.endswith(",")


def _speaks(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether a single "Name: words" is somebody who says so, and no heading, list or dateline."""
    tokens = analysis.tokens(Span(*match.span("name")))
    words = analysis.tokens(Span(*match.span("content")))[:40]
    if not tokens or not any(t.pos_ in ("VERB", "AUX") for t in words):
        return False
    dateline = analysis.layout.dateline
    if dateline and dateline.place and dateline.place.overlaps(Span(*match.span("name"))) and (dateline.date or dateline.agency):
        return False
    if match["name"].lower() in word_list("papers") | word_list("informants"):
        return True
    head = analysis.head(Span(*match.span("name")))
    entity = analysis.entity_of(head) if head is not None else None
    if entity is not None and (entity.kind in ("country", "place") or tokens[-1].lemma_ in word_list("occasions")):
        return False
    if entity is not None:
        return entity.kind in VOICES
    heading = len(tokens) > LONGEST_UNKNOWN or any(t.pos_ in ("VERB", "ADP", "AUX", "CCONJ") for t in tokens)
    return head is not None and head.pos_ == "PROPN" and not heading


def _going_on(text: str, start: int, end: int) -> list[Span]:
    """The paragraphs without a name between two turns, if they are few: the speaker goes on."""
    found = []
    for piece in re.finditer(r"\S[^\n]*", text[start:end]):
        found.append(Span(start + piece.start(), start + piece.end()))
    return found if len(found) <= LONGEST_TURN else []


def _voice(analysis: Analysis, match: re.Match[str]) -> str | None:
    """The noun behind the colon or dash of a headline, in lower case, where it is somebody who can say it."""
    text, name = analysis.document.text, match["name"].strip()
    if text[match.start("content") : match.end("content")].rstrip()[-1:] in '."”' or len(name.split()) > LONGEST_NAME:
        return None
    if not any(t.pos_ in ("VERB", "AUX") for t in analysis.tokens(Span(*match.span("content")))):
        return None
    noun = name.lower().split()[-1]
    if noun in word_list("papers") | word_list("informants"):
        return noun
    head = analysis.head(Span(*match.span("name")))
    entity = analysis.entity_of(head) if head is not None else None
    return noun if entity is not None and entity.kind in VOICES and head is not None and head.pos_ != "VERB" else None


def _signed(analysis: Analysis, pattern: re.Pattern[str]) -> Iterator[Draft]:
    for match in pattern.finditer(analysis.document.text):
        words = match["name"].split()
        if len(words) <= LONGEST_NAME and all(w[0].isupper() or w[0] == "@" or w in SMALL for w in words):
            entry = WRITES if pattern is EMBEDDED else SAYS
            yield from _draft(analysis, match.span("name"), match.span("cue"), [Span(*match.span("content"))], entry, own_words=True)


def _draft(
    analysis: Analysis, name: tuple[int, int], cue: tuple[int, int], contents: list[Span], entry: Cue, *, own_words: bool
) -> Iterator[Draft]:
    """A draft of code points, if the tokens fit."""
    doc = analysis.doc
    named, cued = analysis.tokens(Span(*name)), analysis.tokens(Span(*cue))
    if not named or not cued:
        return
    ranges = []
    for span in contents:
        inside = [t.i for t in analysis.tokens(span)]
        if inside:
            ranges.append(trim(doc, inside[0], inside[-1] + 1))
    head = analysis.head(Span(*name))
    first, last = named[0].i, named[-1].i + 1
    one = cued[0].i < last and first <= cued[0].i  # "Q." is one token
    draft = Draft(
        cued[0].i,
        (cued[0].i, cued[-1].i + 1),
        entry,
        None if one else (first, last),
        None if one or head is None else head.i,
        tuple(r for r in ranges if r[0] < r[1]),
        confidence=0.5,
    )
    draft.cue_at = Span(*cue) if len(cued) == 1 and not one else None  # "):" is one token
    draft.direct = own_words
    if draft.contents:
        yield draft
