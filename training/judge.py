"""The judge: heads over one encoder that tell what kind of act links an actor and a recipient, how certain it is, and who says so."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

import attribution
from dragoman.language.encoder import ROLES
from encoder import Encoder, weights_folder

TAGS = len(ROLES) * len(attribution.TAGS)  # outside, begin, inside for source, cue and content
POOLS = 5  # mean of the text, actor, recipient, trigger, verb above the recipient
LENGTH = 256
HIDDEN = 192  # of the heads of factuality

Span = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """What is judged: the spans of the parties and of two verbs (empty: not known), in code points of the text."""

    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    trigger: tuple[Span, ...]
    governor: tuple[Span, ...]
    labels: tuple[int, ...] = ()  # any of them is right; empty: the type is not known
    value: float | None = None  # factuality as the innermost voice presents it, -3 … 3
    author: float | None = None  # factuality as readers take it from the author, -3 … 3
    modes: tuple[int, ...] | None = None  # None: not known
    weight: float = 1.0
    joining: tuple[Span, ...] = ()  # the verb that joins the parties, for which no trigger need be known


@dataclass(frozen=True)
class Example:
    """A text with its pairs."""

    id: str
    text: str
    pairs: tuple[Pair, ...]


class Judge(nn.Module):
    """Encoder and heads; each head answers zero to begin with."""

    def __init__(self, encoder: Encoder, types: int, modes: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.half = False  # whether to encode in bfloat16, which trains two to three times as fast where the processor knows it
        self.dropout = nn.Dropout(0.1)
        self.type_head = nn.Linear(POOLS * encoder.width, types)
        self.mode_head = nn.Linear(POOLS * encoder.width, modes)
        self.value_head = _bent(2 * encoder.width, 1)
        self.author_head = _bent(2 * encoder.width, 1)
        self.tag_head = nn.Linear(encoder.width, TAGS)
        for head in self.heads():
            last = head[-1] if isinstance(head, nn.Sequential) else head
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def heads(self) -> tuple[nn.Module, ...]:
        """All heads."""
        return self.type_head, self.mode_head, self.value_head, self.author_head, self.tag_head

    def encode(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """States (batch, length, width) of word pieces."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.half):
            states: Tensor = self.encoder(pieces, mask)
        return states.float()

    def tag(self, states: Tensor) -> Tensor:
        """Logits (batch, length, TAGS) of who says what."""
        logits: Tensor = self.tag_head(self.dropout(states))
        return logits

    def pool(self, states: Tensor, pools: Tensor, owner: Tensor) -> Tensor:
        """States (pairs, POOLS, width) of each pair.

        pools: (pairs, POOLS, length) weights that sum to 1 over the pieces (or are all 0); owner: (pairs,) row of the text.
        """
        return torch.bmm(pools, states[owner])

    def judge(self, states: Tensor, pools: Tensor, owner: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits (pairs, types) and (pairs, modes), and two factuality values (pairs,): the innermost voice's, the author's."""
        return self.answers(self.pool(states, pools, owner))

    def answers(self, pooled: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What ``judge`` returns, of states that are pooled."""
        flat = self.dropout(pooled.flatten(1))
        local = self.dropout(pooled[:, [0, 3]].flatten(1))
        values = [3 * torch.tanh(head(local).squeeze(1)) for head in (self.value_head, self.author_head)]
        return self.type_head(flat), self.mode_head(flat), values[0], values[1]

    def forward(self, pieces: Tensor, mask: Tensor, pools: Tensor, owner: Tensor) -> tuple[Tensor, ...]:
        """What ``judge`` and ``tag`` return, and the pooled states (pairs, POOLS × width) for heads of one's own, in one pass."""
        states = self.encode(pieces, mask)
        pooled = self.pool(states, pools, owner)
        return *self.answers(pooled), self.tag(states), pooled.flatten(1)


def _bent(width: int, answers: int) -> nn.Sequential:
    """A head with one hidden layer: what a negation does to a value depends on what else is there."""
    return nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, answers))


def load_tokenizer() -> Tokenizer:
    """MiniLM's word pieces (lower case), cut at ``LENGTH``."""
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    return tokenizer


def batch(examples: list[Example], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, Tensor, Tensor, list[Pair]]:
    """Tensors of a batch: pieces, mask, pools, owner, and the pairs in order."""
    encoded = tokenizer.encode_batch([e.text for e in examples])
    length = max(len(e.ids) for e in encoded)
    pieces = torch.zeros(len(examples), length, dtype=torch.long)
    mask = torch.zeros(len(examples), length, dtype=torch.long)
    pools, owner, pairs = [], [], []
    for row, (example, encoding) in enumerate(zip(examples, encoded, strict=True)):
        pieces[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
        mask[row, : len(encoding.ids)] = 1
        for pair in example.pairs:
            weights = torch.zeros(POOLS, length)
            weights[0, : len(encoding.ids)] = 1 / len(encoding.ids)
            for number, spans in enumerate((pair.actor, pair.recipient, pair.trigger, pair.governor), 1):
                inside = [i for i, (s, e) in enumerate(encoding.offsets) if e > s and any(s < b and a < e for a, b in spans)]
                weights[number, inside or [0]] = 1 / max(1, len(inside))
            pools.append(weights)
            owner.append(row)
            pairs.append(pair)
    return pieces, mask, torch.stack(pools), torch.tensor(owner), pairs
