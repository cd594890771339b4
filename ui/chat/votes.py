"""The thumbs below an answer: a vote is kept in Footnote's home, and the reader is told."""

from __future__ import annotations

import logging
from pathlib import Path

from rag.feedback import FeedbackFile, Vote, feedback_on
from ui.chat.conversation import Exchange

logger = logging.getLogger(__name__)

_TOLD: dict[Vote, str] = {
    "up": "Thank you. Your vote stays on the computer that runs Footnote.",
    "down": "Noted. Your vote stays on the computer that runs Footnote.",
    "": "Your vote is taken back.",
}


class Voting:
    """Takes votes on answers that are finished."""

    def __init__(self, home: Path) -> None:
        self._file = FeedbackFile(home)

    def rate(self, exchange: Exchange | None, vote: str, comment: str) -> tuple[bool, str]:
        """Keep a vote: "up", "down", or none to take it back. Whether it is kept, and what to tell the reader."""
        kept = next((known for known in _TOLD if known == vote), None)
        if exchange is None or exchange.answer is None or kept is None:
            return False, "This answer is no longer in memory. Ask again to rate it."
        try:
            self._file.add(feedback_on(exchange.turn, exchange.answer, exchange.history, kept, comment))
        except OSError:
            logger.exception("turn %s: a vote was not kept", exchange.turn)
            return False, "Your vote could not be kept. The terminal that runs Footnote has the details."
        exchange.rate(kept)
        return True, "Thank you. Your comment is kept with it." if comment.strip() else _TOLD[kept]
