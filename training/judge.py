"""The judge: heads over one encoder that tell what kind of act links an actor and a recipient, how certain it is, and who says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

import attribution
from dragoman.language.encoder import ROLES
from encoder import Encoder, weights_folder

TAGS = len(ROLES) * len(attribution.TAGS)  # outside, begin, inside for source, cue and content
LOCAL = [0, 3]  # the pools that certainty is told from: text and trigger
POOLS = 5  # mean of the text, actor, recipient, trigger, verb above the recipient
LENGTH = 256
PATH = 32  # size of what is learned of a syntactic path
HIDDEN = 256  # of the heads of acts
ACT_SHARE = 0.3  # of the head of acts in what is told of pairs that the reader finds: the two together are better than either
BENT = 192  # of the heads of factuality and of tags

PATHS = tuple((Path(__file__).parent / "paths.txt").read_text(encoding="utf-8").split())  # made by build_paths.py
UNKNOWN = "?"  # a path that is not told, or none of PATHS

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
    author: float | None = None  # factuality as annotators of news take it from the author, -3 … 3
    lay: float | None = None  # the same as lay readers of everyday writing take it, who count as not so what has not come about yet
    modes: tuple[int, ...] | None = None  # None: not known
    weight: float = 1.0
    joining: tuple[Span, ...] = ()  # the verb that joins the parties, for which no trigger need be known
    over_actor: tuple[Span, ...] = ()  # the verb above the actor, which governs when the parties are exchanged
    paths: tuple[str, str] = (UNKNOWN, UNKNOWN)  # the syntactic ways from the trigger to actor and recipient
    joining_paths: tuple[str, str] = (UNKNOWN, UNKNOWN)  # the same from the verb that joins them


@dataclass(frozen=True)
class Example:
    """A text with its pairs."""

    id: str
    text: str
    pairs: tuple[Pair, ...]


class ActHead(nn.Module):
    """Tells the type of act from the pooled states of a pair and its syntactic paths; answers zero to begin with."""

    def __init__(self, width: int, types: int) -> None:
        super().__init__()
        self.actor_path, self.recipient_path = nn.Embedding(len(PATHS) + 1, PATH), nn.Embedding(len(PATHS) + 1, PATH)
        self.dropout = nn.Dropout(0.1)
        self.bend = nn.Sequential(nn.Linear(POOLS * width + 2 * PATH, HIDDEN), nn.GELU(), nn.Dropout(0.2))
        self.types = nn.Linear(HIDDEN, types)
        nn.init.zeros_(self.types.weight)
        nn.init.zeros_(self.types.bias)

    def forward(self, pooled: Tensor, paths: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (pairs, types) and the states (pairs, HIDDEN) that they are told from; arguments as of ``Judge.answers``."""
        ways = torch.cat([self.actor_path(paths[:, 0]), self.recipient_path(paths[:, 1])], 1)
        hidden = self.bend(torch.cat([self.dropout(pooled.flatten(1)), self.dropout(ways)], 1))
        return self.types(hidden), hidden


class Judge(nn.Module):
    """Encoder and heads; each head answers zero to begin with.

    Types are told by three heads: ``act_head`` as our passages tell them, which follow the manual; ``report_head`` of pairs that the
    reader finds in reports, many of which are nothing; ``given_head`` as coders tell them of pairs that are given, among which there is
    an act.
    """

    def __init__(self, encoder: Encoder, types: int, modes: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.half = False  # whether to encode in bfloat16, which trains two to three times as fast where the processor knows it
        self.dropout = nn.Dropout(0.1)
        self.act_head, self.report_head, self.given_head = (ActHead(encoder.width, types) for _ in range(3))
        self.mode_head = nn.Linear(HIDDEN, modes)
        self.value_head = _bent(2 * encoder.width, 1)
        self.author_head = _bent(2 * encoder.width, 1)
        self.lay_head = _bent(2 * encoder.width, 1)
        self.register_head = nn.Linear(encoder.width, 1)
        self.tag_head = _bent(3 * encoder.width, TAGS)
        for head in (self.mode_head, *self.certainty_heads(), self.register_head, self.tag_head):
            last = head[-1] if isinstance(head, nn.Sequential) else head
            nn.init.zeros_(last.weight)
            nn.init.zeros_(last.bias)

    def heads(self) -> tuple[nn.Module, ...]:
        """All heads."""
        return self.act_head, self.report_head, self.given_head, self.mode_head, *self.certainty_heads(), self.register_head, self.tag_head

    def certainty_heads(self) -> tuple[nn.Module, nn.Module, nn.Module]:
        """The heads of factuality: to the innermost voice, to annotators of news, to lay readers."""
        return self.value_head, self.author_head, self.lay_head

    def encode(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """States (batch, length, width) of word pieces."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.half):
            states: Tensor = self.encoder(pieces, mask)
        return states.float()

    def tag(self, states: Tensor) -> Tensor:
        """Logits (batch, length, TAGS) of who says what, each piece's told from its state and those of its two neighbours."""
        none = torch.zeros_like(states[:, :1])
        before, after = torch.cat([none, states[:, :-1]], 1), torch.cat([states[:, 1:], none], 1)
        logits: Tensor = self.tag_head(self.dropout(torch.cat([states, before, after], 2)))
        return logits

    def pool(self, states: Tensor, pools: Tensor, owner: Tensor) -> Tensor:
        """States (pairs, POOLS, width) of each pair.

        pools: (pairs, POOLS, length) weights that sum to 1 over the pieces (or are all 0); owner: (pairs,) row of the text.
        """
        return torch.bmm(pools, states[owner])

    def judge(self, states: Tensor, pools: Tensor, owner: Tensor, paths: Tensor) -> tuple[Tensor, ...]:
        """What ``answers`` returns. paths: (pairs, 2) numbers of syntactic paths, 0 where not known."""
        return self.answers(self.pool(states, pools, owner), paths)

    def answers(self, pooled: Tensor, paths: Tensor) -> tuple[Tensor, ...]:
        """Of pooled states: logits (pairs, types) by ``act_head`` and ``report_head``, and (pairs, modes); three factuality values
        (pairs,), by ``certainty_heads``; the logit (pairs,) that the text is everyday writing, no news; and the states (pairs, HIDDEN) of
        ``act_head``, which modes are told from.
        """
        types, hidden = self.act_head(pooled, paths)
        found, _ = self.report_head(pooled, paths)
        reports = ACT_SHARE * types + (1 - ACT_SHARE) * found
        values = [self.certainty(head, pooled[:, LOCAL].flatten(1)) for head in self.certainty_heads()]
        return types, reports, self.mode_head(hidden), *values, self.register(pooled), hidden

    def register(self, pooled: Tensor) -> Tensor:
        """Logits (pairs,) that a text is everyday writing; pooled: (pairs, POOLS, width)."""
        logits: Tensor = self.register_head(self.dropout(pooled[:, 0])).squeeze(1)
        return logits

    def certainty(self, head: nn.Module, local: Tensor) -> Tensor:
        """Values (pairs,) of factuality, -3 … 3, by one of its heads; local: (pairs, 2 × width)."""
        value: Tensor = 3 * torch.tanh(head(self.dropout(local)).squeeze(1))
        return value

    def forward(self, pieces: Tensor, mask: Tensor, pools: Tensor, owner: Tensor, paths: Tensor) -> tuple[Tensor, ...]:
        """What ``judge`` and ``tag`` return, in one pass; only that the logits of ``given_head`` are the first."""
        states = self.encode(pieces, mask)
        pooled = self.pool(states, pools, owner)
        given, _ = self.given_head(pooled, paths)
        return given, *self.answers(pooled, paths)[1:], self.tag(states)


def _bent(width: int, answers: int) -> nn.Sequential:
    """A head with one hidden layer: what a negation does to a value depends on what else is there, as a span's beginning does."""
    return nn.Sequential(nn.Linear(width, BENT), nn.GELU(), nn.Dropout(0.1), nn.Linear(BENT, answers))


def load_tokenizer() -> Tokenizer:
    """MiniLM's word pieces (lower case), cut at ``LENGTH``."""
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    return tokenizer


def batch(examples: list[Example], tokenizer: Tokenizer) -> tuple[Tensor, Tensor, tuple[Tensor, Tensor, Tensor], list[Pair]]:
    """Tensors of a batch: pieces, mask, what is asked of the pairs (pools, owner, paths), and the pairs in order."""
    encoded = tokenizer.encode_batch([e.text for e in examples])
    length = attribution.width_of(encoded)
    pieces = torch.zeros(len(examples), length, dtype=torch.long)
    mask = torch.zeros(len(examples), length, dtype=torch.long)
    numbers = {name: number for number, name in enumerate(PATHS, 1)}
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
    return (
        pieces,
        mask,
        (torch.stack(pools), torch.tensor(owner), torch.tensor([[numbers.get(name, 0) for name in p.paths] for p in pairs])),
        pairs,
    )


@torch.no_grad()
def type_chances(judge: Judge, examples: list[Example], *, reports: bool = False) -> Tensor:
    """The chances (pairs, types) that a judge gives each pair of the texts, in order. reports: of pairs that the reader finds."""
    judge.eval()
    tokenizer, found = load_tokenizer(), []
    for start in range(0, len(examples), 16):
        pieces, mask, wanted, _ = batch(examples[start : start + 16], tokenizer)
        found.append(torch.softmax(judge.judge(judge.encode(pieces, mask), *wanted)[int(reports)], 1))
    return torch.cat(found)
