"""What an earlier answer quoted, shown again: with its place, as a list, or as it was.

The quotations are found by their words, as in `rag.whole.around`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.library import Library
from index.text.languages import ENGLISH
from rag.whole.around import Place, quoted, read_around
from rag.whole.overview import Manner, Shape, Whole


def shown_again(library: Library, whole: Whole, among: Collection[str]) -> tuple[list[Place], str]:
    """The quotations, and what is said before them; both empty where the documents do not have them any more."""
    if whole.manner is Manner.MISSING:
        return [], _missing(whole)
    found = [place for quote in whole.quotes if (place := quoted(library, quote, among))]
    if not found:
        return [], ""
    opening = ""
    if whole.manner in (Manner.PLACE, Manner.SPOKEN) and whole.language == ENGLISH:
        opening = _stands(library, found, whole.term == "page")
    if whole.manner is Manner.SPOKEN:
        # Who says it is told there, or in the sentences beside it.
        around, _ = read_around(library, Whole(Shape.AROUND, term=whole.quotes[0]), among)
        found = around or found
    return found, opening


def _missing(whole: Whole) -> str:
    if not whole.most:
        return "The answer before quotes nothing, so there is nothing to show for it."
    own = "only footnote 1" if whole.most == 1 else f"but footnotes 1 to {whole.most}"
    return f"The answer before has no footnote {whole.term}, {own}."


def _stands(library: Library, found: Sequence[Place], asks_page: bool) -> str:
    """Where they stand; of several documents each is named before its own."""
    documents = list(dict.fromkeys(passage.document_id for passage, _ in found))
    if len(documents) > 1:
        return "So it stands there:"
    cover = library.cover(documents[0])
    pages = sorted({page for _, own in found if (page := cover.page_at(own.start)) is not None})
    listed = [", ".join(map(str, pages[:-1])), str(pages[-1])] if pages else []
    on = f", on page{'s' if len(pages) > 1 else ''} {' and '.join(filter(None, listed))}" if pages else ""
    no_page = ", which has no pages" if asks_page and not pages else ""
    return f"So it stands in “{cover.title}”{on}{no_page}:"
