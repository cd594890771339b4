"""Bytes -> characters: which encoding a text file is in, and whether it is text at all. Owns chardet."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from index.errors import DocumentError
from index.files.readers.draft import Raw

REPLACED = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, not yet canonical, and remarks on how they were read."""

    text: str
    notes: tuple[str, ...] = ()


# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"%PDF-1.": "a PDF",
    b"%PDF-2.": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF89a": "a GIF image",
    b"\x7fELF": "a program",
    b"\xca\xfe\xba\xbe": "a program",
    b"\xcf\xfa\xed\xfe": "a program",
    b"\x1f\x8b": "a gzip archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3\x00": "a database",
}
# The encodings that documents are found in. With all that it knows, chardet takes short texts for rarities.
_CANDIDATES = """
    cp1252 cp1250 iso8859-2 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp874 koi8-r koi8-u cp866 cp850 cp852 mac-roman
    cp932 euc_jis_2004 gb18030 big5hkscs cp949
""".split()
_SAMPLE = 4096
# From Greek to Thai.
_MIXED = re.compile(r"(?<=[A-Za-z])[\u0370-\u0e7f]|[\u0370-\u0e7f](?=[A-Za-z])")
# Encodings for which a page may ask; Python's codecs also include escapes and ciphers.
_DECLARABLE = re.compile(r"utf-8|iso8859|iso2022|cp\d|koi8|gb|big5|euc|shift_jis|mac-|tis-|hz")
# As browsers read them: what calls itself the one is in practice the other, which extends it.
_IN_PRACTICE = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# What opens and closes the Japanese part of a mail.
_JAPANESE = re.compile(rb"\x1b\$[@B][!-~]+\x1b\([BJ]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")


def decode(raw: Raw, *, declared: str = "") -> Decoded:
    """Return the text of `raw`; `declared` is the encoding that it claims for itself, taken where it fits.

    Bytes that fit no encoding become U+FFFD, and a note says how many. Raises DocumentError if this is not text.
    """
    for magic, kind in _MAGIC.items():
        if raw.data.startswith(magic):
            raise _binary(raw, f"it begins as {kind} does")
    encoding, skip = _encoding_of(raw.data, declared)
    body = raw.data[skip:]
    text = body.decode(encoding, "replace")
    _require_text(raw, text)
    notes = [] if encoding == "utf-8" else [f"read as {encoding}"]
    if lost := text.count(REPLACED) - body.decode(encoding, "ignore").count(REPLACED):
        notes.append(f"{lost} undecodable {'place' if lost == 1 else 'places'} replaced by {REPLACED}")
    return Decoded(text, tuple(notes))


def _encoding_of(data: bytes, declared: str) -> tuple[str, int]:
    """Return the encoding and the length of the mark that announces it."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    if unmarked := _unmarked_utf16(data):
        return unmarked, 0
    known = _declared(declared)
    if data.isascii():
        # Some Japanese and Chinese encodings are written in ASCII with escapes.
        escaped = known.startswith(("iso2022", "hz"))
        return (known if escaped else "iso2022_jp" if _JAPANESE.search(data) else "utf-8"), 0
    if _reads_as_utf8(data):
        return "utf-8", 0
    if known and data.decode(known, "replace").count(REPLACED) * 100 <= len(data):
        return known, 0
    return _detected(data), 0


def _unmarked_utf16(data: bytes) -> str:
    """Return which UTF-16 `data` is in: mostly Latin characters give a NUL in every other byte."""
    sample = data[:4096]
    even, odd, pairs = sample[0::2].count(0), sample[1::2].count(0), len(sample) // 2
    if pairs < 2 or len(data) % 2:
        return ""
    if odd * 3 >= pairs and even * 20 <= odd:
        return "utf-16-le"
    return "utf-16-be" if even * 3 >= pairs and odd * 20 <= even else ""


def _reads_as_utf8(data: bytes) -> bool:
    """Tell UTF-8, even with some damage, from the rest: elsewhere its sequences come up only by rare chance."""
    text = data.decode("utf-8", "replace")
    damage = text.count(REPLACED) - data.count(REPLACED.encode())
    return sum(not character.isascii() for character in text) - text.count(REPLACED) >= damage if damage else True


def _declared(name: str) -> str:
    """Return Python's name for a declared encoding, or an empty string where it is not one to trust."""
    try:
        known = codecs.lookup(name.strip()).name
    except (LookupError, ValueError):
        return ""
    known = _IN_PRACTICE.get(known, known)
    return known if _DECLARABLE.match(known) else ""


def _detected(data: bytes) -> str:
    from chardet import detect_all

    # A line of ASCII alone is the same in all of them, and may fill all that is looked at.
    told = b"\n".join(line for line in data.splitlines() if not line.isascii())
    found = detect_all(told, ignore_threshold=True, compat_names=False, include_encodings=_CANDIDATES)
    names = [codecs.lookup(one["encoding"]).name for one in found if one["encoding"]]
    return next((name for name in names if not _is_mixed(told[:_SAMPLE].decode(name, "replace"))), "cp1252")


def _is_mixed(text: str) -> bool:
    """Whether many letters of another alphabet stand beside Latin ones, as where "café" is read to end in Cyrillic."""
    return len(_MIXED.findall(text)) * 10 > sum(not character.isascii() for character in text)


def _require_text(raw: Raw, text: str) -> None:
    # A lone NUL in a long log is damage; more of them are data.
    if text.count("\x00") * 200 > len(text):
        raise _binary(raw, "it has NUL bytes")
    if len(_CONTROLS.findall(text)) > 4 + len(text) // 50:
        raise _binary(raw, "many of its characters are control characters")


def _binary(raw: Raw, why: str) -> DocumentError:
    return DocumentError(f"{raw.name} looks binary: {why}. Give it the suffix of its true type, or save it as text.")
