"""Lines that a date or a time opens, as in logs, chats, diaries and programmes: each is told apart from the others."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.patterns import lazy_pattern

_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:[ \u202f]?[apAP]\.?[mM]\.?)?(?:Z|[ ]?[+-]\d{2}:?\d{2})?"
_DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ ]+)?(?:\d{1,2}[ ])?[A-Z][a-z]{2}[ ]+(?:\d{1,2},?)?(?:[ ]?\d{4})?)"
)
# "[2026-03-02 08:14] Mara: ", "02/03/2026, 08:14 - Mara: ", "Mar  2 08:14:01 host ", "[08:14] <mara> ".
_FULL = lazy_pattern(rf"\W?{_DATE}(?:T|,?[ ]+(?:at )?|,){_TIME}\b\W*\s|[\[(]{_TIME}[\])]\W*\s")
# "08:14 The ramp is stuck", "9.30–10.15 Coffee", "2026-03-02: Cleaned the pump".
_BARE = lazy_pattern(
    rf"(?:{_TIME}|\d{{1,2}}\.\d{{2}}(?=[ ]?[-–]))(?:[ ]?[-–][ ]?\d{{1,2}}[:.]\d{{2}})?(?:[ ]?h\b)?\W{{0,3}}\s+(?=\S)|"
    r"\d{4}-\d{2}-\d{2}\W{0,3}\s+(?=\S)"
)
_SEVERAL = 2


def stamped(lines: Sequence[str]) -> set[int]:
    """Which lines of a paragraph a stamp opens; none where it has but one.

    Where a date and a time stand there the others may be long. A bare time may open a line of wrapped text: it is a
    stamp only where most lines have one, the first included.
    """
    full = {at for at, line in enumerate(lines) if _FULL.match(line)}
    if len(full) >= _SEVERAL:
        return full
    bare = {at for at, line in enumerate(lines) if _BARE.match(line)}
    return bare if 0 in bare and len(bare) >= _SEVERAL and 2 * len(bare) > len(lines) else set()
