"""Windows of articles with who says what: word pieces tagged begin, inside, outside for source, cue and content, each for itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn

from dragoman.language.encoder import ROLES
from dragoman.language.windows import WORDS, windows

LENGTHS = (90, 115, 140, 165)  # words of the windows that are learned from: an article cut in four ways teaches more than in one
AT_REST = (115, 165)  # the same while only the head learns
TAGS = ("O", "B", "I")
WEIGHTS = torch.tensor([1.0, 1.5, 1.0])
WIDTHS = 8  # a batch is a multiple of it wide
UNASKED = -100  # instead of a tag: where none is wanted

Span = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """A stretch of an article and the spans of each role that begin or go on in it, in code points of the stretch."""

    id: str
    text: str
    spans: tuple[tuple[Span, ...], ...]  # one tuple for each of ROLES


def articles(path: Path, lengths: Iterable[int] = (WORDS,)) -> list[Window]:
    """The windows of a corpus of articles, {id, text, attributions: [{source, cue, content: spans}]}, at each of these lengths."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        spans = [[s for a in item["attributions"] for s in a[role]] for role in ROLES]
        found += [window for words in lengths for window in of_article(f"{item['id']}#{words}", item["text"], spans, words)]
    return found


def of_article(identifier: str, text: str, spans: list[list[list[int]]], words: int = WORDS) -> list[Window]:
    """The windows of one article, of so many words at most; a span is cut where its window ends."""
    found = []
    for number, window in enumerate(windows(text, words)):
        a, b = window.start, window.end
        inside = tuple(tuple((max(s, a) - a, min(e, b) - a) for s, e in role if s < b and a < e) for role in spans)
        found.append(Window(f"{identifier}#{number}", text[a:b], inside))
    return found


def width_of(encoded: list[Encoding]) -> int:
    """How many pieces a batch is wide. There are few widths, since the processor prepares its products anew for each."""
    return -(-max(len(e.ids) for e in encoded) // WIDTHS) * WIDTHS


def batch(chosen: list[Window], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces and mask (batch, length), and wanted tags (batch, length, roles), ``UNASKED`` where nothing is asked."""
    encoded = tokenizer.encode_batch([w.text for w in chosen])
    length = width_of(encoded)
    pieces, mask = torch.zeros(2, len(chosen), length, dtype=torch.long)
    wanted = torch.full((len(chosen), length, len(ROLES)), UNASKED, dtype=torch.long)
    for row, (window, encoding) in enumerate(zip(chosen, encoded, strict=True)):
        pieces[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[row, : len(encoding.ids)] = 1
        for role, spans in enumerate(window.spans):
            wanted[row, : len(encoding.ids), role] = torch.tensor(_tags(spans, encoding.offsets))
    return pieces, mask, wanted


def _tags(spans: Sequence[Span], offsets: list[Span]) -> list[int]:
    """The tag of each piece in one role; signs without a place in the text are not asked."""
    starts, tags = {s for s, _ in spans}, [UNASKED] * len(offsets)
    for i, (s, e) in enumerate(offsets):
        if e > s:
            inside = next((span for span in spans if span[0] < e and s < span[1]), None)
            begins = inside is not None and (s in starts or s <= inside[0] < e)
            tags[i] = TAGS.index("O" if inside is None else "B" if begins else "I")
    return tags


def loss_of(logits: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy over the pieces, the roles summed. logits: (batch, length, roles × tags)."""
    flat = logits.view(-1, len(ROLES), len(TAGS))
    asked = wanted.view(-1, len(ROLES))
    losses = [nn.functional.cross_entropy(flat[:, n], asked[:, n], weight=WEIGHTS, ignore_index=UNASKED) for n in range(len(ROLES))]
    return torch.stack(losses).sum()
