"""Stretches of tokens that the encoder tags as sources, cues and contents, and which cue each of them belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.ranges import trim
from dragoman.language.encoder import ROLES, Tags

if TYPE_CHECKING:
    from dragoman.language import Doc

Range = tuple[int, int]  # token indices, half-open

LEAST = 0.5  # a token belongs to a role from this probability on
BEGINS = 0.5  # a token begins another stretch from this probability on
BRIDGED = 2  # so many tokens between two stretches of content that are nothing else belong to it too
TOUCHING = 3  # tokens between a part and what it goes on with
OTHER_SENTENCE = 150  # as far as so many code points: a part in another sentence than its cue
OTHER_PARAGRAPH = 500
BESIDE = 200  # the same for a participle ("X said, adding that A. B."): what follows belongs to the main verb
FARTHEST = 1500  # code points; a part that is farther from any cue is left out


@dataclass(frozen=True)
class Chances:
    """For each token of a document and each role: the probability of being part of one, and of beginning one."""

    inside: tuple[tuple[float, ...], ...]
    begins: tuple[tuple[float, ...], ...]

    def mean(self, role: str, tokens: Range) -> float:
        """The mean probability of a range's tokens, 0 of an empty one."""
        start, end = tokens
        return sum(self.inside[ROLES.index(role)][start:end]) / max(1, end - start)


@dataclass(frozen=True)
class Tagged:
    """An attribution as tagged: ranges of tokens, and the least probability among its parts."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    confidence: float


def chances(doc: Doc, tags: Tags) -> Chances:
    """The probabilities of each token, the mean of its pieces'; 0 where no piece is (white space)."""
    import numpy as np

    starts = np.fromiter((token.idx for token in doc), dtype=np.int64, count=len(doc))
    ends = starts + np.fromiter(map(len, doc), dtype=np.int64, count=len(doc))
    first, last = np.searchsorted(tags.ends, starts, side="right"), np.searchsorted(tags.starts, ends, side="left")
    told = (first < last) & ~np.fromiter((token.is_space for token in doc), dtype=bool, count=len(doc))
    summed = np.concatenate([np.zeros((1, len(ROLES))), np.cumsum(tags.inside, axis=0)])
    inside, begins = np.zeros((2, len(doc), len(ROLES)))
    inside[told] = (summed[last[told]] - summed[first[told]]) / (last - first)[told, None]
    begins[told] = tags.begins[first[told]]
    return Chances(tuple(map(tuple, inside.T.tolist())), tuple(map(tuple, begins.T.tolist())))


def stretches(doc: Doc, found: Chances, role: str, least: float = LEAST) -> list[Range]:
    """The ranges of tokens of a role, in order. White space between two tokens does not end a range."""
    inside, begins = (part[ROLES.index(role)] for part in (found.inside, found.begins))
    ranges: list[Range] = []
    start = last = -1
    for i, chance in enumerate(inside):
        belongs = chance >= least  # which white space never does
        if start >= 0 and (begins[i] >= BEGINS if belongs else not doc[i].is_space):
            ranges.append((start, last + 1))
            start = -1
        if belongs:
            start = i if start < 0 else start
            last = i
    if start >= 0:
        ranges.append((start, last + 1))
    return ranges


def attributions(doc: Doc, found: Chances) -> list[Tagged]:
    """The tagged attributions that have a content, in order of their cues.

    Each stretch goes to the nearest cue; of a cue's contents those stay that belong together (``own_parts``).
    """
    cues = stretches(doc, found, "cue")
    page = _page(doc)
    beside = {n for n, cue in enumerate(cues) if doc[slice(*cue)].root.tag_ == "VBG"}
    sources: dict[int, list[Range]] = {}
    contents: dict[int, list[Range]] = {}
    named = _wordy(doc, stretches(doc, found, "source"))
    for parts, ranges in (
        (sources, named),
        (contents, _bridged(doc, page, _wordy(doc, stretches(doc, found, "content")), [*cues, *named])),
    ):
        for part in ranges:
            far = [_distance(page, cue, part, beside=n in beside) for n, cue in enumerate(cues)]
            nearest = min(range(len(cues)), key=far.__getitem__, default=None)
            if nearest is not None and far[nearest] <= FARTHEST:
                parts.setdefault(nearest, []).append(part)
    made = []
    for number, cue in enumerate(cues):
        by = min(sources.get(number, ()), key=lambda s: _distance(page, cue, s), default=None)
        said = own_parts(doc, cue, by, (), contents.get(number, ()))
        if said:
            least = min(found.mean("cue", cue), *(found.mean("content", part) for part in said))
            made.append(Tagged(cue, by, said, least))
    return made


def own_parts(doc: Doc, cue: Range, source: Range | None, sure: Sequence[Range], parts: Sequence[Range]) -> tuple[Range, ...]:
    """Those of some parts that belong to a cue's content, in order, of which some are sure.

    In its sentence: what touches the cue, its source, or a part that stays; before a cue that has its content behind it only
    what begins the sentence ("A, he said, is B"). Quotations anywhere; from afar only if there is nothing else.
    """
    sentence = doc[cue[0]].sent
    stay = sorted(sure)
    near = [p for p in parts if p[0] < sentence.end and sentence.start < p[1]]
    behind = [p for p in near if p[0] >= cue[1]]
    if not sure and behind:
        stay.append(behind[0])
    if any(p[0] >= cue[1] for p in stay):
        near = [p for p in near if p[0] >= cue[1] or _opens(doc, p)]
    edges = [cue, *([source] if source else []), *stay]
    for part in sorted(near, key=lambda p: abs(p[0] - cue[0])):
        if part not in stay and any(_touch(doc, part, edge) for edge in edges):
            stay.append(part)
            edges.append(part)
    if not stay:
        stay = near or sorted(parts, key=lambda p: abs(p[0] - cue[0]))[:1]
    quoted = [p for p in parts if p not in stay and (doc[p[0]].is_quote or doc[p[1] - 1].is_quote)]
    return tuple(sorted(p for p in {*stay, *quoted} if p not in sure))


def _opens(doc: Doc, part: Range) -> bool:
    """Whether a part begins its sentence, and not with a condition or circumstance of what is said ("While he agreed, …")."""
    first = doc[part[0]]
    return first.tag_ not in ("IN", "WRB") and not any(t.is_alpha for t in doc[first.sent.start : first.i])


def _touch(doc: Doc, one: Range, other: Range) -> bool:
    first, last = sorted((one, other))
    return sum(not t.is_space for t in doc[first[1] : last[0]]) <= TOUCHING


def _wordy(doc: Doc, ranges: list[Range]) -> list[Range]:
    """The ranges without punctuation at their edges, and without those that have no word."""
    trimmed = (trim(doc, *r) for r in ranges)
    return [r for r in trimmed if any(t.is_alpha or t.like_num for t in doc[slice(*r)])]


@dataclass(frozen=True)
class _Page:
    """Where each token begins and ends, and how many sentences and line breaks came before it."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentence: tuple[int, ...]
    line: tuple[int, ...]


def _page(doc: Doc) -> _Page:
    starts, ends, sentence, line = [], [], [], []
    sentences = lines = 0
    for token in doc:
        sentences += bool(token.is_sent_start)
        starts.append(token.idx)
        ends.append(token.idx + len(token))
        sentence.append(sentences)
        line.append(lines)
        lines += "\n" in token.text
    return _Page(tuple(starts), tuple(ends), tuple(sentence), tuple(line))


def _bridged(doc: Doc, page: _Page, parts: list[Range], others: list[Range]) -> list[Range]:
    """Contents of one sentence joined over a gap of few tokens that neither begin a quotation nor belong to a cue or source."""
    taken = {i for r in others for i in range(*r)}
    joined: list[Range] = []
    for part in parts:
        if joined and 0 < part[0] - joined[-1][1] <= BRIDGED and page.sentence[joined[-1][1] - 1] == page.sentence[part[0]]:
            gap = range(joined[-1][1], part[0])
            if taken.isdisjoint(gap) and not any(doc[i].is_quote or "\n" in doc[i].text for i in gap):
                joined[-1] = (joined[-1][0], part[1])
                continue
        joined.append(part)
    return joined


def _distance(page: _Page, cue: Range, part: Range, *, beside: bool = False) -> int:
    """Code points between a cue and a part, more where a sentence or a paragraph ends between them."""
    (_, left), (right, _) = sorted((cue, part))
    if left >= right:
        return 0
    last = left - 1
    far = OTHER_PARAGRAPH if page.line[last] != page.line[right] else OTHER_SENTENCE if page.sentence[last] != page.sentence[right] else 0
    return page.starts[right] - page.ends[last] + far + (BESIDE if far and beside else 0)
