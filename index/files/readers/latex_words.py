r"""The words of a LaTeX source: its commands as what they print, "35\,\%" as "35 %". Knows nothing of blocks."""

from __future__ import annotations

import re
import unicodedata

from index.files.readers.draft import grouped

# A comment takes its line end and the indent of the next line with it.
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*(?!\n))?")
_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)\*?[ \t]*\n?[ \t]*|\\(?P<accent>[\"'`^~=.](?=\{?\\?[A-Za-z]))|\\(?P<sign>[^A-Za-z])|"
    r"(?P<plain>---?|``|''|~|[{}$])"
)
_ACCENTS = {'"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_NAMED_ACCENTS = {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "r": "\u030a", "k": "\u0328"}
_PLAIN = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": "", "$": ""}
_SIGNS = {"\\": "\n", ",": " ", ";": " ", ":": " ", " ": " ", "!": "", "/": "", "-": "", "@": "", "(": "", ")": ""}
_WORDS = {
    "ldots": "…", "dots": "…", "textdegree": "°", "degree": "°", "celsius": "°C", "ss": "ß", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "i", "j": "j",
    "textendash": "–", "textemdash": "—", "S": "§", "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€",
    "copyright": "©", "LaTeX": "LaTeX", "TeX": "TeX", "textbackslash": "\\", "textasciitilde": "~", "percent": "%",
    "times": "×", "cdot": "·", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "neq": "≠", "approx": "≈",
    "infty": "∞", "to": "→", "rightarrow": "→", "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "in": "∈",
    "circ": "°", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε",
    "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ",
    "varphi": "φ", "omega": "ω", "Delta": "Δ", "Gamma": "Γ", "Lambda": "Λ", "Omega": "Ω", "Sigma": "Σ", "Phi": "Φ",
    "quad": " ", "qquad": " ", "par": "\n", "newline": "\n", "and": ", ",
}  # fmt: skip
# What prints nothing of what stands in its braces.
_SILENT = frozenset(
    "label vspace hspace includegraphics index bibliographystyle bibliography pagestyle thispagestyle setlength "
    "addtolength input include usepackage nocite phantom color hypersetup setcounter addcontentsline markboth glsadd "
    "vskip".split()
)
_CITES = re.compile(r"\w*cite\w*")
_REFERS = frozenset("ref eqref autoref cref Cref pageref nameref vref".split())
_NOTES = frozenset("footnote thanks footnotetext endnote".split())
# Of two things in braces these print the second.
_SECOND = frozenset("href textcolor colorbox parbox raisebox foreignlanguage".split())
_OPTION = re.compile(r"[ \t]*\[[^\]]{0,500}\]")
_DEEPEST = 15


def without_comments(text: str) -> str:
    """The text without what stands behind a percent sign."""
    return _COMMENT.sub(r"\1", text)


def argument(text: str, at: int) -> tuple[str, int]:
    """What stands in the braces that open at a place, and where they end; nothing where none open there."""
    while at < len(text) and text[at] in " \t\n":
        at += 1
    if not text.startswith("{", at):
        return "", at
    depth, start = 0, at + 1
    while at < len(text):
        character = text[at]
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return text[start:at], at + 1
        at += 2 if character == "\\" else 1
    return text[start:], len(text)


def shown(text: str, footnotes: list[str] | None = None, depth: int = 0) -> str:
    """What a piece of source prints. Its footnotes are put into the list, or left out where there is none."""
    if depth > _DEEPEST:
        return text
    told: list[str] = []
    at = 0
    while found := _TOKEN.search(text, at):
        told.append(text[at : found.start()])
        at = found.end()
        if name := found["name"]:
            words, at = _command(text, name, at, footnotes, depth)
            told.append(words)
        elif found["accent"]:
            letter, at = _letter(text, at)
            told.append(unicodedata.normalize("NFC", letter + _ACCENTS[found["accent"]]))
        elif found["sign"]:
            told.append(_SIGNS.get(found["sign"], found["sign"]))
        else:
            told.append(_PLAIN[found["plain"]])
    return "".join((*told, text[at:]))


def _command(text: str, name: str, at: int, footnotes: list[str] | None, depth: int) -> tuple[str, int]:
    """What a command prints, and where it ends; of one that nothing here knows, what stands in its braces."""
    if name in _WORDS:
        return _WORDS[name], argument(text, at)[1] if text.startswith("{}", at) else at
    if name in _NAMED_ACCENTS and text.startswith("{", at):
        letter, end = argument(text, at)
        return unicodedata.normalize("NFC", letter + _NAMED_ACCENTS[name]), end
    while option := _OPTION.match(text, at):
        at = option.end()
    if not text.startswith("{", at):
        return "", at
    words, at = argument(text, at)
    if name in _SILENT:
        return "", at
    if _CITES.fullmatch(name):
        return f"[{words}]", at
    if name in _REFERS:
        return words, at
    if name in _NOTES:
        if footnotes is not None:
            footnotes.append(shown(words, None, depth + 1))
        return "", at
    if name in ("frac", "dfrac", "tfrac"):
        below, at = argument(text, at)
        return "/".join(grouped(shown(part, None, depth + 1)) for part in (words, below)), at
    if name in _SECOND:
        words, at = argument(text, at)
    return shown(words, footnotes, depth + 1), at


def _letter(text: str, at: int) -> tuple[str, int]:
    """The letter that an accent is set on, and where it ends."""
    if text.startswith("{", at):
        letter, end = argument(text, at)
        return letter.lstrip("\\"), end
    at += text.startswith("\\", at)
    return text[at : at + 1], at + 1
