"""Which report reprints which: looked up by what is rare, found as if all had been compared with all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pactwatch.ledger.reprints import ENOUGH, Lineage, _runs
from pactwatch.times import Span
from pactwatch.types import Report

# Three words, so that runs of five come again and again, as set phrases do.
texts = st.lists(st.sampled_from(["fire", "opened", "guns"]), min_size=0, max_size=24).map(" ".join)
days = st.integers(1, 9).map(lambda n: f"2020-11-{n:02}")
reports = st.lists(st.tuples(texts, days), min_size=1, max_size=9).map(
    lambda rows: [
        Report(f"r{n}", f"s{n}", "en", "", text, Span.parse(day), None, "0" * 64) for n, (text, day) in enumerate(rows)
    ]
)


def compared_with_all(known: list[Report]) -> dict[str, str]:
    """The original of each report, by the definition."""
    runs = {r.id: _runs(r.text) for r in known}
    order = {r.id: (str(r.published), r.id) for r in known}
    found = {}
    for a, first in order.items():
        shared = {b: len(runs[a] & runs[b]) for b in order if order[b] < first}
        able = {b: n for b, n in shared.items() if n and n >= ENOUGH * min(len(runs[a]), len(runs[b]))}
        if able:
            found[a] = min(able, key=lambda b: (-able[b], order[b], b))
    return found


@given(reports)
def test_what_is_looked_up_is_what_comparing_all_finds(known: list[Report]) -> None:
    wanted = compared_with_all(known)
    at_once, one_by_one = Lineage(known), Lineage()
    for report in known:
        one_by_one.add(report)
    for report in known:
        original = report.id
        while original in wanted:
            original = wanted[original]
        first = f"s{original[1:]}" if report.id in wanted else None
        assert at_once.first(report.id) == one_by_one.first(report.id) == first


@given(reports, st.data())
def test_the_lineage_of_some_is_what_these_alone_would_give(known: list[Report], data: st.DataObject) -> None:
    some = {r.id: r for r in known if data.draw(st.booleans())}
    part, alone = Lineage(known).of(some), Lineage(some.values())
    assert part is not None
    for report in known:
        assert part.original(report.id) == alone.original(report.id)
    for report in known:
        assert part.add(report) == alone.add(report)
        assert part.copies() == alone.copies()


def test_the_lineage_of_a_text_that_has_changed_is_not_taken_over() -> None:
    one, two = (Report("r", "s", "en", "", text, None, None, "0" * 64) for text in ("as it was", "as it is"))
    assert Lineage([one]).of({"r": two}) is None
    assert Lineage([one]).of({"other": one}) is None


def test_set_phrases_make_no_reprint() -> None:
    said = "the press service of the ministry of defence said on {} that shells fell near {} and {}"
    places = [("Agdam", "Martuni"), ("Hadrut", "Fizuli"), ("Shusha", "Lachin")]
    known = [
        Report(f"r{n}", f"s{n}", "en", "", said.format(f"day {n}", *pair) * 2, Span.parse(f"2020-11-0{n + 1}"), None, "0" * 64)
        for n, pair in enumerate(places)
    ]
    assert [Lineage(known).first(r.id) for r in known] == [None, None, None]
