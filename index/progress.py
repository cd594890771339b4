"""How somebody is told how far a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable

# Gets a share of the work, 0 to 1, and what is being done.
Progress = Callable[[float, str], None]


def silent(_fraction: float, _text: str) -> None:
    """Nobody wants to know."""
