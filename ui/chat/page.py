"""The chat page's layout and wiring in Gradio. What happens is in actions.py, how it looks in the .css files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from rag.settings import Settings
from ui.chat import panel
from ui.chat.actions import HEADING, Actions
from ui.chat.documents import unlisted
from ui.chat.uploads import Arrival

if TYPE_CHECKING:
    from rag.chain import Chain

HERE = Path(__file__).parent
PROMISE = "Ask your documents. Every sentence of the answer carries a footnote that you can check."
_MASTHEAD = f'<h1>Footnote</h1><p>{PROMISE}</p><a href="#documents">Documents</a>'
# Far above what a question may have: the library, and not the box, says so where one is too long.
_LONGEST_PASTE = 200_000
# What holds for some windows only overrides what holds for all.
_SHEETS = ("page", "chat", "evidence", "documents", "media")
_QUIET: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}


def build_page(chain: Chain, settings: Settings) -> gr.Blocks:
    """The page over `chain`, ready to be mounted."""
    return page_of(Actions(chain, settings))


def page_of(actions: Actions) -> gr.Blocks:
    """The page that does these actions. What is in its HTML stays there: nothing of a document is."""
    actions.welcome()  # Drawn once per state of the library: whoever comes first need not wait for it.
    with gr.Blocks(title="Footnote", fill_width=True, analytics_enabled=False) as page:
        parts = _layout()
        _wire_asking(actions, parts)
        _wire_pane(actions, parts)
        _wire_documents(actions, parts)
        page.load(
            lambda *before: _restored(actions, *before),
            [parts[name] for name in ("token", "opened", "had", "shared")],
            [parts["chat"], parts["pane"], parts["shelf"]],
            js=f"() => {{ {_shared()} return footnote.before(); }}",
            **_QUIET,
        ).then(None, [parts["shelf"]], None, js="(shelf) => footnote.restore(shelf)")
    page.queue(max_size=64, default_concurrency_limit=16)
    return page


def mount_options() -> dict[str, Any]:
    """Theme and style, as `gr.mount_gradio_app` wants them."""
    # The bundled IBM Plex Sans has no usable weight 600, hence 400 and 700 only.
    sans = [gr.themes.LocalFont("IBM Plex Sans", weights=(400, 700)), "system-ui", "sans-serif"]
    mono = [gr.themes.LocalFont("IBM Plex Mono", weights=(400,)), "ui-monospace", "monospace"]
    return {
        "theme": gr.themes.Base(font=sans, font_mono=mono),
        "css": "".join(_text(f"{name}.css") for name in _SHEETS),
        "favicon_path": str(HERE / "icon.svg"),
        "footer_links": [],
        "run_history": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "enable_monitoring": False,
    }


def _layout() -> dict[str, Any]:
    parts: dict[str, Any] = {}
    with gr.Row(elem_id="masthead"):
        gr.HTML(_MASTHEAD, js_on_load=None, apply_default_css=False, elem_id="name")
        parts["keep"] = gr.Button(
            "Copy all", elem_id="copy-all", elem_classes="quiet", size="sm", scale=0, min_width=88
        )
        parts["new"] = gr.Button("New chat", elem_id="new-chat", elem_classes="quiet", size="sm", scale=0, min_width=96)
    with gr.Row(elem_id="desk"):
        with gr.Column(elem_id="talk", scale=11, min_width=320):
            parts["chat"] = gr.Chatbot(
                elem_id="chat",
                label="Conversation",
                show_label=False,
                container=False,
                layout="panel",
                height="100%",
                buttons=[],
                feedback_options=None,
                latex_delimiters=[],
                allow_tags=False,
                allow_file_downloads=False,
                # Gradio would pull the reader to the end again and again; the page's script follows with more care.
                autoscroll=False,
                placeholder=HEADING,
            )
            parts["box"] = gr.Textbox(
                elem_id="ask",
                label="Question",
                show_label=False,
                container=False,
                placeholder="Ask about your documents",
                lines=1,
                max_lines=6,
                max_length=_LONGEST_PASTE,
                autofocus=True,
                submit_btn=True,
            )
        with gr.Column(elem_id="side", scale=9, min_width=320), gr.Tabs(elem_id="tabs"):
            with gr.Tab("Evidence", id="evidence", elem_id="tab-evidence"):
                parts["pane"] = _drawn("pane", panel.empty(), "text.js", "panel.js")
            with gr.Tab("Documents", id="documents", elem_id="tab-documents"):
                parts["files"] = gr.File(
                    elem_id="files",
                    label="Add documents",
                    show_label=False,
                    # Of every type: what cannot be read is told of in our own report, and the others are added.
                    file_count="multiple",
                    height=120,
                )
                parts["arrived"] = gr.File(visible="hidden", show_label=False, file_count="multiple")
                parts["shelf"] = _drawn("shelf", unlisted(), "shelf.js", "sending.js")
    # Hidden values for scripts: the tab's secret token, what was open before a reload, whether something was asked
    # before, the token of the tab that this one is a duplicate of, the question on its way and how the reader wants it
    # to be understood, the documents that are asked, whether nothing is known of the answers before, the text to copy,
    # what became of a vote, who adds documents.
    names = "token opened had shared asked understood among forgotten clip voted reader"
    for name in names.split():
        parts[name] = gr.Textbox(visible="hidden", show_label=False, elem_id=f"value-{name}")
    return parts


def _drawn(name: str, value: panel.Payload, *scripts: str) -> gr.HTML:
    """A part that its scripts draw from plain data. Its template never changes: text in a template would be run."""
    return gr.HTML(
        value,
        html_template=f'<div id="{name}-root"></div>',
        js_on_load=_shared() + "".join(map(_text, scripts)),
        apply_default_css=False,
        elem_id=name,
    )


def _shared() -> str:
    """The scripts that each part needs. Whichever part is there first runs them."""
    names = (
        "server",
        "clipboard",
        "session",
        "scope",
        "draft",
        "scroll",
        "told",
        "heard",
        "focus",
        "forms",
        "votes",
        "page",
        "browser",
        "linked",
    )
    return "".join(_text(f"{name}.js") for name in names)


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _wire_asking(actions: Actions, parts: dict[str, Any]) -> None:
    chat, box, pane, shelf = parts["chat"], parts["box"], parts["pane"], parts["shelf"]
    token, asked, understood = parts["token"], parts["asked"], parts["understood"]
    had, forgotten = parts["had"], parts["forgotten"]

    def ask(question: str, token: str, understood: str, among: str, had: str) -> Iterator[tuple[Any, ...]]:
        lost = question and had and not actions.knows(token)
        if not question or not token or lost:
            yield (*[gr.skip()] * 4, "yes" if lost else "")
            return
        for view in actions.ask(question, token, understood or "", (among or "").split()):
            shown = gr.skip() if view.pane is None else view.pane
            ready = gr.Textbox(submit_btn=True, stop_btn=False) if view.done else gr.skip()
            # What was chosen may be gone, or another text in its place: the page goes on with what is there.
            listed = _sent(actions.shelf.show()) if view.done and among else gr.skip()
            yield view.messages, ready, shown, listed, gr.skip()

    # The first step runs in the browser alone: the question stands in the chat before the server has heard of it.
    step = box.submit(
        None,
        [box, chat],
        [box, chat, asked, token, understood],
        js="(...values) => footnote.submit(...values)",
        show_progress="hidden",
    )
    answer = step.then(
        ask,
        [asked, token, understood, parts["among"], had],
        [chat, box, pane, shelf, forgotten],
        show_progress="hidden",
        concurrency_limit=16,
        # The box is ready a moment before Gradio holds the answer for done; a question of this moment must not be lost.
        trigger_mode="multiple",
        js="(...values) => footnote.send(...values)",
        api_visibility="private",
    )
    answer.then(None, [chat, forgotten], [chat, box], js="(...values) => footnote.ended(...values)")
    answer.failure(None, [chat], [chat, box], js="(chat) => footnote.failed(chat)")
    box.stop(actions.stop, [token], None, js="() => [footnote.token()]", trigger_mode="multiple", **_QUIET)
    parts["new"].click(None, None, [chat, pane, box], js="() => footnote.renew()")


def _wire_pane(actions: Actions, parts: dict[str, Any]) -> None:
    pane, clip, voted = parts["pane"], parts["clip"], parts["voted"]

    def show(event: gr.EventData) -> panel.Payload:
        return {**wanted(event._data), "wish": int(event._data["wish"])}

    def wanted(data: dict[str, Any]) -> panel.Payload:
        start = int(data["start"])
        footnote = (str(data["token"]), str(data["turn"]), int(data["number"]), int(data["claim"]))
        if data["place"] and data["turn"]:
            return actions.follow(*footnote, _place(data["place"]))
        if data["place"]:
            return actions.placed(_place(data["place"]), start=start)
        if not data["turn"]:
            return actions.read(str(data["document"]), start)
        return actions.cite(*footnote, start=start if data["document"] else None)

    def copy(event: gr.EventData) -> str:
        token, turn = str(event._data["token"]), str(event._data["turn"])
        return json.dumps({"turn": turn, "text": actions.copy(token, turn), "html": actions.copy_rich(token, turn)})

    def vote(event: gr.EventData) -> str:
        data = event._data
        return actions.rate(str(data["token"]), str(data["turn"]), str(data["vote"]), str(data["comment"]))

    # A click while the one before is under way must not be lost: the page shows the answer to the last one, whichever
    # comes first. (With "always_last" Gradio would send the data of the first click again.)
    pane.show(show, None, pane, trigger_mode="multiple", **_QUIET)
    parts["keep"].click(None, None, None, js="() => footnote.copy('')")
    pane.copying(copy, None, clip, trigger_mode="multiple", **_QUIET).then(
        None, clip, None, js="(text) => footnote.copied(text)"
    )
    # Nor may a comment that is sent right after the vote.
    pane.voting(vote, None, voted, trigger_mode="multiple", **_QUIET).then(
        None, voted, None, js="(told) => footnote.voted(told)"
    )


def _wire_documents(actions: Actions, parts: dict[str, Any]) -> None:
    chat, files, arrived, shelf = parts["chat"], parts["files"], parts["arrived"], parts["shelf"]

    def add(files: list[dict[str, Any]] | None, reader: str) -> Iterator[panel.Payload]:
        arrived = [Arrival(Path(file["path"]), file["orig_name"] or Path(file["path"]).name) for file in files or ()]
        yield from map(_sent, actions.shelf.add(arrived, reader or ""))

    def remove(event: gr.EventData) -> panel.Payload:
        return _sent(actions.shelf.remove(str(event._data["document"]), str(event._data["reader"])))

    def refresh(event: gr.EventData) -> panel.Payload:
        data = event._data
        told = [int(number) for number in data["told"]]
        return _sent(actions.shelf.show(told, str(data["reader"]), int(data.get("listed") or 0)))

    def stop(event: gr.EventData) -> panel.Payload:
        return _sent(actions.shelf.stop(int(event._data["upload"])))

    def welcome() -> Any:
        return gr.Chatbot(placeholder=actions.welcome())

    parts["pane"].greeting(welcome, None, chat, **_QUIET)
    # The field is empty at once, for the next files. Whatever is changed meanwhile waits for its turn in the shelf.
    files.upload(
        None, [files], [files, arrived], js="(files) => [null, files]", trigger_mode="multiple", **_QUIET
    ).then(
        add,
        [arrived, parts["reader"]],
        [shelf],
        js="(files) => [files, footnote.reader()]",
        # Gradio would tell no more of a file than its path, and leave an empty file beside it. It has looked before
        # that whether the file was uploaded.
        preprocess=False,
        show_progress="hidden",
        concurrency_limit=4,
        trigger_mode="multiple",
        api_visibility="private",
    ).then(welcome, None, chat, **_QUIET)
    shelf.remove_document(remove, None, shelf, trigger_mode="multiple", **_QUIET).then(welcome, None, chat, **_QUIET)
    shelf.refresh(refresh, None, shelf, **_QUIET)
    shelf.stop_adding(stop, None, shelf, trigger_mode="multiple", **_QUIET)


def _restored(actions: Actions, token: str, opened: str, had: str, shared: str) -> tuple[Any, Any, Any]:
    messages = actions.loaded(token, shared)
    greeting = actions.welcome(forgotten=bool(had) and not messages)
    # A reload may end after the reader has asked: only a conversation that exists may replace what is shown.
    chat = gr.Chatbot(value=messages, placeholder=greeting) if messages else gr.Chatbot(placeholder=greeting)
    return chat, actions.reopened(token, opened) or gr.skip(), _sent(actions.shelf.show())


def _place(told: dict[str, Any]) -> panel.Place:
    start, end = int(told["start"]), int(told["end"])
    return panel.Place(str(told["document"]), start, end, str(told["name"]), bool(told["quoted"]))


def _sent(shown: panel.Payload) -> panel.Payload:
    """The list of documents as one text: the browser's part of Gradio takes seconds to watch thousands of values."""
    documents = shown["documents"]
    return {**shown, "documents": "" if documents is None else json.dumps(documents)}
