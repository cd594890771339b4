"""The marker parser while an answer comes: no cut of the stream changes what is read, and little is held back."""

from __future__ import annotations

import codecs
import re
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from marked import ANSWERS, PASSAGES, read

from rag.citing import grammar
from rag.citing.grammar import WINDOW
from rag.citing.markers import MarkerParser, Text


@settings(max_examples=3000, deadline=None)
@given(ANSWERS, st.lists(st.integers(0, 200), max_size=8))
@example("[[99]1]", [3])
@example("Sources:\n[1", [8])
@example("A [1].\nSource\nSource 2: Notes\n", [14])
@example("**【1†source】**", [5])
def test_no_cut_changes_what_is_read(text: str, cuts: list[int]) -> None:
    at = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[a:b] for a, b in zip(at, at[1:], strict=False)]
    assert read(pieces) == read([text]) == read(list(text))


@pytest.mark.parametrize(
    ("pattern", "grows"),
    [
        (grammar.MARKER, grammar.MARKER_GROWS),
        (grammar.FENCE, grammar.FENCE_GROWS),
        (grammar.DEFINITION, grammar.DEFINITION_GROWS),
        (grammar.LISTED, grammar.LISTED_GROWS),
        (grammar.SOURCES, grammar.SOURCES_GROWS),
        (grammar.ANCHOR, grammar.ANCHOR_GROWS),
        (grammar.RAISED, grammar.RAISED_GROWS),
        (grammar.BLOCK_TAG, grammar.BLOCK_TAG_GROWS),
        (grammar.CITING_TAG, grammar.CITING_TAG_GROWS),
        (grammar.MARK_OF_START, grammar.MARK_OF_START_GROWS),
    ],
    ids=["marker", "fence", "definition", "listed", "sources", "anchor", "raised", "tag", "citing tag", "start"],
)
def test_each_beginning_of_a_match_is_waited_for(pattern: re.Pattern[str], grows: re.Pattern[str]) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.from_regex(pattern))
    def holds(text: str) -> None:
        found = pattern.search(text)
        assert found
        whole = found.group() if len(found.group()) <= WINDOW else ""
        for end in range(1, len(whole)):
            assert grows.fullmatch(whole[:end]), whole[:end]

    holds()


@pytest.mark.parametrize("marker", ["（see\xa00\xa0^0(A.0);0<]", "[1 #2]", "[1 s2]", "[1 src2]", "[1 ^2]"])
def test_a_second_number_behind_a_blank_is_waited_for(marker: str) -> None:
    found = grammar.MARKER.match(marker)
    assert found
    for end in range(1, found.end()):
        assert grammar.MARKER_GROWS.fullmatch(marker[:end]), marker[:end]


GROUPS = (
    "[1]",
    "[1], [2]",
    "[1] and [Source 2, p. 3]",
    "【1】【2】",
    "[1; 2–4 or S5]; [6 | Title]",
    "<cite>1</cite> [2]",
)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    "line",
    ["— {}", "{}", "Source: {}", "**Sources:** {}.", "*Works cited: {}*", "see also {}.", "_Quelle {}_", "cf. doc {}"],
)
def test_each_beginning_of_what_is_set_off_is_waited_for(line: str, group: str) -> None:
    text = line.format(group)
    found = grammar.SET_OFF.match(text)
    assert found
    assert found.group() == text
    for end in range(1, len(text)):
        assert grammar.SET_OFF_GROWS.fullmatch(text[:end]), text[:end]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    "line", ["Source: {}", "**Sources:** {}.", "*References: {}*", "(Sources: {})", "_(Fuente: {}.)_ "]
)
def test_each_beginning_of_a_line_of_sources_is_waited_for(line: str, group: str) -> None:
    text = line.format(group) + "\n"
    assert grammar.SOURCES_LINE.fullmatch(text)
    for end in range(1, len(text)):
        assert grammar.SOURCES_LINE_GROWS.fullmatch(text[:end]), text[:end]


@settings(max_examples=300, deadline=None)
@given(ANSWERS, st.integers(0, 400))
def test_no_cut_between_two_bytes_changes_what_is_read(text: str, cut: int) -> None:
    raw = text.encode()
    decoder = codecs.getincrementaldecoder("utf-8")()
    assert read([decoder.decode(raw[:cut]), decoder.decode(raw[cut:], final=True)]) == read([text])


@settings(max_examples=300, deadline=None)
@given(ANSWERS)
def test_little_is_held_back(text: str) -> None:
    parser = MarkerParser(PASSAGES)
    for char in text:
        parser.feed(char)
    assert sum(len(event.text) for event in parser.close() if isinstance(event, Text)) <= WINDOW + 2


@pytest.mark.parametrize("text", ["see [w", "see (w", "see **b", "see [12 x", "- [ ] t", "1990 [2024] w", "Sourced"])
def test_what_can_be_no_marker_any_more_is_let_go(text: str) -> None:
    assert "".join(event.text for event in MarkerParser(PASSAGES).feed(text) if isinstance(event, Text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_characters="[【［(（`~<$^\\⁰¹²³⁴⁵⁶⁷⁸⁹")))
def test_text_without_brackets_or_ticks_passes_unchanged(text: str) -> None:
    shown = "".join(part[1] for part in read([text]) if isinstance(part[1], str))
    assert shown == text.replace("\r\n", "\n")


def test_a_long_answer_in_single_characters_takes_less_than_a_second() -> None:
    for unit in (
        "Fees rose by 4 [1]. ",
        "[1, ",
        "**[",
        "`",
        "Sources:\n",
        "[^",
        "(Source ",
        "```\n``\n",
        " ",
        "([1], ",
        "A. Source: ",
    ):
        text = unit * (20_000 // len(unit))
        start = process_time()
        read(list(text))
        assert process_time() - start < 1.5, unit
