"""Answers that a model writes, end to end: a real library, a real client, a scripted server, the whole chain."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from harbour import (
    FALSE,
    FEES,
    QUESTION,
    SUPPORTED,
    ask,
    chain_with,
    exact,
    number_of,
    saying,
    sources_in,
    verdicts,
)
from openai_server import CONTEXT, Request, ScriptedServer, error, hang_up, text

from index.errors import SettingsError
from index.library import Library
from index.model.entailment import Doubt
from rag.answerer import Given, Quote, Statement
from rag.chain import REFUSAL
from rag.checking.strict import WITHHELD
from rag.checking.verdicts import Verdicts
from rag.checking.verify import Verifier
from rag.model.llm import ContextLengthError, ModelError
from rag.settings import Settings
from rag.types import Answer, AnswerSentence, Delta, Usage, Verdict
from rag.wiring import chain_over
from ui.render import safe_markdown

OTHER = "What colour are the curtains of the town hall in Reykjavik?"


def test_a_model_writes_and_its_footnotes_are_exact_quotations(library: Library) -> None:
    answer = ask(library, saying(SUPPORTED), price_prompt=1, price_completion=2)
    assert answer.answered
    assert answer.text == "The harbour board raised the fees by 4 percent in 2021 [1]."
    assert [item.quote for item in answer.citations] == [FEES]
    assert exact(library, answer)
    assert verdicts(answer) == [Verdict.SUPPORTED]
    assert (answer.answerer, answer.model) == ("model", "scripted")
    # At a price of 1 and 2 for a million tokens.
    assert answer.usage == Usage(11, 7, 25 / 1_000_000)
    assert answer.notes == ()


def test_without_a_model_the_answer_is_extractive(library: Library) -> None:
    answer = chain_over(library, Settings(home=library.home)).ask(QUESTION)
    assert answer.answered
    assert (answer.answerer, answer.model, answer.usage) == ("extractive", "", None)


def test_quotations_may_be_chosen_where_a_model_is_there(library: Library) -> None:
    with ScriptedServer() as server:
        answer = chain_with(library, server, answerer="extractive").ask(QUESTION)
        assert answer.answerer == "extractive"
        assert server.requests == []


def test_a_model_that_is_wanted_and_cannot_be_reached_is_said_at_once(library: Library) -> None:
    with pytest.raises(SettingsError, match="Set OPENAI_API_KEY or OPENAI_BASE_URL"):
        chain_over(library, Settings(home=library.home, answerer="model"))


def test_the_pieces_join_up_to_the_answer(library: Library) -> None:
    with ScriptedServer([saying(f"{SUPPORTED} {FALSE}\n\n- Fishing boats were exempt [{{fees}}].")]) as server:
        *pieces, answer = chain_with(library, server).stream(QUESTION)
    assert isinstance(answer, Answer)
    assert len(pieces) > 10
    assert "".join(piece.text for piece in pieces if isinstance(piece, Delta)) == answer.text


def test_the_model_is_given_the_passages_best_first(library: Library) -> None:
    with ScriptedServer([saying(SUPPORTED)]) as server:
        answer = chain_with(library, server).ask(QUESTION)
        (request,) = server.asked
    numbers = [number_of(request, passage.text.splitlines()[0]) for passage in answer.passages]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert request.prompt.rstrip().endswith(f"Question: {QUESTION}")


def test_what_does_not_fit_is_left_out_but_never_the_question(library: Library) -> None:
    with ScriptedServer([saying(SUPPORTED)]) as server:
        chain_with(library, server).ask(QUESTION)
        chain_with(library, server, model_context=1024, model_answer=380).ask(QUESTION)
        whole, part = server.asked
    assert sources_in(whole) == library.size()
    assert 1 <= sources_in(part) < sources_in(whole)
    assert FEES in part.prompt
    assert QUESTION in part.prompt


def test_a_model_that_reads_less_than_is_set_gets_half_and_then_a_quarter(library: Library) -> None:
    refusals = [error(400, CONTEXT), error(400, CONTEXT)]
    with ScriptedServer([*refusals, saying(SUPPORTED)]) as server:
        answer = chain_with(library, server).ask(QUESTION)
        sizes = [sources_in(request) for request in server.asked]
    assert answer.answered
    assert sizes == [library.size(), library.size() // 2, max(library.size() // 4, 1)]


def test_a_model_that_cannot_even_read_that_is_an_error(library: Library) -> None:
    with pytest.raises(ContextLengthError, match="Set FOOTNOTE_MODEL_CONTEXT"):
        ask(library, error(400, CONTEXT))


@pytest.mark.parametrize(
    "pieces",
    [
        (REFUSAL,),
        ("```mark", "down\n", REFUSAL, "\n```"),
        ("The docu", "ments do not", " answer this question."),
        ("**the documents do not answer this question**",),
        ("“The documents do not answer this question” [1][2].\n",),
    ],
)
def test_the_agreed_sentence_of_a_model_is_a_refusal_like_the_gate_s(library: Library, pieces: tuple[str, ...]) -> None:
    answer = ask(library, text(*pieces))
    gate = ask(library, question=OTHER, threshold=1.0)
    assert (answer.answered, answer.text, answer.sentences, answer.citations) == (False, REFUSAL, (), ())
    assert (gate.answered, gate.text, gate.sentences, gate.citations) == (False, REFUSAL, (), ())
    assert len(answer.passages) == len(gate.passages) == library.size() == 4
    assert answer.usage == Usage(11, 7)


def test_a_model_s_refusal_reaches_the_reader_in_the_language_of_the_question(library: Library) -> None:
    answer = ask(library, text(REFUSAL), question="Wie hoch ist der Turm, und wer hat ihn gebaut?", threshold=0.0)
    assert (answer.answered, answer.text) == (False, "Die Dokumente beantworten diese Frage nicht.")


def test_an_answer_that_only_begins_like_a_refusal_is_shown_whole(library: Library) -> None:
    answer = ask(library, saying("The documents do not answer this question fully. " + SUPPORTED))
    assert answer.answered
    assert answer.text.startswith("The documents do not answer this question fully. The harbour board")


def test_where_the_gate_refuses_no_model_is_asked(library: Library) -> None:
    with ScriptedServer([saying(SUPPORTED)]) as server:
        refused = chain_with(library, server, threshold=1.0).ask(OTHER)
        assert server.requests == []
        chain_with(library, server, threshold=1.0, ask_anyway=True).ask(OTHER)
        assert len(server.asked) == 1
    assert not refused.answered
    assert (refused.model, refused.usage) == ("", None)


def test_each_sentence_has_its_verdict_and_the_reason(library: Library) -> None:
    answer = ask(library, saying(f"{SUPPORTED} {FALSE} The town hall has a green roof."))
    assert verdicts(answer) == [Verdict.SUPPORTED, Verdict.UNSUPPORTED, Verdict.UNCITED]
    assert answer.sentences[1].reason == "4 percent in the source, 40 percent in the answer"


def test_a_right_claim_with_the_wrong_footnote_is_offered_the_better_one(library: Library) -> None:
    answer = ask(library, saying("Two cranes were bought from Genoa in 1932 [{opening}]."))
    (sentence,) = answer.sentences
    assert sentence.verdict is Verdict.UNSUPPORTED
    assert sentence.reason.startswith("wrong footnote")
    assert sentence.suggested == (len(sentence.citations) + 1,)
    assert [item.number for item in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert answer.citations[-1].quote == "Two cranes were bought from Genoa in 1932."
    assert f"[{sentence.suggested[0]}]" not in answer.text
    assert exact(library, answer)


def test_a_quotation_that_stands_nowhere_is_marked(library: Library) -> None:
    answer = ask(library, saying("The mayor said the port “shall never raise its fees again” [{fees}]."))
    (sentence,) = answer.sentences
    assert sentence.verdict is Verdict.UNSUPPORTED
    assert sentence.reason == "the quotation “shall never raise its fees again” stands nowhere in the evidence"


def opinions(first: Any, opinion: Any) -> Callable[[Request], Any]:
    """A server that writes `first`, and gives `opinion` where it is asked for one."""

    def reply(request: Request) -> Any:
        if "You check whether quotations support a sentence" in request.prompt:
            return opinion
        return first(request)

    return reply


def test_a_second_opinion_lowers_a_verdict_and_never_raises_one(library: Library) -> None:
    written = saying(f"{SUPPORTED} {FALSE}")
    lowered = ask(library, opinions(written, text("unsupported")), second_opinion=True)
    assert verdicts(lowered) == [Verdict.UNSUPPORTED, Verdict.UNSUPPORTED]
    assert lowered.sentences[0].reason == "asked again, the model does not find this in the quotation"
    praised = ask(library, opinions(written, text("supported")), second_opinion=True)
    assert verdicts(praised) == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]
    # The answer, and one opinion: what is unsupported already is not asked about.
    assert praised.usage == Usage(22, 14)


@pytest.mark.parametrize("failure", [error(500, "overloaded"), text("I would say so, more or less."), hang_up()])
def test_a_second_opinion_that_fails_changes_nothing(library: Library, failure: Any) -> None:
    answer = ask(library, opinions(saying(f"{SUPPORTED} {FALSE}"), failure), second_opinion=True)
    assert verdicts(answer) == [Verdict.SUPPORTED, Verdict.UNSUPPORTED]


@pytest.mark.parametrize("second", [False, True])
def test_strict_shows_no_piece_of_a_sentence_that_nothing_supports(library: Library, second: bool) -> None:
    reply = opinions(saying(f"{FALSE} {SUPPORTED} Pigs fly over Lindau at noon."), text("supported"))
    with ScriptedServer([reply]) as server:
        *pieces, answer = chain_with(library, server, strict=True, second_opinion=second).stream(QUESTION)
    assert isinstance(answer, Answer)
    shown = "".join(piece.text for piece in pieces if isinstance(piece, Delta))
    assert shown == answer.text == "The harbour board raised the fees by 4 percent in 2021 [1]."
    assert [item.number for item in answer.citations] == [1]
    assert verdicts(answer) == [Verdict.SUPPORTED]
    assert answer.notes == ("2 sentences are withheld, because no footnote of their own supports them.",)


def test_strict_tells_what_only_lacks_its_footnote_from_what_nothing_supports(library: Library) -> None:
    bare = "The harbour board raised the fees by 4 percent in 2021."
    answer = ask(library, saying(f"{bare} {SUPPORTED}"), strict=True)
    note = "1 sentence is withheld, because no footnote of its own supports it; another quotation would."
    assert answer.notes == (note,)


def test_strict_with_nothing_left_is_no_answer(library: Library) -> None:
    with ScriptedServer([saying(FALSE)]) as server:
        chain = chain_with(library, server)
        answer = chain.ask(QUESTION, strict=True)
        assert (answer.answered, answer.text, answer.citations) == (False, WITHHELD, ())
        assert chain.ask(QUESTION).answered


def test_a_block_of_code_at_the_end_is_no_sentence_that_strict_withholds(library: Library) -> None:
    said = saying(f"{SUPPORTED}\n\n```\ncrane = 1\n```\n")
    shown, strict = ask(library, said), ask(library, said, strict=True)
    assert "crane = 1" in shown.text
    assert "crane = 1" not in strict.text
    assert (len(shown.sentences), len(strict.sentences), strict.notes) == (1, 1, ())


def test_strict_leaves_a_refusal_as_it_is(library: Library) -> None:
    answer = ask(library, text(REFUSAL), strict=True)
    assert (answer.answered, answer.text, answer.notes) == (False, REFUSAL, ())


def test_strict_leaves_a_refusal_in_other_words_as_it_is(library: Library) -> None:
    said = "I'm sorry, but the provided sources do not contain information about that."
    answer = ask(library, text(said), strict=True)
    assert (answer.text, answer.notes) == (said, ())


@pytest.mark.parametrize(
    "said",
    [
        "I'm sorry, but the sources do not mention this.",
        "The sources do not say who approved it.",
        "The sources do not say “the ferry will be free of charge”.",
        "I cannot say.",
    ],
)
def test_a_refusal_in_other_words_is_no_answer(library: Library, said: str) -> None:
    answer = ask(library, text(said))
    assert (answer.answered, answer.text, answer.sentences, answer.citations) == (False, said, (), ())


def test_a_refusal_that_cites_keeps_its_footnotes(library: Library) -> None:
    answer = ask(library, text("The sources do not say who approved the fees [1]."))
    assert (answer.answered, answer.sentences) == (False, ())
    assert [citation.number for citation in answer.citations] == [1]


def test_a_refusal_in_another_language_than_it_was_agreed_in_is_one(library: Library) -> None:
    answer = ask(library, text("Die Dokumente beantworten", " diese Frage nicht."))
    assert (answer.answered, answer.text) == (False, REFUSAL)


def test_what_a_model_declines_is_no_answer(library: Library) -> None:
    answer = ask(library, text(refusal="I can't help with the harbour board."))
    assert (answer.answered, answer.sentences) == (False, ())
    assert answer.notes == ("The model declined to answer.",)


def test_why_an_answer_ended_is_told(library: Library) -> None:
    assert ask(library, text("The harbour board raised the fees", finish="length")).finish_reason == "length"
    assert ask(library, text(f"{SUPPORTED}")).finish_reason == "stop"


@pytest.mark.parametrize("finish", ["error", "abort", "insufficient_system_resource"])
def test_an_answer_that_breaks_off_for_another_reason_says_so(library: Library, finish: str) -> None:
    answer = ask(library, text(f"{SUPPORTED} The harbour", finish=finish))
    assert answer.notes == ("The model broke off; the answer may be incomplete.",)


@pytest.mark.parametrize("finish", ["SAFETY", "recitation", "content_filtered"])
def test_an_answer_that_a_filter_cuts_off_says_so_in_whatever_words(library: Library, finish: str) -> None:
    answer = ask(library, text(f"{SUPPORTED} The harbour", finish=finish))
    assert answer.notes == ("A filter at the server cut the answer off; it may be incomplete.",)
    assert answer.finish_reason == "content_filter"


@pytest.mark.parametrize("finish", ["stop", "STOP", "eos", "end_turn", "stop_sequence", "COMPLETE", "null", ""])
def test_an_answer_that_ends_as_it_should_has_no_remark(library: Library, finish: str) -> None:
    assert ask(library, text(SUPPORTED, finish=finish)).notes == ()


def test_a_lead_in_that_asserts_something_is_a_sentence(library: Library) -> None:
    answer = ask(library, saying(f"The harbour was founded in 1850 by Napoleon:\n- {SUPPORTED}"))
    assert verdicts(answer) == [Verdict.UNCITED, Verdict.SUPPORTED]


def test_strict_withholds_a_bold_line_that_claims_something(library: Library) -> None:
    answer = ask(library, saying(f"**The mayor has resigned.**\n\n{SUPPORTED}"), strict=True)
    assert answer.text == "The harbour board raised the fees by 4 percent in 2021 [1]."
    assert answer.notes == ("1 sentence is withheld, because no footnote of its own supports it.",)


TRUE = "The harbour board raised the fees by 4 percent in 2021 [1]."


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"## Fees\n\n- {FALSE}\n- {SUPPORTED}", f"## Fees\n\n- {TRUE}"),
        (f"## Boats\n\n- {FALSE}\n\n## Fees\n\n- {SUPPORTED}", f"## Fees\n\n- {TRUE}"),
        (f"**Fees:**\n\n- {FALSE}\n- {SUPPORTED}", f"**Fees:**\n\n- {TRUE}"),
        (f"| What |\n|---|\n| {FALSE} |\n| {SUPPORTED} |", f"| What |\n|---|\n| {TRUE} |"),
        (f"- {FALSE} {SUPPORTED}\n- {SUPPORTED}", f"- {TRUE}\n- {TRUE}"),
    ],
)
def test_strict_keeps_what_stands_above_all_where_the_first_of_it_is_withheld(
    library: Library, written: str, left: str
) -> None:
    assert ask(library, saying(written), strict=True).text == left


LEAD_IN = "The harbour was founded in 1850 by Napoleon:"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"{LEAD_IN}\n\n- {SUPPORTED}", f"[…]\n\n- {TRUE}"),
        (f"The fees doubled in 2021 for two reasons [{{fees}}]:\n- {FALSE}\n- {SUPPORTED}", f"[…]\n\n- {TRUE}"),
        (f"{SUPPORTED} {LEAD_IN}\n1. {SUPPORTED}", f"{TRUE}\n\n[…]\n\n1. {TRUE}"),
        (f"## Fees\n\n{LEAD_IN}\n\n- {SUPPORTED}", f"## Fees\n\n- {TRUE}"),
        (f"{LEAD_IN}\n\n- {FALSE}\n\n{SUPPORTED}", TRUE),
        (f"{LEAD_IN}\n\n- {FALSE}\n\nThe fees:\n\n- {SUPPORTED}", f"The fees:\n\n- {TRUE}"),
    ],
)
def test_strict_says_where_a_list_has_lost_its_lead_in(library: Library, written: str, left: str) -> None:
    assert ask(library, saying(written), strict=True).text == left


def test_strict_counts_footnotes_from_one_over_what_is_shown(library: Library) -> None:
    cranes = "Two cranes were bought from Genoa in 1932 [{cranes}]."
    written = f"The harbour opened in 1911 [{{opening}}]. {cranes} {SUPPORTED} Here `[1]` is code, and {cranes[:-1]}."
    with ScriptedServer([saying(written)]) as server:
        *pieces, answer = chain_with(library, server, strict=True).stream(QUESTION)
    assert isinstance(answer, Answer)
    assert answer.text == "".join(piece.text for piece in pieces if isinstance(piece, Delta))
    assert re.findall(r"\S+ \[\d+\]", answer.text)[:2] == ["1932 [1]", "2021 [2]"]
    assert [(item.number, item.quote) for item in answer.citations][:2] == [
        (1, "Two cranes were bought from Genoa in 1932."),
        (2, FEES),
    ]
    assert [sentence.citations for sentence in answer.sentences][:2] == [(1,), (2,)]
    assert all(sentence.text in answer.text for sentence in answer.sentences)
    assert exact(library, answer)


def test_strict_shows_three_ticks_within_a_line_and_no_block_of_code(library: Library) -> None:
    ticked = "The harbour board raised the ```fees``` by 4 percent in 2021 [{fees}]."
    answer = ask(library, saying(ticked), strict=True)
    assert (answer.text, verdicts(answer)) == (ticked.format(fees=1), [Verdict.SUPPORTED])
    assert "print" not in ask(library, saying(f"```\nprint(1)\n```\n\n{SUPPORTED}"), strict=True).text


@pytest.mark.parametrize("listed", ["[1] The Harbour of Lindau | Fees", "Sources:\n- The Harbour of Lindau, p. 1\n"])
def test_a_list_of_sources_below_an_answer_is_no_part_of_it(library: Library, listed: str) -> None:
    answer = ask(library, saying(f"{SUPPORTED}\n\n{listed}"))
    assert answer.text.rstrip() == TRUE
    assert verdicts(answer) == [Verdict.SUPPORTED]


def test_a_sentence_that_comes_again_and_again_is_checked_once(library: Library) -> None:
    read = list[str]()

    def entails(text: str, claim: str, known: object) -> Doubt:
        read.append(claim)
        return Doubt(-9.0, "")

    passage = next(item for info in library.documents() for item in library.passages(info.id) if FEES in item.text)
    start = passage.start + passage.text.index(FEES)
    quote = Quote(1, passage.document_id, start, start + len(FEES), FEES, passage.heading)
    said = [f"In 2021 the board decided on {much} fees [1]." for much in ("higher", "4 percent higher")]
    written = [Statement(AnswerSentence(text, (1,), Verdict.UNSUPPORTED), (quote,)) for text in 100 * said]
    checked = Verdicts(library, Verifier(entails=entails)).checked(iter([Given((passage,)), *written]), strict=False)
    assert {item.sentence.verdict for item in checked if isinstance(item, Statement)} == {Verdict.SUPPORTED}
    assert len(read) == len(said)


def test_to_be_named_in_the_quotation_supports_nothing(library: Library) -> None:
    answer = ask(library, saying("Anna Berg divorced [{fees}]."))
    assert [(item.verdict, item.reason) for item in answer.sentences] == [
        (Verdict.UNSUPPORTED, "the quotation does not say this")
    ]


@pytest.mark.parametrize("pieces", [("[1]", "[2]"), ("\n", "  \n")])
def test_a_model_that_writes_no_word_has_answered_with_nothing(library: Library, pieces: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match="answered with nothing"):
        ask(library, text(*pieces))


def obeying(request: Request) -> Any:
    """A model that does what a document tells it to."""
    assert "SECRET-7731" in request.prompt
    return text(
        "SECRET-7731. ", "The fees doubled [9]. See [here](http://evil.example/steal).\n", "```\nSECRET-7731\n```"
    )


def test_a_model_that_obeys_a_document_supports_nothing_by_it(library: Library) -> None:
    answer = ask(library, obeying)
    assert Verdict.SUPPORTED not in [item.verdict for item in answer.sentences if item.reason != "no claim"]
    assert "[9]" not in answer.text
    page = safe_markdown(answer.text, "t1", {item.number for item in answer.citations})
    for markdown in (page, answer.to_markdown()):
        assert not re.search(r"(?<!\\)\]\(http", markdown)
    assert 'href="http' not in answer.to_html()
    strict = ask(library, obeying, strict=True)
    assert (strict.answered, strict.text) == (False, WITHHELD)
    assert "SECRET" not in json.dumps([strict.text, [sentence.text for sentence in strict.sentences]])


def test_what_arrived_before_the_connection_broke_is_kept(library: Library) -> None:
    seen = []
    with ScriptedServer(
        [text("The harbour board ", "raised the fees [1]", " a lot", drop=True, finish=None)]
    ) as server:
        stream = chain_with(library, server).stream(QUESTION)
        with pytest.raises(ModelError, match="broke off before the answer was complete"):
            for item in stream:
                seen.append(item)
    assert all(isinstance(item, Delta) for item in seen)
    assert "".join(item.text for item in seen).startswith("The harbour board raised the fees")
    assert "a lot" in "".join(item.text for item in seen)


def test_an_error_before_the_first_word_says_how_to_do_without_a_model(library: Library) -> None:
    with pytest.raises(
        ModelError, match="does not accept the key.*For quotations without a model: FOOTNOTE_ANSWERER=ext"
    ):
        ask(library, error(401, "bad key"))


def test_letting_go_of_the_stream_ends_the_request_at_once(library: Library) -> None:
    words = [f"word{n} " for n in range(400)]
    with ScriptedServer([text(*words, pause=0.02)]) as server:
        stream: Any = chain_with(library, server).stream(QUESTION)
        assert next(stream).text
        began = time.monotonic()
        stream.close()
        assert server.gone.wait(3)
        assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("finish", "note"),
    [
        ("length", "The model stopped at its limit of 700 tokens; the answer may be incomplete."),
        ("content_filter", "A filter at the server cut the answer off; it may be incomplete."),
    ],
)
def test_an_answer_that_was_cut_off_says_so(library: Library, finish: str, note: str) -> None:
    answer = ask(library, saying(SUPPORTED, finish=finish), model_answer=700)
    assert answer.notes == (note,)
