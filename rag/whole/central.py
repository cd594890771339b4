"""Which sentences stand for a text: those near to what all of it says, that can stand alone, and unlike each other.

Nearness is to the centre of the stored sentence vectors (the centroid of Radev et al. 2004), variety by maximal
marginal relevance (Carbonell & Goldstein 1998). Openings count for more, and no section is to have all the say.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.model.embed import Vector, normalise
from index.storage.catalog import StoredPassage
from index.text.terms import content_terms
from index.types import Passage, Sentence
from rag.passages.quotable import is_quotable

# What is added to a nearness of 0..1: for opening the text, and for opening a section of it.
_OPENS_TEXT, _OPENS_SECTION = 0.2, 0.15
# In two or three sentences that say what a text is about, its beginning is nearly all that counts.
_GIST_OPENS, _GIST_REACH = 0.8, 8.0
# And for naming what the title names.
_NAMES_TITLE = 0.25
# What nearness of meaning counts for, beside the weight of the words.
_MEANING = 0.6
# With fewer content words than this, a sentence says little.
_TELLING = 8
# What is taken off for likeness to a sentence that was chosen, and for each one of the same section.
_LIKENESS, _SAME_SECTION = 0.5, 0.2
# A sentence worth less than this is not quoted while there are better ones.
_UNFIT = 0.35

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_ENDS = re.compile(r"[.!…。！؟।][\"'”’»)\]\s]*$")
_SPEAKS_OF_ITSELF = re.compile(
    r"^\W*(?:this|the|our) (?:article|paper|report|study|investigation|document|essay|text|book|analysis|review|"
    r"guide)\b|^\W*(?:this|these) (?:agreement|contract|deed|handbook|lease|letter|manual|memo|memorandum|minutes|"
    r"notice|policy|terms)\b"
    r"|^\W*(?:dieser|der) (?:artikel|text|bericht|beitrag)\b|^\W*este (?:artículo|texto|informe)\b",
    re.I,
)
# The first that matches a sentence takes this share of its worth away.
_FAULTS = tuple(
    (keeps, re.compile(pattern, re.I))
    for keeps, pattern in (
        (0.1, r"https?://|www\.|©|all rights reserved|\b(?:click here|subscribe|sign up|cookies?|newsletter|log in)\b"),
        (0.1, r"[{}\\|]|<\w+>.*<\w+>|\bunk\b.*\bunk\b|:\s*$"),
        (0.2, r"^\s*=|^\W*(?:mr|mrs|ms)\.? \w+,|^\W*ladies\b"),
        (0.2, r"\?[\"'”’»)\s]*$|^¿"),
        (0.3, r"^\s*(?:[-*•‣#>]|\d+[.)]\s)"),
        (0.3, r"^\W*(?:thank|thanks|hello|hi|good (?:morning|evening|afternoon)|dear|welcome|sure|yes|no|okay|well|"
              r"look|folks)\b"),
        (0.4, r"^\W*(?-i:[A-Z][A-Z .]{3,}):|\bfolks\b"),
        (0.45, r"^\W*(?:it|they|he|she|these|those|that|his|her|their|its|such|both|neither|nor|him|them|here|"
               r"there)\b"),
        (0.5, r"^\W*this\b(?! (?:article|paper|report|study|investigation|document|essay|text|book|analysis|review|"
              r"guide)\b)"),
        (0.45, r"^\W*(?:er|es|sie|dies|diese[rs]?|sein|seine|ihr|ihre|él|ella|ellos|esto|esta|este|su|sus)\b"),
        (0.6, r"^\W*(?:but|and|or|so|also|yet|then|likewise|additionally|moreover|furthermore|instead|otherwise|"
              r"worse|even|"
              r"therefore|thus|hence|however|nevertheless|still|meanwhile|similarly|consequently|afterwards?|later|"
              r"for (?:example|instance)|after (?:the|this|that)|at (?:the|that|this) time|at first|first|second|"
              r"third|finally|in (?:addition|contrast|turn|response)|as a result|on the other hand|aber|und|doch|"
              r"jedoch|außerdem|pero|y|además|sin embargo)\b"),
        (0.6, r"^\W*(?:now|tonight|today|in fact|indeed|of course|again|again,|see|remember|let['’]s)\b|\bi(?:['’]m|"
              r"['’]ve|['’]ll)\b"),
        (0.7, r"^\W*(?:the (?:latter|former|same|other|result)|another|other|some|one of|we|i|you|my|your)\b"),
        (0.8, r"\d.*\d\b.*\b\d.*\b\d.*\b\d"),
        (0.75, r"^[“\"«„]"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Central:
    """A chosen sentence. `score` is 0 to 1: how near it is to the whole, and how well it stands alone."""

    passage: Passage
    sentence: Sentence
    score: float


def central_sentences(
    stored: Sequence[StoredPassage], most: int, *, title: str = "", gist: bool = False, section: bool = False
) -> list[Central]:
    """At most `most` sentences that stand for these passages of one document, in its order; fewer of a short text.

    Of a `section`, which is asked for by itself, as many as there may be.
    """
    every = [(item.passage, sentence) for item in stored for sentence in item.passage.sentences]
    told = [at for at, row in enumerate(every) if is_quotable(*row)]
    if not told:
        return []
    rows = [every[at] for at in told]
    vectors = normalise(np.concatenate([item.parts for item in stored])[told])
    worth = np.array([fitness(sentence.text) for _, sentence in rows], np.float32)
    near = _MEANING * _nearness(vectors, worth) + (1 - _MEANING) * _commonness([sentence.text for _, sentence in rows])
    scores = worth * (near + _opening(rows, gist) + _NAMES_TITLE * _titled(rows, title))
    fit = int((worth >= _UNFIT).sum())
    count = min(most, most if section else max(2, fit // 3), len(rows))
    chosen = _diverse(vectors, scores, worth, _groups(rows, most), count)
    top = float(scores.max()) or 1.0
    return [Central(*rows[at], max(float(scores[at]) / top, 0.0)) for at in sorted(chosen)]


def fitness(text: str) -> float:
    """How well a sentence can stand alone in an overview, 0 to 1, by its form."""
    words = len(_WORD.findall(text)) if not _UNSPACED.search(text) else len(text) // 3
    letters = sum(char.isalpha() or char.isspace() for char in text) / max(len(text), 1)
    worth = 1.0 if 9 <= words <= 42 else 0.6 if 6 <= words <= 60 else 0.1 if words < 6 else 0.3
    if letters < 0.75 or text.isupper():
        worth *= 0.3
    if not _ENDS.search(text) or text[:1].islower():
        worth *= 0.3
    if _SPEAKS_OF_ITSELF.search(text):
        return worth
    fault = next((keeps for keeps, pattern in _FAULTS if pattern.search(text)), 0.95)
    return worth * fault


def _nearness(vectors: Vector, worth: Vector) -> Vector:
    """To the centre of what can be quoted, scaled 0..1."""
    centre = normalise((vectors * np.maximum(worth, 0.05)[:, None]).sum(axis=0)[None, :])[0]
    near = vectors @ centre
    low, high = float(np.quantile(near, 0.05)), float(near.max())
    return np.asarray(np.clip((near - low) / max(high - low, 1e-6), 0, 1), np.float32)


def _commonness(texts: Sequence[str]) -> Vector:
    """How much each sentence says of what the text speaks of most, scaled 0..1 (after Nenkova & Vanderwende 2005)."""
    terms = [content_terms(text) for text in texts]
    counts = Counter(term for own in terms for term in own)
    weights = np.array(
        [
            sum(math.log(counts[term]) for term in own) / max(len(own), _TELLING) * min(len(own) / _TELLING, 1)
            for own in terms
        ],
        np.float32,
    )
    return np.asarray(weights / max(float(weights.max()), 1e-6), np.float32)


def _opening(rows: Sequence[tuple[Passage, Sentence]], gist: bool) -> Vector:
    if gist:
        return np.asarray(_GIST_OPENS * np.exp(-np.arange(len(rows)) / _GIST_REACH), np.float32)
    extra = np.zeros(len(rows), np.float32)
    extra[: max(3, len(rows) // 20)] += _OPENS_TEXT
    for at, (passage, sentence) in enumerate(rows):
        first = sentence.start == passage.start
        if first and (at == 0 or rows[at - 1][0].heading != passage.heading):
            extra[at] += _OPENS_SECTION
    return extra


def _titled(rows: Sequence[tuple[Passage, Sentence]], title: str) -> Vector:
    """The share of the title's words that each sentence has."""
    wanted = set(content_terms(title))
    shares = [len(wanted & set(content_terms(sentence.text))) / max(len(wanted), 1) for _, sentence in rows]
    return np.array(shares, np.float32)


def _groups(rows: Sequence[tuple[Passage, Sentence]], most: int) -> list[str]:
    """The section of each sentence; where a text has none, the stretch of it."""
    headings = [passage.heading for passage, _ in rows]
    if len(set(headings)) > 2:
        return headings
    return [str(at * most // len(rows)) for at in range(len(rows))]


def _diverse(vectors: Vector, scores: Vector, worth: Vector, groups: Sequence[str], count: int) -> list[int]:
    chosen: list[int] = []
    used = Counter[str]()
    likeness = np.zeros(len(scores), np.float32)
    # What cannot stand alone is taken only where there is nothing else.
    open_ = worth >= (_UNFIT if (worth >= _UNFIT).any() else 0)
    while len(chosen) < count and open_.any():
        crowded = np.array([used[group] for group in groups], np.float32)
        value = np.where(open_, scores - _LIKENESS * likeness - _SAME_SECTION * crowded, -np.inf)
        best = int(value.argmax())
        chosen.append(best)
        open_[best] = False
        used[groups[best]] += 1
        likeness = np.maximum(likeness, vectors @ vectors[best])
    return chosen
