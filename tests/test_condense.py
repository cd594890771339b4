"""Follow-ups with a model: when it is asked, what becomes of its reply, and that its failure costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harbour import FEES, chain_with, saying
from openai_server import Request, ScriptedServer, error, text

from index.errors import LibraryError, QuestionError
from index.library import Library
from rag.conversation.rewritten import question_in
from rag.settings import Settings
from rag.types import Answer, Turn, Usage
from rag.wiring import chain_over, open_library

FIRST = "By how much did the harbour board raise the fees in 2021?"
TALK = [Turn(FIRST, "The harbour board raised the fees by 4 percent in 2021 [1].", FIRST)]
OFFER = [Turn(FIRST, "The fees rose by 4 percent [1]. Would you like to know who was exempt?", FIRST)]
ALONE = "Which boats were exempt from the change of the fees?"


def asks_to_rewrite(request: Request) -> bool:
    return "You rewrite the latest message" in request.prompt


def condensing(reply: Any) -> Callable[[Request], Any]:
    """Rewrites a question by `reply`, and answers one."""
    answer = saying("Fishing boats were exempt from the change [{fees}].")
    assert callable(answer)
    return lambda request: reply if asks_to_rewrite(request) else answer(request)


def ask(library: Library, reply: Any, question: str, history: list[Turn]) -> tuple[Answer, list[Request]]:
    """The answer, and the requests to rewrite."""
    with ScriptedServer([condensing(reply)]) as server:
        answer = chain_with(library, server).ask(question, history)
        return answer, [request for request in server.asked if asks_to_rewrite(request)]


def test_a_follow_up_is_put_anew_by_the_model_and_the_reader_sees_how(library: Library) -> None:
    answer, asked = ask(library, text(ALONE), "And which boats were exempt from it?", TALK)
    assert len(asked) == 1
    assert answer.question == "And which boats were exempt from it?"
    assert answer.standalone_question == ALONE
    assert [item.quote for item in answer.citations] == ["Fishing boats were exempt from the change."]
    # Both calls count.
    assert answer.usage == Usage(22, 14)


def test_yes_to_an_offer_of_the_answer_before_works(library: Library) -> None:
    answer, asked = ask(library, text(f"“{ALONE}”"), "Yes, please do that", OFFER)
    assert len(asked) == 1
    assert "Would you like to know who was exempt?" in asked[0].prompt
    assert answer.standalone_question == ALONE
    assert answer.answered


def test_after_an_offer_a_plain_question_is_put_to_the_model_too(library: Library) -> None:
    question = "Please tell me everything about the exempt fishing boats"
    assert len(ask(library, text(question), question, OFFER)[1]) == 1


@pytest.mark.parametrize("history", [[], TALK])
def test_a_question_that_stands_alone_costs_no_call(library: Library, history: list[Turn]) -> None:
    question = "Where were two cranes bought by Lindau?"
    answer, asked = ask(library, text("Something else entirely?"), question, history)
    assert asked == []
    assert answer.standalone_question == question


@pytest.mark.parametrize(
    "reply",
    [
        f"Sure! Here is the rewritten question:\n{ALONE}",
        f"{ALONE}\n\n(This question stands alone.)",
        f"**{ALONE}**",
        f"<question>{ALONE}</question>",
        f"Rewritten: {ALONE}",
        f"[1] {ALONE}",
        f"Standalone question: {ALONE}\nNote: nothing was added.",
        f'{{"question": "{ALONE}"}}',
        f'```json\n{{"question": "{ALONE}", "changed": true}}\n```',
        f"Here is the rewritten question: {ALONE}",
        f"{ALONE} Fishing boats were exempt.",
    ],
)
def test_the_question_is_found_among_what_a_small_model_writes_around_it(library: Library, reply: str) -> None:
    answer, _ = ask(library, text(reply), "And which boats were exempt from it?", TALK)
    assert answer.standalone_question == ALONE


@pytest.mark.parametrize(
    ("message", "history", "reply"),
    [
        ("and which boats were exempt from it", TALK, "Which boats were exempt from the change of the fees"),
        ("Tell me which boats were exempt from it", TALK, "Tell me which boats were exempt from the change."),
        ("Yes, please do that", OFFER, "Tell me who was exempt."),
        ("Und welche Boote?", TALK, "Welche Boote betraf die Erhöhung von 2021?"),
    ],
)
def test_what_asks_without_a_mark_where_the_message_had_none_is_taken(
    library: Library, message: str, history: list[Turn], reply: str
) -> None:
    assert ask(library, text(reply), message, history)[0].standalone_question == reply


@pytest.mark.parametrize(
    ("message", "reply"),
    [
        ("他们呢？", "港口委员会为什么提高费用呢"),
        ("いつ？", "港の料金はいつ上がりましたか。"),
        ("Και πόσο;", "Πόσο αυξήθηκαν τα τέλη;"),
    ],
)
def test_each_language_asks_with_its_own_marks(message: str, reply: str) -> None:
    talk = "费用是什么时候提高的？ 港口委员会。 港の料金 Τα τέλη αυξήθηκαν το 2021."
    assert question_in(reply, message, "", talk) == reply


@pytest.mark.parametrize("reply", [error(500, "overloaded"), text("Yes")])
@pytest.mark.parametrize("said", ["Yes", "yes, please!", "Ja, gerne"])
def test_a_yes_to_an_offer_is_understood_without_the_model_too(library: Library, reply: Any, said: str) -> None:
    offered = [Turn("When did the fees rise?", "In 2021 [1]. Would you like to know which boats were exempt?")]
    answer, _ = ask(library, reply, said, offered)
    assert answer.standalone_question == "Which boats were exempt?"


@pytest.mark.parametrize(
    "reply",
    [
        error(500, "overloaded"),
        text("Sure! Here it is:\n\nFishing boats were exempt.\n\nThey paid nothing."),
        text("word " * 200),
        text("“”"),
        text("I'm sorry, I cannot help with boats."),
        text("unchanged"),
        text("It stands alone already, so it is unchanged."),
        text("NONE"),
        text("Fishing boats were exempt from the change."),
        text("Could you please clarify?"),
    ],
)
def test_where_the_model_fails_the_rules_step_in(library: Library, reply: Any) -> None:
    question = "And which boats were exempt from it?"
    answer, asked = ask(library, reply, question, TALK)
    by_rules = chain_over(library, Settings(home=library.home, threshold=0.0)).ask(question, TALK)
    assert len(asked) == 1
    assert answer.standalone_question == by_rules.standalone_question
    assert answer.standalone_question.startswith(f"{question} (")
    assert answer.answered


def test_where_nothing_is_indexed_no_model_is_asked_to_understand(new_home: Callable[[], Path]) -> None:
    with open_library(Settings(home=new_home())) as empty, ScriptedServer([text(ALONE)]) as server:
        with pytest.raises(LibraryError, match="footnote index add"):
            chain_with(empty, server).ask("And which boats were exempt from it?", TALK)
        assert server.requests == []


def test_an_edited_question_is_taken_as_it_is(library: Library) -> None:
    with ScriptedServer([condensing(error(500, "nobody should ask"))]) as server:
        chain = chain_with(library, server)
        answer = chain.ask("And it?", TALK, standalone_question=f" {ALONE}\n")
        assert not any(asks_to_rewrite(request) for request in server.asked)
        with pytest.raises(QuestionError, match="characters"):
            chain.ask("And it?", TALK, standalone_question="a" * 20_001)
    assert (answer.question, answer.standalone_question) == ("And it?", ALONE)
    assert FEES not in [item.quote for item in answer.citations]


def test_a_long_history_is_cut_to_what_the_model_reads(library: Library) -> None:
    history = [
        Turn(f"Question {n} about it?", f"Answer {n}. " + "So it was and so it went on. " * 30) for n in range(40)
    ]
    with ScriptedServer([condensing(text(ALONE))]) as server:
        chain_with(library, server, model_context=2048).ask("And which boats were exempt from it?", history)
        (request,) = (request for request in server.asked if asks_to_rewrite(request))
    assert "Question 39 about it?" in request.prompt
    assert "Question 0 about it?" not in request.prompt
    assert len(request.prompt) < 2048 * 4


def test_without_a_model_an_edited_question_counts_too(library: Library) -> None:
    chain = chain_over(library, Settings(home=library.home, threshold=0.0))
    answer = chain.ask("And they?", TALK, standalone_question="Where were the two cranes bought?")
    assert answer.standalone_question == "Where were the two cranes bought?"
    assert answer.citations[0].quote == "Two cranes were bought from Genoa in 1932."
