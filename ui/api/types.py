"""What goes in and out of the HTTP API, in the words of OpenAI's protocol. Nothing here knows HTTP.

A completion carries two things that the protocol has no words for: each annotation has the whole `citation`, and
`footnote` is the Answer, with the same keys as `footnote ask --json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from index.types import DocumentInfo
from rag.footnoted import markers
from rag.types import Answer, Citation, Turn
from ui.api.below import without_below
from ui.server.openai_error import error_body

# The same answers by two names: a chat client lets its reader choose one, and has no other way to ask for notes.
MODEL, MODEL_WITH_NOTES = "footnote", "footnote-notes"
MODELS = (MODEL, MODEL_WITH_NOTES)


class ApiError(Exception):
    """A request that cannot be served; it becomes an error body of OpenAI's form."""

    def __init__(self, status: int, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.body = error_body(status, message, param=param, code=code)


def _encodable(text: str) -> str:
    """JSON can hold halves of characters, which nothing further down could write."""
    return text.encode("utf-8", "replace").decode()


Text = Annotated[str, AfterValidator(_encodable)]


class _Strict(BaseModel):
    # Without this a number would pass for a text, and "no" for false.
    model_config = ConfigDict(strict=True)


class Part(_Strict):
    """A part of a message. Only text is understood."""

    type: Text
    text: Text | None = None


class Message(_Strict):
    """One message of the conversation. System and developer messages are ignored."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Text | list[Part] | None = None


class StreamOptions(_Strict):
    """What a stream tells besides the answer."""

    include_usage: bool | None = False


class ChatRequest(_Strict):
    """A question with the conversation before it. Parameters that are not listed here are accepted and ignored."""

    model: Text = Field(
        description=f"`{MODEL}`, or `{MODEL_WITH_NOTES}`: doubts and footnotes then stand below the text, too."
    )
    messages: list[Message] = Field(description="The conversation; the last message is the question.")
    stream: bool | None = Field(default=False, description="Send the answer in pieces, as server-sent events.")
    stream_options: StreamOptions | None = None
    documents: list[Text] | None = Field(
        default=None, description="Footnote's own: ask only these, each by its id, file name or title."
    )
    n: int | None = Field(default=1, description="Only 1.")
    tools: list[Any] | None = Field(default=None, description="Not supported.")
    functions: list[Any] | None = Field(default=None, description="Not supported.")
    response_format: dict[str, Any] | None = Field(default=None, description="Only `text`.")


class UrlCitation(BaseModel):
    """Where a marker stands: `content[start_index:end_index]` is `[n]`. `url` leads to the document's source."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """One marker of the text and the footnote that it stands for."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation
    citation: Citation


class AnswerMessage(BaseModel):
    """The answer's text, with notes below it where these were asked for, and what its markers mean."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The one choice of a completion."""

    index: int = 0
    message: AnswerMessage
    logprobs: None = None
    finish_reason: str = "stop"


class TokenUsage(BaseModel):
    """Tokens that a model was given and wrote: none of them where no model took part."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """A finished answer. `footnote` is all that is known of it, as `footnote ask --json` prints it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[Choice]
    usage: TokenUsage | None = Field(description="Null where the model's server did not tell.")
    footnote: Answer


class Model(BaseModel):
    """A model that can be asked for."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "footnote"


class ModelList(BaseModel):
    """The models that can be asked for."""

    object: Literal["list"] = "list"
    data: list[Model]


class DocumentList(BaseModel):
    """The documents that can be asked, by title."""

    object: Literal["list"] = "list"
    data: list[DocumentInfo]


class Fault(BaseModel):
    """What is wrong, in words for a person; `param` is the parameter at fault."""

    message: str
    type: Literal["invalid_request_error", "server_error"]
    param: str | None
    code: str | None


class Refusal(BaseModel):
    """The body of every error, as OpenAI's API has it."""

    error: Fault


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in our own words."""

    question: str
    history: tuple[Turn, ...]
    documents: tuple[str, ...] = ()


def asked(request: ChatRequest) -> Asked:
    """The question and the turns before it. Raises ApiError for what Footnote cannot do."""
    _refuse_unsupported(request)
    said = [
        (message.role, _text(message, f"messages.{place}.content"))
        for place, message in enumerate(request.messages)
        if message.role not in ("system", "developer")
    ]
    if any(role in ("tool", "function") for role, _ in said):
        raise ApiError(400, "Tool messages are not supported. Leave them out of `messages`.", param="messages")
    if not said or said[-1][0] != "user":
        raise ApiError(400, "There is no question. End `messages` with one of role `user`.", param="messages")
    return Asked(said[-1][1], _turns(said[:-1]), tuple(request.documents or ()))


def demand_model(name: str, *, param: str | None = None) -> None:
    """Raises ApiError where there is no such model."""
    if name not in MODELS:
        known = " or ".join(f"`{each}`" for each in MODELS)
        raise ApiError(404, f"There is no model {name!r}. Ask for {known}.", param=param, code="model_not_found")


def annotate(answer: Answer) -> list[Annotation]:
    """One annotation per marker, in the order of the text; a citation without a marker is annotated at the end."""
    cited = {citation.number: citation for citation in answer.citations}
    found = [(match.span(), int(match[1])) for match in markers(answer)]
    end = len(answer.text)
    found += [((end, end), number) for number in cited if number not in {seen for _, seen in found}]
    return [_annotation(cited[number], start, stop) for (start, stop), number in found]


def usage(answer: Answer) -> TokenUsage | None:
    """What the answer cost in tokens; None where a model wrote it and its server did not tell."""
    if answer.usage is None and answer.model:
        return None
    given, written = (answer.usage.prompt_tokens, answer.usage.completion_tokens) if answer.usage else (0, 0)
    return TokenUsage(prompt_tokens=given, completion_tokens=written, total_tokens=given + written)


def _refuse_unsupported(request: ChatRequest) -> None:
    demand_model(request.model, param="model")
    wanted = {
        "n": request.n not in (None, 1),
        "tools": bool(request.tools),
        "functions": bool(request.functions),
        "response_format": (request.response_format or {}).get("type", "text") != "text",
    }
    for name in (name for name, is_wanted in wanted.items() if is_wanted):
        raise ApiError(
            400,
            f"`{name}` is not supported: there is one answer, in text. Leave it out.",
            param=name,
            code="unsupported_parameter",
        )


def _text(message: Message, param: str) -> str:
    if not isinstance(message.content, list):
        return message.content or ""
    for part in message.content:
        if part.type != "text" or part.text is None:
            raise ApiError(
                400,
                f"A message part of type {part.type!r} is not supported. Send text only.",
                param=param,
                code="unsupported_content",
            )
    return "\n".join(part.text or "" for part in message.content)


def _turns(said: Sequence[tuple[str, str]]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for role, text in said:
        if role == "user":
            turns.append(Turn(text))
        elif turns:  # What an assistant said before anything was asked answers nothing.
            turns[-1] = replace(turns[-1], answer=f"{turns[-1].answer}\n\n{without_below(text)}".strip())
    return tuple(turns)


def _annotation(citation: Citation, start: int, end: int) -> Annotation:
    place = UrlCitation(start_index=start, end_index=end, title=citation.title, url=_url(citation))
    return Annotation(url_citation=place, citation=citation)


def _url(citation: Citation) -> str:
    source = citation.source
    if "://" not in source and (PurePosixPath(source).is_absolute() or PureWindowsPath(source).is_absolute()):
        source = Path(source).absolute().as_uri()
    return f"{source}#page={citation.page}" if citation.page else source
