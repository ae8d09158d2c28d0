"""Composing and rendering the weekly brief of the worked case, beside decoding its ledger's claims from JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.judging import EXAMPLE
from benchmarks.pairs import Pair
from pactwatch.briefs import render
from pactwatch.briefs.composing import Scope, compose, days_up_to
from pactwatch.case import open_case
from pactwatch.ledger.bodies import to_body


def pairs() -> list[Pair]:
    """The brief composed out of a view, and its page in two languages."""
    folder = Path(mkdtemp()) / "case"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("ledger.db*", "drafts", "briefs"))
    case = open_case(folder)
    case.build()
    view, pacts = case.view(), case.pacts()
    scope = Scope(case.title, case.time_zone, *days_up_to(date(2020, 11, 8), "weekly", case.time_zone), "weekly")
    brief = compose(pacts, view, scope)
    lines = [json.dumps(to_body(c)) for c in view.claims.values()]

    def against(what: str, run: Callable[[], object], count: int, unit: str) -> Pair:
        return Pair(what, "json.loads of its claims", run, lambda: [*map(json.loads, lines)], count, unit)

    return [
        against("compose a weekly brief", lambda: compose(pacts, view, scope), len(brief.verdicts), "verdicts"),
        against("its pages in English and Arabic", lambda: [render(brief, tag, "html") for tag in ("en", "ar")], 2, "pages"),
    ]
