from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DataError
from dragoman.language import parse
from dragoman.language import parse as parse_function
from dragoman.language.parse import MODELS, PIECE, load
from dragoman.model import Document

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "sentences.jsonl").read_text("utf-8").splitlines()]
module = __import__("importlib").import_module("dragoman.language.parse")


def sentences(text: str) -> list[str]:
    return [s.text.strip() for s in next(parse([Document(text=text)])).doc.sents if s.text.strip()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:40])
def test_sentences(case: dict[str, Any]) -> None:
    assert sentences(case["text"]) == case["sentences"]


def test_products_of_matrices_are_left_to_numpy() -> None:
    nlp: Any = load()
    embedders = nlp.get_pipe("tok2vec").model, nlp.get_pipe("ner").model.get_ref("tok2vec")
    layers = [layer for model in embedders for layer in model.walk()]
    assert layers
    assert not any(layer.ops.use_blis for layer in layers)


def test_same_tags_and_lemmas_as_the_model_gives() -> None:
    text = (
        "There is no doubt that he'd gone. She isn't leaving; the men weren't told what the better plans were. "
        "What do they have to do? It was he who did it, and his were the worst of all those mistakes. Having been seen, they'll go."
    )
    model = next(m for m in MODELS if _installed(m))
    default = __import__(model).load()(text)
    mine = load()(text)
    assert [(t.pos_, t.lemma_, str(t.morph)) for t in mine] == [(t.pos_, t.lemma_, str(t.morph)) for t in default]


def test_verbs_that_the_model_confuses() -> None:
    assert [t.lemma_ for t in load()("They hoped that he staged it.")] == ["they", "hope", "that", "he", "stage", "it", "."]


def _installed(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def test_kinds_of_token_are_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.language.tags.LARGEST", 0)
    assert [t.lemma_ for t in load()("He went home.")] == ["he", "go", "home", "."]
    assert [t.lemma_ for t in load()("He went home.")] == ["he", "go", "home", "."]


def test_without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MODELS", ("no_such_model",))
    with pytest.raises(DataError, match="pip install"):
        load.__wrapped__()


def test_one_bad_document_spares_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    original = module.mark_boundaries

    def fails(doc: Any, given: str) -> Any:
        if "poison" in doc.text:
            raise ValueError("cannot be parsed")
        return original(doc, given)

    monkeypatch.setattr(module, "mark_boundaries", fails)
    texts = ["The army left.", "This is poison.", "The rebels stayed."]
    first, second, third = parse([Document(text=t) for t in texts])
    assert [len(a.doc) for a in (first, second, third)] == [4, 0, 4]
    assert second.failures[0].stage == "parse"
    assert "ValueError: cannot be parsed" in second.failures[0].error
    assert first.failures == third.failures == ()


def test_many_documents_stream() -> None:
    given_out = []

    def documents() -> Any:
        for n in range(20):
            given_out.append(n)
            yield Document(text=f"Number {n} left.")

    stream = parse_function(documents())
    assert next(stream).document.text == "Number 0 left."
    assert len(given_out) < 10
    assert [a.document.text for a in stream][-1] == "Number 19 left."


def test_long_texts_are_parsed_in_pieces() -> None:
    paragraph = "The army left the city. The rebels stayed in their camps near the river.\n\n"
    text = paragraph * (2 * PIECE // len(paragraph))
    analysis = next(parse([Document(text=text)]))
    assert len(analysis.doc.text) == len(text)
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in analysis.doc)
    assert len([s for s in analysis.doc.sents if s.text.strip()]) == 2 * text.count("\n\n")


@pytest.mark.parametrize("text", ["", " \n ", "a" * 50_000, '"' * 10_000, "word " * 6_000, "(" * 3_000, "مرحبا بالعالم " * 50])
def test_odd_texts(text: str) -> None:
    analysis = next(parse([Document(text=text, id="odd")]))
    assert not analysis.failures
    assert len(analysis.doc.text) == len(text)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="aB .,!?\n\t\"“”'()[]0é\u200b\U0001f600", max_size=60))
def test_offsets_hold(text: str) -> None:
    analysis = next(parse([Document(text=text, id="any")]))
    assert not analysis.failures
    assert len(analysis.doc.text) == len(text)
    for quote in analysis.quotes:
        assert quote.span.end <= len(text)
