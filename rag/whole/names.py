"""Names of people and bodies in a text, told by their form: capitals, titles, and what is said of them.

No model is asked, so some names are missed and some are none; whoever shows them says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.calendar_names import MONTHS, WEEKDAYS
from index.text.terms import STOPWORDS
from index.types import Passage
from rag.whole.gazetteer import gazetteer

_CAPITAL = r"(?:(?:[A-Z]\.){2,}|[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z]\.)"
_LINK = r"(?:of(?: the)?|for|de(?: la)?|del|van(?: de[rn]?)?|von|bin|al|du|da|di|le|la|&)"
_NAME = re.compile(rf"(?<![\w’'-]){_CAPITAL}(?:[ \n](?:{_LINK}[ \n])?{_CAPITAL})*(?![\w-])")
_TITLE = re.compile(
    r"^(?:(?:Mr|Mrs|Ms|Dr|Prof|St|Lt|Col|Gen|Capt|Sgt|Sen|Rep|Gov|Rev|Hon)\.?|Sir|Dame|Lord|Lady|President|Vice|"
    r"Chancellor|"
    r"Prime|Minister|Premier|King|Queen|Prince|Princess|Emperor|Empress|Tsar|Pope|Cardinal|Archbishop|Bishop|Saint|"
    r"Father|"
    r"Councill?or|Cllr\.?|Senator|Congressman|Congresswoman|Governor|Mayor|Ambassador|Secretary|Speaker|Judge|Justice|General|Colonel|"
    r"Major|"
    r"Captain|Lieutenant|Sergeant|Admiral|Commander|Marshal|Professor|Doctor|Director|Chairman|Coach|Herr|Frau|Señor|"
    r"Señora|Don|Doña|Madam|Präsident|Presidente)$"
)
_BODY = re.compile(
    r"\b(?:Ministry|University|Council|Inc|Ltd|LLC|GmbH|AG|Corp|Corporation|Company|Co|Bank|Party|Congress|"
    r"Parliament|Senate|"
    r"House of \w+|Agency|Department|Institute|Union|Organi[sz]ation|Association|Committee|Commission|Court|Army|Navy|"
    r"Air Force|Forces|Guard|Church|Foundation|Group|Club|College|School|Academy|Society|League|Federation|Fund|"
    r"Authority|"
    r"Bureau|Office|Administration|Board|Alliance|Conference|Assembly|Cabinet|Police|Museum|Times|Post|Journal|News|"
    r"Press|"
    r"Studios?|Records|Airlines|Motors|Industries|Technologies|Systems|Partners|Holdings|Trust|Team|Corps|Brigade|"
    r"Regiment|"
    r"Universität|Ministerium|Partei|Universidad|Ministerio|Partido)\b"
)
_PERSON_AFTER = re.compile(
    r"^(?:,? (?:who|whose)\b|[’']s?\b (?:own |late |first )?(?:wife|husband|son|daughter|father|mother|brother|"
    r"sister|death|"
    r"administration|approach|intentions|willingness|office|book|work|view|speech|gamble|method|presidency|life|"
    r"party|team|"
    r"unpredictability|theory|letter|decision|pullback|retreat|skepticism|new|calculated|turn)\b|,? (?:said|says|told|"
    r"wrote|"
    r"writes|argued|argues|claimed|added|stated|noted|explained|announced|believed|believes|thinks|thought|wants|"
    r"wanted|"
    r"was born|died|married|replied|asked|admitted|warned|insisted|recalled|suggested|hopes|aims|declared|resigned|"
    r"met)\b)"
)
# Words that open a sentence and are no part of the name after them, nor known as small from elsewhere.
_OPENERS = re.compile(
    r"^(?:despite|beyond|unless|like|amid|among|although|though|because|since|until|against|without|toward|towards|via|"
    r"inside|outside|near|around|unlike|upon|versus|whereas|alongside|regarding|according|even|nor|perhaps|hence|"
    r"\w+ing|\w+ly)$",
    re.I,
)
# Between the names of a list; so many of it have to be known, and this share.
_LISTED = re.compile(r"(?: ?\([^()]{1,40}\))?(?:,| and|, and|;| &)? ?")
_KNOWN, _KNOWN_SHARE = 2, 0.5
# So many words has a name that a list alone tells to be a person's.
_FULL_NAME = range(2, 5)
_NO_WORD = re.compile(r"^(?:[IVXLC]+|\d+|.|I[’'].+|[A-Z]\.)$")
_NO_NAME = frozenset(map(str.casefold, (*MONTHS, *WEEKDAYS))) | frozenset(
    """internet god mr mrs ms dr christmas easter figure table chapter section part article appendix volume page note
    war cold""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A capitalised name in a text: which passage, where it starts in the document, and what is around it."""

    text: str
    passage: int
    start: int
    titled: bool
    told: bool
    article: bool
    # The place of its sentence, and what stands between it and the name before.
    sentence: int = 0
    between: str = ""


def people(passages: Sequence[Passage]) -> Iterator[tuple[int, int, str]]:
    """Mentions of people: passage, offset, fullest name. A surname counts for the one person who has it."""
    found = _names(passages)
    persons = _persons(found)
    for name, full in _in_full(found, persons):
        if full in persons:
            yield name.passage, name.start, full


def _in_full(names: Sequence[Name], persons: set[str]) -> Iterator[tuple[Name, str]]:
    by_last: dict[str, set[str]] = defaultdict(set)
    for full in persons:
        by_last[full.split()[-1]].add(full)
    for name in names:
        fuller = {full for full in by_last.get(name.text, ()) if full != name.text}
        yield name, fuller.pop() if len(fuller) == 1 else name.text


def bodies(passages: Sequence[Passage]) -> Iterator[tuple[int, int, str]]:
    """Mentions of organisations: passage, offset, name."""
    for name in _names(passages):
        if _is_body(name):
            yield name.passage, name.start, name.text


def every_name(passages: Sequence[Passage]) -> Iterator[tuple[int, int, str]]:
    """Mentions of anything that has a name: passage, offset, name."""
    found = _names(passages)
    for name, full in _in_full(found, _persons(found)):
        yield name.passage, name.start, full


def _names(passages: Sequence[Passage]) -> list[Name]:
    small = _written_small(passages)
    found = [name for at, passage in enumerate(passages) for name in _in_passage(at, passage, small)]
    inner = Counter(name.text for name, opens in found if not opens)
    # What only ever opens sentences is capitalised for that.
    return [name for name, opens in found if not opens or " " in name.text or inner[name.text]]


def _in_passage(at: int, passage: Passage, small: frozenset[str]) -> Iterator[tuple[Name, bool]]:
    for sentence in passage.sentences:
        text = sentence.text
        if text.isupper():
            continue
        opening, last = re.search(r"\w", text), 0
        for match in _NAME.finditer(text):
            opens = opening is not None and match.start() == opening.start()
            words, titled = _trimmed(match.group().split(), small, opens)
            name = " ".join(words)
            if not name or name.casefold() in _NO_NAME or _NO_WORD.match(name) or (" " in name and name.isupper()):
                continue
            start = match.start() + match.group().replace("\n", " ").find(words[0])
            told = bool(_PERSON_AFTER.match(text[match.end() - (0 if match.group().endswith(words[-1]) else 2) :]))
            article = (
                bool(re.search(r"\b(?:the|a|an)\s$", text[max(match.start() - 5, 0) : match.start()], re.I))
                or match.group()[:4] == "The "
            )
            opens = opens and start == match.start()
            between = text[last:start]
            yield Name(name, at, sentence.start + start, titled, told, article, sentence.start, between), opens
            last = match.end()


def _trimmed(words: list[str], small: frozenset[str], opens: bool) -> tuple[list[str], bool]:
    """The words of the name itself, and whether a title stood before them."""
    words = [*words[:-1], re.sub(r"[’']s?$", "", words[-1])] if words else words
    for at, word in enumerate(words[:-1]):
        if re.search(r"[’']s$", word):
            # "Trump's Russia" is two names; the first one is the more telling.
            words = [*words[:at], re.sub(r"[’']s$", "", word)]
            break
    while (
        words and not _TITLE.match(words[0]) and (words[0].casefold() in STOPWORDS or (opens and _opens(words, small)))
    ):
        words = words[1:]
    if len(words) > 2 and _TITLE.match(words[0]) and words[1] == "of":
        # An office: "Secretary of Agriculture".
        return [], False
    if "of" in words[1:-1] and not _BODY.search(" ".join(words)):
        words = words[: words.index("of")]
    titled = len(words) > 1 and bool(_TITLE.match(words[0]))
    while len(words) > 1 and (_TITLE.match(words[0]) or words[0] in ("of", "the", "for")):
        words = words[1:]
    while words and not words[-1][:1].isupper():
        words = words[:-1]
    if len(words) == 1 and (words[0].casefold() in small and opens or _TITLE.match(words[0])):
        return [], False
    return words, titled


def _opens(words: Sequence[str], small: frozenset[str]) -> bool:
    """Whether the first of several words is capitalised only because a sentence begins."""
    first = words[0].casefold()
    return len(words) > 1 and (first in small or bool(_OPENERS.match(first))) and words[0] not in gazetteer().given


def _written_small(passages: Sequence[Passage]) -> frozenset[str]:
    """Words that also stand in small letters somewhere: at the beginning of a sentence they are no names."""
    return frozenset(word for passage in passages for word in re.findall(r"(?<![\w’'-])[a-zà-þ][\w’'-]*", passage.text))


def _persons(names: Sequence[Name]) -> set[str]:
    """The names that are people's, by a given name, a title, or what is told of them."""
    given = gazetteer().given
    of: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if not _is_body(name) and not _is_place(name.text):
            of[name.text].append(name)
    found = {text for text, own in of.items() if _is_person(text.split(), own, given)}
    for run in _enumerated(names):
        # "Present: Ada Bell (chair), Priya Nair (secretary), Bo Li": names in a row are of one kind.
        known = sum(name.text in found for name in run)
        if known >= _KNOWN and known >= _KNOWN_SHARE * len(run):
            found |= {name.text for name in run if name.text in of and len(name.text.split()) in _FULL_NAME}
    return found


def _enumerated(names: Sequence[Name]) -> Iterator[list[Name]]:
    """The names of one sentence that follow each other as in a list."""
    run: list[Name] = []
    for name in names:
        same = run and (run[-1].passage, run[-1].sentence) == (name.passage, name.sentence)
        if run and not (same and _LISTED.fullmatch(name.between)):
            yield run
            run = []
        run.append(name)
    if run:
        yield run


def _is_person(words: Sequence[str], own: Sequence[Name], given: frozenset[str]) -> bool:
    if len(words) > 4 or any(name.article and not name.titled for name in own) or {"of", "for", "&"} & set(words):
        return False
    if _BODY.search(words[-1]) or _is_place(words[-1]) or words[-1] in _NO_SURNAMES:
        return False
    if any(name.titled for name in own):
        return True
    if len(words) > 1:
        return words[0] in given or (len(words) < 4 and any(name.told for name in own))
    return any(name.told for name in own) and not words[0].isupper()


def _is_body(name: Name) -> bool:
    words = name.text.split()
    known = name.text in gazetteer().bodies
    alone = len(words) == 1 and words[0] not in _ALONE
    return not _is_place(name.text) and (known or (bool(_BODY.search(name.text)) and not alone and not name.titled))


_NO_SURNAMES = ("Government", "West", "East", "North", "South", "State", "States", "Bible", "Wall")
_ALONE = ("Congress", "Parliament", "Senate")


def _is_place(text: str) -> bool:
    """Whether a name is a country's or place's, or of those that hold one: "Native American"."""
    table = gazetteer()
    return tuple(word.casefold() for word in text.split()) in table.names or any(
        place.start == 0 and place.end == len(text) for place in table.places(text)
    )
