"""A PostgreSQL server for the tests: a cluster of their own in a temporary folder, reached by a socket in it, gone when they end.

Wherever the server's programs are (Debian: ``apt install postgresql``) it is started; as root, in the name of the user ``postgres``.
Without them the tests that need it are skipped, but where ``CI=true`` they fail. DRAGOMAN_TEST_POSTGRES is the address of an
empty database to use instead.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database."""
    if address := os.environ.get("DRAGOMAN_TEST_POSTGRES"):
        yield address
        return
    programs = _programs()
    if programs is None:
        told = "there is no PostgreSQL server on this machine (Debian: apt install postgresql)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="dragoman-pg-", dir="/tmp"))  # a short name: a socket's path has at most 107 bytes
    data = folder / "data"
    try:
        if user:
            shutil.chown(folder, user)
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"], user)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=30"
        _run([programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start"], user)
        before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # who ends the tests ends the server
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            signal.signal(signal.SIGTERM, before)
            _run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Where ``pg_ctl`` and ``initdb`` lie: in the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parent.parent.name))
    return installed[-1].parent if installed else None


def _run(command: list[str | Path], user: str | None) -> None:
    done = subprocess.run(
        list(map(str, command)),
        user=user,
        cwd="/tmp",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would stay open in the server and be waited for
        stderr=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with status {done.returncode}")
