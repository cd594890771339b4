"""Tables of a document in the evidence: words and numbers stay whole, however many columns there are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import CHIP, NEEDS_BROWSER, ask, quoted, remove, tab, upload
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER

TARIFF = """# Tariff of the cold store at Ullapool

Cold storage at Ullapool is paid for monthly. The prices of the cold storage at Ullapool hold until June.

| Item | Unit | Price (£) | Discount | Minimum term | Invoiced | Contact | Remarks |
|---|---|---|---|---|---|---|---|
| Storage of pallets | per pallet and week | 1,234.50 | none | 12 months | monthly | accounts@store.example | chilled |
| Emergency call-out | per hour | 97.00 | none | none | per event | duty@store.example | nights and public holidays |
"""
ASKED = "What does an emergency call-out cost at the cold store of Ullapool?"
ASKED_TWICE = "What does an emergency call-out cost, and what does the storage of pallets cost?"
# The words of a node's text that stand on more than one line.
TORN = """(root) => {
  const torn = [], walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/[^\\s-]+/g)) {
    const range = document.createRange();
    range.setStart(walk.currentNode, word.index);
    range.setEnd(walk.currentNode, word.index + word[0].length);
    if (range.getClientRects().length > 1) torn.push(word[0]);
  }
  return torn;
}"""


@pytest.fixture
def tariff(page: Page, tmp_path: Path) -> Iterator[str]:
    file = tmp_path / "tariff.md"
    file.write_text(TARIFF)
    upload(page, file)
    yield TARIFF
    tab(page, "Documents")
    remove(page, "Tariff")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_word_of_a_wide_table_is_torn(
    page: Page, open_page: Callable[..., Page], address: str, tariff: str, width: int
) -> None:
    reader = open_page(address, viewport={"width": width, "height": 844})
    ask(reader, ASKED)
    reader.locator(CHIP).first.click()
    # The evidence stood there before the click, and is drawn anew after it: what was found before that is on no page.
    expect(reader.locator("mark")).to_be_focused()
    assert quoted(reader).startswith("Emergency call-out | per hour | 97.00")
    assert reader.locator(".page").evaluate(TORN) == []
    # It is the sheet that scrolls to its side, and not the page, and it is shown from where the words begin.
    assert reader.evaluate("document.documentElement.scrollWidth") == width
    expect(reader.locator("mark .cell").first).to_be_in_viewport(ratio=1)
    assert reader.locator(".page").evaluate("node => [node.scrollWidth > node.clientWidth, node.scrollLeft]") == [
        True,
        0,
    ]
    # Each column has one edge, whether it is quoted or not.
    lefts = reader.locator(".table-row .cell:nth-of-type(3)").evaluate_all(
        "cells => cells.map((cell) => Math.round(cell.getBoundingClientRect().left))"
    )
    assert len(lefts) == 3
    assert len({*lefts}) == 1
    # What is copied of it is a table.
    assert "Emergency call-out\tper hour\t97.00" in reader.locator(".page .text").inner_text()
    assert reader.locator(".page .text").text_content() == tariff


def test_an_arrow_shows_the_rest_of_a_wide_table_before_it_leads_on(page: Page, tariff: str) -> None:
    ask(page, ASKED_TWICE)
    count = page.locator(".pane-bar .count")
    page.locator(CHIP).first.click()
    expect(count).to_have_text("Footnote 1 of 2")
    expect(page.locator("mark")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # The next footnote would be there by then.
    expect(page.locator(".cell", has_text="nights and public holidays")).to_be_in_viewport(ratio=0.9)
    expect(count).to_have_text("Footnote 1 of 2")
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text("Footnote 2 of 2")


def test_a_row_of_which_a_part_is_quoted_stays_one(page: Page, tmp_path: Path) -> None:
    duties = ", ".join(
        f"she looks after the lamp on the Foula jetty in week {week} of the year" for week in range(1, 60)
    )
    said = (
        "# Wardens of Foula\n\n| Warden | Duties | Paid |\n|---|---|---|\n"
        f"| Isa Gray | In the dark months {duties}. | 40 crowns |\n"
        "| Rob Gear | He mends the nets of the school. | none |\n"
    )
    file = tmp_path / "wardens.md"
    file.write_text(said)
    upload(page, file)
    ask(page, "Who looks after the lamp on the Foula jetty in the dark months?")
    page.locator(CHIP).first.click()
    # The quotation ends within the second cell.
    marks = page.locator("mark")
    expect(marks).to_have_text(["Isa Gray", re.compile("^In the dark months .* in week [1-9] of the year,$")])
    expect(marks.first).to_be_in_viewport()
    expect(page.locator(".table-row")).to_have_count(3)
    assert page.locator(".page .text").text_content() == said
    tab(page, "Documents")
    remove(page, "Wardens")


def test_a_table_from_right_to_left_begins_at_the_right(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "rent.md"
    file.write_text("# שכר דירה\n\n| חודש | סכום |\n|---|---|\n| ינואר | 5,400 |\n| פברואר | 5,600 |\n")
    upload(page, file)
    page.locator(".document", has_text="rent.md").locator(".open").click()
    expect(page.locator(".table-row")).to_have_count(3)
    right = "cells => cells.map((cell) => Math.round(cell.getBoundingClientRect().right))"
    rights = [row.locator(".cell").evaluate_all(right) for row in page.locator(".table-row").all()]
    assert rights[0][0] > rights[0][1]
    assert rights == [rights[0]] * 3
    edge = page.locator(".page .text").evaluate("node => Math.round(node.getBoundingClientRect().right)")
    assert rights[0][0] == edge
    tab(page, "Documents")
    remove(page, "שכר דירה")


HOURS = """# Hours of the Ullapool pool

| Day | Opens |
|---|---|
| Monday | 06:00 |
| Sunday | 09:00 |

Tickets for the Ullapool pool are sold until noon.

| Ticket | Price |
|---|---|
| Family | £12 |
"""
HEARD = """- region "Text of Hours of the Ullapool pool":
  - heading "Hours of the Ullapool pool" [level=3]
  - table:
    - row "Day Opens":
      - columnheader "Day"
      - columnheader "Opens"
    - row "Monday 06:00":
      - cell "Monday"
      - cell "06:00"
    - 'rowgroup "Quoted: Sunday, 09:00"':
      - row "Sunday 09:00":
        - cell "Sunday"
        - cell "09:00"
  - text: Tickets for the Ullapool pool are sold until noon.
  - table:
    - row "Ticket Price":
      - columnheader "Ticket"
      - columnheader "Price"
    - row "Family £12":
      - cell "Family"
      - cell "£12\""""


def test_those_who_listen_hear_a_table_with_what_is_quoted_of_it(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "hours.md"
    file.write_text(HOURS)
    upload(page, file)
    ask(page, "When does the Ullapool pool open on Sunday?")
    page.locator(CHIP).first.click()
    expect(page.locator("mark")).to_be_focused()
    assert page.locator(".page").aria_snapshot() == HEARD
    # Every character of the document is still there, in its order.
    assert page.locator(".page .text").text_content() == HOURS
    tab(page, "Documents")
    remove(page, "Hours")


def test_what_is_marked_goes_on_within_a_table(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "hours.md"
    file.write_text(HOURS)
    upload(page, file)
    document = page.locator(".document", has_text="Hours").get_attribute("data-id")
    place = f"{HOURS.index('Tickets')}-{len(HOURS)}"
    page.evaluate("hash => { location.hash = hash }", f"#cite-0a-1/{document}/{place}/hours.md")
    marks = page.locator("mark")
    expect(marks).to_have_count(2)
    assert marks.first.inner_text().strip() == "Tickets for the Ullapool pool are sold until noon."
    expect(marks.last.get_by_role("row")).to_have_count(2)
    assert page.locator(".page .text").text_content() == HOURS
    tab(page, "Documents")
    remove(page, "Hours")
