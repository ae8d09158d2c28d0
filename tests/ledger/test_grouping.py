"""Which claims are put together, in whatever order they came."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

from pactwatch.ledger.grouping import Grouping, events_of
from pactwatch.ledger.pairs import Pairs
from pactwatch.ledger.reprints import Lineage
from pactwatch.times import Span
from pactwatch.types import Amount, Report
from tests.verdicts.world import World

DAY = {"said": "2020-11-07", "when": "2020-11-06"}


def world(*claims: dict[str, Any]) -> World:
    made = World()
    for claim in claims:
        made.told("UN", "attack", **{**DAY, **claim})
    return made


def grouped(made: World, judged: Pairs | None = None) -> list[list[int]]:
    """Numbers of the claims of each event, from every order of arrival, which must agree."""
    found = set()
    for order in permutations(made.claims):
        events = events_of({i: made.claims[i] for i in order}, made.reports, "Asia/Baku", judged)
        found.add(tuple(sorted(tuple(int(i[-3:]) for i in e.claims) for e in events)))
    assert len(found) == 1
    return [list(e) for e in found.pop()]


def test_the_same_act_day_doer_and_place_are_one_happening() -> None:
    one = {"actor": ["AZE.MIL"], "places": ["Stepanakert"]}
    assert grouped(world(one, {**one, "places": ["Khankendi"]}, {**one, "actor": ["AZE"]})) == [[0, 1, 2]]
    assert grouped(world(one, {**one, "places": ["Hadrut"]})) == [[0], [1]]
    assert grouped(world(one, {**one, "when": "2020-11-07"})) == [[0], [1]]
    assert grouped(world(one, {**one, "actor": ["ARM"]})) == [[0], [1]]


def test_a_vague_word_joins_the_only_happening_that_it_can_be_about_and_bridges_none() -> None:
    here, there = {"actor": ["AZE"], "places": ["Stepanakert"]}, {"actor": ["AZE"], "places": ["Hadrut"]}
    region, nobody, days = (
        {"actor": ["AZE"], "places": ["Karabakh"]},
        {"places": ["Stepanakert"]},
        {**here, "when": "2020-11-05/2020-11-07"},
    )
    for vague in (region, nobody, days):
        assert grouped(world(here, vague)) == [[0, 1]]
    assert grouped(world(here, there, region)) == [[0], [1], [2]]
    assert grouped(world(here, {**here, "actor": ["ARM"]}, nobody)) == [[0], [1], [2]]
    assert grouped(world(here, {**here, "when": "2020-11-07"}, days, days)) == [[0], [1], [2, 3]]


def test_one_text_with_two_figures_tells_of_two_happenings() -> None:
    one = {"actor": ["AZE"], "places": ["Stepanakert"]}
    made = world({**one, "amounts": [Amount(17, "killed")]}, {**one, "amounts": [Amount(3, "killed")]})
    assert grouped(made) == [[0, 1]]  # two reports of one strike, of which one figure is wrong
    made.claims["claim-001"] = replace(made.claims["claim-001"], statement=made.claims["claim-000"].statement)
    assert grouped(made) == [[0], [1]]


def test_what_bears_no_date_and_what_covers_a_month_stays_apart() -> None:
    one = {"actor": ["AZE"], "places": ["Stepanakert"]}
    assert grouped(world(one, {**one, "when": None}, {**one, "when": "2020-11"}, {**one, "when": "2020-11"})) == [
        [0],
        [1],
        [2, 3],
    ]


def test_people_part_and_join_and_different_wins() -> None:
    one = {"actor": ["AZE"], "places": ["Stepanakert"]}
    pair = [{"claim-000", "claim-001"}]
    assert grouped(world(one, one), Pairs(different=pair)) == [[0], [1]]
    assert grouped(world(one, {**one, "when": "2020-11-09"}), Pairs(same=pair)) == [[0, 1]]
    assert grouped(world(one, one), Pairs(same=pair, different=pair)) == [[0], [1]]


def test_a_claim_added_gives_the_groups_of_all_at_once() -> None:
    one = {"actor": ["AZE"], "places": ["Stepanakert"]}
    made = world(one, {**one, "when": "2020-11-06/2020-11-07"}, {**one, "when": "2020-11-07"})
    grouping = Grouping("Asia/Baku")
    sizes = []
    for entry, claim in made.claims.items():
        assert claim.when is not None
        changed = grouping.settle(grouping.put(entry, claim, *claim.when.instants("Asia/Baku")))
        sizes.append((len(grouping.members("claim-001")), entry in changed or len(grouping.members(entry)) == 1))
    assert [s for s, _ in sizes] == [1, 2, 1]  # joined at first, then it could be of either day


def test_a_report_that_turns_out_to_be_older_becomes_the_original() -> None:
    text = "the shells fell on the houses of the town in the night"
    late = Report("late", "paper", "en", "", text, Span.parse("2020-11-07"), None, "0" * 64)
    early = replace(late, id="early", source="agency", published=Span.parse("2020-11-06"))
    longer = replace(
        late, id="longer", source="daily", text=f"{text} and nobody was hurt at all", published=Span.parse("2020-11-08")
    )
    lineage = Lineage([late, longer])
    assert (lineage.first("late"), lineage.first("longer")) == (None, "paper")
    assert lineage.add(early) == {"late", "longer"}
    assert (lineage.first("early"), lineage.first("late"), lineage.first("longer")) == (None, "agency", "agency")
