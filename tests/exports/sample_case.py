"""The case of `sample/`: its claims put into a ledger of its own."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

from pactwatch.case import Case, open_case
from pactwatch.ledger import NewEntry, to_body

SAMPLE = Path(__file__).parent / "sample"


def sample_case(folder: Path) -> Case:
    """A copy of the sample in a folder, its ledger filled; each claim is recorded when its report was captured."""
    shutil.copy(SAMPLE / "case.toml", folder)
    shutil.copytree(SAMPLE / "pacts", folder / "pacts")
    case = open_case(folder)
    given = json.loads((SAMPLE / "input.json").read_text(encoding="utf-8"))
    captured = {r["id"]: datetime.fromisoformat(r["captured"]) for r in given["reports"]}
    with case.ledger(create=True) as ledger:
        first = min(captured.values())
        ledger.append_all(NewEntry("source", to_body(s), "build", first) for s in case.sources)
        for report in given["reports"]:
            at = captured[report["id"]]
            ledger.append("report", report, by="build", recorded_at=at)
            told = [c for c in given["claims"] if c["statement"]["report"] == report["id"]]
            ledger.append_all(NewEntry("claim", c, "build", at) for c in told)
    return case
