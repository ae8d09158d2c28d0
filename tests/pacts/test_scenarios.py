"""Scenario files, and the scenarios of the worked case."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pactwatch.pacts.loading import load_pacts
from pactwatch.pacts.scenarios import BYSTANDER, Scenario, load_scenarios
from pactwatch.refusals import Refused
from pactwatch.verdicts.scenarios import fault_of
from tests.pacts.files import EXAMPLE, pact_file

PACTS = load_pacts(EXAMPLE)
CASES = {
    f"{path.name.removesuffix('.cases.toml')}: {scenario.name}": (path.name.removesuffix(".cases.toml"), scenario)
    for path in sorted(EXAMPLE.glob("*.cases.toml"))
    for scenario in load_scenarios(path)
}
BAKU = timezone(timedelta(hours=4))

FILE = """\
[[sources]]
id = "agency"
kind = "agency"

[[scenarios]]
name = "one"
clause = "halt"
at = 2020-10-12
expect = "breached"
due = 2020-10-17
[[scenarios.claims]]
speaker = "AZE.MIL"
act = "attack"
actor = ["ARM"]
when = 2020-10-11
recorded = 2020-10-12T08:00:00
[[scenarios.claims]]
source = "agency"
act = "attack"
negated = true
amounts = [{ value = 3, unit = "killed" }]
"""


@pytest.mark.parametrize(("pact", "scenario"), CASES.values(), ids=CASES)
def test_a_lawyer_s_answer(pact: str, scenario: Scenario) -> None:
    assert fault_of(scenario, PACTS[pact], PACTS) is None


def test_every_pact_has_scenarios_and_every_status_comes_up() -> None:
    told = [pact for pact, _ in CASES.values()]
    assert {pact: told.count(pact) for pact in PACTS if told.count(pact) < 5} == {}
    assert len({scenario.expect for _, scenario in CASES.values()}) == 12


def test_a_scenario_is_ready_to_be_judged(tmp_path: Path) -> None:
    pact_file(tmp_path)
    path = tmp_path / "truce.cases.toml"
    path.write_text(FILE, encoding="utf-8")
    (scenario,) = load_scenarios(path)
    assert scenario.at == datetime(2020, 10, 12, 23, 59, 59, tzinfo=BAKU)
    assert scenario.due == date(2020, 10, 17)
    first, second = scenario.told
    assert (first.report.source, second.report.source) == (BYSTANDER.id, "agency")
    assert first.recorded == datetime(2020, 10, 12, 8, tzinfo=BAKU)
    assert second.recorded == scenario.at
    assert second.claim.speaker == "OUTLET"
    assert second.claim.when is None
    assert second.claim.amounts[0].value == 3
    assert all(told.report.text[told.claim.start : told.claim.end] == told.claim.quote for told in scenario.told)
    assert first.report.id != second.report.id


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ('expect = "breached"', 'expect = "broken"', 9, "unknown expect 'broken'"),
        ("at = 2020-10-12\n", "", 5, "does not say when it is judged"),
        ('source = "agency"', 'source = "agenzy"', 18, "unknown source 'agenzy'; did you mean 'agency'"),
        ('speaker = "AZE.MIL"', 'speaker = "AZZ"', 12, "unknown speaker 'AZZ'"),
        ('act = "attack"', 'akt = "attack"', 11, "'act' is missing"),
        ("negated = true", 'negated = "yes"', 20, "must be true or false"),
        ('unit = "killed"', 'unit = "dead"', 21, "unknown unit 'dead'"),
        ('kind = "agency"', 'sort = "agency"', 3, "unknown key 'sort'"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, line: int, words: str) -> None:
    path = tmp_path / "truce.cases.toml"
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load_scenarios(path)
    assert words in str(refused.value)
    assert refused.value.line == line
