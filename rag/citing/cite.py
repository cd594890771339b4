"""Turn what a model writes into an answer whose footnotes are exact spans of documents, while it is being written.

The model's markers name passages; the text that leaves here has `[n]` of our own numbering, one number per span, in
order of first use. A span is a sentence of the passage, or the words that the model quotes, so its text is the
document's by construction. Verdicts are not given here: cited statements leave as UNSUPPORTED until
`rag.checking.verify` has looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.types import Passage
from rag.answerer import Quote, Statement
from rag.citing.claims import Place, Places, claims_of
from rag.citing.drafts import Draft, Drafter
from rag.citing.grammar import BLOCK_TAG, NOTED, RAISED
from rag.citing.locate import Locator, Similar
from rag.citing.markers import MarkerParser
from rag.footnoted import code_in
from rag.types import AnswerSentence, Delta, Verdict

NOT_CHECKED = "not checked yet"
_INVENTED = "The model cited a source that it was not given; that footnote is left out."
# Text that would become `[n]` if what follows a dropped marker closed it.
_OPEN = re.compile(r"\[\d{0,3}\Z")


class CitedWriter:
    """Writes one answer from numbered passages, the first of which is 1. `names` is what they are called."""

    def __init__(self, passages: Sequence[Passage], similar: Similar | None = None, names: Sequence[str] = ()) -> None:
        self._passages = passages
        self._locator = Locator(passages, similar)
        self._parser = MarkerParser(len(passages), raised=not any(map(_has_notes, passages)), names=names)
        self._drafter = Drafter()
        self._quotes: dict[tuple[str, int, int], Quote] = {}
        # Text that went out and no statement is about yet.
        self._unstated: list[str] = []
        self._stated = self._wrote = False

    def feed(self, text: str) -> list[Delta | Statement]:
        """What is certain after this piece of the model's text."""
        return list(self._written(self._drafter.feed(self._parser.feed(text))))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader should know of the model's footnotes."""
        return (_INVENTED,) if self._parser.invented else ()

    @property
    def wrote(self) -> bool:
        """Whether anything went out that a reader can see."""
        return self._wrote

    def close(self) -> list[Delta | Statement]:
        """The rest of the answer. Text at its end that claims nothing gets a statement that says so.

        A block of code is no such text, unless it is all that there is.
        """
        rest = [*self._drafter.feed(self._parser.close()), *self._drafter.close()]
        items = list(self._written(rest))
        text = "".join(self._unstated)
        said = _told(text) if self._stated else text.strip()
        if said:
            items.append(Statement(AnswerSentence(said, (), Verdict.UNCITED, NOT_CHECKED), ()))
        return items

    def _written(self, pieces: Sequence[str | Draft]) -> Iterator[Delta | Statement]:
        shown = ""
        for piece in pieces:
            if isinstance(piece, str):
                shown += piece
                continue
            rest, statement = self._statement(piece)
            if shown + rest:
                yield self._delta(shown + rest)
            shown = ""
            if piece.claims:
                self._unstated, self._stated = [], True
                yield statement
        if shown:
            yield self._delta(shown)

    def _delta(self, text: str) -> Delta:
        self._wrote = self._wrote or bool(text.strip())
        self._unstated.append(text)
        return Delta(text)

    def _statement(self, draft: Draft) -> tuple[str, Statement]:
        """The text after what was shown of the draft, and the statement of the whole."""
        marks = self._marks(draft) if draft.claims else []
        rest = _rendered(draft, marks)
        used = {quote.number: quote for mark in marks for quote in mark}
        verdict, reason = (Verdict.UNSUPPORTED, NOT_CHECKED) if used else (Verdict.UNCITED, "")
        sentence = AnswerSentence((draft.shown + rest).strip(), tuple(used), verdict, reason)
        return rest, Statement(sentence, tuple(used.values()))

    def _marks(self, draft: Draft) -> list[list[Quote]]:
        """The quotes of each marker of the draft's rest, in order, and last those that are shown at the end."""
        words = draft.shown + "".join(part for part in draft.rest if isinstance(part, str))
        claims = claims_of(draft)
        if draft.lent and not any(claim.numbers for claim in claims):
            claims[-1] = replace(claims[-1], numbers=(self._nearest(words, draft.lent),))
        places = Places(words, claims, self._passages, self._locator)
        found = [places.of(claim) for claim in claims]
        # In a table's row there is no room after the last cell.
        if not words.rstrip().endswith("|"):
            found[-1] += places.uncited()
        return [[self._number(place) for place in own] for own in found]

    def _nearest(self, words: str, numbers: Sequence[int]) -> int:
        """Which of these passages carries the words best."""
        return max(numbers, key=lambda number: self._locator.carried(words, self._passages[number - 1]))

    def _number(self, place: Place) -> Quote:
        passage, span = place.passage, place.span
        key = (passage.document_id, span.start, span.end)
        if key not in self._quotes:
            text = passage.text[span.start - passage.start : span.end - passage.start]
            self._quotes[key] = Quote(len(self._quotes) + 1, *key, text, passage.heading)
        return self._quotes[key]


def _told(text: str) -> str:
    """The first words of a text that stand before its blocks of code, and in no tag."""
    block = next((code for code in code_in(text) if code.fence), None)
    parts = BLOCK_TAG.split(text[: block.start] if block else text)
    return next((part.strip() for part in parts if part.strip()), "")


def _has_notes(passage: Passage) -> bool:
    """Whether raised numbers in the document refer to notes of its own."""
    # The digits alone are found much faster, and few documents have any.
    return bool(RAISED.search(passage.text) and NOTED.search(passage.text))


def _rendered(draft: Draft, marks: Sequence[Sequence[Quote]]) -> str:
    """The draft's rest with our numbers for its markers. One without quotes goes, and the blank before it."""
    text = draft.shown
    beside: set[int] = set()
    queue = iter(marks)
    for part in draft.rest:
        if isinstance(part, str):
            beside = set() if any(map(str.isalnum, part)) else beside
            text += part
            continue
        fresh = _fresh(next(queue, ()), beside)
        kept = text[: len(draft.shown)] + text[len(draft.shown) :].rstrip()
        text = text + fresh if fresh else kept + " " * bool(_OPEN.search(kept))
    last = _fresh(next(queue, ()), beside)
    gap = "" if beside and text.endswith("]") else " "
    return (text + gap + last if last else text)[len(draft.shown) :]


def _fresh(quotes: Sequence[Quote], beside: set[int]) -> str:
    """Markers for those quotes that no marker beside names yet. These are added to `beside`."""
    numbers = [number for number in dict.fromkeys(quote.number for quote in quotes) if number not in beside]
    beside.update(numbers)
    return "".join(f"[{number}]" for number in numbers)
