"""Whatever is done with a complaint, in whatever order: it stands somewhere, nothing refused is written, the past stays."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactwatch.inquiries import NEXT, STATES, Docket, Filing, complain, proceeding, proceedings, reply, rule_on, take_step
from pactwatch.ledger import deciding
from pactwatch.ledger.complaints import STEPS
from pactwatch.refusals import Refused
from tests.inquiries.conftest import by

REASONS = {"pending": ("no_access", "awaiting_reply", "other: mines"), "closed": ("lapsed", "ruled")}
DOINGS = st.lists(st.sampled_from([*STEPS, "rule", "reply", "retract"]), min_size=1, max_size=8)


def do(docket: Docket, one: str, doing: str, hour: int) -> None:
    """Does one thing, at an hour of its own so that nothing is the same as before."""
    decider = by("bo", hour, f"step {hour}")
    if doing == "rule":
        rule_on(docket, one, "happened", "OSCE", decider)
    elif doing == "reply":
        reply(docket, one, "AZE", "rejects", f"We deny it, note {hour}.", decider)
    elif doing == "retract":
        deciding.retract(docket.ledger, proceeding(docket.ledger.view(), one).timeline[-1].id, decider)
    else:
        reason = REASONS.get(doing, ("",))[hour % len(REASONS.get(doing, ("",)))]
        take_step(docket, one, doing, decider, to="cy" if doing == "assigned" else "", reason=reason)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(DOINGS)
def test_a_complaint_always_stands_somewhere(docket: Docket, doings: list[str]) -> None:
    start = docket.ledger.head()[0]
    text = f"Shells fell, call {start}."
    one = complain(docket, Filing("ARM", "AZE", ("truce/civilians",), text, when="2020-10-29"), by()).id
    seen = {docket.ledger.head()[0]: "open"}
    for hour, doing in enumerate(doings, start + 1):
        before = docket.ledger.head()
        try:
            do(docket, one, doing, hour)
        except Refused:
            assert docket.ledger.head() == before
        found = next((p for p in proceedings(docket.ledger.view()) if p.id == one), None)
        if found is None:
            break  # the complaint itself was taken back
        assert found.state in STATES
        assert NEXT[found.state]
        seen[docket.ledger.head()[0]] = found.state
    assert {seq: proceeding(docket.ledger.view(seq), one).state for seq in seen} == seen
    assert docket.ledger.verify() == ()
