"""The pacts that come with the program: every scenario holds, every file can be found by its id, dates agree with ATOP."""

from __future__ import annotations

from collections import Counter

import pytest

from pactwatch.pacts import LIBRARY, dangling_relations, load_pacts, load_scenarios
from pactwatch.pacts.scenarios import Scenario
from pactwatch.verdicts.scenarios import fault_of

PACTS = load_pacts(LIBRARY)
CASES = {
    f"{pact}: {scenario.name}": (pact, scenario)
    for pact in PACTS
    for scenario in load_scenarios(LIBRARY / f"{pact}.cases.toml")
}


@pytest.mark.parametrize(("pact", "scenario"), CASES.values(), ids=CASES)
def test_a_lawyer_s_answer(pact: str, scenario: Scenario) -> None:
    assert fault_of(scenario, PACTS[pact], PACTS) is None


def test_a_pact_stands_in_the_file_of_its_id_and_its_scenarios_beside_it() -> None:
    names = {path.name for path in LIBRARY.iterdir()}
    assert names == {f"{pact}{end}" for pact in PACTS for end in (".toml", ".cases.toml")}


def test_every_pact_has_five_scenarios_and_every_clause_one() -> None:
    told = Counter(pact for pact, _ in CASES.values())
    assert {pact: told[pact] for pact in PACTS if told[pact] < 5} == {}
    asked = {f"{pact}/{scenario.clause}" for pact, scenario in CASES.values()}
    assert {clause.ref for pact in PACTS.values() for clause in pact.clauses} - asked == set()


def test_titles_and_clauses_speak_three_languages() -> None:
    texts = {p.id: p.title for p in PACTS.values()} | {c.ref: c.text for p in PACTS.values() for c in p.clauses}
    assert {ref for ref, names in texts.items() if not {"en", "ar", "ru"} <= set(names)} == set()


def test_what_a_pact_of_the_library_points_to_is_there() -> None:
    assert dangling_relations(PACTS) == ()
