"""The library's dates and parties, held against those of PA-X (skipped where that dataset is not at hand)."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.letters import fold
from pactwatch.pacts.loading import load_pacts
from pactwatch.registries import Agreement, read_dataset
from pactwatch.registries.agreements import parties_in
from pactwatch.types import Pact

LIBRARY = Path(__file__).parents[2] / "src" / "pactwatch" / "pacts" / "library"

SPELT = {
    "ARTSAKH": ("nagorno-karabakh", "nagorno karabakh", "babayan", "baburyan"),
    "LBY.GNA": ("government of national accord",),
    "LBY.LNA": ("libyan national army",),
    "DNR": ("zakharchenko", "donetsk"),
    "TPLF": ("tigray armed combatants",),
    "YEM.COALITION": ("coalition",),
    "LNR": ("plotnit", "plotnytsk", "lugansk", "luhansk"),
}
"""How PA-X writes parties whom pactwatch knows under another name; people stand for those whom they signed for."""

DATED_OTHERWISE = {
    "dayton-military-1995": "in force with its signature in Paris; PA-X has the day of the initialling in Dayton",
    "gaza-2025-10-09": "signed on the 9th; PA-X has the day on which Israel's government had approved it",
}
"""Pacts whose day is not that of PA-X, with the reason."""

NOT_NAMED = {
    ("r-arcss-2019-11-07", "SPLM-IO"): "its leader was at the summit, and PA-X lists him among those attending",
    ("syria-cessation-2016-02-27", "SYR"): "those at war accepted the terms that the two co-chairs had set",
    ("syria-cessation-2016-02-27", "SYR.OPP"): "those at war accepted the terms that the two co-chairs had set",
    ("yemen-truce-2022-04-02", "YEM"): "its government accepted the UN's initiative beside the coalition",
}
"""(pact, party) that PA-X does not list as having signed, with the reason why the file has it."""


@pytest.fixture(scope="module")
def pa_x(shared: Path) -> dict[str, Agreement]:
    path = shared / "data" / "agreements" / "pa-x.csv"
    if not path.is_file():
        pytest.skip("PA-X is not at hand")
    return {agreement.id: agreement for agreement in read_dataset(path)}


PACTS = load_pacts(LIBRARY)
LISTED = [(pact, number) for pact in PACTS.values() for number in pact.registry.get("pa_x", ())]


@pytest.mark.parametrize(("pact", "number"), LISTED, ids=lambda value: value.id if isinstance(value, Pact) else value)
def test_day_and_parties_are_those_of_pa_x(pact: Pact, number: str, pa_x: dict[str, Agreement]) -> None:
    agreement = pa_x[f"pa-x-{number}"]
    if pact.id not in DATED_OTHERWISE:
        assert pact.made.earliest.date().isoformat() == agreement.made
    ucdp = [f"ucdp-{other}" for other in pact.registry.get("ucdp", ())]
    assert ucdp in ([], [agreement.same_as])
    missing = [p for p in pact.parties if not _names(agreement, p) and (pact.id, p) not in NOT_NAMED]
    assert missing == []


def test_exceptions_are_of_pacts_that_are_there() -> None:
    listed = {pact.id for pact, _ in LISTED}
    assert set(DATED_OTHERWISE) | {pact for pact, _ in NOT_NAMED} <= listed
    assert len(LISTED) >= 20


def _names(agreement: Agreement, party: str) -> bool:
    said = "\n".join((agreement.signatories, agreement.title, agreement.summary))
    known = party in parties_in(said) or party in agreement.countries
    return known or any(spelling in fold(said) for spelling in SPELT.get(party, ()))
