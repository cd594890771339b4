"""Rows of tables and what the head of their table says of them. Tables are in Markdown, as all readers give them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import zip_longest

from index.text.terms import content_terms, is_stop, language_of, language_within, stem, terms
from index.types import Passage, Sentence
from rag.passages.headings import own_heading
from rag.passages.readable import readable
from rag.quantities.units import NUMBER_WORDS

# What a measure is called, and the words that ask for it. "Light" and "short" by themselves mostly ask for others.
ASKED_AS = {
    stem(name): frozenset(map(stem, words.split()))
    for row in """
    weight: weigh weighs heavy heavier heaviest lighter lightest; length: long longer longest shorter shortest;
    duration: long longer longest shorter shortest; height: high higher highest tall taller tallest;
    width: wide wider widest narrow narrower narrowest; depth: deep deeper deepest;
    age: old older oldest younger youngest; speed: fast faster fastest slow slower slowest;
    size: big bigger biggest large larger largest small smaller smallest;
    capacity: big bigger biggest large larger largest small smaller smallest hold holds volume;
    volume: big bigger biggest large larger largest small smaller smallest hold holds capacity;
    price: cost costs expensive cheap cheaper cheapest; cost: price expensive costs cheap cheaper cheapest; date: when;
    temperature: hot hotter hottest warm warmer warmest cold colder coldest;
    noise: loud louder loudest noisy quiet quieter quietest silent;
    power: strong stronger strongest powerful; range: far farther further; slope: steep steeper steepest;
    gradient: steep steeper steepest; extension: phone telephone; ext: extension phone telephone; tel: phone telephone;
    pos: position item; qty: quantity many; amt: amount; dept: department; desc: description;
    warranty: guarantee guaranteed guarantees; guarantee: warranty warranties
    """.split(";")
    for name, words in [row.strip().split(":")]
}
for _word, _digits in ((word, str(int(value))) for word, value in NUMBER_WORDS.items() if 2 <= value <= 12):
    ASKED_AS |= {_word: frozenset((_digits,)), _digits: frozenset((_word,))}
# What a column, and no single row, may be asked for by besides: "Who is in charge?" is of no row "Price".
_OF_COLUMNS = {
    stem(name): frozenset(map(stem, words.split()))
    for row in """
    price: fee fare charge rate; cost: fee fare charge rate; fee: price cost charge rate; location: kept keep stored
    located; place: kept keep stored located; room: kept keep stored located; owner: responsible belongs;
    responsible: owner charge; assignee: responsible; purchased: bought buy acquired; bought: purchased acquired;
    due: deadline; deadline: due; client: customer; customer: client; lost: lose loses; won: win wins; drawn: draw
    draws drew; sold: sell sells; built: constructed; sent: send; played: match matches game games
    """.split(";")
    for name, words in [row.strip().split(":")]
}
# "Noise level" is asked for as noise is.
_MEASURED = frozenset(map(stem, ("level", "rating")))
_BRACKETED = re.compile(r"\s*\([^()]*\)")
# A number of so few digits may count or number anything; a year or an article's number is seldom met by chance.
_NUMBER = re.compile(r"\d{1,3}")
_BARE = re.compile(r"\d[\d.,']*")
_CODE = re.compile(r"[^\W\d_]+\d+")
# Who does what the word without it tells.
_DOER = ("er", "or")
_BAR = "|"
# The line below a table's head.
_RULE = re.compile(r"\s*\|?(\s*:?-{2,}:?\s*\|)+[\s:-]*")


def is_row(passage: Passage, sentence: Sentence) -> bool:
    """Whether a line is a row of a table, and neither its head nor the rule below it."""
    line = _line(passage, sentence)[0]
    return _has_bars(line) and not _RULE.fullmatch(line) and not is_head(passage, sentence)


def is_head(passage: Passage, sentence: Sentence) -> bool:
    """Whether a line is the head of a table, or the rule below it."""
    if _BAR not in passage.text:
        return False
    line, _, end = _line(passage, sentence)
    return _has_bars(line) and _RULE.match(passage.text, end) is not None


def table_head(passage: Passage, sentence: Sentence) -> list[str]:
    """The cells at the head of the table that a row stands in; none where there is none in the passage."""
    if _BAR not in passage.text:
        return []
    line, start, _ = _line(passage, sentence)
    if not _has_bars(line):
        return []
    above = passage.text[:start].splitlines()
    for at in range(len(above) - 1, 0, -1):
        if not _has_bars(above[at]):
            return []
        if _RULE.fullmatch(above[at]):
            return _cells(above[at - 1])
    return []


def row_text(passage: Passage, sentence: Sentence) -> str:
    """A row for people: "Weight: 4.2 kg (Model A), 6.9 kg (Model B)"; empty where a wider table has no head.

    So it is for what is no row.
    """
    if not is_row(passage, sentence):
        return ""
    head = table_head(passage, sentence)
    key, *cells = row_cells(passage, sentence)
    if not cells or (not head and len(cells) > 1):
        return ""
    if len(cells) == 1 and len(head) in (0, 2):
        return readable(f"{key}: {cells[0]}")
    named = [f"{cell} ({name})" if name else cell for name, cell in zip_longest(head[1:], cells, fillvalue="") if cell]
    return readable(": ".join(filter(None, (key, ", ".join(named)))))


def told(passage: Passage, sentence: Sentence) -> str:
    """What a sentence says; of a row, each cell with its head: "Norway Country, 8 Days"."""
    head = table_head(passage, sentence)
    if not head:
        return sentence.text
    cells = row_cells(passage, sentence)
    rest = head[len(cells) :]
    return ", ".join([*(f"{cell} {name}" for cell, name in zip(cells, head, strict=False)), *cells[len(head) :], *rest])


def told_with_heading(passage: Passage, sentence: Sentence) -> str:
    """The same, where a bare number is also of what the heading of the section names: "6 Buy, 6 Prices"."""
    head, section = table_head(passage, sentence), own_heading(passage.heading)
    if not head or not section:
        return told(passage, sentence)
    rows = zip(row_cells(passage, sentence), head, strict=False)
    # Each by itself: what follows a price's head would else hide it.
    return ", ".join(
        f"{cell} {name}, {cell} {section}" if _BARE.fullmatch(cell) else f"{cell} {name}" for cell, name in rows
    )


def asked_as(name: str) -> set[str]:
    """The terms that ask for what a term names: itself, "heavy" for "weight", "supplies" for "supplier"."""
    does = {name[:-1], name[:-2]} if name.endswith(_DOER) else set[str]()
    return {name, *ASKED_AS.get(name, ()), *_OF_COLUMNS.get(name, ()), *does}


def row_key(passage: Passage, sentence: Sentence, asked: Collection[str]) -> set[str]:
    """The terms of a question that name a row by its first cell: "heavy" for "Weight"; none where they do not."""
    if _BAR not in passage.text:
        return set()
    line = _line(passage, sentence)[0]
    if not _has_bars(line) or is_head(passage, sentence):
        return set()
    first, *rest = _cells(line)
    own = _key_terms(first, _language(passage.text))
    met = [{term, *ASKED_AS.get(term, ())} & set(asked) for term in own]
    return set().union(*met) if any(rest) and all(met) else set()


# Every question about a table asks the same of its rows.
@lru_cache(maxsize=20_000)
def _key_terms(first: str, language: str) -> tuple[str, ...]:
    """The terms that a row is named by, of its first cell in a passage of a language."""
    # A unit or a condition, as in "Weight (empty)", need not be asked for.
    named = _BRACKETED.sub("", first) or first
    own = content_terms(named, language_within(named, language))
    # "Red light and error E2" is named by the code at its end; an "X200 charger" is no X200.
    own = own[-1:] if own and _CODE.fullmatch(own[-1]) else own
    return tuple([term for term in own if term not in _MEASURED] or own)


def row_speaks_of(passage: Passage, sentence: Sentence, asked: Collection[str]) -> bool:
    """Whether a row or its head has one of the terms, or what one of them asks for: "heavy" of a column "Weight"."""
    return any(not asked_as(term).isdisjoint(asked) for term in terms(told(passage, sentence)))


def row_told(passage: Passage, sentence: Sentence, asked: Collection[str]) -> set[str]:
    """The terms that a row has in its cells, where the heads of its columns have all others; else none.

    A number of the price list "2" or "3" is no price or stock: beyond the first column, its head must be asked for.
    """
    head = table_head(passage, sentence)
    if not head:
        return set()
    told = [{asked_for for name in cell_terms(cell) for asked_for in asked_as(name)} for cell in head]
    if not any(not own.isdisjoint(asked) for own in told) or not is_row(passage, sentence):
        return set()
    cells, found = row_cells(passage, sentence), set[str]()
    for at, cell in enumerate(cells):
        own = told[at] if at < len(told) else set[str]()
        has = set(asked).intersection(cell_terms(cell))
        found |= {term for term in has if at == 0 or not is_number(term) or not own.isdisjoint(asked)}
    left = set(asked) - found
    return found if left and left <= set().union(*told) else set()


def is_number(term: str) -> bool:
    """Whether a term is a short number, or the word for one, that may count or number anything."""
    return any(_NUMBER.fullmatch(own) for own in (term, *ASKED_AS.get(term, ())))


def row_cells(passage: Passage, sentence: Sentence) -> list[str]:
    """The cells of the row that a sentence is."""
    return _cells(_line(passage, sentence)[0])


# Every question about a table asks the same of its cells.
@lru_cache(maxsize=100_000)
def cell_terms(cell: str) -> tuple[str, ...]:
    """The distinct terms of a cell, in order."""
    return tuple(dict.fromkeys(terms(cell)))


def cell_content(cell: str) -> list[str]:
    """Those that are no stop words."""
    return [term for term in cell_terms(cell) if not is_stop(term)]


# Each row of a passage asks for the same.
_language = lru_cache(maxsize=4000)(language_of)


def _line(passage: Passage, sentence: Sentence) -> tuple[str, int, int]:
    """The first line that a sentence stands on, and where in the passage it begins and ends."""
    start = passage.text.rfind("\n", 0, sentence.start - passage.start) + 1
    end = passage.text.find("\n", sentence.start - passage.start)
    end = end if end >= 0 else len(passage.text)
    return passage.text[start:end], start, end


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _has_bars(line: str) -> bool:
    return line.lstrip().startswith(_BAR)
