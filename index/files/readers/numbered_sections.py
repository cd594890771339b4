"""Titles of numbered sections that stand right above their text, as in contracts, laws and manuals.

"3. Fees" above "3.1 The fee is paid yearly", and "Article 3", "§ 3 Miete" or "Schedule 1" above whatever they title.
A line by itself does not tell a title from an item of a list or a sentence: the numbers around it do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from index.files.readers.draft import Line
from index.text.wrapping import is_wrapped
from index.types import Heading

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\W{0,2}[^\W\d_])")
# From the widest to the narrowest: a part has chapters, and a chapter articles.
_KINDS = (
    "part|teil|title|titel|titre|título|titolo|schedule|annex|annexe|appendix|exhibit|anlage|anhang|anexo|allegato|"
    "bijlage|раздел|приложение",
    "chapter|kapitel|chapitre|capítulo|capo|hoofdstuk|rozdział|глава",
    "section|abschnitt|sección|sezione|seção|secção|afdeling",
    "article|artikel|artículo|articolo|artigo|artykuł|clause|klausel|cláusula|rule|regulation|art\\.|§|статья",
)
_NAMED = re.compile(
    rf"(?:{'|'.join(f'({kinds})' for kinds in _KINDS)})\s*"
    r"(?:\d{1,4}(?:\.\d{1,3})*[a-z]?|(?-i:[IVXLC]{1,7}|[A-Z]))\b(?P<mark>[.:)]?(?:\s*[-–—:])?)\s*(?P<title>.*)",
    re.I,
)
# A line before which a sentence ended.
_ENDED = re.compile(r"[.!?:;…。][\"'”’»)\]]*\s*$")
# What parts an entry of a table of contents from its page; looked for from its first dot alone, for there may be many.
_PAGE = re.compile(r"(?<![\s.…·])[\s.…·]+\d{1,4}$")
# Fewer are a chance.
_SEVERAL = 2

Tell = Callable[[str], bool]


def numbered_sections(lines: Sequence[Line], reads_like_title: Tell) -> Iterator[Heading]:
    """Yield the titles, in order; `reads_like_title` tells a line of a few words without a mark at its end."""
    told = [line for line in lines if line.text.strip()]
    blank_before = {after.start for before, after in pairwise(lines) if not before.text.strip()}
    # What a table of contents lists comes again.
    last = {line.text.strip(): at for at, line in enumerate(told)}
    listed = {at for at, line in enumerate(told) if last.get(_PAGE.sub("", line.text.strip()), at) > at}
    levels = _counted(told, listed, reads_like_title)
    named = _named(told, listed, blank_before, reads_like_title)
    if len(named) + len(levels) >= _SEVERAL:
        levels = dict(sorted((levels | named).items()))
    for at, level in levels.items():
        yield Heading(told[at].text.strip().rstrip("."), told[at].start, told[at].end, level)


def _counted(lines: Sequence[Line], listed: set[int], reads_like_title: Tell) -> dict[int, int]:
    """Where "2. Fees" titles what stands below, with its level.

    It does above its own "2.1". Where several do, so does "4. Notices" above a text, if it goes on with their numbers.
    """
    texts = [line.text.strip() for line in lines]
    numbers = [number[1] if (number := _NUMBERED.match(text)) else "" for text in texts]
    titles = {at for at, text in enumerate(texts[:-1]) if numbers[at] and at not in listed and reads_like_title(text)}
    found = {at for at in titles if numbers[at + 1] == f"{numbers[at]}.1"}
    if len(found) >= _SEVERAL:
        known = {numbers[at] for at in found}
        width = max(map(len, texts))
        for at in sorted(titles - found):
            below = texts[at + 1]
            above_text = not numbers[at + 1] and not below[:1].islower() and not is_wrapped(texts[at], below, width)
            if above_text and _before(numbers[at]) in known:
                found.add(at)
                known.add(numbers[at])
    return {at: numbers[at].count(".") + 2 for at in sorted(found)}


def _before(number: str) -> str:
    """The number of the section before one, or of that which it is the first part of."""
    above, _, own = number.rpartition(".")
    return above if own == "1" else f"{above}.{int(own) - 1}".lstrip(".")


def _named(lines: Sequence[Line], listed: set[int], blank_before: set[int], reads_like_title: Tell) -> dict[int, int]:
    """Where "Article 3" or "§ 3 Miete" titles what stands below, with its level; a title may be on the line below."""
    found: dict[int, re.Match[str]] = {}
    for at, line in enumerate(lines[:-1]):
        match = _NAMED.fullmatch(line.text.strip())
        # A wrapped line may begin with "Article 5 of this law".
        opens = at == 0 or line.start in blank_before or at - 1 in found or _ENDED.search(lines[at - 1].text)
        if match and opens and at not in listed and _is_title(match, reads_like_title):
            found[at] = match
    # Of several in a row each is an entry of a list, but for the last; a part may stand right above its first chapter.
    rows = {
        at for at in found
        if at + 1 in found and lines[at + 1].start not in blank_before and _rank(found[at]) >= _rank(found[at + 1])
    }  # fmt: skip
    ranks = sorted({_rank(match) for match in found.values()})
    levels: dict[int, int] = {}
    for at in found.keys() - rows:
        levels[at] = 2 + ranks.index(_rank(found[at]))
        after = found.get(at + 2)
        alone = not found[at]["title"] and at + 1 not in found and (not after or _rank(after) > _rank(found[at]))
        if alone and _is_apart(lines[at + 1 : at + 3], blank_before, reads_like_title):
            levels[at + 1] = levels[at] + 1
    return levels


def _is_title(match: re.Match[str], reads_like_title: Tell) -> bool:
    # "Section 2. Rent." has a mark at its end too.
    title = match["title"].removesuffix("." if match["mark"].startswith(".") else "")
    return not title or (not title[0].islower() and reads_like_title(title))


def _is_apart(below: Sequence[Line], blank_before: set[int], reads_like_title: Tell) -> bool:
    """Whether the first of the two lines below "Article 3" is its title, and the second the text."""
    if len(below) < 2 or below[0].start in blank_before:
        return False
    title, text = (line.text.strip() for line in below)
    return reads_like_title(title) and not title[0].isdigit() and not text[0].islower()


def _rank(match: re.Match[str]) -> int:
    return next(rank for rank in range(len(_KINDS)) if match[rank + 1])
