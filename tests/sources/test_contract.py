"""What every reader must do: with good input, with bad, empty, cut and huge input, and with any bytes."""

from __future__ import annotations

import gzip
import io
import random
from typing import Any

import pytest

from dragoman.model import Document
from dragoman.settings import Settings
from dragoman.sources import FORMATS, Defaults, Passed, Rejected
from dragoman.sources.opening import read_stream
from tests.sources.samples import SAMPLES, Sample
from tests.sources.test_opening import unpacked

NAMES = [known.name for known in FORMATS]


def read(data: bytes, origin: str, **limits: Any) -> list[Document | Rejected | Passed]:
    items = unpacked(read_stream(io.BytesIO(data), origin, Defaults(), Settings(language="any", **limits)))
    for item in items:
        if isinstance(item, Rejected):
            assert item.reason
            assert item.origin.startswith(origin)
            assert "\n" not in str(item)
            assert item.sample.isascii()
        elif isinstance(item, Document):
            assert item.text.strip()
    return items


def texts(items: list[Document | Rejected | Passed]) -> list[str]:
    return [item.text for item in items if isinstance(item, Document)]


def test_every_format_has_a_sample_and_its_suffix() -> None:
    assert set(SAMPLES) == set(NAMES)
    assert all(SAMPLES[known.name].suffix in known.suffixes for known in FORMATS)


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Sample:
    return SAMPLES[request.param]


def test_good_input_is_read_by_its_name_or_by_its_content(sample: Sample) -> None:
    for origin in (f"in{sample.suffix}", "-"):
        assert texts(read(sample.data, origin)) == list(sample.texts)
    packed = gzip.compress(sample.data)
    for origin in (f"in{sample.suffix}.gz", "-"):
        assert texts(read(packed, origin)) == list(sample.texts)


def test_the_same_input_gives_the_same_documents(sample: Sample) -> None:
    assert read(sample.data, f"in{sample.suffix}") == read(sample.data, f"in{sample.suffix}")


@pytest.mark.parametrize("data", [b"", b" \n\t\n"], ids=["empty", "blank"])
def test_what_is_empty_is_rejected(sample: Sample, data: bytes) -> None:
    for content in (data, gzip.compress(data)):
        items = read(content, f"in{sample.suffix}")
        assert len(items) == 1
        assert isinstance(items[0], Rejected)


def test_what_is_something_else_is_rejected(sample: Sample) -> None:
    items = read(b"\x00\x01\x02\x03" * 50, f"in{sample.suffix}")
    assert items
    assert not texts(items)


def test_what_is_cut_gives_only_what_is_whole(sample: Sample) -> None:
    if not sample.many:
        pytest.skip("a document that is cut can't be told from a short one")
    step = max(1, len(sample.data) // 30)
    packed = texts(read(gzip.compress(sample.data)[:-9], f"in{sample.suffix}.gz"))
    assert packed == list(sample.texts[: len(packed)])
    for end in [*range(1, len(sample.data), step), len(sample.data) - 8]:
        items = read(sample.data[:end], f"in{sample.suffix}")
        assert items, end
        found = texts(items)
        assert found == list(sample.texts[: len(found)]), end
        if len(found) < len(sample.texts) and sample.suffix != ".jsonl" and not sample.data[:end].endswith(b"\r\n\r\n"):
            assert any(isinstance(item, Rejected) for item in items), end


def test_what_is_huge_is_rejected(sample: Sample) -> None:
    items = read(sample.data, f"in{sample.suffix}", max_bytes=30)
    assert any(isinstance(item, Rejected) for item in items)
    assert not [text for text in texts(items) if len(text) > 30]


def test_broken_bytes_harm_nobody(sample: Sample) -> None:
    chance = random.Random(7)
    for _ in range(25):
        data = bytearray(sample.data)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert read(bytes(data), f"in{sample.suffix}")
        assert read(gzip.compress(sample.data)[: chance.randrange(2, 60)] + bytes(data[:40]), f"in{sample.suffix}.gz")
