"""Documents that are written from right to left, or both ways: where their words, brackets and chips stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import CHIP, NEEDS_BROWSER, ask, quoted, remove, tab, upload
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER


@pytest.fixture(autouse=True)
def _others_find_none_of_it(page: Page, tmp_path: Path) -> Iterator[None]:
    yield
    tab(page, "Documents")
    for file in tmp_path.iterdir():
        remove(page, page.locator(".document", has_text=file.name).locator(".title").inner_text())


def test_right_to_left_text_and_its_chips_stand_in_order(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "train.txt"
    file.write_text("القطار يصل في الساعة الخامسة مساء إلى محطة حيفا.\nThe train leaves at six.")
    upload(page, file)
    ask(page, "متى يصل القطار إلى حيفا؟")
    chip = page.locator(CHIP).first
    assert chip.evaluate("node => getComputedStyle(node).unicodeBidi") == "isolate"
    # In one piece: a number in the run of other text would be torn from its box.
    assert chip.evaluate("node => node.getClientRects().length") == 1
    chip.click()
    assert quoted(page).startswith("القطار")
    assert page.evaluate(
        """() => { const box = document.querySelector('.page .text').getBoundingClientRect();
        const line = document.querySelector('mark').getClientRects()[0];
        return Math.abs(box.right - line.right) < Math.abs(box.left - line.left) }"""
    )


# How far to the left each of these signs stands.
LEFTS = """(root, sign) => {
  const found = [], walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (walk.nextNode()) for (const { index } of walk.currentNode.data.matchAll(RegExp(`[${sign}]`, "g"))) {
    range.setStart(walk.currentNode, index);
    range.setEnd(walk.currentNode, index + 1);
    found.push(range.getBoundingClientRect().left);
  }
  return found;
}"""


def test_brackets_of_a_right_to_left_paragraph_face_its_way(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "jaffa.md"
    said = "# נמל יפו\n\nעמלת הנמל היא 18 אירו (ראו www.example.com) עבור כל סירה.\n"
    file.write_text(said)
    upload(page, file)
    page.locator(".document", has_text="jaffa.md").locator(".open").click()
    text = page.locator(".page .text")
    expect(text).to_have_text(said, use_inner_text=False)
    left = """(node, sign) => {
      const words = [...node.childNodes].map((part) => part.lastChild).find((part) => part?.data?.includes(sign));
      const range = document.createRange();
      range.setStart(words, words.data.indexOf(sign));
      range.setEnd(words, words.data.indexOf(sign) + 1);
      return range.getBoundingClientRect().left;
    }"""
    # It closes after the address, which stands to its right.
    assert text.evaluate(left, ")") < text.evaluate(left, "w")


@pytest.mark.parametrize("first", ["Fees are due at once.", "# Fees"])
def test_brackets_face_the_way_of_their_line_whichever_way_the_line_above_runs(
    page: Page, tmp_path: Path, first: str
) -> None:
    file = tmp_path / "eilat.md"
    hebrew, english = "עמלת הנמל היא 18 אירו (ראו www.example.com) עבור כל סירה.", "The fee (called עמלה) is due."
    # Each of them directly below the other, then below a blank line.
    file.write_text(f"{first}\n{hebrew}\n{english}\n{hebrew}\n\n{english}\n\n{hebrew}\n")
    upload(page, file)
    page.locator(".document", has_text="eilat.md").locator(".open").click()
    expect(page.locator(".page .text")).to_have_text(file.read_text(), use_inner_text=False)
    opening, closing = (page.locator(".page .text").evaluate(LEFTS, sign) for sign in "()")
    apart = [round(a - b) for a, b in zip(opening, closing, strict=True)]
    assert apart[0] > 0 > apart[1]
    assert apart == [apart[-1], apart[-2]] * 2 + [apart[-1]]


def test_a_quotation_of_the_other_direction_stands_behind_its_heading(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "harbour.md"
    file.write_text("# נמל יפו\n\nנמל יפו נפתח בשנת 1936.\n")
    upload(page, file)
    page.locator(".document", has_text="harbour.md").locator(".open").click()
    expect(page.locator(".sheet h2")).to_have_css("text-align", "left")
    ask(page, "What are the main points of harbour.md?")
    line = page.locator("#chat .bot-row p", has_text="Under")
    heading, quote = line.locator("bdi").all()
    assert heading.evaluate("node => node.getBoundingClientRect().right") < quote.evaluate(
        "node => node.getBoundingClientRect().left"
    )
