"""The board follows the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwatch.case import Case
from pactwatch.ledger.deciding import Decider, grade, retract, rule, same_event
from pactwatch.web.board import Board
from pactwatch.web.snapshot import Snapshot


def same(a: Snapshot, b: Snapshot) -> bool:
    at = b.today()
    return a.view == replace(b.view) and a.all_verdicts(at) == b.all_verdicts(at) and a.evidence.seq == b.evidence.seq


@pytest.fixture
def board(case: Case) -> Board:
    return Board(case)


def test_what_people_say_of_claims_is_taken_up_without_reading_all_anew(board: Board) -> None:
    first = board.now()
    claims = list(first.view.claims)
    grade(board.ledger, Decider("monitor", "seen before"), source="mod-armenia", reliability="C")
    rule(board.ledger, claims[:1], "happened", "OSCE", Decider("monitor", "was there"))
    now = board.now()
    assert now.evidence.record.heard is first.evidence.record.heard
    assert same(now, Snapshot(board.case, board.ledger.view()))
    assert first.seq < now.seq
    assert first.evidence.record.rulings == {}


def test_what_changes_the_world_is_read_anew(board: Board) -> None:
    first = board.now()
    one, two, *_ = first.view.claims
    entry = same_event(board.ledger, [one, two], Decider("monitor", "one strike"))
    now = board.now()
    assert now.evidence.record.heard is not first.evidence.record.heard
    assert same(now, Snapshot(board.case, board.ledger.view()))
    retract(board.ledger, entry.id, Decider("monitor", "two strikes"))
    assert not board.now().view.same_events


def test_a_past_line_stays_what_it_was(board: Board) -> None:
    seq = board.now().seq
    before = board.known(seq - 10)
    grade(board.ledger, Decider("monitor", "seen before"), source="mod-armenia", reliability="C")
    assert board.known(seq - 10) is before
    assert board.known(seq).view.judgements == ()
    assert len(board.now().view.judgements) == 1
