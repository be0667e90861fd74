"""What the desk counts about itself, in Prometheus' format."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counters of one desk."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        named = ("method", "route", "status")
        self.requests = Counter("dragoman_requests", "Requests answered", named, registry=self.registry)
        self.seconds = Histogram(
            "dragoman_first_byte_seconds",
            "Seconds to the first byte of the answer",
            ("route",),
            buckets=(0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 1, 2.5, 10),
            registry=self.registry,
        )
        self.open = Gauge("dragoman_requests_open", "Requests that are being answered", registry=self.registry)
        self.corrections = Counter("dragoman_corrections", "Corrections accepted", registry=self.registry)

    def text(self) -> bytes:
        """All of them, as a scraper reads them."""
        return generate_latest(self.registry)


class Counted:
    """The layer that counts: by route, never by address, lest a visitor fill the memory."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count a request and its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        known = scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "DELETE") else "other"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("route"), "path", "none")
                self.metrics.requests.labels(known, route, message["status"]).inc()
                self.metrics.seconds.labels(route).observe(time.perf_counter() - begun)
            await send(message)

        with self.metrics.open.track_inprogress():
            await self.app(scope, receive, sent)
