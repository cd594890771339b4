"""A report as one HTML page: plots, figures, and every question with its gold and shown spans in their text.

It loads nothing, works from a file, and holds all text as data, which its one script puts in as text. Its content
security policy lets that script and that style run, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from eval.differences import ORDER, between, tally
from eval.figures import RISK_AREA
from eval.html.plots import bars, curve, histogram
from eval.html.questions import question_data
from eval.outcomes import GOOD
from eval.records import Example, example_from
from eval.report import Figure, Section, number, sections_of, value_of

_HERE = Path(__file__).parent
_RANKS = 10
_BINS = 12


def write_page(data: Mapping[str, Any], path: Path) -> None:
    """Write the page of a report, which is given as plain data."""
    path.write_text(page(data), encoding="utf-8", errors="replace")


def page(data: Mapping[str, Any]) -> str:
    """The page of a report."""
    # Reports of suites that carry their own questions have examples of another shape.
    examples = [example_from(item) for item in data["examples"]] if data.get("dataset") else []
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'"
    parts = [_head(data), _targets(data), _against(data), _plots(data, examples), _figures(data), _drill(examples)]
    changed = data.get("against", {}).get("changed", ())
    found = question_data(examples, data.get("excerpts", {}), changed)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(_title(data))}</title>
<style>{style}</style>
</head>
<body>
<main>{"".join(parts)}</main>
<script type="application/json" id="data">{_as_script(found)}</script>
<script>{script}</script>
</body>
</html>
"""


def _title(data: Mapping[str, Any]) -> str:
    return f"{data['suite']}: {data.get('system', 'footnote')}"


def _head(data: Mapping[str, Any]) -> str:
    counts = data.get("counts", {})
    facts = {
        "Run": data.get("at", ""),
        "Commit": data.get("commit", ""),
        "Language": data.get("language", ""),
        "Questions": f"{counts.get('asked', len(data['examples'])):,}",
        "Not measured": f"{counts.get('failed', 0):,}",
        "Seed": data.get("seed", ""),
        "Data": data.get("dataset", {}).get("fingerprint", ""),
    }
    shown = "".join(
        f"<div><dt>{name}</dt><dd>{escape(str(value))}</dd></div>" for name, value in facts.items() if value != ""
    )
    notes = [f"<li>{escape(note)}</li>" for note in data.get("notes", ())]
    count = f"{len(notes)} remark{'' if len(notes) == 1 else 's'}"
    remarks = f"<details class='notes'><summary>{count}</summary><ul>{''.join(notes)}</ul></details>"
    return f"<header><h1>{escape(_title(data))}</h1><dl>{shown}</dl>{remarks if notes else ''}</header>"


def _targets(data: Mapping[str, Any]) -> str:
    tiles = [
        _tile(figure, section.name)
        for section in sections_of(data)
        for figure in section.figures
        if figure.target is not None and figure.mean.value is not None
    ]
    return f"<section><h2>Targets</h2><div class='tiles'>{''.join(tiles)}</div></section>" if tiles else ""


def _tile(figure: Figure, section: str) -> str:
    kind, word = ("good", "reached") if figure.reached else ("bad", "missed")
    bound = f"{'at least' if figure.higher else 'at most'} {figure.target:g}"
    where = "" if section == "all" else f" ({section})"
    return (
        f"<div class='tile {kind}'><b>{value_of(figure)}</b><span class='badge'>{word}</span>"
        f"<p>{escape(figure.name + where)}</p><small>{bound}{_between(figure)}, n={figure.mean.n}</small></div>"
    )


def _between(figure: Figure) -> str:
    return "" if figure.interval is None else f", 95 % {between(figure.interval, figure.unit)}"


def _against(data: Mapping[str, Any]) -> str:
    found = data.get("against")
    if not found:
        return ""
    rows = "".join(
        f"<tr><td>{escape(item['name'])}</td>"
        + "".join(f"<td>{number(item[name], item['unit'])}</td>" for name in ("before", "now"))
        + f"<td>{number(item['difference'], item['unit'], '+')} "
        f"{between(item['interval'], item['unit'], signed=True)}</td>"
        f"<td class='{escape(item['verdict'].split()[0])}'>{escape(item['says'])}</td></tr>"
        for item in sorted(found["differences"], key=lambda item: ORDER[item["verdict"]])
    )
    of = escape(f"{found['system']} of {found['at']} ({found['commit'] or 'no commit'}), {found['common']} questions")
    head = "<tr><th>Figure</th><th>Before</th><th>Now</th><th>Change</th><th>Verdict</th></tr>"
    table = f"<div class='scroll'><table class='against'>{head}{rows}</table></div>"
    sums = escape(f"Figures: {tally([item['verdict'] for item in found['differences']])}")
    return f"<section><h2>Against an earlier run</h2><p>{of}</p><p>{sums}</p>{table}{_changed(found)}</section>"


def _changed(found: Mapping[str, Any]) -> str:
    """How many questions came out otherwise, and where they are listed."""
    changed = found.get("changed", ())
    lost = sum(item["before"] in GOOD for item in changed)
    if not changed:
        return ""
    return f"<p>Questions lost: {lost}; gained: {len(changed) - lost}. <a href='#questions'>See them below.</a></p>"


def _figures(data: Mapping[str, Any]) -> str:
    first, *others = sections_of(data)
    more = "".join(f"<details><summary>{escape(own.name)}</summary>{_section(own)}</details>" for own in others)
    drawn = data.get("bootstrap")
    how = (
        f"Whiskers are 95 % intervals: {drawn['draws']:,} resamples of {drawn['units']:,} units "
        f"(unit: {escape(drawn['unit'])}). A tick is a target. n is the number of questions."
        if drawn
        else "n is the number of questions."
    )
    return f"<section><h2>Figures</h2><p>{how}</p>{_section(first)}{more}</section>"


def _section(section: Section) -> str:
    shares = [own for own in section.figures if not own.unit and own.mean.value is not None and own.mean.value >= 0]
    others = [own for own in section.figures if own not in shares and own.mean.value is not None]
    rows = "".join(
        f"<tr><td>{escape(own.name)}</td><td>{value_of(own)} {escape(own.unit)}{_between(own)}</td>"
        f"<td>n={own.mean.n}</td></tr>"
        for own in others
    )
    return (bars(shares) if shares else "") + (f"<table>{rows}</table>" if rows else "")


def _plots(data: Mapping[str, Any], examples: Sequence[Example]) -> str:
    found = []
    if points := data.get("risk_coverage"):
        found.append(("Risk over coverage", curve(points), _risk_says(data)))
    ranks = [round(1 / own.values["MRR"]) if own.values["MRR"] else 0 for own in examples if "MRR" in own.values]
    if ranks:
        found.append(
            (
                "Rank of the first right result",
                histogram(_by_rank(ranks), "rank"),
                f"n={len(ranks):,}; stand-alone forms count, too.",
            )
        )
    seconds = [sum(own.shown.timings.values()) for own in examples if own.shown and own.shown.timings]
    if seconds:
        says = f"n={len(seconds):,}. {_stages(data)}"
        found.append(("Time per answer", histogram(_by_second(seconds), "milliseconds, up to"), says))
    figures = "".join(
        f"<figure><figcaption><h3>{escape(title)}</h3><p>{escape(says)}</p></figcaption>{plot}</figure>"
        for title, plot, says in found
    )
    return f"<section class='plots'>{figures}</section>" if figures else ""


def _risk_says(data: Mapping[str, Any]) -> str:
    area = [own.mean.n for own in sections_of(data)[0].figures if own.name == RISK_AREA]
    n = f" (n={area[0]:,}; an answer to what has none is wrong)" if area else ""
    return f"If only the surest were answered, what share would be wrong?{n}"


def _by_rank(ranks: Sequence[int]) -> list[tuple[str, int]]:
    seen = Counter(rank if rank <= _RANKS else _RANKS + 1 for rank in ranks)
    named = [(str(rank), seen[rank]) for rank in range(1, _RANKS + 1)]
    return [*named, (f"{_RANKS + 1}+", seen[_RANKS + 1]), ("none", seen[0])]


def _by_second(seconds: Sequence[float]) -> list[tuple[str, int]]:
    """Counts between equal steps; the slowest hundredth are counted in the last."""
    most = float(np.quantile(seconds, 0.99)) or 1e-6
    counts, edges = np.histogram(np.minimum(seconds, most), bins=_BINS, range=(0.0, most))
    return [(f"{edge * 1000:.0f}", int(count)) for edge, count in zip(edges[1:], counts, strict=True)]


def _stages(data: Mapping[str, Any]) -> str:
    stages = data.get("latency", {}).items()
    return "Middle of each stage: " + ", ".join(f"{name} {own['p50'] * 1000:.0f} ms" for name, own in stages)


def _drill(examples: Sequence[Example]) -> str:
    if not examples:
        return ""
    return (
        "<section id='questions'><h2>Questions</h2><div class='controls'><div id='filters' role='group' "
        "aria-label='Show'></div><label>Kind <select id='variant'></select></label>"
        "<label>Search <input id='search' type='search'></label></div>"
        "<p class='legend'><mark class='gold' data-label='gold'>should be shown</mark> "
        "<mark class='shown' data-label='shown'>was shown</mark> <mark class='both' data-label='both'>both</mark></p>"
        "<p id='count' role='status'></p><div id='list'></div><button id='more' type='button'>Show more</button>"
        "<noscript>The questions need the page's own script.</noscript></section>"
    )


def _as_script(data: Any) -> str:
    """JSON that cannot end the element which it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e").replace("\u2028", "\\u2028")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
