"""One sentence's subject with another's predicate: "Father Denza was director from 1898", where that was Rodriguez.

Told by form: the beginning of a claim stands in one sentence of its evidence, the rest in another, and that one is
about somebody else, named there. A sentence that begins with "he", "this" or "the plant" may be about the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.verdict.alignment import Alignment
from rag.verdict.reading import Reading

_STOP = re.compile(r"[.!?][\"”)]*\s")
# A sentence that begins with one of these may be about what the one before it is about.
_SAME = frozenset(
    "he she it they we i you this that these those his her its their our my your there here one both such another".split()
)
# After one of these a claim begins anew.
_JOINING = frozenset("and but while which who that whereas because after before when".split())
# So many words of a claim may stand nowhere; a word that is only akin is at home from this strength on.
_MISSING, _SURE = 2, 0.9
# A name stands among so many first words, if it is the subject's.
_OPENING = 6

Home = frozenset[int]


def spliced(claim: Reading, evidence: Reading, alignment: Alignment) -> tuple[str, str] | None:
    """Of whom the evidence says what the claim says of another: (the evidence's subject, the claim's)."""
    sentences = _sentences(evidence)
    if not sentences or sentences[-1] == 0:
        return None
    telling = [at for at, token in enumerate(claim.tokens) if token.content or token.low[0].isdigit()]
    homes = [_home(claim, at, evidence, alignment, sentences) for at in telling]
    missing = sum(home is None for home in homes)
    if missing > _MISSING:
        return None
    for cut in range(1, len(telling)):
        if _goes_on(claim, telling[cut - 1], telling[cut]) and homes[cut] is not None:
            for head, tail in _halves(homes, cut):
                subject = _subject(evidence, sentences, tail, named=bool(missing))
                other = subject and evidence.tokens[subject[-1]].stem
                elsewhere = {token.stem for token, n in zip(evidence.tokens, sentences, strict=True) if n == head}
                if subject and other not in claim.stems | elsewhere:
                    theirs = " ".join(evidence.tokens[at].text for at in subject)
                    return theirs, claim.tokens[telling[cut - 1]].text
    return None


def _sentences(text: Reading) -> list[int]:
    """The number of the sentence that each word stands in."""
    numbers: list[int] = []
    for at, token in enumerate(text.tokens):
        gap = text.text[text.tokens[at - 1].end : token.start] if at else ""
        begins = at and token.opens and not token.text[0].islower() and _STOP.search(gap)
        numbers.append(numbers[-1] + bool(begins) if numbers else 0)
    return numbers


def _home(
    claim: Reading, at: int, evidence: Reading, alignment: Alignment, sentences: Sequence[int]
) -> Home | None:
    """The sentences that have a word of the claim; None where none has."""
    stem, place = claim.tokens[at].stem, alignment.place(at)
    found = {number for token, number in zip(evidence.tokens, sentences, strict=True) if token.stem == stem}
    if not found and place >= 0 and alignment.strengths[at] >= _SURE:
        found = {sentences[place]}
    return frozenset(found) or None


def _goes_on(claim: Reading, one: int, two: int) -> bool:
    """Whether two words of a claim stand in one clause, with nothing between them that begins another."""
    between = {token.low for token in claim.tokens[one + 1 : two]}
    return claim.clauses[one] == claim.clauses[two] and not between & _JOINING


def _halves(homes: Sequence[Home | None], cut: int) -> Iterator[tuple[int, int]]:
    """Two sentences of which one has the claim's words before the cut, and the other those from there on."""
    before = [home for home in homes[:cut] if home is not None]
    after = [home for home in homes[cut:] if home is not None]
    if not before:
        return
    for head in frozenset.intersection(*before):
        for tail in frozenset.intersection(*after) - {head}:
            apart = any(tail not in home for home in before) and head not in (homes[cut] or ())
            if apart:
                yield head, tail


def _subject(evidence: Reading, sentences: Sequence[int], number: int, *, named: bool) -> list[int]:
    """The places of the name, or else of the word, that a sentence is about; none where it may be about another's.

    With `named`, only a name will do, and a sentence's first word alone is none.
    """
    places = [at for at, own in enumerate(sentences) if own == number]
    tokens = evidence.tokens
    telling = [at for at in places if tokens[at].content]
    if not telling or tokens[places[0]].low in _SAME:
        return []
    if tokens[places[0]].low == "the" and not tokens[telling[0]].text[0].isupper():
        return []
    name = [at for at in places[:_OPENING] if tokens[at].content and tokens[at].text[0].isupper()]
    # "Route 180"
    name += [at for at in places[:_OPENING] if name and at == name[-1] + 1 and tokens[at].low.isdigit()]
    if named and (not name or name == places[:1]):
        return []
    return name or telling[:1]
