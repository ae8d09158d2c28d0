"""What changes no answer: the order of arrival, a reprint, a denial by one who is proven to have done it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwatch.pacts import LIBRARY, load_pacts, load_scenarios
from pactwatch.pacts.scenarios import Scenario, Told
from pactwatch.types import Source
from pactwatch.verdicts.scenarios import fault_of

PACTS = load_pacts(LIBRARY)
TOLD = {
    f"{pact}: {scenario.name}": (pact, scenario)
    for pact in PACTS
    for scenario in load_scenarios(LIBRARY / f"{pact}.cases.toml")
    if scenario.told
}


@pytest.mark.parametrize(("pact", "scenario"), TOLD.values(), ids=TOLD)
def test_neither_order_nor_reprints_change_the_answer(pact: str, scenario: Scenario) -> None:
    backwards = replace(scenario, told=tuple(reversed(scenario.told)))
    assert fault_of(backwards, PACTS[pact], PACTS) is None
    if scenario.known_at is None:
        assert fault_of(_reprinted(scenario), PACTS[pact], PACTS) is None


PROVEN = {
    name: (pact, scenario)
    for name, (pact, scenario) in TOLD.items()
    if scenario.expect == "breached"
    and scenario.bearer is not None
    and scenario.according_to is None
    and all(t.claim.stance != "refuses" for t in scenario.told)
}


@pytest.mark.parametrize(("pact", "scenario"), PROVEN.values(), ids=PROVEN)
def test_a_denial_by_the_accused_undoes_no_proven_breach(pact: str, scenario: Scenario) -> None:
    denials = tuple(_denied(told, str(scenario.bearer), n) for n, told in enumerate(scenario.told) if _is_told(told))
    denied = replace(scenario, told=(*scenario.told, *denials))
    assert fault_of(denied, PACTS[pact], PACTS) is None


def _reprinted(scenario: Scenario) -> Scenario:
    """Every claim printed once more, by an outlet that copies from the first."""
    copiers = tuple(
        Source(f"copier-{n}", {"en": f"Copier {n}"}, copies_from=(t.report.source,)) for n, t in enumerate(scenario.told)
    )
    copies = tuple(
        _moved(told, copier.id, copier.id, told.claim.quote) for told, copier in zip(scenario.told, copiers, strict=True)
    )
    return replace(scenario, sources=(*scenario.sources, *copiers), told=(*scenario.told, *copies))


def _denied(told: Told, accused: str, n: int) -> Told:
    moved = _moved(told, f"denial-{n}", "bystander", f"({accused} denies told-{n})")
    return replace(moved, claim=replace(moved.claim, stance="denies", speaker=accused))


def _is_told(told: Told) -> bool:
    return told.claim.stance == "asserts" and not told.claim.negated


def _moved(told: Told, report: str, source: str, quote: str) -> Told:
    """The same claim in another report."""
    statement = replace(told.claim.statement, report=report, end=len(quote), text=quote)
    claim = replace(told.claim, statement=statement, quote=quote, end=len(quote))
    return replace(told, claim=claim, report=replace(told.report, id=report, source=source, text=quote, title=quote))
