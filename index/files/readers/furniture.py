"""Running heads, running feet and page numbers of printed pages: they stand between the lines of one text.

Knows geometry, and no PDF library. What stands in one place of most pages, word for word, is furniture; a number in it
may count the pages. What tells more than that ("Safety data sheet, revision 3") stays on the page where it comes first.
A title beside a number that counts may be another one in each chapter.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from statistics import median
from typing import NamedTuple

from index.files.readers.layout import Line, Word, usual_size

# Furniture stands on at least so many pages, and, unless it counts them, on this share: books have one head on the left
# pages and another on the right.
_FEWEST, _SHARE = 3, 0.4
# Of the text's size at most, and in the upper or lower part of the page.
_LARGEST, _EDGE = 1.3, 0.2
# So many printed lines at either end of a page may be furniture.
_DEPTH = 3
# Points by which the place of a line may differ from page to page, and the share of a line's height by which pieces of
# one printed line may.
_SAME_PLACE, _SAME_LINE = 4, 0.5
# White between a page number and the title beside it, in heights of the line.
_APART = 1.2
# A line of more characters has no number of the page: it may have thousands.
_LONGEST = 300
# A line of so many words, page numbers and the words for them apart, tells something.
_TELLING = 2
_NUMBER = re.compile(r"\d{1,4}")
_ROMAN = re.compile(r"\W*([ivxl]+|[IVXL]+)\W*")
_ROMAN_WORTH = {"i": 1, "v": 5, "x": 10, "l": 50}
_LETTERS = re.compile(r"[^\W\d_]+")
# What parts a page number from the words beside it: "Annual report | 17".
_RULED = re.compile(r"(?:^|(?<=\s))[|·•–—:/-](?:\s|$)")
# "3 of 10"
_OF_SO_MANY = re.compile(r"\s*(?:/|of|von|de|из|sur)\s*\d", re.IGNORECASE)
_OF = frozenset("of von de из sur".split())
_PAGE = frozenset("p pp page pages pg s seite von of de pag pagina página sida side strona стр страница из sur".split())


_DATED = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?"
# What browsers set at the foot of what they print: the address and which page of how many, or that and the date.
_FOOT_OF_PRINT = re.compile(
    rf"(?:https?|file)://\S+\s+\d{{1,4}}/\d{{1,4}}|\d{{1,4}} (?:of|von|sur|di|de|van) \d{{1,4}}\s+{_DATED}"
)

# Above, the date and the title, or the title and the address.
_HEAD_OF_PRINT = re.compile(rf"{_DATED}(?:\s.*)?|.*\s(?:https?|file)://\S+")


class _Form(NamedTuple):
    """What a line has in common with those of other pages: its end of the page, its words, and if a number counts.

    Where it is `titled` there are other words beside the number, which may be others on each page.
    """

    head: bool
    text: str
    counts: bool = False
    titled: bool = False


# Page and number of the lines of each form.
_Layer = dict[_Form, list[tuple[int, int]]]


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without what is repeated at its head and foot; what stays of that comes first.

    Rows of tables are none: the head of a long table stands on each of its pages.
    """
    pages = [_without_marks_of_print(lines) for lines in _without_watermarks(pages)]
    # What was found so far, on each page, and what of that goes.
    found: list[set[int]] = [set() for _ in pages]
    gone: list[set[int]] = [set() for _ in pages]
    for _ in range(_DEPTH):
        layer = _layer(pages, found)
        for page, at in chain.from_iterable(layer.values()):
            found[page].add(at)
        for page, at in (*_needless(layer, pages, found), *_numbers(layer, pages, found)):
            gone[page].add(at)
        if not layer:
            break
    # Pages that are alike to their last line are no furniture.
    for page, lines in enumerate(pages):
        if len(found[page]) == sum(not line.turned for line in lines):
            found[page], gone[page] = set(), set()
    left = [[at for at in range(len(lines)) if at not in gone[page]] for page, lines in enumerate(pages)]
    # What is kept would, at the end of a page, stand in a sentence that goes on over it.
    kept = [[_kept(pages[page][at]) for at in own if at in found[page]] for page, own in enumerate(left)]
    return [kept[page] + [pages[page][at] for at in own if at not in found[page]] for page, own in enumerate(left)]


def _without_marks_of_print(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page without what a browser sets above and below what it prints: when and from where."""
    outermost = list(_outermost(lines, set()))
    above, foot = ([at for at, head in outermost if head == upper] for upper in (True, False))
    said = [" ".join(lines[at].text for at in sorted(own, key=lambda at: lines[at].left)) for own in (above, foot)]
    if not _FOOT_OF_PRINT.fullmatch(said[1]):
        return list(lines)
    gone = {*foot, *(above if _HEAD_OF_PRINT.fullmatch(said[0]) else ())}
    return [line for at, line in enumerate(lines) if at not in gone]


def _needless(layer: _Layer, pages: Sequence[Sequence[Line]], found: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    """What goes of a layer: what tells nothing, or tells it again."""
    rest = [line for lines, own in zip(pages, found, strict=True) for at, line in enumerate(lines) if at not in own]
    text = _said(line.text for line in rest)
    for form, places in layer.items():
        titles: set[str] = set()
        for nth, (page, at) in enumerate(places):
            title = _said([pages[page][at].text])
            # The title of a chapter stands above the chapter, too.
            again = not title.strip() or title in text or title in titles if form.titled else nth > 0
            # One word is a title, too.
            if again or not (form.titled or _tells(pages[page][at].text)):
                yield page, at
            titles.add(title)


def _numbers(layer: _Layer, pages: Sequence[Sequence[Line]], found: Sequence[set[int]]) -> Iterator[tuple[int, int]]:
    """Numbers of pages that have theirs in a place of its own, as where a chapter opens."""
    counted = {form.text for form in layer if form.counts}
    for page, lines in enumerate(pages):
        for at, _ in _outermost(lines, found[page]):
            if _NUMBER.fullmatch(lines[at].text) and f"#{int(lines[at].text) - page}#" in counted:
                yield page, at


def _kept(line: Line) -> Line:
    """Furniture that is kept: it is part of no sentence, and tells nothing of how wide the text is."""
    return replace(line, words=(), right=line.left, apart=True)


def _without_watermarks(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages, with what is written across them only where it comes first."""
    seen: set[str] = set()
    left: list[list[Line]] = []
    for lines in pages:
        left.append([line for line in lines if not (line.turned and line.text in seen)])
        seen.update(line.text for line in lines if line.turned)
    return left


def _layer(pages: Sequence[Sequence[Line]], found: Sequence[set[int]]) -> _Layer:
    """The outermost lines that are repeated, beyond those that were found: page and number of each."""
    places: _Layer = defaultdict(list)
    largest = _LARGEST * usual_size([line for lines in pages for line in lines])
    top = max((line.top for lines in pages for line in lines), default=0.0)
    for page, lines in enumerate(pages):
        for at, head in _outermost(lines, found[page]):
            # Slides and forms have titles and labels that are alike: larger ones, and such as stand in the midst.
            if lines[at].height > largest:
                continue
            in_midst = lines[at].top < (1 - _EDGE) * top if head else lines[at].bottom > _EDGE * top
            for form in _forms(lines[at], page, head=head):
                if form.counts or not in_midst:
                    places[form].append((page, at))
    printed = sum(bool(lines) for lines in pages)
    few = max(min(_FEWEST, printed), 2)
    repeated: _Layer = {}
    for form, all_ in places.items():
        usual = median(pages[page][at].bottom for page, at in all_)
        same = [(page, at) for page, at in all_ if abs(pages[page][at].bottom - usual) <= _SAME_PLACE]
        if len({page for page, _ in same}) >= (few if form.counts else max(few, math.ceil(_SHARE * printed))):
            repeated[form] = same
    return repeated


def _outermost(lines: Sequence[Line], found: set[int]) -> Iterator[tuple[int, bool]]:
    """The pieces of the first and of the last printed line of what is left, and whether it is the first."""
    rest = [at for at in range(len(lines)) if not (at in found or lines[at].table or lines[at].turned)]
    top = max((lines[at].top for at in rest), default=0.0)
    bottom = min((lines[at].bottom for at in rest), default=0.0)
    for at in rest:
        if top - lines[at].top <= _SAME_LINE * lines[at].height:
            yield at, True
        if lines[at].bottom - bottom <= _SAME_LINE * lines[at].height:
            yield at, False


def _forms(line: Line, page: int, *, head: bool) -> Iterator[_Form]:
    """The line as it is, and with each of its numbers counted from the page's own."""
    yield _Form(head, line.text)
    if len(line.text) > _LONGEST:
        return
    if roman := _ROMAN.fullmatch(line.text):
        yield _Form(head, f"#{_value(roman[1].casefold()) - page}#", counts=True)
    for number in _NUMBER.finditer(line.text):
        around = f"{line.text[: number.start()]}#{int(number[0]) - page}#{line.text[number.end() :]}"
        # "Chapter 3" is a heading, and "Invoice 2024-103" tells what the page is of.
        if not _words(around) or (len(_LETTERS.findall(around)) != 1 and _is_of_the_page(line, number)):
            yield _Form(head, around, counts=True)
    for one, other in (line.words[:2], line.words[-2:][::-1]) if len(line.words) > 1 else ():
        if _NUMBER.fullmatch(one.text) and _white(one, other) >= _APART * line.height:
            yield _Form(head, f"#{int(one.text) - page}#", counts=True, titled=True)


def _is_of_the_page(line: Line, number: re.Match[str]) -> bool:
    """Whether a number in a line of words is the page's: it stands by a word for that, or set apart at an end."""
    before, after = line.text[: number.start()], line.text[number.end() :]
    called = any(word.casefold() in _PAGE - _OF for word in _LETTERS.findall(before)[-1:])
    if called or _OF_SO_MANY.match(after) or _RULED.search(before) or _RULED.match(after):
        return True
    if before.strip() and after.strip() or len(line.words) < _TELLING:
        return False
    one, other = line.words[:2] if after.strip() else line.words[-2:]
    return _white(one, other) >= _APART * line.height


def _white(one: Word, other: Word) -> float:
    """The white between two words."""
    return max(one.left, other.left) - min(one.right, other.right)


def _value(roman: str) -> int:
    worth = [_ROMAN_WORTH[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(worth, [*worth[1:], 0], strict=True))


def _tells(text: str) -> bool:
    """Whether a line says more than which page it is, or which file was printed."""
    return len(_words(text)) >= _TELLING and "://" not in text


def _said(texts: Iterable[str]) -> str:
    return f" {' '.join(word.casefold() for text in texts for word in _words(text))} "


def _words(text: str) -> list[str]:
    return [word for word in _LETTERS.findall(text) if word.casefold() not in _PAGE]
