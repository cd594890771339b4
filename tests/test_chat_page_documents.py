"""Documents on the chat page: uploading and removing them, and what a hostile one tries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import CHIP, NEEDS_BROWSER, ask, hold_back, quoted, remove, slow_at_first, tab, upload
from playwright.sync_api import Page, Route, expect
from serving import serving

from index.sample import sample_path
from rag.chain import Chain
from rag.settings import Settings
from rag.wiring import open_chain

pytestmark = NEEDS_BROWSER

EVIL_HTML = """<html><head><title>Quagga <b>report</b></title><script>window.__pwn = 1</script></head><body>
<h1>The quagga report</h1><img src="http://evil.invalid/leak.png" onerror="window.__pwn = 2">
<p>The quagga <b onclick="window.__pwn = 3">grazed</b> near Zwartkop in herds of thirty.</p>
<iframe srcdoc="<script>parent.__pwn = 4</script>"></iframe></body></html>"""
EVIL_TEXT = """The thylacine memo

The thylacine hunted at <img src=x onerror="window.__pwn=5"> dusk near Waratah. The thylacine slept by day in
${Object.assign(window,{__pwn:6})} hollow logs. The thylacine ignored
{{constructor.constructor('window.__pwn=7')()}} sheep. ![leak](http://evil.invalid/leak.png)
A thylacine carried its young in a pouch <script>window.__pwn=8</script> for weeks.
"""
EVIL_MARKDOWN = """# The <img src=x onerror="window.__pwn=9"> bilby notes

The bilby digs [burrows](javascript:window.__pwn=10) near ![leak](http://evil.invalid/b.png) Birdsville. 🐾
The bilby eats seeds and bulbs &lt;script&gt;window.__pwn=11&lt;/script&gt; at night.
"""


@pytest.fixture(scope="module")
def chain(new_home: Callable[[], Path]) -> Iterator[Chain]:
    """A library with the sample article, in this process."""
    with open_chain(Settings(home=new_home())) as chain:
        assert chain.library.add([sample_path()]).ok
        yield chain


@pytest.fixture(scope="module")
def address(chain: Chain) -> Iterator[str]:
    """The address of a page over it."""
    from ui.chat.app import create_app

    with serving(create_app(Settings(home=chain.library.home), chain)) as address:
        yield address


@pytest.fixture(autouse=True)
def nothing_left(chain: Chain) -> Iterator[None]:
    """What a test has added is removed, also where it failed half way."""
    before = {info.id for info in chain.library.documents()}
    yield
    for info in chain.library.documents():
        if info.id not in before:
            chain.library.remove(info.id)


def test_hostile_documents_are_shown_as_text_and_fire_nothing(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("quagga.html", "thylacine.txt", "bilby.md", "broken.pdf")]
    for file, content in zip(files, (EVIL_HTML, EVIL_TEXT, EVIL_MARKDOWN, "no pdf"), strict=True):
        file.write_text(content)
    upload(page, *files)
    bad = page.locator(".reports li.bad")
    expect(bad).to_have_count(1)
    expect(bad).to_contain_text("broken.pdf")
    ask(page, "Where did the thylacine hunt at dusk, and where did it sleep?")
    for index in range(page.locator(CHIP).count()):
        page.locator(CHIP).nth(index).click()
        expect(page.locator(".note[aria-current] .number")).to_have_text(str(index + 1))
    assert '<img src=x onerror="window.__pwn=5">' in page.locator(".page .text").inner_text()
    assert "${Object.assign(window,{__pwn:6})}" in page.locator(".page .text").inner_text()
    ask(page, "Where does the bilby dig and what does it eat?")
    page.locator(CHIP).first.click()
    ask(page, "Where did the quagga graze?")
    assert page.locator("#chat img, #pane img, #pane script, #pane iframe").count() == 0
    tab(page, "Documents")
    for name in ("quagga.html", "thylacine.txt", "bilby.md"):
        row = page.locator(".document", has_text=name)
        row.locator(".open").click()
        expect(page.locator(".sheet .where")).to_contain_text(name)
        tab(page, "Documents")
        remove(page, row.locator(".title").inner_text())
    ask(page, "Where did the thylacine hunt at dusk?")
    expect(page.locator("#chat .bot-row").last.locator(".fn-refusal")).to_be_visible()


def test_a_file_that_is_too_large_is_left_out_in_plain_words(page: Page, tmp_path: Path) -> None:
    large, small = tmp_path / "atlas.txt", tmp_path / "potoroo.txt"
    with large.open("wb") as file:
        file.truncate(51 * 2**20)
    small.write_text("The potoroo digs for truffles at night.")
    held = list[Route]()
    page.route("**/app_id", lambda look: held.append(look))
    tab(page, "Documents")
    page.set_input_files("#files input[type=file]", [str(large), str(small)])
    expect(page.locator(".reports")).to_contain_text("atlas.txt")
    for look in held:  # Only now does the click on the tab know that the server is there.
        look.continue_()
    page.unroute("**/app_id")
    expect(page.locator(".reports li")).to_have_text(
        ["potoroo.txt Added", "atlas.txt Not added: A file may have 50 MB at most."], timeout=30_000
    )
    assert page.locator(".toast-body").count() == 0
    page.locator(".told .quiet").click()
    tab(page, "Documents")
    expect(page.locator(".reports")).to_have_count(0)
    remove(page, "potoroo")


def test_of_many_documents_one_is_found_by_its_name(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"harbour log {number}.txt" for number in range(1, 9)]
    for number, file in enumerate(files, 1):
        file.write_text(f"On day {number} of the log the harbour master counted {number} boats.")
    tab(page, "Documents")
    expect(page.locator(".document")).to_have_count(1)
    assert page.locator(".find").count() == 0
    upload(page, *files)
    # Each has one passage: of that its name says nothing.
    page.get_by_label("Find a document").fill("log 1")
    expect(page.locator(".document:visible")).to_have_count(1)
    page.get_by_label("Find a document").fill("LOG 3")
    expect(page.locator(".document:visible")).to_have_count(1)
    expect(page.locator("#shelf-root h2")).to_have_text("1 of 9 documents")
    # Who does not see the list hears of it.
    expect(page.locator("#shelf-root h2")).to_have_attribute("aria-live", "polite")
    page.get_by_label("Find a document").fill("log 33")
    expect(page.locator("#shelf-root .none")).to_have_text("No document has these words in its title or file name.")
    page.get_by_label("Find a document").fill("log 3")
    expect(page.locator("#shelf-root .none")).to_be_hidden()
    page.locator(".document:visible .open").click()
    expect(page.locator(".sheet h2")).to_have_text("harbour log 3")
    tab(page, "Documents")
    expect(page.locator(".document:visible")).to_have_count(1)
    remove(page, "harbour log 3")
    # So few need no field, and none of them stays hidden.
    expect(page.locator(".document:visible")).to_have_count(8)
    for number in (1, 2, 4, 5, 6, 7, 8):
        remove(page, f"harbour log {number}")


def test_a_footnote_of_a_removed_document_says_so(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "Numbat facts.txt"
    file.write_text("The numbat feeds on termites near Dryandra. A numbat needs twenty thousand termites a day.")
    upload(page, file)
    expect(page.locator(".document", has_text="Numbat facts.txt")).to_have_count(1)
    ask(page, "What does the numbat feed on?")
    tab(page, "Documents")
    remove(page, page.locator(".document", has_text="Numbat facts.txt").locator(".title").inner_text())
    # Nor does the text that was open stay.
    tab(page, "Evidence")
    expect(page.locator("p.pane-empty")).to_have_text("This document has been removed from the library.")
    page.locator(CHIP).first.click()
    expect(page.locator("p.pane-empty")).to_have_text("This document has been removed from the library.")


def test_a_footnote_of_a_replaced_document_keeps_its_words_and_leads_to_the_new_one(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "memo.txt"
    file.write_text("The budget of the wombat house is 4,000 crowns.")
    upload(page, file)
    ask(page, "What is the budget of the wombat house?")
    page.locator(CHIP).first.click()
    assert "4,000" in quoted(page)
    file.write_text("The budget of the wombat house is 5,500 crowns.")
    upload(page, file)
    # What was open turns into what was quoted, and so does what is opened now.
    tab(page, "Evidence")
    expect(page.locator(".page .kept")).to_have_text("This document has changed since. Quoted was:")
    page.locator(CHIP).first.click()
    expect(page.locator("mark")).to_have_text("The budget of the wombat house is 4,000 crowns.")
    expect(page.locator("mark")).to_be_focused()
    page.get_by_role("button", name="Open the document as it is now").click()
    expect(page.locator(".page .text")).to_have_text("The budget of the wombat house is 5,500 crowns.")


def test_text_that_comes_after_its_document_was_removed_is_not_shown(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "whimbrel.txt"
    file.write_text("The whimbrel winters on the mud of Marlow Bay.")
    upload(page, file)
    release = hold_back(page, "token")
    page.locator(".document", has_text="whimbrel").locator(".open").click()
    page.wait_for_function("() => window.heldBack")
    tab(page, "Documents")
    remove(page, "whimbrel")
    release()
    tab(page, "Evidence")
    expect(page.locator("p.pane-empty")).to_have_text("This document has been removed from the library.")


@pytest.mark.slow
def test_of_what_is_opened_in_a_hurry_the_last_is_shown(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("godwit.txt", "plover.txt")]
    for file in files:
        file.write_text(f"The {file.stem} winters on the mud of Marlow Bay.")
    upload(page, *files)
    godwit, plover = (page.locator(".document", has_text=file.name) for file in files)
    # From here on every look for the server takes longer than the next one, as on a machine that is busy at first.
    slow_at_first(page)
    plover.locator(".open").click()
    for row, name in ((godwit, "godwit"), (plover, "plover")):
        tab(page, "Documents")
        row.locator(".open").click()
        expect(page.locator(".sheet .where")).to_contain_text(name)
        page.wait_for_timeout(1500)
        expect(page.locator(".sheet .where")).to_contain_text(name)
        tab(page, "Documents")
        remove(page, name)


def test_whatever_is_chosen_and_removed_while_files_are_added_is_not_lost(page: Page, tmp_path: Path) -> None:
    first = [tmp_path / name for name in ("curlew.txt", "dotterel.txt")]
    long, late = tmp_path / "tides.txt", tmp_path / "avocet.txt"
    for file in (*first, late):
        file.write_text(f"The {file.stem} winters on the mud of Marlow Bay.")
    long.write_text("\n\n".join(f"On day {day} the tide of the bay rose by {day * 7} inches." for day in range(1500)))
    upload(page, *first)
    page.locator(".told .quiet").click()
    page.set_input_files("#files input[type=file]", str(long))
    expect(page.locator("#shelf-root .progress")).to_be_visible()
    page.set_input_files("#files input[type=file]", str(late))
    for file in first:
        one = page.locator(".document", has_text=file.name)
        one.locator(".remove").click()
        one.locator(".confirm .danger").click()
        expect(one.locator(".state")).to_have_text("Removing…")
    for file in (long, late):
        expect(page.locator(".reports li", has_text=f"{file.name} Added")).to_have_count(1, timeout=60_000)
    expect(page.locator("#shelf-root .progress")).to_have_count(0)
    expect(page.locator(".document", has_text="avocet")).to_have_count(1)
    for title in ("curlew", "dotterel"):
        expect(page.locator(".document", has_text=title)).to_have_count(0)
    for title in ("tides", "avocet"):
        remove(page, title)


@pytest.mark.slow
def test_whoever_works_in_the_list_goes_on_while_files_are_added(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "soundings.txt"
    file.write_text("\n\n".join(f"At buoy {n} the water was {n * 3} feet deep." for n in range(1500)))
    tab(page, "Documents")
    page.set_input_files("#files input[type=file]", str(file))
    expect(page.locator("#shelf-root .progress")).to_be_visible()
    row = page.locator(".document .open").first
    row.focus()
    page.wait_for_timeout(500)
    expect(row).to_be_focused()
    expect(page.locator(".reports li")).to_have_text("soundings.txt Added", timeout=60_000)
    expect(row).to_be_focused()
    remove(page, "soundings")


@pytest.mark.slow
def test_a_removed_document_does_not_come_back_with_an_answer_from_before(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "knot.txt"
    file.write_text("The knot winters on the mud of Marlow Bay.")
    upload(page, file)
    tab(page, "Evidence")
    release = hold_back(page)
    tab(page, "Documents")
    page.wait_for_function("() => window.heldBack")
    remove(page, "knot")
    release()
    expect(page.locator(".reports li")).to_have_text("knot.txt Removed")
    expect(page.locator(".document", has_text="knot")).to_have_count(0)


@pytest.mark.slow
def test_a_removal_whose_answer_does_not_come_is_told_of_all_the_same(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "ruff.txt"
    file.write_text("The ruff winters on the mud of Marlow Bay.")
    upload(page, file)
    hold_back(page, "document")
    remove(page, "ruff")
    page.wait_for_function("() => window.heldBack")
    expect(page.locator(".reports li")).to_have_text("ruff.txt Removed")
    page.wait_for_timeout(2000)
    expect(page.locator(".reports li")).to_have_count(1)


@pytest.mark.slow
def test_whoever_types_the_next_question_is_not_called_to_the_list(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("linnet.txt", "siskin.txt")]
    for file in files:
        file.write_text(f"The {file.stem} winters on the moor of Leeds.")
    upload(page, *files)
    release = hold_back(page, "document")
    row = page.locator(".document", has_text="linnet.txt")
    row.locator(".remove").click()
    row.locator(".confirm .danger").click()
    page.click("#ask textarea")
    page.keyboard.type("What does ")
    release()
    expect(row).to_have_count(0)
    page.keyboard.type("the siskin do?")
    expect(page.locator("#ask textarea")).to_have_value("What does the siskin do?")
    remove(page, "siskin")


@pytest.mark.slow
def test_footnotes_of_several_documents_name_theirs(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / "Dunlin diary.txt", tmp_path / "Dunlin survey.txt"]
    for file, said in zip(files, ("was counted at Marlow", "nests on the moor of Leeds"), strict=True):
        file.write_text(f"The dunlin {said} in June.")
    upload(page, *files)
    ask(page, "Where was the dunlin counted, and where does the dunlin nest?")
    where = page.locator(".note .where")
    expect(where.first).to_be_visible()
    assert {"Dunlin diary", "Dunlin survey"} <= set(where.all_inner_texts())
    assert page.locator(CHIP).first.get_attribute("data-reason") in ("Dunlin diary", "Dunlin survey")
    assert page.locator(CHIP).first.get_attribute("aria-label") == "Footnote 1"
    tab(page, "Documents")
    for title in ("Dunlin diary", "Dunlin survey"):
        remove(page, title)
    ask(page, "What does Putin want in Eastern Europe?")
    expect(page.locator(".note .where").first).to_be_hidden()


TABLE = """# Fares of the ferry

| Line | Adult | Child |
|------|-------|-------|
| Bregenz | **7 euros** | 3 euros |
| Rorschach and beyond | 9 euros | 4 euros |

The **night ferry** costs _two euros_ more; write to `a_b_c` 🐾 or 2 * 3 * 4. All of it is **cheap**.
"""


def test_tables_and_emphasis_are_shown_without_their_marks(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "fares.md"
    file.write_text(TABLE + "\n\nMore follows. " * 3000)
    upload(page, file)
    page.locator(".document", has_text="fares.md").locator(".open").click()
    text = page.locator(".page .text")
    expect(text).to_contain_text("Rorschach", use_inner_text=True)
    shown = text.inner_text()
    assert "The night ferry costs two euros more; write to a_b_c 🐾 or 2 * 3 * 4. All of it is cheap." in shown
    assert "|" not in shown
    assert "--" not in shown
    lefts = [
        page.locator(".cell", has_text=words).evaluate("node => Math.round(node.getBoundingClientRect().left)")
        for words in ("Child", "3 euros", "4 euros")
    ]
    assert len(set(lefts)) == 1
    ask(page, "What does the Rorschach line cost?")


def test_further_text_keeps_the_evidence(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "quokka.txt"
    file.write_text("The quokka eats leaves on Rottnest.\n\n" + "Nothing else is told here.\n\n" * 1500)
    upload(page, file)
    ask(page, "What does the quokka eat on Rottnest?")
    page.locator(CHIP).first.click()
    assert "quokka" in quoted(page)
    page.get_by_role("button", name="Later text").click()
    expect(page.locator("mark")).to_have_count(0)
    expect(page.locator(".pane-bar .count")).to_have_text(re.compile("Footnote 1 of"))
    expect(page.locator(f"{CHIP}.open").first).to_be_visible()
    page.get_by_role("button", name="Earlier text").click()
    assert "quokka" in quoted(page)
    # Whoever reads on and thinks better of it sees what was chosen last.
    slow_at_first(page)
    page.get_by_role("button", name="Later text").click()
    page.locator(CHIP).first.click()
    page.wait_for_timeout(1500)
    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator("mark")).to_be_focused()
    tab(page, "Documents")
    remove(page, "quokka")


def test_documents_are_removed_by_keyboard(page: Page, open_page: Callable[..., Page], tmp_path: Path) -> None:
    files = [tmp_path / f"gull {number}.txt" for number in range(6)]
    for number, file in enumerate(files):
        file.write_text(f"Gull number {number} was ringed at Marlow.")
    (tmp_path / "gull.exe").write_bytes(bytes(range(256)))
    upload(page, *files, tmp_path / "gull.exe")
    expect(page.locator(".reports li")).to_have_text(
        [re.compile("^6 files: added$"), re.compile("gull.exe.*unknown type .exe")]
    )
    page.get_by_role("button", name="Dismiss what the last change reported").click()
    expect(page.locator(".reports")).to_have_count(0)
    page.get_by_role("button", name="Remove gull 1").click()
    page.get_by_role("button", name="Remove gull 2").click()
    expect(page.locator(".confirm")).to_have_count(1)
    # What another page changes in the list leaves what was asked in it.
    other = open_page()
    tab(other, "Documents")
    remove(other, "gull 0")
    page.evaluate(
        """() => {
          const tabs = [...document.querySelectorAll("#tabs [role=tab]")];
          tabs.find((tab) => tab.textContent.trim() === "Documents").click();
        }"""
    )
    expect(page.locator(".document", has_text="gull 0")).to_have_count(0)
    expect(page.locator(".document", has_text="gull 2").get_by_role("button", name="Keep")).to_be_focused()
    expect(page.get_by_role("button", name="Remove gull 2")).to_have_count(1)
    expect(page.locator(".confirm .danger")).to_have_css("color", "rgb(164, 50, 42)")
    page.keyboard.press("Escape")
    expect(page.locator(".confirm")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove gull 2")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove gull 2")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    # For those who listen; on a page that shows the report, it is not shown twice.
    expect(page.locator("#fn-live")).to_have_text("gull 2.txt Removed")
    expect(page.locator("#fn-live.shown")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove gull 3")).to_be_focused()
    for number in (1, 3, 4, 5):
        remove(page, f"gull {number}")


@pytest.mark.slow
def test_who_stops_an_upload_keeps_what_is_searchable_and_is_told_of_the_rest(page: Page, tmp_path: Path) -> None:
    first, long, last = (tmp_path / name for name in ("a godwit.txt", "b tides.txt", "c snipe.txt"))
    for file in (first, last):
        file.write_text(f"The {file.stem[2:]} winters on the mud of Marlow Bay.")
    long.write_text("\n\n".join(f"On day {day} the tide of the bay rose by {day * 7} inches." for day in range(4000)))
    tab(page, "Documents")
    page.set_input_files("#files input[type=file]", [str(first), str(long), str(last)])
    expect(page.locator("#shelf-root .progress p")).to_contain_text("Indexing", timeout=30_000)
    page.get_by_role("button", name="Stop adding documents").click()
    expect(page.locator("#files button").first).to_be_focused()
    expect(page.locator("#shelf-root .progress")).to_have_count(0, timeout=30_000)
    expect(page.locator(".reports li", has_text="c snipe.txt Stopped, not added")).to_have_count(1)
    expect(page.locator(".reports li", has_text="b tides.txt Stopped, not added")).to_have_count(1)
    expect(page.locator(".document", has_text="tides")).to_have_count(0)
    # The same files again: nothing of the first try stands in their way.
    page.set_input_files("#files input[type=file]", str(last))
    expect(page.locator(".reports li", has_text="c snipe.txt Added")).to_have_count(1, timeout=30_000)
    expect(page.locator(".reports li")).to_have_count(1)
    remove(page, "c snipe")


def test_an_empty_chat_of_another_page_tells_of_what_was_added(
    page: Page, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    other = open_page()
    greeting = other.locator("#chat .placeholder")
    expect(greeting).to_contain_text("In your library: “")
    expect(greeting).not_to_contain_text("The numbat of Dryandra")
    file = tmp_path / "numbat.md"
    file.write_text("# The numbat of Dryandra\n\nThe numbat of Dryandra eats termites by day.\n")
    upload(page, file)
    back = "dispatchEvent(new Event('focus'))"  # What a window gets as its reader comes back to it.
    other.evaluate(back)
    expect(greeting).to_contain_text("and “The numbat of Dryandra”")
    remove(page, "The numbat of Dryandra")
    other.evaluate(back)
    expect(greeting).not_to_contain_text("The numbat of Dryandra")
    ask(other, "What does the numbat eat?")
    other.evaluate(back)
    expect(other.locator("#chat .user-row")).to_have_count(1)
