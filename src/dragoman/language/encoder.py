"""The only caller of onnxruntime and tokenizers: the judge, a small encoder that tells what kind of act links two, and who says what.

A model is a folder with ``judge.onnx``, ``tokenizer.json`` and ``judge.json`` (names of the outputs, temperature, checksums).
Texts are English sentences as they stand; the model was trained on single sentences and does not see capitals.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DataError
from dragoman.language.windows import windows
from dragoman.model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).resolve().parent.parent / "data" / "models" / "judge"
DESCRIPTION = "judge.json"
FILES = ("judge.onnx", "tokenizer.json")
NONE = "NONE"  # the type of a pair between which nothing happens
LENGTH = 256  # word pieces of a text that are read; what follows is cut off
BATCH = 16  # texts encoded together
WINDOWS = 8  # windows of an article tagged together
ROLES = ("source", "cue", "content")  # of an attribution; each is tagged for itself
POOLS = 5  # text, actor, recipient, trigger, governor
WITHOUT = "install dragoman anew, or go on without the judge: --judge grammar"

Spans = tuple[Span, ...]


@dataclass(frozen=True)
class PairSpans:
    """What is judged: where the parties and two verbs stand, in code points of the text; empty where there is none.

    actor, recipient: all places where the text names the party. trigger: the words that tell the act, else the verb that joins
    the parties. governor: the nearest verb above the recipient, else above the actor.
    """

    actor: Spans = ()
    recipient: Spans = ()
    trigger: Spans = ()
    governor: Spans = ()


@dataclass(frozen=True)
class JudgedText:
    """A sentence and the pairs in it that are to be judged."""

    text: str
    pairs: tuple[PairSpans, ...]


@dataclass(frozen=True)
class JudgedPair:
    """The judgement of one pair.

    types: probability of each type, ``NONE`` included, as PLOVER codes the act; together 1. modes: probability of each
    "TYPE-mode", each for itself. value: how certain the act is as the innermost voice presents it, -3 (certainly not) … 3 (certainly).
    author: how certain it is to a reader of the sentence, on the same scale.
    """

    types: dict[str, float]
    modes: dict[str, float]
    value: float
    author: float = 0.0


@dataclass(frozen=True)
class TaggedPiece:
    """A word piece of an article and how likely it begins, and goes on in, a source, a cue and a content (in the order of ROLES)."""

    span: Span
    begins: tuple[float, float, float]
    inside: tuple[float, float, float]


class Judge:
    """A model that is loaded. ``version`` says which, as a report's ``versions`` state it."""

    def __init__(self, session: Any, tokenizer: Any, description: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.types: tuple[str, ...] = tuple(description["types"])
        self.mode_names: tuple[str, ...] = tuple(description["modes"])
        self.temperature = float(description["temperature"])
        self.version = f"{description['version']} sha256:{description['sha256']['judge.onnx'][:12]}"

    def judge(self, texts: Sequence[JudgedText]) -> list[tuple[JudgedPair, ...]]:
        """The judgements of each text's pairs, in order. Texts of like length are encoded together."""
        encodings = self._tokenizer.encode_batch([text.text for text in texts])
        order = sorted((n for n, text in enumerate(texts) if text.pairs), key=lambda n: (len(encodings[n].ids), n))
        found: list[tuple[JudgedPair, ...]] = [()] * len(texts)
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            judged = self._run([(encodings[n], texts[n].pairs) for n in part])
            for n in part:
                found[n] = tuple(next(judged) for _ in texts[n].pairs)
        return found

    def tag(self, text: str) -> list[TaggedPiece]:
        """The word pieces of an article, in order, each with its place in attributions. Whole paragraphs are read together."""
        import numpy as np

        stretches = list(windows(text))
        encodings = self._tokenizer.encode_batch([stretch.of(text) for stretch in stretches])
        found = []
        for start in range(0, len(stretches), WINDOWS):
            part = encodings[start : start + WINDOWS]
            pieces, mask = _padded(part)
            none = {"pools": np.zeros((0, POOLS, pieces.shape[1]), dtype=np.float32), "owner": np.zeros(0, dtype=np.int64)}
            (logits,) = self._session.run(["tags"], {"pieces": pieces, "mask": mask, **none})
            chances = _softmax(logits.reshape(*logits.shape[:2], len(ROLES), 3))
            for row, (stretch, encoding) in enumerate(zip(stretches[start : start + WINDOWS], part, strict=True)):
                for (first, last), chance in zip(encoding.offsets, chances[row].tolist(), strict=False):
                    if last > first:
                        span = Span(stretch.start + first, stretch.start + last)
                        source, cue, content = chance
                        found.append(TaggedPiece(span, (source[1], cue[1], content[1]), (source[2], cue[2], content[2])))
        return found

    def _run(self, rows: list[tuple[Any, tuple[PairSpans, ...]]]) -> Iterator[JudgedPair]:
        import numpy as np

        pieces, mask = _padded([encoding for encoding, _ in rows])
        pools = np.zeros((sum(len(pairs) for _, pairs in rows), POOLS, pieces.shape[1]), dtype=np.float32)
        owner = np.repeat(np.arange(len(rows)), [len(pairs) for _, pairs in rows]).astype(np.int64)
        at = 0
        for encoding, pairs in rows:
            for pair in pairs:
                _fill(pools[at], encoding.offsets, pair)
                at += 1
        asked = {"pieces": pieces, "mask": mask, "pools": pools, "owner": owner}
        logits, modes, values, authors = self._session.run(["types", "modes", "values", "authors"], asked)
        chances = _softmax(logits / self.temperature)
        mode_chances = 1 / (1 + np.exp(-modes.astype(np.float64)))
        for type_row, mode_row, value, author in zip(
            chances.tolist(), mode_chances.tolist(), values.tolist(), authors.tolist(), strict=True
        ):
            types = dict(zip(self.types, type_row, strict=True))
            yield JudgedPair(types, dict(zip(self.mode_names, mode_row, strict=True)), value, author)


def _padded(encodings: Sequence[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ids and mask (1 for pieces, 0 for padding) of texts, one a row."""
    import numpy as np

    length = max(len(encoding.ids) for encoding in encodings)
    pieces, mask = np.zeros((2, len(encodings), length), dtype=np.int64)
    for row, encoding in enumerate(encodings):
        pieces[row, : len(encoding.ids)] = encoding.ids
        mask[row, : len(encoding.ids)] = 1
    return pieces, mask


def _fill(pool: NDArray[np.float32], offsets: Sequence[tuple[int, int]], pair: PairSpans) -> None:
    """The weights of the pieces in the mean over the text and over each span; an empty one looks at the first piece."""
    pool[0, : len(offsets)] = 1 / len(offsets)
    for number, spans in enumerate((pair.actor, pair.recipient, pair.trigger, pair.governor), 1):
        inside = [i for i, (start, end) in enumerate(offsets) if end > start and any(start < b and a < end for a, b in spans)]
        pool[number, inside or [0]] = 1 / max(1, len(inside))


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    import numpy as np

    powers = np.exp(logits.astype(np.float64) - logits.max(axis=-1, keepdims=True))
    chances: NDArray[np.float64] = powers / powers.sum(axis=-1, keepdims=True)
    return chances


@cache
def load_judge(folder: Path | None = None) -> Judge:
    """The judge of a folder, by default the one that comes with dragoman; checked and loaded once a process.

    Raises ``DataError`` where a file is missing, broken or not the one that the checksum names.
    """
    folder = folder or MODEL
    description = _description(folder / DESCRIPTION)
    for name in FILES:
        _check(folder / name, description["sha256"][name])
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise DataError(f"the judge needs onnxruntime and tokenizers ({error}); {WITHOUT}") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(folder / "judge.onnx"), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # both raise classes of their own
        raise DataError(f"{folder}: the model can't be loaded ({type(error).__name__}: {error}); {WITHOUT}") from None
    tokenizer.enable_truncation(LENGTH)
    tokenizer.no_padding()
    return Judge(session, tokenizer, description)


def _description(path: Path) -> dict[str, Any]:
    try:
        description = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"{path}: the judge's model is missing ({error.strerror}); {WITHOUT}") from None
    except ValueError as error:
        raise DataError(f"{path}: no JSON ({error}); {WITHOUT}") from None
    try:
        types, modes, sums = description["types"], description["modes"], description["sha256"]
        sound = types[-1] == NONE and isinstance(modes, list) and float(description["temperature"]) > 0
        sound = sound and isinstance(description["version"], str) and all(isinstance(sums[name], str) for name in FILES)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise DataError(f"{path}: {type(error).__name__} {error} in the model's description; {WITHOUT}") from None
    if not sound:
        raise DataError(f"{path}: the description of the model is not sound; {WITHOUT}")
    return dict(description)


def _check(path: Path, wanted: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataError(f"{path}: missing ({error.strerror}), sha256 should be {wanted}; {WITHOUT}") from None
    if found != wanted:
        raise DataError(f"{path}: broken, its sha256 is {found} and should be {wanted}; {WITHOUT}")
