"""Is a treaty's case met? Suppositions put to the pacts of the worked case, and all that a party owes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from pactwatch.briefs.calendar import deadlines
from pactwatch.cli import main
from pactwatch.pacts.loading import load_pact, load_pacts
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.verdicts.judge import judge
from pactwatch.verdicts.obligations import obligations
from pactwatch.verdicts.scenarios import Told
from pactwatch.verdicts.scope import Scope, Supposed, scope

REPOSITORY = Path(__file__).resolve().parents[2]
PACTS = REPOSITORY / "examples" / "karabakh-2020" / "pacts"


def answers(
    pact: str, place: str, day: str = "2020-10-09", actor: str = "AZE", asked_by: str | None = None
) -> dict[str, Scope]:
    supposed = Supposed("attack", actor, place, Span.parse(day), asked_by=asked_by)
    return {a.clause.id: a for a in scope(load_pact(PACTS / f"{pact}.toml"), supposed, pacts=load_pacts(PACTS))}


@pytest.mark.parametrize(
    ("place", "met"),
    [("Mets Masrik", "met"), ("Hadrut", "contested"), ("هدروت", "contested"), ("Baku", "not_met"), ("Goris", "met")],
)
def test_the_treaty_covers_armenia_and_whether_karabakh_is_contested(place: str, met: str) -> None:
    assert answers("collective-security-treaty", place)["consult"].met == met


def test_each_reading_stands_with_its_holders() -> None:
    found = answers("collective-security-treaty", "Hadrut")["consult"].answers
    assert [(a.held_by, a.met) for a in found] == [(("RUS", "CSTO"), "not_met"), (("ANON.ARM",), "met")]
    assert [a.why.key for a in found] == ["not_triggered", "pending_open"]


def test_help_is_owed_once_it_is_asked_for() -> None:
    silent = answers("collective-security-treaty", "Goris")["assist"]
    assert (silent.met, silent.if_asked) == ("not_met", "met")
    asked = answers("collective-security-treaty", "Goris", asked_by="ARM")["assist"]
    assert (asked.met, asked.if_asked) == ("met", None)


def test_a_treaty_that_is_not_in_force_yet_covers_nothing() -> None:
    assert answers("collective-security-treaty", "Goris", day="1993-04-03")["consult"].met == "not_in_force"


def test_a_truce_binds_the_one_who_acts() -> None:
    found = answers("moscow-2020-10-10", "Hadrut", day="2020-10-12")
    assert {(a.bearers, a.met) for a in found.values()} == {(("AZE",), "met")}


def test_a_place_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused, match="no place"):
        answers("collective-security-treaty", "Nowhere-at-all")


def test_obligations_are_told_by_deadline_with_whom_they_are_owed_to() -> None:
    pacts = load_pacts(PACTS)
    at = datetime(2020, 11, 2, tzinfo=UTC)
    nothing = Told(0, {}, {}, {})
    verdicts = [v for p in pacts.values() for c in p.clauses for v in judge(c, nothing, at, pacts=pacts)]
    owed = obligations(verdicts, pacts, "ARM")
    assert owed[0].clause.ref == "geneva-2020-10-30/lists"
    assert owed[0].owed_to == ("ICRC", "OSCE")
    assert {o.verdict.bearer for o in owed} == {"ARM"}
    assert "statement-2020-11-10/" not in " ".join(o.clause.ref for o in owed), "not in force before it was made"

    (event,) = [e for e in Calendar.from_ical(deadlines(owed, "Armenia")).walk("VEVENT") if "lists" in str(e["uid"])]
    assert event["uid"] == "geneva-2020-10-30/lists/ARM@pactwatch"
    assert event.decoded("dtstart").isoformat() == "2020-11-06"
    assert event.decoded("dtend").isoformat() == "2020-11-07"


def run(*words: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["pactwatch", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_the_command_says_it_in_words(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    treaty = str(PACTS / "collective-security-treaty.toml")
    options = ["--actor", "AZE", "--place", "Hadrut", "--date", "2020-10-09"]
    assert run("scope", treaty, *options, monkeypatch=monkeypatch) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "whether its case is met is contested" in told
    assert "its case is not met · held by Russia and CSTO" in told
    assert run("scope", treaty, *options, "--lang", "ar", monkeypatch=monkeypatch) == 0
    assert "محل خلاف" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("actor", "target", "place", "day", "answer"),
    [
        ("ARG", "GBR", "Falkland Islands", "1982-04-02", "its case is not met"),
        ("AL-QAEDA", "USA", "New York", "2001-09-11", "its case is met"),
    ],
)
def test_a_treaty_of_the_library_goes_by_its_id(
    actor: str,
    target: str,
    place: str,
    day: str,
    answer: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = ["--actor", actor, "--target", target, "--place", place, "--date", day]
    assert run("scope", "north-atlantic-1949", *options, monkeypatch=monkeypatch) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert answer in told.partition("Articles 5 and 6")[2].partition("Articles 5 and 6")[0]
    assert "Owed by Belgium" in told


@pytest.mark.parametrize("wrong", [["--actor", "ZZZZ"], ["--act", "dance"], ["--date", "2020-13-01"], ["--asked-by", "nobody"]])
def test_what_is_not_known_is_refused(wrong: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    treaty = str(PACTS / "collective-security-treaty.toml")
    options = ["--actor", "AZE", "--place", "Hadrut", "--date", "2020-10-09", *wrong]
    assert run("scope", treaty, *options, monkeypatch=monkeypatch) == 2
