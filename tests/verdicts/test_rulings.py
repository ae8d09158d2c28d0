"""What people and monitors have found, taken from the ledger into the verdict."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pactwatch.ledger import Ledger, open_ledger, to_body
from pactwatch.ledger.deciding import Decider, different_event, rule, same_event
from pactwatch.times import moment
from pactwatch.verdicts.explain import explain
from pactwatch.verdicts.judge import judge
from tests.verdicts.world import ZONE, World, duty, pact

PACTS = pact("geneva", duty("civilians", "attack", duty="must_not", target=("CIV",)), monitor=("OSCE",))
STRIKE: dict[str, Any] = {"said": "2020-11-07", "actor": ["AZE"], "target": ["CIV"]}


def test_a_ruling_settles_a_breach_either_way_and_says_why(tmp_path: Path) -> None:
    for finding, status in (("happened", "breached"), ("did_not_happen", "kept"), ("not_established", "alleged")):
        world = World().told("ARM.MIL", "attack", when="2020-11-06", **STRIKE)
        world.told("OSCE", "monitor", said="2020-11-07", when="2020-11-06")
        with open_ledger(tmp_path / f"{finding}.db", create=True) as ledger:
            ids = _write(ledger, world)
            rule(ledger, ids[:1], finding, "OSCE", Decider("a monitor", "The crater was measured."))  # type: ignore[arg-type]
            view = ledger.view()
        (verdict,) = judge(PACTS["geneva"].clauses[0], view, moment("2020-11-10", ZONE), pacts=PACTS, bearer="AZE", zone=ZONE)
        assert verdict.status == status
        if finding == "happened":
            assert "The crater was measured." in explain(verdict, view, pacts=PACTS)


@pytest.mark.parametrize("same", [True, False])
def test_claims_said_to_be_of_one_event_corroborate_one_another_and_of_two_do_not(tmp_path: Path, same: bool) -> None:
    world = World().told("UN", "attack", when="2020-11-06", **STRIKE)
    world.told("HRW", "attack", when="2020-11-07" if same else "2020-11-06", **STRIKE)
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        ids = _write(ledger, world)
        before = judge(
            PACTS["geneva"].clauses[0], ledger.view(), moment("2020-11-10", ZONE), pacts=PACTS, bearer="AZE", zone=ZONE
        )
        (same_event if same else different_event)(ledger, ids, Decider("a person", "the same crater"))
        after = judge(
            PACTS["geneva"].clauses[0], ledger.view(), moment("2020-11-10", ZONE), pacts=PACTS, bearer="AZE", zone=ZONE
        )
    assert [v.status for v in (*before, *after)] == (["alleged", "breached"] if same else ["breached", "alleged"])


def _write(ledger: Ledger, world: World) -> list[str]:
    ids = []
    for claim in world.claims.values():
        ledger.append("report", to_body(world.reports[claim.statement.report]), by="test")
        ids.append(ledger.append("claim", to_body(claim), by="test").id)
    return ids
