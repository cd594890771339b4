"""Look at everything that Footnote needs, say what is wrong, and mend what can be mended without losing anything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.errors import DamagedModelError, FootnoteError, LibraryError
from index.library import Library
from index.model.embed import EmbedInput
from index.model.entailment import Entailment
from index.model.minilm import MiniLM
from index.model.reader import Reader
from index.model.weights import entailment_folder, model_folder, reader_folder
from index.model.words import Words
from rag.model.llm import open_model
from rag.settings import Settings
from rag.wiring import make_embedder, make_reranking

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `remedy` is what to do where it is not ok."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def diagnose(settings: Settings, *, repair: bool = False, say: Say | None = None) -> list[Check]:
    """Every check, in order. With `repair`, damaged models are built again, and the search indexes from the catalog."""
    checks = [_folder(settings), _models(settings, repair, say), _embedder(settings, say), _answers(settings)]
    checks.extend(_library(settings, repair, say or (lambda text: None)))
    return checks


def _folder(settings: Settings) -> Check:
    home = settings.home
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe = home / f".probe-{os.getpid()}"
        probe.write_text("probe", encoding="utf-8")
        probe.unlink()
    except OSError as error:
        return Check("folder", False, f"{home}: {error.strerror or error}", "Make it writable, or set FOOTNOTE_HOME.")
    free = shutil.disk_usage(home).free
    detail = f"{home}, {free / 1e9:.1f} GB free"
    return Check("folder", free > 200e6, detail, "" if free > 200e6 else "Free some space on this disk.")


def _embedder(settings: Settings, say: Say | None) -> Check:
    try:
        embedder = make_embedder(settings, say)
        vector = embedder.embed([EmbedInput("a probe")])[0].vector
    except FootnoteError as error:
        return Check("embedder", False, str(error))
    return Check("embedder", True, f"{embedder.fingerprint}, {len(vector)} dimensions")


def _answers(settings: Settings) -> Check:
    """Who answers and what reads again, as far as the settings tell; nothing is sent to a server."""
    try:
        make_reranking(settings)
        open_model(settings)
    except FootnoteError as error:
        return Check("answers", False, str(error))
    return Check("answers", True, "written by a model" if settings.wants_model else "made of quotations")


def _models(settings: Settings, repair: bool, say: Say | None) -> Check:
    """The models that are built on this machine; an embedder of another kind needs some of them too."""
    rebuilt = []
    # Each of them may be damaged.
    for _ in range(4):
        try:
            folder = model_folder(settings.home, say)
            MiniLM(settings.home).warm()
            Words(folder)
            Reader(reader_folder(settings.home, say), folder).warm()
            Entailment(entailment_folder(settings.home, say), folder)("a probe", "a probe")
        except DamagedModelError as error:
            if not repair:
                return Check("models", False, str(error))
            shutil.rmtree(error.folder, ignore_errors=True)
            rebuilt.append(error.folder.name)
        except FootnoteError as error:
            return Check("models", False, str(error))
        else:
            return Check("models", True, f"in {folder.parent}; built again: {', '.join(rebuilt) or 'none'}")
    return Check("models", False, f"built again, and damaged still: {', '.join(rebuilt)}", "Check this disk.")


def _library(settings: Settings, repair: bool, say: Say) -> Iterator[Check]:
    try:
        library = _open(settings, say, any_embedder=repair)
    except FootnoteError as error:
        yield Check("library", False, str(error))
        return
    with library:
        yield _catalog(library)
        if repair:
            yield rebuild(library, say)
        yield _search_indexes(library)


def _catalog(library: Library) -> Check:
    try:
        verdict = library.check()
        waiting = len(library.pending())
        unfinished = f", {waiting} not finished (add them again, or remove them)" if waiting else ""
        told = f"{len(library.documents())} documents{unfinished}; {verdict}"
    except FootnoteError as error:
        return Check("catalog", False, str(error))
    return Check("catalog", verdict == "ok", told, "" if verdict == "ok" else "Restore the folder from a backup.")


def _search_indexes(library: Library) -> Check:
    """Opening them is not enough: damage inside shows when they are searched."""
    try:
        library.warm()
        library.search_vectors(library.embed("a probe").vector, 1)
        library.search_terms([("probe", 1.0)], 1)
        if amiss := library.indexes_amiss():
            told = f"The passages of {' and of '.join(amiss)} are not those of the catalog"
            return Check("search indexes", False, told, "Run: footnote doctor --repair")
        return Check("search indexes", True, f"{library.size()} passages in Chroma and in the lexical index")
    except FootnoteError as error:
        return Check("search indexes", False, str(error), "Run: footnote doctor --repair")


def rebuild(library: Library, say: Say) -> Check:
    """Write the search indexes anew: in place where they are sound, else beside the broken ones, which are kept."""
    try:
        moved = library.set_aside()
        say("Writing the search indexes again from the catalog ...")
        try:
            _write_again(library, say)
        except LibraryError:
            # Damage that shows only when the folder is written to or searched.
            moved += library.set_aside(sound=True)
            _write_again(library, say)
    except FootnoteError as error:
        return Check("repair", False, str(error))
    kept = ", ".join(map(str, moved)) or "nothing"
    return Check("repair", True, f"written again from the catalog; kept aside: {kept}")


def _write_again(library: Library, say: Say) -> None:
    library.rebuild(progress=lambda _fraction, text: say(text))
    library.search_terms([("probe", 1.0)], 1)
    for info in library.documents()[:1]:
        for item in library.stored(passage.id for passage in library.passages(info.id)[:1]).values():
            library.search_vectors(item.vector, 1)


def _open(settings: Settings, say: Say, *, any_embedder: bool) -> Library:
    return Library(
        settings.home,
        make_embedder(settings),
        catalog_url=settings.catalog_url,
        max_bytes=settings.max_file_mb * 1_000_000,
        any_embedder=any_embedder,
        say=say,
    )
