"""Offices learned from reports, frozen, and used for documents that tell a name alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.coder import Coder, load_register
from dragoman.errors import DataError, RecordError
from dragoman.model import Document
from dragoman.settings import GRAMMAR, Settings
from dragoman.workflows.register import freeze, learn

PLAIN = Settings(judge=GRAMMAR)
TOLD = Document(text="Norwegian Defence Minister Ola Berg arrived in Riga.", id="a", published="2023-05-01")
BARE = Document(text="Ola Berg condemned the attack.", id="b", published="2023-05-20")


def test_an_office_told_in_one_document_is_known_in_another(tmp_path: Path) -> None:
    snapshot = tmp_path / "spring.json"
    freeze(learn([Coder(PLAIN).read(TOLD)], "spring"), snapshot)
    plain = Coder(PLAIN).read(BARE)
    known = Coder(replace(PLAIN, register=str(snapshot))).read(BARE)
    berg, same = (next(e for e in report.entities if e.name == "Ola Berg") for report in (plain, known))
    assert (berg.title, berg.country, berg.sectors) == (None, None, ())
    assert (same.title, same.country, same.sectors, same.cameo) == ("Defence Minister", "NOR", ("GOV",), "NORGOV")
    assert plain.versions.register is None
    assert known.versions.register == load_register(snapshot).version
    assert learn([known], "again").offices == ()  # what a register told teaches nothing


def test_each_use_shows_its_evidence(tmp_path: Path) -> None:
    snapshot = tmp_path / "spring.json"
    reports = [Coder(PLAIN).read(replace(TOLD, id=f"d{day}", published=f"2023-05-0{day}")) for day in range(1, 8)]
    freeze(learn(reports, "spring"), snapshot)
    _, (explained,) = Coder(replace(PLAIN, register=str(snapshot))).explain(BARE)
    (told,) = explained.offices
    assert told.startswith("Ola Berg is Defence Minister (NOR) by the register, as told on 2023-05-03 (d3), ")
    assert told.endswith("2023-05-07 (d7), and 2 times before")
    _, (plain,) = Coder(PLAIN).explain(BARE)
    assert plain.offices == ()


def test_without_evidence_near_the_date_nothing_changes(tmp_path: Path) -> None:
    snapshot = tmp_path / "spring.json"
    freeze(learn([Coder(PLAIN).read(TOLD)], "spring"), snapshot)
    coder = Coder(replace(PLAIN, register=str(snapshot)))
    for published in (None, "2029-05-20"):
        document = replace(BARE, published=published)
        assert coder.read(document).entities == Coder(PLAIN).read(document).entities


def test_the_order_of_reading_does_not_show() -> None:
    reports = [Coder(PLAIN).read(d) for d in (TOLD, replace(TOLD, id="c", published="2023-04-01"))]
    register = learn(reports, "x")
    assert register == learn(reversed(reports), "x")
    assert [office.evidence for office in register.offices] == [(("2023-04-01", "c"), ("2023-05-01", "a"))]
    assert learn([replace(r, document=replace(r.document, published=None)) for r in reports], "x").offices == ()


def test_a_snapshot_is_never_replaced(tmp_path: Path) -> None:
    freeze(learn([], "x"), tmp_path / "x.json")
    with pytest.raises(RecordError, match="never changed"):
        freeze(learn([], "x"), tmp_path / "x.json")
    with pytest.raises(DataError, match="can't be read"):
        load_register(tmp_path / "y.json")
