"""What the page says of each sentence of a model's answer: marks where it stands, and one line that counts them.

An extractive answer has none of this: its sentences are quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rag.types import NO_CLAIM, Answer, AnswerSentence, Verdict
from ui.chat.places import addresses, places
from ui.render import DOUBTS, Inset, inert, plural

# The first that an answer has is its worst.
_WORST = (Verdict.UNSUPPORTED, Verdict.UNCITED, Verdict.PARTLY)
# The end of a sentence, from its last markers on.
_MARKERS = re.compile(r"(?:\s*\[\d{1,3}\])+[.!?…]*\Z")
_MARKUP = re.compile(r"\s*\[\d{1,3}\]|[*`]+|(?<!\w)_+|_+(?!\w)|^\s*[|>#]+|[|]+\s*$", re.MULTILINE)
_CELL = re.compile(r"\s*\|\s*")


def checked(answer: Answer) -> bool:
    """Whether its sentences were held against their quotations: those of a model."""
    return answer.answered and answer.answerer != "extractive"


def insets(answer: Answer, turn: str) -> list[Inset]:
    """The marks of all sentences in doubt, with a faint line under their words, in the order of the text."""
    if not checked(answer):
        return []
    told, ends = places(answer), addresses(answer)
    return [inset for place in _doubted(answer) for inset in _marks(*place, turn, told, ends)]


def summary(sentences: Sequence[AnswerSentence]) -> str:
    """`5 sentences: 4 supported, 1 not supported`, each kind that there is; of one `5 sentences, all supported`."""
    # A question or a greeting claims nothing.
    verdicts = [sentence.verdict for sentence in sentences if sentence.reason != NO_CLAIM]
    words = {Verdict.SUPPORTED: "supported", **DOUBTS, Verdict.UNCITED: "without a footnote"}
    counts = [f"{verdicts.count(verdict)} {said}" for verdict, said in words.items() if verdict in verdicts]
    if not verdicts:
        return "nothing to check"
    if len(set(verdicts)) == 1:
        return f"{plural(len(verdicts), 'sentence')}, {'all ' * (len(verdicts) > 1)}{words[verdicts[0]]}"
    return f"{plural(len(verdicts), 'sentence')}: {', '.join(counts)}"


def worst(sentences: Sequence[AnswerSentence]) -> Verdict:
    """The verdict that whoever reads only one has to know of."""
    held = {sentence.verdict for sentence in sentences}
    return next((verdict for verdict in _WORST if verdict in held), Verdict.SUPPORTED)


def why(sentence: AnswerSentence) -> str:
    """The reason of a verdict, where it says more than the verdict does."""
    return "" if sentence.reason == DOUBTS.get(sentence.verdict) else sentence.reason


def spoken(text: str) -> str:
    """A sentence of an answer without its markers and marks of Markdown, on one line."""
    return " ".join(_CELL.sub(" · ", _MARKUP.sub("", text)).split())


def _doubted(answer: Answer) -> Iterator[tuple[int, int, AnswerSentence]]:
    """Where each sentence in doubt begins in the text, its place among the sentences from 1, and the sentence."""
    end = 0
    for place, sentence in enumerate(answer.sentences, 1):
        start = answer.text.find(sentence.text, end)
        if start < 0:
            continue
        end = start + len(sentence.text)
        if sentence.verdict in DOUBTS:
            yield start, place, sentence


def _marks(
    start: int, place: int, sentence: AnswerSentence, turn: str, told: Mapping[int, str], ends: Mapping[int, str]
) -> Iterator[Inset]:
    text, kind = sentence.text, sentence.verdict.value
    row = text.endswith("|")
    # A line under the words has to end in the paragraph that it began in.
    if not row and "\n\n" not in text and "```" not in text:
        yield Inset(start, f'<span class="fn-doubt {kind}">')
        yield Inset(start + len(_MARKERS.sub("", text)), "</span>")
    yield Inset(start + len(text) - row, _mark(place, sentence, turn, ends) + _better(sentence, turn, told, ends))


def _mark(place: int, sentence: AnswerSentence, turn: str, ends: Mapping[int, str]) -> str:
    label = DOUBTS[sentence.verdict]
    reason = inert(" ".join(why(sentence).split()))
    end = next((ends[number] for number in (*sentence.citations, *sentence.suggested) if number in ends), "")
    # A no-break space: at the start of the next line it would seem to speak of the next sentence.
    link = f'href="#claim-{turn}-{place}{end}" class="fn-verdict {sentence.verdict.value}" title="{reason}"'
    return f"\u00a0<a {link}>{label}</a>"


def _better(sentence: AnswerSentence, turn: str, told: Mapping[int, str], ends: Mapping[int, str]) -> str:
    chip = ' <a href="#cite-{0}-{1}{3}" class="fn-better" title="Footnote {1}: {2}">better: {1}</a>'
    offered = [number for number in sentence.suggested[:2] if number in told]
    return "".join(chip.format(turn, number, inert(told[number]), ends[number]) for number in offered)
