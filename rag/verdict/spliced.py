"""One part's subject with another's predicate: "Father Denza was director from 1898", where that was Rodriguez.

Told by form: the beginning of a claim stands in one sentence or clause of its evidence, the rest in another, and that
one is about something else: a name of its own, or "the southern tower" where the first has "the northern tower". What
begins with "he", "this" or "the plant" may be about the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rag.verdict.function_words import ARTICLES, AUXILIARIES
from rag.verdict.pair import Instead, Pair
from rag.verdict.reading import Reading

_STOP = re.compile(r"[.!?][\"”)]*\s")
# Between clauses of their own.
_AND_ELSE = re.compile(r";\s|,\s(?:while|whereas|but|and)\s$|\swhereas\s$|\swhile\s$")
# What begins with one of these may be about what stands before it.
_SAME = frozenset(
    "he she it they we i you this that these those its their our my your there here one both such another who which "
    "if when though although only at more less fewer over about around nearly almost some".split()
)
# A claim that opens with one of these is about several.
_OF_ALL = frozenset("of all both among".split())
_VERBS = AUXILIARIES | {"might"}
_POINTING = frozenset("he she it they".split())
_POINTED, _DEFINITE = frozenset("it them him her".split()), frozenset("the this that these those".split())
_POSSESSIVE = frozenset("his her".split())
# So many words of a claim may stand nowhere; a word that is only akin is at home from this strength on.
_MISSING, _SURE = 2, 0.9
# A subject is looked for among so many first words.
_OPENING, _CONTRASTED = 6, 4

Home = frozenset[int]


def spliced(pair: Pair) -> Instead | None:
    """Of what the evidence says what the claim says of another."""
    claim, evidence = pair.claim, pair.evidence
    parts = _parts(evidence)
    if not parts or parts[-1] == 0 or claim.low[0] in _OF_ALL:
        return None
    telling = [at for at, token in enumerate(claim.tokens) if token.tells]
    homes = [_home(pair, at, parts) for at in telling]
    missing = sum(home is None for home in homes)
    if missing > _MISSING:
        return None
    for cut in range(1, len(telling)):
        if homes[cut] is None:
            continue
        own = [homes[n] for n in range(cut) if claim.clauses[telling[n]] == claim.clauses[telling[cut]]]
        for head, tail in _halves(homes, cut):
            # A clause of the claim with a subject that both have may be about that.
            if own and all(home is None or tail in home for home in own):
                continue
            subject = _subject(claim, evidence, parts, head, tail, named=bool(missing))
            if subject and not (tail < head and _points_back(pair, telling[cut - 1])):
                return " ".join(evidence.tokens[at].text for at in subject), _named(claim, telling[0])
    return None


def _points_back(pair: Pair, at: int) -> bool:
    """Whether behind a word the claim names what the evidence points back to: "confirm the find", "the cause" of it."""
    evidence, place = pair.evidence, pair.alignment.places[at]
    if pair.claim.word(at + 1) == "of":
        return True
    if place < 0 or evidence.ends_clause(place):
        return False
    if evidence.word(place + 1) in _POINTED:
        return True
    thing = evidence.tokens[place + 2 : place + 3]
    definite = evidence.word(place + 1) in _DEFINITE and any(not token.name for token in thing)
    return definite and evidence.ends_clause(place + 2)


def _named(text: Reading, at: int) -> str:
    """A word, with the words of a name that follow on it."""
    end = at + 1
    while end < len(text.tokens) and text.tokens[at].text[0].isupper() and text.tokens[end].name:
        end += 1
    return " ".join(token.text for token in text.tokens[at:end])


def _parts(text: Reading) -> list[int]:
    """The number of the sentence, or of the clause with a subject of its own, that each word stands in."""
    numbers: list[int] = []
    for at, token in enumerate(text.tokens):
        if at == 0:
            numbers.append(0)
            continue
        gap = text.gap(at - 1, at)
        begins = token.opens and not token.text[0].islower() and _STOP.search(gap)
        # "…, but the southern one": the joining word is a token itself.
        else_ = gap.startswith("; ") or (at > 1 and _AND_ELSE.search(text.gap(at - 2, at)))
        parted = else_ and (token.low in ARTICLES | _POSSESSIVE or token.name)
        numbers.append(numbers[-1] + bool(begins or parted))
    return numbers


def _home(pair: Pair, at: int, parts: Sequence[int]) -> Home | None:
    """The parts that have a word of the claim; None where none has."""
    stem, place = pair.claim.tokens[at].stem, pair.alignment.places[at]
    found = {number for token, number in zip(pair.evidence.tokens, parts, strict=True) if token.stem == stem}
    if not found and place >= 0 and pair.alignment.strengths[at] >= _SURE:
        found = {parts[place]}
    return frozenset(found) or None


def _halves(homes: Sequence[Home | None], cut: int) -> Iterator[tuple[int, int]]:
    """Two parts of which one has the claim's words before the cut, and the other those from there on."""
    before = [home for home in homes[:cut] if home is not None]
    after = [home for home in homes[cut:] if home is not None]
    if not before:
        return
    for head in frozenset.intersection(*before):
        for tail in frozenset.intersection(*after) - {head}:
            apart = any(tail not in home for home in before) and head not in (homes[cut] or ())
            if apart:
                yield head, tail


def _subject(
    claim: Reading, evidence: Reading, parts: Sequence[int], head: int, tail: int, *, named: bool
) -> list[int]:
    """The places of what a part is about, where that is not what the claim speaks of; none where it may be the same.

    With `named`, only a name will do that is more than a sentence's first word, or a contrast.
    """
    tokens = evidence.tokens
    places, others = ([at for at, own in enumerate(parts) if own == number] for number in (tail, head))
    elsewhere = {tokens[at].stem for at in others}
    opening, other_opening = places[:_OPENING], others[:_OPENING]
    first = tokens[places[0]].low
    # "Later she …", "In August it …"
    if first in _SAME or any(tokens[at].low in _POINTING for at in opening[:_CONTRASTED]):
        return []
    contrast = _contrast(claim, evidence, opening, other_opening)
    if contrast:
        return contrast
    telling = [at for at in opening if tokens[at].content]
    if not telling or first in _POSSESSIVE or (first == "the" and not tokens[telling[0]].text[0].isupper()):
        return []
    name = [at for at in opening if tokens[at].content and tokens[at].text[0].isupper()]
    # "Route 180"
    name += [at for at in opening if name and at == name[-1] + 1 and tokens[at].low.isdigit()]
    if named and (not name or name == places[:1]):
        return []
    subject = name or telling[:1]
    return subject if tokens[subject[-1]].stem not in claim.stems | elsewhere else []


def _contrast(claim: Reading, evidence: Reading, mine: Sequence[int], theirs: Sequence[int]) -> list[int]:
    """What sets a part apart: "the southern tower" beside "the northern tower", where the claim has the latter."""
    tokens = evidence.tokens
    one, two = tokens[mine[0]], tokens[theirs[0]]
    own = {tokens[at].stem for at in mine if tokens[at].tells}
    other = {tokens[at].stem for at in theirs if tokens[at].tells}
    alike = (own & other) or (one.low == two.low and one.low in _POSSESSIVE)
    apart = other - own
    new = [at for at in mine[:_CONTRASTED] if tokens[at].tells and tokens[at].stem not in other]
    # In "the other half stays awake" what is new is what it does; in "Paraxil drops should be" it is what does it.
    first = next((at for at in mine if tokens[at].stem in own & other), len(tokens))
    new = [at for at in new if at < first or tokens[at].name or evidence.word(at + 1) in _VERBS]
    # Where the claim has the word, it speaks of both.
    return new[:1] if alike and apart & claim.stems and new and tokens[new[0]].stem not in claim.stems else []
