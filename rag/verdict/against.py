"""What speaks against a claim: what is wrong outright, and what says more than the evidence does; each as a reason.

Rules that tell one thing stand in tables, in the order in which they speak: what is told best comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.text.terms import stem
from rag.verdict import polarity
from rag.verdict.abroad import differs_abroad
from rag.verdict.additions import addition
from rag.verdict.beside import affirmed
from rag.verdict.bidden import only_bidden
from rag.verdict.condition import cut_condition, dropped_condition, unless_as_if, waived_condition
from rag.verdict.coordinated import crossed, turned_passive
from rag.verdict.direction import turned_order
from rag.verdict.doers import agent_elsewhere, named_doer, other_agent, own_subject, towards_turned
from rag.verdict.duties import other_duty
from rag.verdict.entailed import Found
from rag.verdict.extent import all_of_several, excepted, turned_exception, widened
from rag.verdict.figures import wrong_figures
from rag.verdict.hedges import dropped_hedge, fulfilled, made_cause
from rag.verdict.negation import exchanged_denial, negations, turned_prefix
from rag.verdict.one_sided import nearby, one_sided
from rag.verdict.opposites import PLAIN, SEVERAL
from rag.verdict.pair import Instead, Pair, instead, shortened, unquoted
from rag.verdict.parallel import crossed_parts
from rag.verdict.parts import exchanged_parts
from rag.verdict.portions import is_of_the_rest, most_of_few, part_as_whole
from rag.verdict.rates import other_rate, other_rhythm
from rag.verdict.rearranged import joined, other_subject, rearranged, substituted
from rag.verdict.related import exchanged_figure, inexact, passed_bound, turned_course, wrong_place
from rag.verdict.roles import other_doer, turned, turned_than
from rag.verdict.sides import other_side
from rag.verdict.slots import crossed_slots
from rag.verdict.spliced import spliced
from rag.verdict.strangers import governments, replaced, strangers
from rag.verdict.swapped import swapped
from rag.verdict.times import ended, other_side_of, shifted_time
from rag.verdict.verbs import Exchanged, exchanged
from rag.verdict.years import other_year, other_year_had_more

_UNNAMED = "the quotation does not name"


@dataclass(frozen=True, slots=True)
class Against:
    """What is wrong with a claim, and the reason as it is told."""

    found: Found
    reason: str


def _changed_places(words: tuple[str, str]) -> str:
    return f"“{words[0]}” and “{words[1]}” have changed places"


def _of_another(words: Instead) -> str:
    return f"the source says this of “{words[0]}”, the answer of “{words[1]}”"


def _verb_of_another(done: Exchanged) -> str:
    return f"the source says “{done.verb}” of “{done.theirs}”, the answer of “{done.mine}”"


def _not_of_this(words: str) -> str:
    return f"the source does not say “{shortened(words)}” of this"


def _turned_round(order: tuple[str, str]) -> str:
    return f"in the source “{order[0]}” comes after “{order[1]}”, in the answer before it"


# What it is when one of some rules finds something, how a reader is told of that, and these, of which the first counts.
Row = tuple[Found, Callable[[Any], str], tuple[Callable[[Pair], Any], ...]]

_MISPLACED: tuple[Row, ...] = (
    (Found.CONTRADICTION, str, (inexact, other_rate, other_rhythm, turned_course)),
    (Found.CONTRADICTION, instead, (wrong_place,)),
)
_REPLACED: tuple[Row, ...] = (
    (Found.CONTRADICTION, instead, (replaced, other_side)),
    (Found.CONTRADICTION, _changed_places, (exchanged_denial,)),
)
_EXCHANGED: tuple[Row, ...] = (
    (Found.EXCHANGED, _changed_places, (swapped, turned, exchanged_parts, rearranged)),
    (Found.EXCHANGED, instead, (substituted,)),
    (Found.EXCHANGED, _of_another, (named_doer,)),
    (Found.EXCHANGED, _turned_round, (turned_order,)),
    (Found.OF_ANOTHER, _verb_of_another, (exchanged,)),
    (Found.OF_ANOTHER, _of_another, (spliced, other_subject)),
    (Found.OF_ANOTHER, _not_of_this, (joined,)),
    # Of one part of a sentence, of a number of things, of a year, of an owner what is said of another.
    (
        Found.EXCHANGED,
        instead,
        (
            turned_prefix,
            crossed_parts,
            other_doer,
            part_as_whole,
            unless_as_if,
            affirmed,
            other_side_of,
            most_of_few,
            other_year,
            crossed,
            turned_passive,
            other_year_had_more,
            other_agent,
            agent_elsewhere,
            towards_turned,
            crossed_slots,
            all_of_several,
            excepted,
        ),
    ),
    (Found.EXCHANGED, _of_another, (own_subject,)),
    (Found.EXCHANGED, _changed_places, (turned_than,)),
    (Found.EXCHANGED, str, (only_bidden,)),
)
_WEAK: tuple[Row, ...] = (
    (Found.LESS, instead, (dropped_hedge,)),
    (Found.LESS, str, (differs_abroad,)),
    (Found.LESS, instead, (one_sided, nearby)),
    (Found.LESS, unquoted, (addition,)),
    (
        Found.SUPPOSED,
        instead,
        (dropped_condition, cut_condition, fulfilled, other_duty, made_cause),
    ),
    (
        Found.LESS,
        instead,
        (waived_condition, ended, shifted_time, passed_bound, turned_exception, widened, governments),
    ),
)


def contradictions(pair: Pair) -> Iterator[Against]:
    """What is wrong outright, those first that are told best."""
    for wrong in wrong_figures(pair):
        yield Against(Found.ADDED if wrong.added else Found.FIGURE, wrong.reason)
    other = exchanged_figure(pair)
    if other:
        yield Against(Found.FIGURE if other.sure else Found.CONTRADICTION, other.reason)
    yield from _told(pair, _MISPLACED)
    for stranger in strangers(pair):
        said = f"the source says “{stranger.instead}”, the answer says" if stranger.instead else _UNNAMED
        yield Against(Found.NAME, f"{said} “{stranger.name}”")
    yield from _told(pair, _REPLACED)
    denied, opposite, converse = negations(pair), polarity.opposite(pair), polarity.turned_comparison(pair)
    # Two turns undo each other: "fewer than half survived", "most died".
    if opposite and (len(denied) == 1 or converse or is_of_the_rest(pair)):
        return
    for words in denied:
        yield Against(Found.CONTRADICTION, instead(words))
    for words in filter(None, (opposite, converse)):
        yield Against(_opposed(pair, words[1]), instead(words))
    yield from _told(pair, _EXCHANGED)


def weaknesses(pair: Pair) -> Iterator[Against]:
    """What says more than the evidence does."""
    return _told(pair, _WEAK)


def _told(pair: Pair, rows: Sequence[Row]) -> Iterator[Against]:
    """What the rules of a table find, in its order."""
    for found, tell, rules in rows:
        words = next(filter(None, (rule(pair) for rule in rules)), None)
        if words:
            yield Against(found, tell(words))


def _opposed(pair: Pair, word: str) -> Found:
    """What an opposite in the claim is found to be."""
    term = stem(word.casefold())
    others = (token for token in pair.claim.tokens if token.content and token.text != word)
    # The evidence has every other word of the claim that says something, and this is no one of several.
    if term not in SEVERAL and all(token.stem in pair.evidence.stems for token in others):
        return Found.EXCHANGED
    return Found.OF_ANOTHER if term in PLAIN else Found.CONTRADICTION
