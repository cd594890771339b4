"""Code and tables as the page shows them: those of a document in the evidence, and those of a model's answer."""

from __future__ import annotations

from pathlib import Path

from browsing import CODE, FEES, NEEDS_BROWSER, ask, remove, tab, upload
from playwright.sync_api import Page, expect

pytestmark = NEEDS_BROWSER

MANUAL = """# The kettle daemon

Run `kettle --init` once. The option `**loud**` is literal.

```sh
export KETTLE_HOME=/srv   # a_b_c
  kettle start *
```

The daemon listens on port 8080.

| Command | What it does |
|---|---|
| `kettle stop` | stops it |

1. Install it:

   ~~~
   | no | table |
   | at | all |
   ~~~
"""


def test_code_of_a_document_is_set_as_code_without_its_marks(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "manual.md"
    file.write_text(MANUAL)
    upload(page, file)
    page.locator(".document", has_text="manual.md").locator(".open").click()
    text = page.locator(".page .text")
    code = page.locator(".page .text .code")
    blocks = ["export KETTLE_HOME=/srv   # a_b_c\n  kettle start *\n", "   | no | table |\n   | at | all |\n"]
    expect(code).to_have_text(["kettle --init", "**loud**", blocks[0], "kettle stop", blocks[1]])
    assert "Mono" in code.first.evaluate("node => getComputedStyle(node).fontFamily")
    shown = text.inner_text()
    assert "`" not in shown
    assert "~~~" not in shown
    assert "is literal.\n\nexport KETTLE_HOME=/srv   # a_b_c\n  kettle start *\n\nThe daemon" in shown
    # Its places are the document's.
    assert text.text_content() == MANUAL
    tab(page, "Documents")
    remove(page, "The kettle daemon")


def test_code_of_an_answer_is_large_enough_to_read_and_whole_on_paper(model_page: Page) -> None:
    page = model_page
    ask(page, CODE)
    block = page.locator("#chat pre code")
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    assert block.evaluate(size) >= 12
    page.emulate_media(media="print")
    # On paper nothing scrolls.
    expect(block).to_have_css("white-space", "pre-wrap")


def test_columns_of_an_answers_table_stand_as_it_says(model_page: Page) -> None:
    page = model_page
    ask(page, FEES)
    expect(page.locator("#chat td")).to_have_count(3)
    edges = page.locator("#chat td").evaluate_all("cells => cells.map((cell) => getComputedStyle(cell).textAlign)")
    assert edges == ["start", "right", "center"]
