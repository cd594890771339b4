"""Which documents are asked: those that the reader has ticked, through replacements and removals, in every tab."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import NEEDS_BROWSER, ask, remove, tab, upload
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER

ASKED = "What does a return ticket cost on the ferry?"
SKAW = "Ask only The ferry of Skaw"
LOST = "What you chose to ask is no longer there: “The ferry of Skaw” Ask all"


@pytest.fixture
def skaw(page: Page, tmp_path: Path) -> Iterator[Path]:
    """The file of one of two ferries that the page has."""
    for name, fare in (("Lunna", 14), ("Skaw", 19)):
        write(tmp_path / f"{name}.md", name, fare)
    upload(page, *sorted(tmp_path.iterdir()))
    yield tmp_path / "Skaw.md"
    tab(page, "Evidence")
    tab(page, "Documents")
    expect(page.get_by_role("button", name="Remove The ferry of Lunna")).to_be_visible()
    for name in ("Skaw", "Lunna"):
        if page.get_by_role("button", name=f"Remove The ferry of {name}").count():
            remove(page, f"The ferry of {name}")


def write(file: Path, name: str, fare: int) -> None:
    file.write_text(f"# The ferry of {name}\n\nA return ticket costs {fare} euros on the ferry.\n")


def test_chosen_documents_are_asked_and_no_others(page: Page, skaw: Path) -> None:
    choice = page.get_by_role("checkbox", name=SKAW)
    choice.check()
    expect(page.locator("#fn-scope")).to_have_text("Asking only “The ferry of Skaw” Ask all")
    ask(page, ASKED)
    answer = page.locator("#chat .bot-row").last
    expect(answer).to_contain_text("19 euros")
    expect(answer).not_to_contain_text("14 euros")
    expect(answer.locator(".fn-meta")).to_contain_text("only 1 document asked")
    page.reload()
    expect(page.locator("#fn-scope")).to_contain_text("The ferry of Skaw")
    page.get_by_role("button", name="Ask all").click()
    expect(page.locator("#fn-scope")).to_have_count(0)
    expect(page.locator("#ask textarea")).to_be_focused()
    tab(page, "Documents")
    expect(choice).not_to_be_checked()


def test_those_that_were_found_are_chosen_at_once(page: Page, tmp_path: Path) -> None:
    # As one system writes an accent, and as another does.
    names = ["Ko\u0304be 1", "K\u014dbe 2", "Oban", *(f"Unst {number}" for number in range(6))]
    for name in names:
        write(tmp_path / f"{name}.md", name, 14)
    upload(page, *tmp_path.iterdir())
    find, these = page.get_by_label("Find a document"), page.locator(".these")
    expect(these).to_be_hidden()
    find.fill("kobe")
    expect(page.locator("#shelf-root h2")).to_have_text(re.compile(r"^2 of \d+ documents$"))
    find.fill("k\u014dBE")
    these.click()
    expect(page.locator("#fn-scope")).to_have_text(
        re.compile(r"^Asking only “The ferry of K.+be 1” and “The ferry of K.+be 2”")
    )
    assert page.locator(".choose:checked").count() == 2
    find.fill("oban")
    expect(these).to_be_hidden()
    find.fill("unst")
    expect(these).to_have_text("Ask only these 6")
    these.press("Enter")
    expect(page.locator("#fn-scope")).to_contain_text("Asking only 6 documents")
    expect(these).to_be_focused()
    # Which these are is said on demand.
    names_shown, which = page.locator("#fn-scope .names"), page.get_by_role("button", name="6 documents")
    expect(names_shown).to_have_count(0)
    which.click()
    expect(names_shown).to_have_text(", ".join(f"“The ferry of Unst {number}”" for number in range(6)))
    expect(which).to_be_focused()
    which.press("Enter")
    expect(names_shown).to_have_count(0)
    page.get_by_role("button", name="Ask all").click()
    tab(page, "Documents")
    find.fill("")
    for row in names:
        remove(page, f"The ferry of {row}")


def test_a_document_that_replaces_a_chosen_one_is_asked_in_its_place(page: Page, skaw: Path) -> None:
    page.get_by_role("checkbox", name=SKAW).check()
    write(skaw, "Skaw", 23)
    upload(page, skaw)
    expect(page.locator(".reports li")).to_contain_text("Updated")
    expect(page.get_by_role("checkbox", name=SKAW)).to_be_checked()
    expect(page.locator("#fn-scope")).to_have_text("Asking only “The ferry of Skaw” Ask all")
    ask(page, ASKED)
    answer = page.locator("#chat .bot-row").last
    expect(answer).to_contain_text("23 euros")
    expect(answer.locator(".fn-meta")).to_contain_text("only 1 document asked")


def test_once_none_of_the_chosen_is_there_it_is_the_reader_who_asks_all(page: Page, skaw: Path) -> None:
    page.get_by_role("checkbox", name=SKAW).check()
    remove(page, "The ferry of Skaw")
    expect(page.locator("#fn-scope")).to_have_text(LOST)
    ask(page, ASKED)
    expect(page.locator(".fn-broken")).to_contain_text("A document that was to be asked is no longer there.")
    page.reload()
    expect(page.locator("#fn-scope")).to_have_text(LOST)
    page.get_by_role("button", name="Ask all").click()
    expect(page.locator("#fn-scope")).to_have_count(0)
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#chat .bot-row").last).to_contain_text("14 euros")


def test_of_several_chosen_those_that_are_there_are_asked(page: Page, skaw: Path) -> None:
    page.get_by_role("checkbox", name=SKAW).check()
    page.get_by_role("checkbox", name="Ask only The ferry of Lunna").check()
    remove(page, "The ferry of Skaw")
    expect(page.locator("#fn-scope")).to_have_text("Asking only “The ferry of Lunna” Ask all")


@pytest.mark.slow
def test_what_another_tab_has_replaced_is_asked_anew(page: Page, open_page: Callable[..., Page], skaw: Path) -> None:
    page.get_by_role("checkbox", name=SKAW).check()
    write(skaw, "Skaw", 23)
    upload(open_page(), skaw)
    ask(page, ASKED)
    expect(page.locator(".fn-broken")).to_contain_text("A document that was to be asked is no longer there.")
    expect(page.get_by_role("checkbox", name=SKAW, include_hidden=True)).to_be_checked()
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#chat .bot-row").last).to_contain_text("23 euros")
    expect(page.locator(".fn-meta")).to_contain_text("only 1 document asked")


@pytest.mark.slow
def test_what_another_tab_has_removed_is_told_of(page: Page, open_page: Callable[..., Page], skaw: Path) -> None:
    page.get_by_role("checkbox", name=SKAW).check()
    other = open_page()
    tab(other, "Documents")
    remove(other, "The ferry of Skaw")
    ask(page, ASKED)
    expect(page.locator("#fn-scope")).to_have_text(LOST)
    expect(page.locator(".fn-broken")).to_contain_text(re.compile("no longer there. Choose others .* or ask all."))
