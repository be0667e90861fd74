"""The only caller of onnxruntime and tokenizers: the judge, a small encoder that tells what kind of act links two, and who says what.

A model is a folder with ``judge.onnx``, ``tokenizer.json`` and ``judge.json`` (names of outputs and paths, temperature,
checksums).
Texts are English sentences as they stand; the model was trained on single sentences and does not see capitals.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import DataError
from dragoman.language.paths import UNTOLD
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
ROLES = ("source", "cue", "content")  # of an attribution; each is tagged for itself
LEAST = 1e-6  # probabilities below count as this
OUTPUTS = ("types", "given", "modes", "values", "authors", "lay", "registers", "hidden")  # of each pair
POOLS = 5  # text, actor, recipient, trigger, governor
SLOWER = ("SkipLayerNormFusion",)  # of onnxruntime's own optimizations: sum and norm apart take a fifth of the time of its joint operator
WITHOUT = "install dragoman anew, or go on without the judge: --judge grammar"

Spans = tuple[Span, ...]


@dataclass(frozen=True)
class PairSpans:
    """What is judged: where the parties and two verbs stand, in code points of the text; empty where there is none.

    actor, recipient: all places where the text names the party. trigger: the words that tell the act, else the verb that joins
    the parties. governor: the nearest verb above the recipient, else above the actor. paths: the syntactic ways from the trigger to actor
    and recipient (``dragoman.language.paths``).
    """

    actor: Spans = ()
    recipient: Spans = ()
    trigger: Spans = ()
    governor: Spans = ()
    paths: tuple[str, str] = (UNTOLD, UNTOLD)


@dataclass(frozen=True)
class JudgedText:
    """A sentence and the pairs in it that are to be judged."""

    text: str
    pairs: tuple[PairSpans, ...]


@dataclass(frozen=True)
class JudgedPair:
    """The judgement of one pair.

    types: probability of each type, ``NONE`` included, as PLOVER codes the act, where the reader has found the pair in a report;
    together 1. given: the same where somebody else has marked the two, as coders do who see an act between them. modes: probability of each
    "TYPE-mode", each for itself. value: how certain the act is as the innermost voice presents it, -3 (certainly not) … 3 (certainly).
    author: how certain it is to a reader of news, on the same scale. lay: how certain to a lay reader of everyday writing, who counts as
    not so what has not come about yet. everyday: the chance that the text is such writing, no news. hidden: the layer that types and
    modes are told from.
    """

    types: dict[str, float]
    given: dict[str, float]
    modes: dict[str, float]
    value: float
    author: float = 0.0
    lay: float = 0.0
    everyday: float = 0.0
    hidden: tuple[float, ...] = ()

    @property
    def state(self) -> tuple[float, ...]:
        """What a linear layer of one's own can read: logarithms of types', log-odds of modes' chances, both values, ``hidden``."""
        types = (math.log(max(p, LEAST)) for p in self.types.values())
        modes = (math.log(max(p, LEAST) / max(1 - p, LEAST)) for p in self.modes.values())
        return (*types, *modes, self.value, self.author, *self.hidden)


@dataclass(frozen=True, eq=False)
class Tags:
    """The word pieces of an article, in order, and their places in attributions.

    starts, ends: (pieces,) in code points. begins, inside: (pieces, roles), how likely a piece begins a source, a cue and a content, and
    how likely it is any part of one (in the order of ROLES).
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    begins: NDArray[np.float64]
    inside: NDArray[np.float64]


class Judge:
    """A model that is loaded. ``version`` says which, as a report's ``versions`` state it."""

    def __init__(self, session: Any, tokenizer: Any, description: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.types: tuple[str, ...] = tuple(description["types"])
        self.mode_names: tuple[str, ...] = tuple(description["modes"])
        self._paths = {name: number for number, name in enumerate(description["paths"], 1)}
        self.temperature = float(description["temperature"])
        self.version = f"{description['version']} sha256:{description['sha256']['judge.onnx'][:12]}"

    def judge(self, texts: Iterable[JudgedText]) -> list[tuple[JudgedPair, ...]]:
        """The judgements of each text's pairs, in order."""
        return [tuple(self._judged(text)) if text.pairs else () for text in texts]

    def tag(self, text: str, verbs: Sequence[int] | None = None) -> Tags:
        """The word pieces of an article with their places in attributions. Whole paragraphs are read together.

        verbs: where they begin, in order; tables and titles without any are not read unless they stand between paragraphs that are.
        """
        import numpy as np

        offsets, chances = [np.zeros((0, 2), dtype=np.int64)], [np.zeros((0, len(ROLES), 3))]
        for stretch in windows(text, told=verbs):
            encoding = self._tokenizer.encode(stretch.of(text))
            none = {"pools": np.zeros((0, POOLS, len(encoding.ids)), dtype=np.float32), "owner": np.zeros(0, dtype=np.int64)}
            none["paths"] = np.zeros((0, 2), dtype=np.int64)
            (logits,) = self._session.run(["tags"], {**_read(encoding), **none})
            places = np.array(encoding.offsets, dtype=np.int64)
            words = places[:, 1] > places[:, 0]
            offsets.append(places[words] + stretch.start)
            chances.append(_softmax(logits[0].reshape(-1, len(ROLES), 3))[words])
        spans, all_chances = np.concatenate(offsets), np.concatenate(chances)
        return Tags(spans[:, 0], spans[:, 1], all_chances[:, :, 1], all_chances[:, :, 1] + all_chances[:, :, 2])

    def _judged(self, text: JudgedText) -> Iterator[JudgedPair]:
        import numpy as np

        encoding = self._tokenizer.encode(text.text)
        pools = np.zeros((len(text.pairs), POOLS, len(encoding.ids)), dtype=np.float32)
        for pool, pair in zip(pools, text.pairs, strict=True):
            _fill(pool, encoding.offsets, pair)
        paths = np.array([[self._paths.get(name, 0) for name in pair.paths] for pair in text.pairs], dtype=np.int64)
        asked = {**_read(encoding), "pools": pools, "owner": np.zeros(len(pools), dtype=np.int64), "paths": paths}
        types, given, modes, values, authors, lay, registers, hidden = self._session.run(list(OUTPUTS), asked)
        chances, given_chances = (_softmax(logits / self.temperature).tolist() for logits in (types, given))
        told = zip(values.tolist(), authors.tolist(), lay.tolist(), _sigmoid(registers).tolist(), map(tuple, hidden.tolist()), strict=True)
        for type_row, given_row, mode_row, rest in zip(chances, given_chances, _sigmoid(modes).tolist(), told, strict=True):
            by_type, by_type_given = (dict(zip(self.types, row, strict=True)) for row in (type_row, given_row))
            yield JudgedPair(by_type, by_type_given, dict(zip(self.mode_names, mode_row, strict=True)), *rest)


def _read(encoding: Any) -> dict[str, NDArray[np.int64]]:
    """Ids and mask of one text. One at a time: padding and large products cost more than they save, and int8 depends on the batch."""
    import numpy as np

    ids = np.array([encoding.ids], dtype=np.int64)
    return {"pieces": ids, "mask": np.ones_like(ids)}


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


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    import numpy as np

    chances: NDArray[np.float64] = 1 / (1 + np.exp(-logits.astype(np.float64)))
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
    options.enable_mem_pattern = False  # a plan for each length of text costs more than it saves
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(
            str(folder / "judge.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # both raise classes of their own
        raise DataError(f"{folder}: the model can't be loaded ({type(error).__name__}: {error}); {WITHOUT}") from None
    if lacking := {*OUTPUTS, "tags"} - {output.name for output in session.get_outputs()}:
        raise DataError(f"{folder}: the model has no output {', '.join(sorted(lacking))}; it is of another version; {WITHOUT}")
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
        sound = (
            types[-1] == NONE
            and isinstance(modes, list)
            and isinstance(description["paths"], list)
            and float(description["temperature"]) > 0
        )
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
