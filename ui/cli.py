"""The command line: it parses, calls the library and prints. One module per command stands in `ui/commands`.

Nothing heavy is imported here, because every second before an answer is felt: each command imports what it needs.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ui.commands import ask, bench, chat, doctor, evaluate, feedback, library, mcp, serve
from ui.commands.arguments import Command, named_path
from ui.commands.output import Done, end_at_once, one_line, prepare_streams

app = typer.Typer(
    name="footnote",
    help="Ask your documents; every sentence of the answer carries a footnote that you can check.\n\n"
    "For example:\n\n\b\n  footnote index add report.pdf notes/\n"
    "  footnote ask 'What does the report recommend?'\n  footnote chat",
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("chat")(chat.chat)
app.command("serve")(serve.serve)
app.command("mcp")(mcp.mcp)
app.command("ask", cls=Command)(ask.ask)
app.add_typer(library.app, name="index")
app.add_typer(evaluate.app, name="eval")
app.add_typer(feedback.app, name="feedback")
app.command("bench")(bench.bench)
app.command("doctor")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        from ui.version import installed_version

        number = installed_version()
        typer.echo(f"footnote {number}" if number else "footnote, not installed: it runs from a checkout")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(metavar="PATH", parser=named_path, help="Folder that holds everything; overrides FOOTNOTE_HOME."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Log to stderr what happens.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that stand before the command."""
    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, stream=sys.stderr)
    # It logs whole addresses, in which a password or a key may stand.
    logging.getLogger("httpx").setLevel(logging.WARNING if verbose else logging.ERROR)
    context.obj = home


def main() -> None:
    """Run the command line. Every failure is one line on stderr and an exit code; never a stack trace.

    Of a data set, each faulty row has a line.
    """
    from index.errors import FootnoteError

    # Before numpy loads: its products are small here, and its threads, which wait busily, slow the embedded model's.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    prepare_streams()
    try:
        try:
            app(prog_name="footnote")
        finally:
            sys.stdout.flush()
    except Done as done:
        end_at_once(int(done.code or 0))
    except SystemExit as done:
        # Typer makes one of Ctrl+C, too. After a success a server's threads may have something left to do.
        if isinstance(done.code, int) and done.code:
            end_at_once(done.code)
        raise
    except KeyboardInterrupt:
        end_at_once(130)
    except BrokenPipeError:
        # Whoever read our output has gone. The interpreter flushes once more at exit, which must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except FootnoteError as error:
        # A fault of a data set has a line for each row; its class is loaded where there is one.
        _fail(*getattr(error, "lines", [str(error)]))
    except OSError as error:
        _fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}.")
    except Exception as error:
        # A fault of ours. The log has the details for whoever mends it; the person gets a line, not a trace.
        logging.getLogger(__name__).info("Unexpected error", exc_info=True)
        _fail(f"An unexpected {type(error).__name__}: {error}. Run again with `footnote --verbose` to see where.")


def _fail(message: str, *rest: str) -> NoReturn:
    typer.echo("\n".join(map(one_line, (f"footnote: {message}", *rest))), err=True)
    end_at_once(1)


if __name__ == "__main__":
    main()
