"""Readers turn the bytes of one kind of file into a Draft. This table is the list of the kinds that Footnote reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from index.files.readers.delimited import read_delimited
from index.files.readers.draft import Draft, Raw
from index.files.readers.markdown import read_markdown
from index.files.readers.pdf import read_pdf
from index.files.readers.plain import read_plain
from index.files.readers.subtitles import read_subtitles
from index.files.readers.webpage import read_webpage
from index.files.readers.word import read_word

Reader = Callable[[Raw], Draft]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_plain,
        ".text": read_plain,
        ".rst": read_plain,
        ".csv": read_delimited,
        ".tsv": read_delimited,
        ".log": read_plain,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".html": read_webpage,
        ".htm": read_webpage,
        ".pdf": read_pdf,
        ".docx": read_word,
        ".vtt": read_subtitles,
        ".srt": read_subtitles,
    }
)
