"""The query of a question: what is searched for, in the light of the conversation.

What only a conversation needs is imported where there is one: a first question would wait for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.text.languages import ENGLISH
from rag.conversation.standalone import TURNS, Standalone, language_among, language_in
from rag.evidence import Evidence, Query
from rag.passages.said import quotations
from rag.question.double import parts_of
from rag.question.question import analyse
from rag.types import Turn
from rag.whole.overview import Whole, recognise

# So many of the best passages tell the language of a question that does not tell it itself.
_TELLING = 3


def query_of(question: str, alone: Standalone, history: Sequence[Turn]) -> Query:
    """Carried words count less than the question's own; a question that was put anew is searched for as it is."""
    follows = bool(alone.carried) or alone.text != question
    turns = history[-TURNS:] if alone.carried else history[-1:]
    told = [quotations(turn.answer) for turn in turns]
    said = frozenset(quote for quotes in told for quote in quotes)
    text = alone.asked
    asked = analyse(text, alone.carried, language_in(text, history))
    # What stood second may be what is asked for now: in a short section it was quoted before anyone asked.
    answers = frozenset(quote for quotes in told for quote in quotes[:1] if follows)
    if answers and asked.english:
        from rag.conversation.told_before import heard_enough

        answers = heard_enough(answers, asked, history)
    parts = _parts(text, alone, history) if asked.english else ()
    return Query(asked, alone.text, said, answers, follows, parts=parts)


def in_language_of_found(evidence: Evidence) -> Query | None:
    """The query in the language of what it found, where no word tells its own; None elsewhere."""
    query, asked = evidence.query, evidence.query.question
    if not asked.english or query.follows:
        return None
    language = language_among(asked.text, [item.passage.text for item in evidence.passages[:_TELLING]])
    return replace(query, question=analyse(asked.text, language=language), parts=()) if language != ENGLISH else None


def _parts(question: str, alone: Standalone, history: Sequence[Turn]) -> tuple[Query, ...]:
    """A query for each thing that a question asks; what points back to the part before it stands alone too."""
    said, queries = list(history) if alone.carried else [], list[Query]()
    for part in parts_of(question):
        own = _in_the_light_of(part, said)
        queries.append(query_of(part, own, said))
        said.append(Turn(part, "", own.text))
    return tuple(queries)


def _in_the_light_of(part: str, said: Sequence[Turn]) -> Standalone:
    from rag.conversation.pronouns import points_back

    if not points_back(part):
        return Standalone(part)
    from rag.conversation.rewrite import stand_alone

    return stand_alone(part, said)


def in_documents(documents: frozenset[str], query: Query) -> Query:
    """The query of these documents alone, by their ids; of all where there are none."""
    return replace(query, documents=documents, parts=tuple(in_documents(documents, part) for part in query.parts))


def asked_of_all(query: Query, history: Sequence[Turn]) -> Whole | None:
    """What a question asks of documents as a whole, or of an answer before; None for an ordinary one."""
    if history:
        from rag.conversation.pointed import pointed_at

        if pointed := pointed_at(query.text, history):
            return pointed
    return recognise(query.text, talked=bool(history))


def names_a_thing(query: Query) -> bool:
    """Whether a question names a thing and asks nothing more of it."""
    from rag.conversation import rewrite

    return rewrite.names_a_thing(query.text)


def in_context(query: Query, history: Sequence[Turn]) -> Query:
    """The query with words of the conversation, though it does not seem to lean on it: "Major characters"."""
    from rag.conversation.rewrite import stand_alone

    return in_documents(query.documents, query_of(query.text, stand_alone(query.text, history, anyway=True), history))
