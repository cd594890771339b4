"""Footnotes and endnotes of a Word document, which are stored outside its text. (ECMA-376 part 1, 17.11.)"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from index.files.readers.ooxml import WORD, attribute

_STRUCK = (f"{WORD}del", f"{WORD}moveFrom")
_KINDS = {"footnote": "Footnote", "endnote": "Endnote"}


class Notes:
    """The notes of one document. What refers to them is to be asked for in the order of the text."""

    def __init__(self, document: Any, text_of: Callable[[Any], str]) -> None:
        """`document` is python-docx's; `text_of` gives the text of an element."""
        from docx.oxml import parse_xml

        self._text_of = text_of
        self._notes: dict[tuple[str, str], Any] = {}
        self._counts = dict.fromkeys(_KINDS, 0)
        for relation in document.part.rels.values():
            kind = relation.reltype.rpartition("/")[2].removesuffix("s")
            if kind in _KINDS and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iter(f"{WORD}{kind}"):
                    self._notes[kind, attribute(note, "id")] = note

    def of(self, element: Any) -> Iterator[str]:
        """The notes that `element` refers to, each as a line that says what it is: "Footnote 1: Without tax."."""
        for reference in element.iter(*(f"{WORD}{kind}Reference" for kind in _KINDS)):
            kind = reference.tag.removeprefix(WORD).removesuffix("Reference")
            # One that was struck out is in the text no more.
            if any(parent.tag in _STRUCK for parent in reference.iterancestors()):
                continue
            # Each has one mark: a file may refer to one a thousand times.
            note = self._notes.pop((kind, attribute(reference, "id")), None)
            # A separator has a type; a mark of the author's own is not counted, as Word does not.
            if note is None or attribute(note, "type"):
                continue
            self._counts[kind] += 1
            if text := self._text_of(note).strip():
                yield f"{_KINDS[kind]} {self._counts[kind]}: {text}"
