"""Answers as Markdown, HTML and JSON: complete, and dead: nothing of a document or a model does anything in them."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup

from rag.export import doubt, tally
from rag.outcome import total
from rag.types import Answer, AnswerSentence, Citation, Usage, Verdict
from ui.api.types import annotate

QUOTE = "Fees rose by 4 percent [2] <b>in 2021</b>."
EVIL = "See [this](http://evil.example) ![x](http://evil.example/p.png) <script>alert(1)</script> www.evil.example @you"


def cited(number: int, quote: str = QUOTE, title: str = "Harbour", source: str = "/docs/harbour.md") -> Citation:
    return Citation(number, "d1", title, source, 3, 10, 10 + len(quote), quote, "Fees")


def written(text: str = "- Fees rose by **4 percent** [1].\n- They fell [1].", **changes: object) -> Answer:
    sentences = (
        AnswerSentence("Fees rose by **4 percent** [1].", (1,), Verdict.SUPPORTED, "the quotation says this"),
        AnswerSentence("They fell [1].", (1,), Verdict.UNSUPPORTED, "“fell” is not in the quotation", (2,)),
    )
    fields = {
        "question": "What of the fees?", "standalone_question": "What of the fees?", "answered": True,
        "answerer": "model", "sentences": sentences, "citations": (cited(1), cited(2, "They stayed.")),
        "model": "gpt-small", "usage": Usage(1200, 80, 0.0005), "notes": ("The model stopped at its limit.",),
    }  # fmt: skip
    return Answer(text=text, **{**fields, **changes})  # type: ignore[arg-type]


def test_markdown_has_verdicts_notes_and_footnotes() -> None:
    assert written().to_markdown() == (
        "**What of the fees?**\n"
        "\n"
        "- Fees rose by **4 percent** [^1].\n"
        "- They fell [^1].\n"
        "\n"
        "2 sentences: 1 supported, 1 unsupported\n"
        "\n"
        "- They fell \\[1\\].: unsupported (“fell” is not in the quotation); see \\[2\\]\n"
        "\n"
        "*The model stopped at its limit.*\n"
        "\n"
        "*Answered by: gpt-small; 1,200 tokens read, 80 written; cost 0.0005*\n"
        "\n"
        "[^1]: “Fees rose by 4 percent \\[2\\] \\<b\\>in 2021\\</b\\>.” "
        "(Harbour, p. 3, Fees; characters 10-52 of /docs/harbour.md)\n"
        "\n"
        "[^2]: “They stayed.” (Harbour, p. 3, Fees; characters 10-22 of /docs/harbour.md)\n"
    )


def test_a_notebook_shows_the_answer_and_a_set_can_hold_it() -> None:
    answer = written(timings={"answer": 0.5})
    assert answer._repr_markdown_() == answer.to_markdown()
    assert {answer, written(timings={"answer": 0.5})} == {answer}


def test_only_footnotes_that_there_are_become_links() -> None:
    markdown = written("It rose [1][7].").to_markdown()
    assert "It rose [^1]\\[7\\]." in markdown


def test_in_quotations_only_the_last_number_of_a_line_is_a_footnote() -> None:
    answer = written("The document says: “Rose [1] by *4*” [2]", answerer="extractive", model="", usage=None)
    markdown = answer.to_markdown()
    assert "The document says: “Rose \\[1\\] by \\*4\\*” [^2]" in markdown
    # Quotations were not judged by anybody: they are the document's own words.
    assert "sentences:" not in markdown
    assert "Answered by: extractive" in markdown


def test_html_shows_everything_and_every_number_leads_to_its_quotation() -> None:
    page = BeautifulSoup(written().to_html(), "html.parser")
    links = [link["href"] for link in page.find_all("a")]
    assert links == ["#footnote-1", "#footnote-1"]
    found = page.find(id="footnote-1")
    assert found is not None and found.blockquote is not None
    assert found.blockquote.text == QUOTE
    for words in ("2 sentences: 1 supported, 1 unsupported", "The model stopped at its limit.", "cost 0.0005"):
        assert words in page.text


def test_nothing_in_an_export_does_anything() -> None:
    answer = written(f"{EVIL} [1]", question=EVIL, citations=(cited(1, EVIL, EVIL, EVIL),), notes=(EVIL,))
    page = BeautifulSoup(answer.to_html(), "html.parser")
    assert {tag.name for tag in page.find_all()} == {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "div", "sup", "a", "ul", "li", "p", "span",
        "blockquote",
    }  # fmt: skip
    assert [link["href"] for link in page.find_all("a")] == ["#footnote-1"]
    assert "default-src 'none'" in answer.to_html()
    markdown = answer.to_markdown()
    assert not re.search(r"(?<!\\)(?:<|`|\]\(|!\[|@)|http:|www\.", markdown)


TABLE = (
    "| Fee | Year |\n|---|---|\n| 4 [1] | 2021 |\n\n"
    "`a[1]` and:\n\n```python\nrow[1] = x[2]\n```\n\n## Why\nIt rose [2]."
)


def test_tables_and_code_of_a_model_stay_and_numbers_in_code_are_no_footnotes() -> None:
    markdown = written(TABLE).to_markdown()
    assert "| Fee | Year |\n|---|---|\n| 4 [^1] | 2021 |" in markdown
    assert "`a[1]` and:\n\n```python\nrow[1] = x[2]\n```\n" in markdown
    page = BeautifulSoup(written(TABLE).to_html(), "html.parser")
    assert [link["href"] for link in page.find_all("a")] == ["#footnote-1", "#footnote-2"]
    assert [cell.text for cell in page.find_all("td")] == ["4 1", "2021"]
    assert [code.text for code in page.find_all("code")] == ["a[1]", "row[1] = x[2]\n"]
    assert page.h3 is not None and page.h3.text == "Why"


def test_the_api_annotates_no_number_in_code() -> None:
    answer = written(TABLE)
    places = [note.url_citation for note in annotate(answer)]
    assert [answer.text[place.start_index - 2 : place.end_index] for place in places] == ["4 [1]", "e [2]"]


def test_code_that_nothing_closes_ends_with_the_text() -> None:
    markdown = written("So:\n\n```\nrow[1]").to_markdown()
    assert "```\nrow[1]\n```\n\n2 sentences" in markdown


@pytest.mark.parametrize(
    "text",
    [
        "- See:\n  ```\n  x\n![p](http://evil/x.png) <img src=http://evil/y.png>",
        "| a | b |\n|---|---|\n| `x | ![p](http://evil/x.png) <img src=//evil/z>` |",
        "```\nx\n```\t\n<img src=http://evil/x.png> ````",
        "```\n`````\n![p](http://evil/x.png)\n```",
    ],
    ids=["list", "table", "tab", "ticks"],
)
def test_nothing_comes_to_life_where_others_end_code_earlier(text: str) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(written(text).to_markdown())
    assert not BeautifulSoup(page, "html.parser").find_all(["img", "a"])


def test_what_a_refusal_has_cost_is_told() -> None:
    refused = written("Nothing is known.", answered=False, model="", sentences=(), citations=(), notes=())
    assert "*Answered by: model; 1,200 tokens read, 80 written; cost 0.0005*" in refused.to_markdown()


def test_costs_add_up_to_a_sum_that_a_person_would_write() -> None:
    assert total([Usage(10, 1, 0.0001)] * 7) == Usage(70, 7, 0.0007)


def test_what_claims_nothing_is_not_counted() -> None:
    question = AnswerSentence("More?", (), Verdict.SUPPORTED, "no claim")
    assert tally(written(sentences=(written().sentences[0], question))) == "1 sentence: 1 supported"


def test_json_is_the_whole_answer() -> None:
    answer = written()
    assert json.loads(answer.to_json()) == json.loads(json.dumps(answer.to_dict()))
    assert json.loads(answer.to_json())["sentences"][1]["verdict"] == "unsupported"


def test_a_tally_counts_one_sentence_as_one() -> None:
    answer = written()
    assert tally(written(sentences=answer.sentences[:1])) == "1 sentence: 1 supported"
    assert doubt(answer.sentences[1]) == "unsupported (“fell” is not in the quotation); see [2]"
