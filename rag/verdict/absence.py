"""A sentence that says what the sources do not tell, beside a quotation that tells it.

By its words: all of what is said to be missing stands in the quotation, with what answers to "when" or "who".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.quantities.quantities import quantities
from rag.verdict.claims import left_out, plain
from rag.verdict.denying import denials
from rag.verdict.reading import Reading, read

# Fewer words than these may stand anywhere.
_FEWEST = 2
_COUNTED = re.compile(r"\A(?:when|how (?:many|much|long|far|old|often|high|deep|large|big))\b", re.I)
_PERSON = re.compile(r"who(?:m|se)?\b", re.I)
_REASON = re.compile(r"(?:why|how)\b", re.I)


def told_after_all(claim: str, texts: Sequence[str]) -> bool:
    """Whether one of these texts, as they stand in a document, seems to tell what a claim says that is not told."""
    missing = left_out(claim)
    sought = {token.stem for token in read(_COUNTED.sub("", missing)).tokens if token.content}
    return len(sought) >= _FEWEST and any(_tells(missing, sought, read(plain(text))) for text in texts)


def _tells(missing: str, sought: set[str], text: Reading) -> bool:
    # "The report does not say what the repairs cost": so it is.
    if not sought <= text.stems or denials(text):
        return False
    if _COUNTED.match(missing):
        return bool(quantities(text.text))
    if _PERSON.match(missing):
        return any(token.name for token in text.tokens)
    # Why it is so, no single word tells.
    return not _REASON.match(missing)
