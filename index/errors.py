"""The errors that a user may meet. Each message has two sentences: what happened, and what to do."""

from pathlib import Path


class FootnoteError(Exception):
    """The root of every error that Footnote raises on purpose. `str(error)` is fit to be shown to a person."""


class DocumentError(FootnoteError):
    """A file cannot become a document."""


class EmptyDocumentError(DocumentError):
    """A file was read and holds no text."""


class EmbedderError(FootnoteError):
    """The embedding model cannot be had, or does not fit the index."""


class TextRefusedError(EmbedderError):
    """The embedder works, and does not take one of the texts that it was given: it is too long, say."""


class DamagedModelError(EmbedderError):
    """A model that was built on this machine cannot be loaded. What is in `folder` can be built again."""

    def __init__(self, folder: Path, error: BaseException) -> None:
        super().__init__(
            f"The model in {folder} is damaged ({first_line(error)}). "
            "Run `footnote doctor --repair`, which builds it again."
        )
        self.folder = folder


class LibraryError(FootnoteError):
    """The library on disk cannot be opened, read or written."""


class UnknownDocumentError(LibraryError):
    """The library has no document of that id: perhaps not any more."""


class AmbiguousDocumentError(LibraryError):
    """Several documents of the library are called by that name, or have an id that begins so."""


class LibraryBusyError(LibraryError):
    """Another process has the library open."""


class QuestionError(FootnoteError):
    """The question cannot be asked as it stands."""


class SettingsError(FootnoteError):
    """A setting has a value that cannot be used."""


def first_line(error: BaseException, secret: str = "") -> str:
    """What a vendor's error says, in one line that fits into a message of ours, without a `secret` that it repeats."""
    line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    # Before the cut, which might leave half of the secret.
    return (line.replace(secret, "...") if secret else line)[:200]
