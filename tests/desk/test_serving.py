"""A desk as a process of its own: it opens, others write beside it, it stops gracefully and loses nothing; and the small client."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.desk.client import Desk, DeskError
from dragoman.errors import UsageError
from dragoman.model import Document
from dragoman.record import Record
from tests.model.samples import sample

Running = tuple[subprocess.Popen[bytes], Desk]


@pytest.fixture
def running(file: Path) -> Iterator[Running]:
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "serve",
        "--record",
        str(file),
        *["--port", "0", "--judge", "grammar", "--seconds", "300"],
    ]
    environment = {**os.environ, "PYTHONWARNINGS": "default"}
    told, end = file.with_name("told"), time.monotonic() + 120
    with open(told, "w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, stderr=stream, env=environment)
    while not (found := re.search(r"http://127\.0\.0\.1:\d+", told.read_text(encoding="utf-8"))):
        assert process.poll() is None, told.read_text(encoding="utf-8")
        assert time.monotonic() < end
        time.sleep(0.05)
    yield process, Desk(found[0], seconds=300)
    process.kill()
    process.wait()


def test_the_client_asks_all_there_is(running: Running) -> None:
    _, desk = running
    assert [row.id for row in desk.events(actor="CHL")] == ["v2", "v2"]
    assert len(list(desk.statements(limit=3))) == 3
    assert next(desk.entities(actor="Berg")).name == "Ola Berg"
    assert next(desk.ties(type="member_of", publisher="Fjord")).object == "Andean League"
    assert {row.id for row in desk.documents(publisher="Fjord")} == {"doc-1", "doc/2 ?#é"}
    assert desk.document("doc/2 ?#é").document.title == "A second look"
    assert desk.document("doc-1", corrected=False) == sample()
    made = desk.correct("doc-1", "reject", event="v2", author="ann", reason="no")
    assert (made.author, made.reason) == ("ann", "no")
    assert [row.document for row in desk.events(actor="CHL")] == ["doc/2 ?#é"]
    desk.undo(made.id)
    assert [one.action for one in desk.corrections("doc-1")] == ["undo", "reject"]
    assert desk.correct("doc-1", "add", {"type": "AID"}, span=(0, 4)).start == 0
    assert len(list(desk.export("ties"))) == 3
    assert desk.read("Chad accused Libya of shelling.", published="2024-01-01").events[0].type == "ACCUSE"
    read = desk.read_many([Document("Peru thanked Japan."), Document(" ")])
    assert not isinstance(read[0], str)
    assert read[1] == "the text is empty"
    for ask in (lambda: desk.document("none"), lambda: list(desk.events(since="soon"))):
        with pytest.raises(DeskError) as told:
            ask()
        assert told.value.status in (400, 404)
    with pytest.raises(DeskError, match="can't be reached"):
        Desk("http://127.0.0.1:1").document("x")
    with pytest.raises(UsageError, match="no address"):
        Desk("file:///etc").document("x")


def test_others_add_meanwhile_and_a_stop_keeps_every_accepted_correction(running: Running, file: Path) -> None:
    process, desk = running
    accepted: list[int] = []
    stopped = threading.Event()

    def correct() -> None:
        while True:
            try:
                accepted.append(desk.correct("doc-1", "accept", event="v1").id)
            except DeskError:
                return
            if len(accepted) == 10:
                stopped.set()

    workers = [threading.Thread(target=correct) for _ in range(4)]
    for worker in workers:
        worker.start()
    with Record.open(file) as beside:
        for number in range(5):
            beside.add(sample(f"beside-{number}", url=f"https://news.example/b{number}"))
    assert stopped.wait(120)
    assert {row.id for row in desk.documents(text="league office")} >= {f"beside-{n}" for n in range(5)}
    process.send_signal(signal.SIGTERM)
    for worker in workers:
        worker.join(120)
    assert process.wait(300) in (0, -signal.SIGTERM)
    with Record.open(file) as record:
        assert set(accepted) <= {one.id for one in record.corrections()}
        assert list(record.check()) == []
