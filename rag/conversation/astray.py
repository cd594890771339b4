"""Whether the words of a conversation lead a short question astray: what is found with them, and without.

"Who do I complain to?" after the rent is not about the rent, but "Who is the director?" after a museum is about that
one. So the words are left out only where what they find does not read as an answer, or has none of them.
"""

from __future__ import annotations

from index.text.terms import terms
from rag.conversation.subjects import REACTS
from rag.evidence import EVEN, Evidence
from rag.passages.readable import readable


def may_lead_astray(found: Evidence) -> bool:
    """Whether words came from the conversation, and what they found first may be better found without them."""
    carried = _carried(found)
    # A version or a year that was spoken of says where to look.
    if any(map(str.isdecimal, "".join(carried))):
        return False
    told = _is_what_one_reacts_to(found, found)
    return bool(carried) and (told or not (_reads(found) and _speaks_of(found, carried)))


def leads_astray(found: Evidence, sure: float, alone: Evidence, surer: float) -> bool:
    """Whether `alone`, which was found without the words, answers better; each with how sure the gate is of it.

    Or as well, by the same sentence, where that has nothing to do with the words.
    """
    if not alone.sentences:
        return False
    if _is_what_one_reacts_to(found, found):
        return not _is_what_one_reacts_to(found, alone)
    if surer < sure:
        return False
    own = {item.term for item in alone.query.question.content}
    if _fits(alone, own) > _fits(found, own):
        return True
    same = alone.sentences[0].sentence == found.sentences[0].sentence
    return same and not _speaks_of(found, _carried(found))


def _is_what_one_reacts_to(found: Evidence, best: Evidence) -> bool:
    """Whether a reaction is asked for, and the best sentence was quoted in the conversation: that is none."""
    query = found.query
    reacts = REACTS.search(query.question.text) is not None
    return reacts and readable(best.sentences[0].sentence.text) in query.said


def _carried(found: Evidence) -> set[str]:
    return {item.term for item in found.query.question.content if item.weight < 1}


def _speaks_of(found: Evidence, wanted: set[str]) -> bool:
    """Whether the passage of the best sentence has one of the words."""
    passage = found.sentences[0].passage
    return not wanted.isdisjoint(terms(f"{passage.heading} {passage.text}"))


def _fits(found: Evidence, own: set[str]) -> tuple[bool, bool]:
    """Whether the best sentence or its heading has a word of the question itself, and whether it reads as an answer."""
    best = found.sentences[0]
    return not own.isdisjoint(terms(f"{best.passage.heading} {best.sentence.text}")), _reads(found)


def _reads(found: Evidence) -> bool:
    return (found.sentences[0].read or EVEN) > EVEN
