"""Open the desk: check that it may be opened there, and serve until it is stopped."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import uvicorn

from dragoman.desk.app import make_app
from dragoman.desk.settings import DeskSettings, is_any
from dragoman.desk.tokens import read_tokens
from dragoman.errors import UsageError
from dragoman.record import Record

GRACE = 10  # seconds that open requests have when the desk is stopped


def check(settings: DeskSettings) -> None:
    """Raise ``UsageError`` where other machines could reach the desk and nobody has a token, or no Host name is known."""
    tokens = [token for token in read_tokens(settings.token_file) if token.revoked is None]
    if settings.local:
        return
    if not tokens:
        raise UsageError(f"on {settings.host} other machines reach the desk, so a token is needed: dragoman token add NAME --record FILE")
    if is_any(settings.host) and not settings.names:
        raise UsageError(f"on {settings.host} the desk must know its own name: --name desk.example.org (may be given several times)")


def serve(settings: DeskSettings, told: Callable[[str], None]) -> None:
    """Serve until interrupted or terminated. Open requests are answered first, so that every accepted correction is kept."""
    check(settings)
    Record.open(settings.record).close()  # made, or brought up to date, once; what is wrong with it is told here
    listening = _listening(settings)
    port = listening.getsockname()[1]
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    told(f"the desk is open: http://{host}:{port}/  (stop it with Ctrl-C)")
    config = uvicorn.Config(
        make_app(settings, warm=True),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nobody is believed about where he comes from
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=200,
        h11_max_incomplete_event_size=64_000,
        lifespan="on",
        ws="none",
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _listening(settings: DeskSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((settings.host, settings.port))
        found.listen(256)
    except OSError as error:
        found.close()
        reason = "something listens there already" if error.errno == errno.EADDRINUSE else error.strerror
        raise UsageError(f"the desk can't be opened on {settings.host}, port {settings.port}: {reason}") from None
    return found
