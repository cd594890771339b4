"""What of a document can stand as a quotation by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from index.text.items import BULLETS, DASHES, ITEM
from index.text.letters import is_closing, is_dateline, is_salutation, is_signature
from index.text.patterns import lazy_pattern
from index.text.terms import content_terms
from index.types import Passage, Sentence
from rag.passages.headings import own_heading
from rag.passages.neighbours import place_of
from rag.passages.tables import is_head

# A box or a tick tells whether it is so, and stays; the other marks of items only set them apart.
_BOXES = "☐☑☒✓✔"
_BOX = lazy_pattern(rf"\s*(?:[{DASHES}{BULLETS}]\s+)?\[[ xX]\]\s|\s*[{_BOXES}✗✘]\s")
_BULLET = re.compile(rf"(?![{_BOXES}])[{DASHES}{BULLETS}]\s+(?=\S)")
# What an e-mail has on its outside: who it is from and to, and what a reply begins with.
_ENVELOPE = re.compile(r"(?:From|To|Cc|Bcc|Sent|Reply-To): .*[@<;]|(?:-+ ?)?On .{6,80} wrote:$")
# Two such lines on end are an envelope, whatever they have; the last are those of front matter.
_FIELD = r"(?:From|To|Cc|Bcc|Sent|Date|Subject|Reply-To|authors?|date|tags|categor(?:y|ies)|keywords|lang(?:uage)?): .*"
_FIELDS = lazy_pattern(rf"^{_FIELD}(?:\n{_FIELD})+", re.M)
_PERSON = lazy_pattern(r"(?:[A-ZÀ-Þ][\w.’'-]*)(?: [A-ZÀ-Þ][\w.’'-]*){0,2}")
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")
_DASH = "- "
# Up to eight words with a capital first and no mark among them.
_TITLE = re.compile(r"(?:\d+(?:\.\d+)*\.? )?[A-Z][^\s.,;:!?|]*(?: [^\s.,;:!?|]+){0,7}")
# The headline of a document may have marks; a field, a place with a date, and a sentence are none.
_HEADLINE = re.compile(r"(?!\w+: |.*\d)[^\s|].{3,150}[^\s.:;!?|]")
# "**Guarantee.**", and in a text without marks "6. Trademarks."
_LABEL = re.compile(
    r"(\*\*|__)[^*_.:]{1,40}(?:[.:]\1|\1[.:])|"
    r"\d{1,2}(?:\.\d{1,2})*[.)] +[A-Z][\w’'-]*(?: (?:of|and|or|the|to|for|in|on|with|by|&|[A-Z][\w’'-]*)){0,6}\."
)
_ITEM = re.compile(rf"\s*(?:{ITEM}\s|\|)\s*\S")
# No greeting of a letter and no leave is longer, the name of who signs included.
_LONGEST_GREETING = 100
# A line of text, and not another short one; one that long has a word of content, and need not be read for it.
_TEXT = 40
_ROW = re.compile(r"\|\s*(\S.*?)\s*\|\s*")
_NUMBERING = re.compile(r"^[\s#*]*(\d+(\.\d+)*[.)]?\s+)?|[\s#*:]*$")


def is_quotable(passage: Passage, sentence: Sentence) -> bool:
    """False for the head of a table, a bare heading, and what has no word of content, such as "Yes."."""
    if len(sentence.text) < _TEXT and not content_terms(sentence.text):
        return False
    if _repeats_heading(passage, sentence):
        return False
    return not (is_head(passage, sentence) or is_title(passage, sentence) or _is_label(passage, sentence))


def _repeats_heading(passage: Passage, sentence: Sentence) -> bool:
    """Whether a line is the heading of its passage, but for the few numbers and marks around it."""
    heading = own_heading(passage.heading)
    return bool(heading) and len(sentence.text) < len(heading) + _TEXT and _bare(sentence.text) == _bare(heading)


def has_box(text: str) -> bool:
    """Whether a line begins with a box or a tick, which tells whether what it says is so: "☐ Paid", "- [x] Paid"."""
    return _BOX.match(text) is not None


def is_envelope(passage: Passage, sentence: Sentence) -> bool:
    """Whether a line is the outside of a mail or a letter, or stands above a text: who wrote it and when, no more."""
    if _ENVELOPE.match(sentence.text) or _opens_or_closes(passage, sentence):
        return True
    envelopes = _envelopes(passage.text)
    start = sentence.start - passage.start
    if any(first <= start < last for first, last in envelopes):
        return True
    return _stands_alone(passage, sentence) and (
        _signs(passage, sentence) or (bool(envelopes) and _PERSON.fullmatch(sentence.text) is not None)
    )


def _opens_or_closes(passage: Passage, sentence: Sentence) -> bool:
    """Whether a line greets whom a letter is for, or takes leave, right before who signs it or where the text ends."""
    if len(sentence.text) > _LONGEST_GREETING:
        return False
    if is_salutation(sentence.text):
        return True
    below = passage.text[sentence.end - passage.start :].strip().partition("\n")[0]
    if "\n" not in sentence.text and below and below[0].isalnum() and not is_signature(below):
        return False
    return is_closing(sentence.text)


def _signs(passage: Passage, sentence: Sentence) -> bool:
    """Whether a paragraph says who signs a letter, or where and when the next one was written."""
    own, at = passage.sentences, place_of(passage, sentence)
    if at and _PERSON.fullmatch(sentence.text):
        return is_closing(own[at - 1].text)
    # Where the passage ends, the letter before is what tells that a place and a date open another one.
    opens = is_salutation(own[at + 1].text) if at + 1 < len(own) else any(is_closing(one.text) for one in own)
    return opens and is_dateline(sentence.text)


def _stands_alone(passage: Passage, sentence: Sentence) -> bool:
    """Whether a sentence is a paragraph of its own."""
    start, end = sentence.start - passage.start, sentence.end - passage.start
    return (not start or passage.text[:start].endswith("\n\n")) and passage.text[end : end + 2] in ("", "\n", "\n\n")


def is_title(passage: Passage, sentence: Sentence) -> bool:
    """Whether a line is a heading that its format does not show, as in a PDF: a few bare words above text or a list."""
    start, end = sentence.start - passage.start, sentence.end - passage.start
    if not 0 <= start < end <= len(passage.text):
        return False
    if sentence.start == 0 and passage.text.startswith("\n\n", end):
        return is_headline(sentence)
    if not _TITLE.fullmatch(sentence.text.strip()):
        return False
    alone = passage.text[:start].endswith("\n") or not start
    below = passage.text[end:].lstrip("\n").partition("\n")[0]
    goes_on = passage.text[end : end + 1] == "\n"
    return alone and goes_on and (len(below) >= _TEXT or _ITEM.match(below) is not None)


def is_headline(sentence: Sentence) -> bool:
    """Whether what a document begins with may be its headline, if it stands alone."""
    return _HEADLINE.fullmatch(sentence.text) is not None


def _is_label(passage: Passage, sentence: Sentence) -> bool:
    """Whether a few words in bold, or behind a number, open a paragraph and say what it is about.

    "**Guarantee.** It lasts two years."; "6. Limits of Liability." has its capitals, unlike "6. Close the tap."
    """
    end = sentence.end - passage.start
    return _LABEL.fullmatch(sentence.text) is not None and passage.text[end : end + 1] == " "


def without_mark(sentence: Sentence) -> Sentence:
    """The item of a list without the mark before it, a row without its edges; a number or a box tells and stays."""
    mark = _BULLET.match(sentence.text)
    if mark:
        return Sentence(sentence.start + mark.end(), sentence.end, sentence.text[mark.end() :])
    row = _ROW.fullmatch(sentence.text)
    return Sentence(sentence.start + row.start(1), sentence.start + row.end(1), row[1]) if row else sentence


def marked(item: Sentence) -> tuple[str, Sentence]:
    """The mark of an item of a list, its own number where it has one, and the item without it."""
    number = _NUMBERED.match(item.text)
    if number is None:
        return _DASH, without_mark(item)
    return f"{number[1]}. ", Sentence(item.start + number.end(), item.end, item.text[number.end() :])


def is_numbered(item: Sentence) -> bool:
    """Whether an item of a list has a number, and no further mark behind it: "3. (1) A permit"."""
    number = _NUMBERED.match(item.text)
    return number is not None and _ITEM.match(item.text, number.end()) is None


# Of a passage, and of the sentences and the heading, every question asks the same.
@lru_cache(maxsize=4000)
def _envelopes(text: str) -> tuple[tuple[int, int], ...]:
    """Where in a text the outsides of e-mails stand."""
    return tuple(found.span() for found in _FIELDS.finditer(text))


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    return _NUMBERING.sub("", text).casefold()
