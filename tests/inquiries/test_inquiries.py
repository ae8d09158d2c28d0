"""Complaint → inquiry → ruling → reply: what each does, who may, where it stands, and what verdicts make of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pactwatch.case import Case
from pactwatch.custody import chain_of
from pactwatch.inquiries import Docket, Filing, Wanted, complain, proceeding, proceedings, reply, rule_on, select, take_step
from pactwatch.inquiries.register import Proceeding
from pactwatch.ledger import deciding
from pactwatch.ledger.complaints import Dissent
from pactwatch.pacts.loading import load_pact
from pactwatch.refusals import Refused
from pactwatch.types import Verdict
from tests.inquiries.conftest import FILED, by

AT = datetime(2020, 12, 1, tzinfo=UTC)
SHELLED = Filing("ARM", "AZE", ("truce/civilians",), "Shells fell on the school.", when="2020-10-29", places=("Martuni",))


def file(docket: Docket, filing: Filing = SHELLED) -> str:
    return complain(docket, filing, by()).id


def now(docket: Docket, complaint: str) -> Proceeding:
    return proceeding(docket.ledger.view(), complaint, docket.pacts)


def verdict(case: Case, clause: str = "truce/civilians", bearer: str = "AZE") -> Verdict:
    (found,) = (v for v in case.judge(AT, clauses=[clause]) if v.bearer == bearer)
    return found


def test_a_complaint_goes_its_way_and_nothing_is_rewritten(docket: Docket) -> None:
    one = file(docket)
    states = [now(docket, one).state]
    before = list(docket.ledger.entries())
    take_step(docket, one, "taken_up", by("bo", 1), severity="serious")
    states.append(now(docket, one).state)
    take_step(docket, one, "pending", by("bo", 2), reason="no_access")
    states.append(now(docket, one).state)
    assert now(docket, one).reason == "no_access"
    take_step(docket, one, "resumed", by("bo", 3))
    take_step(docket, one, "assigned", by("keeper", 4), to="cy")
    assert (now(docket, one).assigned, now(docket, one).reason) == ("cy", "")
    rule_on(docket, one, "happened", "OSCE", by("cy", 5), severity="grave", dissent=[Dissent("AZE", "no expert was heard")])
    states.append(now(docket, one).state)
    reply(docket, one, "AZE.MIL", "rejects", "We did not fire there.", by("dee", 6))
    states.append(now(docket, one).state)
    take_step(docket, one, "closed", by("keeper", 7), reason="ruled")
    found = now(docket, one)
    assert [*states, found.state] == ["open", "under_inquiry", "pending", "ruled", "replied", "closed"]
    assert (found.severity, found.reason, found.assigned) == ("grave", "ruled", "cy")
    assert [j.by for j in found.timeline] == ["ana", "bo", "bo", "bo", "keeper", "cy", "dee", "keeper"]
    assert list(docket.ledger.entries())[: len(before)] == before
    assert docket.ledger.verify() == ()


def test_earlier_views_do_not_know_of_later_steps(docket: Docket) -> None:
    one = file(docket)
    seq = docket.ledger.head()[0]
    take_step(docket, one, "taken_up", by("bo", 1))
    assert proceeding(docket.ledger.view(seq), one).state == "open"
    assert proceedings(docket.ledger.view(FILED - timedelta(seconds=1))) == ()


def test_a_complaint_without_claims_is_one_itself(docket: Docket, case: Case) -> None:
    assert verdict(case).status == "alleged"
    one = file(docket)
    (claim_id,) = now(docket, one).complaint.claims
    claim = docket.ledger.view().claims[claim_id]
    assert (claim.speaker, claim.act, claim.actor, claim.target, str(claim.when)) == (
        "ARM", "attack", ("AZE",), ("CIV",), "2020-10-29",
    )  # fmt: skip
    report = docket.ledger.view().reports[claim.statement.report]
    assert report.text == SHELLED.text
    chain = chain_of(case.folder, report.id, docket.ledger.entries())
    assert chain.sound is True
    assert [e.kind for e in chain.entries] == ["report", "claim", "complaint"]


def test_a_duty_not_done_is_complained_of_as_such(docket: Docket) -> None:
    one = file(docket, Filing("AZE", "ARM", ("truce/lists",), "No list has come."))
    claims = docket.ledger.view().claims
    (claim,) = (claims[c] for c in now(docket, one).complaint.claims)
    assert (claim.act, claim.negated, claim.stance) == ("transfer_list", True, "asserts")
    reply(docket, one, "ARM", "rejects", "The list was handed over on 20 October.", by("dee", 1))
    ours = docket.ledger.view().claims[now(docket, one).replies[0].decision.claims[0]]  # type: ignore[union-attr]
    assert (ours.speaker, ours.negated, ours.stance) == ("ARM", False, "asserts")


def test_a_ruling_of_the_monitor_settles_the_verdict(docket: Docket, case: Case) -> None:
    one = file(docket)
    rule_on(docket, one, "happened", "OSCE", by("bo", 1), severity="grave")
    assert (verdict(case).status, verdict(case).proof) == ("breached", "ruled")
    assert (verdict(case, bearer="ARM").status) != "breached"


def test_an_acceptance_is_an_admission_and_a_rejection_a_denial(docket: Docket, case: Case) -> None:
    told = tuple(i for i, c in docket.ledger.view().claims.items() if c.act == "attack")
    one = file(docket, replace(SHELLED, claims=told))
    assert verdict(case).status == "alleged"
    reply(docket, one, "AZE", "rejects", "Nothing of ours fired.", by("dee", 1))
    assert verdict(case).status == "disputed"
    reply(docket, one, "AZE", "accepts", "It was our battery, by mistake.", by("dee", 2))
    assert verdict(case).proof == "corroborated"
    assert [j.decision.answer for j in now(docket, one).replies] == ["rejects", "accepts"]  # type: ignore[union-attr]
    assert now(docket, one).state == "open"


def test_only_who_the_pact_names_may_rule(docket: Docket) -> None:
    one = file(docket)
    rows = docket.ledger.head()
    with pytest.raises(Refused, match=r"UN cannot rule on truce; by its text these may: OSCE"):
        rule_on(docket, one, "happened", "UN", by("bo", 1))
    other = file(docket, Filing("ARM", "AZE", ("pledge/civilians",), "Shells fell on the school.", when="2020-10-29"))
    with pytest.raises(Refused, match="pledge names no monitor"):
        rule_on(docket, other, "happened", "OSCE", by("bo", 1))
    assert docket.ledger.head()[0] == rows[0] + 2  # the second complaint and its claim; its text stood already


def test_only_the_accused_may_reply(docket: Docket) -> None:
    one = file(docket)
    with pytest.raises(Refused, match=r"ARM is not accused.*right of reply is AZE's"):
        reply(docket, one, "ARM", "rejects", "No.", by("dee", 1))
    with pytest.raises(Refused, match="choose one of: accepts, rejects, partly"):
        reply(docket, one, "AZE", "maybe", "Perhaps.", by("dee", 1))


def test_a_reply_ends_the_waiting_for_it(docket: Docket) -> None:
    one = file(docket)
    take_step(docket, one, "taken_up", by("bo", 1))
    take_step(docket, one, "pending", by("bo", 2), reason="awaiting_reply")
    assert now(docket, one).state == "pending"
    reply(docket, one, "AZE", "partly", "A shell went astray.", by("dee", 3))
    assert (now(docket, one).state, now(docket, one).reason) == ("under_inquiry", "")
    assert now(docket, one).replies[0].decision.claims == ()  # type: ignore[union-attr]


def test_a_reply_is_allowed_when_it_is_closed(docket: Docket) -> None:
    one = file(docket)
    take_step(docket, one, "closed", by("bo", 1), reason="other: sent to the wrong office")
    reply(docket, one, "AZE", "rejects", "We deny it all the same.", by("dee", 2))
    assert (now(docket, one).state, len(now(docket, one).replies)) == ("closed", 1)


def test_the_same_step_can_be_taken_again_later(docket: Docket) -> None:
    one = file(docket)
    take_step(docket, one, "taken_up", by("bo", 1))
    for hour in (2, 4):
        take_step(docket, one, "pending", by("bo", hour), reason="no_access")
        assert now(docket, one).state == "pending"
        take_step(docket, one, "resumed", by("bo", hour + 1))
        assert now(docket, one).state == "under_inquiry"
    assert len(now(docket, one).steps) == 5


def test_a_form_sent_twice_counts_once_and_a_stale_one_not_at_all(docket: Docket) -> None:
    one = file(docket)
    first = [take_step(docket, one, "taken_up", by("bo", 1), after=one).seq for _ in range(2)]
    assert first[0] == first[1]
    with pytest.raises(Refused, match="somebody has taken a step since"):
        take_step(docket, one, "taken_up", by("cy", 2), after=one)


@pytest.mark.parametrize(
    ("step", "values", "sign"),
    [
        ("assigned", {"to": "cy"}, "open cannot be assigned; it can be taken_up, closed"),
        ("resumed", {}, "open cannot be resumed"),
        ("reopened", {}, "open cannot be reopened"),
        ("burnt", {}, "'burnt' is no step"),
        ("closed", {}, "does not say why it is closed"),
        ("closed", {"reason": "tired"}, "does not say why it is closed; choose one of: ruled"),
        ("closed", {"reason": "other: "}, "does not say why it is closed"),
        ("closed", {"reason": "ruled"}, "nothing has been ruled"),
        ("taken_up", {"reason": "no_access"}, "has no reason of a list"),
        ("taken_up", {"severity": "dire"}, "'dire' is no severity"),
    ],
)
def test_a_step_that_cannot_be_is_refused(docket: Docket, step: str, values: dict[str, str], sign: str) -> None:
    one = file(docket)
    rows = docket.ledger.head()
    with pytest.raises(Refused, match=sign):
        take_step(docket, one, step, by("bo", 1), **values)
    assert docket.ledger.head() == rows


@pytest.mark.parametrize(
    ("filing", "sign"),
    [
        (Filing("ARM", "AZE", (), "x fell"), "names no clause"),
        (Filing("ARM", "AZE", ("truce/none",), "x fell"), "no clause 'truce/none'; name one of: "),
        (Filing("ARM", "AZE", ("truce/civilians", "pledge/civilians"), "x fell"), "is of one pact"),
        (Filing("ARM", "RUS", ("truce/civilians",), "x fell"), "RUS does not owe truce/civilians; it binds: ARM, AZE"),
        (Filing("AZE.MIL", "AZE", ("truce/civilians",), "x fell"), "complain of itself"),
        (Filing("Nobody", "AZE", ("truce/civilians",), "x fell"), "'Nobody' is no party"),
        (Filing("ARM", "AZE", ("truce/civilians",), "…"), "no text to read"),
        (Filing("ARM", "AZE", ("truce/civilians",), "x fell", when="yesterday"), "when"),
        (Filing("ARM", "AZE", ("truce/civilians",), "x fell"), "does not say when it happened"),
        (Filing("ARM", "AZE", ("truce/civilians",), "x fell", severity="dire"), "'dire' is no severity"),
        (Filing("ARM", "AZE", ("truce/civilians",), "x fell", act="sing"), "'sing' is no act"),
        (Filing("ARM", "AZE", ("truce/civilians",), "x fell", claims=("0" * 64,)), "no claim 0000"),
    ],
)
def test_a_complaint_that_cannot_be_is_refused_and_leaves_nothing(docket: Docket, filing: Filing, sign: str) -> None:
    rows, kept = docket.ledger.head(), sorted((docket.folder / "originals").iterdir())
    with pytest.raises(Refused, match=sign):
        file(docket, filing)
    assert docket.ledger.head() == rows
    assert sorted((docket.folder / "originals").iterdir()) == kept


def test_what_does_not_stand_cannot_be_worked_on(docket: Docket) -> None:
    one = file(docket)
    ruling = rule_on(docket, one, "happened", "OSCE", by("bo", 1))
    deciding.retract(docket.ledger, ruling.id, by("bo", 2))
    assert now(docket, one).state == "open"
    deciding.retract(docket.ledger, one, by("ana", 3))
    assert proceedings(docket.ledger.view()) == ()
    with pytest.raises(Refused, match="no complaint"):
        take_step(docket, one, "taken_up", by("bo", 4))
    with pytest.raises(Refused, match="no complaint"):
        rule_on(docket, one, "happened", "OSCE", by("bo", 4))
    with pytest.raises(Refused, match="no complaint"):
        reply(docket, one, "AZE", "rejects", "No.", by("dee", 4))


def test_a_closed_complaint_is_ruled_on_once_it_is_reopened(docket: Docket) -> None:
    one = file(docket)
    take_step(docket, one, "closed", by("bo", 1), reason="lapsed")
    with pytest.raises(Refused, match="reopen it first"):
        rule_on(docket, one, "happened", "OSCE", by("bo", 2))
    take_step(docket, one, "reopened", by("bo", 3))
    rule_on(docket, one, "not_established", "OSCE", by("bo", 4))
    assert now(docket, one).state == "ruled"


def test_times_that_the_pact_sets_run_from_filing(docket: Docket) -> None:
    one = file(docket)
    found = now(docket, one)
    assert found.reply_due is not None
    assert found.reply_due.isoformat() == "2020-11-02T23:59:59+00:00"
    assert found.late(found.reply_due) == ()
    assert found.late(found.reply_due + timedelta(seconds=1)) == ("reply",)
    assert found.late(AT) == ("reply", "ruling")
    reply(docket, one, "AZE", "partly", "Some of it.", by("dee", 1))
    assert now(docket, one).late(AT) == ("ruling",)
    take_step(docket, one, "closed", by("bo", 2), reason="settled")
    assert now(docket, one).late(AT) == ()


def test_a_pact_s_times_are_durations_under_known_names(docket: Docket) -> None:
    path = docket.folder / "pacts" / "truce.toml"
    text = path.read_text(encoding="utf-8")
    for wrong, sign in (("rule_in", "rule_in"), ('reply_within = "soon"\nrule_within', "'soon' is no duration")):
        path.write_text(text.replace('reply_within = "P3D"\n', "").replace("rule_within", wrong), encoding="utf-8")
        with pytest.raises(Refused, match=sign):
            load_pact(path)


def test_the_register_is_filtered(docket: Docket) -> None:
    one = file(docket)
    two = file(docket, Filing("AZE", "ARM", ("truce/lists",), "No list has come.", severity="low"))
    take_step(docket, one, "taken_up", by("bo", 1))
    every = proceedings(docket.ledger.view(), docket.pacts)
    wanted = {
        Wanted(): [one, two],
        Wanted(states=("open",)): [two],
        Wanted(states=("open", "under_inquiry")): [one, two],
        Wanted(pact="pledge"): [],
        Wanted(clause="lists"): [two],
        Wanted(clause="truce/civilians"): [one],
        Wanted(accused="AZE"): [one],
        Wanted(complainant="AZE"): [two],
        Wanted(assigned="bo"): [one],
        Wanted(severity="low"): [two],
        Wanted(says="SCHOOL"): [one],
        Wanted(late_at=AT): [one, two],
        Wanted(late_at=FILED): [],
    }
    assert {w: [p.id for p in select(every, w)] for w in wanted} == wanted
