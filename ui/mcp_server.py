"""The MCP server: four tools over one chain, each with typed output. The only file that builds on the mcp package.

Citations are those of `rag.types`, with the same keys as everywhere. An error that a person could mend is the tool's
answer, in one line; the library and the chain know nothing of the protocol.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import fields
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import BaseModel, Field, ValidationError
from starlette.types import ASGIApp

from index.errors import FootnoteError, LibraryError, UnknownDocumentError
from index.types import DocumentInfo, Passage
from rag.chain import Chain
from rag.search import search as search_passages
from rag.settings import Settings
from rag.types import Answer, EvidencePassage
from ui.server.cross_origin import CrossOrigin
from ui.server.guard import Guard
from ui.server.producer import in_thread
from ui.server.security import SecurityMiddleware
from ui.version import installed_version

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
    """What `list_documents` gives, by title."""

    documents: list[DocumentInfo]


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
    # A subclass, because the package has no other place where wrong arguments could be told in words of one's own.
    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            # A fault of ours that looks alike has a class of its own.
            if type(error) is ToolError and isinstance(error.__cause__, ValidationError):
                raise ToolError(_fault(error.__cause__)) from error
            raise


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
    guarded = CrossOrigin(Guard(app, settings, HTTP_PATH), settings, HTTP_PATH)
    return SecurityMiddleware(guarded, settings, HTTP_PATH)


def _ask(chain: Chain) -> Callable[..., Awaitable[Answered]]:
    async def ask(
        question: Annotated[str, Field(description="A question that can be understood by itself.")],
        documents: _Documents = None,
    ) -> Answered:
        """Answer a question from the documents. Where they hold no answer, `answered` is false."""
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
        """Find the passages nearest to a question, without an answer."""
        with _told():
            return Found(passages=list(search_passages(chain, query, limit, documents or ())))

    return search


def _list_documents(chain: Chain) -> Callable[..., Listed]:
    def list_documents() -> Listed:
        """List the documents in the library."""
        with _told():
            return Listed(documents=chain.library.documents())

    return list_documents


def _get_passage(chain: Chain) -> Callable[..., Got]:
    def get_passage(
        document_id: Annotated[str, Field(description="The document, as a citation or passage names it.")],
        start: Annotated[int, Field(ge=0, description="A character of it, such as `start` of a citation.")],
    ) -> Got:
        """Read the passage that holds a character of a document, or the next: a quotation in its context."""
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


def _fault(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    return f"{name or 'The arguments'}: {first['msg']}. Send arguments as the tool describes them."


@contextmanager
def _told(arrived: Sequence[str] = ()) -> Iterator[None]:
    """Our errors as the tool's: their message is meant to be read, and so is what arrived of an answer before it."""
    try:
        yield
    except FootnoteError as error:
        text = "".join(arrived).strip()
        raise ToolError(f"{error}\n\nWhat arrived before:\n{text}" if text else str(error)) from error
