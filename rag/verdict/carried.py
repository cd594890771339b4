"""How much of a claim its evidence carries: by the words, their near meanings, and at last the embedded model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.model.words import Words
from rag.quantities.equality import same
from rag.quantities.quantities import quantities
from rag.verdict.additions import insertion
from rag.verdict.likeness import Likeness
from rag.verdict.pair import Pair, instead, shortened
from rag.verdict.reading import POINTING, Reading
from rag.verdict.slots import slots

# A clause of a claim that is otherwise carried is not, below this.
CLAUSE = 0.3
# Where this much is carried, the one word after an "and" that is not was added.
CLOSE = 0.65
# A clause must be so alike by itself; a word so unlike all others has no counterpart.
ALIKE, UNLIKE = 0.7, 0.3
# A word without a counterpart is in other words what the evidence says, unless it is this unlike all that stands there;
# the first where it is the only one that is not the evidence's own. It has a counterpart from this strength on, and
# counts from this rarity on.
ALONE, ALIEN = 0.25, 0.12
COUNTERPART, TELLING = 0.55, 0.58
_PRONOUNS = POINTING | frozenset("him her his its their them i we my our".split())
# A subject among so many first words of a claim is carried so far by the text around a quotation that says "it".
_SUBJECT, _BY_CONTEXT = 4, 0.8
# "The word X means Y" for "X, literally Y".
_NAMING = frozenset("word words term terms mean means meaning refer refers called named known name phrase".split())


class Carried:
    """Measures what a pair's evidence carries, with what tells near meanings, if anything does."""

    def __init__(self, words: Words | None) -> None:
        """Without `words` only the same words, and forms of them, count as carried."""
        self._words = words

    def coverage(self, pair: Pair) -> float:
        """The share of what the claim says that stands in the evidence, by weight of its words; 0 to 1."""
        return self._weighed(pair, range(len(pair.claim.tokens)))

    def told(self, pair: Pair) -> float:
        """The share of what is said of the names: that somebody is named in the quotation does not carry a claim."""
        tokens, alignment = pair.claim.tokens, pair.alignment
        rest = [
            at
            for at in range(len(tokens))
            if not (tokens[at].text[0].isupper() and alignment.strengths[at] >= 0.9 and self._large(pair, at))
        ]
        return self._weighed(pair, rest)

    def gap(self, pair: Pair, carried: float, likeness: Likeness) -> str:
        """A clause of the claim that is not in the evidence, as a reason; empty where all are."""
        tokens = pair.claim.tokens
        theirs = quantities(pair.cited.text)
        told = [found for found in pair.figures if any(same(found, other) for other in theirs)]
        for clause in _clauses(pair.claim):
            added = tokens[clause[0]].low == "and" and carried >= CLOSE
            enough = 1 if added else 3
            # What counts or measures as the evidence does is no addition, in whatever words.
            measured = any(tokens[clause[0]].start <= found.start <= tokens[clause[-1]].end for found in told)
            if measured or sum(tokens[at].content for at in clause) < enough:
                continue
            if self._weighed(pair, clause) >= CLAUSE:
                continue
            if likeness.clause(pair.claim.text, clause, pair.cited.text) < ALIKE:
                words = pair.claim.text[tokens[clause[0]].start : tokens[clause[-1]].end]
                return f"“{shortened(words)}” is not in the quotation"
        return ""

    def absent(self, pair: Pair) -> str:
        """The words of a claim that are not in the evidence, as a reason."""
        tokens = pair.claim.tokens
        absent = [
            tokens[at].text
            for at in said(pair)
            if pair.alignment.strengths[at] < 0.4 and tokens[at].low not in _NAMING and not _stands_for(pair, at)
        ]
        words = ", ".join(f"“{word}”" for word in absent[:3])
        return f"not in the quotation: {words}" if words else "the quotation says only a part of this"

    def strange(self, pair: Pair, likeness: Likeness) -> str:
        """A word that has nothing to do with the evidence, or with what stands there in its place, as a reason."""
        if self._words is None:
            return ""
        for slot in slots(pair.claim, pair.cited, pair.alignment, self._words):
            if likeness.word(pair.claim.text, slot.mine, pair.cited.text) < UNLIKE:
                return instead(pair.cited.tokens[slot.theirs].text, pair.claim.tokens[slot.mine].text)
        without = [at for at, token in enumerate(pair.claim.tokens) if self._has_none(pair, at)]
        # Where all else is said in the evidence's own words, the one that is not must be nearer.
        other = [token for token in pair.claim.tokens if token.content and token.stem not in pair.cited.stems]
        least = ALONE if len(other) == 1 else ALIEN
        for at in without:
            if likeness.word(pair.claim.text, at, pair.cited.text) < least:
                return f"“{pair.claim.tokens[at].text}” is not in the quotation"
        return ""

    def inserted(self, pair: Pair) -> str:
        """What is put into the evidence's own words, as a reason."""
        words = insertion(pair.claim, pair.cited, pair.alignment, pair.stretches, self._words) if self._words else ""
        return f"“{shortened(words)}” is not in the quotation" if words else ""

    def _has_none(self, pair: Pair, at: int) -> bool:
        """Whether a telling word of a claim, no figure and no unit, has no counterpart in the evidence."""
        token = pair.claim.tokens[at]
        if not token.content or self._words is None or self._words.rarity(token.low) < TELLING:
            return False
        in_figure = any(found.start <= token.start < found.end for found in pair.figures)
        return not in_figure and pair.alignment.strengths[at] < COUNTERPART

    def _large(self, pair: Pair, at: int) -> bool:
        return pair.cited.tokens[pair.alignment.place(at)].text[0].isupper()

    def _weighed(self, pair: Pair, places: Sequence[int]) -> float:
        total = reached = 0.0
        for at in places:
            token = pair.claim.tokens[at]
            # Figures, with their units, are compared as such.
            if not token.content or any(found.start <= token.start < found.end for found in pair.figures):
                continue
            if token.low in _NAMING and not pair.alignment.strengths[at]:
                continue
            weight = 0.3 + (self._words.rarity(token.low) if self._words else 0.7)
            total += weight
            reached += weight * (_BY_CONTEXT if _stands_for(pair, at) else pair.alignment.strengths[at])
        return reached / total if total else 1.0


def _stands_for(pair: Pair, at: int) -> bool:
    """Whether a word of the claim says who "it" is: what stands around the quotation tells."""
    if pair.alignment.strengths[at] >= _BY_CONTEXT:
        return False
    low = [token.low for token in pair.cited.tokens]
    pointed_at = at <= _SUBJECT and low[:1] and low[0] in POINTING
    named = pair.claim.tokens[at].name and not _PRONOUNS.isdisjoint(low)
    return bool(pointed_at or named) and pair.claim.tokens[at].stem in pair.context().stems


def said(pair: Pair) -> list[int]:
    """The places of a claim's telling words that are no part of a figure."""
    return [
        at
        for at, token in enumerate(pair.claim.tokens)
        if token.content and not any(found.start <= token.start < found.end for found in pair.figures)
    ]


def _clauses(claim: Reading) -> Iterator[list[int]]:
    """The parts of a claim between punctuation marks and before "and", "but" and the like."""
    part: list[int] = []
    for at, token in enumerate(claim.tokens):
        new = part and (
            claim.clauses[at] != claim.clauses[part[-1]]
            or token.low in ("and", "but", "while", "which", "who", "because")
        )
        if new:
            yield part
            part = []
        part.append(at)
    if part:
        yield part
