"""What is said of the documents that an overview is drawn from, in the language of the question.

English where a language has no row. Numbers stand in figures, so that no language has to bend a word for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.text.languages import ENGLISH

if TYPE_CHECKING:
    from rag.whole.told_elsewhere import Told


@dataclass(frozen=True, slots=True)
class Wording:
    """`{title}` of the document; `{n}` documents, `{some}` of them shown or drawn from."""

    one: str
    many: str
    first: str
    title: str
    part: str
    all: str
    all_in_part: str
    some: str


_ENGLISH = Wording(
    "There is one document, “{title}”. It begins:",
    "There are {n} documents, each with what it begins with.",
    "There are {n} documents, the first {some} of them here, each with what it begins with.",
    "From “{title}”:",
    "Drawn from a part of the document, spread evenly over it.",
    "Drawn from all {n} documents.",
    "Drawn from {n} documents, a part of some.",
    "Drawn from {some} of {n} documents.",
)


def holdings(titles: list[str], shown: int, language: str = ENGLISH) -> str:
    """What is said before the documents, of which so many are shown, with what each begins with."""
    own = _wording(language)
    form = own.one if len(titles) == 1 else own.many if shown == len(titles) else own.first
    return form.format(title=titles[0], n=f"{len(titles):,}" if own is _ENGLISH else len(titles), some=shown)


def covered(drawn: int, of: int, *, complete: bool, language: str = ENGLISH) -> str:
    """From how many of the documents an overview is drawn; nothing where that goes without saying."""
    own = _wording(language)
    if of == 1:
        return "" if complete else own.part
    if own is _ENGLISH and (drawn, of, complete) == (2, 2, True):
        return "Drawn from both documents."
    form = own.some if drawn != of else own.all if complete else own.all_in_part
    return form.format(n=of, some=drawn)


def from_title(title: str, language: str = ENGLISH) -> str:
    """What stands before the lines that are from a document."""
    return _wording(language).title.format(title=title)


def _wording(language: str) -> Wording:
    if language == ENGLISH:
        return _ENGLISH
    # An answer in English needs no other wordings read.
    from rag.whole.coverage_elsewhere import WORDINGS

    return WORDINGS.get(language, _ENGLISH)


def told_in(language: str) -> Told | None:
    """What a list or a count says of its own in another language; None where it is said in English."""
    if language == ENGLISH:
        return None
    from rag.whole.told_elsewhere import TOLD

    return TOLD.get(language)
