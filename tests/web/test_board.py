"""The board follows the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from queue import Queue

import pytest

from pactwatch.case import Case
from pactwatch.inquiries.docket import Docket
from pactwatch.inquiries.intake import Text, entering, report_of
from pactwatch.ledger.deciding import Decider, grade, retract, rule, same_event
from pactwatch.web.board import Board
from pactwatch.web.events import EventIndex
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.sourcebook import SourceBook
from pactwatch.web.warming import look_ahead


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


def test_any_past_line_is_what_reading_the_lines_up_to_it_gives(board: Board) -> None:
    claims = list(board.now().view.claims)
    rule(board.ledger, claims[:1], "happened", "OSCE", Decider("monitor", "was there"))
    same_event(board.ledger, claims[10:12], Decider("monitor", "one strike"))
    retract(board.ledger, claims[20], Decider("monitor", "a slip"))
    last = board.now().seq
    assert board.known(last - 1).later is not None
    for seq in (*range(0, last, 40), last - 2, last - 1):
        afresh = Snapshot(board.case, board.ledger.view(seq))
        then = board.known(seq)
        assert same(then, afresh)
        index, wanted = then.events()[0], afresh.events()[0]
        assert (list(index.events), index.level.tolist()) == (list(wanted.events), wanted.level.tolist())
        assert then.control().at(then.today()) == afresh.control().at(afresh.today())
        assert then.once(SourceBook).efforts.effort() == afresh.once(SourceBook).efforts.effort()
        assert then.once(SourceBook).acts == afresh.once(SourceBook).acts
        for report in afresh.view.reports:
            assert then.of_report(report) == afresh.of_report(report)


def test_what_the_next_pages_of_a_past_line_ask_is_worked_out_while_the_first_is_read(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pactwatch.web.board._AT_ONCE", 0)
    monkeypatch.setattr("pactwatch.web.board._FIRST_PAGE", 0)
    seen: Queue[Snapshot] = Queue()

    def ahead(snapshot: Snapshot) -> Iterator[object]:
        yield from look_ahead(snapshot)
        if snapshot.later:
            seen.put(snapshot)

    board = Board(case, ahead=ahead)
    with board.turns:  # the first page is being made, and does not wait for the others
        past = board.known(board.now().seq - 10)
    assert seen.get(timeout=30) is past
    assert past.verdicts.cache_info().currsize >= len(past.clauses)


def test_what_each_party_alone_says_is_worked_out_once_the_board_stands(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pactwatch.web.board._AT_ONCE", 0)
    monkeypatch.setattr("pactwatch.web.board._FIRST_PAGE", 0)
    seen: Queue[Snapshot] = Queue()

    def ahead(snapshot: Snapshot) -> Iterator[object]:
        yield from look_ahead(snapshot)
        seen.put(snapshot)

    board = Board(case, ahead=ahead)
    now = seen.get(timeout=60)
    assert now is board.now()
    assert now.verdicts.cache_info().currsize >= len(now.parties) * len(now.clauses)
    index, _ = now.events("AZE")
    assert list(index.events) == list(EventIndex(now.evidence.of_side("AZE"), index.opponents, index.monitors).events) != []


def test_a_case_of_the_past_opens_on_the_last_day_told_of_whatever_people_decide_since(board: Board, case: Case) -> None:
    """Adopting a draft or grading a source is done now, and adds nothing to what happened."""
    told = board.now().today()
    assert told.year in (2020, 2021)
    case.adopt("027-russia-answers-on-condition", Decider("keeper", "a pledge with a condition"))
    grade(board.ledger, Decider("monitor", "seen before"), source="mod-armenia", reliability="C")
    assert board.now().last > told
    assert board.now().today() == told


def test_a_new_report_brings_a_case_of_the_past_back_to_the_present(board: Board, case: Case) -> None:
    decider = Decider("monitor", "it was in the post")
    source = board.now().view.sources["jam-news"]
    report = report_of(
        Docket(case.folder, board.ledger, {}, case.time_zone),
        Text(source, "Armenia handed over lists of prisoners.", "en"),
        decider,
    )
    board.ledger.append_all(entering(board.ledger.view(), source, report, (), decider))
    assert abs(board.now().today() - datetime.now(UTC)) <= timedelta(hours=1)
