"""Judging the worked case, beside decoding its ledger's claims from JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.pairs import Pair
from pactwatch.case import open_case
from pactwatch.ledger.bodies import to_body
from pactwatch.times import moment

EXAMPLE = Path(__file__).parents[1] / "examples" / "karabakh-2020"


def pairs() -> list[Pair]:
    """All clauses and parties of the worked case at one moment."""
    folder = Path(mkdtemp()) / "case"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    case = open_case(folder)
    case.build()
    at = moment("2020-12-06", case.time_zone)
    lines = [json.dumps(to_body(c)) for c in case.view().claims.values()]
    verdicts = len(case.judge(at))
    return [
        Pair(
            "judge the worked case",
            "json.loads of its claims",
            lambda: case.judge(at),
            lambda: [*map(json.loads, lines)],
            verdicts,
            "verdicts",
        )
    ]
