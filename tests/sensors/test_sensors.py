"""Thermal detections: only what its season does not explain, and never more than one voice."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from pactwatch.datasets import Reject
from pactwatch.ledger import open_ledger
from pactwatch.refusals import Refused
from pactwatch.sensors import SOURCE, Baseline, Detection, anomalies, detections, sensor_claims
from pactwatch.types import Report
from pactwatch.verdicts.evidence import gather
from pactwatch.verdicts.proof import proof_of
from pactwatch.verdicts.scenarios import Told

HEAD = "latitude,longitude,brightness,acq_date,acq_time,confidence,frp\n"
HADRUT = (39.52, 47.03)


def burning(baseline: Baseline, year: int, month: int, a_day: int, place: tuple[float, float] = HADRUT) -> None:
    """So many detections on every day of a month."""
    day = date(year, month, 1)
    while day.month == month:
        for _ in range(a_day):
            baseline.add(*place, day)
        day += timedelta(days=1)


@pytest.fixture
def seasons() -> Baseline:
    """Three other years with field burning every August, and none in October."""
    found = Baseline()
    for year in (2017, 2018, 2019):
        burning(found, year, 8, 4)
    return found


def test_fields_burn_every_august_and_that_is_no_news(seasons: Baseline) -> None:
    for _ in range(5):
        seasons.add(*HADRUT, date(2020, 8, 15))
    assert list(anomalies(seasons, [date(2020, 8, 15)])) == []


def test_the_same_fire_in_october_stands_out(seasons: Baseline) -> None:
    for _ in range(5):
        seasons.add(*HADRUT, date(2020, 10, 9))
    (found,) = anomalies(seasons, [date(2020, 10, 9)])
    assert (found.count, found.expected) == (5, 0)
    assert found.chance < 0.001


def test_the_share_of_quiet_days_flagged_is_the_error_that_is_told() -> None:
    chance = random.Random(7)
    found = Baseline()
    for year in range(2010, 2021):
        for n in range(365):
            for _ in range(sum(chance.random() < 0.5 for _ in range(6))):
                found.add(*HADRUT, date(year, 1, 1) + timedelta(days=n))
    days = [date(2020, 1, 1) + timedelta(days=n) for n in range(365)]
    assert len(list(anomalies(found, days, error=0.05))) <= 0.07 * len(days)


def test_one_other_year_is_no_baseline() -> None:
    found = Baseline()
    found.add(*HADRUT, date(2020, 10, 9))
    found.add(*HADRUT, date(2019, 10, 9))
    with pytest.raises(ValueError, match="needs 2 years"):
        list(anomalies(found, [date(2020, 10, 9)]))


def test_low_confidence_is_passed_over_and_bad_rows_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "firms.csv"
    rows = [
        "39.52,47.03,330,2020-10-09,0930,n,12.5",
        "39.52,47.03,330,2020-10-09,0930,low,1",
        "39.52,47.03,330,2020-10-09,0930,20,1",
        "99,47.03,330,2020-10-09,0930,h,1",
        "39.52,47.03,330,2020-02-30,0930,90,1",
    ]
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    found = list(detections(path))
    assert [f for f in found if isinstance(f, Detection)] == [Detection(39.52, 47.03, date(2020, 10, 9), 12.5)]
    assert [(f.line, f.reason.split()[0]) for f in found if isinstance(f, Reject)] == [(5, "latitude"), (6, "acq_date")]


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Refused, match="no table of FIRMS"):
        list(detections(path))


def test_however_many_detections_they_are_one_voice(seasons: Baseline) -> None:
    for place in (HADRUT, (39.63, 47.03)):
        for _ in range(6):
            seasons.add(*place, date(2020, 10, 9))
    claims = sensor_claims(anomalies(seasons, [date(2020, 10, 9)]), "firms-2020")
    assert len(claims) == 2
    assert all("Field burning" in c.quote for c in claims)
    assert "Hadrut" in claims[0].places
    report = Report("firms-2020", SOURCE.id, "en", "", "", None, None, "")
    known = Told(2, {SOURCE.id: SOURCE}, {report.id: report}, {f"{n:04}": c for n, c in enumerate(claims)})
    heard = list(gather(known, "UTC").record.heard.values())
    assert len(heard) == 2
    assert {h.voice.id for h in heard} == {"firms"}
    assert proof_of(heard, frozenset({"AZE", "ARM"})) == "reported"


def test_the_command_takes_in_what_stands_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from pactwatch.cli import main

    example = Path(__file__).resolve().parents[2] / "examples" / "karabakh-2020"
    (tmp_path / "case.toml").write_bytes((example / "case.toml").read_bytes())
    rows = [f"39.52,47.03,330,{year}-08-10,0930,n,1" for year in (2017, 2018, 2019) for _ in range(4)]
    rows += ["39.52,47.03,330,2020-10-09,0930,n,9"] * 6
    (tmp_path / "firms.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    for _ in range(2):  # a second time adds nothing
        words = ["detections", str(tmp_path), str(tmp_path / "firms.csv"), "--from", "2020-10-01", "--to", "2020-10-31"]
        monkeypatch.setattr("sys.argv", ["pactwatch", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        told = " ".join(capsys.readouterr().out.split())
        assert ended.value.code == 0
        assert "1 of 31 cell-days stand out; about 0.3 would by chance" in told
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert len(ledger.view().claims) == 1
