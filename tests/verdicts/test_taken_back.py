"""A report taken back, or a date set right, changes the answer from then on and leaves what was known before as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pactwatch.ledger import Ledger, open_ledger, to_body
from pactwatch.ledger.deciding import Decider, correct, retract
from pactwatch.times import Span, moment
from pactwatch.verdicts.judge import judge
from tests.verdicts.world import ZONE, World, duty, pact

PACTS = pact("truce", duty("fire", "attack", pact="truce", duty="must_not"), made="2020-10-10")
WHY = Decider("a person", "The paper took it back.")


def status(ledger: Ledger, known_at: int | None = None) -> str:
    view = ledger.view(known_at)
    (verdict,) = judge(PACTS["truce"].clauses[0], view, moment("2020-11-10", ZONE), pacts=PACTS, bearer="ARM", zone=ZONE)
    return verdict.status


def written(ledger: Ledger, world: World) -> list[str]:
    for report in world.reports.values():
        ledger.append("report", to_body(report), by="test")
    return [ledger.append("claim", to_body(claim), by="test").id for claim in world.claims.values()]


def struck() -> World:
    world = World().told("UN", "attack", said="2020-10-12", when="2020-10-11", actor=["ARM"], places=["Barda"])
    return world.told("OUTLET", "attack", said="2020-10-12", when="2020-10-11", actor=["ARM"], places=["Barda"])


def test_a_claim_taken_back_proves_nothing_any_more(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        ids = written(ledger, struck())
        seq = ledger.view().seq
        assert status(ledger) == "breached"
        retract(ledger, ids[1], WHY)
        assert status(ledger) == "alleged"
        assert status(ledger, seq) == "breached"


def test_a_date_set_right_moves_what_happened_to_before_the_truce(tmp_path: Path) -> None:
    world = struck()
    with open_ledger(tmp_path / "ledger.db", create=True) as ledger:
        ids = written(ledger, world)
        seq = ledger.view().seq
        for entry, claim in zip(ids, world.claims.values(), strict=True):
            correct(ledger, entry, replace(claim, when=Span.parse("2020-10-08")), WHY)
        assert status(ledger) == "unverifiable"
        assert status(ledger, seq) == "breached"
