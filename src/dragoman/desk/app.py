"""The desk as one ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response

from dragoman.desk import annotating, api, pages
from dragoman.desk.access import Access
from dragoman.desk.finding import prepare
from dragoman.desk.look import HERE
from dragoman.desk.metrics import CONTENT, Counted, Metrics
from dragoman.desk.problems import Problem, answer, status_of
from dragoman.desk.reading import Reader
from dragoman.desk.settings import DeskSettings
from dragoman.desk.shapes import Health, ProblemOut
from dragoman.desk.shelf import Shelf
from dragoman.desk.tokens import Tokens
from dragoman.errors import DragomanError, RecordError

PREPARING = 3.0  # seconds that the usual questions may take before the desk opens


def make_app(settings: DeskSettings, warm: bool = False) -> FastAPI:
    """The desk of a record, which is made where there is none. warm: load what reading and the usual pages need at once."""
    shelf = Shelf(settings.record, settings.seconds)
    reader = Reader(settings.reading, settings.characters, settings.seconds, shelf.record)
    tokens, metrics = Tokens(settings.token_file), Metrics()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        with shelf.record(limited=False) as record:  # one that can't be opened is told before the first visitor comes
            if warm:
                with suppress(RecordError), record.within(PREPARING):  # what takes longer is left to the visitors
                    prepare(record)
                reader.warm()
        yield
        reader.close()
        shelf.close()

    app = FastAPI(
        title="dragoman",
        version=version("dragoman"),
        summary="What news reports say, as data, with the exact words as evidence.",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        openapi_url=None,
        lifespan=life,
        separate_input_output_schemas=False,
        middleware=[Middleware(Counted, metrics=metrics), Middleware(Access, settings=settings, tokens=tokens)],
    )
    app.state.settings, app.state.shelf, app.state.reader = settings, shelf, reader
    app.state.tokens, app.state.metrics = tokens, metrics
    _handle(app)
    _about(app)
    app.include_router(api.router)
    app.include_router(annotating.router)
    app.include_router(pages.router)
    app.mount("/static", _Static(directory=HERE / "static"))
    return app


class _Static(StaticFiles):
    """The desk's own files; their addresses change with their content, so browsers may keep them."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        response = super().file_response(*given, **named)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _about(app: FastAPI) -> None:
    """What is told about the desk itself."""

    @app.get("/health", response_model=Health, responses=api.PROBLEMS, tags=["desk"])
    def health(request: Request) -> Response:
        """Whether the desk answers and can ask its record; needs no token."""
        with request.app.state.shelf.record() as record:
            return JSONResponse({"status": "ok", "dragoman": app.version, "record": record.state()})

    @app.get("/metrics", responses={**api.PROBLEMS, 200: {"content": {"text/plain": {}}}}, dependencies=[api.needs("read")], tags=["desk"])
    def metrics(request: Request) -> Response:
        """Counts of requests, times to the first byte, corrections, in Prometheus' format."""
        return Response(request.app.state.metrics.text(), headers={"content-type": CONTENT})

    @app.get("/openapi.json", include_in_schema=False, dependencies=[api.needs("read")])
    def openapi() -> Response:
        return JSONResponse(app.openapi())

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
            schemas = made["components"]["schemas"]
            schemas["ProblemOut"] = ProblemOut.model_json_schema()
            made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
            made["security"] = [{}, {"token": []}]  # on this machine none is needed
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _handle(app: FastAPI) -> None:
    """Each error as one clear line."""

    @app.exception_handler(api.Fresh)
    def fresh(_: Request, error: api.Fresh) -> Response:
        return Response(status_code=304, headers={"ETag": error.etag, "Cache-Control": "private, no-cache"})

    @app.exception_handler(DragomanError)
    def told(request: Request, error: DragomanError) -> Response:
        headers = error.headers if isinstance(error, Problem) else {}
        return answer(request, status_of(error), str(error), headers)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = [{"where": ".".join(map(str, one["loc"])), "what": one["msg"]} for one in error.errors()][:20]
        first = wrong[0] if wrong else {"where": "", "what": ""}
        return answer(request, 422, f"{first['where']}: {first['what']}", errors=wrong)

    @app.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> Response:
        return answer(request, error.status_code, str(error.detail), dict(error.headers or {}))
