"""What the limits of `rag/verdict/entailed.py` were chosen by: for each finding of the rules, how doubtful claims read.

    python -m eval.limits --data ../shared/data --home FOLDER

`--home` is a Footnote home in which the models have been prepared. Printed are the shares of true and of false claims
that read at least as doubtful as each of some limits: of the rows of `eval/entailment/calibrate.jsonl`, of the verifier
suite's paraphrases and their twins, and of its claims spoilt by rule; of those of its tuning half that
`eval.fit_entailment` leaves out.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from eval.claims import Claim, left_out, paraphrases, written
from eval.mutations import mutations
from eval.truths import truths
from rag.checking.verify import Cited
from rag.settings import load_settings
from rag.verdict.entailed import Found
from rag.wiring import make_verifier

LIMITS = (-4, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3)


def main() -> None:
    """Ask and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the shared corpora")
    parser.add_argument("--home", type=Path, required=True, help="a home with the prepared models")
    arguments = parser.parse_args()
    verifier = make_verifier(load_settings().model_copy(update={"home": arguments.home}))
    sets = {"calibrate": written("calibrate"), "paraphrases": _paraphrased(), "by rule": _by_rule(arguments.data)}
    for name, claims in sets.items():
        read: defaultdict[tuple[Found, bool], list[float]] = defaultdict(list)
        for claim in claims:
            found, odds = verifier.findings(claim.text, [Cited(claim.source, claim.context)])
            if found and odds is not None:
                read[found, claim.false].append(odds)
        print(f"{name:30s}" + "".join(f"{limit:6g}" for limit in LIMITS))
        for found in Found:
            for false in (False, True):
                own = read[found, false]
                shares = (sum(odds >= limit for odds in own) / len(own) for limit in LIMITS if own)
                head = f"  {found.name}, {'false' if false else 'true'}, n={len(own)}"
                print(f"{head:30s}" + "".join(f"{share:6.2f}" for share in shares))


def _paraphrased() -> Iterator[Claim]:
    for row in paraphrases():
        if row.split == "tune" and left_out(row.source):
            yield from row.claims


def _by_rule(data: Path) -> Iterator[Claim]:
    for spoilt in mutations(truths(data)):
        claim = spoilt.of_sources
        if spoilt.half == "tune" and left_out(claim.source):
            yield claim


if __name__ == "__main__":
    main()
