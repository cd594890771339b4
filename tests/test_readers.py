"""The readers: headings where they stand, pages that read well, and files that are locked, damaged or scanned."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loaded import headings_of, load_bytes
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from index.errors import DocumentError, EmptyDocumentError
from index.readers.markdown import markdown_headings
from index.readers.plain import plain_headings
from index.sentences import sentence_spans
from index.types import Document, Page

# ---- Markdown and plain text ----


def test_markdown_headings_are_found_outside_code(tmp_path: Path) -> None:
    source = (
        "# One #\n\n```sh\n# a comment\n```\n\nTwo\n===\n\n"
        "### [Three](x.html) `code`\n\nText\nof two lines\n---\n\n- item\n---\n"
    )
    document = load_bytes(tmp_path, "a.md", source.encode())
    assert document.text == source
    assert headings_of(document) == [("One", 1), ("Two", 1), ("Three code", 3)]
    assert [document.text[h.start : h.end] for h in document.headings] == [
        "# One #",
        "Two\n===",
        "### [Three](x.html) `code`",
    ]


def test_of_front_matter_its_readers_part_is_text(tmp_path: Path) -> None:
    source = (
        '---\n# comment\ntitle: "Guide: the API"\nlayout: post\nauthor: Ada Holm\ndraft: false\n'
        "tags:\n  - boats\n---\n\n# Setup\n\nText.\n"
    )
    document = load_bytes(tmp_path, "a.md", source.encode())
    assert document.text == "Guide: the API\n\nauthor: Ada Holm\ntags:\n  - boats\n\n\n# Setup\n\nText.\n"
    assert document.title == "Guide: the API"
    assert headings_of(document) == [("Guide: the API", 1), ("Setup", 1)]
    assert [document.text[h.start : h.end] for h in document.headings] == ["Guide: the API", "# Setup"]
    again = load_bytes(tmp_path, "b.md", b"+++\ntitle = 'Setup'\n+++\n# Setup\n\nText.\n")
    assert again.text == "# Setup\n\nText.\n"


@pytest.mark.parametrize("text", ["---\nNote: so it is\nWe met on Monday.\n---\n", "---\n\nWe met.\n\n---\n\nAgain.\n"])
def test_a_text_between_rules_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert load_bytes(tmp_path, "a.md", text.encode()).text == text


def test_comments_of_markdown_are_not_read_and_those_of_code_are(tmp_path: Path) -> None:
    source = "# T\n<!-- the\nkey -->\nOne <!-- x -->two, `<!-- y -->`.\n\n```html\n<!-- z -->\n```\n\n## Last <!--\n"
    document = load_bytes(tmp_path, "a.md", source.encode())
    assert document.text == "# T\n\nOne two, `<!-- y -->`.\n\n```html\n<!-- z -->\n```\n\n## Last <!--\n"
    assert headings_of(document) == [("T", 1), ("Last <!--", 2)]
    assert document.text[document.headings[1].start :] == "## Last <!--\n"


def test_a_title_of_front_matter_may_be_folded(tmp_path: Path) -> None:
    for sign in (">-", "|", ">"):
        source = f"---\ntitle: {sign}\n  The long title\n  of a page\ndate: 2020\n---\n\nText.\n"
        assert load_bytes(tmp_path, "a.md", source.encode()).title == "The long title of a page"


def test_short_lines_that_stand_alone_are_headings_of_plain_text(tmp_path: Path) -> None:
    source = (
        "The Title\n\nA first paragraph that is long enough.\n\nA Reversal of Policy\n\nA second paragraph, longer.\n\n"
        "Not a heading.\n\nA third paragraph, longer still.\n\nlower case\n\nA fourth paragraph, as long.\n\n"
        "1. item of a list\n\nA fifth paragraph, as long.\n\n第二章\n\n吾輩は猫である。名前はまだ無い。\n\n"
        "The last line"
    )
    document = load_bytes(tmp_path, "a.txt", source.encode())
    assert headings_of(document) == [("The Title", 1), ("A Reversal of Policy", 2), ("第二章", 2)]
    assert document.title == "The Title"
    assert [document.text[h.start : h.end] for h in document.headings] == [h.text for h in document.headings]


def test_underlined_lines_are_headings_of_plain_text(tmp_path: Path) -> None:
    document = load_bytes(
        tmp_path, "a.rst", b"=====\nTitle\n=====\n\nText here.\n\nPart one\n--------\nText.\n\nx\n----------\n"
    )
    assert headings_of(document) == [("Title", 1), ("Part one", 2)]
    assert document.text[document.headings[1].start : document.headings[1].end] == "Part one\n--------"


@settings(deadline=None)
@given(text=st.text(alphabet="#=-`~ \nABcd.é*[]()<>_1", max_size=200))
def test_headings_lie_where_they_say_and_in_order(text: str) -> None:
    for found in (list(markdown_headings(text)), list(plain_headings(text))):
        ends = [0]
        for heading in found:
            span = text[heading.start : heading.end]
            assert heading.start >= ends[-1]
            assert heading.text == heading.text.strip() != ""
            assert "\n" not in heading.text
            assert heading.start == 0 or text[heading.start - 1] == "\n"
            assert heading.end == len(text) or text[heading.end] == "\n"
            assert span.count("\n") <= 1
            ends.append(heading.end)
    assert all(heading.text in text[heading.start : heading.end] for heading in plain_headings(text))


RESULTS = "Total sleep time was 346 minutes with amber and 323 minutes with clear glasses."


@pytest.mark.parametrize("heading", ["Abstract", "3 Results", "2. Footbridge over the Wendle", "Café & Küche"])
def test_a_short_line_right_above_its_text_is_a_heading(heading: str) -> None:
    text = f"A study of sleep\n\n{heading}\n{RESULTS}\nAnd more."
    assert [found.text for found in plain_headings(text)] == ["A study of sleep", heading]


def test_a_numbered_line_alone_above_a_text_is_a_heading_and_a_list_of_them_is_none() -> None:
    minutes = f"Minutes\n\n1. POLICE REPORT\n\n{RESULTS}\n\n2. Traffic: Mill Lane\n\n{RESULTS}"
    assert [found.text for found in plain_headings(minutes)][1:] == ["1. POLICE REPORT", "2. Traffic: Mill Lane"]
    listed = f"To do\n\n1. Wash the wool\n\n2. Dry the wool in the shade of the old pear tree\n\n{RESULTS}"
    assert "1. Wash the wool" not in [found.text for found in plain_headings(listed)]
    german = f"Die Mauer\n\nVon Anna Holm\n\n{RESULTS}"
    assert [found.text for found in plain_headings(german)] == ["Die Mauer"]


@pytest.mark.parametrize(
    "text",
    [
        f"Results:\n{RESULTS}",
        f"- Results\n{RESULTS}",
        f"3.\n{RESULTS}",
        "Mr A. Smith\n12 High Street\nLeeds",
        "We met in the hall and talked about the town’s\nFootbridge Committee, which had put off its plan in May.",
        "He left at\nnine and went along the brook to the mill, where he found nobody but the dog and the cat.",
        f"By Ada Holm\n{RESULTS}",
    ],
)
def test_and_no_other_line_is(text: str) -> None:
    assert [found.text for found in plain_headings(f"A study of sleep\n\n{text}")][1:] == []


def test_paragraphs_on_a_line_each_do_not_run_into_one_another(tmp_path: Path) -> None:
    text = (
        "Staff handbook\nHolidays\nEvery employee has 25 days of holiday a year. They are booked with the manager at "
        "least two weeks ahead of the first day.\nUnused days lapse on 31 March.\nSick leave\nCall the office before "
        "9 am on the first day. A doctor's note is needed from the third day of the illness on.\n"
        "Harbour Street 12\nOslo\nPay\nSalaries are paid monthly.\n"
    )
    document = load_bytes(tmp_path, "a.txt", text.encode())
    assert headings_of(document) == [("Staff handbook", 1), ("Holidays", 2), ("Sick leave", 2)]
    sentences = [document.text[span.start : span.end] for span in sentence_spans(document.text)]
    assert "Every employee has 25 days of holiday a year." in sentences
    assert sentences[-2:] == ["Harbour Street 12\nOslo\nPay", "Salaries are paid monthly."]


def test_a_paragraph_of_lines_that_were_broken_is_whole() -> None:
    broken = (
        "Holidays are booked with the manager of the department that one works in at\nNorth Quay two weeks ahead.\n\n"
    )
    text = broken + "Salaries are paid monthly. " * 20
    assert [text[span.start : span.end] for span in sentence_spans(text)][0] == broken.strip()
    assert list(plain_headings(text)) == []


# ---- HTML ----


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
         "1823^1, 2 x 10^6 of CO2, 5^1/2 m2"),
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


def test_titles_are_headings_by_what_programs_call_them(tmp_path: Path) -> None:
    page = (
        "<body><p class=MsoTitle>Lease</p><h1>1. Rent</h1><p>Ten euros.</p>"
        "<div role=heading aria-level=2>Late rent</div><p>Eleven euros.</p></body>"
    )
    document = load_bytes(tmp_path, "a.html", page.encode())
    assert headings_of(document) == [("Lease", 1), ("1. Rent", 1), ("Late rent", 2)]
    assert document.title == "Lease"


# ---- PDF ----


def pdf_of(pages: Sequence[Sequence[str]], **options: object) -> bytes:
    """One page per list of lines; a page without lines gets a shape, as a scan has only a picture."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, **options)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 720 - 14 * number, line)
        if not lines:
            canvas.rect(72, 72, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_the_paragraphs_of_a_pdf_are_whole(tmp_path: Path) -> None:
    style = getSampleStyleSheet()
    words = "The quick brown fox jumps over the lazy dog, and then it sleeps for a while. " * 5
    buffer = io.BytesIO()
    story = [
        Paragraph("A Heading", style["Heading1"]),
        Paragraph(words, style["BodyText"]),
        Paragraph(words, style["BodyText"]),
    ]
    SimpleDocTemplate(buffer, title="On Foxes").build(story)
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert document.text == f"A Heading\n\n{words.strip()}\n\n{words.strip()}"
    assert document.title == "A Heading"


def test_a_pdf_without_headings_has_the_title_that_the_file_gives(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    body = Paragraph("The fox sleeps. " * 20, getSampleStyleSheet()["BodyText"])
    SimpleDocTemplate(buffer, title="On Foxes").build([body])
    assert load_bytes(tmp_path, "a.pdf", buffer.getvalue()).title == "On Foxes"


def printed(tmp_path: Path, *story: tuple[str, str]) -> Document:
    """A PDF of paragraphs, each in a style of reportlab's sheet, or "Bold" for bold letters of the text's size."""
    styles = getSampleStyleSheet()
    styles.add(ParagraphStyle("Bold", parent=styles["BodyText"], fontName="Helvetica-Bold"))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([Paragraph(text, styles[style]) for style, text in story])
    return load_bytes(tmp_path, "a.pdf", buffer.getvalue())


FOX = "The fox sleeps by day in a hollow tree, or in a den that others have left, and hunts at night. " * 4


def test_larger_and_bolder_lines_of_a_pdf_are_its_headings(tmp_path: Path) -> None:
    document = printed(
        tmp_path,
        ("Title", "Animals of the forest"),
        ("Heading2", "1. The fox and all of its relations, as far as they have been seen in this and other forests"),
        ("BodyText", FOX),
        ("Bold", "What does it eat?"),
        ("BodyText", FOX),
        ("Heading2", "2. The hare"),
        ("BodyText", FOX),
    )
    assert [(heading.level, heading.text) for heading in document.headings] == [
        (1, "Animals of the forest"),
        (2, "1. The fox and all of its relations, as far as they have been seen in this and other forests"),
        (3, "What does it eat?"),
        (2, "2. The hare"),
    ]
    assert all(document.text[item.start : item.end] == item.text for item in document.headings)
    assert document.title == "Animals of the forest"


@pytest.mark.parametrize(
    "text",
    [
        "Never feed the fox, whatever it may look like, and keep your dog on a lead in all of the forest. " * 3,
        "Note that the fox is shy.",
        "fox@forest.example",
        "3.141",
    ],
)
def test_what_is_bold_need_not_be_a_heading(tmp_path: Path, text: str) -> None:
    document = printed(tmp_path, ("BodyText", FOX), ("Bold", text), ("BodyText", FOX))
    assert document.headings == ()
    assert " ".join(text.split()) in document.text


def test_a_document_in_bold_has_no_headings_by_that(tmp_path: Path) -> None:
    document = printed(tmp_path, ("Bold", "Foxes"), ("Bold", FOX), ("Bold", "Hares"), ("Bold", FOX))
    assert document.headings == ()


def test_the_head_of_a_table_in_a_pdf_is_no_heading(tmp_path: Path) -> None:
    cells = [["Animal", "Weight"], ["Fox", "7 kg"], ["Hare", "4 kg"]]
    buffer = io.BytesIO()
    table = Table(cells, style=[("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")])
    SimpleDocTemplate(buffer).build([Paragraph(FOX, getSampleStyleSheet()["BodyText"]), table])
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert document.headings == ()
    assert "Animal" in document.text


def test_pages_tile_the_text_and_blank_ones_are_noted(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "my_scan.pdf", pdf_of([["One."], [], ["Three."], ["Four."], []]))
    assert document.text == "One.\n\nThree.\n\nFour."
    assert document.pages == (Page(1, 0, 6), Page(2, 6, 6), Page(3, 6, 14), Page(4, 14, 19), Page(5, 19, 19))
    assert [document.page_at(offset) for offset in (0, 6, 14)] == [1, 3, 4]
    assert document.notes == ("pages 2, 5 have no text",)
    assert document.title == "my scan"


def test_running_heads_and_page_numbers_are_no_text(tmp_path: Path) -> None:
    animals = ("fox", "hare", "wolf", "bear")
    lines = ["The {} sleeps by day in a hollow tree, or in a den that others", "have left, and the {} hunts at night."]
    pages = [
        [
            "Forest report 2021 - Revision 3",
            "",
            lines[0].format(animal),
            lines[1].format(animal),
            "",
            f"Page {number} of 4",
        ]
        for number, animal in enumerate(animals, 1)
    ]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    sentences = [" ".join(lines).format(animal, animal) for animal in animals]
    assert document.text == "\n\n".join(["Forest report 2021 - Revision 3", *sentences])
    assert document.page_at(document.text.index("The bear")) == 4


@pytest.mark.parametrize("line", ["Chapter {}", "Invoice 20{}7", "The {} wolves howl."])
def test_what_differs_from_page_to_page_is_text(tmp_path: Path, line: str) -> None:
    pages = [[line.format(number), "", f"Words of page {number} alone."] for number in range(1, 5)]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    for number in range(1, 5):
        assert line.format(number) in document.text


def test_titles_of_slides_and_records_stay_though_they_are_alike(tmp_path: Path) -> None:
    style = getSampleStyleSheet()
    story: list[Flowable] = []
    for animal in ("fox", "hare", "wolf"):
        story += [Paragraph("Status", style["Title"]), Paragraph(f"The {animal} sleeps. " * 9, style["BodyText"])]
        story += [Paragraph("Injuries: none", style["BodyText"]), PageBreak()]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(story)
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert [heading.text for heading in document.headings] == ["Status"] * 3
    assert document.text.count("Injuries: none") == 3


def test_a_raised_mark_is_no_figure_of_a_number(tmp_path: Path) -> None:
    text = "The treaty was signed in 1823<super>1</super> by the two princes of the northern valley and its towns. " * 2
    document = printed(tmp_path, ("BodyText", text))
    assert "18231" not in document.text
    assert "1823 1 by" in document.text


def test_letters_that_are_set_apart_are_words(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, 720, "METHODS AND DATA", charSpace=6)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 690, "Of the options a b c d only the last was taken, and the others were left.", charSpace=0)
    canvas.showPage()
    canvas.save()
    document = load_bytes(tmp_path, "a.pdf", buffer.getvalue())
    assert [heading.text for heading in document.headings] == ["METHODS AND DATA"]
    assert "options a b c d only" in document.text


def test_a_watermark_is_neither_title_nor_in_a_sentence(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(3):
        canvas.drawString(
            72, 720, f"The fox sleeps by day in hollow tree {number} of the forest, or in a den that others"
        )
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 80)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()
        canvas.drawString(72, 706, f"have left, and the hare of tree {number} hunts at night.")
        canvas.showPage()
    canvas.save()
    document = load_bytes(tmp_path, "fox.pdf", buffer.getvalue())
    assert document.title == "fox"
    assert document.text.count("DRAFT") == 1
    assert document.text.count("a den that others have left, and the hare") == 3


def test_pages_that_are_alike_keep_their_text(tmp_path: Path) -> None:
    document = load_bytes(tmp_path, "a.pdf", pdf_of([["Void."], ["Void."], ["Void."]]))
    assert document.text == "Void.\n\nVoid.\n\nVoid."


def test_a_sentence_goes_on_over_a_page(tmp_path: Path) -> None:
    pages = [
        ["Leases", "", "The tenant shall keep the gar-", "", "7"],
        ["Leases", "", "den, and the garden gate, in", "", "8"],
        ["Leases", "", "good order.", "", "9"],
        ["Leases", "", "The landlord may look at them.", "", "10"],
    ]
    document = load_bytes(tmp_path, "a.pdf", pdf_of(pages))
    assert document.text == (
        "The tenant shall keep the garden, and the garden gate, in good order.\n\nThe landlord may look at them."
    )
    assert [document.text[page.start : page.end] for page in document.pages][1] == "den, and the garden gate, in "


def test_a_word_broken_at_a_line_end_is_joined_where_the_document_tells_how(tmp_path: Path) -> None:
    lines = [
        "An international and a well-",
        "known treaty is inter-",
        "national, and pre-",
        "and postwar, covid-",
        "19 too.",
    ]
    document = load_bytes(tmp_path, "a.pdf", pdf_of([lines]))
    assert (
        document.text
        == "An international and a well-known treaty is international, and pre- and postwar, covid-19 too."
    )


def test_rows_of_a_pdf_stay_on_their_lines(tmp_path: Path) -> None:
    lines = ["A line of text that is as long as the page is wide.", "Berlin 3", "Paris 4"]
    assert load_bytes(tmp_path, "a.pdf", pdf_of([lines])).text == (
        "A line of text that is as long as the page is wide. Berlin 3\nParis 4"
    )


def test_a_pdf_with_letters_of_no_size_is_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("Helvetica", 11)
    for row in range(4):
        for column, text in enumerate(("Boat", "Length", "Price")):
            canvas.drawString(60 + 150 * column, 700 - 16 * row, f"{text} {row}")
    canvas.setFont("Helvetica", 0.01)
    canvas.drawString(60, 630, "hidden mark")
    canvas.save()
    assert "Length 2" in load_bytes(tmp_path, "a.pdf", stream.getvalue()).text


def test_a_scanned_pdf_is_empty_and_needs_ocr(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocumentError, match="seems to be scanned. Run OCR"):
        load_bytes(tmp_path, "a.pdf", pdf_of([[], []]))


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="protected with a password"):
        load_bytes(tmp_path, "a.pdf", pdf_of([["Secret."]], encrypt=StandardEncryption("word", canPrint=0)))


def test_a_pdf_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    lock = StandardEncryption("", ownerPassword="owner", canModify=0)
    assert load_bytes(tmp_path, "a.pdf", pdf_of([["Open."]], encrypt=lock)).text == "Open."


def test_a_damaged_pdf_and_one_without_pages_are_refused(tmp_path: Path) -> None:
    empty = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(DocumentError, match="has no pages|damaged"):
        load_bytes(tmp_path, "a.pdf", empty)
    for data in (b"not a pdf", b"%PDF-1.7\n", pdf_of([["Text."]])[:200]):
        with pytest.raises(DocumentError, match="damaged or not a PDF"):
            load_bytes(tmp_path, "a.pdf", data)


def test_headings_as_wikis_write_them_are_found_in_text_and_markdown() -> None:
    text = " = Little Rock = \n The arsenal stands in a park .\n = = Construction = = \n It was built in 1840 .\n"
    for find in (plain_headings, markdown_headings):
        found = [(heading.text, heading.level) for heading in find(text)]
        assert found == [("Little Rock", 1), ("Construction", 2)]
