"""What is asked about everything, and answered by a model: at once where it fits, else from notes."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from harbour import (
    FEES,
    SUPPORTED,
    ask,
    chain_with,
    exact,
    number_of,
    saying,
    sources_in,
    verdicts,
)
from openai_server import CONTEXT, Request, ScriptedServer, error, text

from index.library import Library
from rag.chain import REFUSAL
from rag.model.llm import ModelError
from rag.types import Usage, Verdict

SUMMARY = "Summarise all documents"


def test_what_fits_at_once_is_summed_up_in_one_call(library: Library) -> None:
    with ScriptedServer([saying(f"{SUPPORTED} Two cranes were bought from Genoa in 1932 [{{cranes}}].")]) as server:
        answer = chain_with(library, server).ask(SUMMARY)
        (request,) = server.asked
    assert sources_in(request) == library.size()
    assert [item.quote for item in answer.citations] == [FEES, "Two cranes were bought from Genoa in 1932."]
    assert exact(library, answer)
    assert verdicts(answer) == [Verdict.SUPPORTED, Verdict.SUPPORTED]
    assert [FEES in passage.text for passage in answer.passages][:1] == [True]


def mapping(request: Request) -> Any:
    """Takes notes where a part speaks of fees or cranes, and puts them together."""
    if "from notes that were taken" in request.prompt:
        lines = [line.removeprefix("> ") for line in request.prompt.splitlines() if line.startswith("> ")]
        return text(" ".join(lines))
    found = []
    for words in (FEES, "Two cranes were bought from Genoa in 1932."):
        if words in request.prompt:
            found.append(f"{words[:-1]} [{number_of(request, words)}].")
    return text("\n".join(["Here are my notes:", *found]) if found else "NONE")


def test_what_does_not_fit_is_read_in_parts_and_footnotes_find_back(library: Library) -> None:
    told: list[tuple[float, str]] = []
    with ScriptedServer([mapping]) as server:
        chain = chain_with(library, server, model_context=1024, model_answer=490)
        answer = chain.ask(SUMMARY, progress=lambda fraction, what: told.append((fraction, what)))
        calls = server.asked
    parts = len(calls) - 1
    assert parts >= 2
    assert sum(sources_in(request) for request in calls[:-1]) == library.size()
    assert {item.quote for item in answer.citations} == {FEES, "Two cranes were bought from Genoa in 1932."}
    assert exact(library, answer)
    assert verdicts(answer) == [Verdict.SUPPORTED, Verdict.SUPPORTED]
    assert answer.usage == Usage(11 * len(calls), 7 * len(calls))
    assert told[-1] == (1.0, f"Read part {parts} of {parts}")
    assert [fraction for fraction, _ in told] == sorted(fraction for fraction, _ in told)


def wordy(request: Request) -> Any:
    """Takes notes that are too long to be put together at once."""
    numbers = re.findall(r"\[(\d+)\]", request.prompt.split("=====SOURCES-", 2)[2])
    if "from notes that were taken" in request.prompt:
        return text("".join(f"Fees rose by 4 percent in 2021 [{number}].\n" for number in dict.fromkeys(numbers)))
    return text("".join(f"The harbour board {'most certainly ' * 60} raised fees [{number}].\n" for number in numbers))


def test_notes_that_are_too_long_are_put_together_in_steps(library: Library) -> None:
    with ScriptedServer([wordy]) as server:
        answer = chain_with(library, server, model_context=1024, model_answer=490).ask(SUMMARY)
        merging = [request for request in server.asked if "from notes that were taken" in request.prompt]
    assert len(merging) >= 3
    assert all("most certainly" not in request.prompt for request in merging[-1:])
    assert FEES in [item.quote for item in answer.citations]


def test_notes_that_find_nothing_are_a_refusal(library: Library) -> None:
    with ScriptedServer([text("NONE")]) as server:
        answer = chain_with(library, server, model_context=1024, model_answer=490).ask(SUMMARY)
    assert (answer.answered, answer.text, answer.confidence) == (False, REFUSAL, 0.0)


def test_a_part_that_is_too_long_after_all_is_read_in_halves(library: Library) -> None:
    def reply(request: Request) -> Any:
        too_long = "take notes" in request.prompt and sources_in(request) > 1
        return error(400, CONTEXT) if too_long else mapping(request)

    answer = ask(library, reply, question=SUMMARY, model_context=1024, model_answer=490)
    assert {item.quote for item in answer.citations} == {FEES, "Two cranes were bought from Genoa in 1932."}


def test_what_fits_by_the_settings_and_is_too_long_after_all_is_read_in_parts(library: Library) -> None:
    def reply(request: Request) -> Any:
        return error(400, CONTEXT) if sources_in(request) > 4 else mapping(request)

    answer = ask(library, reply, question=SUMMARY)
    assert {item.quote for item in answer.citations} == {FEES, "Two cranes were bought from Genoa in 1932."}


def test_a_part_without_a_reply_costs_no_other_part(library: Library) -> None:
    def reply(request: Request) -> Any:
        return text("") if "take notes" in request.prompt and FEES in request.prompt else mapping(request)

    answer = ask(library, reply, question=SUMMARY, model_context=1024, model_answer=490)
    assert {item.quote for item in answer.citations} == {"Two cranes were bought from Genoa in 1932."}
    assert any(note.startswith("The model noted nothing on 1 of ") for note in answer.notes)
    with pytest.raises(ModelError, match="answered with nothing"):
        ask(library, text(""), question=SUMMARY, model_context=1024, model_answer=490)


def test_letting_go_ends_the_notes_that_are_under_way(library: Library) -> None:
    def reply(request: Request) -> Any:
        return mapping(request) if FEES in request.prompt else text("slow", wait=30)

    with ScriptedServer([reply]) as server:
        stream: Any = chain_with(library, server, model_context=1024, model_answer=490).stream(SUMMARY)
        began = time.monotonic()
        while not server.asked:
            next(stream)
        stream.close()
        assert server.gone.wait(5)
        assert time.monotonic() - began < 10


def test_counting_is_left_to_the_code(library: Library) -> None:
    with ScriptedServer() as server:
        answer = chain_with(library, server).ask("How many times is Lindau mentioned?")
        assert server.requests == []
    assert answer.answerer == "extractive"
    assert answer.text.startswith("“Lindau” stands")
