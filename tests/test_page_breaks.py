"""Plain text that was set in pages: running heads and feet beside form feeds stand in no sentence."""

from __future__ import annotations

from pathlib import Path

from loaded import load_bytes

FOOT = "Lind                   Standards Track              [Page {}]\n\f\n"
HEAD = "RFC 9999          The Relay Frame Protocol          June 2003\n\n\n"


def text_of(folder: Path, text: str) -> str:
    return load_bytes(folder, "a.txt", text.encode()).text


def test_a_sentence_goes_on_over_the_foot_and_the_head_of_pages(tmp_path: Path) -> None:
    pages = (
        f"1.  Frames\n\n   A relay closes the connection\n\n{FOOT.format(1)}{HEAD}"
        f"   after 45 seconds.\n\n{FOOT.format(2)}{HEAD}   Frames are not encrypted.\n\n{FOOT.format(3)}"
    )
    told = "1.  Frames\n\n   A relay closes the connection\n   after 45 seconds.\n\n   Frames are not encrypted.\n"
    assert text_of(tmp_path, pages) == told


def test_pages_that_repeat_nothing_stay_as_they_are(tmp_path: Path) -> None:
    pages = "\f".join(f"{name}\n\nThe {name} was built of oak.\n" for name in ("Mill", "Barn", "Wharf"))
    assert text_of(tmp_path, pages) == pages.replace("\f", "\n")
