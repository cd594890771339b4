"""Whole-document questions with a model: it reads everything part by part, takes notes, and answers from those.

Where all of it fits at once, it answers at once. Counting a word and listing headings stay with the code, which does
both exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

from index.errors import QuestionError
from index.library import Library
from index.text.terms import content_terms
from index.types import Passage
from rag.answerer import Aside, Item
from rag.citing.markers import Marker, MarkerParser
from rag.evidence import Evidence, Query, ScoredPassage
from rag.generating.generative import Brief, Generative, Window, unanswered
from rag.model import prompts
from rag.model.budget import batches, fit, tokens_of
from rag.model.faults import NothingError
from rag.model.hangup import side_by_side
from rag.model.llm import ContextLengthError, Message, Model, ModelError
from rag.outcome import total
from rag.quoting.extractive import Extractive
from rag.rooms import Plan, Progress
from rag.shown import shown_passage
from rag.types import REFUSAL, Delta, EvidencePassage, Usage
from rag.verdict.claims import is_title
from rag.whole.overview import Shape, Whole
from rag.whole.scope import extents, readings
from rag.without_model import quoted_overview

# Passages that a model reads for one question: some 200,000 tokens. Of more, a fair share of each document.
MOST_READ = 1000
_EXACT = (
    *(Shape.COUNT, Shape.OUTLINE, Shape.DOCUMENTS, Shape.AROUND, Shape.AFTER, Shape.BEFORE, Shape.BEGINNING),
    *(Shape.GREETING, Shape.HELP, Shape.THANKS),
)
# Requests at a time.
_AT_ONCE = 4
# "Source 3:" above the notes on it; "(3)" at the end of one; marks of Markdown.
_HEADING = re.compile(r"\W*(?:sources?|passages?|documents?|excerpts?|text)?\s*#?(\d{1,4})\W*", re.I)
_BEHIND = re.compile(r"\s*\((\d{1,4})\)[.\s]*$")
_MARKS = re.compile(r"[*_#>`-]+")
# A line without a number is taken for a note on a source with which it shares so many terms, and half of its own.
_SHARED = 2
# Merging goes on while it makes notes shorter than this share.
_SHRINKS = 0.8


@dataclass(frozen=True, slots=True)
class _Noted:
    """Notes on some passages: lines with markers.

    `cut` counts the replies that ended at the model's limit, `untied` those of which no line could be tied to a source.
    `silent` is what was wrong where there was no reply, though the server answered.
    """

    lines: tuple[str, ...]
    usage: Usage | None
    cut: int
    untied: int
    silent: NothingError | None = None


class Overviews:
    """Plans whole-document answers of a model."""

    def __init__(self, library: Library, model: Model, generative: Generative, window: Window, quotes: int) -> None:
        self._library = library
        self._model = model
        self._generative = generative
        self._window = window
        self._extractive = Extractive(quotes)

    def __call__(self, whole: Whole, query: Query, progress: Progress) -> Plan | None:
        """The answer's plan; None where the question names what the library has not, or asks for no overview."""
        if whole.shape is Shape.WRITING:
            return None
        if whole.shape in _EXACT:
            return quoted_overview(self._library, self._extractive, whole, query)
        found = extents(self._library, whole, query.documents)
        read = readings(self._library, found, MOST_READ)
        passages = tuple(passage for reading in read for passage in reading.passages)
        if not passages:
            return None
        scored = tuple(ScoredPassage(passage, 1.0, 1.0) for passage in passages)
        evidence = Evidence(query, scored, (), searched=self._library.size(query.documents))
        complete = len(read) == len(found) and all(reading.complete for reading in read)
        notes = () if complete else (f"Of a longer text {len(passages):,} passages were read, spread evenly over it.",)
        return Plan(self._generative.name, evidence, self._written(query.text, passages, notes, progress))

    def _written(
        self, question: str, passages: tuple[Passage, ...], notes: tuple[str, ...], progress: Progress
    ) -> Iterator[Item]:
        yield Aside(notes=notes)
        shown = [shown_passage(self._library, passage, 1.0) for passage in passages]
        if self._fits(question, shown):
            begun = False
            try:
                for item in self._generative.write([Brief(prompts.answering(question, shown), passages)]):
                    begun = True
                    yield item
                return
            except ContextLengthError:
                # It reads less at once than the settings say.
                if begun:
                    raise
        yield from self._from_notes(question, shown, passages, progress)

    def _fits(self, question: str, shown: Sequence[EvidencePassage]) -> bool:
        window = self._window
        try:
            fitted = fit(shown, question, (), window=window.size, reserve=window.reserve, count=window.count)
        except QuestionError:
            return False
        return len(fitted.passages) == len(shown)

    def _from_notes(
        self, question: str, shown: Sequence[EvidencePassage], passages: tuple[Passage, ...], progress: Progress
    ) -> Iterator[Item]:
        window, lines, cut, untied, silent = self._window, list[str](), 0, 0, 0
        runs = batches(shown, question, window=window.size, reserve=window.reserve, count=window.count)
        progress(0.0, f"Reading {len(runs)} parts")
        try:
            for done, noted in enumerate(self._notes(question, runs), 1):
                lines += noted.lines
                cut, untied = cut + noted.cut, untied + noted.untied
                silent += noted.silent is not None
                if silent == len(runs) and noted.silent:
                    raise noted.silent
                progress(done / len(runs), f"Read part {done} of {len(runs)}")
                yield Aside(usage=noted.usage)
                # No text yet; but whoever has stopped waiting can let go here.
                yield Delta("")
            lines, kept = _renumbered(lines, passages)
            while lines and self._cost(question, lines) > self._room:
                shorter = self._merged(question, lines)
                shrunk = self._cost(question, shorter.lines) <= _SHRINKS * self._cost(question, lines)
                # What was cut off, or does not say where a note stands, has lost some.
                whole = shorter.lines and not shorter.cut and not shorter.untied
                fewer = [*shorter.lines] if shrunk and whole else self._trimmed(question, lines)
                lost = f"Of {len(lines)} notes {len(fewer)} were used; the answer may be incomplete."
                yield Aside(usage=shorter.usage, notes=() if shrunk and whole else (lost,))
                lines = fewer
        except ModelError as error:
            raise unanswered(error) from error
        if cut:
            yield Aside(notes=(f"Notes on {cut} of {len(runs)} parts were cut off; the answer may be incomplete.",))
        if untied:
            of = f"{untied} of {len(runs)} parts"
            yield Aside(notes=(f"The model's notes on {of} name no source; the answer may be incomplete.",))
        if silent:
            of = f"{silent} of {len(runs)} parts"
            yield Aside(notes=(f"The model noted nothing on {of}, not even that nothing is to be noted.",))
        if lines:
            yield from self._generative.write([Brief(prompts.merging(question, ["\n".join(lines)]), kept)])
        else:
            yield Delta(REFUSAL)

    def _notes(self, question: str, runs: Sequence[Sequence[EvidencePassage]]) -> Iterator[_Noted]:
        firsts = accumulate((len(run) for run in runs[:-1]), initial=1)
        yield from side_by_side(lambda pair: self._note(question, *pair), zip(runs, firsts, strict=True), _AT_ONCE)

    def _note(self, question: str, run: Sequence[EvidencePassage], first: int) -> _Noted:
        """Notes on passages that are numbered from `first` on; in halves where they are too long for the model."""
        try:
            return self._asked(prompts.notes(question, run, first), first + len(run) - 1, run, first)
        except NothingError as error:
            # Other parts may have what is asked for, and are paid for.
            return _Noted((), None, 0, 0, error)
        except ContextLengthError:
            if len(run) == 1:
                raise
        half = len(run) // 2
        return _joined([self._note(question, run[:half], first), self._note(question, run[half:], first + half)])

    def _merged(self, question: str, lines: Sequence[str]) -> _Noted:
        """Fewer notes: as many as fit at once are put together, then the next."""
        groups, left = list[list[str]](), 0
        for line in lines:
            left -= self._line_cost(line)
            if left < 0:
                groups.append([])
                left = self._room - self._cost(question, [line])
            groups[-1].append(line)
        return _joined([self._asked(prompts.merging(question, ["\n".join(group)]), MOST_READ) for group in groups])

    def _asked(
        self, messages: Sequence[Message], most: int, run: Sequence[EvidencePassage] = (), first: int = 1
    ) -> _Noted:
        reply = self._model.complete(messages)
        kept = tuple(tied(reply.text, most, run, first))
        untied = not kept and any(_says(line) for line in reply.text.splitlines())
        return _Noted(kept, reply.usage, int(reply.finish == "length"), int(untied))

    def _trimmed(self, question: str, lines: Sequence[str]) -> list[str]:
        """Lines from all over, as many as fit."""
        half = len(lines) // 2
        mixed = [line for pair in zip_longest(lines[:half], lines[half:]) for line in pair if line]
        while len(mixed) > 1 and self._cost(question, mixed) > self._room:
            mixed = mixed[: len(mixed) * 3 // 4]
        return mixed if self._cost(question, mixed) <= self._room else []

    @property
    def _room(self) -> int:
        return self._window.size - self._window.reserve

    def _cost(self, question: str, lines: Sequence[str]) -> int:
        bare = tokens_of(prompts.merging(question, [""]), self._window.count)
        return bare + sum(self._line_cost(line) for line in lines)

    def _line_cost(self, line: str) -> int:
        # Each stands behind "> " and ends with a line break.
        return self._window.count(line) + 3


def _joined(noted: Sequence[_Noted]) -> _Noted:
    lines = tuple(line for each in noted for line in each.lines)
    cut, untied = sum(each.cut for each in noted), sum(each.untied for each in noted)
    silent = [each.silent for each in noted]
    return _Noted(lines, total(each.usage for each in noted), cut, untied, silent[-1] if all(silent) else None)


def tied(text: str, most: int, run: Sequence[EvidencePassage] = (), first: int = 1) -> Iterator[str]:
    """The lines of notes, each with a marker: its own, that of the heading above it, or that of the likest source.

    `most` is the highest number that there is, `run` the sources that were read, numbered from `first` on. Models that
    do not mark every line put "Source 3:" above what they noted of it, or "(3)" behind it.
    """
    above = ""
    for line in text.splitlines():
        parts = [(text, tuple(n for n in named if n >= first)) for text, named in _parts(line, most)]
        numbers = [number for _, named in parts for number in named]
        if not _says(line):
            heading = numbers or [int(number) for number in _HEADING.findall(line)]
            above = _markers(number for number in heading if first <= number <= most) or above
            continue
        # A number of another part's source names nothing that was read.
        line = "".join(text + _markers(named) for text, named in parts)
        if numbers:
            yield line
            # What stands in front may be meant for the lines below as well.
            leads = next((bool(named) for text, named in parts if named or text.strip(" -*•")), False)
            above = _markers(numbers) if leads else ""
        elif (behind := _BEHIND.search(line)) and first <= int(behind[1]) <= most:
            yield f"{line[: behind.start()]} [{behind[1]}]"
        elif marker := above or _likest(line, run, first):
            yield f"{line.rstrip()} {marker}"


def _markers(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _says(line: str) -> bool:
    """Whether a line is a note, and no heading, lead-in or word that there is nothing to note."""
    bare = _MARKS.sub("", "".join(text for text, _ in _parts(line, MOST_READ))).strip()
    heads = line.lstrip().startswith("#") or bare.endswith(":") or line.strip().startswith("**") and is_title(line)
    return not heads and not _HEADING.fullmatch(bare) and len(content_terms(bare)) > 1


def _likest(line: str, run: Sequence[EvidencePassage], first: int) -> str:
    """The marker of the source that shares most terms with a line; empty where none shares enough."""
    terms = set(content_terms(line))
    shared = [len(terms.intersection(content_terms(item.text))) for item in run]
    best = max(shared, default=0)
    return f"[{first + shared.index(best)}]" if best >= _SHARED and 2 * best >= len(terms) else ""


def _parts(line: str, most: int) -> list[tuple[str, tuple[int, ...]]]:
    """A line as texts and markers, in order; a text has no numbers, a marker no text."""
    parser = MarkerParser(most)
    events = [*parser.feed(line), *parser.close()]
    return [("", event.numbers) if isinstance(event, Marker) else (event.text, ()) for event in events]


def _renumbered(lines: Sequence[str], passages: Sequence[Passage]) -> tuple[list[str], tuple[Passage, ...]]:
    """The notes with numbers from 1 for the passages that they name, and those passages."""
    numbers: dict[int, int] = {}

    def marker(named: Sequence[int]) -> str:
        return _markers(numbers.setdefault(number, len(numbers) + 1) for number in named)

    written = ["".join(text + marker(named) for text, named in _parts(line, len(passages))) for line in lines]
    return written, tuple(passages[number - 1] for number in numbers)
