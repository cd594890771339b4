"""Documents that a killed process did not finish: no question finds them, and the person is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.commands.output import note

if TYPE_CHECKING:
    from index.library import Library


def note_unfinished(library: Library) -> None:
    """Say which documents wait, and what can be done with them; nothing where none does."""
    waiting = [info.title for info in library.pending()]
    if len(waiting) == 1:
        note(
            f"“{waiting[0]}” is not finished and cannot be searched: "
            "add it again, or take it out with footnote index remove."
        )
    elif waiting:
        note(
            f"{len(waiting):,} documents are not finished and cannot be searched: "
            "add them again, or take them out with footnote index remove."
        )
