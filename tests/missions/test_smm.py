"""OSCE SMM status reports on invented sentences in their manner: what is a total, and what only looks like one."""

from __future__ import annotations

import pytest

from pactwatch.missions.pages import plain, prepared
from pactwatch.missions.smm import read
from pactwatch.missions.totals import total_of
from pactwatch.times import Span
from pactwatch.types import Amount, Claim, Report

PERIOD = "Between 3 and 16 June 2019, "


def report(text: str, published: str | None = None) -> Report:
    day = Span.parse(published) if published else None
    return Report("r", "osce", "en", "", text, day, None, "")


def counts(text: str, act: str) -> list[Claim]:
    return [c for c in read(report(text)) if c.act == act]


@pytest.mark.parametrize(
    ("text", "violations", "before"),
    [
        ("the SMM recorded about 1,200 ceasefire violations.", Amount(1200, "violations", "about"), None),
        (
            "the SMM recorded over 700 ceasefire violations (compared with almost 900 in the previous two-week period).",
            Amount(700, "violations", "at_least"),
            Amount(900, "violations", "about"),
        ),
        (
            "the SMM noted fewer ceasefire violations – 310, compared with 405 recorded in the previous two-week period.",
            Amount(310, "violations"),
            Amount(405, "violations"),
        ),
        (
            "the SMM noted an increase – recording 310 of them, compared with 205 in the previous two-week period.",
            Amount(310, "violations"),
            Amount(205, "violations"),
        ),
        (
            "the SMM recorded less than 80 ceasefire violations. This compares with 95 in the previous two weeks.",
            Amount(80, "violations", "at_most"),
            Amount(95, "violations"),
        ),
    ],
)
def test_a_total_and_what_it_is_compared_with(text: str, violations: Amount, before: Amount | None) -> None:
    total = total_of(report(PERIOD + text))
    assert total is not None
    assert (total.violations, total.before) == (violations, before)
    assert total.period == Span.parse("2019-06-03/2019-06-16")


def test_explosions_of_both_periods_told_in_one_breath() -> None:
    text = "the SMM recorded 600 ceasefire violations, including 50 explosions. This compares with 700 and 80, respectively, in the previous two-week period."  # noqa: E501
    total = total_of(report(PERIOD + text))
    assert total is not None
    assert (total.explosions, total.explosions_before) == (Amount(50, "attacks"), Amount(80, "attacks"))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("recorded 600 ceasefire violations – a 12 per cent decrease compared to the previous two weeks.", -12),
        ("recorded 600 ceasefire violations – a five per cent increase, compared to the previous period.", 5),
        ("recorded 600 ceasefire violations. Overall, this constituted an almost 40 per cent drop on the previous weeks.", -40),
    ],
)
def test_a_comparison_in_per_cent(text: str, change: float) -> None:
    total = total_of(report(f"{PERIOD}the SMM {text}"))
    assert total is not None
    assert total.change == change


@pytest.mark.parametrize(
    "text",
    [
        "See the report of the SMM, which recorded violations at mission-to-ukraine/402341 ceasefire violations.",
        PERIOD + "the SMM recorded 402,341 ceasefire violations.",
        "On 9 June, the SMM recorded 515 ceasefire violations.",
        PERIOD + "the SMM recorded 82 per cent of ceasefire violations at night.",
        PERIOD + "the SMM recorded no calm: inside the area near Zolote it saw 12 ceasefire violations.",
        "On average, the SMM recorded 195 ceasefire violations every day.",
        "The SMM recorded over 760 weapons near the line of ceasefire violations.",
        "Members of the patrol feared 300 ceasefire violations.",
    ],
)
def test_what_is_no_total_is_refused(text: str) -> None:
    assert total_of(report(text)) is None


def test_an_area_before_the_total_does_not_hide_it() -> None:
    text = "Inside the area near Zolote, the SMM recorded 12 ceasefire violations. It recorded 900 ceasefire violations in all."
    total = total_of(report(PERIOD + text))
    assert total is not None
    assert total.violations.value == 900


def test_the_period_takes_its_year_from_the_report() -> None:
    total = total_of(report("Between 24 December and 6 January, the SMM recorded 50 ceasefire violations.", "2020-01-07"))
    assert total is not None
    assert total.period == Span.parse("2019-12-24/2020-01-06")
    assert total.period_before == Span.parse("2019-12-10/2019-12-23")


def test_without_a_year_there_is_no_period() -> None:
    total = total_of(report("Between 3 and 16 June, the SMM recorded 50 ceasefire violations."))
    assert total is not None
    assert total.period is None


def test_both_periods_become_claims_of_the_mission() -> None:
    text = PERIOD + "the SMM recorded 600 ceasefire violations (compared with 700 in the previous two-week period)."
    now, before = counts(text, "violate_ceasefire")
    assert (now.speaker, now.stance, now.amounts, str(now.when)) == (
        "OSCE", "asserts", (Amount(600, "violations"),), "2019-06-03/2019-06-16",
    )  # fmt: skip
    assert (before.amounts, str(before.when)) == ((Amount(700, "violations"),), "2019-05-20/2019-06-02")
    assert text[now.start : now.end] == now.quote


def test_weapons_behind_the_lines_are_a_withdrawal_that_did_not_happen() -> None:
    text = (
        "The Mission observed 126 weapons in violation of the agreed withdrawal lines (83 in non-government-controlled areas)."
    )
    (found,) = counts(text, "withdraw")
    assert (found.negated, found.amounts) == (True, (Amount(126, "weapons"),))
    assert found.statement.fields == {"outside_government_control": "83"}


def test_weapons_of_a_whole_year_are_not_those_of_the_period() -> None:
    assert counts("In 2018 the SMM observed about 800 weapons in violation of withdrawal lines.", "withdraw") == []


@pytest.mark.parametrize(
    ("text", "number", "outside"),
    [
        ("The Mission’s freedom of movement was restricted 25 times, all in non-government-controlled areas.", 25, "25"),
        (
            "The Mission’s freedom of movement was restricted 25 times, all but two in non-government-controlled areas.",
            25,
            "23",
        ),
        ("The SMM’s freedom of movement was restricted twice, once in non-government-controlled areas.", 2, "1"),
        (
            "Its freedom of movement was restricted 4 times in government-controlled areas and 39 times in non-government-controlled areas.",  # noqa: E501
            43,
            "39",
        ),
        ("The SMM’s freedom of movement was restricted on 28 occasions.", 28, None),
    ],
)
def test_restrictions_of_movement_deny_access(text: str, number: int, outside: str | None) -> None:
    (found,) = counts(text, "block_access")
    assert (found.target, found.amounts) == (("OSCE",), (Amount(number, "other"),))
    assert found.statement.fields.get("outside_government_control") == outside


def test_who_restricted_movement_is_kept_apart() -> None:
    text = "Members of the armed formations restricted the SMM’s freedom of movement on 40 occasions and the Ukrainian Armed Forces five times."  # noqa: E501
    found = {c.actor: c.amounts[0].value for c in counts(text, "block_access")}
    assert found == {("ARMED FORMATIONS",): 40, ("UKR.MIL",): 5}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "The Mission corroborated reports of nine civilian casualties, including three fatalities.",
            {"killed": 3, "wounded": 6},
        ),
        ("The Mission corroborated four civilian casualties, all injuries, bringing the total to 48.", {"wounded": 4}),
        ("The SMM confirmed that two civilians were killed and one was injured.", {"killed": 2, "wounded": 1}),
        ("The SMM corroborated six civilian casualties due to shelling.", {"people": 6}),
        ("Since the beginning of 2019, the SMM has confirmed 143 civilian casualties.", {}),
        ("During the period, the SMM corroborated no civilian casualties.", {}),
    ],
)
def test_casualties_of_the_period(text: str, amounts: dict[str, int]) -> None:
    assert {a.unit: a.value for c in counts(text, "harm") for a in c.amounts} == amounts


def test_effort_is_what_was_watched_with() -> None:
    (found,) = counts("From 2 to 15 October 2017, the Mission conducted at least 86 patrols to support repairs.", "monitor")
    assert (found.actor, found.amounts, str(found.when)) == (
        ("OSCE",), (Amount(86, "patrols", "at_least"),), "2017-10-02/2017-10-15",
    )  # fmt: skip


def test_fire_at_aircraft_is_an_attack_on_the_mission() -> None:
    (found,) = counts("SMM UAVs were targeted by small-arms fire six times in the region.", "attack")
    assert (found.target, found.amounts) == (("OSCE",), (Amount(6, "attacks"),))


def test_pages_from_pdf_are_put_into_whole_words() -> None:
    assert plain("the cease-\nfire viola-\n tions in the two- week period (see https://a.b/c-\n12 )") .startswith(
        "the ceasefire violations in the two-week period"
    )  # fmt: skip
    heading = prepared(report("Status Report as of 15 June 2020 x"))
    assert heading.published == Span.parse("2020-06-15")
