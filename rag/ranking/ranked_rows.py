"""The row of a place in a ranking: "Who came second?", "Which crew won?", where a column has the places. English."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from index.text.patterns import lazy_pattern
from index.text.terms import stem, terms
from index.types import Passage
from rag.evidence import Evidence, Picked
from rag.passages.columns import Row, Table, tables
from rag.passages.quotable import without_mark
from rag.ranking.table_words import is_asked_about, of_rows, strange_words

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth".split()
)
_PLACE = r"(?:place|position|rank|spot)\b"
# No more than "in the league" may follow: the second president is of no ranking.
_ENDS = r"(?: (?:in|of|at|on|overall)\b[^?]{0,80})?\W*$"
_ASKED = lazy_pattern(
    r"^\W*(?:who|which|what)\b(?!.*\b(?:most|least|fewest|more|many|much|not)\b).*?\b(?:"
    r"(?:(?:c[ao]me|comes|finish(?:ed|es)?|ended(?: up)?|placed|ranks|ranked|took|takes|got|reached|is|was|in|on)"
    rf" (?:the )?(?P<rank>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|last)(?: {_PLACE})?{_ENDS})|"
    rf"(?P<second>runner-up\b){_ENDS}|"
    rf"(?:(?P<first>wins?|won|winner|champions?)(?: the [^?]{{1,80}})?{_ENDS}))",
    re.I,
)
_LAST = "last"
# What the places are called, and what tells with a mere number that its rows are in an order of merit.
_PLACES = frozenset(map(stem, "place rank position pos standing placing ranking".split()))
_MERE = frozenset(map(stem, "no nr number".split()))
_OF_MERIT = frozenset(map(stem, "points pts point score time won club team played result".split()))
_OF_ORDER = _PLACES - frozenset(map(stem, ("position", "pos")))
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th|[.=])?")
# Words by which it is asked.
_ASKING = frozenset(
    map(
        stem,
        "came come comes finish finished finishes end ended placed ranks ranked took takes take got reached spot place "
        "position rank win wins won winner champion champions runner up last overall".split(),
    )
)


def rows_of_a_place(
    evidence: Evidence, near: Sequence[Passage], passages: Callable[[str], Sequence[Passage]]
) -> Picked | None:
    """The rows of the place that the question names, of the one table of the passages `near` that has places.

    Of several it is the first whose words the question has; `passages` gives all of a document.
    """
    question = evidence.query.question
    asked = _ASKED.match(question.text)
    if asked is None:
        return None
    used = {*_ASKING, *terms(asked["rank"] or "")}
    own = [
        (table, at, places)
        for table in tables([passage for passage in near if "|" in passage.text], passages)
        for at, places in [_places(table)]
        if places and strange_words(table, evidence, used) == []
    ]
    meant = [found for found in own if is_asked_about(found[0], evidence)] or own
    if not meant or (len(own) > 1 and meant is own):
        return None
    table, at, places = meant[0]
    wanted = max(places) if (asked["rank"] or "").casefold() == _LAST else _rank(asked)
    rows = places.get(wanted, ())
    told = f"{len(rows)} {of_rows(len(table.rows), [])}, “{table.head[at]}” {wanted}"
    return Picked(told, tuple((row.passage, without_mark(row.sentence)) for row in rows)) if rows else None


def _rank(asked: re.Match[str]) -> int:
    """The number of the place that is asked for."""
    if asked["first"] or asked["second"]:
        return 1 if asked["first"] else 2
    rank = asked["rank"].casefold()
    return int(rank[:-2]) if rank[0].isdigit() else _ORDINALS.index(rank) + 1


def _places(table: Table) -> tuple[int, Mapping[int, Sequence[Row]]]:
    """The column of places, and the rows of each; none where no column has them."""
    every = {term for head in table.head for term in terms(head)}
    for at, head in enumerate(table.head):
        own = set(terms(head))
        # The positions of an invoice are in no order of merit.
        merit = not own.isdisjoint(_OF_ORDER) or not every.isdisjoint(_OF_MERIT)
        if not merit or (own and own.isdisjoint(_PLACES | _MERE)):
            continue
        found = dict[int, list[Row]]()
        for row in table.rows:
            number = _NUMBER.fullmatch(row.cells[at]) if at < len(row.cells) else None
            if number:
                found.setdefault(int(number[1]), []).append(row)
        if 1 in found and sum(map(len, found.values())) == len(table.rows):
            return at, found
    return 0, {}
