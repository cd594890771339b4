"""The HTTP API: OpenAI's chat completions over the chain, health and readiness, and a page that describes them.

Routes only: what goes in and out is in types.py, who may call in ui/server/guard.py. Errors end here, as bodies of
OpenAI's form; nobody gets a stack trace.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request, Security
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import BaseRoute, Match

from index.errors import AmbiguousDocumentError, FootnoteError, QuestionError, UnknownDocumentError
from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer, Delta
from ui.api.below import below
from ui.api.forgiving import Forgiving
from ui.api.page import description_page
from ui.api.types import (
    MODEL_WITH_NOTES,
    MODELS,
    AnswerMessage,
    ApiError,
    ChatRequest,
    Choice,
    Completion,
    DocumentList,
    Model,
    ModelList,
    Refusal,
    annotate,
    asked,
    demand_model,
    usage,
)
from ui.server.cross_origin import CrossOrigin
from ui.server.guard import Guard
from ui.server.names import named_for_programs
from ui.server.openai_error import error_body
from ui.server.producer import in_thread
from ui.server.readiness import Readiness
from ui.server.security import SecurityMiddleware

logger = logging.getLogger(__name__)

_ABOUT = "Answers about your documents in the words of OpenAI's API: each marker of the text names an exact quotation."

# As many answers at once as the page gives; more wait for their turn.
_AT_ONCE = 16
# A base URL without its end is the commonest slip.
_ELSEWHERE = "There is nothing at this address. The API is below /v1: end the base URL in it."
_UNEXPECTED = "Something went wrong inside Footnote. Try again; the terminal that runs it has the details."
_NOT_JSON = "The body is not a JSON object sent as application/json. Send a request as /docs describes it."
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_EVENTS = {"cache-control": "no-cache", "x-accel-buffering": "no"}
_DOCUMENTS = "/v1/documents"
# What the description says of answers besides their type. With ranges of its own, FastAPI adds no 422 of its form.
_REFUSALS: dict[int | str, dict[str, Any]] = {
    "4XX": {"model": Refusal, "description": "The request is at fault; a 401 asks for the key."},
    "5XX": {"model": Refusal, "description": "No answer could be made."},
}
_STREAMED: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "With `stream`, server-sent events: the data of each is a chunk as OpenAI's, of the last with "
        "`annotations` in its delta and `footnote` beside it, and then `[DONE]`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@dataclass(frozen=True, slots=True)
class _Head:
    """What all chunks of one completion share."""

    model: str
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def chunk(self, choices: list[dict[str, Any]], **more: Any) -> str:
        about = {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": self.model}
        return _event({**about, "choices": choices, **more})

    def notes(self, answer: Answer) -> str:
        """What is to stand below the answer's text in the content."""
        return below(answer) if self.model == MODEL_WITH_NOTES else ""

    def delta(self, delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        return self.chunk([{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}], **more)


def create_api(settings: Settings, chain: Chain, readiness: Readiness) -> FastAPI:
    """The app with the API alone, guarded; other parts may be mounted behind it."""
    app = FastAPI(title="Footnote", description=_ABOUT, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.include_router(_health(chain, readiness))
    # The guard asks for the key; this describes it.
    keyed = [Security(HTTPBearer(auto_error=False))] if settings.api_key else []
    app.include_router(_completions(chain), dependencies=keyed, responses=_REFUSALS)

    @app.get("/docs", response_class=HTMLResponse, include_in_schema=False)
    def docs() -> str:
        return description_page(app.openapi())

    known = tuple(app.routes)

    @app.api_route("/v1", methods=_METHODS, include_in_schema=False)
    @app.api_route("/v1/{path:path}", methods=_METHODS, include_in_schema=False)
    def nothing_here(request: Request) -> None:
        told = _no_such(request)
        if takes := _methods_at(request, known):
            raise HTTPException(405, told, {"allow": ", ".join(takes)})
        raise ApiError(404, told, code="not_found")

    _tell_errors(app)
    app.add_middleware(Forgiving)
    app.add_middleware(Guard, settings=settings, prefix="/v1")
    app.add_middleware(CrossOrigin, settings=settings, prefix="/v1")
    app.add_middleware(SecurityMiddleware, settings=settings, api="/v1")
    return app


def _no_such(request: Request) -> str:
    return f"There is no {request.method} {request.url.path}. See /docs for what there is."


def _methods_at(request: Request, routes: Sequence[BaseRoute]) -> list[str]:
    """What the path of a request can be asked by."""
    asked_by = {method: {**request.scope, "method": method} for method in _METHODS}
    return [
        method for method, scope in asked_by.items() if any(route.matches(scope)[0] is Match.FULL for route in routes)
    ]


def _health(chain: Chain, readiness: Readiness) -> APIRouter:
    router = APIRouter(tags=["health"])

    @router.get("/healthz")
    def healthz() -> dict[str, Any]:
        """Says that the library answers, and how many documents it holds."""
        return {"status": "ok", "documents": len(chain.library.documents())}

    @router.get("/readyz", responses={503: {"description": "Not yet; `status` says why."}})
    def readyz() -> JSONResponse:
        """Says whether questions are answered at once; 503 until they are."""
        readiness.begin()
        fault = readiness.fault()
        return JSONResponse({"status": fault or "ready"}, 503 if fault else 200)

    return router


def _completions(chain: Chain) -> APIRouter:
    router = APIRouter(prefix="/v1", tags=["OpenAI-compatible"])
    slots = asyncio.Semaphore(_AT_ONCE)

    @router.get("/models")
    def models() -> ModelList:
        """The models that can be asked for."""
        return ModelList(data=[Model(id=name) for name in MODELS])

    @router.get("/models/{model}")
    def model(model: str) -> Model:
        """One model."""
        demand_model(model)
        return Model(id=model)

    @router.get(_DOCUMENTS.removeprefix("/v1"))
    def documents() -> DocumentList:
        """The documents that can be asked, by title; a request names them by id, file name or title."""
        return DocumentList(data=chain.library.documents())

    @router.post("/chat/completions", response_model=Completion, responses=_STREAMED)
    async def complete(body: ChatRequest, request: Request) -> Response:
        """Answer the last message from the documents, whole or as server-sent events."""
        question = asked(body)
        head, pieces = (
            _Head(body.model),
            _in_turn(chain.stream(question.question, question.history, documents=question.documents), slots),
        )
        if not body.stream:
            return await _whole(pieces, head, request)
        # The first piece decides between an error with its status and a stream.
        first = await _unless_gone(anext(pieces), request)
        with_usage = bool(body.stream_options and body.stream_options.include_usage)
        return StreamingResponse(_events(first, pieces, head, with_usage), 200, _EVENTS, "text/event-stream")

    return router


async def _in_turn(items: Iterator[Delta | Answer], slots: asyncio.Semaphore) -> AsyncGenerator[Delta | Answer]:
    async with slots, aclosing(in_thread(items)) as pieces:
        async for piece in pieces:
            yield piece


async def _whole(pieces: AsyncIterator[Delta | Answer], head: _Head, request: Request) -> Response:
    async def last() -> Answer:
        return [piece async for piece in pieces if isinstance(piece, Answer)][-1]

    answer = await _unless_gone(last(), request)
    return JSONResponse(await asyncio.to_thread(_completion, answer, head))


def _completion(answer: Answer, head: _Head) -> dict[str, Any]:
    message = AnswerMessage(content=answer.text + head.notes(answer), annotations=annotate(answer))
    completion = Completion(
        id=head.id,
        created=head.created,
        model=head.model,
        choices=[Choice(message=message, finish_reason=answer.finish_reason)],
        usage=usage(answer),
        footnote=answer,
    )
    return completion.model_dump(mode="json")


async def _unless_gone(work: Any, request: Request) -> Any:
    """What `work` comes to. Raises HTTPException where the caller hangs up first; then `work` is stopped."""
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise HTTPException(499, "The caller has hung up. Nothing is left to do.")
        return task.result()
    finally:
        for each in (task, gone):
            each.cancel()


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _events(
    first: Delta | Answer, rest: AsyncIterator[Delta | Answer], head: _Head, with_usage: bool
) -> AsyncIterator[str]:
    yield head.delta({"role": "assistant", "content": ""})
    try:
        yield await _told(first, head, with_usage)
        async for piece in rest:
            yield await _told(piece, head, with_usage)
    except FootnoteError as error:
        yield _event(error_body(503, str(error)))
    except Exception:
        logger.exception("a stream failed")
        yield _event(error_body(500, _UNEXPECTED))
    yield "data: [DONE]\n\n"


async def _told(piece: Delta | Answer, head: _Head, with_usage: bool) -> str:
    if isinstance(piece, Delta):
        return head.delta({"content": piece.text})
    # A long answer is read through once more for its footnotes; others are served meanwhile.
    return await asyncio.to_thread(_end, piece, head, with_usage)


def _end(answer: Answer, head: _Head, with_usage: bool) -> str:
    shown = head.delta({"content": notes}) if (notes := head.notes(answer)) else ""
    marks = [mark.model_dump(mode="json") for mark in annotate(answer)]
    end = shown + head.delta({"annotations": marks}, answer.finish_reason, footnote=answer.to_dict())
    if not with_usage:
        return end
    taken = usage(answer)
    return end + head.chunk([], usage=taken.model_dump() if taken else None)


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _tell_errors(app: FastAPI) -> None:
    """Every error of the routes as a body of OpenAI's form."""

    async def ours(_: Request, error: Any) -> Response:
        return JSONResponse(error.body, error.status)

    async def refused(_: Request, error: Any) -> Response:
        return JSONResponse(error_body(400, str(error), param="messages"), 400)

    async def absent(_: Request, error: Any) -> Response:
        return JSONResponse(error_body(404, _named(error), param="documents"), 404)

    async def ambiguous(_: Request, error: Any) -> Response:
        return JSONResponse(error_body(400, _named(error), param="documents"), 400)

    async def unable(_: Request, error: Any) -> Response:
        # What may pass has been tried again here; the official client would ask, and pay, as often once more.
        return JSONResponse(error_body(503, str(error)), 503, {"x-should-retry": "false"})

    async def malformed(_: Request, error: Any) -> Response:
        param, message = _fault(error.errors()[0])
        return JSONResponse(error_body(400, message, param=param), 400)

    async def plain(request: Request, error: Any) -> Response:
        # The only 400 that is not ours is FastAPI's, for bytes that are no text.
        message = _NOT_JSON if error.status_code == 400 else str(error.detail)
        if error.status_code == 405:
            message = _no_such(request)
        if error.status_code == 404 and not request.url.path.startswith("/v1"):
            message = _ELSEWHERE
        return JSONResponse(error_body(error.status_code, message), error.status_code, error.headers)

    async def unexpected(_: Request, error: Any) -> Response:
        return JSONResponse(error_body(500, _UNEXPECTED), 500)

    app.add_exception_handler(ApiError, ours)
    app.add_exception_handler(QuestionError, refused)
    app.add_exception_handler(UnknownDocumentError, absent)
    app.add_exception_handler(AmbiguousDocumentError, ambiguous)
    app.add_exception_handler(FootnoteError, unable)
    app.add_exception_handler(RequestValidationError, malformed)
    app.add_exception_handler(StarletteHTTPException, plain)
    app.add_exception_handler(Exception, unexpected)


def _named(error: Any) -> str:
    return named_for_programs(error, f"GET {_DOCUMENTS}")


def _fault(error: dict[str, Any]) -> tuple[str | None, str]:
    """The parameter at fault and a message, of what pydantic found."""
    if error["type"] == "json_invalid" or error["loc"] == ("body",):
        return None, _NOT_JSON
    # What pydantic calls the alternatives ("str", "list[Part]") is no part of where the fault stands.
    path = [str(part) for part in error["loc"] if part not in ("body", "str")]
    param = ".".join(part for part in path if part.isalnum() or part.isidentifier())
    return param or None, f"{param or 'The body'}: {error['msg']}. Send a request as /docs describes it."
