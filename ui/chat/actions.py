"""What the page can do, one method per action. Each takes plain values and gives the values of the page's parts.

Errors end here: the reader gets one line, the log gets the rest.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from index.errors import FootnoteError, LibraryError, QuestionError, UnknownDocumentError
from index.types import Document, Span
from rag.examples import example_questions
from rag.settings import Settings
from rag.types import Answer, Citation, Delta, EvidencePassage
from ui.chat import panel
from ui.chat.conversation import Conversations, Exchange, Message
from ui.chat.documents import REMOVED, UNEXPECTED, Shelf
from ui.chat.order import later
from ui.chat.uploads import Uploads
from ui.chat.votes import Voting
from ui.render import inert, source_name
from ui.server.producer import Inbox, batches
from ui.server.visitors import told_to_readers

if TYPE_CHECKING:
    from rag.chain import Chain

Payload = dict[str, Any]
logger = logging.getLogger(__name__)

# Seconds between updates: each costs the server and the browser some milliseconds, and eyes see no more than this.
_BEAT = 0.07
# Seconds without a word after which it is found out whether the reader is still there.
_SILENCE = 2.0
# Gradio renders every message anew for each of them: with so many messages they come half as often, so that a streamed
# word costs the browser no more in a long conversation than in a short one.
_SETTLED = 32
# So many documents are named where nothing is asked yet; of more it is told how many there are.
_NAMED = 2
_STOPPED = "Stopped."
_LOST = "The connection was lost before the answer was complete."
# Between the answers of a conversation, in plain text.
_PART = "\n---\n\n"
_NO_DOCUMENTS = "There are no documents to ask yet. Add some on the Documents tab, then try again."
_STILL_ADDING = "Documents are still being added. Try again when the first is there."
_NOT_THERE = "A document that was to be asked is no longer there. Choose others on the Documents tab, or ask all."
_FORGOTTEN = "This answer is no longer in memory. Ask again to check its footnotes."
_ELSEWHERE = "The answer that this link is of is not in this tab. Open it where it was asked, or ask again."
_GONE = "*The earlier answers are gone: Footnote keeps only the latest conversations, and those only while it runs.*"
# Where nothing is asked yet.
HEADING = "## What would you like to know?"
# A turn, a footnote's number and a sentence's place, as the page keeps them.
_OPENED = re.compile(r"(?P<turn>\w+)-(?P<number>\d{1,4})-(?P<claim>\d{1,4})", re.ASCII)
UNQUOTED = "This answer quotes nothing, so there is nothing here to check it by."


@dataclass(frozen=True, slots=True)
class _Working:
    """What the chain says of long work before its first word."""

    text: str


Item: TypeAlias = "Delta | Answer | _Working"


@dataclass(frozen=True, slots=True)
class View:
    """What the page shows after a step. `pane` and `done` come with the last step of an answer."""

    messages: list[Message]
    pane: Payload | None = None
    done: bool = False


class Actions:
    """The page's actions over one chain. Safe to use from threads."""

    def __init__(self, chain: Chain, settings: Settings, conversations: Conversations | None = None) -> None:
        self._chain = chain
        self._home = settings.home
        # A model writes Markdown; quotations are shown word for word.
        self._literal = not settings.wants_model
        self._voting = Voting(settings.home)
        self._conversations = conversations or Conversations()
        # Drawing questions reads whole documents: once per state of the library is enough.
        self._greeted: tuple[tuple[str, ...] | None, str] = (None, "")
        self.shelf = Shelf(chain.library, Uploads(settings.home))

    def ask(self, question: str, token: str, standalone: str = "", documents: Sequence[str] = ()) -> Iterator[View]:
        """Answer `question` in the conversation of `token`. The last view is `done`, whatever happened.

        `standalone` is how the reader wants it to be understood; without it that is found out. `documents` are the ids
        of those that are asked; where none is given, all are.
        """
        conversation = self._conversations.of(token)
        exchange = conversation.begin(question, standalone, documents=tuple(documents), literal=self._literal)
        try:
            for batch in self._items(exchange, _BEAT * (1 + len(conversation.messages()) / _SETTLED)):
                for item in batch:
                    self._take(exchange, item)
                yield View(conversation.messages())  # Words first: the evidence follows with the last view.
        except FootnoteError as error:
            exchange.break_off(self._reason(error), askable=not isinstance(error, QuestionError))
        except GeneratorExit:
            exchange.break_off(_LOST)  # The reader is gone: the page was closed.
            raise
        except Exception:
            logger.exception("turn %s failed", exchange.turn)
            exchange.break_off(UNEXPECTED)
        finally:
            exchange.break_off(_STOPPED)
        yield View(conversation.messages(), self._first_evidence(exchange), done=True)

    def stop(self, token: str) -> None:
        """Stop what is arriving in the conversation of `token`; `ask` then ends by itself."""
        for exchange in self._conversations.of(token).exchanges:
            exchange.stop.set()

    def knows(self, token: str) -> bool:
        """Whether anything is known of the conversation of `token`."""
        return bool(self._conversations.of(token).exchanges)

    def loaded(self, token: str, shared: str = "") -> list[Message]:
        """The conversation so far, as a page is loaded. A new one begins with what is finished in that of `shared`.

        What was on its way was for the page before this one: it is broken off, and can be asked again.
        """
        if shared:
            self._conversations.copy(shared, token)
        conversation = self._conversations.of(token)
        for exchange in conversation.exchanges:
            exchange.break_off(_LOST)
        return conversation.messages()

    def cite(self, token: str, turn: str, number: int, claim: int = 0, *, start: int | None = None) -> Payload:
        """The evidence for footnote `number` of `turn`; for a refused answer, its `number`th nearest passage.

        With `claim`, that sentence of the answer, counted from 1, stands beside what it cites. With `start`, the
        document is shown from there on, wherever the quotation is.
        """
        exchange = self._conversations.of(token).find(turn)
        if exchange is None or exchange.answer is None:
            return panel.unavailable(_FORGOTTEN)
        answer = exchange.answer
        if claim and not number:
            number = panel.footnote_of(answer, claim)
            if not number:
                return panel.uncited(answer, turn, claim)
        return self._show(answer, turn, number, claim=claim, focus=True, start=start)

    def follow(self, token: str, turn: str, number: int, claim: int, place: panel.Place) -> Payload:
        """The evidence that a link of an answer leads to: with the answer where this conversation has it.

        Else, as for a bookmark or in a tab of its own, the document alone, at the place that the link tells.
        """
        if self._conversations.of(token).find(turn):
            return self.cite(token, turn, number, claim)
        return self.placed(place)

    def placed(self, place: panel.Place, *, start: int | None = None) -> Payload:
        """A document at a place of it, which nothing is known of but its link; with `start`, from there on."""
        if not place.document:
            return panel.unavailable(_ELSEWHERE)
        at = later()
        try:
            documents = self._chain.library.documents()
            if all(info.id != place.document for info in documents):
                named = [info.id for info in documents if source_name(info.source) == place.name]
                return panel.moved(place, named[0] if len(named) == 1 else "")
            document = self._document(place.document)
            passages = self._chain.library.passages(place.document)
            return {**panel.placed(place, document, passages, start), "at": at}
        except FootnoteError as error:
            return panel.unavailable(told_to_readers(error, self._home))

    def reopened(self, token: str, opened: str) -> Payload | None:
        """The pane after a reload: at what was `opened` before it (turn, number and claim, joined by hyphens).

        Without that, at the last answer's first evidence; None where there is none.
        """
        conversation = self._conversations.of(token)
        place = _OPENED.fullmatch(opened)
        exchange = conversation.find(place["turn"]) if place else None
        if place and exchange and exchange.answer:
            number, claim = int(place["number"]), int(place["claim"])
            if claim and not number:
                return {**panel.uncited(exchange.answer, exchange.turn, claim), "focus": False}
            return self._show(exchange.answer, exchange.turn, number, claim=claim, focus=False)
        last = next((found for found in reversed(conversation.exchanges) if found.answer is not None), None)
        return self._first_evidence(last) if last else None

    def rate(self, token: str, turn: str, vote: str, comment: str = "") -> str:
        """Keep the reader's vote on an answer: in a first line the turn and whether it is kept, then what to tell."""
        kept, told = self._voting.rate(self._conversations.of(token).find(turn), vote, comment)
        return f"{turn} {'kept' if kept else 'lost'}\n{told}"

    def read(self, document_id: str, start: int) -> Payload:
        """A document in the pane, from `start` on."""
        at = later()
        try:
            return {**panel.reading(self._document(document_id), start), "at": at}
        except FootnoteError as error:
            return panel.unavailable(told_to_readers(error, self._home))

    def copy(self, token: str, turn: str) -> str:
        """A finished answer with its footnotes as plain text, or the whole conversation where no turn is named.

        Empty where there is none.
        """
        return _PART.join(filter(None, (exchange.plain() for exchange in self._wanted(token, turn))))

    def copy_rich(self, token: str, turn: str) -> str:
        """The same as HTML."""
        return "<hr>".join(filter(None, (exchange.rich() for exchange in self._wanted(token, turn))))

    def welcome(self, *, forgotten: bool = False) -> str:
        """The empty chat, as Markdown: questions to begin with, or how to begin when there are no documents.

        `forgotten`: there were answers, of which nothing is known any more.
        """
        return f"{_GONE}\n\n{self._welcome()}" if forgotten else self._welcome()

    def _welcome(self) -> str:
        try:
            held = tuple(info.id for info in self._chain.library.documents())
            if held != self._greeted[0]:
                self._greeted = (held, self._greeting(held))
        except FootnoteError as error:
            return f"## The documents cannot be opened\n\n{inert(told_to_readers(error, self._home))}"
        return self._greeted[1]

    def _greeting(self, held: tuple[str, ...]) -> str:
        if not held:
            return "## No documents yet\n\n[Add a document](#documents), then ask what it says."
        questions = example_questions(self._chain.library)
        rows = "\n".join(f"- [{inert(question)}](#ask)" for question in questions)
        examples = f"\n\nFor example:\n\n{rows}" if rows else ""
        return f"{HEADING}{examples}\n\n{self._held()} [Add documents](#documents)"

    def _held(self) -> str:
        """Which documents are asked, so that whoever comes anew knows what there is to ask about."""
        titles = [inert(info.title) for info in self._chain.library.documents()]
        if len(titles) > _NAMED:
            return f"In your library: {len(titles):,} documents."
        return f"In your library: {' and '.join(f'“{title}”' for title in titles)}."

    def _wanted(self, token: str, turn: str) -> list[Exchange]:
        conversation = self._conversations.of(token)
        exchanges = [conversation.find(turn)] if turn else conversation.exchanges
        return [exchange for exchange in exchanges if exchange is not None]

    def _items(self, exchange: Exchange, seconds: float) -> Iterator[list[Item]]:
        """What the chain gives for an exchange, and what it says meanwhile, in batches that are so far apart."""
        inbox = Inbox[Item]()
        items: Iterator[Item] = iter(
            self._chain.stream(
                exchange.question,
                exchange.history,
                standalone_question=exchange.standalone,
                documents=exchange.documents,
                progress=lambda _, text: inbox.put(_Working(text)),
            )
        )
        return batches(items, seconds, exchange.stop, inbox, silence=_SILENCE)

    def _take(self, exchange: Exchange, item: Item) -> None:
        if isinstance(item, Answer):
            exchange.finish(item, several=self._several(item), adding=self.shelf.adding())
        elif isinstance(item, Delta):
            exchange.text += item.text
        else:
            exchange.progress = item.text

    def _reason(self, error: FootnoteError) -> str:
        """Why there is no answer, for the reader."""
        if isinstance(error, LibraryError) and self._is_empty():
            return _STILL_ADDING if self.shelf.adding() else _NO_DOCUMENTS
        if isinstance(error, UnknownDocumentError):
            return _NOT_THERE
        return told_to_readers(error, self._home)

    def _is_empty(self) -> bool:
        try:
            return not self._chain.library.documents()
        except FootnoteError:
            return False

    def _first_evidence(self, exchange: Exchange) -> Payload | None:
        answer = exchange.answer
        if answer is None or not (answer.citations or answer.passages):
            return None
        number = min(citation.number for citation in answer.citations) if answer.citations else 1
        return self._show(answer, exchange.turn, number, focus=False)

    def _show(self, answer: Answer, turn: str, number: int, **how: Any) -> Payload:
        at = later()  # The document as it is from here on: a list that is read later may know of its removal.
        return {**self._found(answer, turn, number, **how), "at": at}

    def _found(
        self, answer: Answer, turn: str, number: int, *, focus: bool, claim: int = 0, start: int | None = None
    ) -> Payload:
        try:
            at = panel.cited(answer, number)
        except LookupError:
            missing = f"This answer has no footnote {number}." if answer.citations else UNQUOTED
            return panel.unavailable(missing)
        try:
            if newer := self._newer(at):
                return panel.replaced(answer, turn, number, newer, claim=claim, focus=focus)
            document = self._document(at.document_id)
            if isinstance(at, Citation):
                passage = self._passage_of(answer, at.document_id, at.start)
                return panel.evidence(answer, turn, number, document, passage, claim=claim, focus=focus, start=start)
            return panel.nearest(answer, turn, number, document, focus=focus, start=start)
        except FootnoteError as error:
            return panel.gone(answer, turn, number, told_to_readers(error, self._home), claim=claim, focus=focus)

    def _several(self, answer: Answer) -> bool:
        """Whether a refused answer's nearest passages need the names of their documents."""
        return not answer.answered and bool(answer.passages) and len(self._chain.library.documents()) > 1

    def _newer(self, at: Citation | EvidencePassage) -> str:
        """The document of the same file that has taken the place of the cited one; empty where that is still here."""
        documents = self._chain.library.documents()
        if any(info.id == at.document_id for info in documents):
            return ""
        return next((info.id for info in documents if info.source == at.source), "")

    def _document(self, document_id: str) -> Document:
        """A document. Raises LibraryError, in the page's words where it was removed."""
        try:
            return self._chain.library.document(document_id)
        except UnknownDocumentError as error:
            raise LibraryError(REMOVED) from error

    def _passage_of(self, answer: Answer, document_id: str, offset: int) -> Span | None:
        """The passage that holds the quotation: among those retrieved, else among the document's own."""
        shown = [Span(p.start, p.end) for p in answer.passages if p.document_id == document_id]
        held = next((span for span in shown if span.start <= offset < span.end), None)
        if held is not None:
            return held
        spans = (Span(p.start, p.end) for p in self._chain.library.passages(document_id))
        return next((span for span in spans if span.start <= offset < span.end), None)
