"""Passages for a question, without an answer: for programs that read them themselves."""

from __future__ import annotations

from index.errors import QuestionError
from rag.chain import Chain, Documents
from rag.types import EvidencePassage


def search(chain: Chain, question: str, limit: int, documents: Documents = ()) -> tuple[EvidencePassage, ...]:
    """The `limit` best passages, best first; none where the library is empty. Raises QuestionError, LibraryError.

    `documents` are as in `Chain.stream`. They are found and scored as for an answer; no model is asked, and no gate
    decides whether they hold one.
    """
    if limit < 1:
        raise QuestionError(f"{limit} passages cannot be searched for. Set the limit to 1 or more.")
    return tuple(chain.shown(item) for item in chain.evidence(question, documents=documents).passages[:limit])
