"""An answer to keep or to send: Markdown, one HTML page, or JSON; each with its verdicts and quotations.

Text of documents and models is shown and does nothing: no link, image, tag or script of theirs comes to life. In the
exports every `[n]` that is a footnote leads to its quotation, and nothing else leads anywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape

from rag import markup
from rag.footnoted import Code, code_in, markers
from rag.types import NO_CLAIM, Answer, AnswerSentence, Citation, Verdict

# What could open a tag, an entity, a link, an image or code; a bare address needs its colon or its first dot.
_LIVE = re.compile(r"[\\`<>\[\]&~@]|!(?=\[)|:(?=//)|(?<=www)\.", re.IGNORECASE)
# In words that are nobody's Markdown, emphasis and tables too; a line of them begins with none of the marks that count.
_MARKUP = re.compile(rf"[*_#|]|{_LIVE.pattern}", re.IGNORECASE)
# The line below the head of a table; and ticks in a row.
_TABLE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\||$)", re.MULTILINE)
_TICKS = re.compile(r"`+")
_HELD = "\ue000"
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "h1{font-size:1.3rem}h2{font-size:1rem}.text,blockquote{white-space:pre-wrap}"
    "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.2rem .5rem}pre{overflow-x:auto}"
    "blockquote{margin:.2rem 0;padding-left:.8rem;border-left:3px solid #bbb}.place,.facts{color:#555}"
)


def to_json(answer: Answer) -> str:
    """All that is known of it."""
    return json.dumps(answer.to_dict(), ensure_ascii=False, indent=2)


def to_markdown(answer: Answer) -> str:
    """Question, text, verdicts and footnotes, these as `[^1]`."""
    make_safe = _inert_lines if answer.answerer == "extractive" else _safe_markdown
    blocks = [
        f"**{_inert(answer.question)}**",
        _marked(answer, make_safe, lambda number: f"[^{number}]"),
        *_markdown_remarks(answer),
        f"*{_inert(facts(answer))}*",
        *(f"[^{citation.number}]: {_markdown_quote(citation)}" for citation in answer.citations),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def to_notes(answer: Answer) -> str:
    """Verdicts, notes and footnotes alone, to stand as Markdown below the text as it is; "" where there are none."""
    footnotes = (f"[{citation.number}] {_markdown_quote(citation)}" for citation in answer.citations)
    return "\n\n".join([*_markdown_remarks(answer), *footnotes])


def unclosed(text: str) -> str:
    """What ends the code that a model's text ends in, where nothing closes it; else ""."""
    last = next((code for code in code_in(text) if not code.closed), None)
    return f"\n{last.fence}" if last else ""


def to_html(answer: Answer) -> str:
    """The same as a page by itself."""
    body = "\n".join(_html_blocks(answer))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{_html(answer.question)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def tally(answer: Answer) -> str:
    """How many sentences there are of each verdict: "5 sentences: 4 supported, 1 unsupported".

    A question or a greeting claims nothing, and is not counted.
    """
    verdicts = [sentence.verdict for sentence in answer.sentences if sentence.reason != NO_CLAIM]
    counts = [f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict if verdict in verdicts]
    return f"{len(verdicts)} sentence{'s' * (len(verdicts) != 1)}{': ' * bool(counts)}{', '.join(counts)}"


def doubts(answer: Answer) -> list[AnswerSentence]:
    """The sentences that are not fully supported, in order."""
    return [sentence for sentence in answer.sentences if sentence.verdict is not Verdict.SUPPORTED]


def doubt(sentence: AnswerSentence) -> str:
    """What is to be said of such a sentence: its verdict, why, and which footnotes would be better."""
    better = ", ".join(f"[{number}]" for number in sentence.suggested)
    why = f" ({sentence.reason})" if sentence.reason else ""
    return f"{sentence.verdict}{why}{f'; see {better}' if better else ''}"


def facts(answer: Answer) -> str:
    """Who answered, and what it took: a model that found nothing to write was paid too."""
    taken = answer.usage
    parts = [f"Answered by: {answer.model or answer.answerer}"]
    if taken:
        parts.append(f"{taken.prompt_tokens:,} tokens read, {taken.completion_tokens:,} written")
    if taken and taken.cost is not None:
        parts.append(f"cost {taken.cost:.6f}".rstrip("0").rstrip("."))
    return "; ".join(parts)


def _marked(answer: Answer, make_safe: Callable[[str], str], link: Callable[[int], str]) -> str:
    """The text made safe, with a link for each footnote that there is."""
    held, chips, end = list[str](), list[str](), 0
    for match in markers(answer):
        # A private-use character stands where a link will be: what is made safe stays whole.
        held += [answer.text[end : match.start()].replace(_HELD, "\ufffd"), _HELD]
        chips.append(link(int(match[1])))
        end = match.end()
    held.append(answer.text[end:].replace(_HELD, "\ufffd"))
    waiting = iter(chips)
    return re.sub(_HELD, lambda _: next(waiting), make_safe("".join(held)))


def _inert_lines(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _safe_markdown(text: str) -> str:
    """A model's text: emphasis, lists, tables and code of it stay; nothing can be followed or loaded."""
    parts, end = list[str](), 0
    tables = bool(_TABLE.search(text))
    for code in code_in(text):
        parts.append(_LIVE.sub(r"\\\g<0>", text[end : code.start]))
        parts.append(_fenced(code) if code.fence else _span(text[code.start : code.end], tables))
        end = code.end
    return "".join([*parts, _LIVE.sub(r"\\\g<0>", text[end:])])


def _fenced(code: Code) -> str:
    """A block between fences of our own: a model's may end, as others read it, where its list does."""
    ticks = "`" * max(3, 1 + max(map(len, _TICKS.findall(code.text)), default=0))
    info = re.sub(r"[^\w+#-]", "", code.info)
    ends = "" if code.text.endswith("\n") or not code.text else "\n"
    return f"{chr(10) if code.lead else ''}{ticks}{info}\n{code.text}{ends}{ticks}"


def _span(span: str, tables: bool) -> str:
    """A span of code; in a table a bar would end it."""
    return span.replace("|", r"\|") if tables else span


def _markdown_remarks(answer: Answer) -> Iterator[str]:
    yield from _markdown_checks(answer)
    yield from (f"*{_inert(note)}*" for note in answer.notes)


def _markdown_checks(answer: Answer) -> Iterator[str]:
    if answer.model and answer.sentences:
        lines = [_inert(tally(answer))]
        lines += [f"- {_inert(sentence.text)}: {_inert(doubt(sentence))}" for sentence in doubts(answer)]
        yield "\n".join([lines[0], "", *lines[1:]]) if lines[1:] else lines[0]


def _markdown_quote(citation: Citation) -> str:
    return f"“{_inert(citation.quote)}” ({_inert(_place(citation))})"


def _html_blocks(answer: Answer) -> Iterator[str]:
    yield f"<h1>{_html(answer.question)}</h1>"
    chip = '<sup><a href="#footnote-{0}">{0}</a></sup>'
    if answer.answerer == "extractive":
        yield f'<div class="text">{_marked(answer, escape, chip.format)}</div>'
    else:
        numbers = {citation.number for citation in answer.citations}
        yield f"<div>{markup.to_html(answer.text, lambda n: chip.format(n) if n in numbers else None)}</div>"
    if answer.model and answer.sentences:
        rows = (f"<li>{_html(sentence.text)}: {_html(doubt(sentence))}</li>" for sentence in doubts(answer))
        yield f"<h2>{_html(tally(answer))}</h2>\n<ul>{''.join(rows)}</ul>"
    for line in (*answer.notes, facts(answer)):
        yield f'<p class="facts">{_html(line)}</p>'
    for citation in answer.citations:
        yield (
            f'<div id="footnote-{citation.number}">[{citation.number}] <span class="place">{_html(_place(citation))}'
            f"</span><blockquote>{escape(citation.quote)}</blockquote></div>"
        )


def _place(citation: Citation) -> str:
    page = f"p. {citation.page}" if citation.page else ""
    heading = "" if citation.heading == citation.title else citation.heading
    where = ", ".join(filter(None, (citation.title, page, heading)))
    return f"{where}; characters {citation.start}-{citation.end} of {citation.source}"


def _html(text: str) -> str:
    return escape(" ".join(text.split()))


def _inert(text: str) -> str:
    """One line of Markdown that shows these words."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
