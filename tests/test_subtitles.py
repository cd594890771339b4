"""Subtitles and transcripts with timings: what is said is read as people speak it, by whom, and is quoted whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from loaded import headings_of, load_bytes

from rag.chain import Chain

TALK = """WEBVTT - The reefs of Howe Sound

NOTE made by hand

STYLE
::cue { color: yellow }

intro
00:01.000 --> 00:04.200 align:start
<v.loud Dr Ana Reyes>Good evening. Tonight I talk about</v>

00:00:04.200 --> 00:00:08.900
<v Dr Ana Reyes>the glass sponges &amp; corals of Howe Sound,
which were thought <i>extinct</i> until 1987.

00:00:12.500 --> 00:00:17.100
<v Dr Ana Reyes>A reef that is twenty metres high grows

00:00:17.100 --> 00:00:20.000
<v Dr Ana Reyes>about two centimetres a year.

00:00:21.000 --> 00:00:24.000
<v Moderator>Which animal eats the sponges of the reef?

00:00:24.300 --> 00:00:29.000
<v Dr Ana Reyes>A sea star.
"""


def test_what_is_said_stands_in_paragraphs_by_speaker_and_pause(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "talk.vtt", TALK.encode())
    assert document.title == "The reefs of Howe Sound"
    assert headings_of(document) == []
    assert document.text.split("\n\n") == [
        "Dr Ana Reyes: Good evening. Tonight I talk about the glass sponges & corals of Howe Sound, "
        "which were thought extinct until 1987.",
        "A reef that is twenty metres high grows about two centimetres a year.",
        "Moderator: Which animal eats the sponges of the reef?",
        "Dr Ana Reyes: A sea star.",
    ]


# Films mark who speaks by a dash, television by ">>", meetings by a name; programs show what they hear twice.
@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("film.srt", "1\r\n00:00:02,100 --> 00:00:05,300\r\n{\\an8}The mill was built\r\nin 1793.\r\n\r\n"
         "2\r\n00:00:05,400 --> 00:00:09,800\r\n- Who owns it <b>now</b>?\r\n- A trust of forty\r\nvillagers.\r\n\r\n"
         "3\r\n00:00:09,900 --> 00:00:10,000\r\n\r\n4\r\n00:00:10,000 --> 00:00:11,000\r\n1793 was wet.\r\n",
         "The mill was built in 1793.\n\nWho owns it now?\n\nA trust of forty villagers. 1793 was wet."),
        ("news.srt", "1\n00:00:01,000 --> 00:00:02,000\n>> GOOD EVENING.\n\n2\n00:00:02,000 --> 00:00:03,000\n"
         ">> MAYOR: THE BRIDGE IS 5 < 6.\n", "GOOD EVENING.\n\nMAYOR: THE BRIDGE IS 5 < 6."),
        ("meeting.vtt", "WEBVTT\n\n1\n00:00:03.570 --> 00:00:06.270\nPriya Nair: It moves to May.\n\n2\n"
         "00:00:06.900 --> 00:00:09.000\nPriya Nair: It costs <£300.\n\n3\n00:10.010 --> 00:12.000\nTom Li: Fine.\n",
         "Priya Nair: It moves to May. It costs <£300.\n\nTom Li: Fine."),
        ("heard.vtt", "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.160 --> 00:00:02.470 align:start\n \n"
         "hello<00:00:00.480><c> and</c><00:00:00.640><c> welcome</c>\n\n00:00:02.470 --> 00:00:02.480 align:start\n"
         "hello and welcome\n \n\n00:02.480 --> 00:04.870\nhello and welcome\nto<00:00:02.600><c> the</c> channel\n",
         "hello and welcome to the channel"),
        ("ja.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n一九八四年に\n\n00:03.000 --> 00:05.000\n東京で生まれた。\n",
         "一九八四年に東京で生まれた。"),
        ("notes.srt", "Bring the subtitles to Ida.\n", "Bring the subtitles to Ida.\n"),
    ],
)  # fmt: skip
def test_each_way_of_writing_subtitles_is_read(tmp_path: Path, name: str, data: str, text: str) -> None:
    assert load_bytes(tmp_path, name, data.encode("utf-8-sig")).text == text


def test_what_a_program_heard_has_paragraphs_though_it_has_no_points(tmp_path: Path) -> None:
    cues = "".join(f"{at}\n00:{at:02}:01,000 --> 00:{at:02}:59,000\n{'so on and on ' * 8}\n\n" for at in range(50))
    paragraphs = load_bytes(tmp_path, "heard.srt", cues.encode()).text.split("\n\n")
    assert len(paragraphs) > 3
    assert max(map(len, paragraphs)) < 1200


def test_a_sentence_over_two_cues_is_quoted_whole(
    chain_over_files: Callable[[Mapping[str, str]], AbstractContextManager[Chain]],
) -> None:
    with chain_over_files({"talk.vtt": TALK}) as chain:
        answer = chain.ask("How fast does a reef grow?")
        assert answer.citations[0].quote == "A reef that is twenty metres high grows about two centimetres a year."
