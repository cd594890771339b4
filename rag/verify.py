"""The verdict on one sentence of an answer: what its quotations carry of it, and what speaks against it.

First what can be wrong outright (quotation marks, figures, names, yes and no, who did what), then how much of what is
said stands in the quotations at all. Where the words are too few to tell, the embedded model is asked how alike both
are; no language model is. What fails is held against the other evidence, so that a wrong footnote is told from a wrong
claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.embed import Embedder
from index.languages import guess_language
from index.terms import STOPWORDS
from index.words import Words
from rag.types import NO_CLAIM, Verdict
from rag.verdict import polarity
from rag.verdict.abroad import differs_abroad
from rag.verdict.additions import addition, insertion
from rag.verdict.alignment import Alignment, align, replaced
from rag.verdict.condition import dropped_condition, passed_bound, shifted_time, waived_condition
from rag.verdict.direction import turned_order
from rag.verdict.equality import same
from rag.verdict.extent import turned_exception, widened
from rag.verdict.figures import wrong_figures
from rag.verdict.likeness import Likeness
from rag.verdict.negation import exchanged_denial, negations
from rag.verdict.one_sided import nearby, one_sided
from rag.verdict.parts import exchanged_parts
from rag.verdict.quantities import Quantity, quantities
from rag.verdict.reading import Reading, claim_of, is_claim, plain, quoted, read, stands_in
from rag.verdict.rearranged import joined, other_subject, rearranged, substituted
from rag.verdict.related import wrong_place, wrong_relation
from rag.verdict.roles import swapped, turned
from rag.verdict.slots import slots
from rag.verdict.spliced import spliced
from rag.verdict.strangers import Context, governments, strangers
from rag.verdict.tiles import Stretches, stretches
from rag.verdict.verbs import exchanged

# Coverage from which a claim's words carry it by themselves; where no model can be asked how alike both are, less must
# do. Below the last of these a claim is not carried at all.
CARRIED, UNREAD, PARTLY = 0.7, 0.5, 0.35
# What is said of the names of a claim: below the first of these nothing of it is carried, below the other a part.
NOTHING, TOLD = 0.1, 0.3
# A clause of a claim that is otherwise carried is not, below this.
CLAUSE = 0.3
# Where this much is carried, the one word after an "and" that is not was added.
CLOSE = 0.65
# Likeness as a whole makes up for words that are not there, where it comes to the first of these with a share of the
# coverage; a clause must be as alike as the second by itself; a word so unlike all others has no counterpart.
ENOUGH, ALIKE, UNLIKE = 0.7, 0.7, 0.3
_SHARE = 0.25
# A word without a counterpart is in other words what the evidence says, unless it is this unlike all that stands there;
# the first where it is the only one that is not the evidence's own. It has a counterpart from this strength on, and
# counts from this rarity on.
ALONE, ALIEN = 0.25, 0.12
COUNTERPART, TELLING = 0.55, 0.58
# Beside a figure that is right, so many words may be others than the evidence's without the claim being nothing.
_FEW = 2
VERBATIM = "verbatim quotation"
FOREIGN = "in another language than its quotation, so only figures and names are compared"
# So many of the other evidence's sentences are looked into for a better footnote, the likest first.
_LOOKED_INTO = 3
_BLIND = Likeness(None)
_POINTING = frozenset("he she it they this these".split())
# A subject among so many first words of a claim is carried so far by the text around a quotation that says "it".
_SUBJECT, _BY_CONTEXT = 4, 0.8
# "The word X means Y" for "X, literally Y".
_NAMING = frozenset("word words term terms mean means meaning refer refers called named known name phrase".split())


@dataclass(frozen=True, slots=True)
class Cited:
    """A quotation, and the text around it, which may say who "he" is."""

    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A verdict and its reason for the reader. `better` are the places in `others` of what carries the claim."""

    verdict: Verdict
    reason: str
    better: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pair:
    """A claim beside its evidence."""

    claim: Reading
    cited: Reading
    context: Context
    alignment: Alignment
    figures: Sequence[Quantity]
    stretches: Stretches


class Verifier:
    """Checks sentences. Deterministic: the same arguments always give the same verdict."""

    def __init__(self, words: Words | None = None, embedder: Embedder | None = None) -> None:
        """`words` tell near meanings; without them only the same words, and forms of them, count as carried.

        `embedder`, one on this machine, reads those few claims whose words alone do not tell.
        """
        self._words = words
        self._likeness = Likeness(embedder)
        self._enough = CARRIED if embedder else UNREAD

    def check(self, claim: str, cited: Sequence[Cited], others: Sequence[Cited] = ()) -> Check:
        """The verdict on a sentence, markup and markers included, by the texts that it cites.

        A sentence that claims nothing (a heading, a question, "the documents do not say") is supported, with the reason
        "no claim". `others` are further sentences of the evidence.
        """
        if not is_claim(claim):
            return Check(Verdict.SUPPORTED, NO_CLAIM)
        # Also with the words that only lead in, which the claim is judged without.
        if cited and _trimmed(plain(claim)) in (_trimmed(plain(item.text)) for item in cited):
            return Check(Verdict.SUPPORTED, VERBATIM)
        bare = claim_of(claim)
        found = self._judge(bare, cited, self._likeness) if cited else Check(Verdict.UNCITED, "no footnote")
        if found.verdict is Verdict.SUPPORTED or not others:
            return found
        better = self._better(bare, others, self._reach(bare, cited))
        if not better:
            return found
        if found.verdict is Verdict.UNCITED:
            return replace(found, reason="no footnote, though the evidence carries it", better=better)
        return Check(
            Verdict.UNSUPPORTED,
            f"wrong footnote: another sentence of the evidence carries this; here {found.reason}",
            better,
        )

    def _better(self, bare: str, others: Sequence[Cited], reach: float) -> tuple[int, ...]:
        """What carries a claim, and no less of it than `reach`: a sentence that is nearer speaks for what it says."""
        stems = {token.stem for token in read(bare).tokens if token.content}
        shared = [len(stems & read(plain(other.text)).stems) for other in others]
        likest = sorted((at for at, count in enumerate(shared) if count), key=lambda at: (-shared[at], at))[
            :_LOOKED_INTO
        ]
        # By its words alone: what only resembles a claim is no better than what is cited.
        carrying = [at for at in likest if self._judge(bare, [others[at]], _BLIND).verdict is Verdict.SUPPORTED]
        return tuple(at for at in carrying if self._reach(bare, [others[at]]) >= reach)

    def _reach(self, bare: str, cited: Sequence[Cited]) -> float:
        """The share of a claim's words that stand in what is cited, whatever speaks against it."""
        claim, evidence = read(bare), read(" ".join(plain(item.text) for item in cited))
        pair = self._paired(claim, evidence, lambda: evidence)
        return self._coverage(pair) if cited else 0.0

    def _judge(self, bare: str, cited: Sequence[Cited], likeness: Likeness) -> Check:
        texts = [plain(item.text) for item in cited]
        contexts = [plain(item.context) for item in cited]
        for quote in quoted(bare):
            if not any(stands_in(quote, text) for text in [*texts, *contexts]):
                return Check(Verdict.UNSUPPORTED, f"the quotation “{_short(quote)}” does not stand in what is cited")
        if _trimmed(bare) in map(_trimmed, texts):
            return Check(Verdict.SUPPORTED, VERBATIM)
        claim, evidence = read(bare), read(" ".join(texts))
        pair = self._paired(claim, evidence, lambda: read(" ".join([*texts, *contexts])))
        against = next(_contradictions(pair), "")
        carried = self._coverage(pair)
        told = self._told(pair) if self._words else 1.0
        if (against or carried < PARTLY) and _foreign(pair) and not any(wrong_figures(claim, evidence)):
            # Nothing speaks against it: the reader has to compare.
            return Check(Verdict.PARTLY, FOREIGN)
        if against:
            return Check(Verdict.UNSUPPORTED, against)
        short = carried < self._enough or told < TOLD
        reworded = short and _SHARE * carried + likeness.whole(claim.text, evidence.text) >= ENOUGH
        # With a date or a measure that is right, a word or two in other words are not nothing.
        bare_figure = bool(pair.figures) and len(_said(pair)) <= _FEW
        if ((carried < PARTLY and not reworded) or told < NOTHING) and not bare_figure:
            return Check(Verdict.UNSUPPORTED, "the quotation does not say this")
        if not pair.figures and not any(token.content for token in claim.tokens):
            return Check(Verdict.PARTLY, "says too little to be checked")
        weaker = next(_weaknesses(pair), "") or self._strange(pair, likeness) or self._inserted(pair)
        if weaker:
            return Check(Verdict.PARTLY, weaker)
        gap = self._gap(pair, carried, short and not reworded, likeness)
        return Check(Verdict.PARTLY, gap) if gap else Check(Verdict.SUPPORTED, "the quotation says this")

    def _paired(self, claim: Reading, evidence: Reading, context: Context) -> _Pair:
        alignment = align(claim, evidence, self._words)
        return _Pair(claim, evidence, context, alignment, quantities(claim.text), stretches(claim, evidence, alignment))

    def _coverage(self, pair: _Pair) -> float:
        """The share of what the claim says that stands in the evidence, by weight of its words; 0 to 1."""
        return self._weighed(pair, range(len(pair.claim.tokens)))

    def _inserted(self, pair: _Pair) -> str:
        """What is put into the evidence's own words, as a reason."""
        words = insertion(pair.claim, pair.cited, pair.alignment, pair.stretches, self._words) if self._words else ""
        return f"“{_short(words)}” is not in the quotation" if words else ""

    def _strange(self, pair: _Pair, likeness: Likeness) -> str:
        """A word that has nothing to do with the evidence, or with what stands there in its place, as a reason."""
        if self._words is None:
            return ""
        for slot in slots(pair.claim, pair.cited, pair.alignment, self._words):
            if likeness.word(pair.claim.text, slot.mine, pair.cited.text) < UNLIKE:
                return _instead(pair.cited.tokens[slot.theirs].text, pair.claim.tokens[slot.mine].text)
        without = [at for at, token in enumerate(pair.claim.tokens) if self._has_none(pair, at)]
        # Where all else is said in the evidence's own words, the one that is not must be nearer.
        other = [token for token in pair.claim.tokens if token.content and token.stem not in pair.cited.stems]
        least = ALONE if len(other) == 1 else ALIEN
        for at in without:
            if likeness.word(pair.claim.text, at, pair.cited.text) < least:
                return f"“{pair.claim.tokens[at].text}” is not in the quotation"
        return ""

    def _has_none(self, pair: _Pair, at: int) -> bool:
        """Whether a telling word of a claim, no figure and no unit, has no counterpart in the evidence."""
        token = pair.claim.tokens[at]
        if not token.content or self._words is None or self._words.rarity(token.low) < TELLING:
            return False
        in_figure = any(found.start <= token.start < found.end for found in pair.figures)
        return not in_figure and pair.alignment.strengths[at] < COUNTERPART

    def _told(self, pair: _Pair) -> float:
        """The share of what is said of the names: that somebody is named in the quotation does not carry a claim."""
        tokens, alignment = pair.claim.tokens, pair.alignment
        rest = [
            at
            for at in range(len(tokens))
            if not (tokens[at].text[0].isupper() and alignment.strengths[at] >= 0.9 and self._large(pair, at))
        ]
        return self._weighed(pair, rest)

    def _large(self, pair: _Pair, at: int) -> bool:
        return pair.cited.tokens[pair.alignment.place(at)].text[0].isupper()

    def _weighed(self, pair: _Pair, places: Sequence[int]) -> float:
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

    def _gap(self, pair: _Pair, carried: float, short: bool, likeness: Likeness) -> str:
        """What of the claim is not in the evidence, as a reason; empty where all is."""
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
                return f"“{_short(words)}” is not in the quotation"
        if short:
            absent = [
                tokens[at].text
                for at in _said(pair)
                if pair.alignment.strengths[at] < 0.4 and tokens[at].low not in _NAMING and not _stands_for(pair, at)
            ]
            words = ", ".join(f"“{word}”" for word in absent[:3])
            return f"not in the quotation: {words}" if words else "the quotation says only a part of this"
        return ""


def _stands_for(pair: _Pair, at: int) -> bool:
    """Whether a word of the claim says who "it" is, with which the quotation begins: what stands around it tells."""
    first = pair.cited.tokens[0].low if pair.cited.tokens else ""
    pointed_at = first in _POINTING and at <= _SUBJECT and pair.alignment.strengths[at] < _BY_CONTEXT
    return pointed_at and pair.claim.tokens[at].stem in pair.context().stems


def _said(pair: _Pair) -> list[int]:
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


def _foreign(pair: _Pair) -> bool:
    """Whether a claim and its evidence are in different languages, as far as their small words tell."""
    one, two = (guess_language((token.low for token in text.tokens), STOPWORDS) for text in (pair.claim, pair.cited))
    return one != two


def _contradictions(pair: _Pair) -> Iterator[str]:
    """What is wrong outright, the surest first."""
    yield from wrong_figures(pair.claim, pair.cited)
    related = wrong_relation(pair.claim, pair.cited, pair.alignment)
    if related:
        yield related
    place = wrong_place(pair.claim, pair.cited)
    if place:
        yield _instead(*place)
    for stranger in strangers(pair.claim, pair.cited, pair.context):
        said = (
            f"the source says “{stranger.instead}”, the answer says"
            if stranger.instead
            else "the quotation does not name"
        )
        yield f"{said} “{stranger.name}”"
    other = replaced(pair.claim, pair.cited, pair.alignment)
    if other:
        yield _instead(*other)
    denied = negations(pair.claim, pair.cited, pair.alignment)
    denial = exchanged_denial(pair.claim, pair.cited, pair.alignment)
    if denial:
        yield f"“{denial[0]}” and “{denial[1]}” have changed places"
    opposite = polarity.opposite(pair.claim, pair.cited, pair.alignment)
    converse = polarity.turned_comparison(pair.claim, pair.cited, pair.alignment)
    # Two turns undo each other: "fewer than half survived", "more than half died".
    if opposite and (len(denied) == 1 or converse):
        return
    for found in denied:
        yield f"“{found.word}” is not in the source" if found.added else f"“{found.word}” in the source is missing"
    for words in (opposite, converse):
        if words:
            yield _instead(*words)
    places = (
        swapped(pair.claim, pair.cited)
        or turned(pair.claim, pair.cited, pair.alignment)
        or exchanged_parts(pair.claim, pair.cited, pair.alignment)
        or rearranged(pair.claim, pair.cited, pair.stretches)
    )
    if places:
        yield f"“{places[0]}” and “{places[1]}” have changed places"
    elsewhere = substituted(pair.claim, pair.cited, pair.stretches)
    if elsewhere:
        yield _instead(*elsewhere)
    done = exchanged(pair.claim, pair.cited, pair.alignment)
    if done:
        yield f"the source says “{done.verb}” of “{done.theirs}”, the answer of “{done.mine}”"
    other_part = spliced(pair.claim, pair.cited, pair.alignment)
    if other_part:
        yield f"the source says this of “{other_part[0]}”, the answer of “{other_part[1]}”"
    another = other_subject(pair.claim, pair.cited, pair.stretches)
    if another:
        yield f"the source says this of “{another[0]}”, the answer of “{another[1]}”"
    together = joined(pair.claim, pair.cited, pair.stretches)
    if together:
        yield f"the source does not say “{_short(together)}” of this"
    order = turned_order(pair.claim, pair.cited, pair.alignment)
    if order:
        yield f"in the source “{order[0]}” comes after “{order[1]}”, in the answer before it"


def _weaknesses(pair: _Pair) -> Iterator[str]:
    """What says more than the evidence does."""
    hedge = polarity.dropped_hedge(pair.claim, pair.cited, pair.alignment)
    if hedge:
        yield _instead(*hedge) if hedge[1] else f"“{hedge[0]}” in the source is missing"
    abroad = differs_abroad(pair.claim, pair.cited)
    if abroad:
        yield abroad
    denial = one_sided(pair.claim, pair.cited, pair.alignment) or nearby(pair.claim, pair.cited, pair.alignment)
    if denial:
        yield f"“{denial.word}” is not in the source" if denial.added else f"“{denial.word}” in the source is missing"
    added = addition(pair.claim, pair.cited, pair.alignment, pair.figures)
    if added:
        yield f"“{_short(added)}” is not in the quotation"
    condition = dropped_condition(pair.claim, pair.cited, pair.alignment)
    if condition:
        yield f"“{condition}” in the source is missing"
    waived = waived_condition(pair.claim, pair.cited)
    if waived:
        yield _instead(*waived)
    for moved in (shifted_time(pair.claim, pair.cited), passed_bound(pair.claim, pair.cited)):
        if moved:
            yield _instead(*moved)
    excepted = turned_exception(pair.claim, pair.cited)
    if excepted:
        yield _instead(*excepted)
    wider = widened(pair.claim, pair.cited, pair.alignment)
    if wider:
        theirs, mine = wider
        missing = f"“{theirs}” in the source is missing" if theirs else f"“{mine}” is not in the source"
        yield _instead(theirs, mine) if theirs and mine else missing
    called = governments(pair.claim, pair.cited, pair.context)
    if called:
        yield _instead(*called)


def _instead(theirs: str, mine: str) -> str:
    return f"the source says “{theirs}”, the answer says “{mine}”"


def _trimmed(text: str) -> str:
    """A text without what may end it in one place and not in another."""
    return text.strip(' ."')


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= 8 else " ".join([*words[:8], "…"])
