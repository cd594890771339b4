"""Conversations on the page, without a browser: answers that stop or fail, questions that are asked again, tabs."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from desk import last

from index.errors import FootnoteError
from rag.chain import Chain
from rag.settings import Settings
from rag.types import Answer, Delta, Turn
from rag.wiring import open_chain
from ui.chat.actions import Actions
from ui.chat.conversation import Conversations


class ScriptedChain:
    """Plays a list: texts as deltas, an error to raise, an answer to end with, a number of seconds to wait."""

    library: Any = None

    def __init__(self, *script: str | Exception | Answer | float) -> None:
        self.script = script
        self.histories: list[Sequence[Turn]] = []
        self.standalone: list[str] = []

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        standalone_question: str = "",
        documents: Sequence[str] = (),
        progress: Callable[[float, str], None],
    ) -> Iterator[Delta | Answer]:
        self.histories.append(list(history))
        self.standalone.append(standalone_question)
        for step in self.script:
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                time.sleep(step)
            else:
                yield Delta(step) if isinstance(step, str) else step


def actions(chain: ScriptedChain, tmp_path: Path) -> Actions:
    return Actions(cast(Chain, chain), Settings(home=tmp_path))


def test_a_long_conversation_is_shown_anew_less_often(tmp_path: Path) -> None:
    pieces = [step for n in range(40) for step in (f"{n} ", 0.02)]
    short = len(list(actions(ScriptedChain(*pieces), tmp_path).ask("Q", "t")))
    desk = actions(ScriptedChain(Answer("Q", "Q", "No.", False, "extractive")), tmp_path)
    for n in range(48):
        last(desk.ask(f"Q{n}", "t"))
    desk._chain = cast(Chain, ScriptedChain(*pieces))
    assert len(list(desk.ask("Q", "t"))) < 0.6 * short


def test_a_failed_answer_keeps_what_arrived_and_says_why(tmp_path: Path) -> None:
    message = last(actions(ScriptedChain("It rained. [1]", FootnoteError("It is locked.")), tmp_path).ask("Q", "t"))
    assert message.startswith("It rained&#46;\n\n<p")
    assert re.search(r'<p class="fn-broken">It is locked\. <a href="#retry-\w+">Try again</a></p>$', message)


def test_what_arrived_of_a_broken_answer_has_no_footnotes_and_says_that_nobody_checked_it(tmp_path: Path) -> None:
    chain = ScriptedChain("It rained [1] a lot [2]. `a[1]`", FootnoteError("It is locked."))
    desk = Actions(cast(Chain, chain), Settings(home=tmp_path, openai_base_url="http://127.0.0.1:9/v1"))
    message = last(desk.ask("Q", "t"))
    unchecked = "It is locked. What arrived has no footnotes, and was not fully checked."
    assert message.startswith("It rained a lot. <code>a")
    assert f'<p class="fn-broken">{unchecked} <a href="#retry-' in message
    assert "fn-wait" not in message
    assert desk.copy("t", "") == f"Q\n\nIt rained a lot. `a[1]`\n\n({unchecked})\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ("The model is slow. Ask again, or raise FOOTNOTE_MODEL_TIMEOUT.", "The model is slow. Ask again."),
        ("It has no key. Set OPENAI_API_KEY. For quotations: FOOTNOTE_ANSWERER=extractive.", "It has no key."),
        ("The folder {home} is full. Run: footnote doctor", "The folder Footnote’s home is full."),
        (
            "The server at http://10.0.0.7:9000/v1 failed (500). Ask again, or look at the server's own messages.",
            "The model’s server failed (500). Ask again.",
        ),
    ],
)
def test_a_reader_is_told_what_a_reader_can_do(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, error: str, told: str
) -> None:
    message = last(actions(ScriptedChain(FootnoteError(error.format(home=tmp_path))), tmp_path).ask("Q", "t"))
    assert f'<p class="fn-broken">{told} Whoever runs Footnote finds in its terminal what to do. <a ' in message
    assert error.format(home=tmp_path) in caplog.text


def test_an_unexpected_error_shows_no_trace(tmp_path: Path) -> None:
    message = last(actions(ScriptedChain(ValueError("secret")), tmp_path).ask("Q", "t"))
    assert "Something went wrong inside Footnote" in message
    assert "secret" not in message


def test_a_stopped_answer_ends_soon_and_keeps_what_arrived(tmp_path: Path) -> None:
    desk = actions(ScriptedChain("It rained.", 30.0, "Never"), tmp_path)
    views = desk.ask("Q", "t")
    assert next(views).messages[-1]["content"] == "It rained&#46;"
    began = time.monotonic()
    desk.stop("t")
    message = last(views)
    assert time.monotonic() - began < 1
    assert message.startswith("It rained&#46;")
    assert "Stopped." in message


def test_a_stop_is_for_every_answer_of_the_conversation(tmp_path: Path) -> None:
    desk = actions(ScriptedChain("It rained.", 30.0, "Never"), tmp_path)
    first = desk.ask("First", "t")
    next(first)
    desk._chain = cast(Chain, ScriptedChain(Answer("Second", "Second", "No.", False, "extractive")))
    last(desk.ask("Second", "t"))
    desk.stop("t")
    list(first)
    assert "Stopped." in desk.loaded("t")[1]["content"]


def test_whoever_leaves_is_not_told_of_a_stop(tmp_path: Path) -> None:
    desk = actions(ScriptedChain("It rained.", 30.0, "Never"), tmp_path)
    views = cast(Any, desk.ask("Q", "t"))
    next(views)
    views.close()
    assert "The connection was lost before the answer was complete." in desk.loaded("t")[-1]["content"]


def test_a_page_that_is_loaded_anew_tells_what_became_of_a_question_without_an_answer(tmp_path: Path) -> None:
    desk = actions(ScriptedChain(30.0, "Never"), tmp_path)
    views = desk.ask("Q", "t")
    asking = threading.Thread(target=lambda: list(views))
    asking.start()
    while not desk._conversations.of("t").exchanges:
        time.sleep(0.02)
    question, reason = desk.loaded("t")
    assert question["content"] == "Q"
    assert "The connection was lost before the answer was complete." in reason["content"]
    assert "Try again" in reason["content"]
    asking.join(2)
    assert not asking.is_alive()
    assert desk.loaded("t") == [question, reason]


def test_whoever_leaves_a_silent_model_is_noticed(tmp_path: Path) -> None:
    desk = actions(ScriptedChain(30.0, "Never"), tmp_path)
    views = cast(Any, desk.ask("Q", "t"))
    began = time.monotonic()
    assert [message["role"] for message in next(views).messages] == ["user"]
    assert time.monotonic() - began < 10
    views.close()
    assert "The connection was lost" in desk.loaded("t")[-1]["content"]


def test_the_whole_conversation_is_copied_with_what_broke_off(tmp_path: Path) -> None:
    chain = ScriptedChain(Answer("First?", "First?", "No.", False, "extractive"))
    desk = actions(chain, tmp_path)
    last(desk.ask("First?", "t"))
    chain.script = ("It rained. [1]", FootnoteError("It is locked."))
    last(desk.ask("Second?", "t"))
    assert desk.copy("t", "") == "First?\n\nNo.\n\n---\n\nSecond?\n\nIt rained.\n\n(It is locked.)\n"


def test_a_duplicated_tab_goes_on_by_itself(tmp_path: Path) -> None:
    desk = actions(ScriptedChain(Answer("Q", "Q", "No.", False, "extractive")), tmp_path)
    last(desk.ask("First", "one"))
    assert [message["content"] for message in desk.loaded("two", "one")][0] == "First"
    last(desk.ask("Second", "two"))
    assert [len(desk.loaded(token)) for token in ("one", "two")] == [2, 4]


def test_asking_again_replaces_a_broken_answer_and_history_holds_finished_ones(tmp_path: Path) -> None:
    answer = Answer("Q", "Q alone", "No.", False, "extractive")
    chain = ScriptedChain(FootnoteError("Busy."))
    desk = actions(chain, tmp_path)
    # Two blanks: the page asks again with what it shows, which has one.
    last(desk.ask("A  Q", "t"))
    chain.script = (answer,)
    last(desk.ask("A Q", "t"))
    last(desk.ask("Next", "t"))
    assert [m["content"] for m in desk.loaded("t") if m["role"] == "user"] == ["A Q", "Next"]
    assert chain.histories == [[], [], [Turn("Q", "No.", "Q alone")]]
    assert chain.standalone == ["", "", ""]
    assert desk.loaded("someone else") == []


def test_a_question_put_in_other_words_goes_to_the_chain_as_it_was_edited(tmp_path: Path) -> None:
    chain = ScriptedChain(Answer("Q", "Q alone", "No.", False, "extractive"))
    desk = actions(chain, tmp_path)
    last(desk.ask("First", "t"))
    last(desk.ask("Q", "t"))
    chain.script = (FootnoteError("Busy."),)
    last(desk.ask("Q", "t", "Q in my words"))
    # The page asks again with what it shows, which is the question as it was edited.
    assert desk.loaded("t")[-2]["content"] == "Q in my words"
    last(desk.ask("Q in my words", "t"))
    assert chain.standalone == ["", "", "Q in my words", "Q in my words"]
    # The answer that was about something else is no part of what was said before.
    assert chain.histories[1:] == [[Turn("Q", "No.", "Q alone")]] * 3


def test_the_least_recently_used_conversation_is_forgotten() -> None:
    conversations = Conversations(limit=2)
    conversations.of("a").begin("A?")
    conversations.of("b").begin("B?")
    conversations.of("a")
    conversations.of("c").begin("C?")
    assert conversations.of("a").exchanges
    assert not conversations.of("b").exchanges


def test_pages_on_which_nothing_is_asked_make_nobody_forgotten() -> None:
    conversations = Conversations(limit=2)
    for token in ("a", "b"):
        conversations.of(token).begin("Q?")
    for n in range(5):
        conversations.of(f"opened {n}")
    assert conversations.of("a").exchanges
    assert conversations.of("b").exchanges


def test_an_empty_library_leads_to_the_documents_tab(empty_home: Path) -> None:
    settings = Settings(home=empty_home)
    with open_chain(settings) as chain:
        message = last(Actions(chain, settings).ask("What is NATO?", "t"))
    assert "There are no documents to ask yet. Add some on the Documents tab, then try again." in message
    assert str(empty_home) not in message
