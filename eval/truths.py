"""True sentences out of the shared data: what the verifier's mutations are made from.

A document is an article, a speech, or all that one title of a benchmark holds. A whole document is in one half, by the
hash of its name, so that what is tuned on one half has not been seen in the other. The texts stay where they are.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import FootnoteError
from index.text.sentences import sentence_spans
from index.types import Span


class TruthsError(FootnoteError):
    """The shared data is not where it was looked for."""


@dataclass(frozen=True, slots=True)
class Truth:
    """One sentence, the passage it stands in, and where that comes from. `half` is "tune" or "report"."""

    text: str
    passage: str
    document: str
    corpus: str
    half: str


# What a sentence must look like to be made a claim of: whole, neither a heading nor a table row.
_WHOLE = re.compile(r"[A-Z][^\n|<>{}]*[a-z0-9%”\")][.]")
_FEWEST, _MOST = 8, 45
# Characters of a passage, as Footnote makes them; the paragraphs of some corpora are pages.
_PASSAGE = 1200
# Tokenised corpora put blanks around everything: "3 @.@ 5", "end ." and so on.
_TOKENISED = (
    (r" @(\W)@ ", r"\1"),
    (r" ([,.;:!?)%’])", r"\1"),
    (r"([($£]) ", r"\1"),
    (r" (n't|'s|'re|'ve|'ll|'d)\b", r"\1"),
)
_TITLE = re.compile(r"^ = ([^=]+) = $", re.M)


def truths(data: Path) -> list[Truth]:
    """Every usable sentence of the corpora below `data`, without repetitions, in a fixed order. Raises TruthsError."""
    found: dict[str, Truth] = {}
    for corpus, document, paragraph in _passages(data):
        spans = sentence_spans(paragraph)
        for at, span in enumerate(spans):
            text = " ".join(paragraph[span.start : span.end].split())
            passage = paragraph if len(paragraph) <= _PASSAGE else _around(paragraph, spans, at)
            if _WHOLE.fullmatch(text) and _FEWEST <= len(text.split()) <= _MOST:
                found.setdefault(text, Truth(text, passage, document, corpus, half_of(document)))
    if not found:
        raise TruthsError(f"There are no corpora in {data}. Give the folder that holds chunking/, xquad/ and mtrag/.")
    return list(found.values())


def _around(paragraph: str, spans: Sequence[Span], at: int) -> str:
    """The sentences of the stretch of a long paragraph that a sentence falls into."""
    stretch = [span for span in spans if span.start // _PASSAGE == spans[at].start // _PASSAGE]
    return paragraph[stretch[0].start : stretch[-1].end]


def half_of(document: str) -> str:
    """The half that a document belongs to, decided by the hash of its name alone."""
    return "tune" if hashlib.sha256(document.encode()).digest()[0] % 2 else "report"


def _passages(data: Path) -> Iterator[tuple[str, str, str]]:
    """Corpus, document and text of each passage."""
    for path in sorted(data.glob("chunking/corpora/*.md")) + sorted(data.glob("article/*.txt")):
        yield from _plain(path)
    for path in sorted(data.glob("xquad/*.en.json")):
        for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
            paragraphs = [paragraph["context"] for paragraph in article["paragraphs"]]
            title = article.get("title") or paragraphs[0][:60]
            yield from (("xquad", f"xquad/{title}", _clean(text)) for text in paragraphs)
    for path in sorted(data.glob("mtrag/*.jsonl")):
        for row in path.read_text(encoding="utf-8").splitlines():
            for context in json.loads(row)["contexts"]:
                title = context.get("title") or context["document_id"].split("-")[0]
                yield "mtrag", f"mtrag/{title}", _clean(context["text"])


def _plain(path: Path) -> Iterator[tuple[str, str, str]]:
    """Paragraphs of a plain file; one that holds several articles, each under " = Title = ", is several documents."""
    text = path.read_text(encoding="utf-8")
    parts = _TITLE.split(text)
    articles = zip([path.stem, *parts[1::2]], parts[::2], strict=True)
    for title, body in articles:
        blocks = re.split(r"\n\s*\n|\n (?=[A-Z])", body)
        yield from (
            (path.stem, f"{path.stem}/{title}", _clean(block)) for block in blocks if len(block.split()) > _FEWEST
        )


def _clean(text: str) -> str:
    for pattern, replacement in _TOKENISED:
        text = re.sub(pattern, replacement, text)
    return re.sub(r'" ([^"]{1,300}?) "', r'"\1"', text).strip()
