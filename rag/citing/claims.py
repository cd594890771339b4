"""What each marker of a sentence claims, and the spans of documents that carry it.

A marker stands for the words since the marker before it, or for the whole sentence where these are few; one that is
itself a word of the sentence ("Source 1 says") for the words after it. Words that the model quotes are looked for first
where it says they stand, then in all the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.text.terms import content_terms
from index.types import Passage, Span
from rag.citing.drafts import Draft
from rag.citing.locate import Locator, names
from rag.citing.quotations import Quotation, find_quotation, quotations

# A part of a sentence with fewer terms says too little to be found by; the whole sentence is looked for instead.
_FEWEST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a document that a claim rests on, and the passage that holds it."""

    passage: Passage
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of a sentence, by their place in it, that rest on the passages of these numbers."""

    span: Span
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation that stands in the evidence."""

    quotation: Quotation
    number: int
    span: Span


def claims_of(draft: Draft) -> list[Claim]:
    """One claim for each marker in the draft's rest, in order, and last one for the markers at its head."""
    claims: list[Claim] = []
    at, start, span = len(draft.shown), 0, Span(0, 0)
    for place, part in enumerate(draft.rest):
        if isinstance(part, str):
            at += len(part)
            continue
        if part.spoken:
            # "Source 1 says this, Source 2 that": its words come after it.
            after = takewhile(lambda item: isinstance(item, str), draft.rest[place + 1 :])
            claims.append(Claim(Span(at, at + len("".join(map(str, after)))), part.numbers))
            continue
        # Markers side by side stand for the same words.
        if at > start:
            span, start = Span(start, at), at
        claims.append(Claim(span, part.numbers))
    heads = dict.fromkeys(number for marker in draft.leading for number in marker.numbers)
    return [*claims, Claim(Span(0, at), tuple(heads))]


class Places:
    """Finds the places of one sentence's claims. `words` is the sentence without markers."""

    def __init__(self, words: str, claims: Sequence[Claim], passages: Sequence[Passage], locator: Locator) -> None:
        self._words = words
        self._claims = claims
        self._passages = passages
        self._locator = locator
        self._cited = list(dict.fromkeys(number for claim in claims for number in claim.numbers))
        self._found = [found for quotation in quotations(words) if (found := self._find(quotation))]

    def of(self, claim: Claim) -> list[Place]:
        """The places that carry a claim, passage by passage; at least one for each."""
        return [place for number in claim.numbers for place in self._in_passage(claim, number)]

    def uncited(self) -> list[Place]:
        """The quotations that stand only where no marker points."""
        return [place for found in self._found if found.number not in self._cited for place in self._around(found)]

    def _find(self, quotation: Quotation) -> _Found | None:
        others = (number for number in range(1, len(self._passages) + 1) if number not in self._cited)
        for number in (*self._cited, *others):
            if span := find_quotation(quotation.text, self._passages[number - 1]):
                return _Found(quotation, number, span)
        return None

    def _in_passage(self, claim: Claim, number: int) -> list[Place]:
        quoted = [found for found in self._found if found.number == number and self._belongs(found, claim)]
        passage = self._passages[number - 1]
        if quoted:
            places = [place for found in quoted for place in self._around(found)]
            return [*places, *self._told_besides(claim, passage, places)]
        own = self._words[claim.span.start : claim.span.end]
        text = own if len(content_terms(own)) >= _FEWEST_TERMS else self._words
        return [Place(passage, Span(sentence.start, sentence.end)) for sentence in self._locator.locate(text, passage)]

    def _told_besides(self, claim: Claim, passage: Passage, places: Sequence[Place]) -> list[Place]:
        """The sentences that carry what a claim says around its quotations: who said it, and when."""
        told = self._words[claim.span.start : claim.span.end]
        for quotation in quotations(told):
            told = told.replace(told[quotation.start : quotation.end], " " * (quotation.end - quotation.start))
        terms = set(content_terms(told))
        if len(terms) < _FEWEST_TERMS:
            return []
        found = [
            Place(passage, Span(item.start, item.end))
            for item in self._locator.locate(told, passage)
            if 2 * len(terms.intersection(content_terms(item.text))) >= len(terms)
        ]
        taken = [place.span for place in places]
        return [place for place in found if not any(_meet(place.span, span) for span in taken)]

    def _belongs(self, found: _Found, claim: Claim) -> bool:
        """Whether a quotation is within a claim; one that is within none belongs to all that name its passage."""
        return _within(found, claim) or not any(
            _within(found, other) for other in self._claims if found.number in other.numbers
        )

    def _around(self, found: _Found) -> list[Place]:
        """The quoted words, or the sentences that they stand in where these carry more of what is said."""
        passage, span = self._passages[found.number - 1], found.span
        sentences = [item for item in passage.sentences if item.start < span.end and span.start < item.end]
        told = self._words[: found.quotation.start] + self._words[found.quotation.end :]
        if not sentences or not _carries_more(told, passage, span, Span(sentences[0].start, sentences[-1].end)):
            return [Place(passage, span)]
        return [Place(passage, Span(item.start, item.end)) for item in sentences]


def _carries_more(told: str, passage: Passage, quoted: Span, around: Span) -> bool:
    """Whether what stands around the quotation shares with what is told around it all, two terms, a name or number."""
    text, base = passage.text, passage.start
    outside = f"{text[around.start - base : quoted.start - base]} {text[quoted.end - base : around.end - base]}"
    terms = set(content_terms(told))
    shared = terms.intersection(content_terms(outside))
    return (
        len(shared) > 1
        or bool(shared and shared == terms)
        or any(term[0].isdigit() or term in names(told) for term in shared)
    )


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _within(found: _Found, claim: Claim) -> bool:
    return claim.span.start <= found.quotation.start and found.quotation.end <= claim.span.end
