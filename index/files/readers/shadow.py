"""Shadow trees that a page declares in its source: their text is shown in the element that they stand in.

Knows elements, and no text. A template that declares no shadow tree is for scripts, and shows nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.files.readers.visible import is_deep

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement

# The second is what browsers called it before it was a standard.
_DECLARED = ("shadowrootmode", "shadowroot")


def show_shadow_trees(soup: BeautifulSoup) -> None:
    """Put the content of each declared shadow tree in the place of its template, and in its slots what they take in."""
    # The innermost first: what one shows may stand in the slot of another.
    for template in reversed(soup.find_all("template")):
        host = template.parent
        if host is not None and any(map(template.has_attr, _DECLARED)) and not is_deep(template):
            _fill(template, [child for child in host.children if child is not template])
            _as_text(template)
            template.unwrap()


def _fill(template: Tag, own: list[PageElement]) -> None:
    """Move what the host holds into the slots of its tree; what no slot takes in is not shown."""
    slots = {str(slot.get("name") or ""): slot for slot in reversed(template.find_all("slot"))}
    taken: dict[str, list[PageElement]] = {}
    for child in own:
        taken.setdefault(_slot_of(child), []).append(child.extract())
    for name, slot in slots.items():
        children = taken.get(name, [])
        # A slot shows what stands in it where it takes in nothing.
        if any(str(child).strip() for child in children):
            slot.clear()
            slot.extend(children)


def _as_text(template: Tag) -> None:
    """Have the strings of a template read as any other's, which the parser tells from those of the page."""
    from bs4.element import NavigableString, TemplateString

    for string in template.find_all(string=True):
        if isinstance(string, TemplateString):
            string.replace_with(NavigableString(string))


def _slot_of(child: PageElement) -> str:
    from bs4 import Tag

    return str(child.get("slot") or "") if isinstance(child, Tag) else ""
