"""Answers as models write them, and what the marker parser reads in one that comes in pieces."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from rag.citing.markers import Event, Kind, Marker, MarkerParser, Text

PASSAGES = 9
NAMES = ("The harbour of Lindau: Fees", "Notes on the ferry")
# Everything that a model has been seen to write around and instead of markers.
PIECES = (
    *("[1]", "[2]", "[1][2]", "[1, 2]", "[1; 2]", "[1-3]", "[1–3]", "【1】", "【1†source】", "【4:0†a.pdf】", "［1］"),
    *("[^1]", "(Source 1)", "(Sources 1 and 2)", "[Source 1]", "[Passage 2]", "**[1]**", "_[2]_", "[１]", "[[1]]"),
    *("\\[1\\]", "[0]", "[99]", "[1-99]", "[0, 1]", "[1", "[", "]", "**", "*", "_", "`", "```", "\n```\n", "~~~\n"),
    *("a[1]", "list[0]", "[2024]", "(2024)", "[1](http://a.b)", "\n[^1]: note\n", "\n[1]: http://a.b\n", "\n[1]: The"),
    *(
        "[source 2: A title]",
        "[3, p. 30]",
        "(see 3)",
        "[1 to 3]",
        "[#2]",
        "[^1^]",
        "[1](#a)",
        "(#",
        "\nSources: [1], [2]\n",
        ", p",
        ": ",
        " to ",
        "t",
    ),
    *("\nSources:\n", "**References**\n\n", "- ", "\n", "\n\n", " ", ". ", "\t", "| a [1] |\n", "## ", "> ", "1. "),
    *(
        "Fees rose",
        "Ośló é 东京。",
        "👩‍🚀",
        "e\u0301",
        "U.S. ",
        "e.g. ",
        "3.5",
        "Source",
        "Sources 1 and 3 agree",
        "source 2",
        "Passage 1",
        "%",
        "“Quoted words here”",
        "\\",
        "(",
    ),
    *(
        "\n[1] The harbour",
        ", p. 3",
        " of Lindau",
        "\n- The ferry",
        "\nSource 2: Notes",
        "Sources: Fees",
        "\n[2]: Notes on",
    ),
    *("[cite_start]", "[cite: 1]", '<cite index="1">', "</cite>", "<co: 1>", "</co: 1>", '<source id="2"/>', "^1"),
    *("Source: 1", "[ID: 1]", "[src 2]", "[Source 1, Fees]", "\n"),
    *("¹", "rose²³", "km²", "⁹⁹", "² ³", ",", "⁺"),
    *(
        "([1])",
        "(see [1] and [2])",
        "(Source: [1])",
        "*([1])*",
        "<sup>[1]</sup>",
        "^[2]^",
        "$^{[1]}$",
        "<cite>1</cite>",
    ),
    *(
        "Fees rose<sup>1</sup>",
        "Source: [1]",
        "\nSource: [2]\n",
        "*Sources: [1], [2].*",
        "See [1].",
        " — [1]",
        "; ",
        "and ",
    ),
    *(
        "[1]–[3]",
        "[1 | Title]",
        "[1, para. 2]",
        "[1 (p. 3)]",
        "[S1]",
        "[1†L1-L3]",
        "[Source #1]",
        "[1/2]",
        "[4.]",
        "【",
        "）",
    ),
    *(
        "<p>",
        "</li>\n<li>",
        "<br>",
        "<",
        "$",
        "^",
        "```markdown\n",
        "```text\n",
        "\n```",
        "cf. ",
        "Sources",
        "Source: ",
    ),
)
ANSWERS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=24).map("".join)


def read(pieces: Sequence[str]) -> list[tuple[str, str] | tuple[int, ...]]:
    """The events of a whole answer, with neighbouring text of a kind joined."""
    parser = MarkerParser(PASSAGES, raised=True, names=NAMES)
    events = [event for piece in pieces for event in parser.feed(piece)] + parser.close()
    joined: list[Event] = []
    for event in events:
        before = joined[-1] if joined else None
        if isinstance(event, Text) and isinstance(before, Text) and event.kind is before.kind is not Kind.CODE:
            joined[-1] = Text(before.text + event.text, event.kind)
        else:
            joined.append(event)
    return [event.numbers if isinstance(event, Marker) else (event.kind.value, event.text) for event in joined]
