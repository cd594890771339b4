"""What stands in a chat message is text, footnote chips and nothing else that lives; what is copied reads well."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.chain import REFUSAL
from rag.types import Answer, AnswerSentence, Citation, EvidencePassage, Verdict
from ui.render import (
    answer_message,
    broken_message,
    inert,
    place,
    plain_text,
    safe_markdown,
    source_name,
    streaming_message,
)

EVIL = [
    "<script>window.__pwn=1</script>",
    "<img src=x onerror=alert(1)>",
    "![alt](http://evil.example/x.png)",
    "![alt][ref]\n\n[ref]: http://evil.example/x.png",
    "[click](javascript:alert(1))",
    "[click](http://evil.example)",
    "<http://evil.example>",
    "see http://evil.example/path and www.evil.example or me@evil.example",
    "`` `<img src=x onerror=alert(1)> ``",
    "```\n<img src=x onerror=alert(1)>\n",
    "```html\n<b>\n```\n<img src=x onerror=alert(1)>",
    "~~~\n```\n<img src=x>\n~~~",
    "\\`<img src=x onerror=alert(1)>\\`",
    "    <img src=x>",
    "&lt;img src=x onerror=alert(1)&gt; &#60;script&#62;",
    "</code></pre><img src=x onerror=alert(1)>",
    "`a\n<img src=x onerror=alert(1)>`",
    "[1](http://evil.example) [1]: http://evil.example",
    "[1][1]\n\n[1]: javascript:alert(1)",
    "${Object.assign(window,{__pwn:1})} {{constructor}}",
    "<!-- --><svg onload=alert(1)>",
    "# Heading\n\n| a | b |\n|---|---|\n| [1] | <b> |",
    "\ue000 [1]",
]


TAGS = re.compile(r"\w+").findall("p br hr strong em s a sup code pre ul ol li table thead tbody tr th td blockquote")


class _Live(HTMLParser):
    """Collects the elements and the text that a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markdown: str) -> _Live:
    """The page that the chat makes of `markdown`: GitHub flavour, HTML let through, bare addresses linked."""
    return _Live(MarkdownIt("gfm-like", {"html": True, "linkify": False, "breaks": True}).render(markdown))


def assert_harmless(markdown: str) -> None:
    for tag, attributes in shown(markdown).tags:
        assert tag in TAGS, tag
        if tag == "a":
            assert set(attributes) <= {"href", "title"}
            assert re.fullmatch(r"#cite-t-\d+", str(attributes["href"]))
        elif tag == "sup":
            assert attributes == {"class": "fn-wait"}
        else:
            assert set(attributes) <= {"style", "start"}, (tag, attributes)
    # What a linkifier would take for an address.
    assert "://" not in markdown
    assert "@" not in markdown
    assert not re.search(r"www\.", markdown, re.IGNORECASE)


@given(st.text(max_size=300) | st.lists(st.sampled_from([*EVIL, "\n", "\n\n", " ", "`", "- ", "> "])).map("".join))
@example("`" * 3 + "\n<img>")
@settings(deadline=None)
def test_nothing_of_an_answer_becomes_live(text: str) -> None:
    assert_harmless(safe_markdown(text, "t", {1, 2}))
    assert_harmless(safe_markdown(text, "t", {1, 2}, literal=True))
    assert_harmless(streaming_message(text))
    assert_harmless(inert(text))


@pytest.mark.parametrize("text", EVIL)
def test_each_attack_is_shown_as_text(text: str) -> None:
    assert_harmless(safe_markdown(text, "t", {1}))
    assert_harmless(safe_markdown(text, "t", {1}, literal=True))


def test_literal_text_is_shown_exactly() -> None:
    text = "*Not* _Markdown_: # 1. <b> & &amp; `x` | ~~y~~ \\n $z$ 3 < 4"
    assert shown(inert(text)).text.strip() == text


def test_code_is_shown_exactly() -> None:
    assert shown(safe_markdown('Use `a[1] < "b" && *c*` now', "t", {1})).text.strip() == 'Use a[1] < "b" && *c* now'
    block = 'if a[1] < b:\n\n    print("<b>&amp;</b>")\n'
    assert shown(safe_markdown(f"```python\n{block}```", "t", {1})).text.strip("\n") == block.strip("\n")


def test_a_marker_becomes_a_chip_only_where_there_is_a_footnote() -> None:
    markdown = safe_markdown("One. [1] Two. [7] `x[1]`", "t", {1})
    assert '[1](#cite-t-1 "Footnote 1")' in markdown
    page = shown(markdown)
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"] == ["#cite-t-1"]
    assert "[7]" in page.text
    assert "x[1]" in page.text


def test_a_chip_stays_with_its_word() -> None:
    assert "One&#46;[1](" in safe_markdown("One. [1]\n\nTwo.", "t", {1}, literal=True)


def test_a_number_in_brackets_inside_a_quotation_is_no_chip() -> None:
    page = shown(safe_markdown("Also: “As [1] and [2] show.” [2]", "t", {1, 2}, literal=True))
    assert [attributes["href"] for tag, attributes in page.tags if tag == "a"] == ["#cite-t-2"]
    assert "As [1] and [2] show" in page.text


def test_markdown_of_a_model_stays() -> None:
    tags = [tag for tag, _ in shown(safe_markdown("# Title\n\n- **a**\n- b\n", "t", ())).tags]
    assert tags == ["p", "strong", "ul", "li", "strong", "li"]


def test_chips_of_a_running_answer_open_nothing() -> None:
    assert streaming_message("One. [1]") == 'One&#46;<sup class="fn-wait">1</sup>'
    assert shown(streaming_message("*It* [a](b) # rained")).text.strip() == "*It* [a](b) # rained"


CITATION = Citation(1, "d", "Report", "/home/me/report.pdf", 3, 0, 9, "It\nrained.", "Weather")


def answer(**changes: object) -> Answer:
    values: dict[str, object] = {
        "question": "Did it rain?",
        "standalone_question": "Did it rain?",
        "text": "“It rained.” [1]",
        "answered": True,
        "answerer": "extractive",
        "sentences": (AnswerSentence("“It rained.” [1]", (1,), Verdict.SUPPORTED),),
        "citations": (CITATION,),
    }
    return Answer(**{**values, **changes})  # type: ignore[arg-type]


def test_the_line_below_an_answer_counts_its_quotations() -> None:
    assert shown(answer_message(answer(), "t", 0.0413)).text.split("\n")[1] == (
        "1 quotation from 1 document · extractive · 41 ms Copy with footnotes"
    )


def test_a_sentence_without_support_is_counted() -> None:
    said = (AnswerSentence("It rained.", (), Verdict.UNCITED), AnswerSentence("It poured.", (1,), Verdict.PARTLY))
    message = answer_message(answer(sentences=said, answerer="generative"), "t", 1.25)
    assert "generative · 1.2 s · 1 sentence not supported by a quotation · 1 sentence partly supported" in message


def test_a_question_understood_differently_says_so() -> None:
    assert "Understood as" not in answer_message(answer(standalone_question="did it rain"), "t", 0)
    message = answer_message(answer(standalone_question="Did it rain in <Paris>?"), "t", 0)
    assert message.startswith('<p class="fn-understood">Understood as: Did it rain in &lt;Paris&gt;?</p>\n\n')


def test_a_refusal_offers_the_nearest_passages() -> None:
    near = EvidencePassage("p", "d", "Re<b>port", "r.pdf", 3, "", 0, 9, "It rained.", 0.1)
    message = answer_message(
        answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near,)),
        "t",
        0.0,
    )
    page = shown(message)
    assert " ".join(page.text.split()) == f"{REFUSAL} Nearest passages 1 Re<b>port, p. 3"
    assert ("a", {"href": "#near-t-1"}) in page.tags


def test_nearest_passages_name_their_document_where_there_are_several() -> None:
    near = EvidencePassage("p", "d", "Report", "r.pdf", 3, "Weather", 0, 9, "It rained.", 0.1)
    refused = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near,))
    assert "</b> Weather, p. 3</a>" in answer_message(refused, "t", 0.0)
    assert "</b> Report, p. 3, Weather</a>" in answer_message(refused, "t", 0.0, several=True)


def test_a_broken_answer_keeps_what_arrived_and_offers_a_retry() -> None:
    page = shown(broken_message("It rai", "The <line> is\n\ndown.", "t"))
    assert " ".join(page.text.split()) == "It rai The <line> is down. Try again"
    assert ("a", {"href": "#retry-t"}) in page.tags


def test_a_copied_answer_lists_its_footnotes() -> None:
    assert plain_text(answer()) == (
        "Did it rain?\n\n“It rained.” [1]\n\n[1] “It rained.” (Report, p. 3, Weather; report.pdf)\n"
    )


def test_places_and_sources_are_readable() -> None:
    assert place("Report", 3, "report") == "Report, p. 3"
    assert source_name("C:\\files\\report.pdf") == "report.pdf"
    assert source_name("https://example.org/a") == "https://example.org/a"
