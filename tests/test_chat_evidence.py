"""What the page shows of a model's answer and its evidence, without a browser: verdicts, quotations, what fails."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from desk import FOLLOW_UP, QUESTION, STANDALONE, checked_answer, follow_up, last, marker, model_desk
from openai_server import Reply, error, hang_up, text
from openai_server import Request as Asked

from index.types import Document
from rag.types import Answer, EvidencePassage
from ui.chat import panel
from ui.chat.actions import UNQUOTED, Actions, View
from ui.chat.documents import REMOVED

BROKEN: list[tuple[Reply, dict[str, Any], str, str]] = [
    (
        text("The pier was opened ", "in ", finish=None, usage=None, drop=True),
        {},
        "The pier was opened in",
        "broke off before the answer",
    ),
    (error(401, "Incorrect API key"), {}, "", "does not accept the key. Whoever runs Footnote"),
    (text("Never", wait=30), {"model_timeout": 0.3}, "", "did not answer in time. Ask again"),
    (hang_up(), {}, "", "broke off before the answer"),
]


@pytest.mark.parametrize(("reply", "settings", "arrived", "reason"), BROKEN, ids=["drop", "401", "timeout", "hang up"])
def test_a_models_failure_loses_nothing(
    empty_home: Path, reply: Reply, settings: dict[str, Any], arrived: str, reason: str
) -> None:
    with model_desk(empty_home, [reply, checked_answer], **settings) as desk:
        page = Actions(desk.chain, desk.settings)
        message = last(page.ask(QUESTION, "t"))
        assert message.startswith(arrived)
        assert re.search(
            rf'<p class="fn-broken">[^<]*{re.escape(reason)}[^<]*<a href="#retry-\w+">Try again</a>', message
        )
        assert "fn-verdict" in last(page.ask(QUESTION, "t"))
        assert [m["role"] for m in page.loaded("t")] == ["user", "assistant"]


def test_a_stop_ends_the_models_request(empty_home: Path) -> None:
    slow = text(*["word "] * 400, pause=0.05)
    with model_desk(empty_home, [slow]) as desk:
        page = Actions(desk.chain, desk.settings)
        views = page.ask(QUESTION, "t")
        while not (shown := next(views)).messages[1:] or "word" not in shown.messages[1]["content"]:
            pass
        page.stop("t")
        message = last(views)
        assert message.startswith("word")
        assert "Stopped. What arrived has no footnotes, and was not fully checked. <a href" in message
        assert desk.server.gone.wait(3)


@pytest.mark.parametrize("wanted", [QUESTION, "Summarise everything"])
def test_a_stop_before_the_first_word_ends_the_models_request(empty_home: Path, wanted: str) -> None:
    with model_desk(empty_home, [text("Never", wait=30)] * 9) as desk:
        page = Actions(desk.chain, desk.settings)
        shown = list[View]()
        asking = threading.Thread(target=lambda: shown.extend(page.ask(wanted, "t")))
        asking.start()
        while not desk.server.asked:
            time.sleep(0.02)
        page.stop("t")
        assert desk.server.gone.wait(3)
        asking.join(3)
        assert "Stopped. <a href" in str(shown[-1].messages[-1]["content"])
        asked = len(desk.server.asked)
        time.sleep(0.3)
        assert len(desk.server.asked) == asked


def test_long_work_tells_how_far_it_has_come(empty_home: Path) -> None:
    def reply(request: Any) -> Reply:
        return text("NONE") if "You take notes" in request.prompt else text("The pier was opened.")

    with model_desk(empty_home, [reply], model_context=1024, model_answer=64) as desk:
        long = empty_home / "long.txt"
        long.write_text(
            "\n\n".join(f"The pier of Marlow Bay was painted in {year}, at some cost." for year in range(1500, 1900))
        )
        desk.chain.library.add([long])
        views = list(Actions(desk.chain, desk.settings).ask("Summarise everything", "t"))
    told = [str(view.messages[-1]["content"]) for view in views if "fn-progress" in str(view.messages[-1]["content"])]
    assert re.fullmatch(r'<p class="fn-progress">(Reading|Read part \d+ of) \d+( parts)? …</p>', told[0])


def test_verdicts_and_footnote_numbers_stay_through_a_conversation_and_a_reload(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer, follow_up]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, first = page.ask(QUESTION, "t")
        before = first.messages[1]["content"]
        *_, second = page.ask(FOLLOW_UP, "t")
        assert second.messages[1]["content"] == page.loaded("t")[1]["content"] == before
        assert f"Understood as: <span>{STANDALONE}</span>" in second.messages[3]["content"]
        turn = re.search(r"#claim-(\w+)-2", str(before))
        assert turn is not None
        assert "not supported" in str(before)
        claim = page.cite("t", turn[1], 0, 2)
    assert claim["number"] == 2
    assert claim["claims"][0]["text"] == "The storm destroyed 78 % of the decking."
    assert claim["claims"][0]["reason"] == "87 % in the source, 78 % in the answer"
    assert claim["claims"][0]["quotes"][0]["quote"] == "In January 1953 a storm destroyed 87 % of the decking."


def test_what_was_open_is_found_again_else_the_last_answers_first_evidence(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        assert page.reopened("t", "") is None
        *_, view = page.ask(QUESTION, "t")
        assert view.pane is not None
        turn = view.pane["turn"]
        again = page.reopened("t", f"{turn}-2-2")
        first = page.reopened("t", "../etc-1-1")
        none = page.reopened("t", f"{turn}-0-4")
    assert again is not None
    assert (again["number"], again["claim"], again["focus"]) == (2, 2, False)
    assert first is not None
    assert first["number"] == 1
    assert none is not None
    assert (none["kind"], none["focus"]) == ("claim", False)


def test_further_text_has_the_part_of_the_quotation_that_stands_in_it(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask(QUESTION, "t")
        assert view.pane is not None
        quote = view.pane["document"]["quote"]
        inside = page.cite("t", view.pane["turn"], 1, start=quote[0] + 4)
        after = page.cite("t", view.pane["turn"], 1, start=quote[1])
    assert inside["document"]["quote"] == [0, quote[1] - quote[0] - 4]
    assert after["document"]["quote"] is None
    assert after["number"] == 1
    assert len(after["notes"]) == len(view.pane["notes"])


def test_answers_that_are_gone_are_spoken_of(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        assert "The earlier answers are gone" in page.welcome(forgotten=True)
        assert "gone" not in page.welcome()


def test_an_answer_whose_document_is_removed_meanwhile_says_so(empty_home: Path) -> None:
    def reply(request: Asked) -> Reply:
        desk.chain.library.remove(pier.id)
        return checked_answer(request)

    (empty_home / "other.md").write_text("The lighthouse of Marlow Bay is white.")
    with model_desk(empty_home, [reply]) as desk:
        desk.chain.library.add([empty_home / "other.md"])
        pier = next(info for info in desk.chain.library.documents() if info.source.endswith("pier.md"))
        message = last(Actions(desk.chain, desk.settings).ask(QUESTION, "t"))
    assert "A document that this answer draws on was removed or changed meanwhile." in message


def test_where_a_document_was_replaced_the_pane_has_what_was_quoted(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask(QUESTION, "t")
        assert view.pane is not None
        (pier,) = desk.chain.library.documents()
        Path(pier.source).write_text("# The pier\n\nThe pier is closed.")
        desk.chain.library.add([Path(pier.source)])
        (newer,) = desk.chain.library.documents()
        shown = page.cite("t", view.pane["turn"], 2)
        desk.chain.library.remove(newer.id)
        gone = page.cite("t", view.pane["turn"], 2)
    assert shown["kept"]["quote"] == "In January 1953 a storm destroyed 87 % of the decking."
    assert (shown["kept"]["newer"], shown["kept"]["reason"]) == (newer.id, panel.CHANGED)
    assert "document" not in shown
    assert gone["reason"] == REMOVED


def test_a_refusal_that_cites_has_footnotes_beside_its_nearest_passages(empty_home: Path) -> None:
    """Each number leads to one place: those of the nearest passages go on from those of the footnotes."""
    (empty_home / "well.md").write_text("# The well\n\nThe well of Marlow Bay is deep.")
    said = "The documents do not say what the pier of Marlow Bay is made of [{}]."

    def reply(request: Asked) -> Reply:
        return text(said.format(marker(request, "87 %").strip("[]")))

    with model_desk(empty_home, [reply]) as desk:
        desk.chain.library.add([empty_home / "well.md"])
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask("What is the pier of Marlow Bay made of?", "t")
        message = view.messages[-1]["content"]
        turn = re.search(r"#near-(\w+)-2", str(message))
        assert turn
        cited, near = (page.cite("t", turn[1], number) for number in (1, 2))
    assert (cited["kind"], near["kind"]) == ("footnote", "nearest")
    assert [note["number"] for note in cited["notes"]] == [1]
    assert cited["document"]["quote"]
    assert near["document"]["quote"] is None
    assert [note["number"] for note in near["notes"]] == list(range(2, 2 + len(near["notes"])))


def test_rows_of_tables_are_told_as_their_cells_without_the_head_that_all_have() -> None:
    table = "| Line | Fare |\n|---|---|\n| Bregenz | 7 euros |"
    row = EvidencePassage("p", "d", "Fares", "f.md", None, "", 0, len(table), table, 1)
    answer = Answer("Q", "Q", "No.", False, "extractive", passages=(row,))
    document = Document("d", "Fares", "f.md", table, "0")
    (note,) = panel.nearest(answer, "t", 1, document, focus=False)["notes"]
    assert note["quote"] == "Bregenz · 7 euros"


def test_a_part_of_a_document_that_begins_within_code_has_it_as_code() -> None:
    start = "Run `it`.\n\n```sh\n"
    text = start + "kettle --stop\n" * 3_000 + "```\nThen `rest`."
    manual = Document("d", "Manual", "manual.md", text, "0")
    first, second = (panel.reading(manual, at)["document"] for at in (0, 30_000))
    assert first["code"] == [[4, 5, 7, 8], [11, len(start), panel.WINDOW, panel.WINDOW]]
    fence, rest = text.rindex("```") - 30_000, text.rindex("`rest") - 30_000
    assert second["code"] == [[0, 0, fence, fence + 4], [rest, rest + 1, rest + 5, rest + 6]]
    # In other files a tick may be an apostrophe.
    assert panel.reading(Document("d", "Manual", "manual.txt", text, "0"), 0)["document"]["code"] == []


def test_an_answer_that_quotes_nothing_says_so(empty_home: Path) -> None:
    with model_desk(empty_home, [text("It is the finest pier in England.")]) as desk:
        views = list(Actions(desk.chain, desk.settings).ask(QUESTION, "t"))
    assert "<span>no quotations</span>" in last(iter(views))
    assert next(view.pane for view in views if view.pane)["reason"] == UNQUOTED


def test_the_pane_names_files_and_no_folders(empty_home: Path) -> None:
    with model_desk(empty_home, [checked_answer]) as desk:
        page = Actions(desk.chain, desk.settings)
        *_, view = page.ask(QUESTION, "t")
    assert view.pane is not None
    assert view.pane["notes"][0]["citation"]["source"] == "pier.md"
    assert str(empty_home) not in json.dumps([view.pane, view.messages])
