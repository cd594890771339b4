"""Open the search indexes of a home folder, or move away what cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from index.errors import LibraryError
from index.model.embed import Embedder
from index.storage.catalog import Catalog
from index.storage.lexicon import Lexicon
from index.storage.mark import read_mark
from index.storage.projections import Projections
from index.storage.store import Store, set_aside

_CHROMA, _LEXICON = "chroma", "lexicon"


def open_indexes(
    home: Path,
    catalog: Catalog,
    embedder: Embedder,
    *,
    heal: bool,
    say: Callable[[str], None] | None = None,
    changed: Callable[[], None] = lambda: None,
) -> Projections:
    """Both indexes; with `heal`, brought up to the catalog, as `say` is told. `changed` is as in `Projections`.

    Raises LibraryError, and has let go of them then.
    """
    lexicon = Lexicon(home / _LEXICON)
    store = Store(home / _CHROMA, embedder.fingerprint)
    projections = Projections(catalog, store, lexicon, embedder, changed)
    if say and read_mark(store.folder) and not (catalog.mark() or catalog.entries()):
        say(
            f"The catalog in {home} is new and its search indexes are not: it was lost or emptied. "
            "Restore catalog.sqlite3 from a backup, or add your files again."
        )
    try:
        if heal:
            projections.heal(say)
    except BaseException:
        store.close()
        raise
    return projections


def set_indexes_aside(home: Path, fingerprint: str, *, sound: bool) -> list[Path]:
    """Move indexes away that cannot be opened or are not Footnote's; with `sound`, the others too.

    They are kept: what is broken or foreign may still matter to someone. Returns where they went.
    """
    names = [name for name in (_CHROMA, _LEXICON) if sound or not _usable(home / name, fingerprint)]
    return [path for name in names if (path := set_aside(home / name))]


def _usable(folder: Path, fingerprint: str) -> bool:
    try:
        if folder.name == _LEXICON:
            len(Lexicon(folder))
        else:
            with closing(Store(folder, fingerprint)) as store:
                len(store)
    except LibraryError:
        return False
    return True
