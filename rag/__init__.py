"""A question in, an answer with citations out. What programs use stands here; the rest may change.

>>> from rag import query
>>> answer = query("What does Moscow demand?")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index.errors import FootnoteError as FootnoteError
    from rag.chain import Chain as Chain
    from rag.llamaindex import as_query_engine as as_query_engine
    from rag.llamaindex import as_retriever as as_retriever
    from rag.settings import Settings as Settings
    from rag.settings import load_settings as load_settings
    from rag.types import Answer as Answer
    from rag.types import AnswerSentence as AnswerSentence
    from rag.types import Citation as Citation
    from rag.types import Delta as Delta
    from rag.types import EvidencePassage as EvidencePassage
    from rag.types import Turn as Turn
    from rag.types import Usage as Usage
    from rag.types import Verdict as Verdict
    from rag.wiring import close as close
    from rag.wiring import open_chain as open_chain
    from rag.wiring import query as query
    from rag.wiring import stream as stream

__all__ = [
    "Answer",
    "AnswerSentence",
    "Chain",
    "Citation",
    "Delta",
    "EvidencePassage",
    "FootnoteError",
    "Settings",
    "Turn",
    "Usage",
    "Verdict",
    "as_query_engine",
    "as_retriever",
    "close",
    "load_settings",
    "open_chain",
    "query",
    "stream",
]

_HOME = {
    "FootnoteError": "index.errors",
    "Settings": "rag.settings",
    "load_settings": "rag.settings",
    "Chain": "rag.chain",
    "as_query_engine": "rag.llamaindex",
    "as_retriever": "rag.llamaindex",
    "close": "rag.wiring",
    "open_chain": "rag.wiring",
    "query": "rag.wiring",
    "stream": "rag.wiring",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import rag.types` stays cheap for the command line."""
    if name not in __all__:
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "rag.types")), name)


def __dir__() -> list[str]:
    """What there is to complete, though not all of it is imported yet."""
    return sorted({*globals(), *__all__})
