"""How much of a file readers may say again, so that each row of a table tells what it is.

What a row lacks is put there: the head of its table, the names of its columns, the cell that reaches down to it, empty
cells up to the last column. A file of some kilobytes can ask for gigabytes of that.
"""

from __future__ import annotations

# So many times what a table holds, which is far beyond any made for readers; of a small one more does no harm.
_MOST_TIMES, _ALWAYS = 20, 100_000


def may_repeat(characters: int, own: int) -> bool:
    """Whether so many characters may be added to a table that has `own` ones."""
    return characters <= _MOST_TIMES * own + _ALWAYS
