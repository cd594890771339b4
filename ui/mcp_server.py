"""The MCP server: four tools over one chain, each with typed output. It and mcp_lines.py build on the mcp package.

Citations are those of `rag.types`, with the same keys as everywhere. An error that a person could mend is the tool's
answer, in one line; the library and the chain know nothing of the protocol.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import fields
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field, ValidationError
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from index.errors import AmbiguousDocumentError, FootnoteError, LibraryError, UnknownDocumentError
from index.types import DocumentInfo, Passage
from rag.chain import Chain
from rag.search import search as search_passages
from rag.settings import Settings
from rag.types import Answer, EvidencePassage
from ui.mcp_lines import Answers, Lines
from ui.server.cross_origin import CrossOrigin
from ui.server.guard import Guard
from ui.server.halves import WithoutHalves
from ui.server.names import named_for_programs
from ui.server.producer import in_thread
from ui.server.security import SecurityMiddleware
from ui.version import installed_version

logger = logging.getLogger(__name__)

HTTP_PATH = "/mcp"
_INSTRUCTIONS = (
    "Footnote answers questions about the documents in its library. Footnotes are exact quotations: characters start "
    "to end of the document. Each sentence of an answer has a verdict on whether its footnotes support it: tell where "
    "one is not `supported`. Quote footnotes as they are."
)
_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)


class Answered(BaseModel):
    """What `ask` gives: the same object as `footnote ask --json`."""

    answer: Answer


class Found(BaseModel):
    """What `search` gives, best first."""

    passages: list[EvidencePassage]


class Listed(BaseModel):
    """What `list_documents` gives, by title; `total` is how many there are, also where `limit` let fewer through."""

    documents: list[DocumentInfo]
    total: int


_Documents = Annotated[
    list[str] | None, Field(description="Ask only these, each by its id, file name or title; all where left out.")
]


class StoredText(BaseModel):
    """One passage, and where it stands: `text` is characters `start` to `end` of the document."""

    id: str
    document_id: str
    title: str
    source: str
    page: int | None
    heading: str
    start: int
    end: int
    text: str


class Got(BaseModel):
    """What `get_passage` gives; its neighbours begin at `previous` and `next`, which are null at the ends."""

    passage: StoredText
    previous: int | None
    next: int | None


class _Server(MCPServer[Any]):
    # A subclass, because the package has no other place where these could be told in words of one's own.
    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        tools = {tool.name: tool for tool in await self.list_tools()}
        if name in tools:
            _check_names(arguments, tools[name].input_schema["properties"])
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            # A fault of ours that looks alike has a class of its own.
            told = _told_of(error, list(tools)) if type(error) is ToolError else ""
            if told:
                raise ToolError(told) from error
            raise

    async def run_stdio_async(self) -> None:
        own = self._lowlevel_server
        try:
            async with stdio_server() as (arriving, leaving):
                answers = Answers(leaving)
                lines: Any = Lines(arriving, answers)
                await own.run(lines, answers, own.create_initialization_options())
        except* BrokenPipeError:
            logger.info("the client has gone")


def create_server(chain: Chain) -> MCPServer[Any]:
    """The server over `chain`, ready for any transport."""
    server = _Server(
        "footnote", title="Footnote", instructions=_INSTRUCTIONS, version=installed_version(), log_level="ERROR"
    )
    for make in (_ask, _search, _list_documents, _get_passage):
        server.add_tool(make(chain), annotations=_READS)
    return server


def create_http_app(settings: Settings, chain: Chain) -> ASGIApp:
    """The server as streamable HTTP at /mcp, guarded as the API is."""
    # Names and origins are checked before it, by the settings.
    unchecked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    app = create_server(chain).streamable_http_app(streamable_http_path=HTTP_PATH, transport_security=unchecked)
    app.add_exception_handler(404, _elsewhere)
    app.add_middleware(WithoutHalves)
    guarded = CrossOrigin(Guard(app, settings, HTTP_PATH), settings, HTTP_PATH)
    return SecurityMiddleware(guarded, settings, HTTP_PATH)


def _elsewhere(_request: Any, _error: Any) -> Response:
    return PlainTextResponse(f"There is nothing at this address. The MCP server is at {HTTP_PATH}.\n", 404)


def _ask(chain: Chain) -> Callable[..., Awaitable[Answered]]:
    async def ask(
        question: Annotated[
            str, Field(description="A question that can be understood by itself: with names, not with 'it' or 'they'.")
        ],
        documents: _Documents = None,
    ) -> Answered:
        """Answer a question from the documents, with footnotes.

        Markers such as [1] in `text` name the `citations`, which are exact quotations with their place. Where the
        documents hold no answer, `answered` is false, and `passages` has what came nearest. Nothing is remembered of
        earlier calls.
        """
        arrived: list[str] = []
        with _told(arrived):
            # Piece by piece, so that a client that cancels ends the model's request too.
            async with aclosing(in_thread(chain.stream(question, documents=documents or ()))) as pieces:
                async for piece in pieces:
                    if isinstance(piece, Answer):
                        return Answered(answer=piece)
                    arrived.append(piece.text)
        raise AssertionError("a stream ends with its answer or an error")

    return ask


def _search(chain: Chain) -> Callable[..., Found]:
    def search(
        query: Annotated[str, Field(description="A question or words to look for.")],
        limit: Annotated[int, Field(ge=1, le=50, description="How many passages at most.")] = 5,
        documents: _Documents = None,
    ) -> Found:
        """Find the passages of the documents nearest to a question, best first, without an answer.

        For more of the text than `ask` quotes. There are always some, also where none of them answers: see `score`.
        """
        with _told():
            return Found(passages=list(search_passages(chain, query, limit, documents or ())))

    return search


def _list_documents(chain: Chain) -> Callable[..., Listed]:
    def list_documents(
        containing: Annotated[str, Field(description="Only those with this in their title or path; all without.")] = "",
        limit: Annotated[int, Field(ge=1, le=10_000, description="How many documents at most.")] = 200,
    ) -> Listed:
        """List the documents in the library, by title: what can be asked, and by which names."""
        wanted = containing.strip().casefold()
        with _told():
            found = [each for each in chain.library.documents() if wanted in f"{each.title}\n{each.source}".casefold()]
        return Listed(documents=found[:limit], total=len(found))

    return list_documents


def _get_passage(chain: Chain) -> Callable[..., Got]:
    def get_passage(
        document_id: Annotated[str, Field(description="The document, as a citation or passage names it.")],
        start: Annotated[int, Field(ge=0, description="A character of it, such as `start` of a citation.")],
    ) -> Got:
        """Read a quotation in its context: the passage that holds a character of a document, or the next one.

        `previous` and `next` are where the passages beside it start; call again with one of them to read on.
        """
        with _told():
            return _passage_at(chain, document_id, start)

    return get_passage


def _passage_at(chain: Chain, document_id: str, start: int) -> Got:
    try:
        passages = chain.library.passages(document_id)
    except UnknownDocumentError:
        raise LibraryError(
            f"There is no document {document_id!r}. Take `document_id` from a citation, or from list_documents."
        ) from None
    # A heading stands in no passage, and is cited all the same: the one below it tells what it is about.
    place = next((n for n, passage in enumerate(passages) if start < passage.end), len(passages) - 1)
    if start >= len(chain.library.document(document_id).text):
        raise LibraryError(f"{document_id} ends before character {start}. Take `start` from a citation.")
    before, after = passages[:place], passages[place + 1 :]
    return Got(
        passage=_stored_text(chain, passages[place]),
        previous=before[-1].start if before else None,
        next=after[0].start if after else None,
    )


def _stored_text(chain: Chain, passage: Passage) -> StoredText:
    cover = chain.library.cover(passage.document_id)
    own = {each.name: getattr(passage, each.name) for each in fields(passage) if each.name != "sentences"}
    return StoredText(**own, title=cover.title, source=cover.source)


def _check_names(arguments: Mapping[str, Any], known: Iterable[str]) -> None:
    """The package drops what a tool does not take: of "document" for "documents", all of them would be asked."""
    if unknown := [name for name in arguments if name not in known]:
        raise ToolError(f"There is no argument {unknown[0]!r}. The arguments are {', '.join(known)}.")


def _told_of(error: ToolError, tools: Sequence[str]) -> str:
    """What the package says of a call, in our words; "" where it is to stay."""
    cause = error.__cause__
    if isinstance(cause, ValidationError):
        return _fault(cause)
    # Else it says before our words that they are of this tool.
    if isinstance(cause, ToolError):
        return str(cause)
    unknown = str(error).startswith("Unknown tool")
    return f"There is no such tool. The tools are {', '.join(tools)}." if unknown else ""


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    return f"{name or 'The arguments'}: {first['msg']}. Send arguments as the tool describes them."


@contextmanager
def _told(arrived: Sequence[str] = ()) -> Iterator[None]:
    """Our errors as the tool's: their message is meant to be read, and so is what arrived of an answer before it."""
    try:
        yield
    except (UnknownDocumentError, AmbiguousDocumentError) as error:
        raise ToolError(named_for_programs(error, "list_documents")) from error
    except FootnoteError as error:
        text = "".join(arrived).strip()
        raise ToolError(f"{error}\n\nWhat arrived before:\n{text}" if text else str(error)) from error
