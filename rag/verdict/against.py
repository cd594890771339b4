"""What speaks against a claim: what is wrong outright, and what says more than the evidence does; each as a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.text.terms import stem
from rag.verdict import polarity
from rag.verdict.abroad import differs_abroad
from rag.verdict.additions import addition
from rag.verdict.alignment import replaced
from rag.verdict.beside import affirmed
from rag.verdict.causes import made_cause
from rag.verdict.condition import (
    awaited,
    dropped_condition,
    ended,
    other_side_of,
    passed_bound,
    shifted_time,
    unless_as_if,
    waived_condition,
)
from rag.verdict.coordinated import crossed, turned_passive
from rag.verdict.crossed import crossed_around_figures
from rag.verdict.direction import turned_order
from rag.verdict.doers import named_doer, other_agent
from rag.verdict.duties import other_duty
from rag.verdict.entailed import Found
from rag.verdict.extent import turned_exception, widened
from rag.verdict.figured_parts import other_owner, other_year
from rag.verdict.figures import wrong_figures
from rag.verdict.negation import exchanged_denial, negations, turned_prefix
from rag.verdict.one_sided import nearby, one_sided
from rag.verdict.opposites import PLAIN, SEVERAL
from rag.verdict.pair import Pair, instead, shortened
from rag.verdict.parallel import crossed_parts
from rag.verdict.parts import exchanged_parts
from rag.verdict.portions import is_of_the_rest, most_of_few, part_as_whole
from rag.verdict.prospects import fulfilled
from rag.verdict.rearranged import joined, other_subject, rearranged, substituted
from rag.verdict.related import exchanged_figure, wrong_place, wrong_relation
from rag.verdict.roles import other_doer, swapped, turned
from rag.verdict.sides import other_side
from rag.verdict.spliced import spliced
from rag.verdict.strangers import governments, strangers
from rag.verdict.verbs import exchanged
from rag.verdict.years import other_year_had_more


@dataclass(frozen=True, slots=True)
class Against:
    """What is wrong with a claim, and the reason as it is told."""

    found: Found
    reason: str


def contradictions(pair: Pair) -> Iterator[Against]:
    """What is wrong outright, those first that are told best."""
    for wrong in wrong_figures(pair.claim, pair.cited, pair.context):
        yield Against(Found.ADDED if wrong.added else Found.FIGURE, wrong.reason)
    other = exchanged_figure(pair.claim, pair.cited, pair.alignment)
    if other:
        yield Against(Found.FIGURE if other.sure else Found.CONTRADICTION, other.reason)
    for reason in _misplaced(pair):
        yield Against(Found.CONTRADICTION, reason)
    for reason in _unnamed(pair):
        yield Against(Found.NAME, reason)
    for reason in _replaced(pair):
        yield Against(Found.CONTRADICTION, reason)
    denied = negations(pair.claim, pair.cited, pair.alignment)
    opposite = polarity.opposite(pair.claim, pair.cited, pair.alignment)
    converse = polarity.turned_comparison(pair.claim, pair.cited, pair.alignment)
    # Two turns undo each other: "fewer than half survived", "most died".
    if opposite and (len(denied) == 1 or converse or is_of_the_rest(pair.claim, pair.cited)):
        return
    for turn in denied:
        reason = f"“{turn.word}” is not in the source" if turn.added else f"“{turn.word}” in the source is missing"
        yield Against(Found.CONTRADICTION, reason)
    for words in (opposite, converse):
        if words:
            found = Found.OF_ANOTHER if stem(words[1].casefold()) in PLAIN else Found.CONTRADICTION
            yield Against(Found.EXCHANGED if _differs_only_in(words[1], pair) else found, instead(*words))
    for reason in _exchanged(pair):
        yield Against(Found.EXCHANGED, reason)
    for reason in _of_another(pair):
        yield Against(Found.OF_ANOTHER, reason)
    for words in (
        turned_prefix(pair.claim, pair.cited),
        crossed_parts(pair.claim, pair.cited),
        other_doer(pair.claim, pair.cited),
        part_as_whole(pair.claim, pair.cited),
        unless_as_if(pair.claim, pair.cited),
        affirmed(pair.claim, pair.cited),
        other_side_of(pair.claim, pair.cited),
        most_of_few(pair.claim, pair.cited),
        other_year(pair.claim, pair.cited),
        other_owner(pair.claim, pair.cited),
        crossed(pair.claim, pair.cited),
        turned_passive(pair.claim, pair.cited),
        other_year_had_more(pair.claim, pair.cited),
        other_agent(pair.claim, pair.cited),
    ):
        if words:
            yield Against(Found.EXCHANGED, instead(*words))


def _differs_only_in(word: str, pair: Pair) -> bool:
    """Whether the evidence has every other word of the claim that says something, and this is a plain opposite."""
    others = (token for token in pair.claim.tokens if token.content and token.text != word)
    return stem(word.casefold()) not in SEVERAL and all(token.stem in pair.cited.stems for token in others)


def _misplaced(pair: Pair) -> Iterator[str]:
    related = wrong_relation(pair.claim, pair.cited)
    if related:
        yield related
    place = wrong_place(pair.claim, pair.cited)
    if place:
        yield instead(*place)


def _unnamed(pair: Pair) -> Iterator[str]:
    for stranger in strangers(pair.claim, pair.cited, pair.context):
        said = (
            f"the source says “{stranger.instead}”, the answer says"
            if stranger.instead
            else "the quotation does not name"
        )
        yield f"{said} “{stranger.name}”"


def _replaced(pair: Pair) -> Iterator[str]:
    other = replaced(pair.claim, pair.cited, pair.alignment)
    if other:
        yield instead(*other)
    side = other_side(pair.claim, pair.cited)
    if side:
        yield instead(*side)
    denial = exchanged_denial(pair.claim, pair.cited, pair.alignment)
    if denial:
        yield f"“{denial[0]}” and “{denial[1]}” have changed places"


def _exchanged(pair: Pair) -> Iterator[str]:
    places = (
        swapped(pair.claim, pair.cited)
        or crossed_around_figures(pair.claim, pair.cited)
        or turned(pair.claim, pair.cited, pair.alignment)
        or exchanged_parts(pair.claim, pair.cited, pair.alignment)
        or rearranged(pair.claim, pair.cited, pair.stretches)
    )
    if places:
        yield f"“{places[0]}” and “{places[1]}” have changed places"
    elsewhere = substituted(pair.claim, pair.cited, pair.stretches)
    if elsewhere:
        yield instead(*elsewhere)
    doer = named_doer(pair.claim, pair.cited)
    if doer:
        yield f"the source says this of “{doer[0]}”, the answer of “{doer[1]}”"
    order = turned_order(pair.claim, pair.cited, pair.alignment)
    if order:
        yield f"in the source “{order[0]}” comes after “{order[1]}”, in the answer before it"


def _of_another(pair: Pair) -> Iterator[str]:
    done = exchanged(pair.claim, pair.cited, pair.alignment)
    if done:
        yield f"the source says “{done.verb}” of “{done.theirs}”, the answer of “{done.mine}”"
    for other in (
        spliced(pair.claim, pair.cited, pair.alignment),
        other_subject(pair.claim, pair.cited, pair.stretches),
    ):
        if other:
            yield f"the source says this of “{other[0]}”, the answer of “{other[1]}”"
    together = joined(pair.claim, pair.cited, pair.stretches)
    if together:
        yield f"the source does not say “{shortened(together)}” of this"


def weaknesses(pair: Pair) -> Iterator[Against]:
    """What says more than the evidence does."""
    hedge = polarity.dropped_hedge(pair.claim, pair.cited, pair.alignment)
    if hedge:
        yield Against(Found.LESS, instead(*hedge))
    abroad = differs_abroad(pair.claim, pair.cited)
    if abroad:
        yield Against(Found.LESS, abroad)
    denial = one_sided(pair.claim, pair.cited, pair.alignment) or nearby(pair.claim, pair.cited, pair.alignment)
    if denial:
        yield Against(
            Found.LESS,
            f"“{denial.word}” is not in the source" if denial.added else f"“{denial.word}” in the source is missing",
        )
    added = addition(pair.claim, pair.cited, pair.alignment, pair.figures, pair.context)
    if added:
        yield Against(Found.LESS, f"“{shortened(added)}” is not in the quotation")
    condition = dropped_condition(pair.claim, pair.cited, pair.alignment) or awaited(
        pair.claim, pair.cited, pair.alignment
    )
    if condition:
        yield Against(Found.SUPPOSED, f"“{condition}” in the source is missing")
    for words in (
        fulfilled(pair.claim, pair.cited),
        other_duty(pair.claim, pair.cited),
        made_cause(pair.claim, pair.cited),
    ):
        if words:
            yield Against(Found.SUPPOSED, instead(*words))
    for moved in (
        waived_condition(pair.claim, pair.cited),
        ended(pair.claim, pair.cited, pair.alignment),
        shifted_time(pair.claim, pair.cited),
        passed_bound(pair.claim, pair.cited),
        turned_exception(pair.claim, pair.cited),
    ):
        if moved:
            yield Against(Found.LESS, instead(*moved))
    wider = widened(pair.claim, pair.cited, pair.alignment)
    if wider:
        yield Against(Found.LESS, instead(*wider))
    called = governments(pair.claim, pair.cited, pair.context)
    if called:
        yield Against(Found.LESS, instead(*called))
