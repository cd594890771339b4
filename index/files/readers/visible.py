"""What of a web page its readers see: the rest is taken out of its tree. Knows elements and attributes, and no text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DROPPED = frozenset(
    """
    head script style noscript template nav footer aside iframe svg canvas object audio video
    button select textarea rt rp annotation annotation-xml
    s strike del
    amp-ad amp-embed
    """.split()
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# No page has more elements around another one, but where they were never closed.
DEEPEST = 100
_TERMS = [*HEADINGS, "summary", "dt"]
# Landmarks around a page's content (WAI-ARIA), which tell nothing of its subject.
_AROUND = frozenset(
    "alertdialog banner complementary contentinfo dialog menu menubar navigation search toolbar".split()
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A link within the page, or to a place of another one, and what a note is marked by: "[1]".
_WITHIN = re.compile("#")
_NOTE = re.compile(r"\W*\w{1,4}\W*")
# A form that holds these is the page itself, as some servers send it; so is one with most of the page's text.
_WHOLE_PAGE = ["main", "article", "h1"]
_FIELDS = ["input", "select", "textarea"]
_LABELS = ["a", "button", "label", "legend", "select", "textarea"]
_NO_FIELD = frozenset(("button", "hidden", "image", "reset", "submit"))
# So much text for each of its fields has a form that a page was put into.
_TEXT_OF_PAGE = 200
# What names the part of the page that it unfolds.
_CONTROLS = ("aria-controls", "data-bs-target", "data-target", "href")
# Of the titles of Word's and Google's documents.
_TITLES = frozenset(("MsoTitle", "title"))
# What Word sets before an item: "·", or "1.".
_MARK_OF_ITEM = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
# A link back from a note to its mark.
_BACK = re.compile(r"[\^↩↑⇑⤴⏎↵⬆\ufe0e\ufe0f\s]+")
# What AMP shows until a part has loaded, or where it cannot be.
_UNTIL_LOADED = ("placeholder", "fallback")
_FOLDED = re.compile(r"accordion|collaps|faq|spoiler|(?<![a-z])tab(?![lr])", re.IGNORECASE)
_NUMBERS_OF_LINES = re.compile(r"(?<![a-z])(?:gutter|linenos?|line-?numbers?)(?![a-z])", re.IGNORECASE)
_SKIPS = re.compile(r"(?<![a-z])skip(?![a-z])", re.IGNORECASE)
_CONSENT = re.compile(r"cookie|consent|onetrust|gdpr|cmp(?![a-z])", re.IGNORECASE)
_COOKIES = re.compile(r"cookie", re.IGNORECASE)
_CRUMBS = re.compile(r"(?<![a-z])bread-?crumbs?(?![a-z])", re.IGNORECASE)


def keep_visible(soup: BeautifulSoup) -> None:
    """Take out of a page what is hidden for good, and what is no text of it. What a click unfolds stays.

    Word and Google write the title of a document as a paragraph, and programs their headings as any element: they
    become headings. The bullets of Word's lists become dashes.
    """
    # All of them once: to have the tree searched for each question takes several times as long.
    tags = _tags(soup)
    _name_headings(tags)
    _name_bullets(tags)
    if _name_panels(soup, tags):
        # A tab that was moved has no elements within any more.
        tags = _tags(soup)
    whole, controlled = len(soup.get_text()), _controlled(tags)
    unseen: dict[int, Tag] = {}
    within: set[int] = set()
    depths = {id(soup): 0}
    for tag in tags:
        depths[id(tag)] = depth = depths[id(tag.parent)] + 1
        if id(tag.parent) in within:
            within.add(id(tag))
        # A page may be hidden until its script has run.
        elif tag.name not in ("html", "body") and _is_out(tag, depth, whole, controlled):
            unseen[id(tag)] = tag
            within.add(id(tag))
    _take_out(unseen)


def _tags(soup: BeautifulSoup) -> list[Tag]:
    from bs4 import Tag

    return [tag for tag in soup.descendants if isinstance(tag, Tag)]


def is_deep(tag: Tag) -> bool:
    """Whether so much stands around a tag that it is not looked into level by level."""
    return next(islice(tag.parents, DEEPEST, None), None) is not None


def _take_out(unseen: Mapping[int, Tag]) -> None:
    """Take elements out, none of which stands in another."""
    parents = {id(tag.parent): tag.parent for tag in unseen.values()}
    for parent in filter(None, parents.values()):
        # From the last one on, each by its place, which is else searched for from the first child on.
        for place in range(len(parent.contents) - 1, -1, -1):
            if id(parent.contents[place]) in unseen:
                parent.contents[place].extract(_self_index=place)


def _is_out(tag: Tag, depth: int, whole: int, controlled: frozenset[str]) -> bool:
    """Whether readers do not see a tag that has so many around it.

    Very deep its name alone tells: to look at all that stands in each, and around it, would take hours.
    """
    return tag.name in _DROPPED if depth > DEEPEST else _is_unseen(tag, whole, controlled)


def _is_unseen(tag: Tag, whole: int, controlled: frozenset[str]) -> bool:
    folded = _is_folded_away(tag) and not _unfolds(tag, controlled)
    return folded or _is_no_text(tag) or _is_no_page(tag, whole) or _asks_consent(tag, whole)


def _name_headings(tags: Sequence[Tag]) -> None:
    for tag in tags:
        if tag.get("role") == "heading" and tag.name not in HEADINGS:
            level = f"h{tag.get('aria-level')}"
            tag.name = level if level in HEADINGS else "h2"
    titles = [tag for tag in tags if tag.name == "p" and _TITLES.intersection(tag.get("class") or ())]
    if len(titles) == 1 and titles[0].find_previous("h1") is None:
        titles[0].name = "h1"


def _name_bullets(tags: Sequence[Tag]) -> None:
    for tag in tags:
        # A bullet is one character, in a font of signs: "·", "§", "o". A number has a mark behind it.
        marks = tag.name == "span" and _MARK_OF_ITEM.search(str(tag.get("style") or "")) is not None
        if marks and len(tag.get_text().strip()) == 1:
            for text in tag.find_all(string=True):
                text.replace_with("- " if text.strip() else " ")


def _name_panels(soup: BeautifulSoup, tags: Sequence[Tag]) -> bool:
    """Put what a tab says above the panel that it shows: "Riga" and "Oslo" tell which hours are whose.

    Returns whether any was moved.
    """
    moved = False
    by_id = {str(tag["id"]): tag for tag in tags if tag.has_attr("id")}
    for tab in tags:
        names = _shown_by(tab) if tab.get("role") == "tab" else []
        panel = next((by_id[name] for name in names if name in by_id), None)
        if panel and panel not in (tab, *tab.parents):
            label = soup.new_tag("p")
            label.string = tab.get_text()
            panel.insert_before(label)
            tab.clear()
            moved = True
    return moved


def _controlled(tags: Sequence[Tag]) -> frozenset[str]:
    """The ids of what buttons and tabs say that they show."""
    return frozenset(name for tag in tags if tag.name not in _FIELDS for name in _shown_by(tag))


def _shown_by(control: Tag) -> list[str]:
    """The ids of what a control shows; only of a tab a link tells that."""
    named = (control.get(attribute) for attribute in _CONTROLS if attribute != "href" or control.get("role") == "tab")
    return [name.removeprefix("#") for names in named for name in str(names or "").split()]


def _is_folded_away(tag: Tag) -> bool:
    return (
        tag.has_attr("hidden")
        or tag.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(str(tag.get("style") or "")))
    )


def _unfolds(tag: Tag, controlled: frozenset[str]) -> bool:
    """Whether a click shows it, as the answer of a FAQ or the panel of a tab; a menu that unfolds is no text."""
    words = " ".join((str(tag.get("id") or ""), *(tag.get("class") or ())))
    return (
        tag.get("hidden") == "until-found"
        or tag.get("role") == "tabpanel"
        or tag.get("id") in controlled
        or _FOLDED.search(words) is not None
        or _is_control(tag.find_previous_sibling())
    ) and not _links_mostly(tag)


def _is_control(tag: Tag | None) -> bool:
    """Whether it is what unfolds the part below it, and nothing else."""
    if tag is None or tag.has_attr("aria-expanded"):
        return tag is not None
    control = tag.find(None, {"aria-expanded": True})
    return control is not None and control.get_text().strip() == tag.get_text().strip()


def _links_mostly(tag: Tag) -> bool:
    return 2 * sum(len(link.get_text()) for link in tag.find_all("a")) > len(tag.get_text())


def _is_no_page(tag: Tag, whole: int) -> bool:
    """Whether it is a form to fill in, and no page that a server put into one. `whole` is what all of the page has."""
    if tag.name != "form" or tag.find(_WHOLE_PAGE) or 2 * len(tag.get_text()) > whole:
        return False
    fields = [field for field in tag.find_all(_FIELDS) if field.get("type") not in _NO_FIELD]
    labels = sum(len(label.get_text()) for label in tag.find_all(_LABELS))
    return len(" ".join(tag.get_text().split())) - labels < _TEXT_OF_PAGE * max(len(fields), 1)


def _is_no_text(tag: Tag) -> bool:
    return (
        (tag.name in _DROPPED and not _is_text(tag))
        or _is_mark(tag)
        or (tag.get("role") in _AROUND and not tag.find("h1"))
        or _is_gutter(tag)
        or _stands_in(tag)
        or _is_way_around(tag)
    )


def _stands_in(tag: Tag) -> bool:
    """Whether a part of AMP shows it in its own place for a while."""
    return tag.parent is not None and tag.parent.name.startswith("amp-") and any(map(tag.has_attr, _UNTIL_LOADED))


def _is_way_around(tag: Tag) -> bool:
    """Whether it leads past a page's menus, or tells by links where the page stands."""
    words = " ".join((str(tag.get("aria-label") or ""), *(tag.get("class") or ())))
    if tag.name == "a":
        return str(tag.get("href") or "").startswith("#") and _SKIPS.search(words) is not None
    return _CRUMBS.search(words) is not None and tag.find("h1") is None and tag.find("a") is not None


def _asks_consent(tag: Tag, whole: int) -> bool:
    """Whether it is what asks for consent to cookies before the page is read: it is called so, and has buttons.

    `whole` is what all of the page has.
    """
    words = " ".join((str(tag.get("id") or ""), *(tag.get("class") or ())))
    if not _CONSENT.search(words) or tag.name in _TERMS or tag.find(_WHOLE_PAGE):
        return False
    text = tag.get_text()
    asks = _COOKIES.search(text) is not None and tag.find(["button", "input", "a"]) is not None
    return asks and 2 * len(text) < whole


def _is_gutter(tag: Tag) -> bool:
    """Whether it numbers the lines of code beside it."""
    classes = " ".join(tag.get("class") or ())
    return _NUMBERS_OF_LINES.search(classes) is not None and "".join(tag.get_text().split()).isdecimal()


def _is_mark(tag: Tag) -> bool:
    """Whether it is but a link of the page's own: to a note, to the heading that it stands in, or to edit that."""
    classes = tag.get("class") or ()
    if tag.get("role") == "doc-backlink" or "mw-cite-backlink" in classes:
        return True
    if tag.name == "sup":
        linked = tag.find("a", href=_WITHIN) or tag.find_parent("a", href=_WITHIN)
        return linked is not None and _NOTE.fullmatch(tag.get_text()) is not None
    if tag.name == "a":
        if str(tag.get("href") or "").startswith("#") and _BACK.fullmatch(tag.get_text()):
            return True
        mark = not any(map(str.isalnum, tag.get_text()))
    else:
        mark = tag.name == "span" and "mw-editsection" in classes
    return mark and tag.find_parent(list(HEADINGS)) is not None


def _is_text(tag: Tag) -> bool:
    """Whether it is text in spite of its name: the button of a heading that unfolds, a note, who said a quotation."""
    if tag.name == "button":
        return tag.has_attr("aria-expanded") or tag.find_parent(_TERMS) is not None
    if tag.name == "footer":
        return tag.find_parent("blockquote") is not None
    if tag.name != "aside":
        return False
    if str(tag.get("role") or "").startswith(("doc-", "note")):
        return True
    return tag.find_parent(["main", "article"]) is not None and not _links_mostly(tag)
