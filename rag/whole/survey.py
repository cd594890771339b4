"""The answer to a whole-document question, without a model: sentences that stand for the text, or a complete list.

All passages are looked at, not the nearest few. Every line rests on an exact quotation; `rag.quoting.extractive` writes
it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.library import Library
from index.text.languages import ENGLISH
from index.text.terms import language_of
from index.types import Document, Passage, Sentence
from rag.answerer import Quote
from rag.evidence import Evidence, Query, ScoredPassage, ScoredSentence
from rag.passages.quotable import is_quotable, marked, without_mark
from rag.passages.readable import readable
from rag.passages.tables import row_text
from rag.ranking.features import FEATURES
from rag.ranking.told_otherwise import spoken_in
from rag.whole.again import shown_again
from rag.whole.around import quoted, read_around
from rag.whole.central import Central, central_sentences
from rag.whole.coverage import covered, holdings, told_in
from rag.whole.edges import at_edge, speaking
from rag.whole.greeting import asked_to_write, greeting, helped, thanked
from rag.whole.listing import Item, items, occurrences, sentence_at
from rag.whole.overview import Manner, Shape, Thing, Whole
from rag.whole.scope import Extent, Reading, extents, readings, top_level

# Quotations in an overview; of one document, the shape decides.
MOST_QUOTES = 10
_MOST = {Shape.GIST: 3, Shape.SUMMARY: 8, Shape.POINTS: 10}
# A section of so many sentences is shown whole: nobody who names it wants a third of it.
_SHORT_PART = 10
# Documents that an overview of many draws from, one quotation each.
MOST_DOCUMENTS = 12
# Documents whose openings are compared to choose those: each costs some milliseconds to read.
MOST_OPENINGS = 80
# Passages whose vectors are read for an overview: more would take longer than a second.
MOST_VECTORS = 1500
# Lines of a list. Footnote numbers have three digits.
MOST_LINES = 200
# Documents that are named when it is asked which there are.
MOST_SHOWN = 20
# Sentences that a document begins or ends with.
_EDGE = 3
# Places that a count shows.
_SHOWN = 5
# Several of them may stand in one sentence.
_SHOWN_OF = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an overview. `text` is what we say of the quotation; without it the quotation itself is the line.

    `language` is that of the question.
    """

    quote: Quote
    text: str = ""
    title: str = ""
    language: str = ENGLISH


@dataclass(frozen=True, slots=True)
class Survey:
    """An overview that is ready to be written: `opening` says what is covered, then `lines`, in order.

    Without lines there is nothing of the kind in the documents, and `opening` says that. A line's `title` is set where
    several documents are covered. `evidence` holds the quoted sentences and their passages.
    """

    evidence: Evidence
    opening: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line before it has its footnote's number."""

    passage: Passage
    sentence: Sentence
    text: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was chosen. A list runs over all documents; `by_document` where lines stand together by theirs."""

    rows: Sequence[_Row]
    opening: str
    by_document: bool = True


def survey(library: Library, whole: Whole, query: Query) -> Survey | None:
    """The overview that a whole-document question asks for; None where it names what the library has not."""
    if whole.instead:
        whole = whole.instead
    if whole.manner or whole.shape in _READ_ON:
        return _read_on(library, replace(whole, language=spoken_in(query.question)), query)
    among = query.documents
    if whole.quotes and (place := quoted(library, whole.quotes[0], among)):
        among = frozenset({place[0].document_id})
    found = [extent for extent in extents(library, whole, among) if extent.document.passages]
    if not found:
        return None
    if whole.shape in _TALK:
        said = _TALK[whole.shape](query.text, [extent.document.title for extent in found])
        return Survey(_evidence(library, query, ()), said, ())
    whole = replace(whole, language=_spoken_in(query))
    drawn = _SHAPES[whole.shape](library, whole, found)
    if not drawn.rows and not drawn.opening:
        return None
    named = drawn.by_document and len(found) > 1
    titles = {extent.document.id: extent.document.title for extent in found} if named else {}
    return Survey(
        _evidence(library, query, drawn.rows), drawn.opening, tuple(_lines(drawn.rows, titles, whole.language))
    )


def _read_on(library: Library, whole: Whole, query: Query) -> Survey | None:
    """What stands around a quotation, as its section or its list has it; or what was quoted, once more."""
    read = shown_again if whole.manner else read_around
    places, opening = read(library, whole, query.documents)
    if not places and not opening:
        return None
    rows = [_part_row(*place) for place in places]
    if whole.manner is Manner.LISTED:
        rows = [replace(row, text=row.text or f"- “{readable(row.sentence.text)}”") for row in rows]
    documents = {row.passage.document_id for row in rows}
    titles = {id_: library.cover(id_).title for id_ in documents} if len(documents) > 1 else {}
    return Survey(_evidence(library, query, rows), opening, tuple(_lines(rows, titles, whole.language)))


def _spoken_in(query: Query) -> str:
    """The language of what is asked or wished: of a wish without a question mark as much as of a question."""
    language = spoken_in(query.question)
    return language_of(f"{query.text}?") if language == ENGLISH else language


def _overview(library: Library, whole: Whole, found: Sequence[Extent]) -> _Drawn:
    """The sentences that stand for each document, a fair share for each."""
    chosen = _typical(library, found, MOST_DOCUMENTS)
    most = min(_MOST[whole.shape], max(MOST_QUOTES // len(chosen), 1))
    if whole.most:
        most = max(min(whole.most, MOST_QUOTES) // len(chosen), 1)
    shown_whole = bool(whole.part) and not whole.most
    rows, complete = list[_Row](), True
    for reading in readings(library, chosen, MOST_VECTORS):
        rows.extend((shown_whole and _short_part(reading)) or _typical_rows(library, reading, whole, most))
        complete = complete and reading.complete
    drawn = len({row.passage.document_id for row in rows})
    return _Drawn(rows, covered(drawn, len(found), complete=complete, language=whole.language))


def _typical_rows(library: Library, reading: Reading, whole: Whole, most: int) -> list[_Row]:
    return [
        _Row(item.passage, item.sentence, row_text(item.passage, item.sentence), item.score)
        for item in _central(library, reading, whole, most)
        if reading.extent.holds(item.sentence.start)
    ]


def _short_part(reading: Reading) -> list[_Row]:
    """A section that is short enough to be shown as it is; else nothing."""
    said = [
        (passage, item)
        for passage in reading.passages
        for item in passage.sentences
        if reading.extent.holds(item.start) and is_quotable(passage, item)
    ]
    return [_part_row(*each) for each in said] if len(said) <= _SHORT_PART else []


def _part_row(passage: Passage, sentence: Sentence) -> _Row:
    """A row of a table or an item of a list is a line of its own; anything else is quoted as it stands."""
    mark, bare = marked(sentence)
    if row := row_text(passage, bare):
        return _Row(passage, bare, f"- {row}")
    listed = bare.start > sentence.start
    return _Row(passage, bare, f"{mark}“{readable(bare.text)}”" if listed else "")


def _central(library: Library, reading: Reading, whole: Whole, most: int) -> list[Central]:
    stored = library.stored(passage.id for passage in reading.passages)
    own = [stored[passage.id] for passage in reading.passages if passage.id in stored]
    # A part has no opening of the document; what names the document's title is no nearer to it.
    title = "" if whole.part else reading.extent.document.title
    # One sentence has to say what a document is about.
    gist = most == 1 or whole.shape is Shape.GIST
    return central_sentences(own, most, title=title, gist=gist, section=bool(whole.part))


def _outline(library: Library, whole: Whole, found: Sequence[Extent]) -> _Drawn:
    """The headings; of documents without any, the main points instead."""
    rows = list[_Row]()
    for extent in found[:MOST_DOCUMENTS]:
        document = library.document(extent.document.id)
        top = min((heading.level for heading in document.headings), default=1)
        for heading in document.headings:
            start = document.text.find(heading.text, heading.start, heading.end)
            if extent.holds(heading.start) and start >= 0:
                text = "  " * (heading.level - top) + "- " + " ".join(heading.text.split())
                rows.append(_heading_row(document.id, start, heading.text, text))
    if not rows:
        return _overview(library, replace(whole, shape=Shape.POINTS), found)
    shown, drawn = rows[:MOST_LINES], len({row.passage.document_id for row in rows[:MOST_LINES]})
    part = _told_headings(len(rows), whole.language) if len(rows) > MOST_LINES else ""
    of_them = covered(drawn, len(found), complete=True, language=whole.language)
    said = [_told_parts(library, found, whole.language) if whole.counted else "", of_them, part]
    return _Drawn(shown, " ".join(filter(None, said)))


def _told_headings(of: int, language: str) -> str:
    if told := told_in(language):
        return told.headings.format(some=MOST_LINES, n=of)
    return f"The first {MOST_LINES} of {of} headings."


def _told_parts(library: Library, found: Sequence[Extent], language: str) -> str:
    """How many sections there are, below the title and without their own; of several documents none has a sum."""
    if len(found) > 1:
        return ""
    headings = library.cover(found[0].document.id).headings
    most = sum(heading.level == top_level(headings) for heading in headings)
    if told := told_in(language):
        return told.sections.format(n=most)
    return "There is one section:" if most == 1 else f"There are {most} sections:"


def _edge(library: Library, whole: Whole, found: Sequence[Extent]) -> _Drawn:
    """What each document begins or ends with."""
    shown = found[:MOST_DOCUMENTS]
    most = whole.most or (_EDGE if len(shown) == 1 else 1)
    places = [place for extent in shown for place in at_edge(library, extent, whole.shape, most)]
    opening = covered(len(shown), len(found), complete=True, language=whole.language)
    return _Drawn([_part_row(*place) for place in places], opening if places else "")


def _list(library: Library, whole: Whole, found: Sequence[Extent]) -> _Drawn:
    """Everything of a kind, once each."""
    assert whole.thing is not None
    read = readings(library, found)
    passages = [passage for reading in read for passage in reading.passages]
    listed = items(passages, whole.thing, whole.language)
    most = sorted(range(len(listed)), key=lambda at: -listed[at].mentions)[:MOST_LINES]
    rows = [_row(listed[at], whole.language) for at in sorted(most)]
    if told := told_in(whole.language):
        where = told.where(len(found), complete=_is_all(read, len(found)))
        caution = told.by_form if rows and whole.thing in _TOLD_BY_FORM else ""
        return _Drawn(rows, told.listed(whole.thing, where, len(rows), len(listed)) + caution, False)
    where = _where(read, len(found))
    if not rows:
        return _Drawn([], f"{_NONE[whole.thing]} {where}.")
    count = f"{len(listed)}" if len(rows) == len(listed) else f"The {len(rows)} most frequent of {len(listed)}"
    return _Drawn(
        rows, f"{whole.thing.value.capitalize()} found {where}: {count}.{_CAUTION.get(whole.thing, '')}", False
    )


def _row(item: Item, language: str) -> _Row:
    mentions = f"{item.mentions} mentions" if told_in(language) is None else f"{item.mentions}×"
    times = f" ({mentions})" if item.mentions > 1 else ""
    return _Row(item.passage, item.sentence, f"- {item.label}{times}")


def _count(library: Library, whole: Whole, found: Sequence[Extent]) -> _Drawn:
    """How often a word stands in the text, headings included, with the first places."""
    total, holding, rows = 0, 0, list[_Row]()
    for extent in found:
        document = library.document(extent.document.id)
        places = [at for at in occurrences(document.text, whole.term) if extent.holds(at)]
        total, holding = total + len(places), holding + bool(places)
        if places and len(rows) < _SHOWN:
            passages = library.passages(document.id)
            rows.extend(_row_at(document, passages, at) for at in places[:_SHOWN_OF])
    distinct = list({(row.passage.document_id, row.sentence.start): row for row in rows}.values())[:_SHOWN]
    if told := told_in(whole.language):
        return _Drawn(distinct, told.times(whole.term, total, holding, len(found)))
    where = "in the text" if len(found) == 1 else f"in {holding} of {len(found)} documents"
    if not distinct:
        return _Drawn([], f"“{whole.term}” stands nowhere in the text that was searched.")
    times = {1: "once", 2: "twice"}.get(total, f"{total:,} times")
    first = "" if total == 1 else ", first here" if len(distinct) > 1 else ", here"
    return _Drawn(distinct, f"“{whole.term}” stands {times} {where}{first}:")


def _holdings(library: Library, whole: Whole, found: Sequence[Extent]) -> _Drawn:
    """Each document, by what it begins with."""
    shown = found[:MOST_SHOWN]
    firsts = [library.passages(extent.document.id)[0] for extent in shown]
    opening = holdings([extent.document.title for extent in found], len(shown), whole.language)
    # Their headings are left out: what is shown stands for the whole.
    rows = [_Row(replace(first, heading=""), _beginning(first)) for first in firsts]
    return _Drawn(rows, opening)


def _beginning(first: Passage) -> Sentence:
    """The first sentence that says something by itself, rather than an item of a list."""
    said = (item for item in speaking(first) if without_mark(item) == item)
    return next(said, without_mark(first.sentences[0]))


def _row_at(document: Document, passages: Sequence[Passage], at: int) -> _Row:
    """The sentence that holds this place; what stands in no passage, as headings do, is quoted by its line."""
    holding = next((passage for passage in passages if passage.start <= at < passage.end), None)
    sentence = sentence_at(holding, at) if holding else None
    if holding and sentence and at < sentence.end:
        return _Row(holding, sentence)
    start, end = document.text.rfind("\n", 0, at) + 1, document.text.find("\n", at)
    return _heading_row(document.id, start, document.text[start : end if end >= 0 else None].rstrip())


def _heading_row(document_id: str, start: int, line: str, text: str = "") -> _Row:
    sentence = Sentence(start, start + len(line), line)
    return _Row(Passage("", document_id, start, sentence.end, line, None, "", (sentence,)), sentence, text)


_SHAPES: dict[Shape, Callable[[Library, Whole, Sequence[Extent]], _Drawn]] = {
    Shape.GIST: _overview,
    Shape.SUMMARY: _overview,
    Shape.POINTS: _overview,
    Shape.OUTLINE: _outline,
    Shape.LIST: _list,
    Shape.COUNT: _count,
    Shape.BEGINNING: _edge,
    Shape.END: _edge,
    Shape.DOCUMENTS: _holdings,
}
_READ_ON = (Shape.AROUND, Shape.AFTER, Shape.BEFORE)
# Said to the library rather than asked of it: answered with a line of ours, from the words and the documents' names.
_TALK: dict[Shape, Callable[[str, Sequence[str]], str]] = {
    Shape.GREETING: greeting,
    Shape.HELP: helped,
    Shape.THANKS: thanked,
    Shape.WRITING: asked_to_write,
}
_BY_FORM = " They are told by their form, without a model: some may be missing, some may be none."
_CAUTION = {
    Thing.COUNTRIES: " Adjectives count as mentions.",
    Thing.PLACES: " Known by name to Footnote; smaller places may be missing.",
    Thing.PEOPLE: _BY_FORM,
    Thing.ORGANISATIONS: _BY_FORM,
    Thing.NAMES: _BY_FORM,
    Thing.PHONES: _BY_FORM,
}
_TOLD_BY_FORM = frozenset(thing for thing, said in _CAUTION.items() if said == _BY_FORM)
_NONE = {thing: f"No {thing.value} were found" for thing in Thing}


def _typical(library: Library, found: Sequence[Extent], most: int) -> Sequence[Extent]:
    """At most so many documents: those whose openings are near to all others and unlike each other."""
    if len(found) <= most:
        return found
    step = -(-len(found) // MOST_OPENINGS)
    firsts = {extent.document.id: library.passages(extent.document.id)[0].id for extent in found[::step]}
    stored = library.stored(firsts.values())
    extents_ = [extent for extent in found if firsts.get(extent.document.id) in stored]
    vectors = np.stack([stored[firsts[extent.document.id]].vector for extent in extents_])
    near = vectors @ vectors.mean(axis=0)
    likeness, chosen = np.zeros(len(extents_)), list[int]()
    while len(chosen) < most:
        value = near - likeness
        value[chosen] = -np.inf
        chosen.append(int(value.argmax()))
        likeness = np.maximum(likeness, vectors @ vectors[chosen[-1]])
    return [extents_[at] for at in sorted(chosen)]


def _where(read: Sequence[Reading], of: int) -> str:
    text = "the text" if of == 1 else f"{of} documents"
    return f"in {text}" if _is_all(read, of) else f"in a part of {text}, spread evenly over them"


def _is_all(read: Sequence[Reading], of: int) -> bool:
    return all(reading.complete for reading in read) and len(read) == of


def _lines(rows: Sequence[_Row], titles: dict[str, str], language: str) -> Iterable[Line]:
    numbers: dict[tuple[str, int, int], int] = {}
    for row in rows:
        sentence, document = row.sentence, row.passage.document_id
        number = numbers.setdefault((document, sentence.start, sentence.end), len(numbers) + 1)
        quote = Quote(number, document, sentence.start, sentence.end, sentence.text, row.passage.heading)
        yield Line(quote, row.text, titles.get(document, ""), language)


def _evidence(library: Library, query: Query, rows: Sequence[_Row]) -> Evidence:
    """The passages quoted from, and the sentences, in the order of the answer; headings are no passages."""
    quoted = [row for row in rows if row.passage.id]
    passages = {row.passage.id: ScoredPassage(row.passage, row.score, row.score) for row in reversed(quoted)}
    blank = np.zeros(len(FEATURES), np.float32)
    sentences = [ScoredSentence(row.passage, row.sentence, row.score, blank) for row in quoted]
    return Evidence(query, tuple(reversed(passages.values())), tuple(sentences), searched=library.size(query.documents))
