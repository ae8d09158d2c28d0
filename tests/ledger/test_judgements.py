"""What people decide: written with who, when and why, and taken back like anything else; on every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pactwatch.ledger import Ledger, NewEntry, deciding, to_body
from pactwatch.ledger.deciding import Decider
from pactwatch.ledger.judgements import KINDS, Correction, Retraction, Ruling, body_of, decision, kind_of_decision
from pactwatch.refusals import Refused
from tests.ledger.records import claim, report, source

RULING = {"claims": ["a"], "finding": "happened", "monitor": "OSCE", "why": "x"}
COMPLAINT = {"complainant": "ARM", "accused": "AZE", "clauses": ["a/b"], "claims": ["a"], "text": "t", "why": "x"}
ANA = Decider("ana", "the reports describe the same shell")


@pytest.fixture
def ids(ledger: Ledger) -> dict[str, str]:
    """Ids of four claims of a ledger, by what they say."""
    ledger.append("source", to_body(source()), by="build")
    ledger.append("report", to_body(report()), by="build")
    acts = ("attack", "harm", "capture", "withdraw")
    return {act: ledger.append("claim", to_body(claim(report(), act)), by="reader/1").id for act in acts}


def test_the_same_event_is_said_with_who_when_and_why(ledger: Ledger, ids: dict[str, str]) -> None:
    before = datetime.now(UTC)
    entry = deciding.same_event(ledger, [ids["attack"], ids["harm"]], ANA)
    (judgement,) = ledger.view().judgements
    assert (judgement.by, judgement.decision.why, judgement.seq) == ("ana", ANA.why, entry.seq)
    assert judgement.at >= before
    assert ledger.view().same_events == (frozenset({ids["attack"], ids["harm"]}),)
    assert ledger.view(entry.seq - 1).same_events == ()
    assert deciding.same_event(ledger, [ids["harm"], ids["attack"]], ANA) == entry


def test_a_judgement_can_be_taken_back(ledger: Ledger, ids: dict[str, str]) -> None:
    entry = deciding.different_event(ledger, ids.values(), ANA)
    assert ledger.view().different_events == (frozenset(ids.values()),)
    deciding.retract(ledger, entry.id, Decider("bo", "they are two days apart after all"))
    view = ledger.view()
    assert view.different_events == ()
    assert [(j.by, type(j.decision)) for j in view.judgements] == [("bo", Retraction)]
    assert ledger.view(entry.seq).different_events != ()


def test_two_entries_taken_back_in_the_same_words_are_both_told(ledger: Ledger, ids: dict[str, str]) -> None:
    for act in ("attack", "harm"):
        deciding.retract(ledger, ids[act], ANA)
    assert [j.takes_back for j in ledger.view().judgements] == [ids["attack"], ids["harm"]]


def test_same_and_different_do_not_contradict_one_another(ledger: Ledger, ids: dict[str, str]) -> None:
    deciding.same_event(ledger, [ids["attack"], ids["harm"]], ANA)
    deciding.same_event(ledger, [ids["harm"], ids["capture"]], ANA)
    with pytest.raises(Refused, match="same and of different"):
        deciding.different_event(ledger, [ids["attack"], ids["capture"]], ANA)
    deciding.different_event(ledger, [ids["attack"], ids["withdraw"]], ANA)
    with pytest.raises(Refused, match="same and of different"):
        deciding.same_event(ledger, [ids["capture"], ids["withdraw"]], ANA)


def test_a_correction_is_one_transaction_and_keeps_the_wrong_claim(ledger: Ledger, ids: dict[str, str]) -> None:
    wrong = ids["attack"]
    right = replace(claim(report(), "attack"), actor=("ARM",))
    same = deciding.same_event(ledger, [wrong, ids["harm"]], ANA)
    rows = ledger.head()[0]
    new, correction = deciding.correct(ledger, wrong, right, Decider("bo", "the sentence names Armenia"))
    assert (new.seq, correction.seq, correction.retracts) == (rows + 1, rows + 2, wrong)
    view = ledger.view()
    assert wrong not in view.claims
    assert view.claims[new.id] == right
    assert view.replaced == {wrong: new.id}
    assert view.same_events == (frozenset({new.id, ids["harm"]}),)
    assert wrong in ledger.view(same.seq).claims
    assert any(entry.id == wrong for entry in ledger.entries())
    told = view.judgements[-1]
    assert (told.by, told.decision) == ("bo", Correction(new.id, "the sentence names Armenia"))


def test_what_was_corrected_can_be_corrected_back(ledger: Ledger, ids: dict[str, str]) -> None:
    first = claim(report(), "attack")
    second = replace(first, actor=("ARM",))
    new, _ = deciding.correct(ledger, ids["attack"], second, ANA)
    again, _ = deciding.correct(ledger, new.id, first, ANA)
    view = ledger.view()
    assert again.id == ids["attack"]
    assert view.replaced == {new.id: again.id}
    assert view.now([new.id, ids["attack"]]) == (ids["attack"],)
    assert ledger.verify() == ()


def test_nothing_of_a_correction_is_written_where_it_cannot_be(ledger: Ledger, ids: dict[str, str]) -> None:
    rows = ledger.head()
    right = replace(claim(report(), "attack"), actor=("ARM",))
    cases = [
        ("0" * 64, right, "no other entry"),
        (next(e.id for e in ledger.entries() if e.kind == "report"), right, "is no claim"),
        (ids["attack"], claim(report(), "attack"), "says so already"),
    ]
    for wrong, new, sign in cases:
        with pytest.raises(Refused, match=sign):
            deciding.correct(ledger, wrong, new, ANA)
    assert ledger.head() == rows


def test_a_ruling_names_the_monitor_and_goes_with_its_claims(ledger: Ledger, ids: dict[str, str]) -> None:
    deciding.rule(ledger, [ids["attack"], ids["harm"]], "happened", "OSCE", ANA)
    ((judgement, ruling, _),) = ledger.view().rulings
    assert judgement.by == "ana"
    assert ruling == Ruling(tuple(sorted([ids["attack"], ids["harm"]])), "happened", "OSCE", ANA.why)
    deciding.retract(ledger, ids["attack"], ANA)
    assert [claims for _, _, claims in ledger.view().rulings] == [(ids["harm"],)]
    deciding.retract(ledger, ids["harm"], ANA)
    assert ledger.view().rulings == ()


def test_a_draft_that_was_refused_keeps_its_text(ledger: Ledger) -> None:
    deciding.refuse_draft(ledger, "027-pledge", 'id = "pledge"', Decider("ana", "it promises nothing"))
    (judgement,) = ledger.view().judgements
    assert body_of(judgement.decision) == {"draft": "027-pledge", "text": 'id = "pledge"', "why": "it promises nothing"}
    assert ledger.view().others == ()


def test_what_is_said_of_claims_that_do_not_stand_is_refused(ledger: Ledger, ids: dict[str, str]) -> None:
    deciding.retract(ledger, ids["attack"], ANA)
    rows = ledger.head()
    source_id = next(e.id for e in ledger.entries() if e.kind == "source")
    for other, sign in ((ids["attack"], "has taken back the claim"), ("0" * 64, "no claim"), (source_id, "no claim")):
        with pytest.raises(Refused, match=sign):
            deciding.same_event(ledger, [ids["harm"], other], ANA)
        with pytest.raises(Refused, match=sign):
            deciding.rule(ledger, [other], "happened", "OSCE", ANA)
    assert ledger.head() == rows


@pytest.mark.parametrize(
    ("kind", "body", "sign"),
    [
        ("same_event", {"claims": ["a", "b"]}, "'why'"),
        ("same_event", {"claims": ["a", "b"], "why": " "}, "'why'"),
        ("same_event", {"claims": ["a"], "why": "x"}, "2 or more"),
        ("different_event", {"claims": ["a", "a"], "why": "x"}, "twice"),
        ("different_event", {"claims": "ab", "why": "x"}, "list of ids"),
        ("ruling", {"claims": [], "finding": "happened", "monitor": "OSCE", "why": "x"}, "1 or more"),
        ("ruling", {"claims": ["a"], "finding": "maybe", "monitor": "OSCE", "why": "x"}, "'maybe' is no finding"),
        ("ruling", {"claims": ["a"], "finding": "happened", "why": "x"}, "'monitor'"),
        ("ruling", {**RULING, "severity": "dire"}, "'dire' is no severity"),
        ("ruling", {**RULING, "severity": ""}, "'severity'"),
        ("ruling", {**RULING, "dissent": [{"who": "AZE"}]}, "is no dissent"),
        ("ruling", {**RULING, "dissent": [{"who": "AZE", "why": " "}]}, "is no dissent"),
        ("complaint", {**COMPLAINT, "clauses": ["civilians"]}, "names no clause"),
        ("complaint", {**COMPLAINT, "clauses": []}, "names no clause"),
        ("complaint", {**COMPLAINT, "clauses": ["a/b", "c/d"]}, "of one pact"),
        ("complaint", {**COMPLAINT, "when": "soon"}, "when"),
        ("inquiry", {"complaint": "c", "after": "c", "step": "pending", "why": "x"}, "why it is pending"),
        ("reply", {"complaint": "c", "party": "AZE", "answer": "yes", "text": "t", "why": "x"}, "'yes' is no answer"),
        ("refused", {"draft": "d", "why": "x"}, "'text'"),
        ("adopted", {"pact": "p", "text": "t"}, "'why'"),
        ("correction", {"claim": 3, "why": "x"}, "'claim'"),
        ("retraction", {"why": "x", "wy": "y"}, "no 'wy'"),
    ],
)
def test_what_is_no_judgement_is_refused(kind: str, body: dict[str, Any], sign: str) -> None:
    with pytest.raises(Refused, match=sign):
        decision(kind, body)


def test_every_kind_is_the_kind_of_its_decision() -> None:
    for kind, cls in KINDS.items():
        values = {"claims": ["a", "b"], "finding": "happened", "monitor": "OSCE", "pact": "p", "text": "t", "draft": "d"}
        values |= {"claim": "c", "why": "w", "credibility": "2", "complaint": "f", "complainant": "ARM", "accused": "AZE"}
        values |= {"clauses": ["p/c"], "after": "f", "step": "resumed", "party": "AZE", "answer": "partly", "severity": "grave"}
        body = {name: value for name, value in values.items() if name in cls.__dataclass_fields__}
        assert kind_of_decision(decision(kind, body)) == kind
        assert body_of(decision(kind, body)) == body


def test_what_a_ruling_does_not_say_is_not_in_its_body() -> None:
    assert body_of(decision("ruling", RULING)) == RULING
    more = {**RULING, "severity": "grave", "dissent": [{"who": "AZE", "why": "nobody asked"}], "complaint": "c"}
    assert body_of(decision("ruling", more)) == more


def test_what_rests_on_another_entry_needs_one_of_its_kind(ledger: Ledger, ids: dict[str, str]) -> None:
    ruling = deciding.rule(ledger, [ids["attack"]], "happened", "OSCE", ANA)
    rows = ledger.head()
    for kind, body in (
        ("ruling", {**RULING, "claims": [ids["attack"]], "complaint": ids["harm"]}),
        ("inquiry", {"complaint": ruling.id, "after": ruling.id, "step": "resumed", "why": "x"}),
        ("reply", {"complaint": "0" * 64, "party": "AZE", "answer": "partly", "text": "t", "why": "x"}),
    ):
        with pytest.raises(Refused, match="the ledger has no complaint"):
            ledger.append(kind, body, by="ana")
    assert ledger.head() == rows


def test_a_judgement_of_a_replay_bears_the_time_it_was_made(replay: Ledger) -> None:
    then = datetime(2020, 11, 5, 12, tzinfo=UTC)
    replay.append("report", to_body(report()), by="build", recorded_at=then - timedelta(days=1))
    read = replay.append("claim", to_body(claim(report())), by="build", recorded_at=then - timedelta(days=1))
    deciding.rule(replay, [read.id], "not_established", "OSCE", Decider("ana", "nobody could go there", then))
    assert replay.view(then - timedelta(hours=1)).rulings == ()
    assert replay.view(then).judgements[0].at == then


def test_what_was_written_before_bodies_were_checked_is_still_read(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.ledger.appending.KINDS", {})
    ledger.append_all([NewEntry("adopted", {"pact": "p", "text": "t"}, "ana")])
    view = ledger.view()
    assert ([e.kind for e in view.others], view.judgements) == (["adopted"], ())


def test_an_entry_is_named_by_its_line_or_the_beginning_of_its_id(ledger: Ledger, ids: dict[str, str]) -> None:
    entry = next(e for e in ledger.entries() if e.id == ids["harm"])
    for name in (str(entry.seq), entry.id, entry.id[:8]):
        assert ledger.named(name) == entry
    for name, sign in (
        ("999", "is no entry"),
        ("f" * 64, "is no entry"),
        (entry.id[:7] + "z", "names no entry"),
        ("", "no entry"),
    ):
        with pytest.raises(Refused, match=sign):
            ledger.named(name)
