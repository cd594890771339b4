"""Each number and date of a claim against its evidence: the figure, its unit, its bound, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.text.terms import stem
from rag.quantities.days import THAT_YEAR, YEAR_BACK, YEAR_ON, year_of, years_apart
from rag.quantities.equality import comparable, differs_by_unit, in_least, opposite_bounds, same
from rag.quantities.quantities import quantities
from rag.quantities.quantity import Quantity, is_year
from rag.quantities.reckoned import is_share_of_number
from rag.quantities.spells import has_spell, is_between
from rag.quantities.units import ABOUT, MULTIPLIED
from rag.verdict.alignment import literal
from rag.verdict.derived import as_long, derived, is_anew, is_instance, is_one_of_them
from rag.verdict.implied import OUT_OF, elliptic, implied, shares_of_counts, singles
from rag.verdict.negation import denials
from rag.verdict.reading import Context, Reading, Token

_SIDE = re.compile(r"\b(?:(?P<before>before|prior to|until)|after|since|from) (?:the )?$", re.I)
# "At most 100 items; larger batches …" tells of more than 100.
_BEYOND = re.compile(
    r"[;,.] (?:\w+ )?(?:larger|longer|bigger|greater|heavier|higher|older|later|more|beyond|smaller|shorter|fewer|"
    r"younger|earlier|above|below) \w+|\b(?:anything|anyone|everything|everyone) \w+er\b",
    re.I,
)
_COUNTED_ALIKE = tuple(
    frozenset(map(stem, row.split()))
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
# How far a measure of another system may be rounded, and months that are told as weeks.
_CONVERTED, _MONTHLY = 0.02, 0.1
_HALF = 0.5
_ROUGHLY = 0.25
# So near a share comes to what is left.
_REST = 0.005
_MAJORITY = re.compile(r"(?<!the )(?<!at )\bmost\b|\bmajority\b", re.I)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a figure, as the reader is told. `added`: the evidence has none in whose place it could be."""

    reason: str
    added: bool = False


def wrong_figures(claim: Reading, cited: Reading, context: Context | None = None) -> Iterator[Wrong]:
    """What is wrong with the numbers and dates of a claim. What stands around the quotation may give a day's year."""
    mine, theirs = quantities(claim.text), quantities(cited.text)
    meant = [*theirs, *elliptic(cited.text, theirs)]
    free = [other for other in theirs if not any(same(quantity, other) for quantity in mine)]
    # Who repeats the words takes no share of another figure: half of 48 hours is not meant.
    repeats = literal(claim, cited) >= _REPEATED
    whole = [
        other
        for other in theirs
        if not (repeats and other.unit == "%" and not OUT_OF.search(other.text))
        or is_share_of_number(cited.text, other, theirs)
    ]
    anew = is_anew(claim, cited)
    # Whoever tells of a spell tells its first and last day.
    own_spell = has_spell(mine, claim.text)
    turned = denials(claim) != denials(cited) or any(opposite_bounds(own, other) for own in mine for other in theirs)
    rest = turned and any(_is_rest(quantity, theirs) for quantity in mine)
    for quantity in mine:
        equal = [other for other in meant if same(quantity, other)]
        if not equal and (
            follows(quantity, cited.text, theirs if _is_rounded(quantity) else whole)
            or (rest and _is_rest(quantity, theirs))
            or (context and _is_of_year(quantity, theirs, cited.text, context))
            or (context and _is_of_years_around(quantity, theirs, cited.text, context))
            or (context and _is_of_name(claim, quantity, context))
            or (anew and context and _is_around(claim, quantity, cited, context))
            or (not own_spell and is_between(quantity, theirs, cited.text))
            or (anew and derived(quantity, meant, claim, cited))
            or is_one_of_them(quantity, theirs, claim, cited)
            or (_OLD.match(claim.text, quantity.end) and any(_is_of_age(quantity, other) for other in theirs))
            or (
                _counted(quantity) and (not any(comparable(quantity, o) for o in free) or _is_definite(claim, quantity))
            )
        ):
            continue
        if not equal:
            if (
                not quantity.loose
                or any(comparable(quantity, other) for other in theirs if not other.loose)
                and quantity.unit
            ):
                wrong = _wrong_figure(quantity, mine, theirs, cited.text)
                instance = _SAY.search(claim.text, 0, quantity.start) or is_instance(quantity, theirs, claim, cited)
                yield replace(wrong, added=wrong.added or bool(anew and instance))
        elif all(opposite_bounds(quantity, other) for other in equal) and _same_wording(claim, cited):
            # "Two thirds live within a mile": a third live farther away.
            if not rest and not any(_BEYOND.search(cited.text, other.end) for other in equal):
                yield Wrong(_bounds(quantity))
        else:
            counted = _noun(claim, quantity)
            noun = counted.stem if counted else ""
            nouns = [_noun(cited, other) for other in equal]
            rivals = [o for o in theirs if noun and comparable(quantity, o) and _counts(cited, o, noun)]
            # "Eight database connections" are eight connections.
            own = [word for word in (counted, _head(claim, counted)) if word]
            counts_another = rivals and all(other and not any(_alike(word, other) for word in own) for other in nouns)
            if counted and counts_another and not follows(quantity, cited.text, theirs):
                yield Wrong(f"{rivals[0].text} {counted.text} in the source, {quantity.text} in the answer")
    yield from _multiplied(mine, theirs)
    yield from _turned_bounds(claim, cited, meant)


def _multiplied(mine: Sequence[Quantity], theirs: Sequence[Quantity]) -> Iterator[Wrong]:
    """What the claim says has doubled, where the evidence has another share that it changed by: "rose by 4 percent"."""
    shares = [other for other in theirs if other.unit == "%"]
    plain = [other.value for other in theirs if other.value > 0 and not (other.date or other.rank or is_year(other))]
    for quantity in mine:
        known = any(other.value == quantity.value for other in theirs)
        known = known or any(_near(quantity.value, one / two) for one in plain for two in plain)
        known = known or any(_near(quantity.value - 1, share.value) or share.text.isalpha() for share in shares)
        if quantity.text.casefold() in MULTIPLIED and shares and not known:
            yield Wrong(f"{shares[0].text} in the source, {quantity.text} in the answer")


def _near(one: float, two: float) -> bool:
    """Whether what "doubled" did so, more or less."""
    return abs(one - two) <= _ROUGHLY * one


def _turned_bounds(claim: Reading, cited: Reading, meant: Sequence[Quantity]) -> Iterator[Wrong]:
    """The same of a measure without a number: "at most a year" for "at least a year"."""
    known = [*meant, *singles(cited.text)]
    for quantity in singles(claim.text):
        equal = [other for other in known if same(quantity, other)]
        if equal and all(opposite_bounds(quantity, other) for other in equal) and _same_wording(claim, cited):
            yield Wrong(_bounds(quantity))


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
        for other in implied(text, stated)
    )


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
    before = text.text[: quantity.start].casefold().split()[-1:]
    return before in (["the"], ["these"], ["those"], ["between"], ["his"], ["her"], ["their"], ["its"])


def _same_wording(claim: Reading, cited: Reading) -> bool:
    """Whether a bound that is turned turns the meaning: not with a "not", nor in words of its own ("unpaid after")."""
    return denials(claim) == denials(cited) and literal(claim, cited) >= _LITERAL


def _counted(quantity: Quantity) -> bool:
    """Whether it may be the answer's own count of what the evidence lists: "two goals"."""
    return not quantity.unit and not quantity.rank and 1 < quantity.value <= 3 and quantity.text.isalpha()


def _wrong_figure(quantity: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity], text: str) -> Wrong:
    unit = next((other for other in theirs if differs_by_unit(quantity, other)), None)
    free = [other for other in theirs if not any(same(own, other) for own in mine)]
    instead = unit or next((other for other in free if comparable(quantity, other)), None)
    if instead:
        within = any(_is_within(quantity, other) or _is_before(quantity, other, text) for other in theirs)
        return Wrong(f"{instead.text} in the source, {quantity.text} in the answer", within)
    # A day or a year is not worked out.
    added = not (quantity.date or is_year(quantity)) and not any(
        _of_one_sort(quantity, other) for other in (*free, *singles(text))
    )
    return Wrong(f"{quantity.text} is not in the quotation", added)


def _is_of_year(quantity: Quantity, stated: Sequence[Quantity], text: str, context: Context) -> bool:
    """Whether it is a day of the evidence, or "that year", in a year that the text around it names."""
    year = quantity.date[0] if quantity.date else quantity.value if is_year(quantity) else 0
    day = quantity.date[1:] if quantity.date else (0, 0)
    said = any(other.date == (0, *day) for other in stated) if any(day) else THAT_YEAR.search(text)
    on = 0 if any(day) else bool(YEAR_ON.search(text)) - bool(YEAR_BACK.search(text))
    if not year or not (said or on):
        return False
    years = [other.date[0] if other.date else other.value for other in quantities(context().text)]
    return year - on in years


def _is_of_years_around(quantity: Quantity, stated: Sequence[Quantity], text: str, context: Context) -> bool:
    """Whether it is so many years from one that the text around it names, or the years between: "five years later"."""
    if not (is_year(quantity) or quantity.unit in ("year", "decade", "century")) or quantity.rank:
        return False
    around = [other for other in quantities(context().text) if year_of(other)]
    return any(same(quantity, other) for other in years_apart(text, [*stated, *singles(text)], around))


def _is_of_name(claim: Reading, quantity: Quantity, context: Context) -> bool:
    """Whether it is a part of a name that the text around the evidence has: "the asteroid 2031 QF"."""
    if not quantity.text.isdigit() or quantity.unit:
        return False
    around = context().text
    for at, token in enumerate(claim.tokens):
        if token.start == quantity.start:
            near = [*claim.tokens[max(0, at - 1) : at], *claim.tokens[at + 1 : at + 2]]
            spans = ((min(token.start, other.start), max(token.end, other.end)) for other in near if other.name)
            return any(claim.text[start:end] in around for start, end in spans)
    return False


def _is_around(claim: Reading, quantity: Quantity, cited: Reading, context: Context) -> bool:
    """Whether the text around the evidence has a figure, and more of the claim with it: "the 12 million borrowed"."""
    around = context()
    if not quantity.unit or not any(same(quantity, other) for other in quantities(around.text)):
        return False
    own = {token.stem for token in claim.tokens if token.content and not token.low[0].isdigit()} - cited.stems
    return len(own & around.stems) >= _TOLD_AROUND


def _is_rest(quantity: Quantity, stated: Sequence[Quantity]) -> bool:
    """Whether a share is what another one leaves: "only a tenth is shown", "nine tenths are not"."""
    shares = (other.value for other in stated if other.unit == "%" == quantity.unit)
    return any(abs(1 - share - quantity.value) <= _REST for share in shares)


def _is_within(quantity: Quantity, other: Quantity) -> bool:
    """Whether it is an instance of a bound: "three years" where it takes two or more."""
    one, two = in_least(quantity), in_least(other)
    return bool(two.bound and one.unit == two.unit and not one.bound and (one.value - two.value) * two.bound > 0)


def _is_of_age(quantity: Quantity, other: Quantity) -> bool:
    """Whether a "six-year-old" is among the "children under seven"."""
    return quantity.unit == "year" and other.unit in ("", "year") and (quantity.value - other.value) * other.bound > 0


def _is_before(quantity: Quantity, other: Quantity, text: str) -> bool:
    """Whether a year is an instance of "before 1975" or "since 1990"."""
    side = _SIDE.search(text, 0, other.start)
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
    at = text.tokens.index(noun) + 1 if noun else len(text.tokens)
    following = text.tokens[at] if at < len(text.tokens) else None
    return following if following and noun and following.content and following.start == noun.end + 1 else None


def _noun(text: Reading, quantity: Quantity) -> Token | None:
    """What is counted: the first content word after the figure, in its clause."""
    for token in text.tokens:
        if token.start >= quantity.end:
            gap = text.text[quantity.end : token.start]
            # "35,000 before the cup": after a small word nothing is counted.
            return token if token.content and not any(mark in gap for mark in ",;.()") else None
    return None
