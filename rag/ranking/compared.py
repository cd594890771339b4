"""Questions that compare two things: each of them has to be spoken of, or nothing is compared. English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.text.patterns import lazy_pattern
from index.text.terms import content_terms, terms
from rag.evidence import EVEN, ScoredSentence
from rag.passages.quotable import is_quotable, without_mark
from rag.passages.tables import is_row, row_cells
from rag.question.brief import BRIEF, is_brief

# In the last words of a question, whatever stands before them.
_COMPARES_LAST = (
    lazy_pattern(
        r".*\b(?:differences?|distinction|comparison|compares?|compared|contrast|differ)\b (?:(?:between|of|from) )?"
        r"(?P<one>[^?]+?) (?:and|with|to|from|versus|vs\.?) (?P<two>[^?]+?)\W*",
        re.I,
    ),
    # "Which is cheaper, the Garden Room or the Ellison Hall?", "Is the hall larger than the Garden Room?"
    lazy_pattern(r".*\b(?:which|what|who)\b[^?]*[,:] (?P<one>[^?,]+?) or (?P<two>[^?,]+?)\W*", re.I),
)
# As the whole of one.
_COMPARES = (
    lazy_pattern(
        r"(?:is|are|was|were|does|do|did|has|have) (?P<one>[^?]+?) "
        r"(?:\w+er|more \w+|less \w+|fewer \w+|more|less|fewer) than (?P<two>[^?]+?)\W*",
        re.I,
    ),
    # "How do the fox and the wolf differ?", "How does the fox differ from the wolf?"
    lazy_pattern(
        r"how (?:do|does|did|are|is) (?P<one>[^?]+?) and (?P<two>[^?]+?) (?:differ|compare|different)\W*", re.I
    ),
    lazy_pattern(
        r"how (?:do|does|did|are|is) (?P<one>[^?]+?) (?:differ|different|compare) (?:from|to|with) (?P<two>[^?]+?)\W*",
        re.I,
    ),
    # "Basic vs Plus", "Basic or Plus?"
    lazy_pattern(
        r"(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|may|must|should|will|would|wh\w+|how|either)\b)"
        r"(?P<one>(?:[\w'’-]+ ){1,4}?)(?:vs\.?|versus|or) (?P<two>(?:[\w'’-]+ ?){1,4})\W*",
        re.I,
    ),
)
_NAME = lazy_pattern(r"\b(?:[A-Z]|\d)[\w’'-]*")
_LETTER = lazy_pattern(r"\b[A-Z]\b")
# What a thing is called, and not a clause.
_LONGEST = 6
# A sentence about one of the two must score this share of the best one; the other where nothing else is asked for.
_SHARE, _SHARE_OF_ONLY = 0.01, 0.003
# A section of so many sentences is quoted whole.
_SHORT = 4
_COMPARING = frozenset(content_terms("compare comparison difference different distinction contrast differ versus vs"))
# Of so many sentences on each, those that score this share of the best one.
_FEW, _CLOSE = 5, 0.3
# So many words that two sentences share beside the names are most of what short ones say.
_MUCH = 3
_COMPARES_ITSELF = lazy_pattern(
    r"\b(?:differen\w*|differs?|than|whereas|while|unlike|both|same|compared?|contrast)\b", re.I
)
# More cells than any row has.
_NOWHERE = 10_000


def of_both(
    question: str, items: Sequence[ScoredSentence], called: Mapping[str, frozenset[str]]
) -> list[ScoredSentence]:
    """For a question that compares, the best sentence on each of the two, the better one first.

    `called` has the terms of each document's title and file name.
    None for any other question, and where the best sentence of all speaks of both and may be an answer; a row that
    names both in different cells is about the first.
    """
    asked = next(_sides(question), None) if items else None
    if asked is None:
        return []
    # The words of a row are names, and the ranker sees few in them.
    only = _terms(question) <= asked[0] | asked[1] | _COMPARING
    share = _SHARE_OF_ONLY if only else _SHARE
    near = [item for item in items if _is_row(items[0]) or item.score >= items[0].score * share]
    sides = _in_full(asked, near)
    first = items[0]
    speaks_of_both = not _is_row(first) and _speaks_of_both(first, sides)
    if speaks_of_both and (not only if first.read is None else first.read >= EVEN):
        return []
    one_has_both = not sides[1][1]
    # The title "Aero 20 and Aero 20 Plus" tells of no sentence which of them it is about.
    called = {} if one_has_both and all(names >= asked[0] | asked[1] for names in called.values()) else called
    told = [_told_on(own, other, near, called) for own, other in sides]
    # One side alone is no comparison; and of two whose names differ by a word, few sentences tell which they are of.
    if not all(told) or (one_has_both and not only):
        return []
    both, alike = _alike(told, asked) if only and not _is_row(first) else ([found[0] for found in told], 0)
    # Before it was read, what speaks of both may compare them, unless two others do so nearly word by word.
    if speaks_of_both and first.read is None and (alike < _MUCH or _COMPARES_ITSELF.search(first.sentence.text)):
        return []
    # Nor is one sentence that speaks of both a comparison of two.
    if len({id(item) for item in both}) < len(sides):
        return []
    both = sorted(both, key=items.index)
    return _sections(question, both) or both


def _sections(question: str, both: Sequence[ScoredSentence]) -> list[ScoredSentence]:
    """What stands below two short headings that a question compares, if it asks for nothing else: all of it."""
    headed = [_terms(item.passage.heading) for item in both]
    only = _terms(question) <= headed[0] | headed[1] | _COMPARING and headed[0] != headed[1]
    said = [[own for own in item.passage.sentences if is_quotable(item.passage, own)] for item in both]
    if not only or any(_is_row(item) for item in both) or max(map(len, said)) > _SHORT:
        return []
    return [
        replace(item, sentence=without_mark(own))
        for item, sentences in zip(both, said, strict=True)
        for own in sentences
    ]


def _sides(question: str) -> Iterator[tuple[set[str], set[str]]]:
    """The terms of the two things, without those that both have; of "the Aero and the Aero Plus" all."""
    end = question[-BRIEF:]
    for pattern in (*_COMPARES_LAST, *(_COMPARES if is_brief(question) else ())):
        found = pattern.fullmatch(end)
        if found and max(len(found[side].split()) for side in ("one", "two")) <= _LONGEST:
            one, two = _called(found["one"]), _called(found["two"])
            if one - two and two - one:
                yield one - two, two - one
            elif one != two and one and two:
                yield one, two


def _in_full(asked: tuple[set[str], set[str]], near: Sequence[ScoredSentence]) -> list[tuple[set[str], set[str]]]:
    """For each of the two the terms that tell it, and those that a sentence on it lacks.

    "The Plus" beside "the Aero 20" is an "Aero 20 Plus" where the texts call it so: what tells of that has both names.
    """
    short, long = sorted(asked, key=len) if asked[0] <= asked[1] or asked[1] <= asked[0] else asked
    if short < long:
        return [(short, long - short), (long - short, set())]
    for one, two in (asked, asked[::-1]):
        if any(_follows(two, one, f"{item.sentence.text}\n{item.passage.heading}") for item in near):
            return [(one, two), (two, set())]
    return [asked, asked[::-1]]


def _follows(two: set[str], one: set[str], text: str) -> bool:
    """Whether all words of one name stand right behind those of the other in a text."""
    said = _sequence(text)
    size, whole = len(one), len(one) + len(two)
    return any(
        set(said[at : at + size]) == one and set(said[at + size : at + whole]) == two
        for at in range(len(said) - whole + 1)
    )


def _speaks_of_both(item: ScoredSentence, sides: Sequence[tuple[set[str], set[str]]]) -> bool:
    """Whether a sentence speaks of both; "the Aero 20 Plus" is but one."""
    (one, _), (two, lacks) = sides
    said = Counter(_sequence(item.sentence.text))
    both = min(said[term] for term in one), min(said[term] for term in two)
    return both[1] > 0 and both[0] > (0 if lacks else both[1])


def _told_on(
    own: set[str], other: set[str], near: Sequence[ScoredSentence], called: Mapping[str, frozenset[str]]
) -> list[ScoredSentence]:
    """The sentences on one of the two, best first; of rows the one that names it first, which is its own."""
    found = [item for item in near if _speaks_of(item, own, other, called)]
    if found and _is_row(found[0]):
        return sorted(filter(_is_row, found), key=lambda item: _place(item, own))
    return found


def _alike(told: Sequence[list[ScoredSentence]], asked: tuple[set[str], set[str]]) -> tuple[list[ScoredSentence], int]:
    """Of the best sentences on each, the two that tell the same of both, where what differs is seen; and how much."""
    best = [[item for item in found[:_FEW] if item.score >= found[0].score * _CLOSE] for found in told]
    names = asked[0] | asked[1]
    pairs = [(len(_said(one) & _said(two) - names), one, two) for one in best[0] for two in best[1]]
    most, *both = max(pairs, key=lambda pair: pair[0])
    return both, most


def _called(name: str) -> set[str]:
    """What tells a thing from others: of "Sleep mode" its name, of "the fox" the word."""
    names = " ".join(_NAME.findall(name))
    return _terms(names or name)


def _terms(text: str) -> set[str]:
    """The content terms; with "A", which in "option A" is none of the words that say nothing."""
    return {*content_terms(text), *_LETTER.findall(text)}


def _said(item: ScoredSentence) -> set[str]:
    return set(content_terms(item.sentence.text))


def _sequence(text: str) -> list[str]:
    """The terms in order, each as often as it is said."""
    return [*terms(text), *_LETTER.findall(text)]


def _speaks_of(item: ScoredSentence, own: set[str], other: set[str], called: Mapping[str, frozenset[str]]) -> bool:
    """Whether a sentence, or else what it stands under, names one of the two and not the other.

    A manual names its machine in the title and seldom again.
    """
    if _is_row(item) and (place := _place(item, own)) < _NOWHERE:
        return not other or place < _place(item, other)
    said = _terms(item.sentence.text)
    headed = _terms(item.passage.heading) | called.get(item.passage.document_id, frozenset())
    return (own <= said and not _has(said, other)) or (own <= headed and not _has(headed | said, other))


def _has(said: set[str], other: set[str]) -> bool:
    return bool(other) and other <= said


def _is_row(item: ScoredSentence) -> bool:
    return is_row(item.passage, item.sentence)


def _place(item: ScoredSentence, own: set[str]) -> int:
    """In which cell of a row a thing is named."""
    cells = row_cells(item.passage, item.sentence)
    return next((at for at, cell in enumerate(cells) if own <= _terms(cell)), _NOWHERE)
