"""A follow-up that names another thing by the same word: "How much is option A?", "And option B?". English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.terms import is_stop, stem
from rag.conversation.subjects import ARTICLE

_TWO = 2
_BEFORE_A_THING = frozenset(("is", "are", "was", "were", "many", "much"))
_WORD = re.compile(r"\d+(?:\.\d+)*|[\w’'-]+")


def by_same_word(before: str, other: str) -> str:
    """As in "How much is option A?", "And option B?": what stands on the same sides of the word that both have.

    Before it that is no more than an article and what is between, so that "What is the fee?" keeps its "is".
    """
    own = [match[0] for match in _WORD.finditer(other)]
    told = list(_WORD.finditer(before))
    for at, match in enumerate(told):
        if is_stop(stem(match[0].casefold())):
            continue
        places = [n for n, word in enumerate(own) if word.casefold() == match[0].casefold()]
        if not places or len(own) < _TWO:
            continue
        last = at + len(own) - 1 - places[0]
        if at and last < len(told):
            first = _article_before([word[0] for word in told], at) if places[0] else at
            bare = ARTICLE.match(told[first][0] + " ") and not ARTICLE.match(other)
            return (
                before[: told[first].start()]
                + (f"{told[first][0]} " if bare else "")
                + other
                + before[told[last].end() :]
            )
    return ""


def _article_before(told: Sequence[str], at: int) -> int:
    """Where the article of a noun stands, with at most two words between; without one the noun, or the word that tells
    which is meant.
    """
    for first in range(at - 1, max(at - 4, -1), -1):
        if ARTICLE.match(told[first] + " "):
            return first
        if is_stop(stem(told[first].casefold())):
            break
    # "How large are start grants?", and not "Where does Hale sell fish?"
    plain = at >= _TWO and told[at - 2].casefold() in _BEFORE_A_THING and not is_stop(stem(told[at - 1].casefold()))
    return at - 1 if plain else at
