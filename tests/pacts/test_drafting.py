"""From a promise in a report to a pact that somebody adopted."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.pacts.adopting import adopt_draft
from pactwatch.pacts.conditions import read_condition
from pactwatch.pacts.drafting import draft_pact
from pactwatch.pacts.loading import load_pact, load_pacts
from pactwatch.pacts.vocabulary import known_acts
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Claim, Pact, Report, Statement, Zone, ZoneReading
from tests.pacts.files import EXAMPLE

REPORT = Report("r1", "agency", "ar", "تعهد", "…", Span.parse("2020-10-31"), None, "0", "https://example.org/1")


def promise(act: str = "support", quote: str = "ستقدم الدعم", **fields: Any) -> Claim:
    start = int(fields.pop("start", 0))
    plain = Claim(Statement("r1", start, start + 9, quote), start, start + 9, quote, act, "promises", False, "RUS.GOV")
    return replace(plain, **fields)


PLEDGE = promise(actor=("RUS",), target=("ARM",), condition="حال انتقال الحرب إلى الأراضي الأرمينية")


def drafted(folder: Path, *claims: Claim, **more: Any) -> Pact:
    text = draft_pact(REPORT, claims, **more)
    assert text is not None
    path = folder / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return load_pact(path)


def test_a_report_without_promises_gives_no_draft() -> None:
    assert draft_pact(REPORT, []) is None
    assert draft_pact(REPORT, [replace(PLEDGE, stance="asserts"), replace(PLEDGE, stance="requests")]) is None


def test_who_tells_of_an_agreement_does_not_owe_it(tmp_path: Path) -> None:
    pact = drafted(tmp_path, replace(PLEDGE, speaker="MINSK"), replace(PLEDGE, act="consult", speaker="OUTLET"))
    assert pact.parties == ("RUS", "ARM")
    assert pact.witnesses == ("MINSK",)


def test_a_promise_to_attack_makes_no_duty(tmp_path: Path) -> None:
    assert draft_pact(REPORT, [promise("attack", actor=("ARM",))]) is None
    assert [c.acts for c in drafted(tmp_path, promise("attack", actor=("ARM",)), PLEDGE).clauses] == [("support",)]


def test_a_conditional_pledge(tmp_path: Path) -> None:
    pact = drafted(tmp_path, PLEDGE, begins=date(2020, 9, 27))
    (clause,) = pact.clauses
    assert (pact.id, pact.adopted_from, pact.source) == ("r1", "r1", "https://example.org/1")
    assert pact.parties == ("RUS", "ARM")
    assert (clause.duty, clause.bearers, clause.acts, clause.target) == ("must", ("RUS",), ("support",), ("ARM",))
    assert clause.text == {"ar": PLEDGE.quote}
    assert clause.trigger is not None
    assert clause.trigger.acts == ("attack",)
    assert clause.trigger.since == Span.parse("2020-09-27")
    (reading,) = pact.zones[clause.trigger.zone or ""].readings
    assert (reading.id, reading.includes, reading.excludes) == ("recognised-border", ("ARM",), ())


def test_holders_of_one_reading_in_several_zones_stand_together(tmp_path: Path) -> None:
    mine = Zone("mine", (ZoneReading("border", ("ARM",), (), ("KAZ",)), ZoneReading("wider-conflict", ("ARM", "GEO", "ganja"))))
    treaty = load_pacts(EXAMPLE)["collective-security-treaty"]
    pact = drafted(tmp_path, PLEDGE, zones={**treaty.zones, "mine": mine})
    readings = {r.id: (r.includes, r.held_by) for r in pact.zones["arm"].readings}
    assert readings == {
        "recognised-border": (("ARM",), ("RUS", "CSTO", "KAZ")),
        "wider-conflict": (("ARM", "karabakh", "karabakh-adjacent"), ("ANON.ARM",)),
        "wider-conflict-mine": (("ARM", "ganja"), ()),
    }


def test_readings_of_the_same_territory_are_taken_over_with_their_holders(tmp_path: Path) -> None:
    treaty = load_pacts(EXAMPLE)["collective-security-treaty"]
    pact = drafted(tmp_path, PLEDGE, zones=treaty.zones)
    readings = {r.id: (r.includes, r.held_by) for r in pact.zones["arm"].readings}
    assert readings == {
        "recognised-border": (("ARM",), ("RUS", "CSTO")),
        "wider-conflict": (("ARM", "karabakh", "karabakh-adjacent"), ("ANON.ARM",)),
    }


def test_deadlines_count_from_when_it_was_said(tmp_path: Path) -> None:
    when = Span.parse("2020-10-30")
    lists = promise("transfer_list", actor=("ARM", "AZE"), due="P7D", when=when)
    hours = promise("withdraw", actor=("ARM",), due="PT72H", when=Span.parse("2020-10-30T12:00:00"), start=20)
    day = promise("release", actor=("ARM",), due="2020-11-20", start=40)
    pact = drafted(tmp_path, lists, hours, day)
    assert [str(c.due.by) for c in pact.clauses if c.due and c.due.by] == [
        "2020-11-06",
        "2020-11-02T12:00:00+00:00",
        "2020-11-20",
    ]


def test_what_is_promised_not_to_be_done_and_a_truce_are_prohibitions(tmp_path: Path) -> None:
    spare = promise("attack", negated=True, actor=("ARM", "AZE"), target=("CIV",))
    truce = promise("cease_fire", actor=("ARM", "AZE"), due="2020-10-26", start=30)
    first, second = drafted(tmp_path, spare, truce).clauses
    assert (first.duty, first.acts, first.target) == ("must_not", ("attack",), ("CIV",))
    assert (second.duty, second.acts) == ("must_not", ("attack", "violate_ceasefire", "capture"))
    assert second.window == Span.parse("2020-10-26/..")


def test_a_promise_told_twice_is_one_clause_and_namesakes_are_told_apart(tmp_path: Path) -> None:
    again = replace(PLEDGE, quote="again", start=50, end=55)
    other = replace(PLEDGE, target=("BLR",), start=80, end=85)
    pact = drafted(tmp_path, PLEDGE, again, other)
    assert [c.id for c in pact.clauses] == ["support", "support-2"]


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (replace(PLEDGE, condition="إذا وافقت باكو"), "the condition “إذا وافقت باكو”"),
        (replace(PLEDGE, actor=()), "who owes it? (RUS.GOV says it)"),
        (replace(PLEDGE, actor=("CIV",)), "who owes it?"),
    ],
)
def test_what_cannot_be_read_stops_adoption_until_it_is_filled_in(tmp_path: Path, claim: Claim, words: str) -> None:
    text = draft_pact(REPORT, [claim])
    assert text is not None
    path = tmp_path / "draft.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="gap is still open") as refused:
        adopt_draft(path, tmp_path / "pacts")
    assert words in str(refused.value)
    assert refused.value.line == next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("to_fill_in"))
    assert path.exists()
    assert not (tmp_path / "pacts").exists()


def test_adoption_moves_the_draft_once(tmp_path: Path) -> None:
    pacts, path = tmp_path / "pacts", tmp_path / "draft.toml"
    text = draft_pact(REPORT, [PLEDGE])
    assert text is not None
    path.write_text(text, encoding="utf-8")
    assert adopt_draft(path, pacts) == load_pact(pacts / "r1.toml")
    assert not path.exists()
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="there is a pact 'r1' already"):
        adopt_draft(path, pacts)
    assert path.exists()
    assert [p.name for p in pacts.iterdir()] == ["r1.toml"]


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("حال انتقال الحرب إلى الأراضي الأرمينية", "ar", "ARM"),
        ("إذا امتدت المواجهات إلى أراضي أرمينيا مباشرة", "ar", "ARM"),
        ("if the fighting spills over onto Armenian soil", "en", "ARM"),
        ("should hostilities reach Nakhchivan", "en", "nakhchivan"),
        ("если боевые действия перенесутся на территорию Армении", "ru", "ARM"),
        ("в случае боёв на армянской территории", "ru", "ARM"),
    ],
)
def test_conditions_that_are_read(text: str, language: str, place: str) -> None:
    condition = read_condition(text, language)
    assert condition is not None
    assert (condition.acts, condition.place) == (("attack",), place)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("إذا وافقت باكو", "ar"),
        ("if Azerbaijan attacks Armenia", "en"),
        ("if the Armenian parliament agrees to the war", "en"),
        ("if fighting goes on", "en"),
        ("at the request of Armenia", "en"),
        ("si la guerre gagne l'Arménie", "fr"),
    ],
)
def test_conditions_that_are_left_to_a_person(text: str, language: str) -> None:
    assert read_condition(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("إذا امتد القتال إلى أراضيها", "ar"),
        ("if fighting moves onto its territory", "en"),
        ("если боевые действия перейдут непосредственно на её территорию", "ru"),
    ],
)
def test_its_territory_is_that_of_the_only_one_to_whom_it_is_promised(text: str, language: str) -> None:
    condition = read_condition(text, language, ["ARM"])
    assert condition is not None
    assert condition.place == "ARM"
    assert read_condition(text, language) is None
    assert read_condition(text, language, ["ARM", "BLR"]) is None


PARTIES = st.lists(st.sampled_from(["RUS", "ARM.GOV", "AZE", "CIV", "EUROPEAN STATES", "ANON"]), max_size=3).map(tuple)
CLAIMS = st.builds(
    promise,
    act=st.sampled_from(known_acts()),
    quote=st.text(min_size=1, max_size=20).filter(str.strip),
    negated=st.booleans(),
    speaker=st.sampled_from(["OUTLET", "RUS.GOV", "MINSK", "ANON.ARM"]),
    actor=PARTIES,
    target=PARTIES,
    due=st.sampled_from([None, "P7D", "PT72H", "2020-11-20"]),
    condition=st.none() | st.text(max_size=20).filter(str.strip) | st.just("if fighting reaches Armenia"),
    when=st.sampled_from([None, Span.parse("2020-10-30"), Span.parse("1992/..")]),
    certainty=st.sampled_from(["stated", "hedged"]),
)


@given(st.lists(CLAIMS, min_size=1, max_size=4))
def test_every_draft_is_toml_and_either_loads_or_says_what_is_missing(
    tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]
) -> None:
    text = draft_pact(replace(REPORT, language="en"), claims, begins=date(2020, 9, 27))
    if text is None:
        assert {(c.act, c.negated) for c in claims} <= {(act, False) for act in ("attack", "violate_ceasefire", "harm")}
        return
    tomllib.loads(text)
    path = tmp_path_factory.mktemp("draft") / "d.toml"
    path.write_text(text, encoding="utf-8")
    fault = ""
    try:
        load_pact(path)
    except Refused as refused:
        fault = str(refused)
    assert not fault or "gap is still open" in fault, text


def test_one_clause_of_a_draft_can_be_adopted_and_the_others_stay(tmp_path: Path) -> None:
    pacts, path = tmp_path / "pacts", tmp_path / "draft.toml"
    text = draft_pact(REPORT, [PLEDGE, replace(PLEDGE, act="consult", actor=(), condition=None)], time_zone="Asia/Baku")
    assert text is not None
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"no clause 'spport'.*consult, support"):
        adopt_draft(path, pacts, ["spport"])
    with pytest.raises(Refused, match="gap is still open"):
        adopt_draft(path, pacts)
    pact = adopt_draft(path, pacts, ["support"])
    assert (pact.id, [c.id for c in pact.clauses], pact.time_zone) == ("r1-support", ["support"], "Asia/Baku")
    left = path.read_text(encoding="utf-8")
    assert "consult" in left
    assert 'id = "support"' not in left
