"""Web pages as they are saved from a browser: what stands around their text, and how forums and offices write."""

from __future__ import annotations

from pathlib import Path

import pytest
from loaded import load_bytes


def text_of(folder: Path, page: str) -> str:
    return load_bytes(folder, "a.html", page.encode()).text


TEXT = "<h1>Bridge closed</h1><p>The bridge stays closed until December, and traffic is led over Ludby.</p>"
TOLD = "Bridge closed\n\nThe bridge stays closed until December, and traffic is led over Ludby."


@pytest.mark.parametrize(
    "around",
    [
        "<div id=cookie-consent class=overlay><h2>Cookies</h2><p>We use cookies.</p><button>OK</button></div>",
        "<div id=onetrust-banner-sdk><p>We store cookies.</p><a href=/more>More</a></div>",
        "<a class=skip-link href='#main'>Skip to content</a>",
        "<div class=breadcrumb>You are here: <a href=/>Home</a> / Roads</div>",
        "<ol aria-label=Breadcrumb><li><a href=/>Home</a></li><li>Roads</li></ol>",
    ],
)
def test_banners_and_ways_around_a_page_are_none_of_its_text(tmp_path: Path, around: str) -> None:
    assert text_of(tmp_path, f"<body>{around}<div>{TEXT}</div></body>") == TOLD


@pytest.mark.parametrize(
    "page",
    [
        f"<body><div class=has-cookie-banner>{TEXT}<a href=/x></a></div></body>",
        "<body><h1>Cookies</h1><div class=cookie-policy><p>A cookie keeps your choice.</p><a href=/x></a></div></body>",
        "<body><p>The recipe is old.</p><div class=cookies><p>Mix flour and eggs.</p><a href=/x>Print</a></div></body>",
    ],
    ids=["a class of the whole page", "a page about cookies", "cookies that are baked"],
)
def test_what_is_only_called_after_cookies_stays(tmp_path: Path, page: str) -> None:
    text = text_of(tmp_path, page)
    assert any(told in text for told in ("stays closed until December", "keeps your choice", "Mix flour and eggs"))


def test_what_is_said_of_several_terms_is_said_with_each(tmp_path: Path) -> None:
    page = "<dl><dt>Identity card</dt><dt>Residence card</dt><dd>28.80 euros<dt>Passport<dd>37 euros<dt>Visa</dl>"
    assert text_of(tmp_path, page) == "Identity card, Residence card: 28.80 euros\n\nPassport: 37 euros\n\nVisa"


def test_what_is_written_in_a_forum_is_no_row(tmp_path: Path) -> None:
    post = "<tr><td><b>{}</b><td><p>{}</p><p>{}</p></tr>".format
    posts = post("beanie", "My grinder clicks.", "What can I do?") + post("lou", "Turn the screw.", "Do not force it.")
    told = "beanie\n\nMy grinder clicks.\n\nWhat can I do?\n\nlou\n\nTurn the screw.\n\nDo not force it."
    assert text_of(tmp_path, f"<table>{posts}</table>") == told


def test_a_half_beside_a_whole_number_is_no_power(tmp_path: Path) -> None:
    page = "<p>1<sup>1</sup>&frasl;<sub>2</sub> spoons of 10<sup>6</sup></p>"
    assert text_of(tmp_path, page) == "1 1⁄2 spoons of 10^6"
