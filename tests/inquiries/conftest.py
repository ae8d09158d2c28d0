"""A case whose pact names a monitor, with one attack claimed in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pactwatch.case import Case, open_case
from pactwatch.inquiries import Docket
from pactwatch.ledger.deciding import Decider

FILED = datetime(2020, 10, 30, 9, tzinfo=UTC)
CASE = """
id = "line"
title = { en = "The line" }
time_zone = "Asia/Baku"
begins = 2020-10-01

[[sources]]
id = "mod-armenia"
names = { en = "Ministry of Defence of Armenia" }
kind = "ministry"
side = "ARM"
parties = ["ARM.MIL"]

[[sources]]
id = "mod-azerbaijan"
names = { en = "Ministry of Defence of Azerbaijan" }
kind = "ministry"
side = "AZE"
parties = ["AZE.MIL"]
"""
PACT = """
id = "truce"
kind = "ceasefire"
title = { en = "The truce" }
parties = ["ARM", "AZE"]
made = 2020-10-10
source = "https://example.org/truce"
monitor = ["OSCE"]

[inquiries]
reply_within = "P3D"
rule_within = "P14D"

[[clauses]]
id = "civilians"
text = { en = "No attack on civilians." }
duty = "must_not"
bearers = "each"
act = "attack"
target = ["CIV"]

[[clauses]]
id = "lists"
text = { en = "Each side hands over its lists of prisoners." }
duty = "must"
bearers = "each"
act = "transfer_list"
due = { within = "P14D", of = "made" }
"""
UNWATCHED = PACT.replace('"truce"', '"pledge"').replace('monitor = ["OSCE"]', "").replace("[inquiries]", "")
UNWATCHED = UNWATCHED.replace('reply_within = "P3D"\nrule_within = "P14D"', "")
REPORT = """+++
id = "barda"
source = "mod-armenia"
language = "en"
published = 2020-10-28
captured = 2020-10-28T12:00:00Z
+++
The Ministry of Defence of Armenia said that Azerbaijani forces shelled the town of Martuni on 28 October, killing civilians.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the case, built."""
    files = {"case.toml": CASE, "pacts/truce.toml": PACT, "pacts/pledge.toml": UNWATCHED, "reports/barda.txt": REPORT}
    for name, text in files.items():
        path = tmp_path / "case" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    open_case(tmp_path / "case").build()
    return tmp_path / "case"


@pytest.fixture
def case(folder: Path) -> Case:
    return open_case(folder)


@pytest.fixture
def docket(case: Case) -> Iterator[Docket]:
    with case.ledger() as ledger:
        yield Docket(case.folder, ledger, case.pacts(), case.time_zone)


def by(who: str = "ana", hours: float = 0, why: str = "letter received") -> Decider:
    """Somebody who decides, some hours after the complaint was filed."""
    return Decider(who, why, FILED + timedelta(hours=hours))
