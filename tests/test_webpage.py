"""Web pages as they are read: what a reader sees, and nothing that stands around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from loaded import headings_of, load_bytes


def test_a_web_page_reads_as_it_is_shown(tmp_path: Path) -> None:
    page = (
        "<html><head><title>The &amp; Title</title><style>p{}</style></head><body><nav>menu</nav>"
        "<h2>A <em>part</em></h2>loose<p>Two\n  spaces,&nbsp;caf&eacute;<br>next line</p><ul><li>one<li><p>two</p></ul>"
        "<table><tr><th>a<th>b</tr><tr><td>1<td><p>2</p></tr></table><pre>x\n  y</pre><script>no()</script>"
        "<p hidden>no</p><p style='display:none'>no</p><i aria-hidden=true>no</i><aside>no</aside><form>no</form>"
        "<!-- no --><footer>no</footer></body></html>"
    )
    document = load_bytes(tmp_path, "a.html", page.encode())
    assert document.text == (
        "A part\n\nloose\n\nTwo spaces, café\nnext line\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nx\n  y"
    )
    assert headings_of(document) == [("A part", 2)]
    assert document.title == "The & Title"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>1823<sup>1</sup>, 2 x 10<sup>6</sup> of CO<sub>2</sub>, 5<sup>1</sup>/<sub>2</sub> m<sup>2</sup></p>",
         "1823^1, 2 x 10^6 of CO2, 5 1/2 m2"),
        ("<p>for <s>12</s><del>13</del>14 euros</p>", "for 14 euros"),
        ("<table><tr><td>a<td>1</tr><tr hidden><td>b<td>9</tr><tbody style='display:none'><tr><td>c<td>8</tr></table>",
         "| a | 1 |"),
        ("<ol start=3><li>c<li value=7>g<li>h</ol>", "3. c\n7. g\n8. h"),
        ("<p>It lapsed in 2030.<sup>3</sup> “Really?”<sup>12</sup> By 40 %.<sup>4</sup></p>",
         "It lapsed in 2030. “Really?” By 40 %."),
        ("<p>Rare<sup class=reference><a href='#c1'>[1]</a></sup> in 12 countries.<sup>2</sup> It costs"
         " €3.<sup>50</sup> at the harbour<sup>4</sup> in 20<sup>th</sup> street</p>",
         "Rare in 12 countries. It costs €3.50 at the harbour in 20th street"),
        ("<h2>Use<a class=headerlink href='#use'>¶</a></h2><h3><a href=x>Range</a><span class=mw-editsection>"
         "[<a href=y>edit</a>]</span></h3><p>On the <a href=z>moor</a>.</p>", "Use\n\nRange\n\nOn the moor."),
        ("<h2><button aria-controls=a>Do you ship?</button></h2><p>Yes.<button>Buy</button></p>",
         "Do you ship?\n\nYes."),
        ("<main><p>Run it.</p><aside>Never as root.</aside><aside><a href=x>Related posts</a></aside></main>",
         "Run it.\n\nNever as root."),
        ("<p>In 2020<a href='#f1'><sup>1</sup></a>.</p><aside role=doc-endnotes>By the office.<a href='#r1' "
         "role=doc-backlink>up</a></aside>", "In 2020.\n\nBy the office."),
        ("<p><math><mfrac><mn>12</mn><mn>5</mn></mfrac></math> of <math><msup><mi>e</mi><mrow>x<mo>+</mo>1</mrow>"
         "</msup><annotation>e^{x+1}</annotation></math> bud&shy;get</p>", "12/5 of e^(x+1) budget"),
        ("<p><app-name>Plan A</app-name><app-price>Ten euros</app-price></p>", "Plan A Ten euros"),
        ("<dl><dt>Is it safe?<dd>Yes.<dt>Size<dd>32 cm<dd>at most<div><dt>Food<dd><ul><li>mice<li>voles</ul></div>"
         "<dt>Alone</dl>", "Is it safe? Yes.\n\nSize: 32 cm\n\nat most\n\nFood\n\n- mice\n- voles\n\nAlone"),
        ("<table><tr><th>Room<th>Meals<th>Price<tr><td rowspan=2>Double<td>none<td>€90<tr><td>all<td>€95"
         "<tr><td colspan=2>Deposit<td>€20<tr><td colspan=3>Paid in May</table>",
         "| Room | Meals | Price |\n|---|---|---|\n| Double | none | €90 |\n| Double | all | €95 |\n"
         "| Deposit |  | €20 |\nPaid in May"),
        ("<table><tr><td><th>Mon<th>Tue<tr><th>Adults<td>5<td>6</table>",
         "|  | Mon | Tue |\n|---|---|---|\n| Adults | 5 | 6 |"),
        ("<table><thead><tr><td>Room<td>Price</thead><tr><td>Twin<td>90</table>",
         "| Room | Price |\n|---|---|\n| Twin | 90 |"),
        ("<table><tr><th>Day<th>Open<tr><td>Mon | Tue<td>9-12</table>",
         "| Day | Open |\n|---|---|\n| Mon / Tue | 9-12 |"),
    ],
)  # fmt: skip
def test_signs_of_a_web_page_say_what_they_say_on_the_screen(tmp_path: Path, body: str, shown: str) -> None:
    assert load_bytes(tmp_path, "a.html", f"<body>{body}</body>".encode()).text == shown


def test_a_list_that_is_the_content_of_a_page_has_its_numbers(tmp_path: Path) -> None:
    page = f"<ol role='main'><li>{'The pier is old. ' * 15}<li>The end.</ol>"
    text = load_bytes(tmp_path, "a.html", page.encode()).text
    assert text.startswith("1. The pier is old.")
    assert text.endswith("2. The end.")


CHROME = (
    '<div class="consent" role="dialog"><p>We use cookies. Accept all?</p></div>'
    '<div role="banner"><a href="/">Hill Farm</a></div><div role="navigation"><a href="/shop">Shop</a></div>'
)
STORY = "<h1>The orchard</h1><p>" + "The orchard has ninety old apple trees on a slope. " * 8 + "</p>"
AFTER = "<div><h2>More stories</h2><p>Ten ways to prune a rose.</p></div>"


@pytest.mark.parametrize(
    "page",
    [
        f"{CHROME}<main>{STORY}</main>{AFTER}",
        f'{CHROME}<div role="main">{STORY}</div>{AFTER}',
        f"{CHROME}<div><article>{STORY}</article></div>{AFTER}",
    ],
)
def test_what_stands_around_the_content_of_a_page_is_left_out(tmp_path: Path, page: str) -> None:
    text = load_bytes(tmp_path, "a.html", f"<body>{page}</body>".encode()).text
    assert text.startswith("The orchard\n\nThe orchard has ninety")
    assert "cookies" not in text
    assert "rose" not in text


@pytest.mark.parametrize(
    "page",
    [
        f"<main><p>Welcome.</p></main><div>{STORY}</div>",
        f"<article><p>{'A note on the owls of the barn. ' * 9}</p></article><div>{STORY}<p>Welcome.</p></div>",
        f'<p>Welcome.</p><form id="aspnetForm"><h2>Trees</h2>{STORY.replace("h1", "p")}</form>',
        f"<article>{STORY}</article><article><h2>The barn</h2><p>It is red.</p></article><p>Welcome.</p>",
        f'<div role="banner">{STORY}</div><p>Welcome.</p>',
        f"<nav><main>{STORY}</main></nav><div>{STORY}</div><p>Welcome.</p>",
    ],
)
def test_and_nothing_is_left_out_where_it_is_not_sure_what_the_content_is(tmp_path: Path, page: str) -> None:
    text = load_bytes(tmp_path, "a.html", f"<body>{page}</body>".encode()).text
    assert "ninety old apple trees" in text
    assert "Welcome." in text


def test_a_web_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Да</p>'
    document = load_bytes(tmp_path, "a.html", page.encode("koi8-r"))
    assert document.text == "Да"
    assert document.notes == ("read as koi8-r",)


def test_a_web_page_within_one_form_is_read(tmp_path: Path) -> None:
    assert (
        load_bytes(tmp_path, "a.htm", b"<form><h1>Page</h1><p>Text.</p><button>Go</button></form>").text
        == "Page\n\nText."
    )


def test_a_form_that_a_server_put_around_an_article_is_read_and_one_to_fill_in_is_not(tmp_path: Path) -> None:
    article = "<h2>The orchard</h2>" + "<p>The orchard has ninety old apple trees.</p>" * 12
    other = f"<p>{'The barn is red. ' * 60}</p>"
    search = '<input type="hidden" value="x"><label>Search</label><input type="text">'
    letter = "<form><p>Write to us.</p><input><textarea></textarea></form>"
    page = f"<body>{other}<form>{search}{article}</form>{letter}</body>"
    text = load_bytes(tmp_path, "a.html", page.encode()).text
    assert "ninety old apple trees" in text
    assert "Search" in text
    assert "Write to us" not in text


@pytest.mark.parametrize("opening", ["<div>", "<span>", "<p><font color=red>Above.", "<table><tr><td>"])
def test_a_web_page_nested_beyond_reason_is_read(tmp_path: Path, opening: str) -> None:
    page = f"{opening * 2000}<b>The ferry</b> leaves at nine.<div>It costs ten euros.</div>Below."
    text = load_bytes(tmp_path, "a.html", page.encode()).text
    assert text.endswith("The ferry leaves at nine.\n\nIt costs ten euros.\n\nBelow.")


def test_what_a_click_unfolds_is_read_and_what_is_hidden_for_good_is_not(tmp_path: Path) -> None:
    page = (
        "<h3><button aria-expanded=false>Which cards do you take?</button></h3><div hidden><p>Visa.</p></div>"
        "<a role=tab href='#riga'>Riga</a> <a role=tab href='#oslo'>Oslo</a>"
        "<p id=riga>It opens at nine.</p><section id=oslo style='display:none'>It opens at ten.</section>"
        "<div class=faq-answer aria-hidden=true>We ship to Norway.</div>"
        "<details><summary>More</summary>Ask us.</details>"
        "<button aria-expanded=false>Menu</button><div hidden><a href=/a>Home</a> <a href=/b>Shop</a></div>"
        "<div hidden>An old price.</div><p>Rate: <span aria-hidden=true>★★★</span>good</p>"
    )
    assert load_bytes(tmp_path, "a.html", page.encode()).text == (
        "Which cards do you take?\n\nVisa.\n\nRiga\n\nIt opens at nine.\n\nOslo\n\nIt opens at ten.\n\n"
        "We ship to Norway.\n\nMore\n\nAsk us.\n\nMenu\n\nRate: good"
    )


def test_a_table_that_lays_out_a_page_is_no_row(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>Home<br>About<td><p>The castle was built in 1402.</p><p>It burned down in 1611.</p></table>"
        "<table><tr><td><pre class=lineno>1\n2</pre><td><pre>x = 1\ny = 2</pre></table>"
        "<table><tr><td>Item<td>Fee<tr><td>Parking<td><p>It is 40 euros.</p><p>It is paid each month.</p></table>"
    )
    assert load_bytes(tmp_path, "a.html", page.encode()).text == (
        "Home\nAbout\n\nThe castle was built in 1402.\n\nIt burned down in 1611.\n\nx = 1\ny = 2\n\n"
        "| Item | Fee |\n| Parking | It is 40 euros. It is paid each month. |"
    )


def test_a_table_of_data_keeps_its_rows_around_a_table_in_a_cell(tmp_path: Path) -> None:
    within = "<table><tr><td>With a card<td>£15</tr><tr><th>Students<td>£12</tr></table>"
    page = f"<table><tr><th>Service<th>Price<tr><td>Sofa<td>£30<tr><td>Fridge<td>{within}</table>"
    assert load_bytes(tmp_path, "a.html", page.encode()).text == (
        "| Service | Price |\n|---|---|\n| Sofa | £30 |\n| Fridge | With a card £15 Students £12 |"
    )
    page = f"<table><tr><td>Home<td>{within}<tr><td>About<td><p>The castle.</p></table>"
    assert load_bytes(tmp_path, "b.html", page.encode()).text == (
        "Home\n\n| With a card | £15 |\n| Students | £12 |\n\nAbout\n\nThe castle."
    )


def test_titles_are_headings_by_what_programs_call_them(tmp_path: Path) -> None:
    page = (
        "<body><p class=MsoTitle>Lease</p><h1>1. Rent</h1><p>Ten euros.</p>"
        "<div role=heading aria-level=2>Late rent</div><p>Eleven euros.</p></body>"
    )
    document = load_bytes(tmp_path, "a.html", page.encode())
    assert headings_of(document) == [("Lease", 1), ("1. Rent", 1), ("Late rent", 2)]
    assert document.title == "Lease"


def test_a_paragraph_in_the_letters_of_a_heading_is_text(tmp_path: Path) -> None:
    lead = (
        "The harbour was built in 1871 by the fishermen of three villages, who paid for it with half of each catch. "
        * 3
    )
    page = f"<h1>The harbour</h1><h2>{lead}</h2><p>The next meeting is on Friday in the hall.</p>"
    document = load_bytes(tmp_path, "a.html", page.encode())
    assert headings_of(document) == [("The harbour", 1)]
    assert lead.strip() in document.text


def test_who_said_a_quotation_is_read_with_it(tmp_path: Path) -> None:
    quoted = "<blockquote><p>The sea gave us everything.</p><footer>Ann Lee, skipper</footer></blockquote>"
    page = f"<main>{quoted}<footer>Imprint</footer></main><footer>Contact</footer>"
    assert load_bytes(tmp_path, "a.html", page.encode()).text == "The sea gave us everything.\n\nAnn Lee, skipper"


def test_what_is_left_out_around_the_main_part_is_told(tmp_path: Path) -> None:
    main = f"<main><p>{'The library was founded in 1901 by the mill. ' * 20}</p></main>"
    hours = f"<div><h2>Opening hours</h2><p>{'Open on Tuesdays from 9 to 17. ' * 15}</p></div>"
    assert load_bytes(tmp_path, "a.html", main.encode()).notes == ()
    (note,) = load_bytes(tmp_path, "b.html", f"{main}{hours}".encode()).notes
    assert re.fullmatch(r"only its main part was read, 4\d\d characters around it were not", note)
