"""The page of a report, opened from a file in a real browser: plots, filters, the evidence of a question, no leaks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browsing import CHROMIUM
from eval_examples import example, random_examples, report
from playwright.sync_api import Browser, Page, expect

from eval.baseline import compare, past_of
from eval.cases import Place
from eval.html import page, write_page
from eval.html.plots import histogram
from eval.metrics import Mean
from eval.records import Example, Shown
from eval.report import EvalReport, Figure, Section

# Two letters outside the basic plane stand before the gold span: offsets count them once each.
TEXT = (
    "𝔏𝔦ndby <img src=x onerror='window.__pwn=1'> was dug in 1871 by 200 workers. "
    "</script><script>window.__pwn=2</script>"
)
GOLD, CITED = (
    Place("a", TEXT.index("was"), TEXT.index(" by")),
    Place("a", TEXT.index("in 1871"), TEXT.index(" workers")),
)
EVIL = "When? <b onclick=window.__pwn=3>x</b></script><script>window.__pwn=4</script>"


def hostile() -> dict[str, Any]:
    shown = Shown((Place("a", 0, len(TEXT)),), (1.0,), (CITED,), f"{EVIL} [1]", (), True, 0.9)
    first = example(0)
    evil = Example(replace(first.case, question=EVIL, gold=(GOLD,), answers=("1871", EVIL)), shown)
    refused = example(1, sure=0.1)
    lost = Example(example(2).case, None, f"ValueError: {EVIL}")
    data = report([evil, refused, lost, example(3, hit=False)]).to_dict()
    data["excerpts"]["all"]["a"] = {"title": EVIL, "pieces": [[0, TEXT]]}
    data["notes"] = [EVIL]
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    write_page(hostile(), tmp_path / "report.html")
    wanted: list[str] = []
    found = browser.new_page()
    found.on("request", lambda request: wanted.append(request.url))
    found.on("pageerror", lambda error: wanted.append(str(error)))
    found.on("console", lambda message: wanted.append(message.text))
    found.goto((tmp_path / "report.html").as_uri())
    yield found
    assert found.evaluate("window.__pwn") is None
    assert wanted == [(tmp_path / "report.html").as_uri()]
    found.close()


needs_browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="Needs chromium: apt-get install chromium")


@needs_browser
@pytest.mark.browser
def test_gold_and_shown_spans_are_marked_in_their_text_and_told_apart_in_words(opened: Page) -> None:
    opened.locator(".question summary").first.click()
    marks = opened.locator(".question").first.locator(".text mark")
    marks.first.wait_for()
    got = [(mark.get_attribute("data-label"), mark.text_content()) for mark in marks.all()]
    assert got == [("gold", "was dug "), ("both", "in 1871"), ("shown", " by 200")]
    # The word stands on the page, not colour alone.
    assert "both" in marks.nth(1).evaluate("mark => getComputedStyle(mark, '::before').content")
    expect(opened.locator(".question").first).to_contain_text("was dug in 1871 shown in part; stands in passage 1")


@needs_browser
@pytest.mark.browser
def test_questions_are_filtered_and_searched(opened: Page) -> None:
    expect(opened.locator("#count")).to_have_text("4 of 4 questions")
    badges = {"missed": ["missed"], "refused": ["wrongly refused"], "failed": ["failed"]}
    for name, shown in badges.items():
        opened.get_by_role("button", name=f"{name} ({len(shown)})").click()
        expect(opened.locator(".question .badge")).to_have_text(shown)
    opened.locator(".question summary").click()
    expect(opened.locator(".question .body")).to_contain_text("ValueError: When?")
    opened.get_by_role("button", name="all (4)").click()
    opened.get_by_label("Search").fill("QUESTION 3:")
    expect(opened.locator(".question .asked")).to_have_text(["Question 3: when was it dug?"])


@needs_browser
@pytest.mark.browser
def test_hostile_text_is_shown_as_text(opened: Page) -> None:
    for summary in opened.locator(".question > summary").all():
        summary.click()
    expect(opened.locator(".question .asked").first).to_have_text(EVIL)
    assert opened.locator("main img, main script, main b[onclick]").count() == 0


@needs_browser
@pytest.mark.browser
def test_what_a_comparison_lost_and_gained_is_listed(browser: Browser, tmp_path: Path) -> None:
    hits = [[True, True, False], [False, True, True]]
    old, new = (report([example(n, hit=hit) for n, hit in enumerate(row)]) for row in hits)
    old.write(tmp_path / "old.json")
    data = json.loads(json.dumps(new.to_dict()))
    write_page({**data, "against": compare(data, past_of(tmp_path / "old.json", "")).to_dict()}, tmp_path / "r.html")
    found = browser.new_page(viewport={"width": 360, "height": 740})
    found.goto((tmp_path / "r.html").as_uri())
    expect(found.get_by_text("Questions lost: 1; gained: 1.")).to_be_visible()
    for name, says in (("lost (1)", "missedwas rightQuestion 0"), ("gained (1)", "rightwas missedQuestion 2")):
        found.get_by_role("button", name=name).click()
        expect(found.locator(".question")).to_have_count(1)
        expect(found.locator(".question summary")).to_contain_text(says)
    # A bar is as wide as the phone, its value in full above it.
    assert found.evaluate("document.documentElement.scrollWidth") == 360
    value = found.locator(".bars .value").filter(has_text="n=3").first.bounding_box()
    assert value is not None
    assert value["x"] + value["width"] <= 360
    found.close()


@needs_browser
@pytest.mark.browser
def test_a_phone_needs_no_scrolling_sideways_and_dark_is_dark(browser: Browser, tmp_path: Path) -> None:
    write_page(hostile(), tmp_path / "report.html")
    found = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
    found.goto((tmp_path / "report.html").as_uri())
    found.locator(".question summary").first.click()
    assert found.evaluate("document.documentElement.scrollWidth") == 360
    assert found.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 28)"
    found.close()


@needs_browser
@pytest.mark.browser
def test_a_long_report_opens_fast_and_shows_a_hundred_at_a_time(browser: Browser, tmp_path: Path) -> None:
    write_page(report(random_examples(400)).to_dict(), tmp_path / "report.html")
    assert (tmp_path / "report.html").stat().st_size < 6_000_000
    found = browser.new_page()
    found.goto((tmp_path / "report.html").as_uri())
    expect(found.locator("#count")).to_have_text("1201 of 1201 questions")
    assert found.locator(".question").count() == 100
    found.get_by_role("button", name="Show more").click()
    assert found.locator(".question").count() == 200
    found.close()


def test_nothing_is_loaded_and_only_the_pages_own_script_may_run() -> None:
    text = page(hostile())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+'; base-uri 'none'", policy[1]
    )
    assert text.count("</script>") == 2
    assert not re.search(r"(src|href)=", text.partition("<main>")[2].partition("</main>")[0].replace("src=x", ""))


def test_plots_say_what_they_show() -> None:
    text = page(report(random_examples(40)).to_dict())
    assert re.search(r"<caption>\d+ shares with their 95 % intervals</caption>", text)
    for name in (
        "Risk over coverage",
        "rank, counted",
        "milliseconds, up to, counted",
    ):
        assert f'{name}"' in text
    assert "1,000 resamples" in text
    # Each plot says over how many questions it is.
    assert len(re.findall(r"<p>[^<]*\bn=\d+[^<]*</p></figcaption>", text)) == text.count("<figure>") == 3


def test_names_below_a_histogram_do_not_run_together() -> None:
    few = re.findall(r">(\d+)</text>", histogram([(str(n), 0) for n in range(12)], "rank"))
    many = re.findall(r">(\d+)</text>", histogram([(str(n), 0) for n in range(1000, 1012)], "milliseconds, up to"))
    assert (few, many) == ([str(n) for n in range(12)], [str(n) for n in range(1001, 1012, 2)])


def test_a_target_that_nothing_was_measured_for_has_no_tile() -> None:
    figures = [Figure("flagged, a unit", Mean(None, 0), 0.85), Figure("flagged, a name", Mean(0.9, 40), 0.85)]
    text = page(EvalReport("verifier", [Section("report half", figures)], [], {}).to_dict())
    assert text.count("<div class='tile ") == 1


def test_a_report_without_a_data_set_has_a_page_too() -> None:
    data = {"suite": "smoke", "sections": report([example(0)]).to_dict()["sections"], "examples": [{"text": "sample"}]}
    assert "<h1>smoke: footnote</h1>" in page(data)
