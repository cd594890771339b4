"""Read the files of a data set row by row, so that every fault can name its file, its place and its remedy."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from eval.cases import DataError
from eval.datasets.files import data_of, suffix_of

T = TypeVar("T")

# No document of a data set is larger.
MOST_BYTES = 100_000_000
# A cell may hold a whole conversation; the module's own limit is 128 KB.
csv.field_size_limit(MOST_BYTES)
_HALVES = re.compile(r"[\ud800-\udfff]")
_SEPARATOR = re.compile(r"sep=([,;\t|])\r?\n", re.I)
_NO_NAMES: Mapping[str, str] = MappingProxyType({})
# So many faults are shown one by one.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One record and where it stands, to be named in a fault."""

    path: Path
    at: str
    data: dict[str, Any]

    def fault(self, what: str, remedy: str) -> DataError:
        """The error about this row."""
        return DataError(f"{self.path}, {self.at}: {what}. {remedy}")

    def text(self, name: str, default: str | None = None) -> str:
        """A field that is text, or a number that stands for one. Raises DataError; empty counts as missing."""
        value = self.data.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if value is None or (isinstance(value, str) and not value.strip()):
            if default is None:
                raise self.fault(f"{name!r} is missing or empty", "Fill it in, or take the row out.")
            return default
        if not isinstance(value, str):
            raise self.fault(f"{name!r} is no text but {type(value).__name__}", "Write it as text.")
        return value

    def rows(self, name: str, *, may_lack: bool = False) -> list[Row]:
        """A field that is a list of records; with `may_lack` none of it is an empty one. Raises DataError."""
        value = self.data.get(name)
        if value is None and may_lack:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.fault(f"{name!r} is no list of records", "Write a list of JSON objects: [{…}, {…}].")
        return [
            Row(self.path, f"{self.at}, {name.removesuffix('s')} {number}", item)
            for number, item in enumerate(value, 1)
        ]

    def number(self, name: str) -> int:
        """A field that is a whole number, which pandas writes as 27.0. Raises DataError."""
        value = self.data.get(name)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(f"{name!r} is no whole number but {value!r}", "Mend the row.")
        return value


class Gather:
    """Makes something of each row and collects the faults, so that the person hears of all of them at once."""

    def __init__(self, *, skip: bool) -> None:
        self._skip = skip
        self.faults: list[str] = []

    def each(self, rows: Iterable[Row], make: Callable[[Row], T], *, unique: str = "") -> list[T]:
        """What `make` made of the rows that are sound; of two with the same `unique` field the second is not."""
        made = []
        seen: dict[str, Row] = {}
        for row in rows:
            try:
                if unique:
                    _check_distinct(row, unique, seen)
                made.append(make(row))
            except DataError as error:
                self.faults.append(str(error))
        return made

    def records(self, path: Path) -> Iterator[Row]:
        """The records of a file: one a line, or one JSON list of them. Raises DataError where it cannot be read.

        Which of both it is tells its first character, not its name. Blank lines count but hold none.
        """
        text = read_text(path)
        listed = text.lstrip().startswith("[")
        for number, item in enumerate(_listed(path, text) if listed else text.split("\n"), 1):
            row = Row(path, f"{'record' if listed else 'line'} {number}", {})
            if not listed and not item.strip():
                continue
            try:
                yield replace(row, data=_record(row, item if listed else _line(row, item)))
            except DataError as error:
                self.faults.append(str(error))

    def csv_rows(self, path: Path, columns: Sequence[str], called: Mapping[str, str] = _NO_NAMES) -> Iterator[Row]:
        """The rows of a CSV file, blank ones left out; commas part its cells, or semicolons or tabs.

        Names of columns are in small letters; `called` has what other programs call them. Raises DataError where the
        heading has not `columns`, or quotation marks are open.
        """
        records = _csv_records(path)
        found = [name.strip().casefold() for name in next(records, (1, []))[1]]
        missing = [column for column in columns if column not in found]
        if missing:
            near = [f"{name!r} may be {called[name]!r}." for name in found if called.get(name) in missing]
            raise DataError(
                f"{path}, line 1: there is no column {', '.join(missing)}, but {', '.join(found) or 'none at all'}. "
                + " ".join([f"Give the columns {', '.join(columns)}.", *near])
            )
        if twice := next((name for name in found if name and found.count(name) > 1), ""):
            raise DataError(f"{path}, line 1: there are two columns {twice!r}. Give each a name of its own.")
        for line, cells in records:
            row = Row(path, f"line {line}", _named(found, cells))
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(found):
                yield row
            else:
                fault = row.fault("it has more or fewer cells than the heading", "Mend its commas and quotes.")
                self.faults.append(str(fault))

    def notes(self) -> tuple[str, ...]:
        """The faults, where they are to be skipped; else raises DataError that shows the first of them."""
        if self.faults and not self._skip:
            more = len(self.faults) - _SHOWN
            rest = f"\nand {more} more" if more > 0 else ""
            raise DataError(
                f"{len(self.faults)} faulty rows. Mend them, or leave them out with --skip-faulty:\n"
                + "\n".join(self.faults[:_SHOWN])
                + rest
                if len(self.faults) > 1
                else f"{self.faults[0].removesuffix('.')}, or leave it out with --skip-faulty."
            )
        return tuple(f"Left out: {fault}" for fault in self.faults)


def read_text(path: Path) -> str:
    """The file's text, line ends as they are. Raises DataError."""
    try:
        return data_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        how = ", which a spreadsheet calls CSV UTF-8" if suffix_of(path) == ".csv" else ""
        raise DataError(f"{path}, line {line}: this is not UTF-8 text. Save the file as UTF-8{how}.") from None


def json_file(path: Path) -> Any:
    """The data of a JSON file. Raises DataError."""
    try:
        return _parsed(read_text(path))
    except ValueError as error:
        raise DataError(f"{path} is no JSON: {error}. Mend the file.") from None


def _parsed(text: str) -> Any:
    """What JSON says; NaN, which some programs write for an empty cell, is nothing. Raises ValueError."""

    def constant(name: str) -> None:
        if name != "NaN":
            raise ValueError(f"{name} is no number of JSON")

    return _sound(json.loads(text, parse_constant=constant))


def _sound(data: Any) -> Any:
    """JSON without halves of emojis, which its escapes can spell and no file can hold; offsets stay what they are."""
    if isinstance(data, str):
        return _HALVES.sub("\ufffd", data)
    if isinstance(data, list):
        return [_sound(item) for item in data]
    return {_sound(key): _sound(value) for key, value in data.items()} if isinstance(data, dict) else data


def _csv_records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The cells of each record, the heading first, and the line where it begins. Raises DataError.

    There, and not where csv stumbles, is the quotation mark that was left open.
    """
    text = read_text(path)
    # Excel may say on a line of its own what parts the cells.
    said = _SEPARATOR.match(text)
    before = 1 if said else 0
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else max(",;\t", key=text.partition("\n")[0].count)
    # Only csv itself knows which line ends are within a cell.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1 + before
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1 + before
    except csv.Error as error:
        raise DataError(f"{path}, line {line}: {error}. Mend the quotation marks.") from None


def _named(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells by their columns. A spreadsheet may add columns without a name: empty ones are left out."""
    numbered = enumerate(zip(names, cells, strict=False), 1)
    return {name or f"column {number}": cell for number, (name, cell) in numbered if name or cell.strip()}


def _listed(path: Path, text: str) -> list[Any]:
    try:
        found: list[Any] = _parsed(text)
    except ValueError as error:
        raise DataError(f"{path} is no JSON list: {error}. Mend it, or write one record a line.") from None
    return found


def _line(row: Row, line: str) -> Any:
    try:
        return _parsed(line)
    except ValueError as error:
        raise row.fault(f"this is no JSON ({error})", "Mend the line.") from None


def _record(row: Row, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise row.fault("this is no record", "Write JSON objects, one a line or in one list.")
    return data


def _check_distinct(row: Row, name: str, seen: dict[str, Row]) -> None:
    first = seen.setdefault(row.text(name), row)
    if first is not row:
        where = f"{first.path.name}, {first.at}"
        raise row.fault(f"the {name} {row.text(name)!r} stands in {where}, too", "Give each row one of its own.")


def fingerprint(paths: Iterable[Path]) -> str:
    """Digits that change with any byte of the files."""
    digest = hashlib.sha256()
    for path in paths:
        data = path.read_bytes()
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:16]
