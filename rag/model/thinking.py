"""Takes a reasoning model's thinking out of its text, piece by piece, wherever the pieces are cut.

A block counts where its opening tag begins a line, so that an answer may speak of such tags. Some servers leave the
first tag out, and the thinking then ends in a lone closing tag. A filter that holds its text back drops what stands
before that: one that is told to, and one whose text begins as thinking does and an answer hardly. Another has shown
it already: it takes the tag out, and `lone` tells whoever asks next time.
"""

from __future__ import annotations

import re

_TAGS = {
    "<think>": "</think>", "<thinking>": "</thinking>", "<thought>": "</thought>", "<reasoning>": "</reasoning>",
    "<reflection>": "</reflection>", "<scratchpad>": "</scratchpad>", "<analysis>": "</analysis>",
    "<|begin_of_thought|>": "<|end_of_thought|>", "<seed:think>": "</seed:think>", "[think]": "[/think]",
    "◁think▷": "◁/think▷", "<|channel|>analysis<|message|>": "<|channel|>final<|message|>",
}  # fmt: skip
_CLOSING = tuple(_TAGS.values())
_ANY = re.compile("|".join(re.escape(tag) for pair in _TAGS.items() for tag in pair), re.I)
_LONGEST = max(len(tag) for pair in _TAGS.items() for tag in pair)
_QUOTING = "`'\"‘“«"
# How thinking begins. An answer that begins so all the same comes late, and whole.
_MUSINGS = (
    "okay", "ok, ", "ok so", "alright", "all right", "hmm", "hm, ", "let me", "let's", "let’s", "let us", "wait,",
    "the user", "user asks", "the question asks", "so the user", "so, the user", "so i ", "so we ", "looking at the",
    "we need to", "we are ", "we have to", "we must", "i need to", "i should", "i have to", "i'm asked", "i’m asked",
    "first, i", "first i", "first, let", "thinking process", "thinking about", "here's a thinking", "here’s a thinking",
    "also gut", "der nutzer", "der benutzer", "el usuario", "l'utilisateur", "l’utilisateur", "хорошо", "итак, ",
    "好的", "好,", "好，", "嗯", "首先，用户", "用户", "我们需要", "我需要",
)  # fmt: skip


class Thinking:
    """A filter for one reply. With `hold`, nothing comes out before the thinking, or the reply, has ended."""

    def __init__(self, *, hold: bool) -> None:
        self.lone = False
        self._hold = hold
        self._undecided = not hold  # whether its first words may be those of thinking
        self._closing = ""  # the tag that ends the block we are in
        self._waiting = ""
        self._seen = 0  # how much of that was looked through for tags
        self._fresh = True  # nothing but blanks since the line began
        self._skip = False  # blanks that follow a block go with it

    def feed(self, piece: str) -> str:
        """What of the text so far can be shown now."""
        self._waiting += piece
        shown = ""
        if self._undecided and self._muses():
            return ""
        while tag := self._next_tag():
            shown += self._pass(tag)
        if self._hold and not self._closing:
            return shown
        text, self._waiting = self._without_half_a_tag()
        self._seen = 0
        return shown if self._closing else shown + self._show(text)

    def end(self) -> str:
        """What is left when the reply is over. A block that was never closed is thinking to its end."""
        return "" if self._closing else self._show(self._waiting)

    def _muses(self) -> bool:
        """Whether more must come to tell how the text begins. Holds back what begins as thinking does."""
        head = self._waiting.lstrip().lower()
        if any(musing.startswith(head) for musing in _MUSINGS):
            return True
        self._undecided = False
        self._hold = head.startswith(_MUSINGS)
        return False

    def _next_tag(self) -> re.Match[str] | None:
        if self._closing:
            return re.search(re.escape(self._closing), self._waiting, re.I)
        # What a reasoning model writes may be long, and all of it waits.
        begin = max(self._seen - _LONGEST, 0)
        self._seen = len(self._waiting)
        return next((tag for tag in _ANY.finditer(self._waiting, begin) if self._counts(tag)), None)

    def _counts(self, tag: re.Match[str]) -> bool:
        before, newline, line = self._waiting[: tag.start()].rpartition("\n")
        if not line.strip():
            return bool(newline) or self._fresh
        return self._hold and tag[0].lower() in _CLOSING and line[-1] not in _QUOTING

    def _pass(self, tag: re.Match[str]) -> str:
        """Go past a tag; returns what of the text before it is no thinking."""
        name, before = tag[0].lower(), self._waiting[: tag.start()]
        lone = not self._closing and name in _CLOSING
        shown = "" if self._closing or (lone and self._hold) else self._show(before)
        self._waiting = self._waiting[tag.end() :]
        self._seen = 0
        self._closing = _TAGS.get(name, "")
        self._skip, self._fresh = not self._closing, True
        self._hold = False
        self.lone = self.lone or lone
        return shown

    def _without_half_a_tag(self) -> tuple[str, str]:
        """What waits, cut where its end may be the beginning of a tag."""
        tags = (self._closing,) if self._closing else (*_TAGS, *_CLOSING)
        tail = self._waiting[-max(map(len, tags)) :].lower()
        half = max((n for tag in tags for n in range(1, len(tag)) if tail.endswith(tag[:n])), default=0)
        end = len(self._waiting) - half
        return self._waiting[:end], self._waiting[end:]

    def _show(self, text: str) -> str:
        if self._skip:
            text = text.lstrip()
            self._skip = not text
        _, newline, line = text.rpartition("\n")
        self._fresh = not line.strip() and (bool(newline) or self._fresh)
        return text
