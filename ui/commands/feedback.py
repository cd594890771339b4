"""`footnote feedback …`: what readers of the chat page thought of answers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.commands.arguments import Command
from ui.commands.output import AsJson, note, one_line, print_json, say, settings_for, table

if TYPE_CHECKING:
    from rag.feedback import FeedbackFile, Votes

app = typer.Typer(
    help="What readers of the chat page thought of answers. It is kept in FOOTNOTE_HOME and sent nowhere.\n\n"
    "For example:\n\n\b\n  footnote feedback list\n  footnote feedback export questions.jsonl",
    no_args_is_help=True,
)


@app.command("list")
def list_votes(context: typer.Context, as_json: AsJson = False) -> None:
    """List the votes, oldest first, with the comments on bad answers.

    For example:

    \b
      footnote feedback list
      footnote feedback list --json | jq '.[].comment'
    """
    from dataclasses import asdict

    votes = _read(_file(context))
    if as_json:
        print_json([asdict(entry) for entry in votes.entries])
        return
    if not votes.entries:
        say("No votes yet. Readers give them with the thumbs below an answer of the chat page.")
        return
    rows = [
        (entry.at[:16].replace("T", " "), entry.vote, _short(entry.answer["question"]), entry.comment)
        for entry in votes.entries
    ]
    for line in table([("when", "vote", "question", "comment"), *rows]):
        say(line)


@app.command(cls=Command)
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .jsonl file that does not exist yet.")],
) -> None:
    """Write the votes as questions for `footnote eval run own`.

    A good answer becomes a question with its quotations as what has to be found. A bad one becomes a row to be
    completed: fill in quotes or answer, or set answerable to false; until then it is not asked.

    For example:

    \b
      footnote feedback export questions.jsonl
    """
    import json

    from index.errors import FootnoteError
    from index.files.naming import path_of
    from rag.feedback import evaluation_row, is_question
    from ui.render import plural

    if file.suffix != ".jsonl":
        raise FootnoteError(f"{file} is no .jsonl file. Give a name that ends in .jsonl.")
    votes = _read(_file(context))
    if not votes.entries:
        raise FootnoteError("There are no votes to export. Readers give them below an answer of the chat page.")
    entries = [entry for entry in votes.entries if is_question(entry)]
    rows = [evaluation_row(entry) for entry in entries]
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except FileExistsError:
        raise FootnoteError(f"{file} is there already. Give another name, or move it away.") from None
    for gone in sorted({path for row in rows for path in row["documents"] if not path_of(path).is_file()}):
        note(f"{gone} is not there any more: put it back, or take its rows out.")
    if left := len(votes.entries) - len(entries):
        note(f"Left out: {plural(left, 'vote')} on what asks no document, such as a greeting.")
    count = Counter(entry.vote for entry in entries)
    say(f"Wrote {file}: {count['up']} from good answers, {count['down']} to be completed.")


@app.command()
def clear(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete all votes. The questions, answers and quotations that they hold go with them.

    For example:

    \b
      footnote feedback clear
      footnote feedback clear --yes
    """
    from ui.render import plural

    file = _file(context)
    if not file.path.exists():
        note("There are no votes.")
        return
    if not yes:
        typer.confirm("Delete all votes?", abort=True)
    say(f"Deleted {plural(file.clear(), 'vote')}.")


def _file(context: typer.Context) -> FeedbackFile:
    from rag.feedback import FeedbackFile

    return FeedbackFile(settings_for(context).home)


def _read(file: FeedbackFile) -> Votes:
    votes = file.votes()
    if votes.unread:
        note(f"{votes.unread} lines of {file.path} hold no vote and were passed over.")
    return votes


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 60 else line[:59] + "…"
