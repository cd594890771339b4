"""A question in, an answer with citations out.

>>> from rag import query
>>> answer = query("What does Moscow demand?")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.chain import Chain as Chain
    from rag.llamaindex import as_query_engine as as_query_engine
    from rag.llamaindex import as_retriever as as_retriever
    from rag.types import Answer as Answer
    from rag.types import Citation as Citation
    from rag.types import Delta as Delta
    from rag.types import Turn as Turn
    from rag.wiring import open_chain as open_chain
    from rag.wiring import query as query
    from rag.wiring import stream as stream

__all__ = [
    "Answer",
    "Chain",
    "Citation",
    "Delta",
    "Turn",
    "as_query_engine",
    "as_retriever",
    "open_chain",
    "query",
    "stream",
]

_HOME = {
    "Answer": "types",
    "Citation": "types",
    "Delta": "types",
    "Turn": "types",
    "Chain": "chain",
    "as_query_engine": "llamaindex",
    "as_retriever": "llamaindex",
}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import rag.types` stays cheap for the command line."""
    if name not in __all__:
        raise AttributeError(f"module 'rag' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"rag.{_HOME.get(name, 'wiring')}"), name)
