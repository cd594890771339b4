"""What stands in a chat message is text, footnote chips and nothing else that lives; what is copied reads well."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.types import NO_CLAIM, REFUSAL, Answer, AnswerSentence, Citation, EvidencePassage, Usage, Verdict
from ui.chat.conversation import Conversation
from ui.chat.message import answer_message, broken_message, running_message
from ui.chat.places import places
from ui.chat.verdicts import insets, spoken, summary
from ui.render import (
    Inset,
    arriving,
    broken_off,
    for_reading,
    inert,
    place,
    plain_text,
    rich_text,
    safe_markdown,
    source_name,
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
    assert_harmless(arriving(text))
    assert_harmless(arriving(text, literal=False))
    assert_harmless(broken_off(text))
    assert_harmless(broken_off(text, literal=False))
    assert_harmless(inert(text))


@pytest.mark.parametrize("end", ["\n```", "\n```\n", ""])
def test_a_mark_on_code_stands_below_it(end: str) -> None:
    text = f"It rained [1].\n\n```\nprint(1){end}"
    code = text.rstrip("\n")
    message = safe_markdown(text, "t", {1}, insets=[Inset(len(code), "<b>mark</b>")])
    assert re.search(r"print.*</code></pre>\s*\n\n<b>mark</b>\s*\Z", message, re.DOTALL)


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


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("- `--home`: the folder [1]", "- <code>&#45;&#45;home</code>: the folder{chip}"),
        ("From `2020`-`2024`", "From <code>2020</code>-<code>2024</code>"),
        ("### `run`", "**<code>run</code>**"),
        ("### The `run` command", "**The <code>run</code> command**"),
        ("- ```sh\n  npm i\n  ```\n- Nine [1].", "- <pre><code>npm i&#10;</code></pre>\n- Nine{chip}."),
        (
            "1. Do:\n    ```py\n    a[1]\n    ```\n2. So [1].",
            "1. Do:\n<pre><code>a&#91;1&#93;\n</code></pre>\n2. So{chip}.",
        ),
    ],
    ids=["item", "dash", "heading", "in-heading", "block-as-item", "block-in-item"],
)
def test_code_parts_no_line(text: str, markdown: str) -> None:
    shown_text = re.sub(r"\n+", "\n", safe_markdown(text, "t", {1}))
    assert shown_text == markdown.format(chip='[1](#cite-t-1 "Footnote 1")')


@pytest.mark.parametrize("unit", ["`", "~", "` ", "```\n", "a`` ` "])
def test_a_model_that_repeats_a_mark_for_ever_holds_nothing_up(unit: str) -> None:
    text = "The harbour is deep [1]. " + unit * (20_000 // len(unit))
    start = process_time()
    safe_markdown(text, "t", {1})
    assert process_time() - start < 1


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
    assert arriving("One. [1]") == 'One&#46;<sup class="fn-wait">1</sup>'
    assert shown(arriving("*It* [a](b) # rained")).text.strip() == "*It* [a](b) # rained"
    assert arriving("**One**. [1]", literal=False) == '**One**.<sup class="fn-wait">1</sup>'


def test_a_list_of_ours_is_a_list_and_a_quotation_is_none() -> None:
    text = "Countries found: 3.\n\n- Russia (34 mentions) [1]\n  - *Chechnya* [2]\n- Ukraine [1]\n\n“- not a list” [2]"
    page = shown(safe_markdown(text, "t", {1, 2}, literal=True))
    assert [tag for tag, _ in page.tags] == ["p", "ul", "li", "a", "ul", "li", "a", "li", "a", "p", "a"]
    assert "*Chechnya*" in page.text
    assert "“- not a list”" in page.text


def test_a_list_that_begins_deep_is_no_code() -> None:
    page = shown(safe_markdown("      - A. [1]\n- B. [2]", "t", {1, 2}, literal=True))
    assert [tag for tag, _ in page.tags] == ["ul", "li", "a", "li", "a"]


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
        "1 quotation from 1 document · word for word, not written by AI · 0.1 s Copy with footnotes  "
    )
    assert 'title="Answered by: extractive, in 41 ms"' in answer_message(answer(), "t", 0.0413)


def test_the_line_below_a_models_answer_tells_its_name_tokens_and_cost() -> None:
    written = answer(answerer="model", model="qwen3:8b", usage=Usage(1312, 1, 0.00071))
    assert (
        "1 quotation from 1 document · written by qwen3:8b · 1,312 tokens read, 1 written · cost 0.00071 · 1.2 s"
        in shown(answer_message(written, "t", 1.25)).text
    )


DOUBTFUL = (
    AnswerSentence("It rained [1].", (1,), Verdict.SUPPORTED, "verbatim quotation"),
    AnswerSentence("It **poured** [1].", (1,), Verdict.UNSUPPORTED, "the <b>source</b> says “rained” | more", (2, 9)),
    AnswerSentence("| It hailed | [1] |", (1,), Verdict.PARTLY, "“hailed” is not in the quotation"),
    AnswerSentence("It snowed.", (), Verdict.UNCITED, "no footnote"),
)
DOUBTFUL_TEXT = "It rained [1]. It **poured** [1].\n\n| what | note |\n|---|---|\n| It hailed | [1] |\n\n- It snowed."


def doubtful(**changes: object) -> Answer:
    better = Citation(2, "d", "Report", "/home/me/report.pdf", 3, 20, 28, "It poured.")
    values = {"text": DOUBTFUL_TEXT, "sentences": DOUBTFUL, "answerer": "model", "citations": (CITATION, better)}
    return answer(**{**values, **changes})


def test_each_sentence_in_doubt_is_marked_in_words_where_it_stands() -> None:
    page = shown(answer_message(doubtful(), "t", 1))
    marks = [attributes for tag, attributes in page.tags if tag == "a" and "fn-verdict" in str(attributes.get("class"))]
    assert [(mark["href"], mark["title"]) for mark in marks] == [
        ("#claim-t-2/d/0-9/report.pdf", "the <b>source</b> says “rained” | more"),
        ("#claim-t-3/d/0-9/report.pdf", "“hailed” is not in the quotation"),
        ("#claim-t-4", ""),
    ]
    flat = " ".join(page.text.split())
    assert "It rained1. It poured1. not supported better: 2" in flat
    assert "It hailed 1 partly supported" in flat
    assert "It snowed. no footnote 4 sentences: 1 supported, 1 partly supported, 1 not supported, 1 without" in flat
    assert [tag for tag, _ in page.tags].count("td") == 2


def test_a_better_footnote_is_offered_where_there_is_one() -> None:
    links = [attributes for tag, attributes in shown(answer_message(doubtful(), "t", 1)).tags if tag == "a"]
    better = [link["href"] for link in links if link.get("class") == "fn-better"]
    assert better == ["#cite-t-2/d/20-28/report.pdf"]


def test_a_footnote_of_a_model_tells_its_quotation_and_one_of_quotations_its_place() -> None:
    source = Citation(1, "d", "Tides", "tides.md", 4, 0, 9, "| High | **9:40** |\n|---|---|\n| Low | 15:55 |")
    assert places(answer(citations=(source,))) == {1: "Tides, p. 4"}
    assert places(answer(citations=(source,), answerer="model")) == {1: "“High · 9:40 Low · 15:55” (Tides, p. 4)"}
    long = replace(source, quote="word " * 200)
    assert len(places(answer(citations=(long,), answerer="model"))[1]) < 310


def test_bars_between_the_cells_of_a_quoted_row_are_read_as_such() -> None:
    assert for_reading("7 | Ivar Holt |  | 3") == "7 · Ivar Holt · · 3"
    assert for_reading("a||b and P(a|b)") == "a||b and P(a|b)"
    assert for_reading("```") == "```"  # Where only marks were quoted, they are shown.
    assert for_reading("|High|9:40|\n|---|---|\n|Low\\|Ebb||") == "High · 9:40 Low\\|Ebb ·"


@pytest.mark.parametrize("title", ["Report, p. 3", *EVIL])
def test_a_footnote_says_where_it_leads_and_that_does_nothing(title: str) -> None:
    markdown = safe_markdown("It rained [1].", "t", {1: title})
    assert_harmless(markdown)
    (link,) = [attributes for tag, attributes in shown(markdown).tags if tag == "a"]
    assert link["title"] == f"Footnote 1: {' '.join(title.split())}"


def test_quotations_carry_no_verdicts() -> None:
    assert insets(doubtful(answerer="extractive"), "t") == []


@given(st.text(max_size=80), st.lists(st.sampled_from([*EVIL, "One. ", "Two [1]. ", "\n"]), min_size=1, max_size=5))
@settings(deadline=None)
def test_nothing_of_a_doubtful_sentence_or_its_reason_becomes_live(reason: str, parts: list[str]) -> None:
    text = "".join(parts)
    said = tuple(AnswerSentence(part.strip(), (1,), Verdict.PARTLY, reason) for part in parts if part.strip())
    message = safe_markdown(text, "t", {1}, insets=insets(doubtful(text=text, sentences=said), "t"))
    assert "\ue001" not in message
    for tag, attributes in shown(message).tags:
        assert tag in (*TAGS, "span")
        assert set(attributes) <= {"href", "title", "class", "style", "start"}
        assert tag != "a" or re.fullmatch(r"#(cite|claim)-t-\d+(/d/0-9/report\.pdf)?", str(attributes["href"]))


def test_a_summary_counts_every_kind() -> None:
    assert summary(DOUBTFUL[:1]) == "1 sentence, supported"
    assert summary(DOUBTFUL[:1] * 5) == "5 sentences, all supported"
    asks = AnswerSentence("Shall I go on?", (), Verdict.SUPPORTED, NO_CLAIM)
    assert summary((*DOUBTFUL[:1], asks)) == "1 sentence, supported"
    assert summary([asks]) == "nothing to check"
    assert summary(DOUBTFUL[1:2]) == "1 sentence, not supported"
    assert summary([AnswerSentence("It hailed.", (), Verdict.UNCITED, "no footnote")] * 2) == (
        "2 sentences, all without a footnote"
    )
    assert summary((*DOUBTFUL[:1] * 4, DOUBTFUL[1])) == "5 sentences: 4 supported, 1 not supported"


def test_a_sentence_is_shown_in_the_pane_without_its_marks() -> None:
    assert spoken("It **poured** [1][2].") == "It poured."
    assert spoken("| It hailed | `a_b` [1] |") == "It hailed · a_b"


def test_remarks_on_an_answer_are_shown() -> None:
    assert '<p class="fn-remark">1 sentence is &lt;withheld&gt;.</p>' in answer_message(
        answer(notes=("1 sentence is <withheld>.",)), "t", 1
    )


def test_long_work_is_told_until_the_first_word() -> None:
    assert running_message("", "Read part 2 of <5>", literal=False) == (
        '<p class="fn-progress">Read part 2 of &lt;5&gt; …</p>'
    )
    assert running_message("It", "Read part 5 of 5", literal=False) == "It"


def test_votes_are_buttons_and_the_last_vote_is_pressed() -> None:
    buttons = [
        attributes for tag, attributes in shown(answer_message(answer(), "t", 1, vote="down")).tags if tag == "button"
    ]
    assert buttons == [
        {"class": "fn-vote up", "id": "vote-t-up", "title": "Good answer"},
        {"class": "fn-vote down on", "id": "vote-t-down", "title": "Bad answer"},
    ]


def test_a_question_understood_differently_says_so() -> None:
    assert "Understood as" not in answer_message(answer(standalone_question="did it rain"), "t", 0)
    message = answer_message(answer(standalone_question="Did it rain in <Paris>?"), "t", 0)
    assert message.startswith(
        '<p class="fn-understood">Understood as: <span>Did it rain in &lt;Paris&gt;?</span>\xa0<a '
    )
    assert ("a", "#edit-t") in [(tag, attributes.get("href")) for tag, attributes in shown(message).tags]


def test_a_refusal_offers_the_nearest_passages() -> None:
    near = EvidencePassage("p", "d", "Re<b>port", "r.pdf", 3, "", 0, 9, "It rained.", 0.1)
    message = answer_message(
        answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near,)),
        "t",
        0.0,
    )
    page = shown(message)
    assert " ".join(page.text.split()) == f"{REFUSAL} Nearest passages 1 Re<b>port, p. 3 searched in 0.1 s"
    assert ("a", {"href": "#near-t-1/d/0-9/r.pdf", "title": "It rained."}) in page.tags


def test_a_refusal_in_other_words_is_shown_in_these() -> None:
    refused = answer(answered=False, citations=(), sentences=(), text="No <percentages> were found in the text.")
    assert '<p class="fn-said">No &lt;percentages&gt; were found in the text.</p>' in answer_message(refused, "t", 0)


def test_a_refusal_that_cites_shows_its_footnotes() -> None:
    message = answer_message(answer(answered=False, sentences=(), text="They do not say who came [1]."), "t", 0)
    assert ("a", {"href": "#cite-t-1/d/0-9/report.pdf", "title": "Footnote 1: Report, p. 3, Weather"}) in (
        shown(message).tags
    )


def test_nearest_passages_name_their_document_where_there_are_several() -> None:
    near = EvidencePassage("p", "d", "Report", "r.pdf", 3, "Weather", 0, 9, "It rained.", 0.1)
    refused = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near,))
    assert "</b> Weather,</span> <span>p. 3</span></a>" in answer_message(refused, "t", 0.0)
    assert "</b> Report,</span> <span>p. 3, Weather</span></a>" in answer_message(refused, "t", 0.0, several=True)


def test_the_one_document_of_all_nearest_passages_is_named_once() -> None:
    near = EvidencePassage("p", "d", "Re<b>port", "r.pdf", 3, "Weather", 0, 9, "It rained.", 0.1)
    refused = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near, near))
    text = " ".join(shown(answer_message(refused, "t", 0.0, several=True)).text.split())
    assert "Nearest passages in “Re<b>port” 1 Weather, p. 3 2 Weather, p. 3 " in text
    other = replace(near, document_id="e", title="Diary")
    apart = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near, other))
    text = " ".join(shown(answer_message(apart, "t", 0.0, several=True)).text.split())
    assert "Nearest passages 1 Re<b>port, p. 3, Weather 2 Diary, p. 3, Weather " in text


def test_nearest_passages_that_no_place_tells_apart_begin_with_their_own_words() -> None:
    near = EvidencePassage(
        "p", "d", "Tides", "t.csv", None, "", 0, 9, "| High | Low |\n|---|---|\n| 9:40 | <15:55> |", 0.1
    )
    other = replace(near, text="The tides of the whole year at the old harbour of Arbroath are listed.")
    refused = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near, other))
    text = " ".join(shown(answer_message(refused, "t", 0.0, several=True)).text.split())
    assert "in “Tides” 1 9:40 · <15:55> 2 The tides of the whole year at the old harbour … " in text
    head = replace(refused, passages=(replace(near, text="| High | Low |\n|---|---|"),))
    assert "Nearest passages 1 High · Low " in " ".join(shown(answer_message(head, "t", 0.0)).text.split())


def test_nearest_passages_below_one_heading_are_told_apart_by_their_own_words() -> None:
    near = EvidencePassage("p", "d", "Manual", "m.pdf", 3, "Valves", 0, 9, "Valve V1 is shut.", 0.1)
    other = replace(near, text="Valve V2 is open.")
    refused = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near, other))
    message = answer_message(refused, "t", 0.0)
    assert "1 Valve V1 is shut., p. 3 2 Valve V2 is open., p. 3 " in " ".join(shown(message).text.split())
    three = replace(refused, passages=(near, other, replace(near, title="Diary", document_id="e")))
    text = " ".join(shown(answer_message(three, "t", 0.0, several=True)).text.split())
    assert "1 Manual, Valve V1 is shut. 2 Manual, Valve V2 is open. 3 Diary, p. 3, Valves " in text


def test_a_broken_answer_keeps_what_arrived_and_offers_a_retry() -> None:
    page = shown(broken_message("It rai", "The <line> is\n\ndown.", "t"))
    assert " ".join(page.text.split()) == "It rai The <line> is down. Try again"
    assert ("a", {"href": "#retry-t"}) in page.tags


def test_a_copied_answer_lists_its_footnotes() -> None:
    assert plain_text(answer()) == (
        "Did it rain?\n\n“It rained.” [1]\n\n[1] “It rained.” (Report, p. 3, Weather; report.pdf)\n"
    )


def test_a_copied_answer_of_a_model_says_what_is_in_doubt() -> None:
    said = (DOUBTFUL[0], AnswerSentence("It poured [1].", (1,), Verdict.UNSUPPORTED, "the source says “rained”", (2,)))
    copied = plain_text(doubtful(text="It rained [1]. It poured [1].", sentences=said))
    assert copied.endswith("\n\nIn doubt: “It poured [1].” not supported (the source says “rained”); see [2]\n")


def test_a_copied_answer_has_its_emphasis_as_html_and_no_marks_as_text() -> None:
    said = "## Rain\n\nIt **rained** [1] in `a_b*c*`, 2 * 3 * 4:\n\n- *much*\n- <b>more</b>\n\n```\nx = **y**\n```"
    written = doubtful(text=said, sentences=())
    assert "\n\nRain\n\nIt rained [1] in a_b*c*, 2 * 3 * 4:\n\n- much\n- <b>more</b>\n\nx = **y**\n" in plain_text(
        written
    )
    html = rich_text(written)
    assert "<strong>rained</strong> [1]" in html
    assert "<li><em>much</em></li>" in html
    assert "<b>" not in html
    assert "<p>[1] “It rained.” (Report, p. 3, Weather; report.pdf)<br>[2] " in html


def test_a_copied_refusal_has_the_nearest_passages() -> None:
    near = EvidencePassage("p", "d", "Report", "r.pdf", 3, "Weather", 0, 9, "It rained. " * 40, 0.1)
    refused = answer(answered=False, citations=(), sentences=(), text=REFUSAL, passages=(near,))
    copied = plain_text(refused)
    assert copied.startswith(f"Did it rain?\n\n{REFUSAL}\n\nNearest passages:\n1. “It rained. It rained.")
    assert copied.endswith(" …” (Report, p. 3, Weather; r.pdf)\n")
    assert len(copied) < 400
    table = replace(refused, passages=(replace(near, text="| High | Low |\n|---|---|\n| 9:40 | 15:55 |"),))
    assert "1. “High · Low 9:40 · 15:55” (Report" in plain_text(table)


def test_a_quotation_beside_words_of_the_other_direction_is_ordered_by_itself() -> None:
    line = "Under “נמל”: “נמל “יפו” נפתח.” [1]"
    assert safe_markdown(line, "t", {1}, literal=True).startswith(
        "Under “<bdi>נמל</bdi>”&#58; “<bdi>נמל “יפו” נפתח&#46;</bdi>”"
    )
    # Alone it gives its line the direction.
    assert "<bdi>" not in safe_markdown("“נמל יפו.” [1]", "t", {1}, literal=True)
    assert "<bdi>" not in safe_markdown("Under “Port”: “It rained.” [1]", "t", {1}, literal=True)


def test_places_and_sources_are_readable() -> None:
    assert place("Report", 3, "report") == "Report, p. 3"
    assert source_name("C:\\files\\report.pdf") == "report.pdf"
    assert source_name("https://example.org/a") == "https://example.org/a"


def test_a_second_attempt_that_brings_nothing_loses_nothing_of_the_first() -> None:
    talk = Conversation()
    first = talk.begin("Did it rain?")
    first.text, first.reason = "It rained in", "The line is down."
    second = talk.begin("Did it rain?")
    assert [message["role"] for message in talk.messages()] == ["user"]
    second.reason = "The key is wrong."
    (_, message) = talk.messages()
    assert message["content"].startswith("It rained in\n\n")
    assert "The key is wrong." in message["content"]
    third = talk.begin("Did it rain?")
    third.text, third.reason = "It did", "Stopped."
    assert "It rained in" not in talk.messages()[-1]["content"]
