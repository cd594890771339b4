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


SHADOW = """<my-card><template shadowrootmode=open><style>p{color:red}</style><h2><slot name=head>Untitled</slot></h2>
<p>It draws six watts.</p><slot></slot></template><span slot=head>Power</span><p>It lasts forty hours.</p>
<b slot=gone>Never shown.</b></my-card><template><p>A row for scripts.</p></template>
<x-note><template shadowroot=open><p>Charge it <slot>soon</slot> indoors.</p></template></x-note>"""


def test_a_declared_shadow_tree_is_shown_with_what_its_slots_take_in(tmp_path: Path) -> None:
    told = "Power\n\nIt draws six watts.\n\nIt lasts forty hours.\n\nCharge it soon indoors."
    assert text_of(tmp_path, SHADOW) == told


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (
            "<ol type=a><li>Shower.<li>Lockers:<ul><li>small</ul><li>No glass.</ol>",
            "a. Shower.\nb. Lockers:\n- small\nc. No glass.",
        ),
        ("<ol type=I start=4><li>Sauna.<li>Towels.</ol>", "IV) Sauna.\nV) Towels."),
        ("<ol type=i><li>One.<li>Two.</ol><ol type=A><li>Three.</ol>", "i) One.\nii) Two.\n\nA) Three."),
        ("<ol reversed><li>A cap.<li>A bag.</ol>", "2. A cap.\n1. A bag."),
    ],
)
def test_items_have_the_letter_or_the_number_that_is_shown(tmp_path: Path, items: str, told: str) -> None:
    assert text_of(tmp_path, items) == told


def test_bullets_of_a_page_from_word_open_items(tmp_path: Path) -> None:
    item = (
        "<p class=MsoListParagraph><span style='font-family:Symbol'><span style='mso-list:Ignore'>{}"
        "<span>&nbsp; </span></span></span>{}</p>"
    )
    page = item.format("\u00b7", "Keep the hedge") + item.format("o", "Mend the wall") + item.format("a)", "Pay in May")
    assert text_of(tmp_path, page) == "- Keep the hedge\n\n- Mend the wall\n\na) Pay in May"


def test_links_back_from_notes_are_no_text(tmp_path: Path) -> None:
    notes = (
        "<li><span class=mw-cite-backlink>^ <a href='#r1'><sup>a</sup></a> "
        "<a href='#r2'><sup>b</sup></a></span> Holm 1998."
        "<li><a href='#r3'>\u2191</a> Rask 2004.<li>Moll 2010. <a href='#r4'>\u21a9\ufe0e</a>"
    )
    assert text_of(tmp_path, f"<ol>{notes}</ol>") == "1. Holm 1998.\n2. Rask 2004.\n3. Moll 2010."


def test_what_stands_in_for_an_advertisement_is_no_text(tmp_path: Path) -> None:
    ad = "<amp-ad><div placeholder>Advertisement</div></amp-ad><amp-list><div fallback>Nothing loaded</div></amp-list>"
    assert text_of(tmp_path, TEXT + ad) == TOLD


def test_a_tab_with_elements_within_names_its_panel(tmp_path: Path) -> None:
    tab = "<div role=tablist><button role=tab aria-controls=p><span><b>Riga</b></span></button></div>"
    assert (
        text_of(tmp_path, f"{TEXT}{tab}<div role=tabpanel id=p>Open at nine.</div>")
        == f"{TOLD}\n\nRiga\n\nOpen at nine."
    )


def test_a_head_of_two_rows_says_of_each_column_what_stands_above_it(tmp_path: Path) -> None:
    head = "<thead><tr><th rowspan=2>Ship<th colspan=2>Departs</tr><tr><th>Daily<th>Sunday</tr></thead>"
    told = "| Ship | Departs Daily | Departs Sunday |\n|---|---|---|\n| Alma | 7:15 | 9:00 |"
    assert text_of(tmp_path, f"<table>{head}<tr><td>Alma<td>7:15<td>9:00</tr></table>") == told
    # Without a thead the cells say how far down it reaches.
    bare = head.replace("<thead>", "").replace("</thead>", "")
    assert text_of(tmp_path, f"<table>{bare}<tr><td>Alma<td>7:15<td>9:00</tr></table>") == told
