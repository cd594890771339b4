"""`footnote ask`: one question, the answer with its footnotes, the quoted spans and what is to be doubted."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import FootnoteError
from ui.commands.interrupt import ended_by_interrupt
from ui.commands.output import (
    AsJson,
    Done,
    clean,
    note,
    one_line,
    print_json,
    progress_bar,
    say,
    settings_for,
)
from ui.commands.unfinished import note_unfinished

if TYPE_CHECKING:
    from rag.types import Answer, Citation, Delta, EvidencePassage

# So much of a nearest passage shows what it is about.
_EXCERPT = 160


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"


def _named_format(text: str) -> Format:
    try:
        return Format(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is none of: {', '.join(Format)}.") from None


def ask(
    context: typer.Context,
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="The question; `-` reads it from stdin.")],
    strict: Annotated[
        bool | None,
        typer.Option("--strict/--no-strict", help="Withhold sentences of a model that nothing supports."),
    ] = None,
    document: Annotated[
        list[str] | None,
        typer.Option(
            "--document", "-d", metavar="NAME", help="Ask only this one: its id, file name or title. Repeatable."
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format", metavar="|".join(Format), parser=_named_format, help="How to print the answer, else as text."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents, with footnotes.

    Each footnote gives the place of its quotation: characters START-END of the text that
    `footnote index show ID --text` prints. A question that the documents do not answer is refused, and the nearest
    passages are listed. Where a model answers, each sentence is checked, and those in doubt are listed with the reason.

    For example:

    \b
      footnote ask 'What does the contract say about notice?'
      echo 'Who wrote it?' | footnote ask -
      footnote ask --json 'When was it signed?' | jq .citations
      footnote ask -d lease.pdf -d 'House rules' 'May I keep a dog?'
      footnote ask --format html 'What is the notice period?' > answer.html
    """
    # This process lives for one answer: to look for garbage costs 0.2 s of its start and frees nothing that matters.
    gc.disable()
    from rag.wiring import open_chain

    if as_json and form not in (None, Format.JSON):
        raise typer.BadParameter(f"--json and --format {form} ask for different things; give one of them")
    form = Format.JSON if as_json else form or Format.TEXT
    text = _from_stdin() if question == ["-"] else _decodable(" ".join(question))
    with ended_by_interrupt(), open_chain(settings_for(context), say=note) as chain:
        note_unfinished(chain.library)
        live = form is Format.TEXT and sys.stdout.isatty()
        stream = partial(chain.stream, text.strip(), documents=document or (), strict=strict)
        answer = _answer(stream, live=live, keep=form is Format.TEXT)
    if form is Format.TEXT:
        _print(answer, text_shown=live)
    elif form is Format.JSON:
        print_json(answer.to_dict())
    else:
        say((answer.to_markdown() if form is Format.MARKDOWN else answer.to_html()).rstrip("\n"))
    raise Done(0)


def _from_stdin() -> str:
    """What stands there; nothing where it is closed, as a service may have it."""
    return sys.stdin.buffer.read().decode("utf-8", "replace") if sys.stdin else ""


def _decodable(argument: str) -> str:
    """An argument with bytes that are no UTF-8 arrives with lone surrogates, which nothing further down can encode."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _answer(stream: Callable[..., Iterator[Delta | Answer]], *, live: bool, keep: bool) -> Answer:
    """The answer; its text is printed as it comes where that is `live`, else what came of it where it breaks off."""
    from rag.types import Answer

    with progress_bar() as progress:
        items = stream(progress=progress)
        # The bar is gone before the first word stands where it was.
        first = next(item for item in items if item.text or isinstance(item, Answer))
    arrived: list[str] = []
    try:
        return _last(first, items, arrived, live=live)
    except FootnoteError:
        if keep and not live:
            say("".join(arrived))
        raise
    finally:
        # Also behind a text that broke off.
        if live:
            say()


def _last(first: Delta | Answer, rest: Iterator[Delta | Answer], arrived: list[str], *, live: bool) -> Answer:
    from rag.types import Answer

    item = first
    while not isinstance(item, Answer):
        arrived.append(item.text)
        if live:
            typer.echo(clean(item.text), nl=False)
        item = next(rest)
    return item


def _print(answer: Answer, *, text_shown: bool) -> None:
    if not text_shown:
        say(answer.text)
    _print_checks(answer)
    for citation in answer.citations:
        say()
        _print_citation(citation)
    if not answer.answered and answer.passages:
        say("\nNearest passages:")
        for passage in answer.passages:
            _print_passage(passage)


def _print_checks(answer: Answer) -> None:
    """What a model wrote was checked: the count, the sentences in doubt, remarks, and what it took."""
    if answer.model and answer.sentences:
        from rag.export import doubt, doubts, tally

        say(f"\n{tally(answer)}")
        for sentence in doubts(answer):
            say(f"  ! {one_line(sentence.text)}")
            say(f"    {one_line(doubt(sentence))}")
    for remark in answer.notes:
        say(f"\n{one_line(remark)}")
    if answer.model or answer.usage:
        from rag.export import facts

        note(one_line(facts(answer)))


def _print_citation(citation: Citation) -> None:
    say(f"[{citation.number}] {_place(citation)}")
    for line in citation.quote.splitlines():
        say(f"    {line}")


def _print_passage(passage: EvidencePassage) -> None:
    text = one_line(passage.text)
    say(f"  - {_place(passage)}")
    say(f"    {text if len(text) <= _EXCERPT else text[:_EXCERPT].rstrip() + '…'}")


def _place(span: Citation | EvidencePassage) -> str:
    from ui.render import place, source_name

    where = place(one_line(span.title), span.page, one_line(span.heading))
    return f"{where}, characters {span.start}-{span.end} of {span.document_id} ({one_line(source_name(span.source))})"
