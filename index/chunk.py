"""A document becomes passages: runs of whole sentences of one section, of about `PASSAGE_TOKENS` tokens.

llama-index's node parser decides what goes together; this file gives it sections and sentences, and brings its pieces
back to exact offsets of the canonical text.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from index.text.interview import asking_turns
from index.text.sentences import halves, sentence_spans
from index.types import HEADING_PATH, Document, Heading, Passage, Sentence, Span

# Questions are answered by a sentence or two: small passages rank better and still hold their context.
PASSAGE_TOKENS = 200
# No language has tokens that are longer than this on average.
_CHARACTERS = 10
# Sentences whose tokens are counted at a time: a tokenizer makes some kilobytes of each.
_AT_ONCE = 1000
# A heading of so many words may say something by itself.
_SAYING = 3
# What a row of a table begins with.
_BAR = "|"
CountTokens = Callable[[Sequence[str]], list[int]]


def chunk(document: Document, count_tokens: CountTokens) -> list[Passage]:
    """The passages of a document, in order. Each one and each of its sentences is a verbatim span of the text."""
    headings = [Span(heading.start, heading.end) for heading in document.headings]
    sentences = _sentences(document.text, sentence_spans(document.text, headings), count_tokens)
    # A document of nothing but headings is still a text that can be asked about.
    sections = list(_sections(document, sentences)) or [("", sentences)]
    asking = asking_turns(document.text)
    return [
        _passage(document, heading, group)
        for heading, section in sections
        if section
        for group in _groups(document.text, section, asking)
    ]


def _sentences(text: str, spans: Sequence[Span], count_tokens: CountTokens) -> list[tuple[Span, int]]:
    """Sentences with their lengths; one that would not fit in a passage is halved until its parts do."""
    tokens = _counted([text[span.start : span.end] for span in spans], count_tokens)
    sized = list[tuple[Span, int]]()
    for span, count in zip(spans, tokens, strict=True):
        # A tokenizer may count a long unbroken string (base64, a hash) as one unknown word.
        length = max(count, (span.end - span.start) // _CHARACTERS, 1)
        parts = halves(text, span) if length > PASSAGE_TOKENS else [span]
        sized.extend(_sentences(text, parts, count_tokens) if len(parts) > 1 else [(span, length)])
    return sized


def _counted(texts: Sequence[str], count_tokens: CountTokens) -> Iterator[int]:
    for at in range(0, len(texts), _AT_ONCE):
        yield from count_tokens(texts[at : at + _AT_ONCE])


def _sections(document: Document, sentences: list[tuple[Span, int]]) -> Iterator[tuple[str, list[tuple[Span, int]]]]:
    """Sentences by the heading that they stand under.

    Heading lines are context, not evidence, and left out; but for those that nothing stands under, which say something
    by themselves: "Closed on Mondays".
    """
    headings = list(document.headings)
    paths = _paths(headings)
    bare = _bare(headings, sentences)
    current, section = "", list[tuple[Span, int]]()
    at = 0
    for span, tokens in sentences:
        while at < len(headings) and headings[at].start <= span.start:
            above = paths[at].rpartition(HEADING_PATH)[0] if at in bare else paths[at]
            # Several such lines, one below the other, are one section.
            if section and not (at in bare and at - 1 in bare and above == current):
                yield current, section
                section = []
            current = above
            at += 1
        if not _is_heading(span, headings, at) or at - 1 in bare:
            section.append((span, tokens))
    if section:
        yield current, section


def _bare(headings: Sequence[Heading], sentences: Sequence[tuple[Span, int]]) -> set[int]:
    """The headings of several words under which nothing stands, no other heading either."""
    bare: set[int] = set()
    starts = [span.start for span, _ in sentences]
    for at, (heading, after) in enumerate(zip_longest(headings, headings[1:])):
        if after is not None and after.level > heading.level:
            continue
        under = bisect_left(starts, heading.end) < (bisect_left(starts, after.start) if after else len(starts))
        if not under and len(heading.text.split()) >= _SAYING:
            bare.add(at)
    return bare


def _paths(headings: Sequence[Heading]) -> list[str]:
    """Each heading after those above it: "Ingredients" says nothing where every recipe has some.

    A heading of the first level is left out as the document's title, where it is the only one.
    """
    titled = sum(heading.level == 1 for heading in headings) == 1
    above: list[Heading] = []
    paths: list[str] = []
    for heading in headings:
        above = [*(other for other in above if other.level < heading.level), heading]
        named = [other for other in above if other is heading or not (titled and other.level == 1)]
        paths.append(HEADING_PATH.join(dict.fromkeys(other.text for other in named)))
    return paths


def _is_heading(span: Span, headings: list[Heading], at: int) -> bool:
    return at > 0 and span.end <= headings[at - 1].end


def _groups(text: str, section: list[tuple[Span, int]], asking: frozenset[int]) -> Iterator[list[Span]]:
    """Whole sentences, packed by llama-index's SentenceSplitter, which prefers to break between paragraphs.

    The splitter is shown the sentences' numbers, one a line, instead of their words: what it returns names the
    sentences, so that offsets are exact by construction, however often a sentence is repeated.
    """
    from llama_index.core.node_parser import SentenceSplitter

    lengths = [min(tokens, PASSAGE_TOKENS) for _, tokens in section]
    splitter = SentenceSplitter(
        chunk_size=_size(_wholes(text, section)),
        chunk_overlap=0,
        paragraph_separator="\n\n",
        chunking_tokenizer_fn=lambda lines: lines.splitlines(keepends=True),
        tokenizer=lambda lines: [0] * sum(lengths[int(number)] for number in lines.split()),
    )
    for lines in splitter.split_text(_numbered(text, [span for span, _ in section], asking)):
        yield [section[int(number)][0] for number in lines.split()]


def _wholes(text: str, section: Sequence[tuple[Span, int]]) -> list[int]:
    """The lengths of what is not parted: sentences, and tables that fit, as a head says what its rows are."""
    tables: list[list[int]] = []
    end = 0
    for span, tokens in section:
        goes_on = tables and text[end : span.start] == "\n" and text.startswith(_BAR, span.start)
        if not goes_on:
            tables.append([])
        tables[-1].append(min(tokens, PASSAGE_TOKENS))
        end = span.end
    return [length for rows in tables for length in ([sum(rows)] if sum(rows) <= PASSAGE_TOKENS else rows)]


def _size(lengths: Sequence[int]) -> int:
    """Spread a section evenly over as few passages as it needs, so that no passage is a mere tail."""
    total = sum(lengths)
    if total <= PASSAGE_TOKENS:
        return PASSAGE_TOKENS
    passages = -(-total // PASSAGE_TOKENS)
    return min(PASSAGE_TOKENS, max(total // passages + max(lengths) // 2, max(lengths)))


def _numbered(text: str, spans: Sequence[Span], asking: frozenset[int]) -> str:
    lines = []
    for number, span in enumerate(spans):
        before = spans[number - 1].end if number else span.start
        # An interview's question stays with its answer.
        if "\n\n" in text[before : span.start] and before not in asking:
            lines.append("")
        lines.append(str(number))
    return "\n".join(lines)


def _passage(document: Document, heading: str, spans: Sequence[Span]) -> Passage:
    start, end = spans[0].start, spans[-1].end
    text = document.text[start:end]
    key = f"{document.id}:{start}:{end}:{heading}"
    return Passage(
        id=hashlib.sha256(key.encode()).hexdigest()[:20],
        document_id=document.id,
        start=start,
        end=end,
        text=text,
        page=document.page_at(start),
        heading=heading,
        sentences=tuple(Sentence(span.start, span.end, document.text[span.start : span.end]) for span in spans),
    )
