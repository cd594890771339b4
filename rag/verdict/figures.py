"""Each number and date of a claim against its evidence: the figure, its unit, its bound, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from index.text.patterns import right_before
from rag.quantities.days import THAT_YEAR, YEAR_BACK, YEAR_ON, year_of, years_apart
from rag.quantities.equality import comparable, differs_by_unit, in_least, opposite_bounds, same
from rag.quantities.implied import OUT_OF, elliptic, implied, shares_of_counts, singles
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.quantities.reckoned import is_share_of_number
from rag.quantities.spells import has_spell, is_between
from rag.quantities.units import ABOUT, MULTIPLIED
from rag.verdict.derived import as_long, derived, is_anew, is_instance, is_one_of_them
from rag.verdict.function_words import stems
from rag.verdict.pair import Pair, other_figure
from rag.verdict.reading import Reading, Token

_SIDE = re.compile(r"\b(?:(?P<before>before|prior to|until)|after|since|from) (?:the )?$", re.I)
# "At most 100 items; larger batches …" tells of more than 100.
_BEYOND = re.compile(
    r"[;,.] (?:\w+ )?(?:larger|longer|bigger|greater|heavier|higher|older|later|more|beyond|smaller|shorter|fewer|"
    r"younger|earlier|above|below) \w+|\b(?:anything|anyone|everything|everyone) \w+er\b",
    re.I,
)
_COUNTED_ALIKE = tuple(
    stems(row)
    for row in (
        "games matches fixtures",
        "people persons inhabitants residents",
        "employees workers staff jobs posts",
        "pupils students children",
        "homes houses households dwellings",
        "deaths dead killed victims",
        "ships vessels boats",
        "cars vehicles",
        "journeys trips passengers rides",
    )
)
# "With, say, six passengers"
_SAY = re.compile(r"\b(?:say|e\.g\.|for (?:example|instance)),? (?:an? |the )?$", re.I)
_OLD = re.compile(r"-olds?\b", re.I)
# So many words that the evidence lacks must stand around it, beside a figure that it lacks.
_TOLD_AROUND = 3
_LITERAL, _REPEATED = 0.65, 0.99
_DEFINITE = frozenset("the these those between his her their its".split())
# How far a measure of another system may be rounded, and months that are told as weeks.
_CONVERTED, _MONTHLY = 0.02, 0.1
_HALF = 0.5
_ROUGHLY = 0.25
# So near a share comes to what is left.
_REST = 0.005
# Of so many figures it is worked out what each two come to: no sentence has more, but a table may.
_MOST = 400
_MAJORITY = re.compile(r"(?<!the )(?<!at )\bmost\b|\bmajority\b", re.I)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a figure, as the reader is told. `added`: the evidence has none in whose place it could be."""

    reason: str
    added: bool = False


def wrong_figures(pair: Pair, *, alone: bool = False) -> Iterator[Wrong]:
    """What is wrong with the numbers and dates of a claim.

    What stands around the quotation may give a day's year; with `alone` it is left out of account.
    """
    short = list(elliptic(pair.evidence.text, pair.stated))
    meant, rest = [*pair.stated, *short], _tells_rest(pair)
    for figure in pair.figures:
        equal = [*pair.equal(figure), *(other for other in short if same(figure, other))]
        if not equal:
            left = rest and _is_rest(figure, pair.stated)
            if not (left or _follows(pair, figure, meant) or (not alone and _is_in_context(pair, figure))):
                yield from _unknown(pair, figure)
        elif all(opposite_bounds(figure, other) for other in equal) and _same_wording(pair):
            # "Two thirds live within a mile": a third live farther away.
            if not rest and not any(_BEYOND.search(pair.evidence.text, other.end) for other in equal):
                yield Wrong(_bounds(figure))
        else:
            yield from _of_another(pair, figure, equal)
    yield from _multiplied(pair)
    yield from _turned_bounds(pair, meant)


def _follows(pair: Pair, figure: Quantity, meant: Sequence[Quantity]) -> bool:
    """Whether a figure that the evidence has not follows from what that says."""
    claim, evidence, stated = pair.claim, pair.evidence, pair.stated
    return (
        follows(figure, evidence.text, stated if _is_rounded(figure) else _divisible(pair))
        # Whoever tells of a spell tells its first and last day.
        or (not has_spell(pair.figures, claim.text) and is_between(figure, stated, evidence.text))
        or (is_anew(claim, evidence) and derived(figure, meant, claim, evidence))
        or is_one_of_them(figure, stated, claim, evidence)
        or (_OLD.match(claim.text, figure.end) is not None and any(_is_of_age(figure, other) for other in stated))
        or (_is_own_count(figure) and (_is_definite(claim, figure) or not _rivals(pair, figure)))
    )


def _divisible(pair: Pair) -> list[Quantity]:
    """The figures of the evidence without shares of what it does not count.

    Who repeats the words takes no share of another figure: half of 48 hours is not meant.
    """
    stated, text = pair.stated, pair.evidence.text
    repeats = pair.literal >= _REPEATED
    return [
        other
        for other in stated
        if not (repeats and other.unit == "%" and not OUT_OF.search(other.text))
        or is_share_of_number(text, other, stated)
    ]


def _rivals(pair: Pair, figure: Quantity) -> list[Quantity]:
    """The figures of the evidence that the claim has not, and in whose place one of its own may be."""
    return [other for other in pair.stated if comparable(figure, other) and not pair.is_told(other)]


def _unknown(pair: Pair, figure: Quantity) -> Iterator[Wrong]:
    """What is wrong with a figure that the evidence has not; nothing where it is a word that counts by the way."""
    claim, evidence, stated = pair.claim, pair.evidence, pair.stated
    measured = figure.unit and any(comparable(figure, other) for other in stated if not other.loose)
    if figure.loose and not measured:
        return
    wrong = _wrong_figure(pair, figure)
    instance = right_before(_SAY, claim.text, figure.start) or is_instance(figure, stated, claim, evidence)
    yield replace(wrong, added=wrong.added or bool(instance and is_anew(claim, evidence)))


def _of_another(pair: Pair, figure: Quantity, equal: Sequence[Quantity]) -> Iterator[Wrong]:
    """A number that the evidence has of something else, where it has another one of what the claim counts."""
    claim, evidence = pair.claim, pair.evidence
    counted = _noun(claim, figure)
    if counted is None:
        return
    rivals = [other for other in pair.stated if comparable(figure, other) and _counts(evidence, other, counted.stem)]
    # "Eight database connections" are eight connections.
    own = [word for word in (counted, _head(claim, counted)) if word]
    nouns = [_noun(evidence, other) for other in equal]
    counts_another = all(other and not any(_alike(word, other) for word in own) for other in nouns)
    if rivals and counts_another and not follows(figure, evidence.text, pair.stated):
        yield Wrong(other_figure(f"{rivals[0].text} {counted.text}", figure.text))


def _multiplied(pair: Pair) -> Iterator[Wrong]:
    """What the claim says has doubled, where the evidence has another share that it changed by: "rose by 4 percent"."""
    shares = [other for other in pair.stated if other.unit == "%"]
    plain = {one.value for one in pair.stated if one.value > 0 and not (one.date or one.rank or is_year(one))}
    some = list(islice(plain, _MOST))
    for figure in pair.figures if shares else ():
        if figure.text.casefold() not in MULTIPLIED:
            continue
        known = any(other.value == figure.value for other in pair.stated)
        known = known or any(_near(figure.value, one / two) for one in some for two in some)
        known = known or any(_near(figure.value - 1, share.value) or share.text.isalpha() for share in shares)
        if not known:
            yield Wrong(other_figure(shares[0].text, figure.text))


def _near(one: float, two: float) -> bool:
    """Whether what "doubled" did so, more or less."""
    return abs(one - two) <= _ROUGHLY * one


def _turned_bounds(pair: Pair, meant: Sequence[Quantity]) -> Iterator[Wrong]:
    """The same of a measure without a number: "at most a year" for "at least a year"."""
    known = [*meant, *singles(pair.evidence.text)]
    for figure in singles(pair.claim.text):
        equal = [other for other in known if same(figure, other)]
        if equal and all(opposite_bounds(figure, other) for other in equal) and _same_wording(pair):
            yield Wrong(_bounds(figure))


def follows(quantity: Quantity, text: str, stated: Sequence[Quantity]) -> bool:
    """Whether a figure follows from what is said; a share or a multiple is one only where the claim calls it so."""
    if quantity.unit == "%" and quantity.value == _HALF and quantity.bound > 0 and _MAJORITY.search(text):
        return True
    # "900 of 2,340": less than half.
    if quantity.bound and any(same(quantity, share) for share in shares_of_counts(stated)):
        return True
    # "About three months": 90 days.
    if _is_rounded(quantity) and any(as_long(quantity, other) for other in stated):
        return True
    return any(
        (same(quantity, replace(other, bound=quantity.bound)) or (other.about and _converted(quantity, other)))
        and (other.unit not in ("times", "%") or quantity.unit == other.unit)
        and (quantity.rank or not other.rank)
        for other in _implied(text, tuple(stated[:_MOST]))
    )


@lru_cache(maxsize=16)
def _implied(text: str, stated: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """What a text implies, worked out once for all figures of a claim."""
    return tuple(implied(text, stated))


def _is_rounded(quantity: Quantity) -> bool:
    """Whether it is told as "about" so much, so that it may be worked out; "more than" bounds it."""
    return quantity.about and not quantity.bound


def _converted(quantity: Quantity, other: Quantity) -> bool:
    """Whether a measure is what another system's comes to, rounded."""
    monthly = other.unit in ("month", "week")
    quantity, other = in_least(quantity), in_least(other)
    rounded = _MONTHLY if monthly else _CONVERTED
    return quantity.unit == other.unit and abs(quantity.value - other.value) <= rounded * abs(other.value)


def _is_definite(text: Reading, quantity: Quantity) -> bool:
    """As in "the two groups": so many there are, as everybody knows."""
    before = text.text[: quantity.start].casefold().split()
    return bool(before) and before[-1] in _DEFINITE


def _same_wording(pair: Pair) -> bool:
    """Whether a bound that is turned turns the meaning: not with a "not", nor in words of its own ("unpaid after")."""
    return pair.denies_alike and pair.literal >= _LITERAL


def _is_own_count(quantity: Quantity) -> bool:
    """Whether it may be the answer's own count of what the evidence lists: "two goals"."""
    return not quantity.unit and not quantity.rank and 1 < quantity.value <= 3 and quantity.text.isalpha()


def _wrong_figure(pair: Pair, figure: Quantity) -> Wrong:
    stated, text = pair.stated, pair.evidence.text
    unit = next((other for other in stated if differs_by_unit(figure, other)), None)
    instead = unit or next(iter(_rivals(pair, figure)), None)
    if instead:
        within = any(_is_within(figure, other) or _is_before(figure, other, text) for other in stated)
        return Wrong(other_figure(instead.text, figure.text), within)
    # A day or a year is not worked out.
    free = [other for other in stated if not pair.is_told(other)]
    alike = any(_of_one_sort(figure, other) for other in (*free, *singles(text)))
    return Wrong(f"{figure.text} is not in the quotation", not (figure.date or is_year(figure) or alike))


def _is_in_context(pair: Pair, figure: Quantity) -> bool:
    """Whether the text around the evidence has a figure, or what it follows from."""
    return (
        _is_of_year(pair, figure)
        or _is_of_years_around(pair, figure)
        or _is_of_name(pair, figure)
        or (is_anew(pair.claim, pair.evidence) and _is_around(pair, figure))
    )


def _is_of_year(pair: Pair, figure: Quantity) -> bool:
    """Whether it is a day of the evidence, or "that year", in a year that the text around it names."""
    text, day = pair.evidence.text, figure.date[1:] if figure.date else (0, 0)
    year = figure.date[0] if figure.date else figure.value if is_year(figure) else 0
    said = any(other.date == (0, *day) for other in pair.stated) if any(day) else THAT_YEAR.search(text)
    on = 0 if any(day) else bool(YEAR_ON.search(text)) - bool(YEAR_BACK.search(text))
    if not year or not (said or on):
        return False
    return year - on in (other.date[0] if other.date else other.value for other in quantities(pair.context().text))


def _is_of_years_around(pair: Pair, figure: Quantity) -> bool:
    """Whether it is so many years from one that the text around it names, or the years between: "five years later"."""
    if not (is_year(figure) or figure.unit in ("year", "decade", "century")) or figure.rank:
        return False
    text = pair.evidence.text
    around = [other for other in quantities(pair.context().text) if year_of(other)]
    return any(same(figure, other) for other in years_apart(text, [*pair.stated, *singles(text)], around))


def _is_of_name(pair: Pair, figure: Quantity) -> bool:
    """Whether it is a part of a name that the text around the evidence has: "the asteroid 2031 QF"."""
    claim = pair.claim
    at = next((at for at, token in enumerate(claim.tokens) if token.start == figure.start), None)
    if at is None or figure.unit or not figure.text.isdigit():
        return False
    named = [near for near in (at - 1, at + 1) if 0 <= near < len(claim.tokens) and claim.tokens[near].name]
    return any(claim.shown(min(at, near), max(at, near)) in pair.context().text for near in named)


def _is_around(pair: Pair, figure: Quantity) -> bool:
    """Whether the text around the evidence has a figure, and more of the claim with it: "the 12 million borrowed"."""
    around = pair.context()
    if not figure.unit or not any(same(figure, other) for other in quantities(around.text)):
        return False
    return len((pair.claim.content - pair.evidence.stems) & around.stems) >= _TOLD_AROUND


def _is_rest(quantity: Quantity, stated: Sequence[Quantity]) -> bool:
    """Whether a share is what another one leaves: "only a tenth is shown", "nine tenths are not"."""
    shares = (other.value for other in stated if other.unit == "%" == quantity.unit)
    return any(abs(1 - share - quantity.value) <= _REST for share in shares)


def _tells_rest(pair: Pair) -> bool:
    """Whether the claim tells, the other way round, of what a share of the evidence leaves."""
    if not any(_is_rest(figure, pair.stated) for figure in pair.figures):
        return False
    turned = any(opposite_bounds(figure, other) for figure in pair.figures for other in pair.stated)
    return turned or not pair.denies_alike


def _is_within(quantity: Quantity, other: Quantity) -> bool:
    """Whether it is an instance of a bound: "three years" where it takes two or more."""
    one, two = in_least(quantity), in_least(other)
    return bool(two.bound and one.unit == two.unit and not one.bound and (one.value - two.value) * two.bound > 0)


def _is_of_age(quantity: Quantity, other: Quantity) -> bool:
    """Whether a "six-year-old" is among the "children under seven"."""
    return quantity.unit == "year" and other.unit in ("", "year") and (quantity.value - other.value) * other.bound > 0


def _is_before(quantity: Quantity, other: Quantity, text: str) -> bool:
    """Whether a year is an instance of "before 1975" or "since 1990"."""
    side = right_before(_SIDE, text, other.start)
    mine, theirs = (one.date[0] if one.date else one.value if is_year(one) else 0 for one in (quantity, other))
    if not side or not mine or not theirs:
        return False
    # The first of January is the end of the year before.
    return mine < theirs if side["before"] else mine >= theirs


def _of_one_sort(one: Quantity, two: Quantity) -> bool:
    """Whether one may stand in the other's place, in whatever unit: "three years" for "a year"."""
    share = {one.unit, two.unit} & {"times", "%"} and (one.loose or two.loose or one.unit == two.unit)
    alike = one.unit and in_least(one).unit == in_least(two).unit
    return bool(share or alike or two.unit in _abroad(one) or one.unit in _abroad(two))


def _abroad(quantity: Quantity) -> tuple[str, ...]:
    """The unit of another system that a quantity may be told in."""
    return (ABOUT[quantity.unit][0],) if quantity.unit in ABOUT else ()


def _bounds(quantity: Quantity) -> str:
    mine, theirs = ("at least", "at most") if quantity.bound > 0 else ("at most", "at least")
    return f"the source says “{theirs} {quantity.text}”, the answer says “{mine} {quantity.text}”"


def _alike(one: Token, two: Token) -> bool:
    """Whether the same is counted, maybe in another word."""
    return one.stem == two.stem or any(one.stem in words and two.stem in words for words in _COUNTED_ALIKE)


def _counts(text: Reading, quantity: Quantity, noun: str) -> bool:
    counted = _noun(text, quantity)
    return counted is not None and counted.stem == noun


def _head(text: Reading, noun: Token | None) -> Token | None:
    """The noun that follows another one right away."""
    at = text.place(noun.start) + 1 if noun else len(text.tokens)
    following = text.tokens[at] if at < len(text.tokens) else None
    return following if following and noun and following.content and following.start == noun.end + 1 else None


def _noun(text: Reading, quantity: Quantity) -> Token | None:
    """What is counted: the first content word after the figure, in its clause."""
    at = text.place(quantity.end)
    if at == len(text.tokens):
        return None
    token = text.tokens[at]
    gap = text.text[quantity.end : token.start]
    # "35,000 before the cup": after a small word nothing is counted.
    return token if token.content and not any(mark in gap for mark in ",;.()") else None
