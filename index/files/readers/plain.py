"""Plain text -> Draft: the text as it is, but for tables set with blanks, and the lines that read like headings.

A source that a program makes pages of is read as those pages: LaTeX, MediaWiki and Org mode.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import groupby, pairwise

from index.files.readers.aligned import with_aligned_tables
from index.files.readers.bare_tables import with_bars
from index.files.readers.draft import Draft, Line, Raw, canonical, lines_of
from index.files.readers.encoding import decode
from index.files.readers.latex import is_latex, read_latex
from index.files.readers.long_tables import with_heads
from index.files.readers.numbered_sections import numbered_sections
from index.files.readers.org_source import is_org_source, read_org_source
from index.files.readers.page_breaks import without_page_breaks
from index.files.readers.ruled_tables import with_ruled_tables
from index.files.readers.wiki_source import is_wiki_source, with_wiki_source_read
from index.text.items import ITEM
from index.text.letters import is_dateline, is_salutation
from index.text.wrapping import in_long_lines
from index.types import Heading

_LONGEST_HEADING = 80
# With a number before it. Nothing longer is looked at: a text may be one line.
_LONGEST_LINE = 2 * _LONGEST_HEADING
# Right above its text, without a blank line, a heading is short and the line below it long.
_MOST_WORDS, _LINE_OF_TEXT = 8, 60
_NOT_AT_THE_END = tuple(".,;:!?…。，；：！？、\"'”’»」』)]}|")
_GAP = re.compile(r" {4,}|\t")
_LIST_ITEM = re.compile(rf"(?:{ITEM}|[A-Z]\.)\s")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[^\W\d_])")
# "By Name Surname" and "By our science correspondent" above a text are its author, not a section of it.
_BYLINE = re.compile(
    r"(?:[Bb]y|BY|[Vv]on|[Pp]or|[Pp]ar|[Dd]i|[Dd]oor|[Aa][vf])\b:?\s+"
    r"(?:(?=[^\W\d_a-z])|(?:an?|our|the|staff)\b.*\b(?:correspondents?|reporters?|writers?|staff|editors?|desk|team)$)"
)
# A quoted line of a mail, or what parts the mail from its signature or the mail that it answers.
_ANSWERED = re.compile(
    r"[ \t]*>|-- ?$|[-_]{5,}|-{2,} ?[^\W\d_][^-]* ?-{2,}$|"
    # What does not end so behind the last such word does not behind another one.
    r"(?>.*\b(?:wrote|schrieb|écrit|escribió|scritto|escreveu|schreef)\b)[^.?!]*:$"
)
# The head of a mail, whose subject is its title.
_MAIL_FIELD = re.compile(
    r"(?P<subject>Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp)[ \t]?:[ \t]*(?P<words>\S.*)|"
    r"(?:From|To|Cc|Date|Sent|Von|An|Datum|Gesendet|De|À|A|Para|Da|Data|Fecha|Van|Aan)[ \t]?:[ \t]*\S"
)
_UNDERLINE = re.compile(r"([=\-~^])\1{2,}[ \t]*")
# "== Section ==", as wikis write it; in some corpora with blanks between the marks.
_WIKI = re.compile(r"[ \t]*(?P<marks>=(?: ?=){0,5})[ \t]+(?P<words>[^=\n]+?)[ \t]+(?P=marks)[ \t]*")
_UNDERLINED_LEVELS = {"=": 1, "-": 2, "~": 3, "^": 4}


def read_plain(raw: Raw) -> Draft:
    """Return the text verbatim, but for the rules of canonical text and the heads and feet of its pages.

    Rows that are set with blanks have bars. Of a source for LaTeX, a wiki or Org mode it is what that would show.
    """
    decoded = decode(raw)
    text = canonical(without_page_breaks(decoded.text))
    if is_latex(text):
        return read_latex(text, decoded.notes)
    if is_org_source(text):
        return read_org_source(text, decoded.notes, _with_tables)
    text = _with_tables(with_wiki_source_read(text) if is_wiki_source(text) else text)
    return Draft(text, _subject(text), headings=tuple(plain_headings(text)), notes=decoded.notes)


def _with_tables(text: str) -> str:
    return with_heads(with_bars(with_aligned_tables(with_ruled_tables(text))))


def _subject(text: str) -> str:
    """The subject of a mail; empty where the text has no head of one."""
    head = [field for line in next(_blocks(text), []) if (field := _MAIL_FIELD.match(line.text))]
    return next((field["words"].strip() for field in head if field["subject"]), "") if len(head) > 1 else ""


def plain_headings(text: str) -> Iterator[Heading]:
    """Yield headings as wikis write them, underlined lines and short lines above a longer block or line of text.

    The span of an underlined line takes in the underline.

    Among the last, the line that opens the document has level 1, as its title, and the others level 2; "2.1 Design" is
    a level below the heading "2. Methods". In a collection of letters, the lines that say where and when each was
    written are headings too, and so are the titles of numbered sections (`numbered_sections`).
    """
    sections = {found.start: found for found in numbered_sections(list(lines_of(text)), reads_like_heading)}
    blocks = [part for block in _blocks(text) for part in _parted_at(block, sections)]
    if in_long_lines(text):
        blocks = [part for block in blocks for part in _parted(block)]
    levels: dict[str, int] = {}
    letters = _letters(blocks)
    for number, block in enumerate(blocks):
        if number in letters:
            yield Heading(block[0].text.strip(), block[0].start, block[0].end, 2)
            continue
        if section := sections.get(block[0].start):
            own = _numbering(section.text)
            levels |= {own: section.level} if own else {}
            yield section
            continue
        if wiki := [heading for line in block if (heading := wiki_heading(line))]:
            yield from wiki
            continue
        heading = _underlined(block)
        following = blocks[number + 1] if number + 1 < len(blocks) else []
        if following and following[0].start in sections:
            following = following + blocks[number + 2] if number + 2 < len(blocks) else following
        if not heading and (_stands_alone(block, following) or _opens(block)):
            line = block[0]
            own = _numbering(line.text)
            level = levels.get(own.rpartition(".")[0], 1) + 1 if number else 1
            levels |= {own: level} if own else {}
            heading = Heading(line.text.strip(), line.start, line.end, level)
        if heading:
            yield heading


def _letters(blocks: list[list[Line]]) -> set[int]:
    """Which blocks tell where and when one of several letters was written: each of these is a section.

    What opens a single letter is not its heading, but tells when the document was written.
    """
    found = {
        number
        for number, (block, below) in enumerate(pairwise(blocks))
        if len(block) == 1
        and len(block[0].text) <= _LONGEST_LINE
        and is_salutation(below[0].text.strip())
        and is_dateline(block[0].text)
    }
    return found if len(found) > 1 else set()


def wiki_heading(line: Line) -> Heading | None:
    """Return the heading that a line such as "== Section ==" is, with one level for each mark."""
    match = _WIKI.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None
    if not match:
        return None
    return Heading(match["words"], line.start, line.end, match["marks"].count("="))


def _blocks(text: str) -> Iterator[list[Line]]:
    """Yield runs of lines between blank lines."""
    block: list[Line] = []
    for line in lines_of(text):
        if line.text.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parted_at(block: list[Line], starts: Container[int]) -> Iterator[list[Line]]:
    """Yield a block in which each line that starts at one of `starts` is a block of its own."""
    for _, lines in groupby(block, key=lambda line: line.start if line.start in starts else -1):
        yield list(lines)


def _parted(block: list[Line]) -> Iterator[list[Line]]:
    """Yield a block whose lines are paragraphs as one block for each heading in it, and what stands below that.

    The last of several short lines is an item of theirs, and no heading.
    """
    start = 0
    for at in range(1, len(block)):
        above = [line.text.strip() for line in block[max(at - 2, 0) : at]]
        if _opens(block[at : at + 2]) and not (len(above) > 1 and all(map(_reads_like_one, above))):
            yield block[start:at]
            start = at
    yield block[start:]


def _underlined(block: list[Line]) -> Heading | None:
    """Return the heading that opens `block`, if its line is underlined; a line like it may stand above (as in .rst)."""
    lines = block[1:] if _UNDERLINE.fullmatch(block[0].text) else block
    if len(lines) < 2 or not any(character.isalnum() for character in lines[0].text):
        return None
    title, mark = lines[0], _UNDERLINE.fullmatch(lines[1].text)
    # A rule of another length divides; it does not underline.
    if not mark or abs(len(lines[1].text.rstrip()) - len(title.text.rstrip())) > 3:
        return None
    return Heading(title.text.strip(), title.start, lines[1].end, _UNDERLINED_LEVELS[mark[1]])


def _stands_alone(block: list[Line], following: list[Line]) -> bool:
    line = block[0].text.strip()
    if len(block) > 1 or len(line) > _LONGEST_LINE:
        return False
    if sum(len(other.text.strip()) for other in following) <= len(line):
        return False
    # Who signs a mail stands above what it answers.
    if _ANSWERED.match(following[0].text) or (len(following) > 1 and _ANSWERED.match(following[1].text)):
        return False
    # "2. Fees" above text, or above its own "2.1"; of a list's items the next one follows.
    bare, below = _NUMBER.sub("", line), _numbering(following[0].text)
    numbered = bare != line and (not below or below.startswith(f"{_numbering(line)}."))
    return _reads_like_one(line) or (numbered and len(line.split()) <= _MOST_WORDS and _reads_like_one(bare))


def _numbering(line: str) -> str:
    """The number that stands before a line: "2.1" of "2.1 Design"; empty where there is none."""
    number = _NUMBER.match(line.strip())
    return number[0].strip().rstrip(".)") if number else ""


def _opens(block: list[Line]) -> bool:
    """Whether the first line is a heading right above its text: "3 Results", and below it a line far too long for one.

    A paragraph that is wrapped has no line so much shorter than the next, and that begins with a capital rarely.
    """
    if len(block) < 2:
        return False
    line, text = block[0].text.strip(), block[1].text.strip()
    begins = text.lstrip("\"“‘'(")[:1]
    far_longer = len(text) >= max(_LINE_OF_TEXT, 2 * len(line))
    return far_longer and not begins.islower() and reads_like_heading(line)


def reads_like_heading(line: str) -> bool:
    """Whether a line is of a few words, without a mark at its end; a number may stand before it."""
    short = len(line) <= _LONGEST_LINE and len(line.split()) <= _MOST_WORDS
    return short and _reads_like_one(_NUMBER.sub("", line))


def _reads_like_one(line: str) -> bool:
    # A wide gap parts the title and the page at the head of a printed page, or the columns of a row.
    if not line or len(line) > _LONGEST_HEADING or line.endswith(_NOT_AT_THE_END) or _GAP.search(line):
        return False
    # Letters without case (CJK, Arabic, Hebrew) are neither upper nor lower.
    starts_well = line[0].isdigit() or (line[0].isalpha() and not line[0].islower())
    return starts_well and not _LIST_ITEM.match(line) and not _BYLINE.match(line)
