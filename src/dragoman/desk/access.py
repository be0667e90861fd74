"""Who gets in: Host, Origin, tokens, rate, size and time of every request, and the headers of every answer. One ASGI layer around the app.

* Host: a page on another name that was made to lead here (DNS rebinding) is refused: the desk answers to its own names only.
* Origin: whatever writes must come from a page of this desk, or from a program (which sends no Origin).
* Tokens: where other machines can reach the desk each request needs one; one that is given is checked everywhere.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.desk.problems import answer, wants_page
from dragoman.desk.settings import DeskSettings
from dragoman.desk.tokens import Tokens
from dragoman.model.safe import one_line

COOKIE = "dragoman_token"
OPEN = ("/health", "/login", "/static/")  # what needs no token
ENDLESS = ("/api/v1/export",)  # what may take longer
WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_FAILURES = 20  # wrong tokens a minute from one address

_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:/\\@?#,;\s]+)(:\d{0,5})?")  # the whole of it: parsers differ about what follows a bracket

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True)
class Visitor:
    """Who asks: a token's name, None on this machine without one; and what they may do."""

    name: str | None
    scope: str


class Bucket:
    """So many requests a minute for each key; what is left grows back steadily. Keys that are not heard of any more are forgotten."""

    def __init__(self, rate: int, keys: int = 10_000) -> None:
        self.rate, self.keys = rate, keys
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one; returns 0, or the seconds after which there will be one again."""
        now = time.monotonic()
        left, then = self._left.pop(key, (float(self.rate), now))
        left = min(float(self.rate), left + (now - then) * self.rate / 60)
        wait = 0.0 if left >= 1 else (1 - left) * 60 / self.rate
        self._left[key] = (left if wait else left - 1, now)
        while len(self._left) > self.keys:
            self._left.popitem(last=False)
        return wait


class _Refused(Exception):  # noqa: N818 - a state
    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


class Access:
    """The layer. ``scope["state"]["visitor"]`` tells the app who asks."""

    def __init__(self, app: ASGIApp, settings: DeskSettings, tokens: Tokens) -> None:
        self.app, self.settings, self.tokens = app, settings, tokens
        self.rates, self.failures = Bucket(settings.rate), Bucket(_FAILURES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        try:
            scope.setdefault("state", {})["visitor"] = self._visitor(scope)
            request = Request(scope)
            whole = await self._received(request, receive)
            endless = scope["path"].startswith(ENDLESS)
            await asyncio.wait_for(self.app(scope, whole, sent), None if endless else self.settings.seconds)
        except _Refused as refused:
            scope["state"].setdefault("visitor", Visitor(None, "read"))
            await self._refusal(Request(scope), refused)(scope, receive, sent)
        except TimeoutError:
            if not started:
                told = f"this takes longer than {self.settings.seconds:g} seconds; ask for less"
                await answer(Request(scope), 503, told, {"retry-after": "5"})(scope, receive, sent)
        except Exception:  # here, so that even a mistake of ours has the headers and shows nothing of the inside
            logging.getLogger(__name__).exception("a mistake while answering %s", one_line(scope["path"]))
            if started:
                raise
            await answer(Request(scope), 500, "a mistake in dragoman itself; the desk's output tells where")(scope, receive, sent)

    def _refusal(self, request: Request, refused: _Refused) -> Response:
        if refused.status == 401 and wants_page(request) and request.method == "GET":
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            response: Response = RedirectResponse(f"/login?next={quote(target, safe='')}", 303)
            response.delete_cookie(COOKIE)
            return response
        return answer(request, refused.status, refused.detail, refused.headers)

    def _visitor(self, scope: Scope) -> Visitor:
        headers = Headers(scope=scope)
        self._check_host(headers)
        if scope["method"] in WRITING:
            _check_origin(headers)
        peer = (scope.get("client") or ("?",))[0]
        secret = _secret(headers)
        if secret is None or scope["path"].startswith(OPEN):
            if self.settings.local:
                return Visitor(None, "admin")
            if not scope["path"].startswith(OPEN):
                raise _Refused(401, "a token is needed: Authorization: Bearer …", {"www-authenticate": "Bearer"})
            self._slow(self.rates, f"address {peer}")
            return Visitor(None, "read")
        token = self.tokens.holder(secret)
        if token is None:
            self._slow(self.failures, f"address {peer}")
            raise _Refused(401, "the token is wrong or was revoked", {"www-authenticate": 'Bearer error="invalid_token"'})
        if not self.settings.local:
            self._slow(self.rates, f"token {token.name}")
        return Visitor(token.name, token.scope)

    def _slow(self, bucket: Bucket, key: str) -> None:
        if wait := bucket.take(key):
            raise _Refused(429, "too many requests; wait a little", {"retry-after": str(int(wait) + 1)})

    def _check_host(self, headers: Headers) -> None:
        given = headers.getlist("host")
        if len(given) != 1 or host_name(given[0]) not in self.settings.answers_to:
            raise _Refused(421, "the desk does not answer to this Host; dragoman serve --name adds one")

    async def _received(self, request: Request, receive: Receive) -> Receive:
        """The whole body, read within the limits of size and time, to be given to the app as one message."""
        most = self.settings.body
        if request.headers.get("content-length", "0").isdecimal() and int(request.headers.get("content-length", "0")) > most:
            raise _Refused(413, f"the request is larger than {most:,} bytes")
        if request.method not in WRITING:
            return receive
        parts, size = [], 0
        try:
            async with asyncio.timeout(self.settings.seconds):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        break
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > most:
                        raise _Refused(413, f"the request is larger than {most:,} bytes")
                    if not message.get("more_body"):
                        break
        except TimeoutError:
            raise _Refused(408, "the request took too long to arrive") from None
        given = iter([{"type": "http.request", "body": b"".join(parts), "more_body": False}])

        async def again() -> Message:
            return next(given, None) or await receive()

        return again


def host_name(given: str) -> str | None:
    """The name in a Host header, in lower case without port; None where it is none."""
    found = _HOST.fullmatch(given)
    return found[1].strip("[]").lower().rstrip(".") or None if found else None


def _check_origin(headers: Headers) -> None:
    """Browsers say where a request that writes comes from; it must be a page of this desk, name and port."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None:
        scheme, _, rest = origin.partition("://")
        if scheme not in ("http", "https") or rest.lower() != headers.get("host", "").lower():
            raise _Refused(403, "the request comes from a page of another site")
    elif site not in (None, "same-origin", "none"):
        raise _Refused(403, "the request comes from a page of another site")


def _secret(headers: Headers) -> str | None:
    """The token that is given, by header or cookie."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme:
        return given.strip() if scheme.lower() == "bearer" else ""
    return _cookie(headers.getlist("cookie"))


def _cookie(lines: Iterable[str]) -> str | None:
    for line in lines:
        try:
            found = SimpleCookie(line).get(COOKIE)
        except CookieError:
            continue
        if found:
            return found.value
    return None
